"""A place of the gazetteer as a place of a story: how exactly it is known, how large it is, who gives its position."""

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
_IN_OUTLINE = "a point inside its outline, for orientation"
_CENTRE_OF_TOWNS = f"the centre of its towns, {CREDIT}"
_BY_HAND = "set by hand, for orientation"


def story_place(entry: Entry, key: str = "") -> Place:
    """Make a place of a story, with `key` for its id; without one, the number of the entry."""
    precision = _PRECISIONS.get(entry.kind, "area")
    return Place(
        id=key or str(entry.id),
        name=entry.name,
        at=entry.position,
        precision=precision,
        radius_km=RADIUS_KM.get(precision),
        country=entry.country or None,
        position_source=_position_source(entry),
    )


def _position_source(entry: Entry) -> str:
    """Say who gives the position of an entry, and of what it is the position."""
    if entry.kind == "country":
        return _IN_OUTLINE
    if entry.kind in ("region", "county"):
        return _CENTRE_OF_TOWNS
    return f"GeoNames {entry.geonameid} (CC BY 4.0)" if entry.geonameid else _BY_HAND
