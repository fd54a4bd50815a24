"""Runs of the page's script over sockets: they take turns, and end when nobody waits for them."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server import Server, serving
from tests.visitor import PROTOCOLS, Failed, Visitor, socket, visiting

#: It is read in a second or more, and names fewer places than it may.
TEXT = "".join(f"They met {km} km from Sirte on 2 May, and talked of John Smith on Monday. " for km in range(2_500))
ARTICLE = {"token": "t", "text": TEXT, "published": "2020-01-01", "about": "", "decided": [], "linked": []}
ARTICLE |= {"count": 1, "scene": None}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("serve.py") as running:
        yield running


def cpu_s(server: Server) -> float:
    """The seconds of CPU that the server has used, by the clock of its process: clock_getcpuclockid(3) on Linux."""
    return time.clock_gettime((~server.pid << 3) | 2)


def used_until_quiet(server: Server) -> float:
    """The seconds of CPU that it uses until it rests."""
    begun = last = cpu_s(server)
    while True:
        time.sleep(0.5)
        now = cpu_s(server)
        if now - last < 0.02:
            return now - begun
        last = now


def parts(visitor: Visitor) -> list[dict[str, Any]]:
    """What the components of the page were told."""
    told = [each.bidi_component.json for each in visitor.elements.values() if each.HasField("bidi_component")]
    return [json.loads(each) for each in told if each]


def answer(visitor: Visitor) -> dict[str, Any]:
    """What the server says of an article."""
    return next((part for part in parts(visitor) if "taken" in part), {"count": 0})


def test_a_dear_run_ends_when_its_visitor_has_left(server):
    with visiting(server.address) as visitor:
        visitor.turn_to("read")
        begun = cpu_s(server)
        visitor.say("article", ARTICLE)
        visitor.read()
        whole = cpu_s(server) - begun
        begun = cpu_s(server)
        visitor.say("article", ARTICLE | {"text": TEXT[1:], "token": "u"})
        while cpu_s(server) - begun < 0.1 * whole:
            time.sleep(0.001)
    assert used_until_quiet(server) < 0.5 * whole
    assert "Traceback" not in server.log()


def test_who_comes_back_with_the_same_message_has_it_answered(server):
    with visiting(server.address) as visitor:
        visitor.turn_to("read")
        begun, session = cpu_s(server), visitor.session
        visitor.say("article", ARTICLE)
        while cpu_s(server) - begun < 0.1:
            time.sleep(0.001)
    with socket(server.address, subprotocols=[*PROTOCOLS, session]) as line:
        visitor.connection = line
        try:
            visitor.turn_to("read")
        except Failed:  # the end of the run before comes first, if it takes long to end
            visitor.read()
        assert visitor.session == session
        visitor.say("article", {name: value for name, value in ARTICLE.items() if name != "text"} | {"count": 2})
        while answer(visitor)["count"] != 2:  # what the run that was ended had still to say comes first
            visitor.read()
    assert (answer(visitor)["token"], answer(visitor)["refused"]) == ("t", [])
    assert any(part.get("scene", {}).get("mentions") for part in parts(visitor))


def test_a_file_is_made_in_its_turn(server):
    with visiting(server.address) as visitor:
        assert visitor.download("Events as CSV").startswith("/media/")
