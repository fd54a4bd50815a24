"""Sessions of those who have left: forgotten in time, unless they came back."""

import asyncio

import pytest
from streamlit import runtime
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geo.serving import session_expiry
from geo.serving.session_expiry import SessionExpiry, session_of

NEW = ForwardMsg()
NEW.new_session.initialize.session_id = "abc"


class Sessions:
    """A runtime that knows who is there, and whom it was told to close."""

    def __init__(self):
        self.active, self.closed = set(), []

    def is_active_session(self, session):
        return session in self.active

    def close_session(self, session):
        self.closed.append(session)


@pytest.fixture
def sessions(monkeypatch):
    found = Sessions()
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: found)
    monkeypatch.setattr(session_expiry, "_FORGET_S", 0)
    return found


async def page(scope, receive, send):
    for message in (NEW, ForwardMsg(script_finished=0)):
        await send({"type": "websocket.send", "bytes": message.SerializeToString()})


async def visit(app):
    sent = []

    async def send(message):
        sent.append(message)

    await app({"type": "websocket"}, None, send)
    return sent


async def time_passes():
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_session_is_closed_once_its_reader_has_left(sessions):
    async def trial():
        assert len(await visit(SessionExpiry(page))) == 2
        assert sessions.closed == []
        await time_passes()

    asyncio.run(trial())
    assert sessions.closed == ["abc"]


def test_one_who_came_back_keeps_the_session(sessions):
    async def trial():
        await visit(SessionExpiry(page))
        sessions.active.add("abc")
        await time_passes()

    asyncio.run(trial())
    assert sessions.closed == []


def test_one_who_left_twice_has_time_from_the_second_on(sessions, monkeypatch):
    async def trial():
        app = SessionExpiry(page)
        await visit(app)
        monkeypatch.setattr(session_expiry, "_FORGET_S", 60)
        await visit(app)
        await time_passes()

    asyncio.run(trial())
    assert sessions.closed == []


def test_a_session_is_read_from_the_message_that_begins_it():
    assert session_of(NEW.SerializeToString()) == "abc"
    assert session_of(ForwardMsg(script_finished=0).SerializeToString()) == ""
