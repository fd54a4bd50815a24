"""What a published distance means, and whether what was measured agrees with it.

The rule compares two intervals; README states it in full. Nothing here knows in which unit the reader looks on.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import COMPASS_POINTS, Geodetic, bearing_gap_deg, measure
from geo.story.model import HEDGES, KM_PER, Claim, Place, Quantity, Story

DistanceFinding = Literal["agrees", "longer", "shorter", "cannot tell", "inconsistent"]
DirectionFinding = Literal["agrees", "borderline", "differs", "cannot tell"]

#: "About" widens a claim to at least this share each way; the others set it between shares of its value.
ABOUT = 0.05
SHARES = {"nearly": (0.9, 1.0), "more": (1.0, 1.2), "less": (0.0, 1.0)}
#: Half the sector of a compass point: 45 degrees wide for the 8 principal points, 22.5 for the others; and how far
#: beyond its edge a direction is still only borderline.
_HALF_SECTOR_MAIN_DEG, _HALF_SECTOR_DEG, _BORDERLINE_DEG = 22.5, 11.25, 11.25


class Interval(NamedTuple):
    """From `low` to `high`, both included, in kilometres."""

    low: float
    high: float

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a point in common."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How a claim fares, with every number that decided it.

    `counted` is the unit of the claim that counts, which is the narrower, and `claimed` what it may mean: None where
    its two units do not meet. `percent` says by how much the claim's value exceeds (positive) or falls short of the
    geodesic, in per cent of the geodesic; it is None unless longer or shorter.
    `direction` is None where the claim gives none; `off_deg` is then None too, as where two places are one.
    """

    distance: DistanceFinding
    counted: Quantity
    claimed: Interval | None
    measured: Interval
    line: Geodetic
    percent: float | None
    direction: DirectionFinding | None
    off_deg: float | None


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


def claimed_interval(quantity: Quantity, hedge: str | None) -> Interval:
    """The kilometres that a stated value or range, with its hedge, may mean."""
    low, high = quantity.low, quantity.high
    sense = HEDGES[hedge] if hedge is not None else None
    if sense in SHARES:
        shares = SHARES[sense]
        low, high = low * shares[0], high * shares[1]
    else:
        if low == high:
            half = step(low) / 2
            low, high = low - half, high + half
        if sense == "about":
            low, high = min(low, quantity.low * (1 - ABOUT)), max(high, quantity.high * (1 + ABOUT))
    km = KM_PER[quantity.unit]
    return Interval(max(low, 0.0) * km, high * km)


def _claimed(claim: Claim) -> tuple[Quantity, Interval | None]:
    """The unit that counts, which is the narrower, and its interval; None where the two do not meet."""
    both = [(q, claimed_interval(q, claim.hedge)) for q in (claim.stated, claim.also) if q is not None]
    if len(both) == 2 and not both[0][1].meets(both[1][1]):
        return claim.stated, None
    return min(both, key=lambda pair: pair[1].high - pair[1].low)


def claimed(claim: Claim) -> Interval | None:
    """The kilometres that a claim may mean; None where its two units do not meet."""
    return _claimed(claim)[1]


def sector_deg(direction: str) -> tuple[float, float]:
    """The sector of a compass point: the bearing of its centre, and half its width, in degrees."""
    return COMPASS_POINTS.index(direction) * 22.5, _HALF_SECTOR_DEG if "-" in direction else _HALF_SECTOR_MAIN_DEG


def judge(claim: Claim, story: Story) -> Verdict:
    """The verdict on a claim of the story, always from the claim's own origin to its own end."""
    return judge_between(claim, story.place[claim.origin], story.place[claim.to])


def judge_between(claim: Claim, origin: Place, to: Place) -> Verdict:
    """The verdict on a claim where these two are meant by its own origin and its own end."""
    line = measure(origin.at, to.at)
    slack = (origin.radius_km or 0.0) + (to.radius_km or 0.0)
    measured = Interval(max(line.distance_km - slack, 0.0), line.distance_km + slack)
    quantity, claimed = _claimed(claim)
    judged = origin.is_spot and to.is_spot
    finding, percent = _compare(quantity, claimed, measured, line) if judged else ("cannot tell", None)
    off_deg, direction = _direction(claim, line, judged)
    return Verdict(
        distance=finding,
        counted=quantity,
        claimed=claimed,
        measured=measured,
        line=line,
        percent=percent,
        direction=direction,
        off_deg=off_deg,
    )


def distance_findings(claim: Claim, lines_km: NDArray[np.float64], slack_km: NDArray[np.float64]) -> NDArray[np.str_]:
    """What `judge_between` finds on the distance for each of many lines between spots, in the shape of the arrays.

    `slack_km` is the radii of both ends together.
    """
    claimed = _claimed(claim)[1]
    if claimed is None:
        return np.full(lines_km.shape, "inconsistent")
    low, high = np.maximum(lines_km - slack_km, 0.0), lines_km + slack_km
    return np.where(claimed.low > high, "longer", np.where(claimed.high < low, "shorter", "agrees"))


def _compare(
    quantity: Quantity, claimed: Interval | None, measured: Interval, line: Geodetic
) -> tuple[DistanceFinding, float | None]:
    if claimed is None:
        return "inconsistent", None
    if claimed.meets(measured):
        return "agrees", None
    longer = claimed.low > measured.high
    value_km = (quantity.low if longer else quantity.high) * KM_PER[quantity.unit]
    percent = (value_km / line.distance_km - 1.0) * 100.0 if line.distance_km else None
    return ("longer" if longer else "shorter"), percent


def _direction(claim: Claim, line: Geodetic, judged: bool) -> tuple[float | None, DirectionFinding | None]:
    if claim.direction is None:
        return None, None
    if not judged or line.coincident:
        return None, "cannot tell"
    off = bearing_gap_deg(line.initial_bearing_deg, claim.direction)
    half = sector_deg(claim.direction)[1]
    if off <= half:
        return off, "agrees"
    return off, "borderline" if off <= half + _BORDERLINE_DEG else "differs"


def about_pair(story: Story, one: str, other: str) -> list[Claim]:
    """The claims about two places, whichever way round, in file order."""
    return [claim for claim in story.claims if {claim.origin, claim.to} == {one, other}]
