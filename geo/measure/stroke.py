"""The points by which a curve is drawn on a Web Mercator map, as one stroke of straight segments.

On the map the world is a square of side 1: x runs east from the prime meridian, y north from the equator.
"""

import math
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple, TypeVar

LonLatLike = TypeVar("LonLatLike", bound=tuple[float, float])

#: The latitude in degrees at which the square ends, atan(sinh(pi)): what is beyond is drawn on its edge, as by Leaflet.
LAT_MAX_DEG = math.degrees(math.atan(math.sinh(math.pi)))

#: With four decimals of a degree a point takes some 20 bytes, so that the longest stroke takes 2 of the 3 KB that may
#: cross for a selection.
MAX_SEGMENTS = 96

#: How far a segment may stray from the curve, as a share of the longer side of the stroke: a quarter of a pixel where
#: the stroke takes 1,000 pixels. And in sides of the square: what those four decimals do not show.
_STRAY_SHARE, _STRAY = 1 / 4000, 1e-7


class OnMap(NamedTuple):
    """A point of the square map; x leaves it with longitudes that run on past the 180th meridian."""

    x: float
    y: float


def on_map(lon: float, lat: float) -> OnMap:
    """Where a position in degrees is drawn.

    >>> on_map(90.0, 0.0), round(on_map(0.0, 90.0).y, 12)
    (OnMap(x=0.25, y=0.0), 0.5)
    """
    shown = max(-LAT_MAX_DEG, min(LAT_MAX_DEG, lat))
    return OnMap(lon / 360.0, math.asinh(math.tan(math.radians(shown))) / math.tau)


def stray(point: OnMap, begin: OnMap, end: OnMap) -> float:
    """How far a point is from the straight segment between two others, in sides of the square."""
    dx, dy = end.x - begin.x, end.y - begin.y
    squared = dx * dx + dy * dy
    along = ((point.x - begin.x) * dx + (point.y - begin.y) * dy) / squared if squared else 0.0
    share = max(0.0, min(1.0, along))
    return math.hypot(point.x - begin.x - share * dx, point.y - begin.y - share * dy)


def stroke(curve: Callable[[float], LonLatLike], segments: int) -> list[LonLatLike]:
    """Positions along a curve, both ends included: `segments` equal shares of it, halved where they stray too far.

    `curve` gives the (lon, lat) in degrees, without jumps in longitude, at each share of its length from 0 to 1. The
    segments that stray most are halved first, until all stray little or there are `MAX_SEGMENTS`.
    """
    points = {i / segments: curve(i / segments) for i in range(segments + 1)}
    drawn = {share: on_map(*point) for share, point in points.items()}
    longer = max(max(side) - min(side) for side in zip(*drawn.values(), strict=True))
    allowed = max(longer * _STRAY_SHARE, _STRAY)
    waiting: list[tuple[float, float, float, LonLatLike]] = []

    def consider(begin: float, end: float) -> None:
        middle = curve((begin + end) / 2)
        heappush(waiting, (-stray(on_map(*middle), drawn[begin], drawn[end]), begin, end, middle))

    for begin, end in pairwise(points):
        consider(begin, end)
    while len(points) <= MAX_SEGMENTS and -waiting[0][0] > allowed:
        _, begin, end, point = heappop(waiting)
        middle = (begin + end) / 2
        points[middle], drawn[middle] = point, on_map(*point)
        consider(begin, middle)
        consider(middle, end)
    return [points[share] for share in sorted(points)]
