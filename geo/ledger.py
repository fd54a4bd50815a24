"""The working of one measured distance laid open: every figure with what it was computed from, and by what.

The figures follow from the two positions alone and are unrounded: anybody can find them again to the last digit.
"""

import json
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

from geo.geodesy import EQUATORIAL_RADIUS_M, INVERSE_FLATTENING, MEAN_RADIUS_KM, LonLat, measure, sphere_km
from geo.rhumb import rhumb

ELLIPSOID = "WGS 84"
ALGORITHM = "C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 43-55 (2013)"
ALGORITHM_AT = "https://doi.org/10.1007/s00190-012-0578-z"

#: GeographicLib's own program for the inverse problem, printing micrometres and 1e-11 degrees; its manual:
#: https://geographiclib.sourceforge.io/C++/doc/GeodSolve.1.html
GEODSOLVE = "GeodSolve -i -p 6"

# What ends a line or steers a terminal: in the text nothing of a story looks like a row of its own, or acts.
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


class End(NamedTuple):
    """One end of the line: what it is called, where it is, and where that position was read."""

    name: str
    at: LonLat
    source: str


@cache
def versions() -> Mapping[str, str]:
    """What computes here, by name."""
    return {"Python": platform.python_version(), **{name: version(name) for name in ("geopy", "geographiclib")}}


def _fixed(degrees: float) -> str:
    """All digits of a number without an exponent, whose "e" GeodSolve would read as east."""
    return f"{Decimal(repr(degrees)):f}"


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """One pair measured. Azimuths and bearings are clockwise from north in degrees, in [0, 360).

    `distance_m` is `geopy.distance.geodesic(...).m`, which is its kilometres times 1000; the azimuths, where the line
    leaves and where it arrives, are geographiclib's. `sphere_m` is `geopy.distance.great_circle(...).m` with the mean
    radius of IUGG. Where the two positions are one, all lengths are 0, and azimuths, bearing and per cent None.
    """

    origin: End
    to: End
    distance_m: float
    initial_azimuth_deg: float | None
    final_azimuth_deg: float | None
    sphere_m: float
    rhumb_m: float
    rhumb_bearing_deg: float | None

    @property
    def sphere_off_m(self) -> float:
        """By how much the sphere is too long; negative where it is too short."""
        return self.sphere_m - self.distance_m

    @property
    def sphere_off_percent(self) -> float | None:
        """The same, in per cent of the geodesic."""
        return self.sphere_off_m / self.distance_m * 100.0 if self.distance_m else None

    def geodsolve_line(self) -> str:
        """What GeodSolve reads: both positions, latitude first, in decimal degrees without exponents."""
        return " ".join(_fixed(degrees) for end in (self.origin, self.to) for degrees in end.at.latlon)

    def geodsolve_command(self) -> str:
        """What to paste into a shell to have GeodSolve find the figures again: azimuths from -180 to 180, metres."""
        return f'echo "{self.geodsolve_line()}" | {GEODSOLVE}'

    def as_json(self) -> str:
        """The ledger as a JSON document that is the same for the same positions and versions, numbers unrounded."""
        document = {
            "ellipsoid": {
                "name": ELLIPSOID,
                "equatorial_radius_m": EQUATORIAL_RADIUS_M,
                "inverse_flattening": INVERSE_FLATTENING,
            },
            "algorithm": {"source": ALGORITHM, "url": ALGORITHM_AT},
            "versions": dict(versions()),
            "from": _end(self.origin),
            "to": _end(self.to),
            "geodesic": {
                "distance_m": self.distance_m,
                "initial_azimuth_deg": self.initial_azimuth_deg,
                "final_azimuth_deg": self.final_azimuth_deg,
            },
            "great_circle": {
                "radius_km": MEAN_RADIUS_KM,
                "distance_m": self.sphere_m,
                "off_m": self.sphere_off_m,
                "off_percent": self.sphere_off_percent,
            },
            "rhumb_line": {
                "surface": "ellipsoidal",
                "distance_m": self.rhumb_m,
                "bearing_deg": self.rhumb_bearing_deg,
            },
            "geodsolve": {"command": GEODSOLVE, "line": self.geodsolve_line()},
        }
        return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2) + "\n"

    def as_text(self) -> str:
        """The ledger in lines for reading and copying: what is said on the left, its value on the right."""
        rows = [
            ("ellipsoid", f"{ELLIPSOID}, a = {EQUATORIAL_RADIUS_M:.0f} m, 1/f = {INVERSE_FLATTENING}"),
            ("algorithm", ALGORITHM),
            ("  to be read at", ALGORITHM_AT),
            ("computed with", ", ".join(f"{name} {number}" for name, number in versions().items())),
            *_end_rows("from", self.origin),
            *_end_rows("to", self.to),
            ("geodesic", f"{self.distance_m!r} m (geopy.distance.geodesic, its kilometres times 1000)"),
            ("  leaves at", _degrees(self.initial_azimuth_deg, "clockwise from north")),
            ("  arrives at", _degrees(self.final_azimuth_deg, "clockwise from north")),
            ("great circle", f"{self.sphere_m!r} m (geopy.distance.great_circle, its kilometres times 1000)"),
            ("  radius", f"{MEAN_RADIUS_KM} km, IUGG's mean radius R1; geopy's own is 6371.009"),
            ("  is off by", self._off()),
            ("rhumb line", f"{self.rhumb_m!r} m (ellipsoidal)"),
            ("  bearing", _degrees(self.rhumb_bearing_deg, "all the way")),
            ("check", self.geodsolve_command()),
            ("  prints", "the azimuths, from -180 to 180 degrees, and the metres of the geodesic"),
        ]
        width = max(len(label) for label, _ in rows)
        return "".join(f"{label.ljust(width)}  {value}\n" for label, value in rows)

    def _off(self) -> str:
        percent = self.sphere_off_percent
        return f"{self.sphere_off_m:+.3f} m" + ("" if percent is None else f", {percent:+.4f} %")


