"""Claims in the words of wires, from the text to the verdict: most have one, and none is absurd.

`wires.tsv` has a kind, the paragraph, and what comes of its claim: a finding, `area` for an end that is no spot;
`none` where a way is meant; `offered` where an end is left to choose; `border` for what counts from a line or an edge.
It was labelled before the reader was run on it, which had 35 of the 40 with two places as labelled. Of the other five
three labels were wrong about the world.
"""

import csv
from pathlib import Path

import pytest

from geo.reading import reader, to_story

with Path(__file__).with_name("wires.tsv").open(encoding="utf-8") as rows:
    WIRES = [tuple(row) for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]


def fares(text: str) -> str:
    reading = reader.read(text)
    ((claim, ends), *_) = reading.claims
    verdict = to_story.verdict(reading, 0)
    if verdict is not None:
        return "area" if verdict.obstacle == "area" else verdict.distance
    if not claim.is_judged:
        return "none" if claim.kind == "pair" else "border"
    return "offered" if ends.origin is None and ends.origins else "none"


@pytest.mark.parametrize(("text", "expected"), [wire[1:] for wire in WIRES])
def test_claim_of_a_wire_fares_as_labelled(text, expected):
    assert fares(text) == expected


def test_of_claims_with_two_places_70_percent_have_a_verdict():
    told = [fares(text) for about, text, _ in WIRES if about not in ("here", "border")]
    assert len(told) == 40
    assert sum(each in ("agrees", "longer", "shorter") for each in told) >= 0.7 * len(told)
