"""Positions as unit vectors on the sphere, to compare many at once by the cosine of the angle between them."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import MEAN_RADIUS_KM, LonLat

#: Unit vectors x, y and z, a row each.
Vectors = NDArray[np.float64]


def unit_vectors(positions: Sequence[LonLat]) -> Vectors:
    """Give the unit vector of each position, a row each.

    >>> unit_vectors([LonLat(0, 0), LonLat(90, 0), LonLat(13, 90)]).round(9).tolist()
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]
    """
    lon, lat = np.radians(np.array(positions, dtype=float).reshape(-1, 2)).T
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


def cosine(km: float) -> float:
    """Give the cosine of the angle that a distance along the sphere spans, seen from its centre."""
    return math.cos(km / MEAN_RADIUS_KM)
