"""No network at all, and a search server that does not answer."""

import socket as sockets
import socketserver
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from geo.base.root import ROOT
from stress.serving import MARKER, SCRIPT, assert_readable, assert_silent
from tests.server import serving
from tests.visitor import Visitor, visiting

#: What a visitor asks for in the other name space: the page, a story elsewhere, and what needs the gazetteer.
_VISIT = """
import sys
from stress.serving import assert_readable
from tests.visitor import visiting
with visiting(sys.argv[1], "src=https://stories.example/a.geojson") as visitor:
    print(*visitor.notices)
    assert_readable(visitor)
    print(visitor.download("Picture"))
"""


@pytest.mark.needs("unshare", "nsenter", "ip")
def test_no_network(seen):
    own = ("unshare", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
    try:
        subprocess.run([*own, "true"], check=True, capture_output=True)
    except subprocess.CalledProcessError:
        pytest.skip("no name space of its own for the network: it needs root")
    with serving(SCRIPT, under=own, DATELINE_SOURCES="stories.example") as server:
        visit = ["nsenter", "--net", f"--target={server.pid}", sys.executable, "-c", _VISIT, server.address]
        said = subprocess.run(visit, check=True, capture_output=True, text=True, timeout=90, cwd=ROOT).stdout
        assert_silent(server.log())
    notice, picture = said.splitlines()
    assert "stories.example cannot be reached just now; Rivals meet inside Libya" in notice
    assert picture.startswith("/media/")
    seen(f"the whole page with its picture; of a story elsewhere it says: {notice}")


@contextmanager
def refusing() -> Iterator[str]:
    """The address of a server that has just gone."""
    with sockets.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


@contextmanager
def silent() -> Iterator[str]:
    """The address of a server that takes every connection and never says a word."""
    with sockets.create_server(("127.0.0.1", 0)) as mute:
        yield f"http://127.0.0.1:{mute.getsockname()[1]}"


class _HangingUp(socketserver.BaseRequestHandler):
    """Hangs up in the middle of its answer."""

    def handle(self):
        self.request.recv(10_000)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n[{")


@contextmanager
def hanging_up() -> Iterator[str]:
    """The address of a server that hangs up in the middle of every answer."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _HangingUp) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def found(visitor: Visitor, name: str) -> str:
    """What the page says after a search for a name."""
    visitor.connection.send(visitor.telling("measured", ask={"find from": name}).SerializeToString())
    visitor.read()
    return visitor.view["unread"]["from"]["why"]


@pytest.mark.parametrize("down", [refusing, silent, hanging_up])
def test_geocoder(seen, down):
    with down() as address, serving(SCRIPT, DATELINE_NOMINATIM=address) as server:
        with visiting(server.address) as visitor, visiting(server.address) as other:
            began = time.monotonic()
            told = found(visitor, MARKER)
            took = time.monotonic() - began
            assert_readable(visitor)
            assert_readable(other)
        assert_silent(server.log())
    assert told == "127.0.0.1 cannot be reached just now; a position can be typed instead."
    assert took < 8
    seen(f"after {took:.1f} s it says: {told}")
