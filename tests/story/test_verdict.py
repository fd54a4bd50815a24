"""The rule for a published distance: what it may mean, and how it fares against what was measured."""

from dataclasses import replace
from inspect import signature
from math import cos, radians, sin
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import COMPASS_POINTS, LonLat, measure
from geo.story import verdict as verdict_module
from geo.story.interval import claimed_interval
from geo.story.model import HEDGES, KM_PER, ClaimKind, Quantity, Unit
from geo.story.verdict import FAR, about_pair, claimed, distance_findings, judge, judge_between, units_match

stated = st.one_of(st.integers(0, 20_000).map(float), st.integers(0, 99_999).map(lambda tenths: tenths / 10))
units = st.sampled_from(get_args(Unit))


def single(value, unit="km"):
    return Quantity(value, value, unit)


@pytest.fixture
def verdict(story):
    """Judges the story's first claim (Tripoli to Ghadames), changed; `places` changes places by id."""

    def judged(places=None, **changes):
        changed = tuple(replace(p, **(places or {}).get(p.id, {})) for p in story.places)
        claim = replace(story.claims[0], **({"hedge": None, "direction": None} | changes))
        return judge(claim, replace(story, places=changed))

    return judged


def test_claims_of_the_default_story(story):
    found = {claim.id: judge(claim, story) for claim in story.claims}
    assert {name: verdict.distance for name, verdict in found.items()} == {
        **{"news-465": "agrees", "encyclopedia-462": "agrees"},
        **{"observer-543": "longer", "blog-549": "longer", "morocco-740": "longer"},
    }
    assert [found[name].direction for name in found] == ["agrees"] * 4 + [None]
    # 543, 549 and 740 over 464.5 km.
    percents = [found[name].percent for name in ("observer-543", "blog-549", "morocco-740")]
    assert percents == pytest.approx([16.9, 18.2, 59.3], abs=0.1)
    assert [found[name].way for name in ("observer-543", "blog-549", "morocco-740")] == ["road", "road", "winding road"]
    assert found["news-465"].percent == pytest.approx(0.1, abs=0.01)


def test_measured_interval_is_widened_by_both_radii(verdict):
    measured = verdict().measured
    assert (measured.high - measured.low) / 2 == pytest.approx(15 + 5)
    assert (measured.high + measured.low) / 2 == pytest.approx(verdict().line.distance_km)


def test_measured_interval_never_begins_below_nothing(verdict, story):
    measured = verdict(places={"ghadames": {"at": story.place["tripoli"].at}}).measured
    assert measured == (0, 20)


@pytest.mark.parametrize(
    ("value", "finding"), [(444, "shorter"), (445, "agrees"), (484, "agrees"), (486, "longer"), (0, "shorter")]
)
def test_finding_turns_where_the_intervals_cease_to_meet(verdict, value, finding):
    # Measured: 464.5 km with 20 km of slack, from 444.5 to 484.5; 444 and 486 mean half a kilometre each way.
    places = {"tripoli": {"radius_km": 15}, "ghadames": {"radius_km": 5}}
    assert verdict(places, stated=single(value)).distance == finding


@given(stated, units, st.sampled_from([None, *HEDGES]))
def test_percent_has_the_sign_of_the_finding(story, value, unit, hedge):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge)
    found = judge(claim, story)
    assert found.percent == pytest.approx((value * KM_PER[unit] / found.line.distance_km - 1) * 100)
    if found.distance != "agrees":
        assert (found.percent > 0) == (found.distance == "longer")


def test_percent_of_a_range_is_counted_from_its_nearer_end(verdict):
    line = verdict().line.distance_km
    assert verdict(stated=Quantity(600, 700, "km")).percent == pytest.approx((600 / line - 1) * 100)
    assert verdict(stated=Quantity(200, 300, "km")).percent == pytest.approx((300 / line - 1) * 100)


def test_no_percent_where_two_places_are_one_point(verdict, story):
    found = verdict(places={"ghadames": {"at": story.place["tripoli"].at}}, stated=single(100), direction="north")
    assert (found.distance, found.percent) == ("longer", None)
    assert (found.direction, found.off_deg) == ("cannot tell", None)


