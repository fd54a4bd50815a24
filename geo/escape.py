"""How text from a file or a link reaches a page element: as written, never as code, markup or a request.

Text for the map does not pass here: it crosses once as data (`geo.scene`) and is put in place with `textContent`.
"""

import html
import re

# CommonMark takes a backslash before any ASCII punctuation as "this character, literally"; Streamlit's additions
# (LaTeX, :emoji:, :colour[...]) begin with punctuation too.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_SPACES = re.compile(r"\s+")


def markup(text: str) -> str:
    """The text for `st.html`, inside an element or a quoted attribute.

    >>> markup('<img src=x onerror="a">')
    '&lt;img src=x onerror=&quot;a&quot;&gt;'
    """
    return html.escape(text, quote=True)


def label(text: str, most: int = 80) -> str:
    """The text for a place where Streamlit renders Markdown, such as a button's label: one line, cut at `most`.

    >>> label("![x](http://a.b) $x$ :smile:")
    '\\\\!\\\\[x\\\\]\\\\(http\\\\:\\\\/\\\\/a\\\\.b\\\\) \\\\$x\\\\$ \\\\:smile\\\\:'
    """
    line = _SPACES.sub(" ", text).strip()
    cut = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    return _PUNCTUATION.sub(r"\\\1", cut)
