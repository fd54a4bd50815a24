"""Lines and areas that cross the 180th meridian, cut there as GeoJSON wants them (RFC 7946, section 3.1.9).

Other programs write them with longitudes beyond 180, or with a leap from 179 to -179, which would be drawn round the
whole earth the other way.
"""

import json
import warnings
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from geo.intake.coordinates import turned

#: The most crossings of one file: each takes some 70 microseconds to cut.
MAX_CROSSINGS = 2_000
_DEPTHS = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_HALF, _ROUND = 180, 360


def cut(geometry: Mapping[str, Any], most: int = MAX_CROSSINGS) -> tuple[dict[str, Any], int] | None:
    """The geometry cut at the 180th meridian, without heights, and how often it crosses it.

    None where there is nothing to cut, or more than `most` crossings.
    """
    depth = _DEPTHS.get(str(geometry.get("type")))
    coordinates = geometry.get("coordinates")
    if depth is None or not _is_sound(coordinates, depth):
        return None
    leaps = sum(abs(one[0] - other[0]) > _HALF for line in _lines(coordinates, depth) for one, other in pairwise(line))
    if not leaps and all(abs(at[0]) <= _HALF for line in _lines(coordinates, depth) for at in line):
        return None
    inside = _turned(coordinates, depth)
    crossings = sum(abs(one[0] - other[0]) > _HALF for line in _lines(inside, depth) for one, other in pairwise(line))
    if crossings > most:
        return None
    import antimeridian  # here, as few shapes cross it, and shapely takes 20 MB

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the winding of a ring was mended
        try:
            found = antimeridian.fix_geojson({"type": geometry["type"], "coordinates": inside})
        except (ValueError, IndexError):  # a ring that encloses nothing, as shapely says
            return None
    plain: dict[str, Any] = json.loads(json.dumps(found))  # lists for tuples
    return plain, crossings


def _is_sound(value: object, depth: int) -> bool:
    """Whether this is a list of positions, so deep, on the earth or one turn beside it."""
    if not isinstance(value, list) or not value:
        return False
    if depth > 1:
        return all(_is_sound(part, depth - 1) for part in value)
    return len(value) > 1 and all(
        isinstance(at, list) and len(at) > 1 and all(type(each) in (int, float) for each in at[:2])
        and abs(at[0]) <= _ROUND and abs(at[1]) <= 90
        for at in value
    )  # fmt: skip


def _lines(value: Any, depth: int) -> Iterator[list[list[float]]]:
    if depth == 1:
        yield value
    else:
        for part in value:
            yield from _lines(part, depth - 1)


def _turned(value: Any, depth: int) -> Any:
    if depth:
        return [_turned(part, depth - 1) for part in value]
    return [turned(value[0]), value[1]]
