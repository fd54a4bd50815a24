"""A draft has the shape of a story file, and in it what a file says, nothing else."""

import json

import pytest

from geo import geojson
from geo.intake.draft import Draft
from geo.story import StoryError


def test_draft_becomes_a_story_when_what_is_missing_is_added():
    draft = Draft("talks.csv")
    here, there = draft.place("Tripoli", [13.2, 32.9]), draft.place("Ghadames", [9.5, 30.1])
    draft.event(there, "2020-11-02", "Talks", "They meet.")
    document = draft.document()
    document["story"] |= {"summary": "s", "lang": "en", "published": "2020"}
    story = geojson.read(json.dumps(document).encode())
    assert (story.opening.event, story.opening.origin, story.opening.to) == ("talks", here, there)
    assert story.source[story.events[0].sources[0]].title == "talks.csv"
    assert {place.position_source for place in story.places} == {"from the file talks.csv"}
    assert (story.events[0].said_by, story.events[0].status) == ("added", "happened")


def test_assumptions_are_said_once_and_only_if_made():
    draft = Draft("x")
    draft.place("a", [1, 2], {"precision": "site", "radius_km": 1})
    draft.place("b", [1, 2], {"precision": "region"})
    draft.event(None, None, "t", None, said_by="article", status="happened")
    assert draft.notes == ()
    for _ in range(3):
        draft.place("c", [3, 4])
        draft.event(None, None, "t", None)
    assert len(draft.notes) == 3


@pytest.mark.parametrize(
    ("precision", "radius"), [("site", 2), ("town", 5), ("city", 15), ("region", None), ("country", None)]
)
def test_radius_that_is_not_said_is_that_of_the_precision(precision, radius):
    draft = Draft("x")
    draft.place("a", [1, 2], {"precision": precision})
    assert draft.document()["features"][0]["properties"].get("radius_km") == radius


@pytest.mark.parametrize("given", ["a b", "", "-", "A", None, 7, "x" * 65])
def test_id_that_is_none_is_made_from_the_name(given):
    assert Draft("x").place("Aïn", [1, 2], given=given) == "ain"


@pytest.mark.parametrize("given", ["old-town-2", "x" * 64, "7"])
def test_id_that_is_one_is_kept(given):
    draft = Draft("x")
    assert draft.place("Aïn", [1, 2], given=given) == given
    assert draft.place("Aïn", [1, 2], given=given) != given


@pytest.mark.parametrize("name", ["", "   ", "/", "a/b\\", "\ud800\x00", "\u202e" * 300])
def test_file_may_have_any_name(name):
    draft = Draft(name)
    draft.place(None, [])
    document = draft.document()
    json.dumps(document, ensure_ascii=False).encode()
    assert document["features"][0]["id"] == "place-1"
    assert document["story"]["id"]


def test_limits_of_a_story_are_those_of_a_draft():
    draft = Draft("x")
    for _ in range(10_000):
        draft.event(None, None, None, None)
    with pytest.raises(StoryError, match="10,000 events"):
        draft.event(None, None, None, None)
    draft.positions(100_000)
    with pytest.raises(StoryError, match="100,000 positions"):
        draft.positions(1)
