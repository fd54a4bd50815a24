"""Seconds of the processor that somebody has used of late: what was used longer ago counts for less."""

from collections import OrderedDict

#: After so many seconds a use counts for half.
_HALF_S = 5.0
#: Those that are remembered. Who has used nothing for longest is forgotten first.
_KEPT = 50_000


class Usage:
    """By name; `now` is in seconds of a clock that never goes back.

    >>> usage = Usage()
    >>> usage.add("a", 0.4, now=10)
    >>> usage.of("a", now=10), usage.of("a", now=15), usage.of("b", now=15)
    (0.4, 0.2, 0.0)
    """

    def __init__(self) -> None:
        self._of: OrderedDict[str, tuple[float, float]] = OrderedDict()  # seconds, and when they were so many

    def add(self, who: str, seconds: float, now: float) -> None:
        """Charge somebody with so many seconds."""
        self._of[who] = self.of(who, now) + seconds, now
        self._of.move_to_end(who)
        while len(self._of) > _KEPT:
            self._of.popitem(last=False)

    def of(self, who: str, now: float) -> float:
        """The seconds that they have used of late."""
        seconds, then = self._of.get(who, (0.0, now))
        return float(seconds * 0.5 ** ((now - then) / _HALF_S))
