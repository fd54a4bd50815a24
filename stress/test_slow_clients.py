"""Clients that read slowly or never: their share of memory is bounded, and nobody else waits for them."""

import time
from contextlib import ExitStack, suppress

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from stress.serving import MARKER, SCRIPT, UNLIMITED, assert_readable, assert_silent, read_by_a_newcomer, rss_mb
from tests.server import Server, serving
from tests.visitor import Visitor, socket, visiting

_CLIENTS, _RUNS = 20, 200


def never_reads(server: Server, inside: ExitStack) -> Visitor:
    """A visitor who has opened the page, and whose connection takes no more than a few kilobytes from then on."""
    visitor = Visitor(inside.enter_context(socket(server.address, max_queue=1, ping_interval=None)))
    visitor.open()
    return visitor


def answered_s(visitor: Visitor) -> float:
    began = time.monotonic()
    visitor.pick("geneva")
    return time.monotonic() - began


def asks(connection: ClientConnection, message: bytes, times: int) -> int:
    """How often a client that never reads can ask before it is cut off or nobody listens to it any more."""
    sent = 0
    with suppress(ConnectionClosed, OSError):
        connection.socket.settimeout(5)
        while sent < times:
            connection.send(message)
            sent += 1
    return sent


def test_clients_that_never_read(seen):
    with serving(SCRIPT, **UNLIMITED) as server:
        read_by_a_newcomer(server)
        before = rss_mb(server)
        with visiting(server.address) as other, ExitStack() as inside:
            alone = max(answered_s(other) for _ in range(5))
            waits, sent = [], 0
            for _ in range(_CLIENTS):
                visitor = never_reads(server, inside)
                sent += asks(visitor.connection, visitor.asking().SerializeToString(), _RUNS)
                waits.append(answered_s(other))
            time.sleep(5)
            waits += [answered_s(other) for _ in range(5)]
            grown = rss_mb(server) - before
            assert_readable(other)
        assert_silent(server.log())
        read_by_a_newcomer(server)
    assert grown < 100
    assert sorted(waits)[len(waits) // 2] < 2
    seen(
        f"{_CLIENTS} clients asked {sent:,} times and read nothing: {grown:.0f} MB more memory; "
        f"others wait {max(waits):.1f} s at most ({alone:.1f} s without them)"
    )


def test_clients_that_read_a_little_at_a_time(seen):
    with serving(SCRIPT, **UNLIMITED) as server, ExitStack() as inside:
        read_by_a_newcomer(server)
        slow = [Visitor(inside.enter_context(socket(server.address, max_queue=1)), f"event={MARKER}") for _ in range(5)]
        for visitor in slow:
            visitor.connection.send(visitor.asking().SerializeToString())
        with visiting(server.address) as other:
            waits = [answered_s(other) for _ in range(20)]
        for visitor in slow:  # each reads it all in the end
            receive = visitor.connection.recv
            visitor.connection.recv = lambda patience, receive=receive: (time.sleep(0.02), receive(patience))[1]
            visitor.read()
            assert_readable(visitor)
        assert_silent(server.log())
    assert max(waits) < 2
    seen(f"5 slow clients read it all in the end; others wait {max(waits):.1f} s at most")
