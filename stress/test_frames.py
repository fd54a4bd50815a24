"""Frames and messages that no browser sends: nothing of them stops the server, reaches others or gets into its log."""

import os
import random
import socket as sockets
import struct
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from stress.serving import MARKER, SCRIPT, TITLE, UNLIMITED, assert_readable, assert_silent, read_by_a_newcomer, rss_mb
from tests.server import Server, serving
from tests.visitor import Visitor, closed_with, socket, visiting


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(SCRIPT, **UNLIMITED) as running:
        yield running


@pytest.fixture(autouse=True)
def _others_read_on(server):
    """Somebody reads before and after, somebody comes after, and nothing of it is in the log."""
    with visiting(server.address) as before:
        yield
        assert_readable(before)
    read_by_a_newcomer(server)
    assert_silent(server.log())


def raw(server: Server, sent: bytes) -> bytes:
    """What the server answers to these bytes after a websocket's handshake, until it hangs up or falls silent."""
    place = urlsplit(server.address)
    with sockets.create_connection((place.hostname, place.port), timeout=2) as connection:
        connection.sendall(
            b"GET /_stcore/stream HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Protocol: streamlit\r\n\r\n" % place.netloc.encode()
        )
        heard = connection.recv(65_536)
        assert b" 101 " in heard
        with suppress(OSError):
            connection.sendall(sent)
            while piece := connection.recv(65_536):
                heard += piece
        return heard


def frame(opcode: int, payload: bytes, *, masked: bool = True, final: bool = True, reserved: int = 0) -> bytes:
    head = bytes([final << 7 | reserved << 4 | opcode])
    length = len(payload)
    if length < 126:
        head += bytes([masked << 7 | length])
    else:
        head += bytes([masked << 7 | 127]) + struct.pack(">Q", length)
    return head + (b"\0\0\0\0" if masked else b"") + payload


_TEXT = MARKER.encode()
FRAMES = {
    "not masked": frame(2, _TEXT, masked=False),
    "text": frame(1, _TEXT),
    "text that is not UTF-8": frame(1, b"\xff" + _TEXT),
    "reserved bits": frame(2, _TEXT, reserved=7),
    "unknown opcodes": frame(3, _TEXT) + frame(11, _TEXT),
    "a long ping": frame(9, _TEXT * 20),
    "a ping in pieces": frame(9, _TEXT, final=False),
    "a piece of nothing": frame(0, _TEXT),
    "a close with a code that is none": frame(8, struct.pack(">H", 4) + _TEXT),
    "a close with one byte": frame(8, b"\x03"),
    "an announcement of 2^62 bytes": b"\x82\xff" + struct.pack(">Q", 2**62) + b"\0\0\0\0" + _TEXT,
    "nothing of a websocket": _TEXT * 1000,
}


def test_frames_that_break_the_protocol(server, seen):
    for sent in FRAMES.values():
        raw(server, sent)
    seen(f"{len(FRAMES)} kinds ({', '.join(FRAMES)}): the connection ends, others read on")


def test_bytes_by_chance(server, seen):
    chance = random.Random(6)
    codes = [ended_by(server, chance.randbytes(chance.randrange(20)) + _TEXT, 0.1) for _ in range(300)]
    assert set(codes) <= {1007, None}
    seen(f"300 messages: {codes.count(1007)} cannot be read and end the connection, the others say nothing")


def ended_by(server: Server, data: bytes, patience_s: float = 1.0) -> int | None:
    """The code with which the server closes after a message; None where it does not."""
    with socket(server.address) as connection:
        with suppress(ConnectionClosed):  # before all of it was sent
            connection.send(data)
        return closed_with(connection, patience_s)


def test_message_that_is_too_large(server, seen):
    before = rss_mb(server)
    codes = {ended_by(server, bytes(size)) for size in [7_000_000] * 5 + [60_000_000] * 5}
    grown = rss_mb(server) - before
    assert codes <= {1009, 1007, 1006}
    assert grown < 100
    seen(f"10 messages of 7 and 60 MB: closed with {codes}, {grown:.0f} MB more memory")


def crafted(visitor: Visitor, chance: random.Random) -> BackMsg:
    """A message of the right form that says what no browser does."""
    message = visitor.picking("geneva")
    run = message.rerun_script
    odd = chance.choice((MARKER, "\0" + MARKER, "../" * 50 + MARKER, MARKER * 1000, "{{ 7 * 7 }} " + MARKER))
    match chance.randrange(9):
        case 0:
            run.fragment_id = odd
        case 1:
            run.page_script_hash = odd
        case 2:
            run.page_name = odd
        case 3:
            run.query_string = f"event={odd}&data={odd}&src=https://{odd}/&%zz=%"
        case 4:
            run.widget_states.widgets.add(id=odd, string_value=odd)
        case 5:
            for widget in run.widget_states.widgets:
                widget.json_trigger_value = odd
        case 6:
            values = (
                odd,
                [odd],
                {odd: odd},
                {"from": odd, "ref_to": odd, "via": [odd] * 50},
                {"find to": odd},
                1e308,
                None,
            )
            part, name = chance.choice((("event", "pick"), ("event", "until"), ("measured", "ask"), ("pairs", "pairs")))
            return visitor.telling(part, **{chance.choice((name, odd)): chance.choice(values)})
        case 7:
            for widget in run.widget_states.widgets:
                widget.int_array_value.data.extend([2**60] * 1000)
        case 8:
            asked = message.backend_operation_request
            asked.request_id = asked.session_id = asked.deferred_file.file_id = odd
    return message


def test_messages_of_the_right_form_that_make_no_sense(server, seen):
    chance = random.Random(6)
    errors, said = 0, ""
    for _ in range(60):
        with visiting(server.address) as visitor:
            for _ in range(5):
                visitor.connection.send(crafted(visitor, chance).SerializeToString())
                with suppress(TimeoutError):
                    while True:
                        told = ForwardMsg.FromString(visitor.connection.recv(0.2))
                        errors += told.delta.new_element.HasField("exception")
            said += server.log()  # or what it is written to fills up
            assert visitor.open().title == TITLE
    assert MARKER not in said
    seen(f"300 messages, {errors} of them answered with an error, to their sender alone, who may read on")


def test_messages_for_developers(server, seen):
    kinds = ("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime")
    for kind in kinds:
        assert ended_by(server, BackMsg(**{kind: True}).SerializeToString()) is None
    seen(f"{', '.join(kinds)}: passed over")


def test_handshakes_and_requests_of_chance(server, seen):
    place = urlsplit(server.address)
    chance = random.Random(6)
    head = b"GET /_stcore/stream?" + _TEXT + b" HTTP/1.1\r\nHost: " + place.netloc.encode() + b"\r\n"
    sent = [
        os.urandom(2000),
        b"GET " + _TEXT * 10_000 + b" HTTP/1.1\r\n\r\n",
        head + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 99\r\n\r\n",
        head + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + _TEXT + b"\r\n\r\n",
        head + b"X: " + _TEXT * 10_000 + b"\r\n\r\n",
        head + b"Content-Length: -1\r\n\r\n" + _TEXT,
        *(head + chance.randbytes(500) for _ in range(100)),
    ]
    for each in sent:
        with sockets.create_connection((place.hostname, place.port), timeout=2) as connection, suppress(OSError):
            connection.sendall(each)
            connection.shutdown(sockets.SHUT_WR)
            while connection.recv(65_536):
                pass
    seen(f"{len(sent)} requests that are none: refused")
