"""The default story with tags."""

import json
from typing import Any

from geo.story import geojson
from geo.story.model import Story


def tagged(document: dict[str, Any]) -> dict[str, Any]:
    """The document with two tags: its first event has both, the second one, and one event in ten the other."""
    told = document["story"]
    told["tags"] = [{"id": "talks", "name": "Talks", "colour": "blue"}, {"id": "truces", "name": "Truces <b>"}]
    for index, event in enumerate(told["events"]):
        tags = [["talks", "truces"], ["talks"]][index] if index < 2 else ["truces"] if index % 10 == 0 else []
        if tags:
            event["tags"] = tags
    return document


def tagged_story(document: dict[str, Any]) -> Story:
    """That document as a story."""
    return geojson.read(json.dumps(tagged(document)).encode())
