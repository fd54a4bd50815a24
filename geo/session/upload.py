"""An upload: what is too large for one message, a file or a text, in pieces that come one at a time.

A piece is `{"of": id, "index": number, "last": bool, "base64": text}`, of 256 kB at most. The answer says how
many there are, upon which the browser sends the next; so a piece that is lost is sent again, one that comes twice is
passed over, and where the server has started anew, all begins again. When all are there, another message names the
upload, and takes it.
"""

import base64

from geo.base import memory_budget
from geo.base.faults import Fault, RefusedError
from geo.intake.spreadsheet import MAX_SIZE
from geo.view import wire

#: A name that a browser gives, to an upload or a draft, is no longer: a UUID has 36 characters.
MAX_ID = 64

NOT_WHOLE = Fault("", "the file did not arrive whole", "choose it once more")
_TOO_LARGE = Fault("", f"this has more than {MAX_SIZE:,} bytes", "split it, or leave out what is not needed")


class Upload:
    """What one visitor sends in pieces, one thing at a time, and the last that arrived, until it is taken.

    Another that begins takes the place of one on its way, another that arrives that of one that nobody took.
    """

    def __init__(self) -> None:
        self._arrived: tuple[str, bytes] | None = None
        self._begin(None)

    def _begin(self, of: str | None, refused: Fault | None = None) -> None:
        self._of, self._refused = of, refused
        self._content = bytearray()
        self._count, self._is_whole = 0, False
        self._keep(0)

    def _keep(self, more: int) -> None:
        arrived = len(self._arrived[1]) if self._arrived else 0
        memory_budget.VISITORS.reserve(self, arrived + len(self._content) + more)

    def receive(self, said: object) -> None:
        """Take a piece. What makes no sense, or is not its turn, is passed over: the answer says what is wanted."""
        match said:
            case {"of": str() as of, "index": int() as index, "last": bool() as last, "base64": str() as text}:
                if len(of) > MAX_ID:
                    return
                if of != self._of:
                    self._begin(of)
                if index == self._count and not self._is_whole and self._refused is None:
                    self._add(of, text, last)

    def _add(self, of: str, text: str, last: bool) -> None:
        try:
            piece = base64.b64decode(text, validate=True)
            if len(self._content) + len(piece) > MAX_SIZE:
                raise RefusedError([_TOO_LARGE])
            self._keep(len(piece))
        except RefusedError as error:
            return self._begin(of, error.faults[0])
        except ValueError:  # not base64, or not even ASCII
            return self._begin(of, NOT_WHOLE)
        self._content += piece
        self._count += 1
        if last:
            self._arrived, self._content, self._is_whole = (of, bytes(self._content)), bytearray(), True
            self._keep(0)

    def take(self, of: object) -> bytes | None:
        """The content of an upload, which is let go; None where it is not here, or not whole."""
        if self._arrived is None or of != self._arrived[0]:
            return None
        _, content = self._arrived
        self._arrived = None
        self._keep(0)
        return content

    def text(self, said: object) -> str | None:
        """A text as a message says it: itself, or `{"upload": id}` where it came in pieces; None as `take` says."""
        match said:
            case str():
                return said
            case {"upload": of} if (content := self.take(of)) is not None:
                return content.decode(errors="replace")
        return None

    def reply(self) -> wire.UploadReply:
        """What the browser is told: how many pieces of which upload there are, and why no more are taken."""
        return {"of": self._of, "count": self._count, "refused": self._refused and wire.fault(self._refused)}
