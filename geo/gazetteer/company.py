"""How likely a place is by the company of a list: how many of its other places lie in the same country, and how near.

The shares of countries are those of a Chinese restaurant process, whose concentration is the one that makes as many
countries of so many rows as there are: where all is in one country, the next place is hardly elsewhere; where each
capital has its own, a country says nothing.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import MEAN_RADIUS_KM, LonLat
from geo.measure.sphere import unit_vectors

_COUNTRIES = 200
#: How much the share of a country counts beside the people of a place: a list may go round the world.
_SHARE = 0.5
#: Nearness counts for exp(-d / near). Where nothing is near, it counts as if so great a share of the list were.
_NEAR_KM, _FLOOR = 100.0, 0.03
#: A list is one of a country where so great a share of its places lie there, and at least so many.
_ONE_COUNTRY, _LEAST = 0.6, 3
#: So many places of a list are company for the others: a sample tells as much as ten thousand.
_MAX_COMPANY = 200


class Company:
    """The places that a list is taken to have so far, each with the number of its row."""

    def __init__(self, members: Sequence[tuple[int, str, LonLat]]) -> None:
        """`members` are rows, each with the country code and the position of its place."""
        step = max(1, math.ceil(len(members) / _MAX_COMPANY))
        sample = members[::step]
        self._rows = np.array([row for row, _, _ in sample], dtype=int)
        self._vectors = unit_vectors([at for _, _, at in sample])
        self._country = {row: country for row, country, _ in members}
        self._counts: dict[str, int] = {}
        for country in self._country.values():
            self._counts[country] = self._counts.get(country, 0) + 1
        self._concentration = _concentration(len(members), len(self._counts))

    @property
    def is_of_one_country(self) -> bool:
        """Whether most of the list lies in one country."""
        most = max(self._counts.values(), default=0)
        return most >= max(_LEAST, _ONE_COUNTRY * len(self._country))

    def share(self, country: str, row: int) -> float:
        """The share of the other rows that lie in a country, as far as one can tell of the next one."""
        others = len(self._country) - (row in self._country)
        count = self._counts.get(country, 0) - (self._country.get(row) == country)
        return (count + self._concentration / _COUNTRIES) / (others + self._concentration)

    def points(self, places: Sequence[tuple[int, str, LonLat]]) -> NDArray[np.float64]:
        """How much likelier each place is by its company, as a logarithm to base ten; `places` as for the members."""
        shares = [_SHARE * math.log10(self.share(country, row)) for row, country, _ in places]
        return np.array(shares) + np.log10(_FLOOR + self._nearness(places))

    def _nearness(self, places: Sequence[tuple[int, str, LonLat]]) -> NDArray[np.float64]:
        if not len(self._rows) or not places:
            return np.zeros(len(places))
        rows = np.array([row for row, _, _ in places])
        cosines = unit_vectors([at for _, _, at in places]) @ self._vectors.T
        chords = np.sqrt(np.clip(2.0 - 2.0 * cosines, 0.0, None))  # where it counts, as long as the arcs
        near = np.exp(-MEAN_RADIUS_KM / _NEAR_KM * chords) * (rows[:, None] != self._rows[None, :])
        found: NDArray[np.float64] = near.mean(axis=1)
        return found


def _concentration(rows: int, kinds: int) -> float:
    """The concentration with which so many rows are expected to have so many kinds; at least that of a hint."""
    low, high = 0.2, 1_000.0
    for _ in range(30):
        middle = math.sqrt(low * high)
        if middle * math.log1p(rows / middle) < kinds:
            low = middle
        else:
            high = middle
    return low
