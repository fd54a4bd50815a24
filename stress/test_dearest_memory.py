"""The dearest of what a server has to hold: half a message, and all that a message leaves behind, of every kind."""

import asyncio
import base64
import gc
import json
import os
import socket as sockets
import struct
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from geo.base import memory_budget
from geo.session.article_session import ArticleSession
from geo.session.draft_session import DraftSession
from stress.serving import SCRIPT, assert_readable, read_by_a_newcomer, rss_mb
from stress.test_frames import frame
from tests.pieces import PIECE, piece
from tests.server import Server, serving
from tests.visitor import Visitor, socket, visiting

_HALVES = 200
_MB = 1_000_000


def connection(server: Server, address: str, head: bytes) -> sockets.socket:
    """A connection from one of the machine's own addresses, which has sent the head of a request."""
    place = urlsplit(server.address)
    made = sockets.create_connection((place.hostname, place.port), timeout=5, source_address=(address, 0))
    made.sendall(head.replace(b"HOST", place.netloc.encode()))
    return made


_UPGRADE = (
    b"GET /_stcore/stream HTTP/1.1\r\nHost: HOST\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n"
)
_GET = b"GET / HTTP/1.1\r\nHost: HOST\r\n"


class Half(NamedTuple):
    """What begins a request, and what follows without an end."""

    head: bytes
    rest: bytes


def _announced(length: int) -> bytes:
    return b"\x82\xff" + struct.pack(">Q", length) + b"\0\0\0\0"


HALVES = {
    "a frame": Half(_UPGRADE, _announced(_MB) + bytes(_MB - 10)),
    "a frame of 16 MB": Half(_UPGRADE, _announced(16 * _MB) + bytes(15 * _MB)),
    "fragments of 100 kB": Half(
        _UPGRADE, frame(2, bytes(100_000), final=False) + frame(0, bytes(100_000), final=False) * 8
    ),
    "fragments of a byte": Half(_UPGRADE, frame(2, b"x", final=False) + frame(0, b"x", final=False) * 900_000),
    "fragments of nothing": Half(_UPGRADE, frame(2, b"", final=False) + frame(0, b"", final=False) * 900_000),
    "messages of nothing": Half(_UPGRADE, frame(2, b"") * 900_000),
    "pings whose answers nobody reads": Half(_UPGRADE, frame(9, bytes(125)) * 16_000),
    "compressed": Half(_UPGRADE, frame(2, bytes(900_000), final=False, reserved=4)),
    "a body": Half(_GET + b"Content-Length: 16000000\r\n\r\n", bytes(15 * _MB)),
    "a body in chunks": Half(_GET + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 20_000),
    "a body that is posted": Half(_GET.replace(b"GET", b"POST") + b"Content-Length: 16000000\r\n\r\n", bytes(15 * _MB)),
    "a head": Half(_GET, b"X: " + bytes(b"x" * 79_000)),
    "a head of many lines": Half(_GET, b"x:\r\n" * 200_000),
    "a head with a body of a handshake": Half(_UPGRADE[:-2] + b"Content-Length: 16000000\r\n\r\n", bytes(15 * _MB)),
}


@pytest.mark.parametrize("addresses", [1, 4])
@pytest.mark.parametrize("kind", HALVES)
def test_half_of_200_messages(kind, addresses, seen):
    head, rest = HALVES[kind]
    with serving(SCRIPT) as server, ExitStack() as inside:
        read_by_a_newcomer(server)
        before = rss_mb(server)
        for number in range(_HALVES):
            half = inside.enter_context(connection(server, f"127.0.0.{2 + number % addresses}", head))
            half.settimeout(0.5)
            with suppress(OSError):  # refused, or no longer read from
                if b"Upgrade" in head:
                    half.recv(4_096)
                half.settimeout(0.05)
                half.sendall(rest)
        with visiting(server.address) as visitor:
            assert_readable(visitor)
        grown = rss_mb(server) - before
    assert grown < 250
    seen(f"{_HALVES} x {kind} from {addresses}: {grown:.0f} MB more")


