"""An author reads of columns and rows, never of the marks of the file."""

import json
import re

import pytest

from geo.base.faults import Fault
from geo.session.authors_words import for_author
from geo.story.draft import Draft

OF_THE_FILE = re.compile(
    r"`|EDTF|\bmember|pointer|/story|/features|quotation|bracket|brace|slug|GeoJSON|exchang", re.IGNORECASE
)

BROKEN = {
    "event": {
        **{"id": "Not a slug", "when": "14/7/2021", "time": "2 pm", "title": 7, "mood": "glad", "status": "perhaps"},
        **{"place": "nowhere", "sources": ["gone"], "said_by": "article", "text": "x" * 6000, "tags": ["gone"]},
    },
    "claim": {"id": "one", "quote": "x", "from": "a", "to": "a", "low": 5, "high": "7", "unit": "kk", "source": "gone"},
    "source": {"id": "one", "title": "x", "date": "2020-13", "url": "ftp://x"},
}


def broken(document):
    told = document["story"]
    told["events"] += [BROKEN["event"], told["events"][0]]
    told["claims"].append(BROKEN["claim"] | {"high": 3, "unit": "km"})
    told["claims"].append(BROKEN["claim"])
    told["sources"] += [BROKEN["source"]]
    told["lang"] = "no tag"
    first, second, third, *_ = document["features"]
    first["geometry"]["coordinates"] = [95, 13, 2, 1]
    second["geometry"]["coordinates"].reverse()
    third["properties"] |= {"country": "Libya", "names": "Ghadamès", "radius_km": "far", "precision": "hamlet"}
    return document


def test_no_fault_of_a_draft_speaks_of_the_file(document):
    faults = Draft(json.dumps(broken(document))).reading.faults
    assert len(faults) > 20
    for fault in faults:
        said = for_author(fault)
        assert said.path == fault.path
        assert not OF_THE_FILE.search(f"{said.problem}. {said.remedy}"), said


@pytest.mark.parametrize(
    ("problem", "remedy", "said"),
    [
        ("`low` is a text", "write a number, without quotation marks", ("this is a text", "write a number")),
        (
            "the place id “a” was already used at /features/3",
            "give each its own id",
            ("the place id “a” was already used in row 4", "give each its own id"),
        ),
        ("a country has no radius", "leave `radius_km` out", ("a country has no radius", "leave “Radius, km” empty")),
        (
            "the position is outside Libya",
            "write [9.5, 30.1]: GeoJSON has the longitude first",
            ("the position is outside Libya", "swap the two"),
        ),
    ],
)
def test_words_of_the_file_become_those_of_the_page(problem, remedy, said):
    assert for_author(Fault("/x", problem, remedy))[1:] == said
