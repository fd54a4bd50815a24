"""Questions that only the person can answer who brings a file: which of several readings is meant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A question about a column, with what may be answered. `taken` is the reading so far, None where nothing decides.

    `shown` has for each reading what a value of the column means by it, to be shown beside it.
    """

    column: str
    readings: tuple[str, ...]
    taken: str | None
    shown: tuple[str, ...] = ()


#: Asks which of some readings of a column is meant: the column, the readings, the one that is taken without an answer,
#: and what each comes to. Gives the one that is taken.
Asking = Callable[[str, Sequence[str], str | None, Sequence[str]], str | None]
