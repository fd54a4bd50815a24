"""Positions in cells: read as they are meant, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.coordinates import LATITUDE_FIRST, LONGITUDE_FIRST, position, written
from geo.measure.angles import angle
from geo.measure.geodesy import LonLat

AT = LonLat(13.25, 32.5)


@pytest.mark.parametrize(
    "text",
    [
        "32.5, 13.25", "32.5,13.25", "32.5 13.25", "32,5; 13,25", "(32.5, 13.25)", "[32.5,13.25]", "32.5°N 13.25°E",
        "32°30'N, 13°15'E", "POINT (13.25 32.5)", "Point(13.25 32.5)", "POINT Z (13.25 32.5 300)",
        "SRID=4326;POINT(13.25 32.5)", '{"type": "Point", "coordinates": [13.25, 32.5, 7]}', "13.25E 32.5N",
    ],
)  # fmt: skip
def test_position_in_one_cell(text):
    assert written(text).at(LATITUDE_FIRST) == AT


@pytest.mark.parametrize(
    "text",
    [
        *("", "32.5", "a, b", "1,2,3", "1 2 3", "x" * 999, "SRID=3857;POINT(13 32)", "POINT (a b)", "{", "[" * 99),
        *('{"type": "Point", "coordinates": ["a", 1]}', '{"type": "LineString", "coordinates": [1, 2]}', "12,150"),
    ],
)
def test_what_is_no_position_is_not_read(text):
    assert written(text) is None


@pytest.mark.parametrize("text", ["95, 13", "POINT (370 5)", "POINT (5 95)"])
def test_position_that_is_nowhere_is_none(text):
    assert written(text).at(LATITUDE_FIRST) is None


@pytest.mark.parametrize(
    ("text", "order"),
    [
        *(
            ("13.25, 32.5", None),
            ("[13.25, 32.5]", None),
            ("13 E, 32 N", LONGITUDE_FIRST),
            ("32 N, 13 E", LATITUDE_FIRST),
        ),
        *(("113.2, 32.5", LONGITUDE_FIRST), ("32.5, 113.2", LATITUDE_FIRST), ("POINT (13 32)", LONGITUDE_FIRST)),
    ],
)
def test_order_is_told_by_letters_and_values_beyond_90(text, order):
    assert written(text).order == order


def test_letters_outweigh_the_order_of_the_column():
    assert written("32.5 N, 13.25 E").at(LONGITUDE_FIRST) == AT
    assert written("13.25, 32.5").at(LONGITUDE_FIRST) == AT


@pytest.mark.parametrize(("lon", "turned"), [(181.5, -178.5), (-181.5, 178.5), (360, 0), (180, 180), (-180, -180)])
def test_longitude_beyond_180_is_turned(lon, turned):
    assert position(lon, 10) == LonLat(turned, 10)


@given(st.floats(-90, 90).map(lambda x: round(x, 6)), st.floats(-180, 180).map(lambda x: round(x, 6)))
def test_decimal_degrees_read_back(lat, lon):
    assert angle(f"{lat:f}".replace(".", ",")).degrees == lat
    assert written(f"{lat:f}, {lon:f}").at(LATITUDE_FIRST) == LonLat(lon, lat)
