"""The part of the earth that a picture shows, and where on the paper each position is drawn.

Paper is measured in points of 1/72 inch, x to the right and y down, from its upper left corner.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import LonLat, measure
from geo.measure.stroke import LAT_MAX_DEG, OnMap, on_map

#: Sides of the square world in points: the most at which the outlines still look like some land, and the most where
#: there is one position only, which is to be recognised by the land around it.
_MAX_WORLD, _WORLD_MOST_ALONE = 256.0 * 2**9, 256.0 * 2**6.5


class Point(NamedTuple):
    """A point of the paper."""

    x: float
    y: float


class Box(NamedTuple):
    """A rectangle on the paper, by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.bottom <= self.bottom

    def grown(self, by: float) -> "Box":
        """The rectangle with so much more on every side; less where that is negative."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


def west_edge(positions: Iterable[LonLat]) -> float:
    """The longitude at which the map is cut: the middle of the widest stretch of the earth without a position.

    What lies west of it is drawn one turn on, so that places on both sides of the 180th meridian stay together.

    >>> west_edge([LonLat(170.0, 0.0), LonLat(-170.0, 0.0)])
    0.0
    """
    lons = sorted({at.lon for at in positions})
    stretches = [(lons[0] + 360.0 - lons[-1], lons[0]), *((b - a, b) for a, b in pairwise(lons))]
    widest, east = max(stretches, key=lambda stretch: stretch[0])
    return east - widest / 2.0


@dataclass(frozen=True, kw_only=True)
class Extent:
    """The earth in a box: `centre` of the square world at its middle, the world's side `world` points long."""

    box: Box
    centre: OnMap
    world: float
    west: float

    @classmethod
    def around(
        cls, positions: Sequence[LonLat], box: Box, padding: float, lines: Iterable[Sequence[LonLat]] = ()
    ) -> "Extent":
        """The extent that shows all positions, with so many points of room around them, and how high lines go."""
        west = west_edge(positions)
        here = [on_map(at.lon + 360.0 * (at.lon < west), at.lat) for at in positions]
        on_the_way = [on_map(*at) for line in lines for at in line]
        x = min(at.x for at in here), max(at.x for at in here)
        y = min(at.y for at in (*here, *on_the_way)), max(at.y for at in (*here, *on_the_way))
        room = box.grown(-padding)
        spread = max((x[1] - x[0]) / room.width, (y[1] - y[0]) / room.height)
        most = _MAX_WORLD if spread else _WORLD_MOST_ALONE
        world = min(most, 1.0 / spread) if spread else most
        return cls(box=box, centre=OnMap(sum(x) / 2.0, sum(y) / 2.0), world=world, west=west)

    def lon(self, lon: float) -> float:
        """A longitude on the turn of the earth on which it is drawn."""
        return lon + 360.0 if lon < self.west else lon

    def drawn(self, at: LonLat) -> Point:
        """Where a position is drawn whose longitude is already on its turn."""
        where = on_map(*at)
        middle = self.box.middle
        return Point(
            middle.x + (where.x - self.centre.x) * self.world, middle.y - (where.y - self.centre.y) * self.world
        )

    def point(self, at: LonLat) -> Point:
        """Where a position is drawn."""
        return self.drawn(LonLat(self.lon(at.lon), at.lat))

    def all_drawn(self, positions: NDArray[np.float64]) -> NDArray[np.float64]:
        """What `drawn` gives for many positions, as an (n, 2) array."""
        lat = np.radians(positions[:, 1].clip(-LAT_MAX_DEG, LAT_MAX_DEG))
        x, y = positions[:, 0] / 360.0, np.arcsinh(np.tan(lat)) / math.tau
        middle = self.box.middle
        return np.column_stack(
            (middle.x + (x - self.centre.x) * self.world, middle.y - (y - self.centre.y) * self.world)
        )

    @property
    def turns(self) -> range:
        """The turns of the earth of which something may show, as what to add to a longitude, in turns."""
        half = self.box.width / self.world / 2.0
        return range(math.floor(self.centre.x - half + 0.5), math.floor(self.centre.x + half + 0.5) + 1)

    @property
    def middle(self) -> LonLat:
        """The position in the middle of the box."""
        return LonLat(self.centre.x * 360.0, math.degrees(math.atan(math.sinh(self.centre.y * math.tau))))

    def scale(self, unit_km: float, longest: float) -> tuple[float, float]:
        """A round number of units, and its length in points at the middle latitude, at most `longest`."""
        step = 1e-3
        middle = self.middle
        km = measure(LonLat(-step / 2, middle.lat), LonLat(step / 2, middle.lat)).distance_km
        units_per_point = km / unit_km / (step / 360.0 * self.world)
        power = 10.0 ** math.floor(math.log10(units_per_point * longest))
        units = next(n * power for n in (5, 3, 2, 1) if n * power <= units_per_point * longest)
        return units, units / units_per_point
