"""A made-up story of any number of places, each with one event: for tests of size, and for the benchmarks."""

import json
import random


def many_places(count: int) -> bytes:
    """A story file with `count` places scattered over the earth, the same each time; 10,000 make some 3 MB."""
    scatter = random.Random(count)
    features = [
        {
            "type": "Feature",
            "id": f"p{index}",
            "geometry": {
                "type": "Point",
                "coordinates": [round(scatter.uniform(-180, 180), 3), round(scatter.uniform(-60, 75), 3)],
            },
            "properties": {"name": f"Place {index}", "precision": "town", "radius_km": 5, "position_source": "made up"},
        }
        for index in range(count)
    ]
    events = [
        {"id": f"e{index}", "place": f"p{index}", "when": str(2000 + index * 20 // count), "sources": ["made-up"]}
        | {"title": f"Event {index}", "text": f"What happened at place {index}."}
        | {"said_by": "article", "status": "happened"}
        for index in range(count)
    ]
    story = {
        "version": 1,
        "id": f"places-{count}",
        "title": f"{count:,} places",
        "summary": "A made-up story.",
        "lang": "en",
        "published": "2020",
        "opening": {"event": "e0", "from": "p0", "to": "p1"},
        "sources": [{"id": "made-up", "title": "Made up"}],
        "events": events,
        "claims": [],
    }
    document = {"type": "FeatureCollection", "story": story, "features": features}
    return json.dumps(document, separators=(",", ":")).encode()
