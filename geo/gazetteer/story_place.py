"""A place of the gazetteer as a place of a story: how exactly it is known, how large it is, who gives its position."""

import math

from geo.gazetteer.places import CREDIT, Entry
from geo.story.model import RADIUS_KM, Place, Precision

_PRECISIONS: dict[str, Precision] = {
    "city": "city",
    "town": "town",
    "village": "town",
    "place": "site",
    "country": "country",
    "region": "region",
    "county": "region",
    **{"sea": "sea", "lake": "sea", "river": "river"},
}
#: A settlement is as large as a circle in which its people live at so many a square kilometre; between these radii, as
#: what is told of a village may be at its edge, and a metropolis is meant by its middle.
PEOPLE_PER_KM2 = 4_000
RADIUS_LEAST_KM, RADIUS_MOST_KM = 1.0, 15.0

_IN_OUTLINE = "a point inside its outline, for orientation"
_CENTRE_OF_TOWNS = f"the centre of its towns, {CREDIT}"
_BY_HAND = "set by hand, for orientation"


def story_place(entry: Entry, key: str = "", *, checked: bool = True) -> Place:
    """Make a place of a story, with `key` for its id; without one, the number of the entry.

    `checked` says whether a person has confirmed that it is meant.
    """
    precision = _PRECISIONS.get(entry.kind, "area")
    return Place(
        id=key or str(entry.id),
        name=entry.name,
        at=entry.position,
        precision=precision,
        radius_km=radius_km(precision, entry.inhabitants),
        country=entry.country or None,
        position_source=_position_source(entry),
        checked=checked,
    )


def radius_km(precision: Precision, people: int | None) -> float | None:
    """How large a place is, by its people where it is a settlement and they are known; None for what is no spot.

    >>> [radius_km("town", people) for people in (900, 12_096, 450_000, 9_000_000, None)], radius_km("region", 900)
    ([1.0, 1.0, 6.0, 15.0, 5], None)
    """
    if precision not in ("town", "city") or not people:
        return RADIUS_KM.get(precision)
    return round(min(max(math.sqrt(people / PEOPLE_PER_KM2 / math.pi), RADIUS_LEAST_KM), RADIUS_MOST_KM), 1)


def _position_source(entry: Entry) -> str:
    """Say who gives the position of an entry, and of what it is the position."""
    if entry.kind == "country":
        return _IN_OUTLINE
    if entry.kind in ("region", "county"):
        return _CENTRE_OF_TOWNS
    return f"GeoNames {entry.geonameid} (CC BY 4.0)" if entry.geonameid else _BY_HAND
