"""Where a claim would put its place."""

import pytest

from geo.measure.geodesy import LonLat
from geo.story import outlines
from geo.story.interval import Interval
from geo.story.verdict import sector_deg
from geo.story.whereabouts import SEA, whereabouts

TRIPOLI = LonLat(13.18733, 32.88743)


@pytest.mark.parametrize(
    ("direction", "low", "high", "there"),
    [
        # Off the coast; in the desert of the neighbour; half at sea and half in Italy; in the country itself.
        *(("northeast", 290, 310, SEA), ("west", 890, 910, "DZ"), ("north", 890, 910, None), ("south", 290, 310, None)),
        # The sector reaches from Libya into Algeria.
        ("southwest", 640, 660, None),
    ],
)
def test_sea_or_another_country_is_told_where_it_is_the_same_all_over(direction, low, high, there):
    assert whereabouts(TRIPOLI, Interval(low, high), sector_deg(direction), "LY") == there


def test_country_of_the_place_tells_nothing():
    args = (TRIPOLI, Interval(890, 910), sector_deg("west"))
    assert (whereabouts(*args, "LY"), whereabouts(*args, "DZ")) == ("DZ", None)


def test_country_without_an_outline_tells_nothing():
    assert whereabouts(TRIPOLI, Interval(290, 310), sector_deg("northeast"), "XX") is None


def test_point_of_a_country_is_held_by_it_and_by_no_other():
    # The middle where its name stands lies in most countries, and in no other than itself.
    for name in outlines.names():
        found = outlines.holding([name.at])
        assert set(found) <= {name.country}, name


def test_positions_are_told_apart():
    sea, sabha = LonLat(18.0, 34.5), LonLat(14.43, 27.04)
    assert outlines.holding([sea, sabha, sea]) == {"LY": [False, True, False]}
    assert outlines.holding([sea]) == {}