class Maker(Visitor):
    """A visitor of the page Make."""

    def asking(self) -> BackMsg:
        message = super().asking()
        if not self._script:
            message.rerun_script.page_name = "make"
        return message

    def says(self, part: str, event: str, value: Any) -> BackMsg:
        """The message by which a part of the page says something."""
        message = self.asking()
        name = next(name for name in self._fragments if name.endswith(f"-{part}"))
        message.rerun_script.fragment_id = self._fragments[name]
        message.rerun_script.widget_states.widgets.add(
            id=f"$$STREAMLIT_INTERNAL_KEY_{name}__events",
            json_trigger_value=json.dumps([{"event": event, "value": value}]),
        )
        return message


def made(server: Server, inside: ExitStack) -> Maker:
    return Maker(inside.enter_context(socket(server.address))).open()


def left(maker: Maker) -> Iterator[BackMsg]:
    """Messages of nearly a megabyte that may leave something behind."""
    long = "x" * 900_000
    yield maker.says("draft", "said", {"whole": '{"story": {}}', "token": long, "count": 1})
    yield maker.says("draft", "said", {"changes": "[]", "token": long, "count": 1})
    yield maker.says("draft", "said", {"file": {"name": long, "upload": "u"}})
    yield maker.says("draft", "said", {"columns": {"name": long}})
    yield maker.says("upload-pieces", "piece", {"of": long, "index": 0, "last": True, "base64": ""})
    yield maker.says("wire-suggestions", "typed", long)
    for number in range(5):
        message = maker.says("wire-suggestions", "typed", "x")
        message.rerun_script.widget_states.widgets.add(id=f"$$ID-{number}-key", json_trigger_value=long)
        yield message
        message = maker.says("wire-suggestions", "typed", "x")
        message.rerun_script.query_string = f"a{number}=" + long[:95_000]
        yield message


def test_what_messages_of_30_sessions_leave_behind(seen):
    sent = 0
    with serving(SCRIPT, DATELINE_MESSAGES_PER_SECOND="0", DATELINE_BYTES_PER_SECOND="0") as server:
        read_by_a_newcomer(server)
        with ExitStack() as inside:
            makers = [made(server, inside) for _ in range(30)]
            before = rss_mb(server)
            for maker in makers:
                for message in left(maker):
                    sent += message.ByteSize()
                    with suppress(ConnectionClosed, TimeoutError):
                        maker.connection.send(message.SerializeToString())
                        while True:
                            maker.connection.recv(0.05)
            grown = rss_mb(server) - before
    assert grown < 120  # what was parsed last: it grows no further however often they are sent
    seen(f"{sent / _MB:.0f} MB sent, {grown:.0f} MB more")


def story(**members: Any) -> str:
    """The JSON of a draft with these members in its story."""
    return json.dumps({"type": "FeatureCollection", "story": members, "features": []})


DRAFTS = {
    "lists": story(more=[[] for _ in range(50_000)]),
    "objects": story(more=[{"": 0} for _ in range(50_000)]),
    "events without anything": story(events=[{}] * 9_000),
    "features without anything": json.dumps({"type": "FeatureCollection", "story": {}, "features": [{}] * 9_000}),
    "texts": story(more=["ab"] * 50_000),
    "one wide text": story(more="\U0001f5fa" + "a" * 400_000),
}
ARTICLES = {
    "nothing": "the man went away and came back. ",
    "dates": "May 3. ",
    "claims": "It is 5 km from here. ",
    "lengths": "5 km. ",
    "wide signs": "the \U0001f5fa man went. ",
}


def taken(act: Callable[[], object]) -> tuple[object, int, int]:
    """What an act made, the bytes that it takes, and those that are reckoned for it."""
    gc.collect()
    reckoned, before = memory_budget.VISITORS.reserved, tracemalloc.get_traced_memory()[0]
    kept = act()
    gc.collect()
    return kept, tracemalloc.get_traced_memory()[0] - before, memory_budget.VISITORS.reserved - reckoned


