"""The server is stopped, killed and started again: it ends in time, and the address brings the same view back."""

import os
import random
import signal
import time
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

from geo.export.picture.studio import DRAWING_S
from geo.library.shelf import files
from geo.measure.geodesy import LonLat
from geo.story import geojson
from geo.story.model import Story
from geo.view import point
from geo.view.link import BASES, UNITS, View
from stress.serving import SCRIPT, UNLIMITED, assert_silent, read_by_a_newcomer
from tests.server import serving
from tests.visitor import Visitor, closed_with, socket, visiting

_READERS, _STATES = 20, 200


def test_sigterm_with_readers_some_of_whom_never_read(seen):
    with serving(SCRIPT, **UNLIMITED) as server, ExitStack() as inside:
        readers = [Visitor(inside.enter_context(socket(server.address))).open() for _ in range(_READERS)]
        for _ in range(3):
            deaf = Visitor(inside.enter_context(socket(server.address, max_queue=1, ping_interval=None))).open()
            for _ in range(100):
                deaf.connection.send(deaf.asking().SerializeToString())
        began = time.monotonic()
        os.kill(server.pid, signal.SIGTERM)
        code = server.ended(30)
        took = time.monotonic() - began
        codes = {closed_with(reader.connection) for reader in readers}
        said = server.log()
    assert code == -signal.SIGTERM
    assert took < 5
    assert codes == {1012}, "the page knows that it may come back (RFC 6455: service restart)"
    assert "Traceback" not in said
    seen(f"it ends after {took:.1f} s by the signal; {_READERS} readers are told that the service restarts")


def test_sigterm_while_a_picture_is_drawn(seen):
    with serving(SCRIPT) as server, visiting(server.address) as visitor:
        visitor.ask_for("Picture")
        time.sleep(0.5)
        began = time.monotonic()
        os.kill(server.pid, signal.SIGTERM)
        code = server.ended(40)
        took = time.monotonic() - began
    assert code == -signal.SIGTERM
    assert took < DRAWING_S + 5
    seen(f"it ends after {took:.1f} s")


def a_view(story: Story, chance: random.Random) -> View:
    """Any view that the page can show."""

    def stop() -> str:
        if chance.random() < 0.7:
            return chance.choice(list(story.place))
        at = LonLat(round(chance.uniform(-180, 180), 5), round(chance.uniform(-90, 90), 5))
        return point.key(at, chance.choice(("", "Sabha", "سبها")))

    references = [reference.id for place in story.places for reference in place.references]
    return View(
        event=chance.choice(list(story.event)),
        origin=stop(),
        to=stop(),
        via=tuple(stop() for _ in range(chance.choice((0, 0, 1, 5)))),
        ref_from=chance.choice([None, *references]),
        ref_to=chance.choice([None, *references]),
        unit=chance.choice(UNITS),
        base=chance.choice(BASES),
        until=chance.choice([None, *story.event]),
    ).moved(story)


def test_kill_and_start_again_with_200_views(seen):
    chance = random.Random(6)
    story = geojson.read(next(iter(files({}).values())).read_bytes())
    views = [a_view(story, chance) for _ in range(_STATES)]
    with ExitStack() as inside, serving(SCRIPT, **UNLIMITED) as server:
        port = urlsplit(server.address).port
        visitor = Visitor(inside.enter_context(socket(server.address)))
        before = []
        for view in views:
            visitor.go(urlencode(view.to_query(story)))
            assert visitor.notices == []
            assert visitor.query == view.to_query(story)
            before.append((visitor.view, urlencode(visitor.query)))
        os.kill(server.pid, signal.SIGKILL)
        assert server.ended(10) == -signal.SIGKILL
        assert closed_with(visitor.connection) == 1006
    began = time.monotonic()
    with serving(SCRIPT, port=port, **UNLIMITED) as server:
        took = time.monotonic() - began
        for shown, query in before:
            with visiting(server.address, query) as visitor:
                assert (visitor.view, urlencode(visitor.query)) == (shown, query)
        read_by_a_newcomer(server)
        assert_silent(server.log())
    seen(f"started again after {took:.1f} s; {len({query for _, query in before})} addresses bring the same view back")
