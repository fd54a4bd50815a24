"""Laws of the geodesic and of bearings, then numbers from published examples."""

import math
from itertools import pairwise

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import (
    COMPASS_POINTS,
    EQUATORIAL_RADIUS_M,
    INVERSE_FLATTENING,
    MEAN_RADIUS_KM,
    LonLat,
    bearing_gap_deg,
    circle,
    compass,
    measure,
    path,
    sphere_km,
)

TRIPOLI, GHADAMES = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)
NORTH_POLE, SOUTH_POLE = LonLat(0.0, 90.0), LonLat(0.0, -90.0)

# Half of a meridian on WGS 84: the length of the shortest way between antipodes.
HALF_MERIDIAN_KM = 20_003.931458

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))
# Away from poles, antipodes and each other, where a bearing is a single well-conditioned number.
ordinary = st.tuples(
    st.builds(LonLat, st.floats(-60, 60), st.floats(-60, 60)), st.builds(LonLat, st.floats(-60, 60), st.floats(-60, 60))
).filter(lambda pair: measure(*pair).distance_km > 1)


def turn(one: float, other: float) -> float:
    """The angle between two directions in degrees, 0 to 180."""
    return abs((one - other + 180.0) % 360.0 - 180.0)


@given(positions, positions)
def test_distance_is_the_same_both_ways_and_within_half_the_earth(start, end):
    there, back = measure(start, end), measure(end, start)
    assert there.distance_km == pytest.approx(back.distance_km, abs=1e-6)
    assert 0 <= there.distance_km <= HALF_MERIDIAN_KM + 1e-6


@given(positions, positions, positions)
def test_no_detour_is_shorter_than_the_geodesic(start, via, end):
    detour = measure(start, via).distance_km + measure(via, end).distance_km
    assert measure(start, end).distance_km <= detour + 1e-6


@given(positions, positions)
def test_bearings_are_at_least_0_and_below_360(start, end):
    line = measure(start, end)
    assert 0 <= line.initial_bearing_deg < 360
    assert 0 <= line.final_bearing_deg < 360


def test_bearing_a_hair_west_of_north_is_still_below_360():
    line = measure(LonLat(1e-13, 0.0), LonLat(0.0, 80.0))
    assert 0 <= line.initial_bearing_deg < 360


@given(ordinary)
def test_way_back_leaves_opposite_to_where_the_way_there_arrived(pair):
    start, end = pair
    there, back = measure(start, end), measure(end, start)
    assert turn(back.initial_bearing_deg, there.final_bearing_deg + 180) < 1e-6
    assert turn(back.final_bearing_deg, there.initial_bearing_deg + 180) < 1e-6


@given(positions)
def test_a_position_and_itself_are_coincident(at):
    assert measure(at, at).distance_km == 0.0
    assert measure(at, at).coincident


def test_180_east_and_180_west_are_one_meridian():
    assert measure(LonLat(180.0, 20.0), LonLat(-180.0, 20.0)).coincident


@given(st.floats(-180, 180), st.floats(-180, 180))
def test_longitude_means_nothing_at_a_pole(one, other):
    assert measure(LonLat(one, 90.0), LonLat(other, 90.0)).distance_km == pytest.approx(0.0, abs=1e-6)


def test_a_centimetre_is_not_coincident():
    assert not measure(LonLat(0.0, 0.0), LonLat(0.0, 1e-7)).coincident


def test_pole_to_pole_is_half_a_meridian_due_south():
    line = measure(NORTH_POLE, SOUTH_POLE)
    assert line.distance_km == pytest.approx(HALF_MERIDIAN_KM, abs=1e-5)
    assert measure(LonLat(30.0, 10.0), NORTH_POLE).initial_bearing_deg == pytest.approx(0.0, abs=1e-9)
    assert measure(LonLat(30.0, 10.0), SOUTH_POLE).initial_bearing_deg == pytest.approx(180.0, abs=1e-9)


