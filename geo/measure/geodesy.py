"""Positions and the geodesic between two of them, on the WGS 84 ellipsoid.

Distances come from geopy's `geodesic`, which is Karney's algorithm; azimuths and the points along the line come from
geographiclib, the same algorithm asked for more (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 2013).
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from geographiclib.geodesic import Geodesic
from geopy.distance import geodesic, great_circle

from geo.base.checkpoint import checkpoint
from geo.measure.stroke import stroke

#: WGS 84 by its two defining constants (NGA.STND.0036): the equatorial radius, and one over the flattening.
EQUATORIAL_RADIUS_M = 6_378_137.0
INVERSE_FLATTENING = 298.257_223_563

#: The mean radius R1 = (2a + b) / 3 that the IUGG recommends (H. Moritz, "Geodetic Reference System 1980", J. Geodesy
#: 74, 2000), to the decimetre. geopy's own sphere has it rounded once more, to 6371.009 km.
MEAN_RADIUS_KM = 6371.0088

# The 16 compass points clockwise from north, each the centre of a sector of 22.5 degrees.
COMPASS_POINTS = (
    "north",
    "north-northeast",
    "northeast",
    "east-northeast",
    "east",
    "east-southeast",
    "southeast",
    "south-southeast",
    "south",
    "south-southwest",
    "southwest",
    "west-southwest",
    "west",
    "west-northwest",
    "northwest",
    "north-northwest",
)

# A point each 100 km keeps the drawn line within a few hundred metres of the geodesic, also for readers who zoom in; on
# long lines two thirds of the most segments are spent so, and the rest where the map bends the line most.
_ARC_STEP_KM = 100.0
_MAX_ARC_STEPS = 64
# A circle of so many points is round to a thousandth of its radius.
_CIRCLE_POINTS = 120
# A meridian is straight on the map: its points only say where along the line one is.
_MERIDIAN_STEP_DEG = 3.0
# A pair takes a tenth of a millisecond to measure, and 0.6 kB to be known again: 5 MB. The widest table of reference
# points, there and back, has 242.
_KNOWN_PAIRS = 8_192


class LonLat(NamedTuple):
    """A position in degrees on WGS 84, longitude first, as in GeoJSON."""

    lon: float
    lat: float

    @property
    def latlon(self) -> tuple[float, float]:
        """(latitude, longitude), the order of geopy, folium and people."""
        return self.lat, self.lon


class Geodetic(NamedTuple):
    """What the geodesic from one position to another measures.

    Azimuths are clockwise angles in degrees from north, in [0, 360), of the line where it leaves and where it arrives.
    """

    distance_km: float
    initial_bearing_deg: float
    final_bearing_deg: float

    @property
    def coincident(self) -> bool:
        """Whether the two positions are one, so that no direction leads from one to the other."""
        return self.distance_km == 0.0


@lru_cache(maxsize=_KNOWN_PAIRS)
def measure(start: LonLat, end: LonLat) -> Geodetic:
    """The geodesic from `start` to `end`: kilometres, and degrees clockwise from north. What was measured is kept.

    >>> tripoli, ghadames = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)
    >>> line = measure(tripoli, ghadames)
    >>> round(line.distance_km, 1), round(line.initial_bearing_deg, 1), compass(line.initial_bearing_deg)
    (464.5, 229.9, 'southwest')
    """
    checkpoint()
    inverse = Geodesic.WGS84.Inverse(*start.latlon, *end.latlon, Geodesic.AZIMUTH)
    return Geodetic(
        geodesic(start.latlon, end.latlon).km,
        # Twice, because a remainder of a tiny negative angle is rounded to 360 itself.
        inverse["azi1"] % 360.0 % 360.0,
        inverse["azi2"] % 360.0 % 360.0,
    )


class Path(NamedTuple):
    """The geodesics from each position to the next."""

    legs: tuple[Geodetic, ...]

    @property
    def total_km(self) -> float:
        """The length of all legs together."""
        return math.fsum(leg.distance_km for leg in self.legs)


def path(positions: Iterable[LonLat]) -> Path:
    """The way through positions in their order; fewer than two make no leg and 0 km.

    >>> round(path([LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366), LonLat(13.18733, 32.88743)]).total_km, 1)
    929.1
    """
    return Path(tuple(measure(start, end) for start, end in pairwise(positions)))


def sphere_km(start: LonLat, end: LonLat) -> float:
    """The great-circle distance on the sphere of `MEAN_RADIUS_KM`, for comparison: up to 0.6 % off the geodesic."""
    return float(great_circle(start.latlon, end.latlon, radius=MEAN_RADIUS_KM).km)


def compass(bearing_deg: float) -> str:
    """The one of the 16 compass points nearest to a bearing in degrees; a tie goes clockwise.

    >>> compass(359.0), compass(22.5), compass(-90)
    ('north', 'north-northeast', 'west')
    """
    return COMPASS_POINTS[math.floor(bearing_deg / 22.5 + 0.5) % 16]


def bearing_gap_deg(bearing_deg: float, point: str) -> float:
    """How far a bearing is from the centre of a compass point, in degrees from 0 to 180.

    Raises `ValueError` where `point` is not one of `COMPASS_POINTS`.
    """
    return abs((bearing_deg - COMPASS_POINTS.index(point) * 22.5 + 180.0) % 360.0 - 180.0)


def arc(start: LonLat, end: LonLat) -> list[LonLat]:
    """Positions along the geodesic, both ends included, for drawing it on a Web Mercator map: at most 97.

    Longitudes run on without a jump, so past the 180th meridian they leave [-180, 180]: a map draws one stroke.
    `geo.measure.stroke` says how little it strays. Over a pole, or from or to one, it leads up one meridian to the
    pole, there from its longitude to the other, and down that one; the map, where no pole is, shows the turn on its
    edge.
    """
    checkpoint()
    line = Geodesic.WGS84.InverseLine(*start.latlon, *end.latlon, Geodesic.STANDARD | Geodesic.DISTANCE_IN)
    turn = math.remainder(end.lon - start.lon, 360.0)
    poles = [at.lat for at in (start, end) if abs(at.lat) == 90.0]
    if poles or abs(turn) == 180.0:
        pole = poles[-1] if poles else math.copysign(90.0, 90.0 - abs(line.azi1))
        # The longitude as it was given where it is within half a turn, so that the stroke meets the mark there.
        beyond = end.lon if abs(end.lon - start.lon) <= 180.0 else start.lon + turn
        return [*_to_pole(start, pole), *reversed(_to_pole(LonLat(beyond, end.lat), pole))]

    def at(share: float) -> LonLat:
        found = line.Position(line.s13 * share, Geodesic.STANDARD | Geodesic.LONG_UNROLL)
        return LonLat(found["lon2"], found["lat2"])

    return stroke(at, max(1, min(_MAX_ARC_STEPS, math.ceil(line.s13 / 1000.0 / _ARC_STEP_KM))))


def _to_pole(at: LonLat, pole_lat: float) -> list[LonLat]:
    """Positions along a meridian to a pole, both ends included; the pole alone where that is the position."""
    way = pole_lat - at.lat
    steps = math.ceil(abs(way) / _MERIDIAN_STEP_DEG)
    return [*(LonLat(at.lon, at.lat + way * i / steps) for i in range(steps)), LonLat(at.lon, pole_lat)]


def destination(start: LonLat, bearing_deg: float, distance_km: float) -> LonLat:
    """The position so far from another in a direction, in degrees clockwise from north.

    >>> there = destination(LonLat(13.18733, 32.88743), 229.89157822605554, 464.548001673557)
    >>> round(there.lon, 5), round(there.lat, 5)
    (9.50072, 30.13366)
    """
    found = Geodesic.WGS84.Direct(*start.latlon, bearing_deg, distance_km * 1000.0, Geodesic.STANDARD)
    return LonLat(found["lon2"], found["lat2"])


def circle(centre: LonLat, radius_km: float, start_deg: float = 0.0, end_deg: float = 360.0) -> list[LonLat]:
    """The positions at a distance from a centre, clockwise from one bearing to another, both included.

    Longitudes run on without a jump as in `arc`; round a pole the last is a whole turn from the first.
    """
    bearings = (start_deg + (end_deg - start_deg) * i / _CIRCLE_POINTS for i in range(_CIRCLE_POINTS + 1))
    positions: list[LonLat] = []
    for bearing in bearings:
        found = Geodesic.WGS84.Direct(*centre.latlon, bearing, radius_km * 1000.0, Geodesic.STANDARD)
        before = positions[-1].lon if positions else centre.lon
        positions.append(LonLat(before + math.remainder(found["lon2"] - before, 360.0), found["lat2"]))
    return positions
