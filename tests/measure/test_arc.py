"""The geodesic as it is drawn: laws of any stroke, then the 180th meridian and the poles."""

import json
import math
from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat, arc, measure
from geo.measure.stroke import MAX_SEGMENTS, on_map, stray

TRIPOLI, GHADAMES = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)
NORTH_POLE, SOUTH_POLE = LonLat(0.0, 90.0), LonLat(0.0, -90.0)

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


@settings(max_examples=30)
@given(positions, positions)
def test_arc_is_as_long_as_the_distance(start, end):
    points = arc(start, end)
    length = sum(measure(a, b).distance_km for a, b in pairwise(points))
    assert length == pytest.approx(measure(start, end).distance_km, abs=1e-4)


@settings(max_examples=30)
@given(positions, positions)
def test_arc_begins_and_ends_at_its_ends(start, end):
    first, *_, last = arc(start, end)
    assert measure(first, start).distance_km == pytest.approx(0, abs=1e-6)
    wrapped = LonLat((last.lon + 180.0) % 360.0 - 180.0, last.lat)
    assert measure(wrapped, end).distance_km == pytest.approx(0, abs=1e-4)


@settings(max_examples=30)
@given(positions, positions)
def test_arc_longitudes_run_on_one_way_without_a_jump(start, end):
    points = arc(start, end)
    assert points[0].lon == pytest.approx(start.lon)
    steps = [b.lon - a.lon for a, b in pairwise(points)]
    # Over a pole the longitude turns by half a circle at once; more than that is a jump.
    assert all(abs(step) <= 180.0 + 1e-6 for step in steps)
    # A geodesic leads east or west all the way, so a stroke that turns back is a zigzag.
    assert min(steps) >= -1e-9 or max(steps) <= 1e-9


@settings(max_examples=30)
@given(positions, positions)
def test_arc_latitudes_turn_back_once_at_most(start, end):
    rising = [b.lat > a.lat for a, b in pairwise(arc(start, end)) if abs(b.lat - a.lat) > 1e-9]
    assert sum(a != b for a, b in pairwise(rising)) <= 1


@pytest.mark.parametrize(("start", "end", "last"), [(170.0, -170.0, 190.0), (-170.0, 170.0, -190.0)])
def test_arc_past_the_180th_meridian_leaves_the_usual_range(start, end, last):
    assert arc(LonLat(start, 10.0), LonLat(end, 10.0))[-1].lon == pytest.approx(last)


def test_arc_has_a_point_each_hundred_kilometres_and_never_too_many():
    points = arc(TRIPOLI, GHADAMES)
    assert len(points) == 6
    assert all(measure(a, b).distance_km <= 100.0 for a, b in pairwise(points))
    assert len(arc(LonLat(0.0, 0.0), LonLat(0.0, 80.0))) == 65
    assert len(arc(LonLat(0.0, 12.0), LonLat(179.9, -11.7))) == MAX_SEGMENTS + 1


def test_arc_of_the_most_points_takes_two_kilobytes_as_it_is_sent():
    points = arc(LonLat(-127.73736, -11.97933), LonLat(52.18555, 12.27087))
    assert len(points) == MAX_SEGMENTS + 1
    assert len(json.dumps([[round(at.lon, 4), round(at.lat, 4)] for at in points], separators=(",", ":"))) <= 2000


def strays_px(start: LonLat, end: LonLat, zoom: int = 3) -> float:
    """How far the stroke between two positions strays from their geodesic on the map: pixels at this zoom."""
    most = 0.0
    for a, b in pairwise(arc(start, end)):
        line = Geodesic.WGS84.InverseLine(*a.latlon, *b.latlon)
        for share in range(1, 16):
            found = line.Position(line.s13 * share / 16, Geodesic.STANDARD | Geodesic.LONG_UNROLL)
            most = max(most, stray(on_map(found["lon2"], found["lat2"]), on_map(*a), on_map(*b)))
    return most * 256 * 2**zoom