def worked_on(text: str) -> DraftSession:
    """A draft that was shown and changed: two scenes of it are kept."""
    desk = DraftSession()
    desk.receive({"whole": text, "token": "t", "count": 1}, None)
    number = desk.preview()["number"]
    changes = json.dumps([{"op": "add", "path": "/more", "value": 1}])
    desk.receive({"changes": changes, "token": "t", "count": 1, "scene": number}, None)
    desk.preview()
    return desk


def checked(text: str) -> ArticleSession:
    """An article in which something was decided: two readings of it are kept."""
    review, asked = ArticleSession(), {"token": "t", "published": "", "about": "", "count": 1}
    review.receive(asked | {"text": text})
    number = review.preview()["number"]
    review.receive(
        asked | {"linked": [{"start": 2**40 + n, "origin": n, "to": n} for n in range(3_000)], "scene": number}
    )
    review.preview()
    return review


def test_what_drafts_and_articles_take_is_reckoned(seen):
    checked("Rome is 5 km from Paris.")  # what is loaded once
    worst = 0.0
    tracemalloc.start()
    try:
        for act, kinds in ((worked_on, DRAFTS), (checked, {k: v * (40_000 // len(v)) for k, v in ARTICLES.items()})):
            for kind, text in kinds.items():
                _, used, reckoned = taken(lambda act=act, text=text: act(text))
                assert used < 2 * reckoned, kind
                worst = max(worst, used / reckoned)
    finally:
        tracemalloc.stop()
    seen(f"{len(DRAFTS)} kinds of drafts, {len(ARTICLES)} of articles: {worst:.1f} times what is reckoned at most")


class Line:
    """A slow way to a server: so many bytes a second up, and half a round trip of delay either way."""

    def __init__(self, server: Server, rate: float, delay_s: float) -> None:
        self._to, self._rate, self._delay_s = urlsplit(server.address), rate, delay_s

    @contextmanager
    def open(self) -> Iterator[str]:
        """The address of the near end."""
        loop = asyncio.new_event_loop()
        thread = threading.Thread(target=loop.run_forever)
        thread.start()
        near = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1"), loop).result()
        try:
            yield f"http://127.0.0.1:{near.sockets[0].getsockname()[1]}/"
        finally:
            asyncio.run_coroutine_threadsafe(self._end(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()

    async def _end(self) -> None:
        mine = asyncio.current_task()
        left = [task for task in asyncio.all_tasks() if task is not mine]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(self._to.hostname, self._to.port)
        try:
            await asyncio.gather(self._carry(reader, back, self._rate), self._carry(there, writer, 10 * self._rate))
        finally:
            back.close()
            writer.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, rate: float) -> None:
        loop, free = asyncio.get_running_loop(), 0.0
        while part := await reader.read(8_192):
            free = max(free, loop.time()) + len(part) / rate
            await asyncio.sleep(free - loop.time())
            loop.call_later(self._delay_s, writer.write, part)


def test_file_of_4_mb_by_1_6_megabits_a_second(seen):
    """In pieces, each of which is answered before the next goes, and as one message of the same bytes would go."""
    content = os.urandom(4 * 1024 * 1024)
    rate, round_trip_s = 1_600_000 / 8, 0.15
    with serving(SCRIPT) as server, Line(server, rate, round_trip_s / 2).open() as address, ExitStack() as inside:
        maker = Maker(inside.enter_context(socket(address))).open()
        began = time.monotonic()
        starts = range(0, len(content), PIECE)
        for index, first in enumerate(starts):
            said = piece("u", index, content[first : first + PIECE], last=first == starts[-1])
            maker.connection.send(maker.says("upload-pieces", "piece", said).SerializeToString())
            maker.read()
        took = time.monotonic() - began
    at_once = len(base64.b64encode(content)) / rate + round_trip_s
    assert took < 1.2 * at_once
    seen(f"{took:.1f} s in {len(starts)} pieces, {at_once:.1f} s at once")
