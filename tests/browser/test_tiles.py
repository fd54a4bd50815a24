"""Tiles as a base map, under the strict policies: what is asked of whom, and what happens where none come."""

import struct
import threading
import zlib
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.server import serving


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


_PNG = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
_PNG += _chunk(b"IDAT", zlib.compress(b"\0\xb0")) + _chunk(b"IEND", b"")

# Asks the page, from the frame, for tiles; whether it answers with bytes.
_ASK = """wanted => Promise.all(wanted.map(([z, x, y], index) => new Promise(settle => {
    const number = -1 - index;
    addEventListener("message", ({ data }) => {
        if (data.dateline?.tile?.number === number) settle(Boolean(data.dateline.tile.bytes));
    });
    parent.postMessage({ dateline: { tile: { number, z, x, y } } }, "*");
})))"""

# At once: Leaflet ignores what is pressed while it glides.
_CLOSER = "void map.setZoom(map.getZoom() + 1, { animate: false })"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers))
        self.server.free.wait(20)
        with suppress(ConnectionError):  # no more wanted
            self.send_response(403 if self.server.refuses else 200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(_PNG)

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def tile_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked, server.refuses, server.free = [], False, threading.Event()
    server.free.set()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.free.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def strict(tile_server):
    with serving(
        "serve.py",
        DATELINE_TILES_URL=f"http://127.0.0.1:{tile_server.server_port}/{{z}}/{{x}}/{{y}}.png",
        DATELINE_TILES_NAME="Ours",
        DATELINE_TILES_CREDIT="© us",
        DATELINE_TILES_LINK="https://tiles.example/credit",
        DATELINE_TILES_MAX_ZOOM="7",
    ) as running:
        yield running.address


@pytest.fixture(autouse=True)
def _as_new(tile_server):
    tile_server.asked.clear()
    tile_server.refuses = False
    tile_server.free.set()


def test_page_fetches_the_tiles_of_its_sandboxed_frame_and_sends_its_origin_alone(reader, strict, tile_server):
    refused = []
    reader.page.on("console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text else None)
    reader.page.context.add_cookies([{"name": "dateline", "value": "secret", "url": strict}])
    reader.open(strict)
    assert tile_server.asked == []
    reader.map.get_by_role("radio", name="Ours").check()
    shown = reader.map.locator("img.leaflet-tile-loaded")
    expect(shown.first).to_have_js_property("naturalWidth", 1)
    expect(reader.map.locator(".dl-credit")).to_have_text(
        "© us · Natural Earth · GeoNames · straight line, not a route", use_inner_text=True
    )
    assert {headers["Referer"] for _, headers in tile_server.asked} == {strict}
    assert {headers["Cookie"] for _, headers in tile_server.asked} == {None}
    assert reader.frame.evaluate("self.origin") == "null"

    # What is no tile is not fetched, whoever asks.
    tile_server.asked.clear()
    wanted = [[7, 127, 127], [8, 0, 0], [1, 2, 0], [1, 0, -1], [1.5, 0, 0], ["1", 0, 0], [None, 0, 0], ["../x", 0, 0]]
    answers = reader.frame.evaluate(_ASK, wanted)
    assert answers == [True] + [False] * 7
    assert [path for path, _ in tile_server.asked] == ["/7/127/127.png"]
    assert refused == []


def test_tiles_that_are_refused_leave_the_outlines_and_those_out_of_view_are_given_up(reader, strict, tile_server):
    tile_server.refuses = True
    reader.open(f"{strict}?base=osm")
    credit = reader.map.locator(".dl-credit")
    expect(credit).to_contain_text("Ours cannot be reached; the outlines stay · © us")
    expect(reader.map.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    tile_server.refuses = False
    reader.frame.evaluate(_CLOSER)
    expect(credit).not_to_contain_text("cannot be reached")

    tile_server.free.clear()
    with reader.page.expect_request("**/*.png"):
        reader.frame.evaluate(_CLOSER)
    with reader.page.expect_event("requestfailed", timeout=10_000):  # of itself it would wait longer
        reader.map.get_by_role("radio", name="Outlines").check()
    expect(reader.map.locator("img.leaflet-tile")).to_have_count(0)
    tile_server.free.set()
