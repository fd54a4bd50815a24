"""Laws of the rhumb line; then its length against a quadrature, and against GeographicLib's RhumbSolve."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geo.measure.geodesy import EQUATORIAL_RADIUS_M, INVERSE_FLATTENING, LonLat, measure
from geo.measure.rhumb import rhumb

E2 = (2 - 1 / INVERSE_FLATTENING) / INVERSE_FLATTENING
NM = 1e-12  # in kilometres

longitudes, latitudes = st.floats(-180, 180), st.floats(-90, 90)
positions = st.builds(LonLat, longitudes, latitudes)
off_the_poles = st.builds(LonLat, longitudes, st.floats(-89.9, 89.9))


def turn(one: float, other: float) -> float:
    """The angle between two directions in degrees, 0 to 180."""
    return abs((one - other + 180.0) % 360.0 - 180.0)


def is_half_a_turn(one: LonLat, other: LonLat) -> bool:
    return abs(one.lon - other.lon) == 180.0


@given(positions, positions)
def test_way_back_is_as_long_and_leads_the_opposite_way(start, end):
    there, back = rhumb(start, end), rhumb(end, start)
    assert there.distance_km == pytest.approx(back.distance_km, abs=10 * NM)
    if there.bearing_deg is None:
        assert back.bearing_deg is None
    elif not is_half_a_turn(start, end):
        assert turn(there.bearing_deg, back.bearing_deg + 180.0) < 1e-9


@given(positions, positions)
def test_the_geodesic_is_never_longer(start, end):
    assert rhumb(start, end).distance_km >= measure(start, end).distance_km - 25 * NM


@given(longitudes, latitudes, latitudes)
def test_along_a_meridian_it_is_the_geodesic(lon, one, other):
    start, end = LonLat(lon, one), LonLat(lon, other)
    assert rhumb(start, end).distance_km == pytest.approx(measure(start, end).distance_km, abs=25 * NM)
    if abs(other - one) > 1e-9:
        assert rhumb(start, end).bearing_deg == (0.0 if other > one else 180.0)


@given(longitudes, longitudes)
def test_along_the_equator_it_is_the_radius_times_the_angle(one, other):
    angle = math.radians(abs(math.remainder(other - one, 360.0)))
    found = rhumb(LonLat(one, 0.0), LonLat(other, 0.0))
    assert found.distance_km == pytest.approx(EQUATORIAL_RADIUS_M / 1e3 * angle, rel=1e-15)
    assert found.bearing_deg in ((90.0, 270.0) if angle else (None,))


@given(longitudes, longitudes, st.floats(-89.9, 89.9))
def test_along_a_parallel_it_is_the_parallel(one, other, lat):
    radius = (
        EQUATORIAL_RADIUS_M / 1e3 * math.cos(math.radians(lat)) / math.sqrt(1 - E2 * math.sin(math.radians(lat)) ** 2)
    )
    found = rhumb(LonLat(one, lat), LonLat(other, lat))
    angle = math.radians(abs(math.remainder(other - one, 360.0)))
    assert found.distance_km == pytest.approx(radius * angle, rel=1e-12)
    assert found.bearing_deg in ((90.0, 270.0) if angle else (None,))


@pytest.mark.parametrize("exponent", range(-320, 0, 10))
def test_nearly_east_is_nearly_the_parallel_however_near(exponent):
    # Where both differences are taken of two values, this is where their quotient loses its digits.
    along, nearly = (rhumb(LonLat(10.0, 0.0), LonLat(70.0, lat)) for lat in (0.0, 10.0**exponent))
    assert nearly.distance_km == pytest.approx(along.distance_km, rel=max(1e-15, 10.0**exponent))


@given(st.floats(-80, 80), st.floats(-1e-6, 1e-6), st.floats(1, 179))
def test_length_passes_through_the_parallel_without_a_step(lat, step, dlon):
    lengths = [rhumb(LonLat(0.0, lat), LonLat(dlon, lat + off)).distance_km for off in (-step, 0.0, step)]
    assert (lengths[0] + lengths[2]) / 2 == pytest.approx(lengths[1], abs=0.1 * abs(step) + 25 * NM)


@given(off_the_poles, off_the_poles)
def test_north_is_south_and_east_is_west_in_the_mirror(start, end):
    found = rhumb(start, end)
    upside_down = rhumb(LonLat(start.lon, -start.lat), LonLat(end.lon, -end.lat))
    assert upside_down.distance_km == pytest.approx(found.distance_km, abs=10 * NM)
    if found.bearing_deg is not None:
        assert turn(upside_down.bearing_deg, 180.0 - found.bearing_deg) < 1e-9


def test_across_the_180th_meridian_the_short_way_is_taken():
    found = rhumb(LonLat(179.0, 10.0), LonLat(-179.0, 10.0))
    assert found == rhumb(LonLat(-1.0, 10.0), LonLat(1.0, 10.0))
    assert found.bearing_deg == 90.0


def test_of_two_ways_as_long_the_eastward_is_taken():
    for start, end in ((0.0, 180.0), (0.0, -180.0), (-90.0, 90.0), (90.0, -90.0)):
        assert rhumb(LonLat(start, 30.0), LonLat(end, 30.0)).bearing_deg == 90.0


@pytest.mark.parametrize(
    ("one", "other"),
    [((13.0, 32.0), (13.0, 32.0)), ((180.0, 20.0), (-180.0, 20.0)), ((0.0, 90.0), (77.0, 90.0))],
    ids=["one position twice", "180 east and west", "a pole"],
)
def test_a_position_and_itself_are_0_km_apart_without_a_bearing(one, other):
    assert rhumb(LonLat(*one), LonLat(*other)) == (0.0, None)


@given(positions, longitudes)
def test_from_and_to_a_pole_it_is_the_meridian(at, lon):
    for pole, there in (LonLat(lon, 90.0), 0.0), (LonLat(lon, -90.0), 180.0):
        assert rhumb(at, pole).distance_km == pytest.approx(measure(at, pole).distance_km, abs=25 * NM)
        if rhumb(at, pole).distance_km > 1e-6:
            assert rhumb(at, pole).bearing_deg == there
            assert rhumb(pole, at).bearing_deg == 180.0 - there


def by_quadrature(start: LonLat, end: LonLat) -> tuple[float, float]:
    """Kilometres and bearing from means over the latitudes between two positions, by Gauss and Legendre in 400 panels.

    The mean of the meridian's radius, and of the growth of isometric latitude, need no difference of two values.
    """
    nodes, weights = np.polynomial.legendre.leggauss(16)
    shares = ((np.arange(400)[:, None] + (nodes + 1) / 2) / 400).ravel()
    dlat, dlon = math.radians(end.lat - start.lat), math.radians(math.remainder(end.lon - start.lon, 360.0))
    lat = np.radians(start.lat) + dlat * shares
    meridian_radius = EQUATORIAL_RADIUS_M / 1e3 * (1 - E2) / (1 - E2 * np.sin(lat) ** 2) ** 1.5
    isometric_growth = (1 - E2) / (1 - E2 * np.sin(lat) ** 2) / np.cos(lat)
    radius, growth = (math.fsum(np.tile(weights / 800, 400) * of) for of in (meridian_radius, isometric_growth))
    return math.hypot(dlon, dlat * growth) * radius / growth, math.degrees(math.atan2(dlon, dlat * growth)) % 360.0


def assert_is_that_of_a_quadrature(start: LonLat, end: LonLat) -> None:
    assume(not is_half_a_turn(start, end))
    found, (distance_km, bearing_deg) = rhumb(start, end), by_quadrature(start, end)
    assert found.distance_km == pytest.approx(distance_km, abs=50 * NM)
    if found.bearing_deg is not None:
        assert turn(found.bearing_deg, bearing_deg) * math.radians(found.distance_km) < 50 * NM


middle = st.floats(-85, 85)


@given(longitudes, middle, longitudes, middle)
def test_it_is_that_of_a_quadrature(lon1, lat1, lon2, lat2):
    assert_is_that_of_a_quadrature(LonLat(lon1, lat1), LonLat(lon2, lat2))


@given(longitudes, middle, longitudes, st.floats(-15, -1), st.sampled_from([-1, 1]))
def test_nearly_east_or_west_it_is_that_of_a_quadrature(lon1, lat, lon2, exponent, sign):
    assert_is_that_of_a_quadrature(LonLat(lon1, lat), LonLat(lon2, lat + sign * 10**exponent))


@pytest.mark.parametrize(
    ("start", "end", "metres", "azimuth"),
    [
        # What `RhumbSolve -i -p 9` of GeographicLib 2.1.2 answers; latitude first, as it reads them.
        ((32.88743, 13.18733), (30.13366, 9.50072), 464569.908696938, -131.08965680906357),
        ((40.6, -73.8), (51.6, -0.5), 5771083.383328028, 77.76838971025568),
        ((40.6, -73.8), (1.35, 103.983333333), 18528109.261305083, 103.56862840038325),
        ((51.5, -170.25), (51.5, 170.75), 1319369.816154972, -90.0),
        ((-33.75, 151.25), (-33.75000000001, 18.5), 12299891.283972673, -90.00000000000517),
        ((60.0, 10.0), (60.0000001, 10.0000001), 0.012460473, 26.60365123024756),
        ((0.0, 0.0), (89.999999, 179.0), 10142820.792531108, 9.55979404629639),
        ((-89.99999999, 12.5), (89.75, -120.0), 20038231.808527797, -4.51646654877862),
        ((84.5, -30.0), (89.5, 149.5), 918633.689401207, 52.56112954043477),
        ((-12.25, 100.0), (35.5, 100.0), 5284805.77295364, 0.0),
    ],
)
def test_it_is_that_of_rhumbsolve_to_25_nanometres(start, end, metres, azimuth):
    found = rhumb(LonLat(*start[::-1]), LonLat(*end[::-1]))
    assert found.distance_km * 1e3 == pytest.approx(metres, abs=25e-9)
    assert turn(found.bearing_deg, azimuth) * math.radians(metres) < 25e-9
