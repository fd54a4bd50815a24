"""Whose session is whose: a page whose connection breaks gets its session back, and nobody else does.

A page says which session it had as the third of the websocket's subprotocols, and Streamlit gives that session to
whoever says its id, even while another is connected to it, who is then cut off. Here an id counts only from where the
session was begun: from the browser that has the token of Streamlit's own cookie, or, where a browser sends none, from
the same address. From elsewhere a new session begins, which finds the view in the address and the draft in the browser.
"""

from collections import OrderedDict

from starlette.datastructures import MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME

from geo.base.origin import origin
from geo.serving.session_expiry import session_of

#: Sessions whose owners are remembered: more than there can be at once. Whoever is forgotten begins a new session.
_KEPT = 50_000
_PROTOCOLS = "sec-websocket-protocol"


class Ownership:
    """ASGI middleware for websockets."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, str] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a connection have the session that it asks for if it is its own."""
        if scope["type"] != "websocket":
            return await self._app(scope, receive, send)
        scope = {**scope, "headers": list(scope["headers"])}
        headers = MutableHeaders(scope=scope)
        owner = owner_of(scope, headers.get("cookie", ""))
        protocols = [protocol.strip() for protocol in headers.get(_PROTOCOLS, "").split(",")]
        if len(protocols) > 2 and self._owners.get(protocols[2]) != owner:
            headers[_PROTOCOLS] = ", ".join(protocols[:2])
        noted = False

        async def send_and_note(message: Message) -> None:
            nonlocal noted
            if (
                not noted
                and message["type"] == "websocket.send"
                and (session := session_of(message.get("bytes") or b""))
            ):
                noted = True
                self._note(session, owner)
            await send(message)

        await self._app(scope, receive, send_and_note)

    def _note(self, session: str, owner: str) -> None:
        self._owners[session] = owner
        self._owners.move_to_end(session)
        while len(self._owners) > _KEPT:
            self._owners.popitem(last=False)


def owner_of(scope: Scope, cookies: str) -> str:
    """Who is taken for the same reader: a browser by the token of its cookie, however masked, or else an address."""
    token, _ = decode_xsrf_token_string(cookie_parser(cookies).get(XSRF_COOKIE_NAME, ""))
    client = scope.get("client")
    return f"token {token.hex()}" if token else f"address {origin(client[0] if client else '')}"
