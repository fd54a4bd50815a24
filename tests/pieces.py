"""What a browser sends in pieces."""

import base64
from itertools import count

from geo.session.upload import Upload

#: Bytes of a piece, as the browser cuts them.
PIECE = 262_144
_names = map(str, count())


def piece(of: str, index: int, content: bytes, *, last: bool) -> dict:
    """One message with a piece."""
    return {"of": of, "index": index, "last": last, "base64": base64.b64encode(content).decode()}


def file(uploads: Upload, content: bytes, name: str) -> dict:
    """The message that takes a file, which is sent before."""
    return {"file": {"name": name} | bring(uploads, content)}


def bring(uploads: Upload, content: bytes, of: str | None = None) -> dict:
    """Send all of it; what a message has in its place then."""
    of = of or next(_names)
    starts = range(0, max(1, len(content)), PIECE)
    for index, first in enumerate(starts):
        uploads.receive(piece(of, index, content[first : first + PIECE], last=first == starts[-1]))
    return {"upload": of}
