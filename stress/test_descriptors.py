"""File descriptors run out: those who read go on, others are turned away, and get in when some have left."""

import socket as sockets
import time
from contextlib import ExitStack, suppress
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import InvalidStatus, WebSocketException

from bench.measuring import cpu_ms
from stress.serving import SCRIPT, UNLIMITED, assert_readable, assert_silent, descriptors, read_by_a_newcomer
from tests.server import Server, serving
from tests.visitor import Visitor, socket

_LIMIT, _VISITORS = 256, 120

pytestmark = pytest.mark.needs("prlimit")


def busy(server: Server, seconds: float = 3.0) -> float:
    """What part of a processor the server takes while nobody asks for anything."""
    before = cpu_ms(server)
    time.sleep(seconds)
    return (cpu_ms(server) - before) / (seconds * 1000)


def back_after(server: Server) -> float:
    """The seconds until a newcomer can read again."""
    left = time.monotonic()
    while True:
        try:
            read_by_a_newcomer(server)
        except (OSError, WebSocketException):
            assert time.monotonic() - left < 60
            time.sleep(0.2)
        else:
            return time.monotonic() - left


def test_limit_of_256_and_120_visitors(seen):
    with serving(SCRIPT, under=("prlimit", f"--nofile={_LIMIT}"), **UNLIMITED) as server:
        with ExitStack() as inside:
            readers: list[Visitor] = []
            for _ in range(_VISITORS):
                with suppress(InvalidStatus):  # any other way of being refused is a failure
                    readers.append(Visitor(inside.enter_context(socket(server.address))).open())
            assert 30 < len(readers) < _VISITORS
            assert descriptors(server) < _LIMIT - 32
            idle = busy(server)
            assert idle < 0.2
            for reader in readers:
                assert_readable(reader)
        back = back_after(server)
        said = server.log()
    assert_silent(said)
    assert said.count("few file descriptors are left") == 1
    assert len(said) < 20_000
    seen(
        f"{len(readers)} read on, {_VISITORS - len(readers)} are turned away; {idle:.0%} of a processor while full; "
        f"the next reads {back:.1f} s after they left"
    )


def test_limit_of_256_taken_up_by_connections_that_ask_for_nothing(seen):
    with serving(SCRIPT, under=("prlimit", f"--nofile={_LIMIT}"), **UNLIMITED) as server:
        place = urlsplit(server.address)
        with ExitStack() as inside:
            reader = Visitor(inside.enter_context(socket(server.address))).open()
            held = [sockets.create_connection((place.hostname, place.port)) for _ in range(_LIMIT * 2)]
            deadline = time.monotonic() + 10
            while descriptors(server) < _LIMIT - 1 and time.monotonic() < deadline:
                time.sleep(0.05)
            assert descriptors(server) >= _LIMIT - 1
            idle = busy(server, 5)
            assert idle < 0.5
            assert_readable(reader)
            for connection in held:
                connection.close()
        back = back_after(server)
        said = server.log()
    assert_silent(said)
    assert len(said) < 20_000
    seen(f"who reads goes on; {idle:.0%} of a processor while full; the next reads {back:.1f} s afterwards")
