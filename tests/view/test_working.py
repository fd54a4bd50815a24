"""The working of one distance: its figures come from the positions alone, and text, JSON and GeodSolve line agree."""

import json
import math
import platform
import re
from dataclasses import FrozenInstanceError
from importlib.metadata import version

import geopy.distance
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat, measure
from geo.measure.rhumb import rhumb
from geo.story.model import Place
from geo.view.working import Working, means, working

TRIPOLI, GHADAMES = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


def site(at: LonLat) -> Place:
    return Place(id="s", name="A site", at=at, precision="site", radius_km=0, country=None, position_source="a survey")


def opened(origin: LonLat, to: LonLat) -> Working:
    return working(site(origin), site(to))


@pytest.fixture
def talks(story):
    return working(story.place["tripoli"], story.place["ghadames"])


@given(positions, positions)
def test_figures_are_those_of_the_engines_to_the_last_digit(origin, to):
    found, line = opened(origin, to), measure(origin, to)
    assert found.distance_m == geopy.distance.geodesic(origin.latlon, to.latlon).m
    if line.coincident:
        return
    assert (found.initial_azimuth_deg, found.final_azimuth_deg) == line[1:]
    inverse = Geodesic.WGS84.Inverse(*origin.latlon, *to.latlon)
    assert found.initial_azimuth_deg % 360 == inverse["azi1"] % 360 % 360
    assert found.sphere_m == geopy.distance.great_circle(origin.latlon, to.latlon, radius=6371.0088).m
    assert (found.rhumb_m, found.rhumb_bearing_deg) == (rhumb(origin, to).distance_km * 1000, rhumb(origin, to)[1])


@given(positions, positions)
def test_geodsolve_line_is_enough_to_make_the_figures_again(origin, to):
    found = opened(origin, to)
    lat1, lon1, lat2, lon2 = map(float, found.geodsolve_line().split())
    assert json.dumps(opened(LonLat(lon1, lat1), LonLat(lon2, lat2)).figures()) == json.dumps(found.figures())


@given(positions, positions)
def test_geodsolve_reads_both_positions_latitude_first_and_without_exponents(origin, to):
    line = opened(origin, to).geodsolve_line()
    assert re.fullmatch(r"-?\d+\.\d+( -?\d+\.\d+){3}", line)
    assert [float(number) for number in line.split()] == [*origin.latlon, *to.latlon]


def test_geodsolve_finds_the_same(talks):
    assert talks.geodsolve_command() == 'echo "32.88743 13.18733 30.13366 9.50072" | GeodSolve -i -p 6'
    # What GeographicLib 2.1.2 answers to that.
    initial, final, metres = ["-130.10842177394", "-132.03629269756", "464548.001674"]
    assert f"{talks.distance_m:.6f}" == metres
    assert f"{talks.initial_azimuth_deg - 360:.11f}" == initial
    assert f"{talks.final_azimuth_deg - 360:.11f}" == final


def test_geodsolve_would_take_an_exponent_for_east():
    assert (
        opened(LonLat(-1e-7, 2.5e-5), LonLat(1e-300, 0.0)).geodsolve_line().startswith("0.000025 -0.0000001 0.0 0.0000")
    )


def test_sphere_is_too_long_from_tripoli_to_ghadames_and_too_short_along_the_equator(talks):
    assert talks.sphere_off_m == talks.sphere_m - talks.distance_m
    assert talks.sphere_off_m == pytest.approx(38.602, abs=1e-3)
    assert talks.sphere_off_percent == pytest.approx(0.0083, abs=1e-4)
    # The equator's radius is 6378.137 km, the sphere's 6371.0088.
    equator = opened(LonLat(0.0, 0.0), LonLat(90.0, 0.0))
    assert equator.sphere_off_percent == pytest.approx((6371.0088 / 6378.137 - 1) * 100, abs=1e-9)


def test_means_say_what_computed_the_figures():
    said = means()
    assert said["ellipsoid"] == {
        "name": "WGS 84",
        "equatorial_radius_m": 6378137.0,
        "inverse_flattening": 298.257223563,
    }
    assert said["algorithms"]["geodesic"].startswith("C. F. F. Karney, Algorithms for geodesics")
    assert "6371.0088 km" in said["algorithms"]["great_circle"]
    assert said["algorithms"]["rhumb_line"].startswith("ellipsoidal: ")
    assert said["versions"] == {
        "Python": platform.python_version(),
        "geopy": version("geopy"),
        "geographiclib": version("geographiclib"),
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [(TRIPOLI, TRIPOLI), (LonLat(180.0, 20.0), LonLat(-180.0, 20.0)), (LonLat(0.0, 90.0), LonLat(77.0, 90.0))],
    ids=["one position twice", "180 east and west", "a pole"],
)
def test_coincident_positions_are_0_m_apart_in_no_direction(one, other):
    found = opened(one, other)
    document = found.figures()
    assert document["geodesic"] == {"distance_m": 0.0, "initial_azimuth_deg": None, "final_azimuth_deg": None}
    assert document["great_circle"] == {"distance_m": 0.0, "off_m": 0.0, "off_percent": None}
    assert document["rhumb_line"] == {"distance_m": 0.0, "bearing_deg": None}


def test_working_cannot_be_changed(talks):
    with pytest.raises(FrozenInstanceError):
        talks.distance_m = math.pi
