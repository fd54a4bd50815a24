"""The story as the browser draws it: plain values that cross once, as JSON, and become text only by `textContent`."""

import hashlib
import json
from typing import Any

from geo import wording
from geo.basemap import tiles
from geo.geodesy import arc, measure
from geo.story import Event, Place, Story
from geo.view import View


def _place(place: Place, story: Story) -> dict[str, Any]:
    kind = "added" if place.id in story.added else "named"
    return {
        "id": place.id,
        "number": story.number[place.id],
        "name": place.name,
        "names": dict(place.names),
        "lon": place.at.lon,
        "lat": place.at.lat,
        "kind": kind if place.is_spot else "country" if place.precision == "country" else "region",
        "precision": wording.PRECISIONS[place.precision],
        "country": place.country,
    }


def _event(event: Event, story: Story) -> dict[str, Any]:
    return {
        "id": event.id,
        "place": event.place,
        "where": story.place[event.place].name if event.place is not None else None,
        "when": wording.date(event.when),
        "short": wording.date(event.when, short=True),
        "year": event.when.end.year,
        "span": event.when.is_interval,
        "title": event.title,
        "text": event.text,
        "added": event.said_by == "added",
        "standing": wording.standing(event),
    }


def scene(story: Story) -> dict[str, Any]:
    """Everything about a story that the browser needs to draw its map and timeline, whatever the view."""
    return {
        "lang": story.lang,
        "places": [_place(place, story) for place in sorted(story.places, key=lambda p: story.number[p.id])],
        "events": [_event(event, story) for event in story.events],
        "shapes": list(story.shapes),
        "tiles": tiles().for_browser(),
    }


def digest(drawn: dict[str, Any]) -> str:
    """A short digest of a scene: another story is another map."""
    return hashlib.sha256(json.dumps(drawn, ensure_ascii=False).encode()).hexdigest()[:16]


def measured(view: View, story: Story) -> dict[str, Any]:
    """The measured pair as the map draws it: both ids, the label, and [lon, lat] positions along the geodesic."""
    origin, to = story.place[view.origin].at, story.place[view.to].at
    return {
        "from": view.origin,
        "to": view.to,
        "label": wording.distance(measure(origin, to).distance_km, view.unit),
        "line": [[round(point.lon, 4), round(point.lat, 4)] for point in arc(origin, to)],
    }
