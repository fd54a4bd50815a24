"""Who runs the page's script now: so many at once, the others in the order in which they came.

A run takes some milliseconds of the one processor that Python uses. A hundred at once take turns of each of these, so
all of them end late, and between them waits the loop that answers everybody else.
"""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: A run that takes longer waits for something, as for the browser at first, or counts for long: others may go on.
_LONGEST_S = 0.05
#: The message that a run has ended has some 80 bytes, and 34 more for each further fragment; most others are longer.
_END_BYTES = 300


class Turns:
    """ASGI middleware for websockets. `at_once` runs at the same time; with 0 as many as there are."""

    def __init__(self, app: ASGIApp, at_once: int) -> None:
        self._app, self._free = app, asyncio.Semaphore(at_once) if at_once else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let each run of a connection begin when it is its turn."""
        if scope["type"] != "websocket" or self._free is None:
            return await self._app(scope, receive, send)
        turn = _Turn(self._free)

        async def receive_in_turn() -> Message:
            message = await receive()
            if asks_to_run(message.get("bytes") or b""):
                await turn.take()
            return message

        async def send_and_note(message: Message) -> None:
            await send(message)
            if has_run(message.get("bytes") or b""):
                turn.give_back()

        try:
            await self._app(scope, receive_in_turn, send_and_note)
        finally:
            turn.give_back()


class _Turn:
    """The turn of one connection, which takes no second one before it has given the first back."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._end: asyncio.TimerHandle | None = None

    async def take(self) -> None:
        if self._end is None:
            await self._free.acquire()
            self._end = asyncio.get_running_loop().call_later(_LONGEST_S, self.give_back)

    def give_back(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None
            self._free.release()


def asks_to_run(data: bytes) -> bool:
    """Whether this is what a browser sends to have the script run. Raises `DecodeError` for what is no message."""
    return bool(BackMsg.FromString(data).WhichOneof("type") == "rerun_script")


def has_run(data: bytes) -> bool:
    """Whether this tells a browser that the script has run."""
    return len(data) < _END_BYTES and ForwardMsg.FromString(data).WhichOneof("type") == "script_finished"
