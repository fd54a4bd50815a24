"""What comes over the websocket of a page: who may connect, how much each may send, and what counts for everybody.

Who sends too much waits: what is not read stays with the sender, by TCP. Nothing of an honest reader is lost.
"""

import asyncio
import re
import time
from collections import Counter
from contextlib import suppress

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.BackMsg_pb2 import BackMsg

from geo.base import memory_budget
from geo.base.memory_budget import MemoryBudgetError
from geo.base.origin import origin
from geo.serving.bucket import Bucket, Buckets
from geo.serving.settings import Settings

# Of the close codes of RFC 6455 and its registry.
_UNSUPPORTED, _INVALID, _VIOLATION, _TOO_BIG, _LATER = 1003, 1007, 1008, 1009, 1013
#: What a reader's browser sends. The rest is for developers or touches everybody: clearing the caches, above all.
_MESSAGES = ("rerun_script", "stop_script", "app_heartbeat", "backend_operation_request")
_OPERATIONS = ("deferred_file",)  # the file behind a download button
#: Digests and UUIDs, by which a page names its parts. Streamlit writes any other name into the log, as long as it is.
_ID = re.compile(r"[0-9a-f-]{0,64}")
#: The longest link, in the query of a message and in the address that it names, and what else a browser says.
_MAX_BESIDE = 200_000
#: Values of Streamlit's own widgets, of which pages have none that is more than a press.
_MAX_VALUES = 4_000
#: Streamlit keeps what comes beside reports, in some copies, until another message comes. Of most it is 0.1 kB; so much
#: is part of what each session takes.
_USUAL, _COPIES = 10_000, 8
#: Of one message, which is in memory until it is whole: a piece of a file or a draft has 350,000.
MESSAGE_BYTES = 1_000_000
#: Of one connection, before its rates count: keys held down, a page that opens; two files of 4 MB, in pieces.
MESSAGES_AT_ONCE, BYTES_AT_ONCE = 30, 12_000_000
#: Of one address, over time and at once: of 400 readers behind one office's address each acts every 5 s, and all open a
#: link at the same moment.
ADDRESS_MESSAGES_PER_SECOND, ADDRESS_MESSAGES_AT_ONCE = 150, 2500
#: Seconds that a connection may stay above its rate before it is closed.
PATIENCE_S = 60


def beside(message: BackMsg) -> int:
    """The bytes of a message without the reports of the page's parts, which are let go when they have been heard."""
    widgets = message.rerun_script.widget_states.widgets
    return int(message.ByteSize()) - sum(len(widget.json_trigger_value.encode()) for widget in widgets)


def refusal(data: bytes) -> int | None:
    """The code to close with after a message that no page sends; 0 where it is only not passed on; None where it is.

    >>> refusal(BackMsg(clear_cache=True).SerializeToString()), refusal(BackMsg(stop_script=True).SerializeToString())
    (0, None)
    """
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return _INVALID
    kind = message.WhichOneof("type")
    run, asked = message.rerun_script, message.backend_operation_request
    ids = (run.page_script_hash, run.fragment_id, asked.request_id, asked.session_id, asked.deferred_file.file_id)
    if not all(map(_ID.fullmatch, ids)):
        return 0
    values = sum(widget.ByteSize() for widget in run.widget_states.widgets if not widget.json_trigger_value)
    if beside(message) > _MAX_BESIDE or values > _MAX_VALUES:
        return _TOO_BIG
    if kind == "backend_operation_request":
        return None if asked.WhichOneof("payload") in _OPERATIONS else 0
    return None if kind in _MESSAGES else 0


class Messages:
    """ASGI middleware for websockets."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._connected: Counter[str] = Counter()
        # Who lifts the limit of one connection wants no other in its place.
        rate = ADDRESS_MESSAGES_PER_SECOND if settings.messages_per_second else 0
        self._buckets = Buckets(rate, ADDRESS_MESSAGES_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a connection in, and each of its messages in time."""
        if scope["type"] != "websocket":
            return await self._app(scope, receive, send)
        client = scope.get("client")
        address = origin(client[0] if client else "")
        if self._is_full(address):
            await receive()
            return await turn_away(send)
        self._connected[address] += 1
        try:
            connection = _Connection(self._settings, self._buckets.of(address), receive, send)
            with suppress(WebSocketDisconnected):  # which Streamlit does not expect of who leaves while it sends
                await self._app(scope, connection.receive, connection.send)
        finally:
            self._connected[address] -= 1
            if not self._connected[address]:
                del self._connected[address]

    def _is_full(self, address: str) -> bool:
        most, each = self._settings.connections, self._settings.address_connections
        return bool((most and self._connected.total() >= most) or (each and self._connected[address] >= each))


async def turn_away(send: Send) -> None:
    """Refuse a connection. The page tries again by itself, ever more seldom."""
    await send(
        {
            "type": "websocket.http.response.start",
            "status": 503,
            "headers": [(b"retry-after", b"30"), (b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "websocket.http.response.body", "body": b"Too many readers at this moment."})


class _Connection:
    """One connection, as the page's server receives from it and sends to it."""

    def __init__(self, settings: Settings, address: Bucket, receive: Receive, send: Send) -> None:
        self._receive, self._send, self._address = receive, send, address
        self._messages = Bucket(settings.messages_per_second, MESSAGES_AT_ONCE)
        self._bytes = Bucket(settings.bytes_per_second, BYTES_AT_ONCE)
        self._above_since: float | None = None
        self._taken = asyncio.Event()
        self._taken.set()

    async def send(self, message: Message) -> None:
        self._taken.clear()
        try:
            await self._send(message)
        finally:
            self._taken.set()

    async def receive(self) -> Message:
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            code = await self._code(message)
            if code is None:
                # Who does not read what they asked for is told no more, as Streamlit keeps up to 500 messages for them.
                while not self._taken.is_set():
                    await self._taken.wait()
                return message
            if code:
                with suppress(RuntimeError):  # as who has gone already cannot be told
                    await self._send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}

    async def _code(self, message: Message) -> int | None:
        """As `refusal` says it, once the message is due."""
        data = message.get("bytes")
        if data is None:
            return _UNSUPPORTED
        if len(data) > MESSAGE_BYTES:
            return _TOO_BIG
        now = time.monotonic()
        own = max(self._messages.reserve(now), self._bytes.reserve(now, len(data)))
        delay = max(own, self._address.reserve(now))
        if not own:
            self._above_since = None
        elif self._above_since is None:
            self._above_since = now
        elif now - self._above_since > PATIENCE_S:
            return _VIOLATION
        if delay:
            await asyncio.sleep(delay)
        code = refusal(data)
        return self._keep(data) if code is None else code

    def _keep(self, data: bytes) -> int | None:
        """Reckon what stays of a message with its session; a code to close with where there is no room for it."""
        size = beside(BackMsg.FromString(data))
        try:
            memory_budget.VISITORS.reserve(self, size * _COPIES if size > _USUAL else 0)
        except MemoryBudgetError:
            return _LATER
        return None
