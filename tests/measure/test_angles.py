"""Angles and pairs of them in every form that people write, and nothing else."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.root import ROOT
from geo.measure.angles import angle, number, pair


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
    assert angle(text).degrees == pytest.approx(lat, abs=1e-8)


@pytest.mark.parametrize(("text", "lon"), [("13°11′14″E", 13.18722222), ("9.5 W", -9.5), ("W 9°30'", -9.5)])
def test_longitude_with_signs_and_letters(text, lon):
    assert angle(text).degrees == pytest.approx(lon, abs=1e-8)


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("-0° 30'", -0.5, None), ("-0 30 36", -0.51, None), ("-12.05S", -12.05, "latitude"),
        ("-33°27'S", -33.45, "latitude"), ("325315N", 32.8875, "latitude"), ("0131114E", 13.18722222, "longitude"),
        ("4125.5N", 41.425, "latitude"), ("44 25.845", 44.43075, None), ("12.5 south", -12.5, "latitude"),
        ("7,5 Ost", 7.5, "longitude"), ("13 11m", 13.18333333, None), ("9 grad", None, None),
    ],
)  # fmt: skip
def test_signs_letters_and_words_say_the_hemisphere_and_packed_degrees_are_parted(text, degrees, axis):
    found = angle(text)
    assert (found and (pytest.approx(found.degrees, abs=1e-8), found.axis)) == (degrees and (degrees, axis))


@pytest.mark.parametrize(
    "text",
    [
        "", "32, 13", "north", "32.9 N 13", "32 N, 5 km", "95°N", "32°53′N 200 m", "O 9", "-12.05N", "N 12 S",
        "13 E 200 ft", "13, 200 m", "13; 14", "185° E", "32°75'N", "326015N", "12 100", "05:10:01", "12 %", "3-2",
    ],
)  # fmt: skip
def test_what_is_no_angle_is_not_read_and_no_altitude_dropped(text):
    assert angle(text) is None


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("N 44° 25.845 , W 72° 02.485", 44.43075, -72.04141667), ("44 25.845N 72 02.485W", 44.43075, -72.04141667),
        ("-33°27'S, -70°40'W", -33.45, -70.66666667), ("325315N0131114E", 32.8875, 13.18722222),
        ("32,88743; 13,18733", 32.88743, 13.18733), ("40,7128,-74,0060", 40.7128, -74.006), ("48, 11", 48, 11),
        ("N32.5E13.25", 32.5, 13.25), ("32.5N13.25E", 32.5, 13.25), ("13.25E 32.5N", 13.25, 32.5),
        ("32 53 15 13 11 14", 32.8875, 13.18722222), ("45.5,-73.6", 45.5, -73.6), ("32.5/13.25", 32.5, 13.25),
    ],
)  # fmt: skip
def test_two_angles_in_one_text(text, first, second):
    assert [each.degrees for each in pair(text)] == pytest.approx([first, second], abs=1e-8)


@pytest.mark.parametrize(
    "text", ["48,137", "12,150", "8 020", "12 100", "3-2", "12.50 - 14.99", "1 2 3", "1,2,3", "32 N 33 N", "32.5", ""]
)
def test_thousands_decimals_scores_and_prices_are_no_pair(text):
    assert pair(text) is None


@given(st.text(max_size=90) | st.text("0123456789.,°'\"NSEW -+m;", max_size=80))
def test_any_text_is_finite_angles_or_none(text):
    read = [*(pair(text) or ()), *filter(None, [angle(text)])]
    assert all(math.isfinite(each.degrees) for each in read)


TYPED = json.loads((ROOT / "tests" / "typed_angles.json").read_text())


@pytest.mark.parametrize(("text", "degrees", "axis"), TYPED["angles"])
def test_angles_that_the_editor_reads_too(text, degrees, axis):
    found = angle(text)
    assert (found.degrees, found.axis) == (pytest.approx(degrees, abs=1e-8), axis)


@pytest.mark.parametrize(("text", "first", "second"), TYPED["pairs"])
def test_pairs_that_the_editor_reads_too(text, first, second):
    assert [each.degrees for each in pair(text)] == pytest.approx([first, second], abs=1e-8)


@pytest.mark.parametrize("text", TYPED["neither"])
def test_what_the_editor_does_not_read_either(text):
    assert (angle(text), pair(text)) == (None, None)
