"""The working of one measured distance laid open: every figure with what it was computed from, and by what.

The figures follow from the two positions alone and are unrounded: anybody can find them again to the last digit.
"""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.metadata import version

from geo.measure.geodesy import EQUATORIAL_RADIUS_M, INVERSE_FLATTENING, MEAN_RADIUS_KM, measure, sphere_km
from geo.measure.rhumb import ALGORITHM as RHUMB_ALGORITHM
from geo.measure.rhumb import rhumb
from geo.story.model import Place
from geo.view import wire

ELLIPSOID = "WGS 84"
ALGORITHM = "C. F. F. Karney, Algorithms for geodesics, J. Geodesy 87, 43-55 (2013)"
ALGORITHM_AT = "https://doi.org/10.1007/s00190-012-0578-z"

#: GeographicLib's own program for the inverse problem, printing micrometres and 1e-11 degrees; its manual:
#: https://geographiclib.sourceforge.io/C++/doc/GeodSolve.1.html
GEODSOLVE = "GeodSolve -i -p 6"


@cache
def versions() -> Mapping[str, str]:
    """What computes here, by name."""
    return {"Python": platform.python_version(), **{name: version(name) for name in ("geopy", "geographiclib")}}


def _fixed(degrees: float) -> str:
    """All digits of a number without an exponent, whose "e" GeodSolve would read as east."""
    return f"{Decimal(repr(degrees)):f}"


@dataclass(frozen=True, kw_only=True)
class Working:
    """One pair measured. Azimuths and bearings are clockwise from north in degrees, in [0, 360).

    `distance_m` is `geopy.distance.geodesic(...).m`, which is its kilometres times 1000; the azimuths, where the line
    leaves and where it arrives, are geographiclib's. `sphere_m` is `geopy.distance.great_circle(...).m` with the mean
    radius of IUGG. Where the two positions are one, all lengths are 0, and azimuths, bearing and per cent None.
    """

    origin: Place
    to: Place
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

    def figures(self) -> dict[str, dict[str, float | str | None]]:
        """What was computed for this pair, as plain values, numbers unrounded."""
        return {
            "geodesic": {
                "distance_m": self.distance_m,
                "initial_azimuth_deg": self.initial_azimuth_deg,
                "final_azimuth_deg": self.final_azimuth_deg,
            },
            "great_circle": {
                "distance_m": self.sphere_m,
                "off_m": self.sphere_off_m,
                "off_percent": self.sphere_off_percent,
            },
            "rhumb_line": {"distance_m": self.rhumb_m, "bearing_deg": self.rhumb_bearing_deg},
            "check": {"geodsolve": self.geodsolve_command()},
        }


def means() -> wire.Means:
    """What is the same for every pair: the ellipsoid, the algorithms, and what computes them, as plain values."""
    return {
        "ellipsoid": {
            "name": ELLIPSOID,
            "equatorial_radius_m": EQUATORIAL_RADIUS_M,
            "inverse_flattening": INVERSE_FLATTENING,
        },
        "algorithms": {
            "geodesic": f"{ALGORITHM}, {ALGORITHM_AT}",
            "great_circle": f"on a sphere of the mean radius {MEAN_RADIUS_KM} km (IUGG)",
            "rhumb_line": f"ellipsoidal: {RHUMB_ALGORITHM}",
        },
        "versions": dict(versions()),
    }


def working(origin: Place, to: Place) -> Working:
    """The working of the distance from one place to another, between the positions that they have."""
    line, constant = measure(origin.at, to.at), rhumb(origin.at, to.at)
    one = line.coincident
    return Working(
        origin=origin,
        to=to,
        distance_m=line.distance_km * 1000.0,
        initial_azimuth_deg=None if one else line.initial_bearing_deg,
        final_azimuth_deg=None if one else line.final_bearing_deg,
        # The great circle between one position and itself, written on two turns of the earth, is rounded to nanometres.
        sphere_m=0.0 if one else sphere_km(origin.at, to.at) * 1000.0,
        rhumb_m=0.0 if one else constant.distance_km * 1000.0,
        rhumb_bearing_deg=None if one else constant.bearing_deg,
    )
