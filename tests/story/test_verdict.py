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
from geo.story.model import HEDGES, KM_PER, MAX_KM, Quantity, Unit
from geo.story.verdict import (
    Interval,
    about_pair,
    claimed,
    claimed_interval,
    distance_findings,
    judge,
    judge_between,
    step,
)

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


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *((465, 5), (460, 10), (500, 50), (1000, 100), (462, 1), (4.5, 0.1), (4.25, 0.01), (465.0, 5), (0.5, 0.1)),
        *((0, 1), (1, 1), (5, 1), (9, 1), (10, 1), (49, 1), (50, 5), (55, 5), (99, 1), (100, 10), (450, 10)),
        *((740, 10), (5000, 500), (10_000, 1000), (12_000, 1000), (12_500, 500), (20_000, 1000)),
    ],
)
def test_step_of_a_value(value, expected):
    assert step(value) == pytest.approx(expected)


@given(stated)
def test_step_divides_its_value_and_is_at_most_a_tenth_of_it_from_10_up(value):
    ratio = value / step(value)
    assert ratio == pytest.approx(round(ratio), abs=1e-6)
    assert step(value) <= value / 10 or (value < 10 and step(value) <= 1)


@pytest.mark.parametrize(
    ("value", "low", "high"), [(465, 462.5, 467.5), (460, 455, 465), (4.5, 4.45, 4.55), (0, 0, 0.5)]
)
def test_bare_value_means_half_a_step_each_way_and_never_less_than_nothing(value, low, high):
    assert claimed_interval(single(value), None) == pytest.approx((low, high))


@pytest.mark.parametrize("hedge", [hedge for hedge, sense in HEDGES.items() if sense == "about"])
def test_about_means_five_per_cent_each_way_or_half_a_step_if_that_is_wider(hedge):
    assert claimed_interval(single(500), hedge) == pytest.approx((475, 525))
    assert claimed_interval(single(5), hedge) == pytest.approx((4.5, 5.5))
    assert claimed_interval(Quantity(400, 500, "km"), hedge) == pytest.approx((380, 525))


@pytest.mark.parametrize(
    ("hedge", "low", "high"),
    [
        *((hedge, 450, 500) for hedge in ("nearly", "almost", "just under")),
        *((hedge, 500, 600) for hedge in ("more than", "over", "at least")),
        *((hedge, 0, 500) for hedge in ("less than", "under", "up to", "within")),
    ],
)
def test_one_sided_hedge_reaches_from_the_value_to_one_side_only(hedge, low, high):
    assert claimed_interval(single(500), hedge) == pytest.approx((low, high))


def test_every_hedge_is_tested_above():
    assert len(HEDGES) == 5 + 3 + 3 + 4


@pytest.mark.parametrize(
    ("hedge", "low", "high"), [(None, 400, 500), ("nearly", 360, 500), ("over", 400, 600), ("up to", 0, 500)]
)
def test_range_means_its_ends_and_a_hedge_works_on_them(hedge, low, high):
    assert claimed_interval(Quantity(400, 500, "km"), hedge) == pytest.approx((low, high))


@given(stated, units, st.sampled_from([None, *HEDGES]))
def test_interval_is_in_kilometres_in_order_and_holds_the_value(value, unit, hedge):
    low, high = claimed_interval(single(value, unit), hedge)
    assert 0 <= low <= high
    assert low - 1e-9 <= value * KM_PER[unit] <= high + 1e-9
    assert (low, high) == pytest.approx([km * KM_PER[unit] for km in claimed_interval(single(value), hedge)])


@given(stated, st.sampled_from(["some", "roughly"]))
def test_about_never_narrows_a_claim(value, hedge):
    bare, about = claimed_interval(single(value), None), claimed_interval(single(value), hedge)
    assert about.low <= bare.low <= bare.high <= about.high


def test_intervals_meet_at_a_single_point_and_not_across_a_gap():
    assert Interval(1, 2).meets(Interval(2, 3))
    assert Interval(2, 3).meets(Interval(1, 2))
    assert Interval(1, 9).meets(Interval(4, 5))
    assert not Interval(1, 2).meets(Interval(2.001, 3))
    assert not Interval(2.001, 3).meets(Interval(1, 2))


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
    assert found["news-465"].percent is None


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
    assert (found.percent is None) == (found.distance == "agrees")
    if found.percent is not None:
        assert (found.percent > 0) == (found.distance == "longer")
        assert found.percent == pytest.approx((value * KM_PER[unit] / found.line.distance_km - 1) * 100)


def test_percent_of_a_range_is_counted_from_its_nearer_end(verdict):
    line = verdict().line.distance_km
    assert verdict(stated=Quantity(600, 700, "km")).percent == pytest.approx((600 / line - 1) * 100)
    assert verdict(stated=Quantity(200, 300, "km")).percent == pytest.approx((300 / line - 1) * 100)


def test_no_percent_where_two_places_are_one_point(verdict, story):
    found = verdict(places={"ghadames": {"at": story.place["tripoli"].at}}, stated=single(100), direction="north")
    assert (found.distance, found.percent) == ("longer", None)
    assert (found.direction, found.off_deg) == ("cannot tell", None)


def test_narrower_of_two_units_counts(verdict):
    # 500 km means 475 to 525; 300 mi means 295 to 305, which is 474.8 to 490.8 km and narrower.
    found = verdict(stated=single(500), also=single(300, "mi"))
    assert found.claimed == pytest.approx((295 * 1.609344, 305 * 1.609344))
    both = verdict(stated=single(462), also=single(287, "mi"))
    assert both.claimed == pytest.approx((461.5, 462.5))
    swapped = verdict(stated=single(287, "mi"), also=single(462))
    assert swapped.claimed == both.claimed
    assert (swapped.distance, swapped.percent) == (both.distance, both.percent)


