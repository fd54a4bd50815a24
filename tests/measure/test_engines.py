"""The three engines of distances, geopy, geographiclib and pyproj, against Karney's test data and against each other.

The data are the rows of his GeodTest that geographiclib brings along: positions in decimal degrees, azimuths, and the
length to 0.1 nm, computed with more digits than a float has. 15 nm is what he states as the error of the algorithm.

A decimal longitude as a float is off by up to 1.6 nm on the equator, and once more after each sum with another number.
So rows are mirrored and swapped as they are, which loses nothing, but turned about the axis only after rounding to
multiples of 2^-20 degrees: with those sums are exact, and all engines are asked for the same line.
"""

import math
from itertools import product
from typing import NamedTuple

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from geographiclib.test import test_geodesic as published
from geopy.distance import geodesic
from numpy.typing import NDArray
from pyproj import Geod

LIMIT_M = 15e-9
ENGINES = ("geopy", "geographiclib", "pyproj")


class Line(NamedTuple):
    """Both ends in degrees, in Karney's order."""

    lat1: float
    lon1: float
    lat2: float
    lon2: float


def lengths_m(engine: str, lines: list[Line]) -> NDArray[np.float64]:
    if engine == "geopy":
        return np.array([geodesic(line[:2], line[2:]).m for line in lines])
    if engine == "geographiclib":
        return np.array([Geodesic.WGS84.Inverse(*line, Geodesic.DISTANCE)["s12"] for line in lines])
    lat1, lon1, lat2, lon2 = np.array(lines).T
    return Geod(ellps="WGS84").inv(lon1, lat1, lon2, lat2)[2]


def reduced(lon: float) -> float:
    """The longitude on the turn of the earth around 0, from -180 to 180; always exact."""
    return math.remainder(lon, 360.0)


def exact(degrees: float) -> float:
    """The nearest multiple of 2^-20 degrees."""
    return round(degrees * 2**20) / 2**20


ROWS = [(Line(row[0], row[1], row[3], row[4]), row[6]) for row in published.GeodesicTest.testcases]
EXACT = [Line(exact(a), exact(reduced(b)), exact(c), exact(reduced(d))) for (a, b, c, d), _ in ROWS]
ENDS = [end for line in EXACT for end in (line[:2], line[2:])]


def mirrored(line: Line) -> list[Line]:
    """A line in all four quadrants, there and back: eight lines as long as it."""
    lat1, lon1, lat2, lon2 = line
    signs = list(product((1, -1), repeat=2))
    there = [Line(north * lat1, east * lon1, north * lat2, east * lon2) for north, east in signs]
    return there + [Line(*back[2:], *back[:2]) for back in there]


def turned(line: Line) -> list[Line]:
    """A line turned about the axis in steps of six degrees: sixty lines as long as it, many of them across 180."""
    lat1, lon1, lat2, lon2 = line
    return [Line(lat1, reduced(lon1 + turn), lat2, reduced(lon2 + turn)) for turn in range(-180, 180, 6)]


NEAR = (0.0, 2**-20, 2**-10, 2**-4, 0.5, 0.625)
DERIVED = {
    "four quadrants": [other for line in EXACT for other in mirrored(line)],
    "across the 180th meridian": [other for line in EXACT for other in turned(line)],
    "nearly antipodal": [
        Line(lat, lon, -lat + south, reduced(lon + 180.0 - west))
        for lat, lon in ENDS
        for west in NEAR
        for south in (0.0, 2**-20, -(2**-10), 2**-3, 0.5)
    ],
    "poles": [
        line
        for (lat, lon), pole in product(ENDS, (90.0, -90.0))
        for line in (Line(lat, lon, pole, 0.0), Line(pole, 77.0, lat, lon))
    ],
    "equator": [Line(0.0, line.lon1, 0.0, line.lon2) for line in EXACT],
    "meridians": [
        Line(line.lat1, line.lon1, line.lat2, reduced(line.lon1 + turn)) for line in EXACT for turn in (0.0, 180.0)
    ],
}

SHORT_M = [10.0**power for power in range(-3, 5)]


def short_lines() -> tuple[list[Line], NDArray[np.float64]]:
    """Lines of a millimetre to ten kilometres in eight directions from each end, by the direct problem."""
    starts = [(*end, azimuth, metres) for end in ENDS for azimuth in range(5, 365, 45) for metres in SHORT_M]
    found = [Geodesic.WGS84.Direct(*start) for start in starts]
    lines = [Line(*start[:2], there["lat2"], there["lon2"]) for start, there in zip(starts, found, strict=True)]
    return lines, np.array([metres for *_, metres in starts])


def test_there_are_rows_and_two_thousand_derived_lines():
    assert len(ROWS) == 20
    assert sum(map(len, DERIVED.values())) >= 2000
    assert sum(abs(line.lon2 - line.lon1) > 180.0 for line in DERIVED["across the 180th meridian"]) >= 200


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_of_karney_is_met_in_all_quadrants_there_and_back(engine):
    lines = [(other, metres) for line, metres in ROWS for other in mirrored(line)]
    wanted = np.array([metres for _, metres in lines])
    assert np.abs(lengths_m(engine, [line for line, _ in lines]) - wanted).max() <= LIMIT_M


def test_azimuths_of_every_row_are_met_to_15_nanometres_across():
    for row in published.GeodesicTest.testcases:
        lat1, lon1, azi1, lat2, lon2, azi2, _, _, reduced_length_m = row[:9]
        by_pyproj = Geod(ellps="WGS84").inv(lon1, lat1, lon2, lat2, return_back_azimuth=False)[:2]
        by_geographiclib = Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2)
        for found in (by_pyproj, (by_geographiclib["azi1"], by_geographiclib["azi2"])):
            off = [math.radians(reduced(one - other)) for one, other in zip(found, (azi1, azi2), strict=True)]
            # The reduced length is how far the other end moves when an azimuth turns by one radian.
            assert max(map(abs, off)) * reduced_length_m <= LIMIT_M


@pytest.mark.parametrize("kind", DERIVED)
def test_engines_agree_on_derived_lines(kind):
    by = {engine: lengths_m(engine, DERIVED[kind]) for engine in ENGINES}
    for one, other in (("geopy", "geographiclib"), ("geopy", "pyproj"), ("geographiclib", "pyproj")):
        assert np.abs(by[one] - by[other]).max() <= LIMIT_M, (one, other)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_turned_about_the_axis_is_as_long(engine):
    found = lengths_m(engine, DERIVED["across the 180th meridian"]).reshape(len(EXACT), -1)
    assert np.abs(found - lengths_m(engine, EXACT)[:, None]).max() <= LIMIT_M


@pytest.mark.parametrize("engine", ENGINES)
def test_short_lines_are_as_long_as_they_were_made(engine):
    lines, wanted = short_lines()
    assert np.abs(lengths_m(engine, lines) - wanted).max() <= LIMIT_M


def test_engines_agree_on_short_lines():
    lines, _ = short_lines()
    by_geopy, *others = (lengths_m(engine, lines) for engine in ENGINES)
    for other in others:
        assert np.abs(by_geopy - other).max() <= LIMIT_M
    assert np.abs(others[0] - others[1]).max() <= LIMIT_M


def test_every_nearly_antipodal_line_is_no_longer_than_half_a_meridian():
    # Half of a meridian on WGS 84.
    assert lengths_m("geographiclib", DERIVED["nearly antipodal"]).max() <= 20_003_931.4586255 + LIMIT_M
