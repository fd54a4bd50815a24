"""What a stated distance may mean."""

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.story.interval import Interval, claimed_interval, is_round, step
from geo.story.model import HEDGES, KM_PER, MAX_KM, Quantity, Unit

stated = st.one_of(st.integers(0, 20_000).map(float), st.integers(0, 99_999).map(lambda tenths: tenths / 10))
units = st.sampled_from(get_args(Unit))


def single(value, unit="km"):
    return Quantity(value, value, unit)


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


@pytest.mark.parametrize(
    ("value", "unit", "low", "high"),
    [
        (1500, "km", 1425, 1575),
        (1000, "mi", 950, 1050),
        (12_000, "km", 11_400, 12_600),
        # Three figures, or not so far, or not in a large unit.
        *((1570, "km", 1565, 1575), (990, "km", 985, 995), (1500, "m", 1450, 1550)),
    ],
)
def test_large_round_value_means_five_per_cent_each_way(value, unit, low, high):
    assert claimed_interval(single(value, unit), None) == pytest.approx([low * KM_PER[unit], high * KM_PER[unit]])


def test_rounding_is_no_matter_of_a_range_or_of_a_hedge_that_says_more():
    assert claimed_interval(Quantity(1000, 1500, "km"), None) == pytest.approx((1000, 1500))
    assert claimed_interval(single(1500), "up to") == pytest.approx((0, 1500))


@given(st.integers(10, 10**6), units, st.sampled_from([None, *HEDGES]), st.integers(1, 3))
def test_ten_times_the_value_means_ten_times_the_interval(value, unit, hedge, power):
    # From 10 up: below, a value is stated to one, however small it is.
    times = 10**power
    assume(not is_round(single(value * times, unit)) and not is_round(single(value, unit)))
    larger = claimed_interval(single(value * times, unit), hedge)
    assert larger == pytest.approx([end * times for end in claimed_interval(single(value, unit), hedge)])


@given(st.integers(10, 20_000), st.sampled_from([None, *HEDGES]))
def test_kilometres_written_as_metres_mean_the_same(value, hedge):
    assume(not is_round(single(value)))
    assert claimed_interval(single(value * 1000, "m"), hedge) == pytest.approx(claimed_interval(single(value), hedge))


def test_greatest_distance_has_an_interval():
    assert claimed_interval(single(MAX_KM), "more than").high == pytest.approx(MAX_KM * 1.2)
