"""Whether a position lies in a country: inside, outside, at the edges of the map and within a margin."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat, measure
from geo.story.outlines import FILE, are_near, is_near, names, rings

COUNTRIES = [g["properties"] for g in json.loads(FILE.read_text())["objects"]["countries"]["geometries"]]
CODES = sorted({country["a2"] for country in COUNTRIES} - {None})


def test_rings_are_closed_positions_on_the_earth_for_every_country():
    assert len(CODES) > 230
    for code in CODES:
        assert rings(code)
        for ring in rings(code):
            assert ring.shape[1] == 2
            assert len(ring) >= 4
            assert np.allclose(ring[0], ring[-1])
            assert np.abs(ring).max(axis=0) == pytest.approx(np.abs(ring).max(axis=0).clip(max=[180, 90]), abs=1e-3)


def test_ring_is_one_line_without_gaps():
    for ring in rings("LY") + rings("CH"):
        assert np.abs(np.diff(ring, axis=0)).max() < 10


@pytest.mark.parametrize("code", ["XX", "", "ly", "LBY", "TV"])
def test_code_without_an_outline_is_no_answer(code):
    assert rings(code) == ()
    assert is_near(code, LonLat(13.2, 32.9), 25) is None


def test_every_country_holds_its_label_point():
    for country in COUNTRIES:
        if country["a2"]:
            assert is_near(country["a2"], LonLat(*country["label"]), 0) is True, country["name"]


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        *(("FR", 2.35, 48.86), ("US", -98.6, 39.8), ("BR", -47.9, -15.8), ("AU", 133.9, -23.7), ("JP", 138.3, 36.2)),
        *(("RU", 37.6, 55.75), ("RU", 178.0, 66.0), ("RU", -171.0, 66.5), ("RU", 180.0, 67.0), ("RU", -180.0, 67.0)),
        *(("FJ", 178.0, -17.8), ("FJ", 179.3, -16.6), ("NZ", 175.6, -40.3), ("AQ", 0.0, -80.0), ("AQ", 179.9, -85.0)),
    ],
)
def test_position_well_inside_is_inside(code, lon, lat):
    assert is_near(code, LonLat(lon, lat), 0) is True


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        *(("FR", -0.1, 51.5), ("US", -100.0, 55.0), ("EG", 13.2, 32.9), ("CH", 13.2, 32.9), ("LY", 0.0, 90.0)),
        *(("LY", 0.0, -90.0), ("LY", 180.0, 30.0), ("RU", 0.0, 90.0), ("AQ", 0.0, -50.0)),
    ],
)
def test_position_well_outside_is_outside(code, lon, lat):
    assert is_near(code, LonLat(lon, lat), 25) is False


@pytest.mark.parametrize(
    ("code", "lon", "lat"),
    [
        *(("RU", -60.0, 55.0), ("RU", -30.0, 65.0), ("CN", -90.0, 40.0), ("US", 80.0, 40.0), ("CA", 60.0, 60.0)),
        *(("AU", -46.0, -20.0), ("BR", 130.0, -10.0), ("LY", -163.0, 28.0), ("FJ", 0.0, -17.0)),
    ],
)
def test_position_half_the_earth_round_from_a_wide_country_is_outside(code, lon, lat):
    assert is_near(code, LonLat(lon, lat), 25) is False


def test_hole_belongs_to_the_country_that_fills_it():
    lesotho = LonLat(28.2, -29.5)
    assert is_near("ZA", lesotho, 0) is False
    assert is_near("LS", lesotho, 0) is True


def test_margin_reaches_over_a_hole_and_its_edge():
    maseru = LonLat(27.48, -29.31)
    assert is_near("ZA", maseru, 25) is True
    assert is_near("LS", LonLat(27.0, -29.31), 100) is True


@given(st.sampled_from(["LY", "CH", "FJ", "NO", "CL"]), st.floats(-180, 180), st.floats(-85, 85), st.floats(0, 40))
def test_what_is_near_stays_near_with_a_wider_margin(code, lon, lat, margin):
    at = LonLat(lon, lat)
    assert is_near(code, at, margin + 10) or not is_near(code, at, margin)


@pytest.mark.parametrize(("code", "lon", "lat", "toward"), [("EG", 29.95, 30.9, 1), ("NO", 25.8, 70.5, 1)])
def test_margin_is_kilometres_on_the_ground(code, lon, lat, toward):
    # A degree out to sea, measured on WGS 84 to every corner of the outline.
    while is_near(code, LonLat(lon, lat), 0):
        lat += 0.05 * toward
    out = LonLat(lon, lat + toward)
    land = np.concatenate(rings(code))
    nearest = min(measure(out, LonLat(*point)).distance_km for point in land[np.abs(land - out).max(axis=1) < 4])
    assert is_near(code, out, nearest * 1.02) is True
    assert is_near(code, out, nearest * 0.95) is False


def test_margin_reaches_across_the_180th_meridian():
    # Taveuni, whose eastern point is at 179.8 west, seen from both sides of the meridian.
    assert is_near("FJ", LonLat(179.9, -16.9), 25) is True
    assert is_near("FJ", LonLat(-179.9, -16.9), 25) is True
    assert is_near("RU", LonLat(-168.9, 66.0), 50) is True


@given(st.sampled_from(CODES), st.floats(-180, 180), st.floats(-90, 90), st.floats(0, 50))
def test_any_position_has_an_answer(code, lon, lat, margin):
    assert is_near(code, LonLat(lon, lat), margin) in (True, False)


@given(st.sampled_from(["RU", "FJ", "US", "NZ"]), st.floats(-90, 90))
def test_180_east_and_180_west_have_one_answer(code, lat):
    assert is_near(code, LonLat(180.0, lat), 5) == is_near(code, LonLat(-180.0, lat), 5)


def test_names_are_those_of_all_outlines_each_in_its_own_country():
    assert len(names()) == len(COUNTRIES)
    libya = next(name for name in names() if name.country == "LY")
    assert (libya.name, is_near("LY", libya.at, 0)) == ("Libya", True)


def test_outlines_without_a_code_are_found_under_none():
    assert sum(name.country is None for name in names()) <= len(rings(None)) > 0


@given(
    st.sampled_from(["LY", "RU", "FJ", "AQ", "XX"]),
    st.lists(st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90)), max_size=20),
    st.floats(-180, 180),
)
def test_many_positions_are_looked_at_together_as_one_by_one(code, scattered, lon):
    beside = [LonLat(lon, 65 + i / 10) for i in range(10)]
    assert are_near(code, scattered + beside, 25) == [is_near(code, at, 25) for at in scattered + beside]
