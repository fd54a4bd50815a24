"""Places of the gazetteer as a search box of the page offers them, as plain values for the browser."""

from typing import TypedDict

from geo.gazetteer.places import CREDIT, Entry, gazetteer
from geo.gazetteer.story_place import story_place

#: How many a reader is offered at once.
_MAX_OFFERED = 8


class Suggestion(TypedDict):
    """A place to choose; `hint` tells it from its namesakes."""

    name: str
    hint: str
    lon: float
    lat: float
    country: str | None
    precision: str
    radius_km: float | None
    source: str


class Suggestions(TypedDict):
    """The places found for a text that a reader has typed, and whom the reader has them from."""

    typed: str
    places: list[Suggestion]
    credit: str


def suggestions(typed: str) -> Suggestions:
    """What a reader who has typed so much may mean, the likeliest first, and whom the reader has it from."""
    found = gazetteer().find(typed, _MAX_OFFERED)
    return {"typed": typed, "places": [suggestion(entry) for entry in found], "credit": CREDIT}


def suggestion(entry: Entry) -> Suggestion:
    """An entry as it is offered."""
    around = [wide.name for wide in gazetteer().around(entry) if wide.name != entry.name]
    place = story_place(entry)
    return {
        "name": place.name,
        "hint": " · ".join([entry.kind, *([", ".join(around)] if around else [])]),
        "lon": place.at.lon,
        "lat": place.at.lat,
        "country": place.country,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "source": place.position_source,
    }