def test_first_unit_counts_and_the_second_is_held_against_it(verdict):
    # 300 mi is 483 km, which half a step of ten miles either way does not bring to 475.
    found = verdict(stated=single(500), also=single(300, "mi"))
    assert (found.claimed, found.units_match) == (claimed_interval(single(500), None), True)
    swapped = verdict(stated=single(300, "mi"), also=single(500))
    assert (swapped.claimed, swapped.units_match) == (claimed_interval(single(300, "mi"), None), True)
    assert verdict(stated=single(500)).units_match is None


def test_two_units_that_do_not_match_are_said_and_the_first_is_judged(verdict):
    found = verdict(stated=single(465), also=single(465, "mi"))
    assert (found.distance, found.units_match) == ("agrees", False)
    assert verdict(stated=single(465, "mi"), also=single(465)).distance == "longer"


def test_round_number_of_one_unit_matches_what_it_was_made_from(story):
    claim = replace(story.claims[0], hedge=None, stated=single(1500), also=single(930, "mi"))
    assert units_match(claim)
    assert not units_match(replace(claim, also=single(1930, "mi")))


@given(stated, stated, units, units, st.sampled_from([None, *HEDGES]))
def test_units_match_in_either_order(story, value, other, unit, other_unit, hedge):
    claim = replace(story.claims[0], stated=single(value, unit), also=single(other, other_unit), hedge=hedge)
    assert units_match(claim) == units_match(replace(claim, stated=claim.also, also=claim.stated))


def test_gap_is_that_of_the_stated_value_to_the_line_whatever_the_finding(verdict):
    line = verdict().line.distance_km
    for value in (300, 465, 480, 700):
        found = verdict(stated=single(value))
        assert found.gap_km == pytest.approx(value - line)
        assert found.percent == pytest.approx((value / line - 1) * 100)
    assert verdict(stated=Quantity(400, 500, "km")).gap_km == 0
    assert verdict(stated=Quantity(500, 600, "km")).gap_km == pytest.approx(500 - line)


@pytest.mark.parametrize(
    ("times", "way"),
    [
        (1.01, "road"),
        (1.49, "road"),
        (1.51, "winding road"),
        (1.99, "winding road"),
        (2.01, "hardly any"),
        (9, "hardly any"),
    ],
)
def test_longer_claim_may_be_by_road_as_far_as_roads_wind(verdict, times, way):
    # The nearest ends are compared, in the claim's favour: the measured one is 484.5 km.
    value = verdict().measured.high * times
    found = verdict(stated=Quantity(value, value + 50, "km"))
    assert (found.distance, found.way) == ("longer", way)


def test_what_is_not_longer_needs_no_way(verdict):
    assert verdict().way is None
    assert verdict(stated=single(100)).way is None


@pytest.mark.parametrize("kind", [kind for kind in get_args(ClaimKind) if kind != "pair"])
def test_what_is_not_counted_between_two_places_has_no_verdict(verdict, kind):
    found = verdict(kind=kind, direction="southwest")
    assert (found.distance, found.obstacle, found.gap_km, found.direction) == ("cannot tell", kind, None, "cannot tell")


def test_claim_without_its_other_end_has_no_verdict_and_keeps_its_interval(verdict):
    found = verdict(to=None, direction="southwest")
    assert (found.distance, found.obstacle, found.line, found.measured) == ("cannot tell", "open end", None, None)
    assert found.claimed == claimed_interval(single(465), None)


@pytest.mark.parametrize("unchecked", [("tripoli",), ("ghadames",), ("tripoli", "ghadames")])
@pytest.mark.parametrize(("value", "other"), [(4650, "longer"), (46, "shorter")])
def test_slipped_digit_is_caught_between_places_that_are_checked_and_not_else(verdict, unchecked, value, other):
    assert verdict(stated=single(value)).distance == other
    found = verdict({name: {"checked": False} for name in unchecked}, stated=single(value))
    assert (found.distance, found.obstacle, found.percent) == ("cannot tell", "far apart", None)


@pytest.mark.parametrize("side", ["longer", "shorter"])
def test_gate_shuts_where_the_nearest_ends_are_three_times_apart(verdict, side):
    places = {"tripoli": {"checked": False}}
    measured = verdict().measured
    end = measured.high * FAR if side == "longer" else measured.low / FAR
    for beyond in (False, True):
        off = 0.01 if beyond == (side == "longer") else -0.01
        range_ = (end + off, end + 99) if side == "longer" else (1.0, end + off)
        found = verdict(places, stated=Quantity(*range_, "km"))
        assert found.distance == ("cannot tell" if beyond else side)


