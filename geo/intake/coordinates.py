"""Positions as the cells of a table have them: two angles, a well-known text, a geometry of GeoJSON."""

import json
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from geo.measure import angles
from geo.measure.angles import MOST, Angle, AnglePair
from geo.measure.angles import number as number  # others have it from here
from geo.measure.geodesy import LonLat

#: Which of the two angles of a position stands first.
Order = Literal["latitude first", "longitude first"]
LATITUDE_FIRST: Order = "latitude first"
LONGITUDE_FIRST: Order = "longitude first"

#: A longer cell is no position.
_MAX_TEXT = 200
_WKT = re.compile(
    r"(?:SRID ?= ?(\d{1,7}) ?; ?)?POINT ?(?:Z|M|ZM)? ?\( ?([^ ,()]{1,30}) ([^ ,()]{1,30})(?: [^ ,()]{1,30}){0,2} ?\)",
    re.IGNORECASE,
)
_WGS84 = (None, "4326", "4979")
_BRACKETS = re.compile(r"\[([^\[\]]{3,80})\]")
_AROUND = re.compile(r"\((.*)\)")


class Written(NamedTuple):
    """A position as a cell has it: its two angles, and whether they stand in the brackets of GeoJSON."""

    pair: AnglePair
    in_brackets: bool = False

    @property
    def order(self) -> Order | None:
        """Which angle stands first, where the cell says so itself: by letters, or by a value beyond 90."""
        first, second = self.pair
        if first.axis or second.axis:
            return LATITUDE_FIRST if first.axis == "latitude" or second.axis == "longitude" else LONGITUDE_FIRST
        if abs(first.degrees) > MOST["latitude"] or abs(second.degrees) > MOST["latitude"]:
            return LONGITUDE_FIRST if abs(first.degrees) > MOST["latitude"] else LATITUDE_FIRST
        return None

    def at(self, order: Order) -> LonLat | None:
        """The position with the angles in this order, unless the cell says another; None where it is none on earth."""
        if self.pair.first.axis or self.pair.second.axis:
            order = self.order or order
        lat, lon = (self.pair.first, self.pair.second)[:: 1 if order == LATITUDE_FIRST else -1]
        return position(lon.degrees, lat.degrees)


def position(lon: float, lat: float) -> LonLat | None:
    """The position with these degrees, its longitude turned to between -180 and 180; None where it is none.

    >>> position(181.5, -17.0)
    LonLat(lon=-178.5, lat=-17.0)
    """
    if abs(lat) > MOST["latitude"] or abs(lon) > 360:
        return None
    return LonLat(turned(lon), lat)


def turned(lon: float) -> float:
    """The longitude between -180 and 180 that one beyond means; others as they are."""
    return lon if abs(lon) <= 180 else round((lon + 180) % 360 - 180, 9)


def written(text: str) -> Written | None:
    """The position in a cell; None where it holds none.

    >>> written("POINT (13.18733 32.88743)").at(LATITUDE_FIRST) == written("32,88743; 13,18733").at(LATITUDE_FIRST)
    True
    """
    text = " ".join(text.split()) if len(text) <= _MAX_TEXT else ""
    if match := _WKT.fullmatch(text):
        return _lon_lat((match[2], match[3])) if match[1] in _WGS84 else None
    if text.startswith("{"):
        return _geometry(text)
    if match := _BRACKETS.fullmatch(text):
        pair = angles.pair(match[1])
        return Written(pair, in_brackets=True) if pair else None
    if match := _AROUND.fullmatch(text):
        text = match[1]
    pair = angles.pair(text)
    return Written(pair) if pair else None


def _lon_lat(texts: Sequence[str]) -> Written | None:
    lon, lat = map(number, texts)
    if lon is None or lat is None:
        return None
    return Written(AnglePair(Angle(lon, "longitude", 1), Angle(lat, "latitude", 1)))


def _geometry(text: str) -> Written | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    match value:
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat, *_]}:
            return _lon_lat((str(lon), str(lat)))
    return None
