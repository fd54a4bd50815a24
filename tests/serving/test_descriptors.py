"""File descriptors: as many as the system allows, some kept back from readers, and a log that does not overflow."""

import asyncio
import errno
import resource
from pathlib import Path

import pytest

from geo.serving import descriptors
from geo.serving.descriptors import Descriptors


@pytest.fixture
def limits(monkeypatch):
    """The limits of this process, as a list of the soft and the hard one."""
    found = [1024, 4096]
    monkeypatch.setattr(resource, "getrlimit", lambda kind: tuple(found))
    monkeypatch.setattr(resource, "setrlimit", lambda kind, limits: found.__setitem__(slice(None), limits))
    return found


def asked(kind: str, app=None) -> list[str]:
    """The types of what is sent when something of this kind is asked for; `app`: what lies behind."""
    said = []

    async def inside(scope, receive, send):
        said.append("inside")
        if app:
            app()

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        said.append(message["type"])

    asyncio.run(Descriptors(inside)({"type": kind}, receive, send))
    return said


def test_as_many_as_the_system_allows_are_taken_at_the_start(limits):
    assert asked("lifespan") == ["inside"]
    assert limits == [4096, 4096]


def test_readers_are_turned_away_while_few_are_left_and_files_are_not(limits):
    open_now = len([*Path("/dev/fd").iterdir()])
    limits[0] = open_now + 32
    assert asked("websocket") == ["websocket.http.response.start", "websocket.http.response.body"]
    assert asked("http") == ["inside"]
    limits[0] = open_now + 128
    assert asked("websocket") == ["inside"]


def test_lack_of_descriptors_is_logged_once_a_minute_and_all_else_as_it_was(limits, caplog, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr(descriptors.time, "monotonic", lambda: now[0])
    lack = {"message": "socket.accept() out of system resource", "exception": OSError(errno.EMFILE, "x")}

    def failing():
        loop = asyncio.get_running_loop()
        for _ in range(3):
            now[0] += 25
            for _ in range(2000):
                loop.call_exception_handler(lack)
        loop.call_exception_handler({"message": "something else"})

    asked("lifespan", failing)
    messages = [record.message for record in caplog.records]
    assert len([m for m in messages if "no file descriptors are left" in m]) == 1
    assert "something else" in messages[-1]
    now[0] += 25
    asked("lifespan", failing)
    assert len([r for r in caplog.records if "no file descriptors are left" in r.message]) == 2