def test_percent_is_that_of_the_unit_that_counts(verdict):
    found = verdict(stated=single(500, "mi"), also=single(807))
    assert found.percent == pytest.approx((807 / found.line.distance_km - 1) * 100)


def test_two_units_that_do_not_meet_are_inconsistent_even_if_one_agrees(verdict):
    found = verdict(stated=single(465), also=single(465, "mi"))
    assert (found.distance, found.claimed, found.percent) == ("inconsistent", None, None)


def test_hedge_can_make_two_units_meet(verdict):
    assert verdict(stated=single(465), also=single(300, "mi")).distance == "inconsistent"
    assert verdict(stated=single(465), also=single(300, "mi"), hedge="about").distance == "agrees"


@pytest.mark.parametrize("precision", ["country", "region"])
@pytest.mark.parametrize("end", ["origin", "to"])
@pytest.mark.parametrize("value", [1, 465, 20_000])
def test_distance_to_a_place_that_is_no_spot_cannot_be_told(verdict, precision, end, value):
    place = {"origin": "tripoli", "to": "ghadames"}[end]
    vague = {place: {"precision": precision, "radius_km": None}}
    found = verdict(vague, stated=single(value), direction="southwest")
    assert (found.distance, found.percent) == ("cannot tell", None)
    assert (found.direction, found.off_deg) == ("cannot tell", None)
    assert verdict(vague, stated=single(465), also=single(465, "mi")).distance == "cannot tell"


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


@given(st.integers(10, 10**6), units, st.sampled_from([None, *HEDGES]), st.integers(1, 3))
def test_ten_times_the_value_means_ten_times_the_interval(value, unit, hedge, power):
    # From 10 up: below, a value is stated to one, however small it is.
    times = 10**power
    larger = claimed_interval(single(value * times, unit), hedge)
    assert larger == pytest.approx([end * times for end in claimed_interval(single(value, unit), hedge)])


@given(st.integers(10, 20_000), st.sampled_from([None, *HEDGES]))
def test_kilometres_written_as_metres_mean_the_same(value, hedge):
    assert claimed_interval(single(value * 1000, "m"), hedge) == pytest.approx(claimed_interval(single(value), hedge))


@given(stated, stated, units, units, st.sampled_from([None, *HEDGES]))
def test_order_of_the_two_units_does_not_matter(story, value, other, unit, other_unit, hedge):
    claim = replace(story.claims[0], stated=single(value, unit), also=single(other, other_unit), hedge=hedge)
    one, swapped = (judge(each, story) for each in (claim, replace(claim, stated=claim.also, also=claim.stated)))
    # Two intervals of one width are the exception: then the first counts.
    if one.claimed is None or swapped.claimed is None or one.claimed == swapped.claimed:
        assert (one.distance, one.claimed) == (swapped.distance, swapped.claimed)
    else:
        widths = [verdict.claimed.high - verdict.claimed.low for verdict in (one, swapped)]
        assert widths[0] == pytest.approx(widths[1])


@given(stated, stated, units, st.sampled_from([None, *HEDGES]))
def test_finding_follows_from_the_two_intervals_and_the_unit_that_counts(story, value, other, unit, hedge):
    claim = replace(story.claims[0], stated=single(value), also=single(other, unit), hedge=hedge)
    found = judge(claim, story)
    if found.claimed is None:
        assert found.distance == "inconsistent"
        return
    assert found.counted in (claim.stated, claim.also)
    assert found.claimed == claimed_interval(found.counted, hedge)
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
    assert about_pair(story, "tripoli", "tripoli") == []


@given(st.data(), stated, stated, units, units, st.sampled_from([None, *HEDGES]))
def test_findings_of_many_lines_are_those_of_each(story, data, value, other, unit, other_unit, hedge):
    also = data.draw(st.none() | st.just(single(other, other_unit)))
    claim = replace(story.claims[0], stated=single(value, unit), also=also, hedge=hedge)
    spots = st.builds(
        lambda lon, lat, radius: replace(story.place["tripoli"], at=LonLat(lon, lat), radius_km=radius),
        *(st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 300)),
    )
    start, end = (data.draw(st.lists(spots, min_size=1, max_size=4)) for _ in range(2))
    lines = np.array([[measure(one.at, two.at).distance_km for two in end] for one in start])
    slack = np.array([[one.radius_km + two.radius_km for two in end] for one in start])
    each = [[judge_between(claim, one, two).distance for two in end] for one in start]
    assert distance_findings(claim, lines, slack).tolist() == each


def test_greatest_distance_has_an_interval():
    assert claimed_interval(single(MAX_KM), "more than").high == pytest.approx(MAX_KM * 1.2)


def test_many_lines_agree_where_they_only_touch_what_is_claimed(story):
    (claim, *_) = story.claims
    low, high = claimed(claim)
    lines = np.array([low, high, np.nextafter(low, 0), np.nextafter(high, np.inf)])
    assert distance_findings(claim, lines, np.zeros(4)).tolist() == ["agrees", "agrees", "longer", "shorter"]


def test_direction_agrees_up_to_half_its_sector_and_is_borderline_up_to_the_margin(story, monkeypatch):
    claim = next(claim for claim in story.claims if claim.direction)
    half = verdict_module.sector_deg(claim.direction)[1]
    margin = half + verdict_module._BORDERLINE_DEG
    for gap, found in (
        *((half, "agrees"), (np.nextafter(half, 180), "borderline")),
        *((margin, "borderline"), (np.nextafter(margin, 180), "differs")),
    ):
        monkeypatch.setattr(verdict_module, "bearing_gap_deg", lambda *_, gap=gap: gap)
        assert judge(claim, story).direction == found
