"""The interval that a stated distance may mean: README states it in full, and takes its numbers from here."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from geo.story.model import HEDGES, KM_PER, Quantity

#: "About" widens a claim to at least this share each way; the others set it between shares of its value.
ABOUT = 0.05
SHARES: Mapping[str, tuple[float, float]] = {"nearly": (0.9, 1.0), "more": (1.0, 1.2), "less": (0.0, 1.0)}
#: From so many kilometres, miles or nautical miles on, a value of at most so many significant figures means at least
#: this share each way: 1,500 is written of 1,574.
ROUND_FROM, ROUND_FIGURES, ROUND = 1_000, 2, 0.05
#: The values that README and the page show the step of.
STEPS_SHOWN = (465, 460, 500, 1000, 462)


class Interval(NamedTuple):
    """From `low` to `high`, both included, in kilometres."""

    low: float
    high: float

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a point in common."""
        return self.low <= other.high and other.low <= self.high


def step(value: float) -> float:
    """How finely a value is stated: the largest of 1, 5, 10, 50, 100, ... that divides it and is at most a tenth of it.

    Below 10 that is 1; with decimals it is the last place.

    >>> [step(v) for v in (465, 460, 500, 1000, 462, 5, 4.5)]
    [5.0, 10.0, 50.0, 100.0, 1.0, 1.0, 0.1]
    """
    written = Decimal(repr(float(value))).normalize()
    exponent = written.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return float(Decimal(1).scaleb(exponent))
    best, candidate, factors = 1, 1, (5, 2)
    while candidate * 10 <= value:
        best = candidate if value % candidate == 0 else best
        candidate *= factors[0]
        factors = factors[::-1]
    return float(best)


def half(quantity: Quantity) -> float:
    """How far a single value reaches each way, in its own unit and before any hedge.

    >>> [half(Quantity(v, v, "km")) for v in (465, 1500, 1574)], half(Quantity(1500, 1500, "m"))
    ([2.5, 75.0, 0.5], 50.0)
    """
    value = quantity.low
    return max(step(value) / 2, value * ROUND) if is_round(quantity) else step(value) / 2


def is_round(quantity: Quantity) -> bool:
    """Whether a value is large and has so few significant figures that it was rounded."""
    figures = len(Decimal(repr(float(quantity.low))).normalize().as_tuple().digits)
    return quantity.low >= ROUND_FROM and figures <= ROUND_FIGURES and KM_PER[quantity.unit] >= 1.0


def claimed_interval(quantity: Quantity, hedge: str | None) -> Interval:
    """The kilometres that a stated value or range, with its hedge, may mean."""
    low, high = quantity.low, quantity.high
    sense = HEDGES[hedge] if hedge is not None else None
    shares = SHARES.get(sense or "")
    if shares:
        low, high = low * shares[0], high * shares[1]
    else:
        if low == high:
            low, high = low - half(quantity), high + half(quantity)
        if sense == "about":
            low, high = min(low, quantity.low * (1 - ABOUT)), max(high, quantity.high * (1 + ABOUT))
    km = KM_PER[quantity.unit]
    return Interval(max(low, 0.0) * km, high * km)
