"""How text and numbers of a story reach a file of XML: as written, and never as markup or code.

Escaping for XML itself is lxml's; what is made here is the text that a reader has after it.
"""

import re
from typing import Any, TypeAlias
from urllib.parse import quote, urlsplit, urlunsplit

from lxml import etree

from geo.base.markup import Markup

#: An element of lxml, which has no types.
Element: TypeAlias = Any

# All that XML 1.0 has no way to write (its production Char).
_NO_CHARACTER = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Where HTML begins an element, a comment or the like; any other "<" is a mere sign there (its "tag open state").
_BEGINS_MARKUP = re.compile(r"<(?=[A-Za-z/!?])")
# What the parts of a web address may have (RFC 3986, appendix A), among it the sign of what is escaped already.
_IN_PART = "!$&'()*+,;=:@/?~%"


def legal(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot hold."""
    return _NO_CHARACTER.sub("\ufffd", text)


def plain(text: str) -> str:
    """The text for an element that is plain text, such as a name.

    Some programs show even these as HTML, so a space comes after each "<" that would begin markup there.

    >>> plain("3 < 5, but <b>bold</b>")
    '3 < 5, but < b>bold< /b>'
    """
    return _BEGINS_MARKUP.sub("< ", legal(text))


def html(text: str) -> Markup:
    """The text for an element that is HTML, such as a description in KML, where lines stay lines.

    Google Earth puts other fields in the place of `$[...]`, so that is no longer to be seen as such.

    >>> html("A & B\\n$[name]")
    Markup('A &amp; B<br>\\n&#36;[name]')
    """
    return Markup.escape(legal(text)).replace("\n", Markup("<br>\n")).replace("$[", Markup("&#36;["))


def address(url: str) -> str:
    """The web address in the signs that XML Schema's anyURI has for certain; it leads to the same."""
    parts = urlsplit(url)
    host = quote(parts.netloc, safe=_IN_PART + "[]")
    others = (quote(part, safe=_IN_PART) for part in (parts.path, parts.query, parts.fragment))
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", urlunsplit((parts.scheme, host, *others)))


def degrees(angle: float) -> str:
    """An angle in decimal digits, without an exponent, to a tenth of a millimetre on the ground.

    >>> degrees(13.18733), degrees(-1e-12), degrees(180.0)
    ('13.18733', '0', '180')
    """
    text = repr(round(angle, 9) + 0.0)  # three times as quick as a format, of which a long line needs a million
    return f"{float(text):.9f}".rstrip("0").rstrip(".") if "e" in text else text.removesuffix(".0")


def serialized(element: Element) -> str:
    """An element as text, for what is put together as text."""
    return str(etree.tostring(element, encoding="unicode"))
