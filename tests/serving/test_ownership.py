"""A session and the reader who began it."""

import asyncio

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from geo.serving import ownership
from geo.serving.ownership import Ownership

HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"
MINE, THEIRS = b"m" * 16, b"t" * 16


class Page:
    """What is served: it begins a session for each who connects, and notes what each asked for."""

    def __init__(self):
        self.asked, self.begun = [], 0
        self.app = Ownership(self)

    async def __call__(self, scope, receive, send):
        self.asked.append(dict(scope["headers"])[b"sec-websocket-protocol"].decode())
        self.begun += 1
        begin = ForwardMsg()
        begin.new_session.initialize.session_id = f"session-{self.begun}"
        for message in (begin, ForwardMsg(script_finished=0)):
            await send({"type": "websocket.send", "bytes": message.SerializeToString()})

    def visit(self, protocols="streamlit, token", *, token=None, address=HOME):
        headers = [(b"sec-websocket-protocol", protocols.encode())]
        if token:
            headers.append((b"cookie", f"a=b; _streamlit_xsrf={generate_xsrf_token_string(token)}".encode()))

        async def send(message):
            pass

        asyncio.run(self.app({"type": "websocket", "client": (address, 1), "headers": headers}, None, send))
        return self.asked[-1]


@pytest.fixture
def page():
    return Page()


def test_reader_gets_the_session_back_from_wherever_if_it_is_the_same_browser(page):
    page.visit(token=MINE)
    assert page.visit("streamlit, token, session-1", token=MINE) == "streamlit, token, session-1"
    assert page.visit("streamlit, token, session-1", token=MINE, address=ELSEWHERE) == "streamlit, token, session-1"


@pytest.mark.parametrize(("token", "address"), [(THEIRS, HOME), (None, HOME), (None, ELSEWHERE)])
def test_id_of_a_session_is_worth_nothing_in_another_browser(page, token, address):
    page.visit(token=MINE)
    asked = page.visit("streamlit, token, session-1", token=token, address=address)
    assert asked == "streamlit, token"


def test_browser_without_a_cookie_gets_its_session_back_at_its_address_only(page):
    page.visit()
    assert page.visit("streamlit, token, session-1").endswith("session-1")
    assert page.visit("streamlit, token, session-1", address=ELSEWHERE) == "streamlit, token"
    assert page.visit("streamlit, token, session-1", token=THEIRS) == "streamlit, token"


def test_unknown_and_forgotten_sessions_are_nobodys(page, monkeypatch):
    monkeypatch.setattr(ownership, "_KEPT", 2)
    assert page.visit("streamlit, token, made-up") == "streamlit, token"
    page.visit()
    page.visit()
    assert page.visit("streamlit, token, session-1") == "streamlit, token"


def test_other_requests_pass(page):
    passed = []

    async def app(scope, receive, send):
        passed.append(scope)

    asyncio.run(Ownership(app)({"type": "http"}, None, None))
    assert passed == [{"type": "http"}]
