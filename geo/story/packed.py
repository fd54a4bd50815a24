"""A story packed for a link: its file without white space, gzipped, as base64url without padding (RFCs 1952, 4648)."""

import base64
import gzip
import re
import zlib

from geo.story import geojson
from geo.story.model import Story
from geo.story.strict_json import MAX_SIZE

#: The most characters that are unpacked. Servers cut or refuse a longer request line; browsers and mail much earlier.
MAX_LENGTH = 65_536

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*")
_GZIP = 16 + zlib.MAX_WBITS  # as zlib counts: a gzip header, and the widest window


class PackedError(ValueError):
    """A text that holds no packed file. The message says why, and can follow "the link carries a story, but"."""


def pack(story: Story) -> str:
    """The story as text that a link can carry as it is; always the same for one story."""
    content = geojson.compact(story).encode()
    return base64.urlsafe_b64encode(gzip.compress(content, 9, mtime=0)).rstrip(b"=").decode()


def unpack(text: str, most: int = MAX_SIZE) -> bytes:
    """The file in a packed text, for `geo.story.geojson.read`: 4 MB or `most` bytes, whatever the text would unpack to.

    Raises `PackedError` where the text is not one whole gzip member in base64url.
    """
    if len(text) > MAX_LENGTH:
        raise PackedError(f"it has {len(text):,} characters, and at most {MAX_LENGTH:,} are read")
    if not _ALPHABET.fullmatch(text) or len(text) % 4 == 1:
        raise PackedError("it was changed or cut on the way: its text is not base64url")
    packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    reading = zlib.decompressobj(_GZIP)
    try:
        content = reading.decompress(packed, most + 1)
    except zlib.error:
        raise PackedError("it was changed on the way: it does not unpack") from None
    if len(content) > most:
        raise PackedError(f"it unpacks to more than {most:,} bytes, which is too large for a story")
    if not reading.eof:
        raise PackedError("it was cut on the way: its end is missing")
    if reading.unused_data:
        raise PackedError("it was changed on the way: something follows its end")
    return content
