"""An article read: its places, dates and claims of distance. Rules and a gazetteer; no model and no network."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from geo.base.checkpoint import checkpoint
from geo.base.edtf import When
from geo.gazetteer.places import Gazetteer, gazetteer
from geo.reading import to_story
from geo.reading.dates.find import find_dates
from geo.reading.distances import claims, ends
from geo.reading.distances.claims import Found
from geo.reading.findings import Mention, Reading
from geo.reading.places import mentions
from geo.reading.places.containment import SETTLEMENTS
from geo.reading.places.mentions import Decisions
from geo.reading.sentences import sentences

#: What a person decided of a claim: by where it begins, where the names of its two ends begin, `origin` first.
Linked = Mapping[int, tuple[int, int]]

#: Of what an article is said to be about so many places count.
_SUBJECTS_MOST = 20


def read(
    text: str,
    published: When | None = None,
    *,
    about: str = "",
    decided: Decisions | None = None,
    linked: Linked | None = None,
    known: Gazetteer | None = None,
) -> Reading:
    """Read an article that was published then; where that is None, what is counted from it stays open.

    `about` names places that the article is about, as somebody knows who has read it: they rank all candidates anew.
    Never raises, whatever the text, and takes time in proportion to it.
    """
    known = known or gazetteer()
    where = sentences(text)
    stated = claims.read(text)
    subject = [m.chosen for m in mentions.find(about, sentences(about), known) if m.chosen] if about else []
    found = mentions.find(text, where, known, claims=stated, about=subject[:_SUBJECTS_MOST], decided=decided)
    reading = Reading(
        text=text,
        published=published,
        mentions=tuple(found),
        claims=(),
        dates=tuple(find_dates(text, published, where)),
        sentences=tuple(where),
    )
    return replace(reading, claims=tuple(_linked(reading, stated, linked or {})))


def _linked(reading: Reading, stated: list[Found], linked: Linked) -> list[tuple[Found, ends.Ends]]:
    """The claims of the text, each with its ends."""
    places = [ends.Place(m.start, m.end, m.kind in SETTLEMENTS) for m in reading.mentions]
    by_start = {mention.start: index for index, mention in enumerate(reading.mentions)}
    found = []
    for claim in stated:
        checkpoint()
        sentence = reading.sentences[reading.sentence_at(claim.start)]
        each = ends.link(reading.text, claim, places, sentence)
        if claim.start in linked:
            origin, to = (by_start.get(start) for start in linked[claim.start])
            each = each._replace(origin=origin, to=to)
        found.append((claim, each))
    return found


def plain(reading: Reading) -> dict[str, Any]:
    """What was found, as plain values of JSON: `mentions`, `claims`, `dates`, `placeless` and `story`."""
    return {
        "mentions": [_mention(mention) for mention in reading.mentions],
        "claims": [_claim(reading, index) for index in range(len(reading.claims))],
        "dates": [date._asdict() for date in reading.dates],
        "placeless": [
            {"start": start, "end": end, "text": reading.text[start:end]}
            for start, end in map(reading.sentences.__getitem__, reading.placeless)
        ],
        "story": to_story.draft(reading),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    chosen = mention.chosen
    place = {
        "name": chosen.name if chosen else None,
        "kind": mention.kind,
        "lat": chosen.position.lat if chosen else None,
        "lon": chosen.position.lon if chosen else None,
        "geonameid": chosen.geonameid if chosen else None,
        "country": chosen.country or None if chosen else None,
    }
    said = {"start": mention.start, "end": mention.end, "text": mention.text}
    others = [
        {
            "name": each.entry.name,
            "kind": each.entry.kind,
            "lat": each.entry.position.lat,
            "lon": each.entry.position.lon,
        }
        | {"geonameid": each.entry.geonameid, "country": each.entry.country or None}
        | {"probability": round(each.probability, 3)}
        for each in mention.candidates
    ]
    return said | place | {"trust": mention.trust, "reason": mention.reason, "candidates": others}


def _claim(reading: Reading, index: int) -> dict[str, Any]:
    found, each = reading.claims[index]
    verdict = to_story.verdict(reading, index)
    judged = (
        {
            "distance_km": verdict.line.distance_km,
            "initial_bearing_deg": verdict.line.initial_bearing_deg,
            "distance": verdict.distance,
            "direction": verdict.direction,
        }
        if verdict
        else None
    )
    offered = {"origins": list(each.origins), "tos": list(each.tos)}
    return found.plain() | {"from": each.origin, "to": each.to, "offered": offered, "verdict": judged}
