"""The distance between two positions."""

import json
import math
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from geo.measure import geodesy
from geo.measure.geodesy import LonLat, compass

HELP = "measure the WGS 84 geodesic between two positions; prints JSON"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("start", type=_position, metavar="LAT,LON")
    parser.add_argument("end", type=_position, metavar="LAT,LON")


def run(chosen: Namespace) -> int:
    """Print the geodesic as JSON: unrounded kilometres, degrees clockwise from north, and the compass point."""
    line = geodesy.measure(chosen.start, chosen.end)
    direction = (
        {"initial_bearing_deg": None, "final_bearing_deg": None, "compass": None}
        if line.coincident
        else {
            "initial_bearing_deg": line.initial_bearing_deg,
            "final_bearing_deg": line.final_bearing_deg,
            "compass": compass(line.initial_bearing_deg),
        }
    )
    print(json.dumps({"distance_km": line.distance_km, **direction}))
    return 0


def _position(text: str) -> LonLat:
    """A position from `latitude,longitude` in decimal degrees."""
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not latitude,longitude, as in 32.88743,13.18733") from None
    if not (math.isfinite(lat) and abs(lat) <= 90 and math.isfinite(lon) and abs(lon) <= 180):
        swap = "; perhaps the longitude stands first?" if abs(lat) <= 180 and abs(lon) <= 90 else ""
        raise ArgumentTypeError(f"{text!r}: latitude is from -90 to 90, longitude from -180 to 180{swap}")
    return LonLat(lon, lat)
