"""HTML as a type of its own: plain text that is put into it is shown as written, never as code, markup or a request.

Text for the map and the timeline does not pass here: it crosses as data (`geo.view.scene`) and is put in place with
`textContent`. Nor is any text of a story a label of a Streamlit widget that renders Markdown (buttons, headings,
captions): no escape keeps "->" from being shown as an arrow there.
"""

import html
import re
from typing import Self

import markupsafe

_SPECIAL = re.compile("[&<>\"'\r\0]")


class Markup(markupsafe.Markup):
    """HTML, made of literals; `format`, `join` and `+` escape what is not HTML, for an element or a quoted attribute.

    >>> Markup('<p title="{}">{}</p>').format('"', "<img src=x>")
    Markup('<p title="&quot;">&lt;img src=x&gt;</p>')
    >>> Markup("<br>").join(["a & b", Markup("<b>c</b>")])
    Markup('a &amp; b<br><b>c</b>')
    """

    __slots__ = ()

    @classmethod
    def escape(cls, value: object, /) -> Self:
        """The value as HTML: a text as it is written, HTML as it is."""
        if isinstance(value, cls):
            return value
        text = str(value)
        if _SPECIAL.search(text):
            # HTML can hold neither character as such: it would read the first as a newline and drop the second.
            text = html.escape(text, quote=True).replace("\r", "&#13;").replace("\0", "\ufffd")
        return str.__new__(cls, text)  # not `cls(text)`, which would look for HTML in it, at thrice the time

    def format(self, *values: object, **named: object) -> Self:
        """The HTML with these values in it, each escaped; what needs a format is given as text."""
        # The inherited one, written in Python, takes twice the time for a long story.
        escape = self.escape
        return self.__class__(str.format(self, *map(escape, values), **{name: escape(named[name]) for name in named}))
