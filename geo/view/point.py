"""A point of the reader's own: as it is typed, as a link carries it, and as a place that can be measured.

A link has `@latitude,longitude` in decimal degrees, in the digits that lead back to exactly these two numbers, and in
parentheses what the reader calls the point, if anything.
"""

import math
import re

from geopy.point import POINT_PATTERN, Point

from geo.measure.angles import MOST, AnglePair, pair
from geo.measure.geodesy import LonLat

#: Longer texts are no coordinates; geopy's pattern is not asked about them.
_MAX_TEXT = 80
#: What is typed is kept to a hundred-millionth of a degree, a millimetre: minutes and seconds give endless decimals.
_DECIMALS = 8
#: A name has so many characters at most, and none of those that a link has about and between points.
_MAX_NAME = 60
_MARKS = "()~"

_FORMS = "write latitude, then longitude, as in 32.88743, 13.18733 or 32°53'15\"N 13°11'14\"E"


class PointError(ValueError):
    """A text that is no position. The message is a sentence for the reader, without the offending text."""


def parse(text: str) -> LonLat:
    """The position that a reader typed, latitude first unless letters say otherwise. Raises `PointError`.

    Beside what `geo.measure.angles` reads, any form of geopy's `Point`; an altitude is passed over.

    >>> parse("32.88743, 13.18733")
    LonLat(lon=13.18733, lat=32.88743)
    >>> parse("30 8m 1s N 9 30m 3s W")
    LonLat(lon=-9.50083333, lat=30.13361111)
    """
    text = text.strip().removeprefix("@").strip()
    if (found := pair(text)) and (at := _on_earth(found)):
        return at
    match = POINT_PATTERN.match(text) if len(text) <= _MAX_TEXT else None
    # The pattern passes over whatever stands before the first number that it can use: decimal commas, for one.
    if match is None or match.start("latitude") != 0:
        raise PointError(f"This is neither a place of the story nor a position: {_FORMS}.")
    lat, lon = _degrees(match, "latitude"), _degrees(match, "longitude")
    if abs(lat) > 90:
        swapped = abs(lat) <= 180 and abs(lon) <= 90
        hint = f"perhaps the longitude stands first, and {lon:g}, {lat:g} is meant" if swapped else _FORMS
        raise PointError(f"Latitude goes from -90 to 90 degrees: {hint}.")
    if abs(lon) > 180:
        raise PointError(f"Longitude goes from -180 to 180 degrees: {_FORMS}.")
    point = Point(text)
    return LonLat(round(point.longitude, _DECIMALS) + 0.0, round(point.latitude, _DECIMALS) + 0.0)


def _on_earth(found: AnglePair) -> LonLat | None:
    first, second = found
    if first.axis == "longitude" or second.axis == "latitude":
        first, second = second, first
    within = abs(first.degrees) <= MOST["latitude"] and abs(second.degrees) <= MOST["longitude"]
    return LonLat(second.degrees, first.degrees) if within else None


def _degrees(match: re.Match[str], angle: str) -> float:
    """The size and sign of an angle that the pattern found, hemisphere letters apart: what `Point` makes of it."""
    degrees, minutes, seconds = (float(match[f"{angle}_{p}"] or 0) for p in ("degrees", "arcminutes", "arcseconds"))
    return math.copysign(abs(degrees) + minutes / 60 + seconds / 3600, degrees)


def key(at: LonLat, name: str = "") -> str:
    """The position as a link carries it, with the name that it goes by.

    >>> key(LonLat(13.18733, 32.88743)), key(LonLat(14.42832, 27.03766), "Sabha")
    ('@32.88743,13.18733', '@27.03766,14.42832(Sabha)')
    """
    plain = "".join(sign for sign in name if sign.isprintable() and sign not in _MARKS)
    plain = " ".join(plain.split())[:_MAX_NAME].rstrip()
    position = "@" + ",".join(repr(degrees + 0.0).removesuffix(".0") for degrees in at.latlon)
    return f"{position}({plain})" if plain else position


def from_key(text: str) -> tuple[LonLat, str] | None:
    """The position that a link carries under `@`, and its name, which may be empty; None where it is no position."""
    position, _, rest = text.partition("(")
    if not position.startswith("@") or len(position) > _MAX_TEXT:
        return None
    try:
        lat, lon = (float(part) for part in position[1:].split(","))
    except ValueError:
        return None
    return (LonLat(lon, lat), rest.removesuffix(")")) if abs(lat) <= 90 and abs(lon) <= 180 else None
