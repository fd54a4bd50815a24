"""Paragraphs as news agencies write them, labelled before they were first read.

Of each: every name with a place, by the country of that; and, where it matters, the place and date of each event. They
are of 10 May 2023, a Wednesday.
"""

import json
from pathlib import Path

import pytest

from geo.base.edtf import When
from geo.reading import reader, to_story

PARAGRAPHS = [json.loads(line) for line in (Path(__file__).parent / "paragraphs.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=lambda paragraph: paragraph["text"][:40])
def test_wire_paragraph_has_its_places_and_events(paragraph):
    reading = reader.read(paragraph["text"], When.parse("2023-05-10"))
    chosen = {mention.text: mention.chosen for mention in reading.mentions if mention.chosen}
    assert {said: entry.country for said, entry in chosen.items()} == paragraph["places"]
    if "events" in paragraph:
        document = to_story.draft(reading)
        names = {feature["id"]: feature["properties"]["name"] for feature in document["features"]}
        events = [[names[event["place"]], event.get("when")] for event in document["story"]["events"]]
        assert events == paragraph["events"]
