"""Coordinates in cells: read as they are meant, or not at all."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.coordinates import angle, number, pair
from geo.measure.geodesy import LonLat


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("32.5", 32.5),
        ("32,5", 32.5),
        ("-7", -7),
        ("−7,25", -7.25),
        ("+.5", 0.5),
        (" 95 ", 95),
        ("123456.5", 123456.5),
    ],
)
def test_plain_number_with_point_or_comma(text, degrees):
    assert number(text) == degrees


@pytest.mark.parametrize(
    "text", ["", "-", ".", "1.234,5", "1,2,3", "nan", "inf", "1e999", "0x10", "٣", "1" * 99, "1_0"]
)
def test_anything_else_is_no_number(text):
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "lat"),
    [
        ("32°53′15″N", 32.8875), ("32° 53' 15\" S", -32.8875), ("32.9 N", 32.9), ("32,9° n", 32.9), ("N 32.9", 32.9),
        ("32°53′", 32.88333333), ("-32°30'", -32.5),
    ],
)  # fmt: skip
def test_latitude_with_signs_and_letters(text, lat):
    assert angle(text, "latitude") == pytest.approx(lat, abs=1e-8)


@pytest.mark.parametrize(("text", "lon"), [("13°11′14″E", 13.18722222), ("9.5 W", -9.5), ("W 9°30'", -9.5)])
def test_longitude_with_signs_and_letters(text, lon):
    assert angle(text, "longitude") == pytest.approx(lon, abs=1e-8)


@pytest.mark.parametrize(
    "text",
    ["", "13 E", "32 13", "32, 13", "north", "32.9 N 13", "32 N, 5 km", "13 11m", "95°N", "32°53′N 200 m", "O 9"],
)
def test_what_is_no_latitude_is_not_read(text):
    assert angle(text, "latitude") is None


@pytest.mark.parametrize("text", ["13 N", "13 11m", "13 E 200 ft", "13, 200 m", "13; 14", "185° E"])
def test_what_is_no_longitude_is_not_read_and_no_altitude_dropped(text):
    assert angle(text, "longitude") is None


@pytest.mark.parametrize(
    "text",
    [
        "32.5, 13.25", "32.5,13.25", "32.5 13.25", "32,5; 13,25", "(32.5, 13.25)", "[32.5,13.25]", "32.5°N 13.25°E",
        "32°30'N, 13°15'E", "POINT (13.25 32.5)", "Point(13.25 32.5)", "POINT Z (13.25 32.5 300)",
    ],
)  # fmt: skip
def test_both_in_one_cell(text):
    assert pair(text) == LonLat(13.25, 32.5)


@pytest.mark.parametrize(
    "text", ["", "32.5", "95, 13", "32.5, 190", "a, b", "1,2,3", "POINT (190 5)", "1 2 3", "x" * 99]
)
def test_what_is_no_pair_is_not_read(text):
    assert pair(text) is None


@given(st.floats(-90, 90).map(lambda x: round(x, 6)), st.floats(-180, 180).map(lambda x: round(x, 6)))
def test_decimal_degrees_read_back(lat, lon):
    assert angle(f"{lat:f}".replace(".", ","), "latitude") == lat
    assert pair(f"{lat:f}, {lon:f}") == LonLat(lon, lat)


@given(st.text(max_size=70) | st.text("0123456789.,°'\"NSEW -+m;", max_size=40))
def test_any_text_is_a_finite_number_or_none(text):
    for read in (number(text), angle(text, "latitude"), angle(text, "longitude"), *(pair(text) or ())):
        assert read is None or math.isfinite(read)
