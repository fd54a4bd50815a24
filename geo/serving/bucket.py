"""How much somebody may do in a time: token buckets, by the generic cell rate algorithm (ITU-T I.371)."""

from collections import OrderedDict

#: Addresses that are remembered. Those that have used nothing lately are forgotten first, and lose nothing by it.
_KEPT = 50_000


class Bucket:
    """Grants `rate` a second over time, and `burst` at once. A rate of 0 grants everything.

    >>> bucket = Bucket(rate=2, burst=3)
    >>> [bucket.reserve(now=10) for _ in range(5)]
    [0.0, 0.0, 0.0, 0.5, 1.0]
    """

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._full_at = 0.0  # when all that was granted will have been earned

    def reserve(self, now: float, amount: float = 1) -> float:
        """Take an amount, and get the seconds until it is due. `now`: seconds of a clock that never goes back."""
        if not self._rate:
            return 0.0
        self._full_at = max(self._full_at, now) + amount / self._rate
        return max(0.0, self._full_at - self._burst / self._rate - now)


class Buckets:
    """A bucket for each origin."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._of: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, origin: str) -> Bucket:
        """The bucket of an origin."""
        bucket = self._of.setdefault(origin, Bucket(self._rate, self._burst))
        self._of.move_to_end(origin)
        while len(self._of) > _KEPT:
            self._of.popitem(last=False)
        return bucket
