"""How text is packed for a browser: by brotli or gzip, whichever it would rather have (RFC 9110, 12.5.3)."""

import gzip
from typing import Literal

import brotli

Encoding = Literal["br", "gzip"]

# A tenth larger than the smallest that each of them can, in a thirtieth of the time.
_BROTLI, _GZIP = 5, 6
#: Below this a header more costs about what is saved.
LEAST_BYTES = 1_000

_TEXTS = (
    *("application/javascript", "application/json", "application/manifest+json", "application/geo+json"),
    *("image/svg+xml", "application/xml"),
)


def is_text(media_type: str) -> bool:
    """Whether what a Content-Type header names gets smaller: text does; pictures and fonts are packed already.

    >>> is_text("text/javascript; charset=utf-8"), is_text("font/woff2")
    (True, False)
    """
    kind = media_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in _TEXTS


def wanted(accept: str) -> Encoding | None:
    """The encoding that an Accept-Encoding header likes best, of two alike the smaller; None where it takes neither.

    >>> wanted("gzip, deflate, br"), wanted("br;q=0.1, *"), wanted("br;q=0, gzip;q=0.5"), wanted("identity"), wanted("")
    ('br', 'gzip', 'gzip', None, None)
    """
    liked: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _, weight = part.partition(";")
        try:
            liked[name.strip()] = float(weight.partition("q=")[2] or 1)
        except ValueError:
            liked[name.strip()] = 0.0
    likings: dict[Encoding, float] = {"br": 0.0, "gzip": 0.0}
    for encoding in likings:
        likings[encoding] = liked.get(encoding, liked.get("*", 0.0))
    best = max(likings, key=likings.__getitem__)
    return best if likings[best] > 0 else None


def packed(body: bytes, encoding: Encoding) -> bytes:
    """The body in an encoding; the same bytes each time."""
    if encoding == "br":
        return bytes(brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI))
    return gzip.compress(body, _GZIP, mtime=0)


def is_known(tags: str, tag: str) -> bool:
    """Whether an If-None-Match header names an entity tag, be it a weak one (RFC 9110, 13.1.2).

    >>> is_known('W/"a", "b"', '"b"'), is_known("*", '"b"'), is_known('"a"', '"b"')
    (True, True, False)
    """
    return tags.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in tags.split(","))