def _end(end: End) -> dict[str, Any]:
    return {"name": end.name, "latitude": end.at.lat, "longitude": end.at.lon, "position_source": end.source}


def _end_rows(label: str, end: End) -> list[tuple[str, str]]:
    return [
        (label, _one_line(end.name)),
        ("  latitude", f"{end.at.lat!r} degrees"),
        ("  longitude", f"{end.at.lon!r} degrees"),
        ("  position from", _one_line(end.source)),
    ]


def _one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()


def _degrees(value: float | None, sense: str) -> str:
    return "no direction, the two positions are one" if value is None else f"{value!r} degrees {sense}"


def ledger(origin: LonLat, to: LonLat, *, origin_name: str, to_name: str, origin_source: str, to_source: str) -> Ledger:
    """The working of the distance from one position to another, with their names and where each position was read.

    >>> tripoli, ghadames = LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)
    >>> names = {"origin_name": "Tripoli", "to_name": "Ghadames", "origin_source": "GeoNames", "to_source": "GeoNames"}
    >>> ledger(tripoli, ghadames, **names).geodsolve_command()
    'echo "32.88743 13.18733 30.13366 9.50072" | GeodSolve -i -p 6'
    """
    line, constant = measure(origin, to), rhumb(origin, to)
    one = line.coincident
    return Ledger(
        origin=End(origin_name, origin, origin_source),
        to=End(to_name, to, to_source),
        distance_m=line.distance_km * 1000.0,
        initial_azimuth_deg=None if one else line.initial_bearing_deg,
        final_azimuth_deg=None if one else line.final_bearing_deg,
        # The great circle between one position and itself, written on two turns of the earth, is rounded to nanometres.
        sphere_m=0.0 if one else sphere_km(origin, to) * 1000.0,
        rhumb_m=0.0 if one else constant.distance_km * 1000.0,
        rhumb_bearing_deg=None if one else constant.bearing_deg,
    )
