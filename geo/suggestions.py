"""Places of the gazetteer as a search box of the page offers them, as plain values for the browser."""

from typing import Any

from geo.gazetteer import CREDIT, Entry, gazetteer

#: How many a reader is offered at once.
_MOST = 8
#: How exactly a place is known, and within how many kilometres it may be meant, as in the default story; of others
#: only the region is known.
_SPOTS = {"city": ("city", 15), "town": ("town", 5), "village": ("town", 5), "place": ("site", 2)}
_OUTLINE = "a point inside its outline, for orientation"
_MIDDLE = f"the middle of its towns, {CREDIT}"
_BY_HAND = "set by hand, for orientation"


def suggestions(typed: str) -> dict[str, Any]:
    """What a reader who has typed so much may mean, the likeliest first, and whom the reader has it from."""
    found = gazetteer().find(typed, _MOST)
    return {"typed": typed, "places": [_suggestion(entry) for entry in found], "credit": CREDIT}


def _suggestion(entry: Entry) -> dict[str, Any]:
    around = [place.name for place in gazetteer().around(entry) if place.name != entry.name]
    precision, radius_km = _SPOTS.get(entry.kind, ("country" if entry.kind == "country" else "region", None))
    return {
        "name": entry.name,
        "hint": " · ".join([entry.kind, *([", ".join(around)] if around else [])]),
        "at": list(entry.position),
        "country": entry.country or None,
        "precision": precision,
        "radius_km": radius_km,
        "source": _source(entry),
    }


def _source(entry: Entry) -> str:
    """Who gives the position of a place."""
    if entry.kind == "country":
        return _OUTLINE
    if entry.kind in ("region", "county"):
        return _MIDDLE
    return f"GeoNames {entry.geonameid} (CC BY 4.0)" if entry.geonameid else _BY_HAND
