"""File descriptors: as many as the system allows, some kept back from readers."""

import asyncio
import resource
from pathlib import Path
from types import SimpleNamespace

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


def asked(*kinds: str) -> list[str]:
    """The types of what is sent when these kinds of things are asked for, one after the other."""
    said = []

    async def inside(scope, receive, send):
        said.append("inside")

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        said.append(message["type"])

    server = Descriptors(inside)
    for kind in kinds:
        asyncio.run(server({"type": kind}, receive, send))
    return said


def open_now() -> int:
    return len([*Path("/dev/fd").iterdir()])


def test_as_many_as_the_system_allows_are_taken_at_the_start(limits):
    assert asked("lifespan") == ["inside"]
    assert limits == [4096, 4096]


def test_readers_are_turned_away_while_few_are_left_and_files_are_not(limits):
    limits[0] = open_now() + 32
    assert asked("websocket") == ["websocket.http.response.start", "websocket.http.response.body"]
    assert asked("http") == ["inside"]
    limits[0] = open_now() + 128
    assert asked("websocket") == ["inside"]


def test_lack_of_them_is_logged_once_a_minute(limits, caplog, monkeypatch):
    now = iter(range(1000, 2000, 25))
    monkeypatch.setattr(descriptors, "time", SimpleNamespace(monotonic=lambda: next(now)))
    limits[0] = open_now() + 32
    asked(*["websocket"] * 3)
    assert len(caplog.records) == 1
    asked(*["websocket"] * 4)
    assert len(caplog.records) == 3
