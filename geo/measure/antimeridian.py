"""A stroke cut at the 180th meridian, for files in which longitudes end there (RFC 7946, section 3.1.9)."""

import math
from collections.abc import Iterable
from itertools import pairwise

from geo.measure.geodesy import LonLat


def cut(stroke: Iterable[LonLat]) -> list[list[LonLat]]:
    """The parts of a stroke, whose longitudes run on without a jump as `geodesy.arc` has them; each in [-180, 180].

    Where one part ends at the meridian, the next begins at the same place on its other side.

    >>> [[tuple(at) for at in part] for part in cut([LonLat(170.0, 0.0), LonLat(190.0, 10.0)])]
    [[(170.0, 0.0), (180.0, 5.0)], [(-180.0, 5.0), (-170.0, 10.0)]]
    """
    parts: list[list[LonLat]] = []
    before = math.nan
    for begin, end in pairwise(stroke):
        for one, other in pairwise([begin, *_crossings(begin, end), end]):
            # By the middle, as an end on the meridian itself belongs to the side that the segment is on.
            turn = 360.0 * math.floor(((one.lon + other.lon) / 2 + 180.0) / 360.0)
            if turn != before:
                parts.append([_turned(one, turn)])
            parts[-1].append(_turned(other, turn))
            before = turn
    return parts


def _crossings(begin: LonLat, end: LonLat) -> list[LonLat]:
    """Where a segment crosses the meridian, at any turn of it, in the order from `begin` to `end`."""
    low, high = sorted((begin.lon, end.lon))
    turns = range(math.floor((low + 180.0) / 360.0), math.floor((high + 180.0) / 360.0) + 1)
    found = [_at(360.0 * turn - 180.0, begin, end) for turn in turns if low < 360.0 * turn - 180.0 < high]
    return found if begin.lon <= end.lon else found[::-1]


def _at(lon: float, begin: LonLat, end: LonLat) -> LonLat:
    return LonLat(lon, begin.lat + (end.lat - begin.lat) * (lon - begin.lon) / (end.lon - begin.lon))


def _turned(at: LonLat, turn: float) -> LonLat:
    return LonLat(at.lon - turn, at.lat)
