"""Positions in other coordinate systems, as degrees on WGS 84."""

import re
from collections.abc import Sequence

from geo.measure.geodesy import LonLat

_WGS84 = 4326
# PROJ takes any other text for a name, and looks for 0.4 s through all that it knows for one that is like it.
_TEXT = re.compile(
    r"\s*(?:GEOGCS|PROJCS|COMPD_CS|GEO[A-Z]{0,8}CRS|PROJ[A-Z]{0,8}CRS|COMPOUNDCRS|BOUNDCRS)\s*\[", re.IGNORECASE
)
_MAX_TEXT = 20_000


class ProjectionError(ValueError):
    """A coordinate system that nobody knows."""


def to_wgs84(system: str, positions: Sequence[Sequence[float]]) -> list[LonLat]:
    """The positions, each x then y in a coordinate system given as well-known text, to a hundredth of a metre.

    Raises `ProjectionError` where the system cannot be read. What lies outside it becomes infinite.
    """
    if len(system) > _MAX_TEXT or not _TEXT.match(system):
        raise ProjectionError
    from pyproj import CRS, Transformer  # here, as it takes 10 MB
    from pyproj.exceptions import ProjError

    try:
        transformer = Transformer.from_crs(CRS.from_wkt(system), CRS.from_epsg(_WGS84), always_xy=True)
        lons, lats = transformer.transform([at[0] for at in positions], [at[1] for at in positions])
    except ProjError:  # also where it is that of another planet
        raise ProjectionError from None
    return [LonLat(round(float(lon), 7), round(float(lat), 7)) for lon, lat in zip(lons, lats, strict=True)]
