"""Positions in other coordinate systems, as degrees on WGS 84."""

from collections.abc import Sequence

from geo.measure.geodesy import LonLat

_WGS84 = 4326


class ProjectionError(ValueError):
    """A coordinate system that nobody knows."""


def to_wgs84(system: str, positions: Sequence[Sequence[float]]) -> list[LonLat]:
    """The positions, each x then y in a coordinate system given as well-known text, to a hundredth of a metre.

    Raises `ProjectionError` where the system cannot be read. What lies outside it becomes infinite.
    """
    from pyproj import CRS, Transformer  # here, as it takes 10 MB
    from pyproj.exceptions import CRSError

    try:
        transformer = Transformer.from_crs(CRS.from_wkt(system), CRS.from_epsg(_WGS84), always_xy=True)
    except CRSError:
        raise ProjectionError from None
    lons, lats = transformer.transform([at[0] for at in positions], [at[1] for at in positions])
    return [LonLat(round(float(lon), 7), round(float(lat), 7)) for lon, lat in zip(lons, lats, strict=True)]