def test_arc_strays_by_less_than_a_pixel_at_zoom_3_wherever_it_leads():
    ends = [LonLat(lon, lat) for lon in (90.0, 150.0, 179.0, 179.9, 179.999) for lat in (-85.2, -45.0, 0.2, 60.0, 84.9)]
    assert max(strays_px(LonLat(0.0, lat), end) for lat in (0.0, 45.0, 84.9, 89.0) for end in ends) < 1.0


@settings(max_examples=50)
@given(
    st.builds(LonLat, st.floats(-180, 180), st.floats(80, 89.9)),
    st.builds(LonLat, st.floats(-180, 180), st.floats(-89.9, 89.9)),
)
def test_arc_near_a_pole_strays_by_less_than_a_pixel_at_zoom_3(start, end):
    assert strays_px(start, end) < 1.0
    assert strays_px(end, start) < 1.0


def turns(points: list[LonLat]) -> list[tuple[LonLat, LonLat]]:
    """Where a stroke passes from one meridian to another."""
    return [(a, b) for a, b in pairwise(points) if a.lon != b.lon]


def test_arc_over_a_pole_leads_up_one_meridian_and_down_the_other():
    for start, end in (LonLat(10.0, 50.0), LonLat(-170.0, 20.0)), (LonLat(-170.0, -60.0), LonLat(10.0, -30.0)):
        points, pole = arc(start, end), math.copysign(90.0, start.lat)
        assert (points[0], points[-1]) == (start, end)
        assert turns(points) == [(LonLat(start.lon, pole), LonLat(end.lon, pole))]
        assert len(points) <= MAX_SEGMENTS + 1


def test_arc_between_antipodes_leads_over_a_pole():
    for lat in (-40.0, 0.0, 40.0):
        assert {point.lat for point in arc(LonLat(100.0, lat), LonLat(-80.0, -lat))} >= {math.copysign(90.0, lat)}


@pytest.mark.parametrize("pole", [NORTH_POLE, SOUTH_POLE])
def test_arc_from_or_to_a_pole_leads_along_the_meridian_and_meets_the_mark(pole):
    elsewhere = LonLat(50.0, 10.0)
    there, back = arc(pole, elsewhere), arc(elsewhere, pole)
    assert there == back[::-1]
    assert (there[0], there[-1]) == (pole, elsewhere)
    assert turns(there) == [(pole, LonLat(50.0, pole.lat))]


def test_arc_from_pole_to_pole_follows_one_meridian():
    points = arc(NORTH_POLE, LonLat(30.0, -90.0))
    assert turns(points) == [(SOUTH_POLE, LonLat(30.0, -90.0))]
    assert len(points) <= MAX_SEGMENTS + 1


@pytest.mark.parametrize("other", [LonLat(-175.0, 90.0), LonLat(-5.0, 40.0)], ids=["to a pole", "over a pole"])
def test_arc_by_a_pole_ends_within_half_a_turn(other):
    points = arc(LonLat(175.0, 40.0), other)
    assert abs(points[-1].lon - points[0].lon) <= 180.0
    assert (points[-1].lon - other.lon) % 360.0 == 0.0


def test_arc_from_a_position_to_itself_still_has_two_ends():
    points = arc(TRIPOLI, TRIPOLI)
    assert len(points) == 2
    for point in points:
        assert point == pytest.approx(TRIPOLI)


def test_arc_has_as_many_steps_as_begun_hundreds_of_kilometres():
    assert len(arc(LonLat(0.0, 0.0), LonLat(9.03, 0.0))) == 12  # 1,005 km


@pytest.mark.parametrize(("start", "end"), [(LonLat(10.0, 30.0), LonLat(-170.0, 50.0)), (TRIPOLI, NORTH_POLE)])
def test_arc_over_or_to_a_pole_goes_straight_there_in_steps_of_three_degrees(start, end):
    up = [at.lat for at in arc(start, end) if at.lon == start.lon]
    assert up == sorted(up)
    assert max(up) == 90.0
    assert all(b - a <= 3.0 for a, b in pairwise(up))
