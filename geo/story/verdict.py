"""What a published distance means, and whether what was measured agrees with it.

The rule compares two intervals; README states it in full. Nothing here knows in which unit the reader looks on.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import COMPASS_POINTS, Geodetic, bearing_gap_deg, measure
from geo.story.interval import Interval as Interval  # others have these two from here
from geo.story.interval import claimed_interval as claimed_interval
from geo.story.model import Claim, ClaimKind, Place, Story

DistanceFinding = Literal["agrees", "longer", "shorter", "cannot tell"]
DirectionFinding = Literal["agrees", "borderline", "differs", "cannot tell"]
#: Why there is no verdict: the kind of the claim, an end that nobody names, one that is no spot, or intervals so far
#: apart that rather another place is meant.
Obstacle = Literal["radius", "border", "coast", "inside", "halfway", "open end", "area", "far apart"]
#: What way may be as long as a claim that the straight line is not.
Way = Literal["road", "winding road", "hardly any"]

#: So many times apart, no verdict is given unless a person has confirmed both places: no true pair of published claim
#: and geodesic was found to differ by more than 2.03 times.
FAR = 3.0
#: Up to so many times what was measured a claim may be by road, and by a winding road: of roads in high mountains, and
#: of no others, some are longer.
BY_ROAD, BY_WINDING_ROAD = 1.5, 2.0
#: Half the sector of a compass point: 45 degrees wide for the 8 principal points, 22.5 for the others; and how far
#: beyond its edge a direction is still only borderline.
HALF_SECTOR_MAIN_DEG, HALF_SECTOR_DEG, BORDERLINE_DEG = 22.5, 11.25, 11.25

_UNJUDGED: dict[ClaimKind, Obstacle] = {
    **{"radius": "radius", "border": "border", "coast": "coast"},
    **{"inside": "inside", "halfway": "halfway"},
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How a claim fares, with every number that decided it.

    `claimed` is what its first unit may mean; `units_match` says whether the second is a conversion of it, and is None
    where it has one unit. `line` and `measured` are None where the claim has no other end. `obstacle` is why the
    distance cannot be told, and None where it can; only then `gap_km` says by how much the claim's value exceeds
    (positive) or falls short of the geodesic, and `percent` the same in per cent of the geodesic, which a line without
    length has none of. `way` is that of a claim which is longer. `direction` is None where the claim gives none;
    `off_deg` is then None too, as where two places are one.
    """

    claim: Claim
    ends: tuple[Place, Place | None]
    distance: DistanceFinding
    obstacle: Obstacle | None
    claimed: Interval
    units_match: bool | None
    measured: Interval | None
    line: Geodetic | None
    gap_km: float | None
    percent: float | None
    way: Way | None
    direction: DirectionFinding | None
    off_deg: float | None


def claimed(claim: Claim) -> Interval:
    """The kilometres that a claim may mean, by its first unit."""
    return claimed_interval(claim.stated, claim.hedge)


def units_match(claim: Claim) -> bool | None:
    """Whether the second unit of a claim is a conversion of the first; None where it has one unit."""
    return None if claim.also is None else claimed(claim).meets(claimed_interval(claim.also, claim.hedge))


def sector_deg(direction: str) -> tuple[float, float]:
    """The sector of a compass point: the bearing of its centre, and half its width, in degrees."""
    return COMPASS_POINTS.index(direction) * 22.5, HALF_SECTOR_DEG if "-" in direction else HALF_SECTOR_MAIN_DEG


def judge(claim: Claim, story: Story) -> Verdict:
    """The verdict on a claim of the story, always from the claim's own origin to its own end."""
    return judge_between(claim, story.place[claim.origin], None if claim.to is None else story.place[claim.to])