@given(stated, units, st.sampled_from([None, *HEDGES]))
def test_confirming_both_places_changes_no_verdict_but_that_of_the_gate(story, value, unit, hedge):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge)
    origin, to = story.place[claim.origin], story.place[claim.to]
    open_, confirmed = judge_between(claim, replace(origin, checked=False), to), judge_between(claim, origin, to)
    assert confirmed.obstacle is None
    if open_.obstacle is None:
        assert (open_.distance, open_.percent, open_.way) == (confirmed.distance, confirmed.percent, confirmed.way)
    else:
        assert confirmed.distance in ("longer", "shorter")


@pytest.mark.parametrize("precision", ["country", "region"])
@pytest.mark.parametrize("end", ["origin", "to"])
@pytest.mark.parametrize("value", [1, 465, 20_000])
def test_distance_to_a_place_that_is_no_spot_cannot_be_told(verdict, precision, end, value):
    place = {"origin": "tripoli", "to": "ghadames"}[end]
    vague = {place: {"precision": precision, "radius_km": None}}
    found = verdict(vague, stated=single(value), direction="southwest")
    assert (found.distance, found.percent) == ("cannot tell", None)
    assert (found.direction, found.off_deg) == ("cannot tell", None)
    assert found.obstacle == "area"


@pytest.mark.parametrize(
    ("off", "eight", "sixteen"),
    [
        *((off, "agrees", "agrees") for off in (0, 11)),
        *((off, "agrees", "borderline") for off in (11.5, 22)),
        *((off, "borderline", "differs") for off in (23, 33.5)),
        *((off, "differs", "differs") for off in (34, 90, 180)),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_direction_is_judged_by_the_sector_of_the_wind(verdict, off, eight, sixteen, side):
    # Due east along the equator is 90 degrees exactly; a due-north meridian is 0.
    spot = {"precision": "site", "radius_km": 0.0}
    for wind in COMPASS_POINTS:
        bearing = COMPASS_POINTS.index(wind) * 22.5 + side * off
        places = {"tripoli": {"at": LonLat(0.0, 0.0), **spot}, "ghadames": {"at": toward(bearing), **spot}}
        found = verdict(places, direction=wind)
        assert found.off_deg == pytest.approx(off, abs=0.05)
        main = wind in COMPASS_POINTS[::2]
        assert found.direction == (eight if main else sixteen), wind


def toward(bearing):
    """A position near (0, 0) at that bearing: flat there, but for the flattening of the ellipsoid."""
    # A degree of the equator is 111.320 km, of the meridian there 110.574 km.
    return LonLat(sin(radians(bearing)) / 111.320, cos(radians(bearing)) / 110.574)


def test_claim_is_judged_from_its_own_origin(verdict):
    assert verdict(direction="southwest").direction == "agrees"
    assert verdict(origin="ghadames", to="tripoli", direction="southwest").direction == "differs"
    assert verdict(origin="ghadames", to="tripoli", direction="northeast").direction == "agrees"


@given(st.floats(100, 900), st.sampled_from([None, "some", "nearly", "over", "within"]))
def test_range_in_another_unit_has_the_same_verdict(story, km, hedge):
    findings = {
        judge(replace(story.claims[0], stated=Quantity(km / per, (km + 30) / per, unit), hedge=hedge), story).distance
        for unit, per in KM_PER.items()
    }
    assert len(findings) == 1


@given(stated, units, st.sampled_from([None, *HEDGES]), st.floats(0, 300), st.floats(0, 1))
def test_knowing_places_better_never_makes_a_claim_agree_that_did_not(story, value, unit, hedge, radius_km, share):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge)
    wide, narrow = (
        judge(claim, replace(story, places=tuple(replace(p, radius_km=radius) for p in story.places if p.is_spot)))
        for radius in (radius_km, radius_km * share)
    )
    assert narrow.measured.low >= wide.measured.low
    assert narrow.measured.high <= wide.measured.high
    if wide.distance != "agrees":
        assert (narrow.distance, narrow.percent) == (wide.distance, wide.percent)


@given(stated, units, st.sampled_from([None, *HEDGES]), st.sampled_from([None, *COMPASS_POINTS]))
def test_distance_is_judged_the_same_from_either_end(story, value, unit, hedge, wind):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge, direction=wind)
    there, back = judge(claim, story), judge(replace(claim, origin=claim.to, to=claim.origin), story)
    assert (there.distance, there.claimed) == (back.distance, back.claimed)
    assert there.measured == pytest.approx(back.measured)


