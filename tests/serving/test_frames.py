"""Frames of a websocket: what uvicorn may be made to hold before a message is whole."""

import pytest
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.protocol import OPEN, State
from websockets.uri import parse_uri

from geo.serving import frames
from geo.serving.frames import Frames


@pytest.fixture
def reader():
    return Frames(max_size=1_000_000, state=OPEN)


def sent(*wanted: Frame) -> bytes:
    """Frames as a browser sends them."""
    client = ClientProtocol(parse_uri("ws://h/"), state=OPEN)
    for frame in wanted:
        client.send_frame(frame)
    return b"".join(client.data_to_send())


def fragment(data: bytes, opcode: Opcode = Opcode.CONT, *, last: bool = False) -> Frame:
    return Frame(opcode, data, fin=last)


def closed(reader: Frames) -> int | None:
    return reader.close_sent.code if reader.close_sent else None


@pytest.mark.parametrize(("size", "code"), [(1_000_000, None), (1_000_001, 1009)])
def test_message_of_more_than_a_megabyte_is_refused_when_it_is_announced(monkeypatch, size, code):
    monkeypatch.setattr(websockets_sansio_impl, "ServerProtocol", None)
    frames.limit()
    reader = websockets_sansio_impl.ServerProtocol(max_size=16_000_000, extensions=[], logger=None, state=OPEN)
    reader.receive_data(sent(fragment(bytes(size), Opcode.BINARY, last=True))[:20])
    assert closed(reader) == code


def test_fragments_together_are_no_larger_than_a_message(reader):
    reader.receive_data(sent(fragment(bytes(600_000), Opcode.BINARY)))
    assert closed(reader) is None
    reader.receive_data(sent(fragment(bytes(600_000)))[:20])
    assert closed(reader) == 1009


@pytest.mark.parametrize("data", [b"", b"x"])
def test_message_has_no_more_than_1000_fragments(reader, data):
    for _ in range(3):  # as many as that in each
        many = [fragment(data, Opcode.BINARY), *[fragment(data)] * 998, fragment(data, last=True)]
        reader.receive_data(sent(*many))
    assert closed(reader) is None
    reader.receive_data(sent(fragment(data, Opcode.BINARY), *[fragment(data)] * 1_000))
    assert closed(reader) == 1002
    assert reader.state is State.CLOSING


def test_messages_that_come_at_once_are_1000_at_most(reader):
    message = fragment(b"", Opcode.BINARY, last=True)
    for _ in range(3):
        reader.receive_data(sent(*[message] * 1_000))
    assert closed(reader) is None
    reader.receive_data(sent(*[message] * 1_001))
    assert closed(reader) == 1002


def test_pings_above_their_rate_have_no_answer(reader):
    reader.receive_data(sent(*[Frame(Opcode.PING, b"x" * 125)] * 5_000))
    assert sum(map(len, reader.data_to_send())) < 40 * 127
    assert closed(reader) is None
