"""The outlines of countries, for asking whether a position lies in one. Natural Earth 1:50m; `data/README.md` has more.

The browser draws the same file; here it is read only when a position has to be checked, and once.
"""

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.geodesy import LonLat

FILE = Path(__file__).resolve().parent.parent / "static" / "vendor" / "outlines" / "countries-50m.json"

#: Kilometres in a degree of latitude on a sphere of WGS 84's mean radius, 6,371.0088 km: good to 0.6 %, which is
#: plenty for telling a position on the coast from one in another country.
_KM_PER_DEGREE = math.pi * 6371.0088 / 180.0

Ring = NDArray[np.float64]


@cache
def _topology() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FILE.read_text())
    return loaded


@cache
def _arc(index: int) -> Ring:
    topology = _topology()
    steps = np.array(topology["arcs"][index], dtype=float).cumsum(axis=0)
    points: Ring = steps * topology["transform"]["scale"] + topology["transform"]["translate"]
    return points


@cache
def rings(country: str) -> tuple[Ring, ...]:
    """Every ring, outer or hole, of a country's outline as (n, 2) arrays of lon, lat; none where there is no outline.

    `country` is an ISO 3166-1 alpha-2 code.
    """
    found: list[Ring] = []
    for geometry in _topology()["objects"]["countries"]["geometries"]:
        if geometry["properties"]["a2"] == country:
            parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            found += [
                np.concatenate([_arc(i) if i >= 0 else _arc(~i)[::-1] for i in indexes])
                for part in parts
                for indexes in part
            ]
    return tuple(found)


def is_near(country: str, at: LonLat, margin_km: float) -> bool | None:
    """Whether `at` lies in a country or within some tens of kilometres of it; None where it has no outline here."""
    if not rings(country):
        return None
    shrink = max(math.cos(math.radians(at.lat)), 1e-6)
    margin = margin_km / _KM_PER_DEGREE
    inside = False
    for ring in rings(country):
        # Around the position, longitudes within half a turn and shrunk to their true width: flat enough for
        # distances of some tens of kilometres. A ring whose box is farther away neither holds it nor is near.
        x, y = (ring[:, 0] - at.lon + 180.0) % 360.0 - 180.0, ring[:, 1] - at.lat
        x = x * shrink
        if x.min() > margin or x.max() < -margin or y.min() > margin or y.max() < -margin:
            continue
        x1, y1, x2, y2 = x[:-1], y[:-1], x[1:], y[1:]
        with np.errstate(divide="ignore", invalid="ignore"):
            at_x = x1 - y1 * (x2 - x1) / (y2 - y1)
            along = -(x1 * (x2 - x1) + y1 * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
        inside ^= bool(np.count_nonzero(((y1 > 0) != (y2 > 0)) & (at_x > 0)) % 2)
        along = np.clip(np.nan_to_num(along), 0.0, 1.0)
        if np.hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1)).min() <= margin:
            return True
    return inside