@given(positions)
def test_antipodes_are_half_a_meridian_apart(at):
    antipode = LonLat(at.lon - 180.0 if at.lon > 0 else at.lon + 180.0, -at.lat)
    assert measure(at, antipode).distance_km == pytest.approx(HALF_MERIDIAN_KM, abs=1e-4)


def test_across_the_180th_meridian_the_short_way_is_measured():
    # Two degrees of the equator, whose radius on WGS 84 is 6,378.137 km.
    line = measure(LonLat(179.0, 0.0), LonLat(-179.0, 0.0))
    assert line.distance_km == pytest.approx(222.6390, abs=1e-3)
    assert line.initial_bearing_deg == pytest.approx(90.0)


@pytest.mark.parametrize(
    ("start", "end", "km", "initial", "final"),
    [
        # GeographicLib's own test GeodSolve0, JFK to Paris.
        ((-73.8, 40.6), (2.55, 49.01666667), 5853.226, 53.47022, 111.59367),
        # The first case of Karney's test set, GeodTest.
        ((-139.44815, 35.60777), (-69.95921, -11.17491), 8935.2445605, 111.09874843, 129.28927089),
        # Wellington to Salamanca, nearly antipodes, from the documentation of geographiclib for Python.
        ((174.81, -41.32), (-5.50, 40.96), 19959.679267, 161.06766998, 18.82519512),
        # Flinders Peak to Buninyong, Vincenty's worked example in the GDA94 Technical Manual: 54,972.271 m at
        # 306°52'05.37", back at 127°10'25.07". It is on GRS 80, which differs from WGS 84 by 0.1 mm at the poles.
        ((144.4248678889, -37.9510334167), (143.9264955278, -37.6528211389), 54.972271, 306.8681583, 307.1736306),
    ],
    ids=["GeodSolve0", "GeodTest", "Wellington to Salamanca", "Flinders Peak to Buninyong"],
)
def test_published_geodesics(start, end, km, initial, final):
    line = measure(LonLat(*start), LonLat(*end))
    assert line.distance_km == pytest.approx(km, abs=5e-4)
    assert line.initial_bearing_deg == pytest.approx(initial, abs=1e-5)
    assert line.final_bearing_deg == pytest.approx(final, abs=1e-5)


def test_tripoli_to_ghadames_is_about_464_5_km_at_229_9_degrees():
    # From the positions that GeoNames gives for the two.
    line = measure(TRIPOLI, GHADAMES)
    assert line.distance_km == pytest.approx(464.5, abs=0.1)
    assert line.initial_bearing_deg == pytest.approx(229.9, abs=0.05)
    assert compass(line.initial_bearing_deg) == "southwest"


@given(st.lists(positions, max_size=5))
def test_path_has_a_leg_between_neighbours_and_is_as_long_as_they_are(through):
    way = path(through)
    assert way.legs == tuple(measure(a, b) for a, b in pairwise(through))
    assert way.total_km == pytest.approx(sum(leg.distance_km for leg in way.legs))


@given(positions, positions)
def test_path_there_and_back_is_twice_the_distance(start, end):
    assert path([start, end, start]).total_km == pytest.approx(2 * measure(start, end).distance_km, abs=1e-6)


@pytest.mark.parametrize("through", [[], [TRIPOLI]])
def test_path_through_fewer_than_two_positions_has_no_leg(through):
    assert path(through).legs == ()
    assert path(through).total_km == 0.0


def test_ellipsoid_is_the_one_that_is_measured_on():
    assert Geodesic.WGS84.a == EQUATORIAL_RADIUS_M
    assert Geodesic.WGS84.f == 1 / INVERSE_FLATTENING


def test_mean_radius_is_that_of_the_ellipsoid_to_the_decimetre():
    polar = EQUATORIAL_RADIUS_M * (1 - 1 / INVERSE_FLATTENING)
    assert round((2 * EQUATORIAL_RADIUS_M + polar) / 3e3, 4) == MEAN_RADIUS_KM


