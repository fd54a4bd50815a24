"""An honest reader beside the dearest that is allowed: others whose runs cost seconds, again and again."""

import itertools
import json
import multiprocessing
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.synchronize import Semaphore
from typing import NamedTuple

import pytest
from websockets.exceptions import ConnectionClosed

from geo.story import geojson, packed
from geo.story.features import MAX_FEATURES
from stress.serving import SCRIPT, assert_readable, rss_mb
from stress.test_reading import CAPITALS
from tests.server import Server, serving
from tests.visitor import Failed, Visitor, socket, visiting

_OTHERS, _CHOICES, _PAUSE_S = 20, 40, 0.2
#: So much CPU the server may use while the honest reader waits, of which their own answer takes 0.005.
_CPU_S, _MOST_S = 0.2, 1.0
#: A link carries so many of these places: it has 65,536 characters at most.
_IN_LINK = 4_000


def cpu_s(server: Server) -> float:
    """The seconds of CPU that the server has used, by the clock of its process: clock_getcpuclockid(3) on Linux."""
    return time.clock_gettime((~server.pid << 3) | 2)


def article(number: int) -> dict[str, object]:
    """What the page Read says of the text that takes longest; each number is another text."""
    text = CAPITALS[number % 50 :]
    asked = {"published": "2020-01-01", "about": "", "decided": [], "linked": []}
    return {"token": str(number), "text": text, "count": number, "scene": None, **asked}


def draft(places: int = MAX_FEATURES) -> str:
    """A story of so many places."""
    features = [
        {
            "type": "Feature",
            "id": f"p{number}",
            "geometry": {"type": "Point", "coordinates": [number % 360 - 180, number % 170 - 85]},
            "properties": {"name": f"Place {number}", "precision": "region", "position_source": "x"},
        }
        for number in range(places)
    ]
    source = {"id": "s", "title": "Source", "url": "https://example.org/"}
    event = {"place": "p0", "when": "2020", "title": "Event", "text": "Text.", "sources": ["s"]}
    event |= {"id": "e", "said_by": "article", "status": "happened"}
    told = {"version": 1, "id": "many", "title": "Many", "summary": "Many.", "lang": "en", "published": "2020"}
    told |= {"opening": {"event": "e", "from": "p0", "to": "p1"}, "sources": [source], "events": [event], "claims": []}
    return json.dumps({"type": "FeatureCollection", "story": told, "features": features})


def reads(visitor: Visitor) -> None:
    """Has one article after the other read."""
    visitor.turn_to("read")
    for number in _numbers:
        visitor.say("article", article(number))
        visitor.read()


def edits(visitor: Visitor) -> None:
    """Edits a large draft, six times a second where the server lets it."""
    visitor.turn_to("make")
    visitor.say("draft", {"whole": draft(), "token": "t", "count": 0, "scene": None})
    visitor.read()
    for count in itertools.count():
        time.sleep(1 / 6)
        change = {"op": "replace", "path": "/features/5000/properties/name", "value": f"Place {count}"}
        visitor.say("draft", {"changes": json.dumps([change]), "token": "t", "count": count, "scene": None})
        visitor.read()


def opens(visitor: Visitor) -> None:
    """Opens one link after the other that carries a large story of its own."""
    story = geojson.read(draft(_IN_LINK).encode())
    for number in _numbers:
        visitor.go(f"data={packed.pack(replace(story, title=f'Many {number}'))}")


_numbers = itertools.count(1)


def crowd(address: str, does: Callable[[Visitor], None], source: str, there: Semaphore) -> None:
    """Others who keep the dearest runs going, from one address, until their process is ended."""

    def work() -> None:
        with suppress(ConnectionClosed, Failed, TimeoutError), socket(address, source_address=(source, 0)) as line:
            visitor = Visitor(line).open()
            there.release()
            does(visitor)

    threads = [threading.Thread(target=work) for _ in range(_OTHERS)]
    for thread in threads:
        thread.start()


@contextmanager
def busy(server: Server, does: Callable[[Visitor], None], source: str) -> Iterator[None]:
    """A crowd in a process of its own, so that nobody waits for it but the server."""
    apart = multiprocessing.get_context("spawn")
    there = apart.Semaphore(0)
    process = apart.Process(target=crowd, args=(server.address, does, source, there))
    process.start()
    try:
        assert all(there.acquire(timeout=60) for _ in range(_OTHERS))
        time.sleep(5)
        yield
    finally:
        process.kill()
        process.join()


class Wait(NamedTuple):
    """What an answer took: by the clock on the wall, and in seconds of the server's CPU meanwhile, its own included."""

    wall_s: float
    cpu_s: float


def waits(server: Server, reader: Visitor) -> list[Wait]:
    """What each of an honest reader's choices took."""
    found = []
    for number in range(_CHOICES):
        began, used = time.perf_counter(), cpu_s(server)
        reader.pick(("geneva", "ghadames-talks")[number % 2])
        found.append(Wait(time.perf_counter() - began, cpu_s(server) - used))
        time.sleep(_PAUSE_S)
    return found


def figures(found: list[float]) -> str:
    """The 95th percentile and the most of some seconds, in ms."""
    return f"{1000 * p95(found):.0f} and at most {1000 * max(found):.0f}"


def p95(found: list[float]) -> float:
    return statistics.quantiles(found, n=20)[-1]


@pytest.mark.parametrize("source", ["127.0.0.2", "127.0.0.1"], ids=["from elsewhere", "from their address"])
@pytest.mark.parametrize("does", [reads, edits, opens])
def test_reader_beside_20_whose_runs_are_the_dearest(seen, does, source):
    """Counted is the CPU of the server while the reader waits, which does not depend on what else this machine does."""
    with serving(SCRIPT) as server, visiting(server.address) as reader:
        alone = waits(server, reader)
        before, used, began = rss_mb(server), cpu_s(server), time.monotonic()
        with busy(server, does, source):
            beside = waits(server, reader)
            assert_readable(reader)
            used, took, grown = cpu_s(server) - used, time.monotonic() - began, rss_mb(server) - before
    wall, cpu = ([each[index] for each in beside] for index in range(2))
    quiet = [each.wall_s for each in alone]
    seen(
        f"{used:.1f} s of CPU in {took:.0f} s, {grown:.0f} MB more; a reader beside them waits {figures(wall)} ms, in "
        f"which the server uses {figures(cpu)} ms of CPU; alone {figures(quiet)} ms"
    )
    assert p95(cpu) < _CPU_S
    assert max(cpu) < _MOST_S
