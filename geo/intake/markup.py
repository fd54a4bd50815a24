"""The text of a piece of HTML, as descriptions in KML are written.

Not by `html.parser`: in Python 3.11 it takes a minute for a megabyte of `<!--`, and fails on `<![`.
"""

import html
import re

# Each alternative ends at its own end or at that of the text, so that nothing is searched twice.
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?([a-z][a-z0-9]*)[^<>]*+>?|<![^<>]*+>?",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = frozenset("br p div li tr ul ol table hr h1 h2 h3 h4 h5 h6 dt dd blockquote".split())
_BREAK = re.compile(r"<(?:br|p|div|tr|li)\b", re.IGNORECASE)
_CELLS = ("td", "th")
# No sign has so many digits, and Python refuses to read some numbers of thousands.
_NO_SIGN = re.compile(r"&#x?[0-9a-f]{8,}+;?", re.IGNORECASE)
_LOST = re.compile(r"<(?:a|img|iframe|video|audio)\s", re.IGNORECASE)
_APART = re.compile(r"\n{3,}+")


def plain(text: str) -> str:
    """What a reader would see of the text: tags left out, a new line for each block, entities as their signs.

    >>> plain("<b>Talks</b> at <i>Ghadames</i><br>in November &amp; after")
    'Talks at Ghadames\\nin November & after'
    """
    if "<" not in text and "&" not in text:
        return text.strip()
    if _BREAK.search(text):
        # Lines end where a tag says so: the line breaks of the source are spaces then.
        text = " ".join(text.split())
    text = html.unescape(_NO_SIGN.sub("\ufffd", _TAG.sub(_between, text)))
    return _APART.sub("\n\n", "\n".join(" ".join(line.split()) for line in text.splitlines())).strip()


def has_links(text: str) -> bool:
    """Whether the HTML has links or pictures, of which `plain` leaves no trace."""
    return _LOST.search(text) is not None


def _between(tag: re.Match[str]) -> str:
    name = (tag[2] or "").casefold()
    return "\n" if name in _BLOCKS else " " if name in _CELLS else ""
