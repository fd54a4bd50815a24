"""Verdicts in words and figures."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import COMPASS_POINTS
from geo.story.model import HEDGES, Quantity, Unit
from geo.story.verdict import DirectionFinding, DistanceFinding, Obstacle, Way, judge
from geo.view import judgement
from geo.view.link import UNITS


@pytest.mark.parametrize(
    ("value", "said"),
    [(16.9, "17 %"), (-16.5, "17 %"), (0.4, "under 1 %"), (-0.4, "under 1 %"), (0.5, "1 %"), (4205.2, "4,205 %")],
)
def test_percent_is_whole_and_never_0(value, said):
    assert judgement.percent(value) == said


@pytest.fixture
def found(story):
    return judge(story.claims[0], story)


@pytest.fixture
def judged(story):
    """Judges the story's first claim, changed; `places` changes places by id."""

    def judge_it(places=None, **changes):
        changed = tuple(replace(place, **(places or {}).get(place.id, {})) for place in story.places)
        return judge(replace(story.claims[0], **changes), replace(story, places=changed))

    return judge_it


@pytest.mark.parametrize(
    ("distance", "percent", "said"),
    [
        *(("agrees", 33.0, "agrees"), ("longer", 16.9, "17 % longer"), ("shorter", -0.2, "under 1 % shorter")),
        *(("cannot tell", None, "cannot tell"), ("longer", None, "longer")),
    ],
)
def test_verdict_is_said_in_a_few_words(found, distance, percent, said):
    assert judgement.verdict(replace(found, distance=distance, percent=percent)) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ["465 km in a straight line (445 to 485, given the size of both towns)", "442 to 488 km"]),
        (
            {"stated": Quantity(300, 300, "mi"), "hedge": None},
            ["465 km in a straight line (445 to 485, given the size of both towns)", "475 to 491 km"],
        ),
        (
            {"stated": Quantity(1500, 1600, "ft"), "hedge": None},
            ["465 km in a straight line (445 to 485, given the size of both towns)", "0.457 to 0.488 km"],
        ),
        (
            {"to": "libya"},
            ["1,043 km in a straight line to a point inside an area", "442 to 488 km"],
        ),
        ({"to": None}, [None, "442 to 488 km"]),
        ({"kind": "coast"}, [None, "442 to 488 km"]),
    ],
)
def test_numbers_that_decided_are_said(judged, changes, said):
    found = judged(**changes)
    assert [judgement.measured(found), judgement.meaning(found).removeprefix("claimed: ")] == said


def test_numbers_are_in_the_readers_unit(judged):
    assert judgement.measured(judged(), "mi") == "289 mi in a straight line (276 to 301, given the size of both towns)"
    assert judgement.meaning(judged(), "mi") == "claimed: 274 to 303 mi"


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (({"precision": "city"}, {"precision": "city"}), "both cities"),
        (({"precision": "town"}, {"precision": "city"}), "both towns"),
        (({"precision": "site"}, {"precision": "city"}), "both places"),
        (({"radius_km": 0.0}, {"precision": "city"}), "the city"),
        (({"precision": "address"}, {"radius_km": 0.0}), "the place"),
    ],
)
def test_what_has_a_size_is_named(judged, ends, said):
    places = dict(zip(("tripoli", "ghadames"), ends, strict=True))
    assert f"given the size of {said})" in judgement.measured(judged(places))


def test_places_known_to_the_point_have_no_size(judged):
    exact = judged({name: {"radius_km": 0.0} for name in ("tripoli", "ghadames")})
    assert judgement.measured(exact) == "464.5 km in a straight line"


@pytest.mark.parametrize(
    ("stated", "unit", "said"),
    [
        (Quantity(465, 465, "km"), "km", "the straight line is 0.5 km shorter, under 1 %"),
        (Quantity(444, 444, "km"), "km", "the straight line is 21 km longer, 4 %"),
        (Quantity(520, 520, "km"), "mi", "the straight line is 34 mi shorter, 12 %; may be by road"),
        (Quantity(543, 543, "km"), "km", "the straight line is 78 km shorter, 17 %; may be by road"),
        (Quantity(740, 740, "km"), "km", "the straight line is 275 km shorter, 59 %; only by a winding road"),
        (
            Quantity(1140, 1140, "km"),
            "km",
            "the straight line is 675 km shorter, 145 %; longer than most roads would be",
        ),
        (Quantity(400, 500, "km"), "km", "the straight line is as long"),
    ],
)
def test_gap_is_always_said(judged, stated, unit, said):
    assert judgement.gap(judged(stated=stated, hedge=None), unit) == said


