"""Positions as readers type them and as links carry them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat
from geo.view import point
from geo.view.point import PointError

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


@given(positions)
def test_position_survives_a_link_to_the_last_digit(at):
    assert point.from_key(point.key(at)) == (at, "")


@given(positions, st.text())
def test_name_in_a_link_is_printable_short_and_the_same_when_it_is_read_again(at, name):
    found = point.from_key(point.key(at, name))
    assert found is not None
    assert found[0] == at
    assert found[1].isprintable()
    assert len(found[1]) <= 60
    assert "~" not in found[1]
    assert point.from_key(point.key(*found)) == found


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        *(("Sabha", "Sabha"), (" Al  Bayda\n", "Al Bayda"), ("غدامس", "غدامس"), ("Goa (India)", "Goa India")),
        *(("a~b\u202ec\x00\ud800", "abc"), ("x" * 100, "x" * 60), ("()", ""), ("<b>{{1}}</b>", "<b>{{1}}</b>")),
    ],
)
def test_name_in_a_link_holds_no_mark_of_the_link_and_nothing_that_does_not_show(name, kept):
    assert point.from_key(point.key(LonLat(2, 1), name)) == (LonLat(2, 1), kept)


@pytest.mark.parametrize(
    "text", ["@91,0(x)", "@(x)", "(x)", "@1(2,3)", "@1,2,3(x)", "1,2(x)", "@1,2" + " " * 80 + "(x)"]
)
def test_name_alone_makes_no_position(text):
    assert point.from_key(text) is None


@pytest.mark.parametrize("text", ["@1,2(x", "@1,2(x)", "@1,2(x))", "@1, 2(x)"])
def test_link_that_was_cut_or_typed_by_hand_is_read(text):
    found = point.from_key(text)
    assert found is not None
    assert point.key(*found) == "@1,2(x)"


@pytest.mark.parametrize(
    "text",
    [
        *("32.88743,13.18733", "32.88743, 13.18733", " 32.88743 13.18733 ", "32.88743;13.18733", "@32.88743,13.18733"),
        *("32.88743N 13.18733E", "N 32.88743 E 13.18733", "32.88743° N, 13.18733° E"),
        *(
            "32°53'14.748\"N 13°11'14.388\"E",
            "32° 53′ 14.748″ N, 13° 11′ 14.388″ E",
            "32 53m 14.748s N 13 11m 14.388s E",
        ),
        "32.88743, 13.18733, 81m",
    ],
)
def test_every_common_form_is_read_latitude_first(text):
    assert point.parse(text) == LonLat(13.18733, 32.88743)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        *(("-33°54'S, -18°24'W", (-18.4, -33.9)), ("-0° 30', 9° 30'", (9.5, -0.5)), ("18.4 W 33.9 S", (-18.4, -33.9))),
        *(("335400S0182400W", (-18.4, -33.9)), ("48,137; 11,575", (11.575, 48.137))),
        *(("32,88743 13,18733", (13.18733, 32.88743)), ("E 13 N 32", (13, 32))),
        ("33.9S 18.4W", (-18.4, -33.9)),
        ("-33.9, 18.4", (18.4, -33.9)),
        ("0 0", (0, 0)),
    ],
)
def test_letters_and_signs_say_the_hemisphere(text, at):
    assert point.parse(text) == LonLat(*at)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "Atlantis",
            "32.88743",
            "1e3,4",
            "nan, nan",
            "x 32 13",
            "12, 13, 14",
        ),
        *("32.8.8 13.1", "12 13 hello", "9" * 5000, "1 " * 39 + "x"),
    ],
)
def test_anything_else_is_refused_with_the_forms_that_are_read(text):
    with pytest.raises(PointError, match="neither a place of the story nor a position: write latitude, then longitude"):
        point.parse(text)


def test_latitude_past_90_names_the_exchange_that_would_do():
    with pytest.raises(PointError, match=r"perhaps the longitude stands first, and 12\.5, 99 is meant"):
        point.parse("99, 12.5")
    with pytest.raises(PointError, match="Latitude goes from -90 to 90 degrees: write"):
        point.parse("99, 120")


def test_longitude_past_180_is_refused_and_not_turned_round():
    with pytest.raises(PointError, match="Longitude goes from -180 to 180"):
        point.parse("12, 190")


def test_minutes_that_lead_past_the_pole_are_refused():
    with pytest.raises(PointError, match="Latitude goes from -90 to 90"):
        point.parse("89 99m 0s N 3 E")


@given(st.text())
def test_any_text_is_a_position_or_a_point_error(text):
    with contextlib.suppress(PointError):
        at = point.parse(text)
        assert abs(at.lat) <= 90
        assert abs(at.lon) <= 180
    assert point.from_key(text) is None or text.startswith("@")
