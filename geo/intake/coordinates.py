"""Coordinates as the cells of a table have them: decimal degrees, degrees and minutes, two in one cell."""

import re
from typing import Literal

from geo.measure.geodesy import LonLat
from geo.view.point import PointError, parse

#: Longer cells are no coordinates.
_MAX_TEXT = 60
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
_MINUS = str.maketrans("−–‐‑", "----")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
# Up to three numbers with signs after them: nothing else is asked of geopy, which would look long, and no altitude.
_ANGLE = re.compile(r"(?:[NSEW] ?)?[+-]?(?:[0-9]{1,3}+(?:\.[0-9]{1,12}+)?+ ?[°º'\"′″’”]? ?){1,3}[NSEW]?")
_WKT = re.compile(r"POINT(?: Z)? ?\( ?([^ ,()]{1,30}) ([^ ,()]{1,30})(?: [^ ,()]{1,30})? ?\)", re.IGNORECASE)


def number(text: str) -> float | None:
    """The number in a cell, with a decimal point or comma; None where there is anything else.

    >>> number("32,88743"), number("−7.5"), number("1.234,5")
    (32.88743, -7.5, None)
    """
    text = text.strip()
    if len(text) > _MAX_TEXT:
        return None
    text = text.translate(_MINUS)
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return float(text) if _NUMBER.fullmatch(text) else None


def angle(text: str, which: Literal["latitude", "longitude"]) -> float | None:
    """The degrees in a cell, as a number or with signs and letters; None where it cannot be read as that angle.

    A plain number comes back even where it is no such angle, so that it can be named.

    >>> angle("32°53′15″N", "latitude"), angle("9.5 W", "longitude"), angle("95", "latitude")
    (32.8875, -9.5, 95.0)
    """
    plain = number(text)
    if plain is not None or len(text) > _MAX_TEXT:
        return plain
    text = _DECIMAL_COMMA.sub(".", " ".join(text.translate(_MINUS).upper().split()))
    if not _ANGLE.fullmatch(text):
        return None
    try:
        return parse(f"{text}, 0 E").lat if which == "latitude" else parse(f"0 N, {text}").lon
    except PointError:
        return None


def pair(text: str) -> LonLat | None:
    """The position in one cell: latitude and longitude, or a well-known text, which has the longitude first.

    >>> pair("32.88743, 13.18733") == pair("32,88743; 13,18733") == pair("POINT (13.18733 32.88743)")
    True
    """
    text = " ".join(text.split()) if len(text) <= _MAX_TEXT else ""
    if match := _WKT.fullmatch(text):
        lon, lat = number(match[1]), number(match[2])
        return LonLat(lon, lat) if lon is not None and lat is not None and abs(lat) <= 90 and abs(lon) <= 180 else None
    for sign in (";", ", ", ",", " "):
        first, found, last = text.strip("()[] ").partition(sign)
        if sign == "," and "," in last:
            continue
        if found and (lat := angle(first, "latitude")) is not None and (lon := angle(last, "longitude")) is not None:
            return LonLat(lon, lat) if abs(lat) <= 90 and abs(lon) <= 180 else None
    return None