@given(stated, units, st.sampled_from([None, *HEDGES]))
def test_finding_follows_from_the_two_intervals(story, value, unit, hedge):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge)
    found = judge(claim, story)
    assert found.claimed == claimed(claim) == claimed_interval(claim.stated, hedge)
    assert (found.distance == "agrees") == found.claimed.meets(found.measured)
    assert (found.distance == "longer") == (found.claimed.low > found.measured.high)
    assert (found.distance == "shorter") == (found.claimed.high < found.measured.low)


def test_verdict_knows_nothing_of_the_pair_or_the_unit_that_a_reader_looks_at(story):
    assert list(signature(judge).parameters) == ["claim", "story"]
    shown = replace(story, opening=replace(story.opening, origin="geneva", to="hurghada"))
    assert [judge(claim, shown) for claim in shown.claims] == [judge(claim, story) for claim in story.claims]


@given(st.data())
def test_claims_about_a_pair_are_the_same_whichever_place_is_shown_first(story, data):
    one, other = (data.draw(st.sampled_from(list(story.place))) for _ in range(2))
    assert about_pair(story, one, other) == about_pair(story, other, one)


def test_about_pair_finds_claims_whichever_way_round_in_file_order(story):
    ids = [claim.id for claim in story.claims]
    assert [claim.id for claim in about_pair(story, "tripoli", "ghadames")] == ids
    assert [claim.id for claim in about_pair(story, "ghadames", "tripoli")] == ids
    assert about_pair(story, "tripoli", "geneva") == []
    open_ = replace(story, claims=(replace(story.claims[0], to=None),))
    assert about_pair(open_, "geneva", "tripoli") == list(open_.claims)
    assert about_pair(open_, "geneva", "ghadames") == []
    assert about_pair(story, "tripoli", "tripoli") == []


@given(st.data(), stated, units, st.sampled_from([None, *HEDGES]), st.sampled_from(get_args(ClaimKind)), st.booleans())
def test_findings_of_many_lines_are_those_of_each(story, data, value, unit, hedge, kind, confirmed):
    claim = replace(story.claims[0], stated=single(value, unit), hedge=hedge, kind=kind)
    spots = st.builds(
        lambda lon, lat, radius: replace(
            story.place["tripoli"], at=LonLat(lon, lat), radius_km=radius, checked=confirmed
        ),
        *(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 300)),
    )
    start, end = (data.draw(st.lists(spots, min_size=1, max_size=4)) for _ in range(2))
    lines = np.array([[measure(one.at, two.at).distance_km for two in end] for one in start])
    slack = np.array([[one.radius_km + two.radius_km for two in end] for one in start])
    each = [[judge_between(claim, one, two).distance for two in end] for one in start]
    assert distance_findings(claim, lines, slack, confirmed=confirmed).tolist() == each


def test_many_lines_agree_where_they_only_touch_what_is_claimed(story):
    (claim, *_) = story.claims
    low, high = claimed(claim)
    lines = np.array([low, high, np.nextafter(low, 0), np.nextafter(high, np.inf)])
    assert distance_findings(claim, lines, np.zeros(4), confirmed=True).tolist() == [
        "agrees",
        "agrees",
        "longer",
        "shorter",
    ]


def test_direction_agrees_up_to_half_its_sector_and_is_borderline_up_to_the_margin(story, monkeypatch):
    claim = next(claim for claim in story.claims if claim.direction)
    half = verdict_module.sector_deg(claim.direction)[1]
    margin = half + verdict_module.BORDERLINE_DEG
    for gap, found in (
        *((half, "agrees"), (np.nextafter(half, 180), "borderline")),
        *((margin, "borderline"), (np.nextafter(margin, 180), "differs")),
    ):
        monkeypatch.setattr(verdict_module, "bearing_gap_deg", lambda *_, gap=gap: gap)
        assert judge(claim, story).direction == found