@given(positions, positions)
def test_sphere_is_the_same_both_ways_and_off_by_six_per_mille_at_most(start, end):
    assert sphere_km(start, end) == pytest.approx(sphere_km(end, start), abs=1e-6)
    assert sphere_km(start, end) == pytest.approx(measure(start, end).distance_km, rel=6e-3, abs=1e-6)


def test_quarter_of_the_sphere_is_a_quarter_of_its_great_circle():
    assert sphere_km(LonLat(20.0, 0.0), NORTH_POLE) == pytest.approx(MEAN_RADIUS_KM * math.pi / 2)


def test_compass_of_each_wind_is_the_wind_and_ties_go_clockwise():
    for index, wind in enumerate(COMPASS_POINTS):
        assert compass(index * 22.5) == wind
        assert compass(index * 22.5 + 11.25) == COMPASS_POINTS[(index + 1) % 16]
        assert compass(index * 22.5 - 11.25) == wind


@given(st.floats(-720, 720))
def test_compass_word_is_the_wind_with_the_smallest_gap(degrees):
    gaps = {wind: bearing_gap_deg(degrees, wind) for wind in COMPASS_POINTS}
    assert gaps[compass(degrees)] == pytest.approx(min(gaps.values()), abs=1e-9)
    assert gaps[compass(degrees)] <= 11.25 + 1e-9


@given(st.floats(0, 360), st.sampled_from(COMPASS_POINTS))
def test_gap_is_at_most_180_and_opposite_bearings_share_them_out(degrees, wind):
    gap = bearing_gap_deg(degrees, wind)
    assert 0 <= gap <= 180
    assert gap + bearing_gap_deg(degrees + 180, wind) == pytest.approx(180)


def test_gap_is_taken_the_short_way_across_north():
    assert bearing_gap_deg(359.0, "north") == pytest.approx(1.0)
    assert bearing_gap_deg(1.0, "north-northwest") == pytest.approx(23.5)


def test_gap_to_a_word_that_is_no_wind_is_refused():
    with pytest.raises(ValueError, match="not in tuple"):
        bearing_gap_deg(10.0, "upwind")


def test_latlon_is_the_other_order():
    assert LonLat(lon=13.0, lat=32.0).latlon == (32.0, 13.0)


# Beyond 19,970 km, which is pi times the polar radius, another way to the same point may be shorter.
@given(positions, st.floats(0.001, 19_900.0))
def test_every_point_of_a_circle_is_at_its_radius_and_longitudes_run_on(centre, radius_km):
    around = circle(centre, radius_km)
    assert len(around) == 121
    for at in around[::20]:
        assert measure(centre, LonLat(math.remainder(at.lon, 360.0), at.lat)).distance_km == pytest.approx(
            radius_km, abs=1e-6
        )
    assert all(abs(one.lon - other.lon) <= 180.0 for one, other in pairwise(around))


def test_part_of_a_circle_runs_clockwise_from_bearing_to_bearing():
    rim = circle(LonLat(10.0, 30.0), 100.0, 202.5, 247.5)
    bearings = [measure(LonLat(10.0, 30.0), at).initial_bearing_deg for at in rim]
    assert bearings == sorted(bearings)
    assert (bearings[0], bearings[-1]) == pytest.approx((202.5, 247.5))


def test_circle_round_a_pole_ends_a_turn_from_where_it_began():
    around = circle(LonLat(10.0, 89.0), 500.0)
    assert abs(around[-1].lon - around[0].lon) == pytest.approx(360.0)


def test_bearing_a_hair_west_of_north_is_0_and_never_360(monkeypatch):
    measure.cache_clear()
    hair = {"azi1": -1e-17, "azi2": -1e-17}
    monkeypatch.setattr(Geodesic.WGS84, "Inverse", lambda *ends: hair)
    line = measure(LonLat(1.0, 2.0), LonLat(3.0, 4.0))
    measure.cache_clear()
    assert (line.initial_bearing_deg, line.final_bearing_deg) == (0.0, 0.0)
