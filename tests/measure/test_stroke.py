"""The map's projection, how far a point strays, and strokes of curves whose shape is known."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.stroke import LAT_MAX_DEG, MAX_SEGMENTS, OnMap, on_map, stray, stroke

longitudes, latitudes = st.floats(-540, 540), st.floats(-85, 85)


def test_the_map_is_a_square_of_side_1():
    assert on_map(180.0, 0.0).x - on_map(-180.0, 0.0).x == 1.0
    assert on_map(0.0, LAT_MAX_DEG).y - on_map(0.0, -LAT_MAX_DEG).y == pytest.approx(1.0)
    # The figure that Leaflet and the tile schemes have.
    assert pytest.approx(85.0511287798, abs=1e-10) == LAT_MAX_DEG


@given(longitudes, latitudes)
def test_south_is_north_upside_down_and_a_turn_is_one_side(lon, lat):
    here = on_map(lon, lat)
    assert on_map(lon, -lat).y == -here.y
    assert on_map(lon + 360.0, lat).x == pytest.approx(here.x + 1.0)


@given(latitudes)
def test_the_map_is_stretched_alike_both_ways(lat):
    step = 1e-6
    north = on_map(0.0, lat + step).y - on_map(0.0, lat - step).y
    east = on_map(step, lat).x - on_map(-step, lat).x
    assert north == pytest.approx(east / math.cos(math.radians(lat)), rel=1e-5)


@pytest.mark.parametrize("lat", [85.06, 89.0, 90.0])
def test_what_is_beyond_the_square_lies_on_its_edge(lat):
    assert on_map(30.0, lat) == on_map(30.0, LAT_MAX_DEG)
    assert on_map(30.0, -lat) == on_map(30.0, -LAT_MAX_DEG)


def test_a_point_strays_from_the_nearest_point_of_the_segment():
    begin, end = OnMap(0.0, 0.0), OnMap(0.4, 0.0)
    assert stray(OnMap(0.1, 0.0), begin, end) == 0.0
    assert stray(OnMap(0.1, -0.2), begin, end) == 0.2
    assert stray(OnMap(0.7, 0.4), begin, end) == pytest.approx(0.5)
    assert stray(OnMap(-0.3, 0.4), begin, begin) == pytest.approx(0.5)


@given(longitudes, latitudes, longitudes, latitudes, st.integers(1, 9))
def test_a_straight_line_on_the_map_keeps_its_shares(lon1, lat1, lon2, lat2, segments):
    y1, y2 = (math.asinh(math.tan(math.radians(lat))) for lat in (lat1, lat2))

    def straight(share: float) -> tuple[float, float]:
        lat = math.degrees(math.atan(math.sinh(y1 + share * (y2 - y1))))
        return lon1 + share * (lon2 - lon1), lat

    assert stroke(straight, segments) == [straight(i / segments) for i in range(segments + 1)]


def test_a_bent_curve_is_halved_where_it_bends_most():
    points = stroke(lambda share: (share * 100.0, 80.0 * share**8), 2)
    steps = [b[0] - a[0] for a, b in pairwise(points)]
    assert 2 < len(points) <= MAX_SEGMENTS
    assert steps[0] == max(steps)


def test_a_curve_that_no_stroke_can_follow_gets_the_most_segments_and_no_more():
    assert len(stroke(lambda share: (10.0 * share, 40.0 * math.sin(share * 100.0)), 3)) == MAX_SEGMENTS + 1


def test_a_curve_that_stays_in_one_place_has_two_ends():
    assert stroke(lambda share: (9.0, 30.0), 1) == [(9.0, 30.0), (9.0, 30.0)]
