"""The dearest pictures, wanted by one address, and an honest one of another beside them: how long it waits."""

import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from stress.serving import SCRIPT, UNLIMITED, assert_silent
from tests.conftest import FILE
from tests.many_places import many_places
from tests.server import Server, serving
from tests.visitor import Visitor, visiting

DEAR, HONEST = "127.0.0.2", "127.0.0.3"
#: Each session of the dear address wants so many pictures.
EACH = 10


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("stories")
    (folder / "dear.geojson").write_bytes(many_places(10_000))
    (folder / "honest.geojson").write_bytes(FILE.read_bytes())
    with serving(SCRIPT, DATELINE_STORY=str(folder), **UNLIMITED) as running:
        yield running


def drawn_s(visitor: Visitor) -> float:
    """The seconds until a picture is there."""
    begin = time.monotonic()
    assert visitor.download("Picture").endswith(".png")
    return time.monotonic() - begin


@pytest.mark.parametrize("count", [4, 40])
def test_honest_picture_waits_for_the_one_that_is_drawn_and_a_turn(server, seen, count):
    with ExitStack() as stack:

        def coming(story: str, address: str) -> Visitor:
            return stack.enter_context(visiting(server.address, f"story={story}", source_address=(address, 0)))

        honest, dear = coming("honest", HONEST), coming("dear", DEAR)
        alone, one = drawn_s(honest), drawn_s(dear)
        crowd = [coming("dear", DEAR) for _ in range(-(-count // EACH))]
        for index in range(count):
            crowd[index % len(crowd)].ask_for("Picture")
        time.sleep(0.5)
        waited = drawn_s(honest)
        seen(f"an honest picture takes {alone:.1f} s alone, a dear one {one:.1f} s; beside {count} dear {waited:.1f} s")
        assert waited < 2 * one + 2 * alone
    time.sleep(1)
    with visiting(server.address, "story=honest", source_address=(HONEST, 0)) as newcomer:
        after = drawn_s(newcomer)
    seen(f"{after:.1f} s when they have left")
    assert after < one + 2 * alone
    assert_silent(server.log())
