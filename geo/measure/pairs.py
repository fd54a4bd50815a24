"""The geodesics between all pairs of many positions at once, on the WGS 84 ellipsoid.

They come from pyproj's `Geod`, which is Karney's algorithm in C: what `geo.measure.geodesy` measures, to nanometres.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import LonLat


class Pairs(NamedTuple):
    """One entry a pair, in the order (0, 1), (0, 2), ... (1, 2), ...: from position `origin` to position `to`.

    Bearings are clockwise angles in degrees from north, in [0, 360), of the line where it leaves and where it arrives;
    NaN where the two positions are one: 0 km and no direction.
    """

    origin: NDArray[np.intp]
    to: NDArray[np.intp]
    distance_km: NDArray[np.float64]
    initial_bearing_deg: NDArray[np.float64]
    final_bearing_deg: NDArray[np.float64]


def all_pairs(positions: Sequence[LonLat]) -> Pairs:
    """The geodesics of the n (n - 1) / 2 pairs of n positions, each from the earlier to the later.

    A pair takes 40 bytes, and 48 while it is measured: 24 MB at most for 1,000 positions.

    >>> found = all_pairs([LonLat(13.18733, 32.88743), LonLat(9.50072, 30.13366)])
    >>> found.distance_km.round(1).tolist(), found.initial_bearing_deg.round(1).tolist()
    ([464.5], [229.9])
    """
    return _measured(positions, *np.triu_indices(len(positions), k=1))


def first_pairs(positions: Sequence[LonLat]) -> Pairs:
    """The geodesics from the first of n positions to each of the others, in their order."""
    others = np.arange(1, len(positions))
    return _measured(positions, np.zeros_like(others), others)


def _measured(positions: Sequence[LonLat], origin: NDArray[np.intp], to: NDArray[np.intp]) -> Pairs:
    # Here and not above, because it adds 10 MB to the page's process, and 22 MB to one without Streamlit, whether there
    # are pairs to measure or not.
    from pyproj import Geod

    lon, lat = np.array(positions, dtype=float).reshape(-1, 2).T
    # The answers take the place of the questions.
    initial, final, distance = Geod(ellps="WGS84").inv(
        lon[origin], lat[origin], lon[to], lat[to], inplace=True, return_back_azimuth=False
    )
    for bearing in (initial, final):
        bearing += 360.0 * (bearing < 0)
        # A tiny negative angle was rounded to 360 itself.
        bearing[bearing >= 360.0] = 0.0
        bearing[distance == 0.0] = np.nan
    distance /= 1000.0
    return Pairs(origin, to, distance, initial, final)
