"""The default story with an event that names its own pair of places."""

import json
from typing import Any

from geo.story import geojson
from geo.story.model import Story


def paired(document: dict[str, Any], *, opens_with_pair: bool = True) -> dict[str, Any]:
    """The document with a pair for the event in Geneva; without one for the story unless it `opens_with_pair`."""
    told = document["story"]
    told["version"] = 2
    next(event for event in told["events"] if event["id"] == "geneva").update({"from": "geneva", "to": "hurghada"})
    if not opens_with_pair:
        told["opening"] = {"event": told["opening"]["event"]}
    return document


def paired_story(document: dict[str, Any], *, opens_with_pair: bool = True) -> Story:
    """That document as a story."""
    return geojson.read(json.dumps(paired(document, opens_with_pair=opens_with_pair)).encode())
