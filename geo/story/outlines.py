"""The outlines of countries, for asking whether a position lies in one. Natural Earth 1:50m; `data/README.md` has more.

The browser draws the same file; here it is read only when a position has to be checked, and once.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.base.root import ROOT
from geo.measure.geodesy import LonLat

FILE = ROOT / "static" / "vendor" / "outlines" / "countries-50m.json"

#: Kilometres in a degree of latitude on a sphere of WGS 84's mean radius, 6,371.0088 km: good to 0.6 %, which is
#: plenty for telling a position on the coast from one in another country.
_KM_PER_DEGREE = math.pi * 6371.0088 / 180.0

#: Positions in a cell of so many degrees are looked at together, so many at once.
_CELL_DEG, _AT_ONCE = 4.0, 256
# More than longitudes are rounded by.
_HAIR_DEG = 1e-6

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
    """The edges of all rings of a country, each from a position to the longitude `end`, the short way round.

    `east` and `north` are how many degrees it leads so.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    end: NDArray[np.float64]
    east: NDArray[np.float64]
    north: NDArray[np.float64]


@cache
def _edges(country: str | None) -> _Edges:
    """Whatever turn of the earth the ends of an edge are written on, it leads the short way round."""
    steps = [np.diff(ring, axis=0) for ring in rings(country)]
    lon, lat = np.concatenate([ring[:-1] for ring in rings(country)]).T
    east, north = np.concatenate(steps).T
    end = np.concatenate([ring[1:, 0] for ring in rings(country)])
    return _Edges(lon, lat, end, east - 360.0 * np.round(east / 360.0), north)


@cache
def _boxes() -> Mapping[str | None, tuple[float, float, float, float]]:
    """The least and greatest longitude and latitude of each country's outline."""
    found = {}
    for country in {name.country for name in names()}:
        every = np.concatenate(rings(country))
        found[country] = (*every.min(axis=0).tolist(), *every.max(axis=0).tolist())
    return found


def holding(positions: Sequence[LonLat]) -> dict[str | None, list[bool]]:
    """The countries that any of these positions lies in, each with which of them do; None for those without a code."""
    near = (
        country
        for country, (west, south, east, north) in _boxes().items()
        if any(west <= at.lon <= east and south <= at.lat <= north for at in positions)
    )
    found = ((country, [bool(inside) for inside in are_near(country, positions, 0.0)]) for country in near)
    return {country: inside for country, inside in found if any(inside)}


def is_near(country: str, at: LonLat, margin_km: float) -> bool | None:
    """Whether `at` lies in a country or within some tens of kilometres of it; None where it has no outline here."""
    return are_near(country, [at], margin_km)[0]


def are_near(country: str | None, positions: Sequence[LonLat], margin_km: float) -> list[bool | None]:
    """What `is_near` says of each of many positions, which are looked at together where they are near each other."""
    if not rings(country):
        return [None] * len(positions)
    margin = margin_km / _KM_PER_DEGREE
    at = np.array(positions, dtype=float).reshape(-1, 2)
    found = np.zeros(len(at), dtype=bool)
    edges = _edges(country)
    # In no country to the north of its outline; and the way to the north pole leads through it from no position there.
    open_ = np.flatnonzero(at[:, 1] <= edges.lat.max() + margin)
    cells = np.floor(at[open_] / _CELL_DEG)
    _, which = np.unique(cells, axis=0, return_inverse=True)
    order = np.argsort(which.ravel(), kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(which.ravel()[order])) + 1):
        for some in range(0, len(part), _AT_ONCE):
            here = open_[part[some : some + _AT_ONCE]]
            found[here] = _near(edges, at[here], margin)
    return found.tolist()


def _near(edges: _Edges, at: NDArray[np.float64], margin: float) -> NDArray[np.bool_]:
    """The same for positions of one cell; `margin` is in degrees of latitude."""
    lon, lat = at.T
    west = lon[0]
    # Around the cell, longitudes within half a turn.
    begin, own = (edges.lon - west + 180.0) % 360.0 - 180.0, (lon - west + 180.0) % 360.0 - 180.0
    left, right = np.minimum(begin, begin + edges.east), np.maximum(begin, begin + edges.east)
    low, high = np.minimum(edges.lat, edges.lat + edges.north), np.maximum(edges.lat, edges.lat + edges.north)

    def around(kept: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
        """The edges from each position, a row each: x and y where they begin, x where they end, how far north."""
        x, end = ((one[kept] - lon[:, None] + 180.0) % 360.0 - 180.0 for one in (edges.lon, edges.end))
        return x, edges.lat[kept] - lat[:, None], end - 360.0 * np.round((end - x) / 360.0), edges.north[kept]

    # The way to the north pole, which is in no country, crosses the rings an odd number of times from inside.
    x, y, end, dy = around((left <= own.max() + _HAIR_DEG) & (right >= own.min() - _HAIR_DEG) & (high >= lat.min()))
    across = (x > 0) != (end > 0)
    at_y = y - x * dy / np.where(across, end - x, 1.0)
    inside: NDArray[np.bool_] = np.count_nonzero(across & (at_y > 0), axis=1) % 2 == 1
    # Shrunk to true width the surroundings are flat enough for distances of some tens of kilometres.
    shrink = np.maximum(np.cos(np.radians(lat)), 1e-6)
    north, beside = margin + _HAIR_DEG, margin / shrink.min() + _HAIR_DEG
    near = (low <= lat.max() + north) & (high >= lat.min() - north)
    # Near a pole, whatever the longitude.
    near &= ((left <= own.max() + beside) & (right >= own.min() - beside)) | (beside > 90.0)
    x, y, end, dy = around(near)
    if not x.size:
        return inside
    x, dx = x * shrink[:, None], (end - x) * shrink[:, None]
    squared = dx**2 + dy**2
    along = np.clip(-(x * dx + y * dy) / np.where(squared > 0, squared, 1.0), 0.0, 1.0)
    nearest: NDArray[np.bool_] = np.hypot(x + along * dx, y + along * dy).min(axis=1) <= margin
    return inside | nearest