def test_gap_of_a_claim_that_agrees_is_said_too(judged):
    wide = judged({"tripoli": {"radius_km": 100.0}}, stated=Quantity(580, 580, "km"))
    told = judgement.judged(wide, "km")
    assert told["verdict"] == "agrees"
    assert "; the straight line is 115\xa0km shorter, 25\xa0%; claimed:" in told["told"]
    assert told["direction"] == "direction right"


def test_two_units_that_do_not_match_are_said_and_leave_the_verdict_unsound(judged):
    told = judgement.judged(judged(also=Quantity(465, 465, "mi")), "km")
    assert (told["verdict"], told["odd"]) == ("agrees", True)
    assert judgement.UNITS_DIFFER in told["told"]
    assert "odd" not in judgement.judged(judged(also=Quantity(289, 289, "mi")), "km")


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"kind": "border"}, {}),
        ({"to": None}, {}),
        ({"to": "libya"}, {}),
        ({"stated": Quantity(4650, 4650, "km")}, {"tripoli": {"checked": False}}),
    ],
)
def test_where_there_is_no_verdict_the_reason_is_said_and_no_gap(judged, changes, places):
    told = judgement.judged(judged(places, **changes), "km")
    assert told["verdict"] == "cannot tell"
    assert told["told"].partition("; ")[0] + "." in judgement.REASONS.values()
    assert "shorter" not in told["told"]
    assert told["direction"] is None


def test_every_finding_way_and_obstacle_has_words_of_its_own():
    for words, named in (
        (judgement.MEANINGS, DistanceFinding),
        (judgement.WAYS, Way),
        (judgement.REASONS, Obstacle),
    ):
        assert words.keys() == set(get_args(named))
        assert len(set(words.values())) == len(words)


def test_every_finding_on_a_direction_is_said(found):
    said = {finding: judgement.direction(replace(found, direction=finding)) for finding in get_args(DirectionFinding)}
    assert said == {
        **{"agrees": "direction right", "borderline": "direction borderline: it is southwest · 230°"},
        **{"differs": "direction wrong: it is southwest · 230°", "cannot tell": "direction not judged"},
    }
    assert judgement.direction(replace(found, direction=None)) is None


@given(
    st.integers(0, 20_000),
    st.sampled_from(get_args(Unit)),
    st.sampled_from([None, *HEDGES]),
    st.sampled_from([None, *COMPASS_POINTS]),
    st.sampled_from(UNITS),
)
def test_whatever_is_claimed_is_said_in_the_readers_unit(story, value, unit, hedge, direction, shown):
    claim = replace(story.claims[0], stated=Quantity(value, value, unit), hedge=hedge, direction=direction)
    told = judgement.judged(judge(claim, story), shown)
    assert told["told"].startswith({"km": "465\xa0km", "mi": "289\xa0mi", "nmi": "251\xa0nmi"}[shown])
    assert told["told"].endswith(f"\xa0{shown}")
    assert "; the straight line is " in told["told"]


@pytest.mark.parametrize(
    ("changes", "places", "there"),
    [
        ({"direction": "northeast"}, {}, "that far in that direction is the sea"),
        ({"stated": Quantity(900, 900, "km"), "direction": "west"}, {}, "that far in that direction is Algeria"),
        # A namesake elsewhere: what the claim counts from says where the right one lies.
        (
            {"stated": Quantity(60, 60, "km"), "direction": "south"},
            {"ghadames": {"checked": False, "country": "US"}},
            "that far in that direction is Libya",
        ),
        *(({"direction": "southwest"}, {}, None), ({"direction": None}, {}, None)),
        *(({"direction": "northeast", "kind": "coast"}, {}, None), ({"direction": "northeast", "to": None}, {}, None)),
        ({"direction": "northeast"}, {"ghadames": {"country": None}}, None),
    ],
)
def test_where_the_claim_would_put_its_place_is_said_where_that_tells(judged, changes, places, there):
    found = judged(places, **changes)
    assert judgement.where(found) == there
    assert there is None or there in judgement.judged(found, "km")["told"]
