"""Frames of a websocket: what half a message may hold. Nothing else of ours hears of one before it is whole.

uvicorn keeps each fragment of a message, the whole messages that wait, and its answers to pings, as many as come.
"""

import time
from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.exceptions import ProtocolError
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from geo.serving.bucket import Bucket
from geo.serving.messages import MESSAGE_BYTES

#: A browser cuts a message into a few of some 64 kB; one that comes byte by byte takes a hundred times its size.
_MAX_FRAGMENTS = 1_000
#: Messages that come in one read of the socket, 256 kB at most: those of a page have some 300 bytes or more.
_MAX_AT_ONCE = 1_000
#: Pings that are answered, each second over time and at once: browsers send none, other clients one in some seconds.
_PINGS_PER_SECOND, _PINGS_AT_ONCE = 1, 30


def limit() -> None:
    """Have uvicorn read frames within the limits. It makes one reader for each connection, by the name changed here."""

    # `Any`: the options are those of `websockets`, handed on as they come.
    def reader(max_size: int | None, **options: Any) -> "Frames":
        return Frames(max_size=MESSAGE_BYTES, **options)

    websockets_sansio_impl.ServerProtocol = reader  # type: ignore[assignment,attr-defined]


class Frames(ServerProtocol):
    """The frames of one connection, which ends where one of the limits is passed."""

    def __init__(self, **options: Any) -> None:  # the same
        super().__init__(**options)
        self._fragments = self._messages = 0
        self._pings = Bucket(_PINGS_PER_SECOND, _PINGS_AT_ONCE)

    def receive_data(self, data: bytes | bytearray) -> None:
        """Take what one read of the socket brought."""
        self._messages = 0
        super().receive_data(data)

    def recv_frame(self, frame: Frame) -> None:
        """Take a frame. Raises `ProtocolError` where too many come; a ping above its rate is passed over."""
        if frame.opcode is Opcode.PING and self._pings.reserve(time.monotonic()):
            return
        if frame.opcode in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
            self._fragments += 1
            self._messages += frame.fin
            if self._fragments > _MAX_FRAGMENTS or self._messages > _MAX_AT_ONCE:
                raise ProtocolError("too many frames")
            if frame.fin:
                self._fragments = 0
        super().recv_frame(frame)
