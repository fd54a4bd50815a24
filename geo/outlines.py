"""The outlines of countries, for asking whether a position lies in one. Natural Earth 1:50m; `data/README.md` has more.

The browser draws the same file; here it is read only when a position has to be checked, and once.
"""

import json
import math
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.geodesy import LonLat
from geo.root import ROOT

FILE = ROOT / "static" / "vendor" / "outlines" / "countries-50m.json"

#: Kilometres in a degree of latitude on a sphere of WGS 84's mean radius, 6,371.0088 km: good to 0.6 %, which is
#: plenty for telling a position on the coast from one in another country.
_KM_PER_DEGREE = math.pi * 6371.0088 / 180.0

#: Edges in a piece of an outline: what is looked at, or passed over, at once.
_PIECE = 64
#: Degrees by which a sum of longitudes may be wrong.
_ROUNDING = 1e-6

Ring = NDArray[np.float64]


class Name(NamedTuple):
    """What a country is called on the map, and where: in its middle. `area` is in square degrees."""

    country: str | None
    name: str
    at: LonLat
    area: float


@cache
def _atlas() -> tuple[list[Ring], dict[str | None, list[list[int]]], tuple[Name, ...]]:
    """All arcs as (n, 2) arrays of lon, lat; by country the arcs of each ring, ~i being arc i backwards; the names.

    As arrays they take an eighth of the room that they do as parsed JSON.
    """
    topology = json.loads(FILE.read_text())
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    # Rounded to a decimetre, so that what lies on a meridian or on the equator lies there exactly.
    arcs = [(np.array(steps, dtype=float).cumsum(axis=0) * scale + translate).round(6) for steps in topology["arcs"]]
    countries: dict[str | None, list[list[int]]] = {}
    geometries = topology["objects"]["countries"]["geometries"]
    for geometry in geometries:
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        countries.setdefault(geometry["properties"]["a2"], []).extend(indexes for part in parts for indexes in part)
    every = (geometry["properties"] for geometry in geometries)
    names = tuple(Name(p["a2"], p["name"], LonLat(*p["label"]), p["area"]) for p in every)
    return arcs, countries, names


def names() -> tuple[Name, ...]:
    """The names of all countries and territories that have an outline."""
    return _atlas()[2]


@cache
def rings(country: str | None) -> tuple[Ring, ...]:
    """Every ring, outer or hole, of a country's outline as (n, 2) arrays of lon, lat; none where there is no outline.

    `country` is an ISO 3166-1 alpha-2 code; None stands for the outlines of those that have no code.
    """
    arcs, countries, _ = _atlas()
    return tuple(
        np.concatenate([arcs[i] if i >= 0 else arcs[~i][::-1] for i in indexes])
        for indexes in countries.get(country, ())
    )


class _Edges(NamedTuple):
    """The edges of all rings of a country, in pieces of edges in a row, and the bounds of each piece. In degrees.

    `ends` has x1, y1, x2, y2 of each edge. A piece reaches `half` to the east and the west of `middle`.
    """

    ends: NDArray[np.float64]
    middle: NDArray[np.float64]
    half: NDArray[np.float64]
    top: NDArray[np.float64]


@cache
def _edges(country: str) -> _Edges:
    pieces = []
    for ring in rings(country):
        ends = np.concatenate((ring[:-1], ring[1:]), axis=1)
        # The last piece is filled up with the point where the ring ends, which changes nothing.
        filling = np.tile(ring[-1], (-len(ends) % _PIECE, 2))
        pieces.append(np.concatenate((ends, filling)).reshape(-1, _PIECE, 4))
    ends = np.concatenate(pieces)
    x1, _, x2, _ = np.moveaxis(ends, 2, 0)
    start = x1[:, :1]
    x = np.concatenate((start, start + np.cumsum((x2 - x1 + 180.0) % 360.0 - 180.0, axis=1)), axis=1)
    west, east = x.min(axis=1), x.max(axis=1)
    return _Edges(ends, (west + east) / 2, (east - west) / 2, ends[:, :, 1::2].max(axis=(1, 2)))


def is_near(country: str, at: LonLat, margin_km: float) -> bool | None:
    """Whether `at` lies in a country or within some tens of kilometres of it; None where it has no outline here."""
    if not rings(country):
        return None
    shrink = max(math.cos(math.radians(at.lat)), 1e-6)
    margin = margin_km / _KM_PER_DEGREE
    edges = _edges(country)
    # Most pieces neither are near nor cross the way to the north pole.
    aside = np.abs((edges.middle - at.lon + 180.0) % 360.0 - 180.0)
    close = (aside <= edges.half + margin / shrink + _ROUNDING) & (edges.top >= at.lat - margin)
    x1, y1, x2, y2 = edges.ends[close].reshape(-1, 4).T
    if not x1.size:
        return False
    # Around the position, longitudes within half a turn; each edge leads the short way round, whatever turn of the
    # earth its ends are written on.
    x1, x2 = ((x - at.lon + 180.0) % 360.0 - 180.0 for x in (x1, x2))
    x2 = x2 - 360.0 * np.round((x2 - x1) / 360.0)
    y1, y2 = y1 - at.lat, y2 - at.lat
    # The way to the north pole, which is in no country, crosses the rings an odd number of times from inside.
    across = (x1 > 0) != (x2 > 0)
    at_y = y1[across] - x1[across] * (y2[across] - y1[across]) / (x2[across] - x1[across])
    if np.count_nonzero(at_y > 0) % 2:
        return True
    # Shrunk to true width the surroundings are flat enough for distances of some tens of kilometres.
    dx, dy, x1 = (x2 - x1) * shrink, y2 - y1, x1 * shrink
    squared = dx**2 + dy**2
    along = np.clip(-(x1 * dx + y1 * dy) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
    return bool(np.hypot(x1 + along * dx, y1 + along * dy).min() <= margin)
