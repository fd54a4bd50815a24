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
_PICTURES = re.compile(r"<(?:img|iframe|video|audio|picture|svg)\b", re.IGNORECASE)
_ANY = re.compile(
    r"</?(?:a|abbr|b|big|br|center|div|em|font|h[1-6]|hr|i|img|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul|"
    r"video|iframe|blockquote|code|pre|style|script)\b[^<>]*+>|&(?:amp|lt|gt|quot|nbsp|#[0-9]{2,5}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"<a\b[^<>]*?\shref\s*=\s*[\"']?\s*(https?://[^\s\"'<>]{1,2000}+)[^<>]*+>((?:(?!</?a\b).){0,1000}+)",
    re.IGNORECASE | re.DOTALL,
)
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


def is_html(text: str) -> bool:
    """Whether a text has tags or entities of HTML."""
    return ("<" in text or "&" in text) and _ANY.search(text) is not None


def links(text: str) -> list[tuple[str, str]]:
    """The links of a piece of HTML: of each its text, or its address without one, and its address.

    >>> links('See <a href="https://example.org/a">the <b>report</b></a>')
    [('the report', 'https://example.org/a')]
    """
    found = [(" ".join(plain(inner).split()), html.unescape(address)) for address, inner in _LINK.findall(text)]
    return [(name or address, address) for name, address in found]


def has_pictures(text: str) -> bool:
    """Whether the HTML has pictures or videos, of which `plain` leaves no trace."""
    return _PICTURES.search(text) is not None


def _between(tag: re.Match[str]) -> str:
    name = (tag[2] or "").casefold()
    return "\n" if name in _BLOCKS else " " if name in _CELLS else ""
