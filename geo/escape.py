"""How text from a file or a link reaches a page element: as written, never as code, markup or a request.

Text for the map and the timeline does not pass here: it crosses as data (`geo.scene`) and is put in place with
`textContent`. Nor is any text of a story a label of a Streamlit widget that renders Markdown (buttons, headings,
captions): no escape keeps "->" from being shown as an arrow there.
"""

import html


def markup(text: str) -> str:
    """The text for `st.html`, inside an element or a quoted attribute.

    >>> markup('<img src=x onerror="a">')
    '&lt;img src=x onerror=&quot;a&quot;&gt;'
    """
    # HTML can hold neither character as such: it would read the first as a newline and drop the second.
    return html.escape(text, quote=True).replace("\r", "&#13;").replace("\0", "\ufffd")
