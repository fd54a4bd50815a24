"""Where a claim would put its place: at sea, or in another country than the place is in."""

from functools import lru_cache

from geo.base.checkpoint import checkpoint
from geo.measure.geodesy import LonLat, destination
from geo.story import outlines
from geo.story.interval import Interval

#: What lies so near to the country of the place tells nothing.
_MARGIN_KM = 25.0
SEA = "sea"


@lru_cache(maxsize=1_000)
def whereabouts(origin: LonLat, claimed: Interval, sector: tuple[float, float], country: str) -> str | None:
    """What lies wherever a claim may mean: `SEA`, or the code of another country than this; None where that differs.

    `sector` is the bearing of the middle of the claim's direction and half its width, in degrees.
    """
    checkpoint()
    middle, half = sector
    places = [
        destination(origin, middle + side * half, km)
        for km in {claimed.low, sum(claimed) / 2, claimed.high}
        for side in (-1.0, -0.5, 0.0, 0.5, 1.0)
    ]
    if any(near is not False for near in outlines.are_near(country, places, _MARGIN_KM)):
        return None
    found = outlines.holding(places)
    if not found:
        return SEA
    there, inside = next(iter(found.items()))
    return there if all(inside) else None