def judge_between(claim: Claim, origin: Place, to: Place | None) -> Verdict:
    """The verdict on a claim where these two are meant by its own origin and its own end."""
    line = None if to is None else measure(origin.at, to.at)
    slack = (origin.radius_km or 0.0) + (to.radius_km or 0.0 if to else 0.0)
    measured = line and Interval(max(line.distance_km - slack, 0.0), line.distance_km + slack)
    means = claimed(claim)
    obstacle = _obstacle(claim, means, measured, origin, to)
    is_judged = line is not None and measured is not None and obstacle is None
    finding = _compare(means, measured) if is_judged and measured else "cannot tell"
    gap_km = _gap_km(claim, line) if is_judged and line else None
    off_deg, direction = _direction(claim, line if is_judged else None)
    return Verdict(
        claim=claim,
        ends=(origin, to),
        distance=finding,
        obstacle=obstacle,
        claimed=means,
        units_match=units_match(claim),
        measured=measured,
        line=line,
        gap_km=gap_km,
        percent=gap_km / line.distance_km * 100.0 if gap_km is not None and line and line.distance_km else None,
        way=_way(means, measured) if finding == "longer" and measured else None,
        direction=direction,
        off_deg=off_deg,
    )


def distance_findings(
    claim: Claim, lines_km: NDArray[np.float64], slack_km: NDArray[np.float64], *, confirmed: bool
) -> NDArray[np.str_]:
    """What `judge_between` finds on the distance for each of many lines between spots, in the shape of the arrays.

    `slack_km` is the radii of both ends together; `confirmed` says whether both ends are checked.
    """
    if claim.kind in _UNJUDGED:
        return np.full(lines_km.shape, "cannot tell")
    means = claimed(claim)
    low, high = np.maximum(lines_km - slack_km, 0.0), lines_km + slack_km
    found = np.where(means.low > high, "longer", np.where(means.high < low, "shorter", "agrees"))
    far = (means.low > FAR * high) | (low > FAR * means.high)
    return found if confirmed else np.where(far, "cannot tell", found)


def _obstacle(
    claim: Claim, means: Interval, measured: Interval | None, origin: Place, to: Place | None
) -> Obstacle | None:
    if claim.kind in _UNJUDGED:
        return _UNJUDGED[claim.kind]
    if to is None or measured is None:
        return "open end"
    if not (origin.is_spot and to.is_spot):
        return "area"
    is_far = means.low > FAR * measured.high or measured.low > FAR * means.high
    return "far apart" if is_far and not (origin.checked and to.checked) else None


def _compare(means: Interval, measured: Interval) -> DistanceFinding:
    if means.meets(measured):
        return "agrees"
    return "longer" if means.low > measured.high else "shorter"


def _gap_km(claim: Claim, line: Geodetic) -> float:
    """By how much the stated value exceeds the line; of a range its nearer end, and nothing where it holds the line."""
    low, high = claim.stated.in_km
    return max(low - line.distance_km, 0.0) + min(high - line.distance_km, 0.0)


def _way(means: Interval, measured: Interval) -> Way:
    """The way that may be so long, by the ends of the two intervals that are nearest: in the claim's favour."""
    if means.low <= BY_ROAD * measured.high:
        return "road"
    return "winding road" if means.low <= BY_WINDING_ROAD * measured.high else "hardly any"


def _direction(claim: Claim, line: Geodetic | None) -> tuple[float | None, DirectionFinding | None]:
    if claim.direction is None:
        return None, None
    if line is None or line.coincident:
        return None, "cannot tell"
    off = bearing_gap_deg(line.initial_bearing_deg, claim.direction)
    half = sector_deg(claim.direction)[1]
    if off <= half:
        return off, "agrees"
    return off, "borderline" if off <= half + BORDERLINE_DEG else "differs"


def about_pair(story: Story, one: str, other: str) -> list[Claim]:
    """The claims about two places, whichever way round, and those from one of them to nowhere, in file order."""
    return [
        claim
        for claim in story.claims
        if {claim.origin, claim.to} == {one, other} or (claim.to is None and claim.origin in (one, other))
    ]
