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

from geo.geodesy import LonLat, measure
from geo.ledger import End, Ledger, ledger
from geo.rhumb import rhumb
from tests.hostile import CORPUS

TRIPOLI, GHADAMES = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


def opened(origin: LonLat, to: LonLat, name: str = "here", source: str = "a gazetteer") -> Ledger:
    return ledger(origin, to, origin_name=name, to_name="there", origin_source=source, to_source="a survey")


@pytest.fixture
def talks():
    return ledger(
        TRIPOLI, GHADAMES, origin_name="Tripoli", to_name="Ghadames", origin_source="GeoNames 1", to_source="GeoNames 2"
    )


def rows(text: str) -> list[tuple[str, str]]:
    """Labels and values, told apart by the column in which all values begin."""
    lines = text.splitlines()
    column = len(re.match(r"ellipsoid +", lines[0])[0])
    assert all(line[column - 1] == " " != line[column] for line in lines)
    return [(line[:column].rstrip(), line[column:]) for line in lines]


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
def test_document_can_be_made_again_from_the_positions_in_it(origin, to):
    written = opened(origin, to).as_json()
    document = json.loads(written)
    again = [LonLat(document[end]["longitude"], document[end]["latitude"]) for end in ("from", "to")]
    assert opened(*again).as_json() == written


@given(positions, positions)
def test_text_and_document_have_the_same_unrounded_figures(origin, to):
    found = opened(origin, to)
    document, text = json.loads(found.as_json()), rows(found.as_text())
    first = [value.partition(" ")[0] for _, value in text]
    labels = [label.strip() for label, _ in text]
    assert first[labels.index("geodesic")] == repr(document["geodesic"]["distance_m"])
    assert first[labels.index("great circle")] == repr(document["great_circle"]["distance_m"])
    assert first[labels.index("rhumb line")] == repr(document["rhumb_line"]["distance_m"])
    assert first[labels.index("latitude")] == repr(document["from"]["latitude"])
    assert first[labels.index("longitude")] == repr(document["from"]["longitude"])
    if document["geodesic"]["initial_azimuth_deg"] is not None:
        assert first[labels.index("leaves at")] == repr(document["geodesic"]["initial_azimuth_deg"])
        assert first[labels.index("arrives at")] == repr(document["geodesic"]["final_azimuth_deg"])


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


def test_geopys_own_sphere_is_named_as_it_is(talks):
    assert f"geopy's own is {geopy.distance.EARTH_RADIUS}\n" in talks.as_text()


def test_text_says_what_computed_it_and_from_what(talks):
    text = rows(talks.as_text())
    said = dict(text)
    assert said["ellipsoid"] == "WGS 84, a = 6378137 m, 1/f = 298.257223563"
    assert said["algorithm"].startswith("C. F. F. Karney, Algorithms for geodesics")
    assert said["computed with"] == (
        f"Python {platform.python_version()}, geopy {version('geopy')}, geographiclib {version('geographiclib')}"
    )
    assert (said["from"], said["to"]) == ("Tripoli", "Ghadames")
    assert [value for label, value in text if label.strip() == "position from"] == ["GeoNames 1", "GeoNames 2"]
    assert said["rhumb line"].endswith(" m (ellipsoidal)")
    assert said["check"] == talks.geodsolve_command()


def test_document_is_in_a_fixed_order_and_ends_with_a_line_break(talks):
    written = talks.as_json()
    assert list(json.loads(written)) == [
        *("ellipsoid", "algorithm", "versions", "from", "to", "geodesic", "great_circle", "rhumb_line", "geodsolve"),
    ]
    assert written.endswith("\n}\n")
    assert json.loads(written)["rhumb_line"]["surface"] == "ellipsoidal"


@pytest.mark.parametrize(
    ("one", "other"),
    [(TRIPOLI, TRIPOLI), (LonLat(180.0, 20.0), LonLat(-180.0, 20.0)), (LonLat(0.0, 90.0), LonLat(77.0, 90.0))],
    ids=["one position twice", "180 east and west", "a pole"],
)
def test_coincident_positions_are_0_m_apart_in_no_direction(one, other):
    found = opened(one, other)
    document = json.loads(found.as_json())
    assert document["geodesic"] == {"distance_m": 0.0, "initial_azimuth_deg": None, "final_azimuth_deg": None}
    assert document["great_circle"] == {"radius_km": 6371.0088, "distance_m": 0.0, "off_m": 0.0, "off_percent": None}
    assert document["rhumb_line"] == {"surface": "ellipsoidal", "distance_m": 0.0, "bearing_deg": None}
    said = dict(rows(found.as_text()))
    assert said["geodesic"].startswith("0.0 m ")
    assert said["  leaves at"] == said["  arrives at"] == said["  bearing"] == "no direction, the two positions are one"
    assert said["  is off by"] == "+0.000 m"


@pytest.mark.parametrize("text", CORPUS)
def test_no_name_or_source_looks_like_a_row_of_its_own(text):
    plain, found = opened(TRIPOLI, GHADAMES), opened(TRIPOLI, GHADAMES, text, text)
    assert [label for label, _ in rows(found.as_text())] == [label for label, _ in rows(plain.as_text())]
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", found.as_text())
    assert json.loads(found.as_json())["from"]["name"] == text


def test_ledger_cannot_be_changed(talks):
    with pytest.raises(FrozenInstanceError):
        talks.distance_m = math.pi
    assert talks.origin == End("Tripoli", TRIPOLI, "GeoNames 1")
