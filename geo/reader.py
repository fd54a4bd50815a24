"""An article read: its places, dates and claims of distance. Rules and a gazetteer; no model and no network."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from geo import claims
from geo.claims import Found
from geo.edtf import When
from geo.gazetteer import SETTLEMENTS, Entry, Gazetteer, gazetteer
from geo.reading import choice, dates, doubt, ends, retelling
from geo.reading.choice import Chosen, Name
from geo.reading.evidence import THRESHOLD, Evidence
from geo.reading.findings import Mention, Reading
from geo.reading.lexicon import ROADS
from geo.reading.spans import Span, runs, spans
from geo.reading.words import Word, sentences, words

#: What a person decided of a name: by where it begins, the number of the place that it means, or None for no place.
Decisions = Mapping[int, int | None]
#: What a person decided of a claim: by where it begins, where the names of its two ends begin, `origin` first.
Linked = Mapping[int, tuple[int, int]]

_HOLDERS = ("country", "region", "county")


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
    """
    known = known or gazetteer()
    where = sentences(text)
    stated = claims.read(text)
    subject = [m.chosen for m in _mentions(about, sentences(about), known, [], (), {}) if m.chosen]
    mentions = _mentions(text, where, known, stated, subject, decided or {})
    reading = Reading(
        text=text,
        published=published,
        mentions=tuple(mentions),
        claims=(),
        dates=tuple(dates.find(text, published)),
        sentences=tuple(where),
    )
    return replace(reading, claims=tuple(_linked(reading, stated, linked or {})))


def _mentions(
    text: str,
    where: list[tuple[int, int]],
    known: Gazetteer,
    stated: list[Found],
    subject: Sequence[Entry],
    decided: Decisions,
) -> list[Mention]:
    """The places that a text names, in order. `subject` are places that it is about."""
    found = words(text, where, known)
    capitals = runs(text, found)
    possible = spans(text, found, capitals, known)
    evidence = Evidence(text, found, capitals, possible, partial(ends.is_end, text, stated))
    chosen_by_hand = known.places(number for number in decided.values() if number is not None)
    places: list[tuple[Span, float]] = []
    groups: dict[tuple[str, int | None], list[Span]] = {}
    for span in possible:
        start = found[span.first].start
        by_hand = decided.get(start)
        if start in decided and by_hand is None:
            continue
        points = evidence.points(span)
        if points > THRESHOLD or by_hand is not None:
            places.append((span, points))
            if span.entries or by_hand in chosen_by_hand:
                groups.setdefault((span.key, by_hand), []).append(span)
    behind = {span.first: span for span in possible}
    names = {}
    for (made, by_hand), group in groups.items():
        entries = (chosen_by_hand[by_hand],) if by_hand in chosen_by_hand else group[0].entries
        names[made, by_hand] = Name(entries, tuple(_within(text, found, group, behind)), len(group))
    ranked = dict(zip(names, choice.choose(list(names.values()), subject), strict=True))
    mentions = []
    for span, points in places:
        start, end = found[span.first].start, found[span.last - 1].end
        name = span.key, decided.get(start)
        candidates = ranked.get(name, [])
        if name[1] is not None:
            trust, reason = doubt.CONFIRMED
            others = [Chosen(entry, 0.0, 0.0) for entry in span.entries if entry.id != name[1]]
            candidates = candidates + others[: choice.MOST]
        else:
            trust, reason = doubt.trust(points, candidates, names.get(name))
        kind = candidates[0].entry.kind if candidates else "road" if found[span.last - 1].key in ROADS else "landmark"
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=text[start:end],
                key=span.key,
                kind=kind,
                candidates=tuple(candidates),
                trust=trust,
                reason=reason,
            )
        )
    return mentions


def _within(text: str, found: list[Word], group: list[Span], behind: dict[int, Span]) -> list[tuple[float, Entry]]:
    """What the text says that a name's place lies in, as in "Paris, Texas": each with its share of the times."""
    said = Counter(
        behind[span.last].key
        for span in group
        if span.last in behind and text[found[span.last - 1].end : found[span.last].start] in (", ", " (")
    )
    holders = {span.key: [e for e in span.entries if e.kind in _HOLDERS] for span in behind.values()}
    times = sum(count for made, count in said.items() if holders[made])
    return [(said[made] / times, entry) for made in said for entry in holders[made]]


def _linked(reading: Reading, stated: list[Found], linked: Linked) -> list[tuple[Found, ends.Ends]]:
    """The claims of the text, each with its ends."""
    places = [ends.Place(m.start, m.end, m.kind in SETTLEMENTS) for m in reading.mentions]
    by_start = {mention.start: index for index, mention in enumerate(reading.mentions)}
    found = []
    for claim in stated:
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
        "story": retelling.draft(reading),
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
    verdict = retelling.verdict(reading, index)
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
