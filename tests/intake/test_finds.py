"""A draft has the shape of a story file, and in it what a file says, nothing else."""

import json

import pytest

from geo.base.faults import RefusedError
from geo.intake.finds import Finds
from geo.story import geojson


def test_draft_is_a_story_at_once():
    finds = Finds("talks.csv")
    here, there = finds.place("Tripoli", [13.2, 32.9]), finds.place("Ghadames", [9.5, 30.1])
    finds.event(there, "2020-11-02", "Talks", "They meet.")
    document = finds.document()
    story = geojson.read(json.dumps(document).encode())
    assert (story.opening.event, story.opening.origin, story.opening.to) == ("talks", there, here)
    assert (story.opening.is_pair, story.based_on, story.lang) == (False, "sources", "und")
    assert story.source[story.events[0].sources[0]].title == "talks.csv"
    assert {place.position_source for place in story.places} == {"from the file talks.csv"}
    assert (story.events[0].said_by, story.events[0].status) == ("added", "happened")


def test_assumptions_are_said_once_and_only_if_made():
    finds = Finds("x")
    finds.place("a", [1, 2], {"precision": "site", "radius_km": 1})
    finds.place("b", [1, 2], {"precision": "region"})
    finds.event(None, None, "t", None, said_by="article", status="happened")
    finds.document()
    assert finds.notes == ()
    for _ in range(3):
        finds.place("c", [3, 4])
        finds.event(None, None, "t", None)
    finds.document()
    assert len(finds.notes) == 2


@pytest.mark.parametrize(
    ("precision", "radius"), [("site", 2), ("town", 5), ("city", 15), ("region", None), ("country", None)]
)
def test_radius_that_is_not_said_is_that_of_the_precision(precision, radius):
    finds = Finds("x")
    finds.place("a", [1, 2], {"precision": precision})
    assert finds.document()["features"][0]["properties"].get("radius_km") == radius


@pytest.mark.parametrize("given", ["a b", "", "-", "A", None, 7, "x" * 65])
def test_id_that_is_none_is_made_from_the_name(given):
    assert Finds("x").place("Aïn", [1, 2], given=given) == "ain"


@pytest.mark.parametrize("given", ["old-town-2", "x" * 64, "7"])
def test_id_that_is_one_is_kept(given):
    finds = Finds("x")
    assert finds.place("Aïn", [1, 2], given=given) == given
    assert finds.place("Aïn", [1, 2], given=given) != given


@pytest.mark.parametrize("name", ["", "   ", "/", "a/b\\", "\ud800\x00", "\u202e" * 300])
def test_file_may_have_any_name(name):
    finds = Finds(name)
    finds.place(None, [])
    document = finds.document()
    json.dumps(document, ensure_ascii=False).encode()
    assert document["features"][0]["id"] == "place-1"
    assert document["story"]["id"]


def test_limits_of_a_story_are_those_of_a_draft():
    finds = Finds("x")
    for _ in range(10_000):
        finds.event(None, None, None, None)
    with pytest.raises(RefusedError, match="10,000 events"):
        finds.event(None, None, None, None)
    finds.positions(100_000)
    with pytest.raises(RefusedError, match="100,000 positions"):
        finds.positions(1)
