"""Questions that only the person can answer who brings a file: which of several readings is meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.measure.geodesy import LonLat


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question about a column, with what may be answered. `taken` is the reading so far, None where nothing decides.

    `means` has for each reading what a value of the column comes to by it: words, or a position.
    """

    column: str
    readings: tuple[str, ...]
    taken: str | None
    is_answered: bool = False
    means: tuple[str | LonLat, ...] = ()

    @property
    def shown(self) -> list[str]:
        """What a value comes to by each reading, in words."""
        return [each if isinstance(each, str) else f"{each.lat:g} north, {each.lon:g} east" for each in self.means]

    @property
    def at(self) -> list[LonLat | None]:
        """Where a value lies by each reading, None for one that is no position; empty once it is answered."""
        return [] if self.is_answered else [each if isinstance(each, LonLat) else None for each in self.means]


#: Asks which of some readings of a column is meant: the column, the readings, the one that is taken without an answer,
#: and what each comes to. Gives the one that is taken.
Asking = Callable[[str, Sequence[str], str | None, Sequence[str | LonLat]], str | None]
