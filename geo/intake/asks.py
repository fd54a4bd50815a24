"""Questions that only the person can answer who brings a file: which of several readings is meant."""

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
