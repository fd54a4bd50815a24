"""Places of the gazetteer as a search box of the page offers them, as plain values for the browser."""

from typing import Any

from geo.gazetteer.places import CREDIT, Entry, gazetteer
from geo.gazetteer.story_place import story_place

#: How many a reader is offered at once.
_MAX_OFFERED = 8


def suggestions(typed: str) -> dict[str, Any]:
    """What a reader who has typed so much may mean, the likeliest first, and whom the reader has it from."""
    found = gazetteer().find(typed, _MAX_OFFERED)
    return {"typed": typed, "places": [_suggestion(entry) for entry in found], "credit": CREDIT}


def _suggestion(entry: Entry) -> dict[str, Any]:
    around = [wide.name for wide in gazetteer().around(entry) if wide.name != entry.name]
    place = story_place(entry)
    return {
        "name": place.name,
        "hint": " · ".join([entry.kind, *([", ".join(around)] if around else [])]),
        "at": list(place.at),
        "country": place.country,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "source": place.position_source,
    }
