"""Close a session 45 s after its last connection ended: until then its visitor may come back."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: A connection that breaks is made again by the page within seconds. Streamlit by itself keeps the last 128 who left,
#: with 0.2 MB and three file descriptors each, until others leave.
_FORGET_S = 45


class SessionExpiry:
    """Close sessions whose connections ended: ASGI middleware for websockets."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._left: dict[str, asyncio.TimerHandle] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note whose session a connection is, and when it ends."""
        if scope["type"] != "websocket":
            return await self._app(scope, receive, send)
        session = ""

        async def send_and_note(message: Message) -> None:
            nonlocal session
            if not session and message["type"] == "websocket.send":
                session = session_of(message.get("bytes") or b"")
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            if session:
                self._forget_later(session)

    def _forget_later(self, session: str) -> None:
        if before := self._left.pop(session, None):
            before.cancel()
        self._left[session] = asyncio.get_running_loop().call_later(_FORGET_S, self._forget, session)

    def _forget(self, session: str) -> None:
        del self._left[session]
        if runtime.exists() and not runtime.get_instance().is_active_session(session):
            runtime.get_instance().close_session(session)


def session_of(data: bytes) -> str:
    """The session that a message to the browser begins; empty where it begins none."""
    message = ForwardMsg.FromString(data)
    return str(message.new_session.initialize.session_id) if message.WhichOneof("type") == "new_session" else ""
