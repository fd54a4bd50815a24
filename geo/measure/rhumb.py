"""The rhumb line, or loxodrome, between two positions on the WGS 84 ellipsoid: the line that keeps one bearing.

On the plane of longitude and isometric latitude psi it is straight, so its bearing is atan2(dlon, dpsi); along it the
meridian arc m grows with psi, so its length is hypot(dlon, dpsi) dm / dpsi (G. G. Bennett, "Practical rhumb line
calculations on the spheroid", J. Navigation 49, 1996; C. F. F. Karney, "The area of rhumb polygons", Stud. Geophys.
Geod. 68, 2024). Near an east-west line dm / dpsi is 0 / 0 if each is a difference of two values; here each is a product
with the sine of the difference in latitude, which loses nothing, and on the line it is the radius of the parallel.
"""

import math
from typing import NamedTuple

from geo.measure.geodesy import EQUATORIAL_RADIUS_M, INVERSE_FLATTENING, LonLat

#: The source of the formulas.
ALGORITHM = "G. G. Bennett, Practical rhumb line calculations on the spheroid, J. Navigation 49 (1996)"

_F = 1.0 / INVERSE_FLATTENING
_E2 = _F * (2.0 - _F)
_E = math.sqrt(_E2)
_N = _F / (2.0 - _F)

# The meridian arc by latitude, in powers of the third flattening n (F. R. Helmert, 1880; Karney, "On auxiliary
# latitudes", Survey ArticleSession 56, 2024): from the equator to latitude phi it is the rectifying radius times
# (phi + sum of c_j sin 2 j phi). What is left out, from n^6 on, is less than a nanometre.
_RECTIFYING_RADIUS_M = EQUATORIAL_RADIUS_M / (1.0 + _N) * (1.0 + _N**2 / 4.0 + _N**4 / 64.0)
_ARC = (
    -3 / 2 * _N + 9 / 16 * _N**3 - 3 / 32 * _N**5,
    15 / 16 * _N**2 - 15 / 32 * _N**4,
    -35 / 48 * _N**3 + 105 / 256 * _N**5,
    315 / 512 * _N**4,
    -693 / 1280 * _N**5,
)


# Below, a difference in isometric latitude changes no digit of the radius of the parallel, and a quotient of two such
# differences could be one of numbers too small to have all their digits.
_NO_STEP = 1e-20


class Rhumb(NamedTuple):
    """The ellipsoidal rhumb line: kilometres, and its one bearing clockwise from north in degrees, in [0, 360).

    The bearing is None where the two positions are one.
    """

    distance_km: float
    bearing_deg: float | None


def rhumb(start: LonLat, end: LonLat) -> Rhumb:
    """The shorter of the rhumb lines from `start` to `end`; of two as long, half a turn apart, the eastward one.

    From or to a pole it is the other position's meridian, since a rhumb line with any bearing but north or south winds
    round a pole for ever. The error is at most some tens of nanometres.

    >>> line = rhumb(LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366))
    >>> round(line.distance_km, 1), round(line.bearing_deg, 1)
    (464.6, 228.9)
    """
    arc_m = _meridian_arc_m(start.lat, end.lat)
    if 90.0 in (abs(start.lat), abs(end.lat)):
        return Rhumb(abs(arc_m) / 1000.0, (0.0 if arc_m > 0 else 180.0) if arc_m else None)
    turn = math.remainder(end.lon - start.lon, 360.0)
    dlon = math.radians(180.0 if turn == -180.0 else turn)
    dpsi = _isometric_step(start.lat, end.lat)
    if not (dlon or dpsi):
        return Rhumb(0.0, None)
    m_per_psi = arc_m / dpsi if abs(dpsi) > _NO_STEP else _parallel_radius_m(start.lat)
    # Twice, because a remainder of a tiny negative angle is rounded to 360 itself.
    bearing_deg = math.degrees(math.atan2(dlon, dpsi)) % 360.0 % 360.0
    return Rhumb(math.hypot(dlon, dpsi) * m_per_psi / 1000.0, bearing_deg)


def _cos(lat: float) -> float:
    """The cosine of a latitude in degrees, with all its digits near the poles too."""
    return math.sin(math.radians(90.0 - abs(lat)))


def _sin(lat: float) -> float:
    return math.sin(math.radians(lat))


def _meridian_arc_m(start_lat: float, end_lat: float) -> float:
    """The metres of meridian from one latitude to another; negative southwards."""
    step, twice_mean = math.radians(end_lat - start_lat), math.radians(start_lat + end_lat)
    waves = (2.0 * c * math.cos(j * twice_mean) * math.sin(j * step) for j, c in enumerate(_ARC, 1))
    return _RECTIFYING_RADIUS_M * (step + math.fsum(waves))


def _isometric_step(start_lat: float, end_lat: float) -> float:
    """How much the isometric latitude, asinh(tan phi) - e atanh(e sin phi), grows from one latitude to another.

    By the addition theorems of the two functions, in terms of the difference of the sines.
    """
    # The mean latitude from the pole that is nearer to it, where its cosine is small.
    near = math.copysign(1.0, start_lat + end_lat)
    from_pole = ((90.0 - near * start_lat) + (90.0 - near * end_lat)) / 2.0
    sines = 2.0 * _sin(from_pole) * _sin((end_lat - start_lat) / 2.0)
    return math.asinh(sines / (_cos(start_lat) * _cos(end_lat))) - _E * math.atanh(
        _E * sines / (1.0 - _E2 * _sin(start_lat) * _sin(end_lat))
    )


def _parallel_radius_m(lat: float) -> float:
    return EQUATORIAL_RADIUS_M * _cos(lat) / math.sqrt(1.0 - _E2 * _sin(lat) ** 2)
