"""An article as the draft of a story: a place for each that it names, an event for each sentence that names one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NotRequired, TypedDict

from geo.base.checkpoint import checkpoint
from geo.base.edtf import When
from geo.gazetteer.places import Entry
from geo.gazetteer.story_place import story_place
from geo.intake.names import Ids, slug
from geo.reading import subject
from geo.reading.findings import Reading
from geo.reading.places.mentions import Mention
from geo.story.members import MAX_CONTEXT, MAX_PASSAGE, VERSION
from geo.story.model import Claim, Passage, Place
from geo.story.verdict import Verdict, judge_between

_ARTICLE = "article"
_MAX_TITLE, _MAX_TEXT, _MAX_QUOTE = 90, 5_000, 500
_DATELINE = re.compile(r"\A[A-Z][A-Z .,'’-]{2,30}(?:,? [A-Z][\w.]{0,20}){0,2} ?(?:\([^)]{1,30}\))? ?[–—-]{1,2} ")
_NO_DATE = "The sentence gives no date; this is the date of the article."
_SUMMARY = "What the article says of each place, in its own words."


class _Words(TypedDict):
    """The words of a sentence, and its date."""

    title: str
    text: str
    note: NotRequired[str]
    when: NotRequired[str]
    passage: dict[str, str]


class _Told(_Words):
    """An event of a story file as a sentence tells it, wherever that is."""

    sources: list[str]
    said_by: str
    status: str


class DraftEvent(_Told):
    """An event of a story file, at its place."""

    id: str
    place: str


class DraftStory(TypedDict):
    """The member `story` of a story file."""

    version: int
    id: str
    title: str
    summary: str
    lang: str
    published: str
    opening: dict[str, str]
    sources: list[dict[str, str]]
    events: list[DraftEvent]
    claims: list[dict[str, object]]


class DraftFeature(TypedDict):
    """A place of a story file."""

    type: str
    id: str
    geometry: dict[str, object]
    properties: dict[str, object]


class DraftDocument(TypedDict):
    """A story file as far as an article has it."""

    type: str
    story: DraftStory
    features: list[DraftFeature]


def claim(reading: Reading, index: int, keys: dict[int, str]) -> Claim | None:
    """A claim of the article as one of a story; None without an origin or a value. `keys` are the ids of places."""
    found, _ = reading.claims[index]
    origin, to = _ends(reading, index)
    if origin is None or found.stated is None or (to and to.id == origin.id):
        return None
    return Claim(
        id=f"claim-{index + 1}",
        quote=found.quote[:_MAX_QUOTE],
        origin=keys.get(origin.id, str(origin.id)),
        to=keys.get(to.id, str(to.id)) if to else None,
        stated=found.stated,
        also=found.also,
        hedge=found.hedge,
        direction=found.direction,
        kind=found.kind,
        source=_ARTICLE,
        passage=_passage(reading, reading.sentence_at(found.start)),
    )


def _passage(reading: Reading, index: int) -> Passage:
    """A sentence as the article has it, with what stands on both sides of it."""
    start, end = reading.sentences[index]
    exact = reading.text[start:end].strip()[:MAX_PASSAGE].strip()
    start = reading.text.index(exact, start)
    end = start + len(exact)
    before, after = reading.text[max(start - MAX_CONTEXT, 0) : start], reading.text[end : end + MAX_CONTEXT]
    return Passage(exact, before if _shows(before) else None, after if _shows(after) else None)


def _shows(text: str) -> bool:
    return any(sign.isprintable() and not sign.isspace() for sign in text)


def _passage_json(passage: Passage) -> dict[str, str]:
    return {name: text for name, text in passage._asdict().items() if text is not None}


def verdict(reading: Reading, index: int) -> Verdict | None:
    """How a claim of the article fares; None where an end is open, or where it is not one of a straight line."""
    found, ends = reading.claims[index]
    made, (origin, to) = claim(reading, index, {}), _ends(reading, index)
    if made is None or origin is None or to is None or not found.is_judged:
        return None
    one, other = (end is not None and reading.mentions[end].trust == "confirmed" for end in (ends.origin, ends.to))
    return judge_between(made, story_place(origin, checked=one), story_place(to, checked=other))


def _ends(reading: Reading, index: int) -> tuple[Entry | None, Entry | None]:
    """The places at both ends of a claim, as far as they are known."""
    _, ends = reading.claims[index]
    origin, to = (None if end is None else reading.mentions[end].chosen for end in (ends.origin, ends.to))
    return origin, to


def draft(reading: Reading, title: str | None = None, url: str | None = None) -> DraftDocument:
    """The article in the shape of a story file, for a person to check; `title` and `url` are the article's own.

    What the article does not say is left out, so the draft may have faults. A sentence without a date has that of the
    article, and says so; where it tells what is always so, its date is left to fill in.
    """
    title = _cut(title or _DATELINE.sub("", _first_line(reading.text)), _MAX_TITLE)
    # A title of signs that nobody sees is none.
    title = title if _shows(title) else "Story"
    ids = Ids()
    unique = {m.chosen.id: m.chosen for m in reading.mentions if m.chosen}
    said = _spellings(reading)
    keys = {number: ids.give(slug(name), "place") for number, name in said.items()}
    confirmed = {m.chosen.id for m in reading.mentions if m.chosen and m.trust == "confirmed"}
    places = [
        replace(story_place(entry, keys[number], checked=number in confirmed), name=said[number])
        for number, entry in unique.items()
    ]
    events = list(_events(reading, keys))
    claims = [
        made
        for index, (found, _) in enumerate(reading.claims)
        if found.checkable and (made := claim(reading, index, keys)) is not None
    ]
    source = {"id": _ARTICLE, "title": title} | ({"url": url} if url else {})
    if reading.published:
        source["date"] = reading.published.text
    told: DraftStory = {
        "version": VERSION,
        "id": slug(title) or "story",
        "title": title,
        "summary": _SUMMARY,
        "lang": "en",
        "published": reading.published.text if reading.published else "",
        "opening": _opening(events, claims, places),
        "sources": [source],
        "events": events,
        "claims": [_claim_json(made) for made in claims],
    }
    return {"type": "FeatureCollection", "story": told, "features": list(map(_feature, places))}


def _spellings(reading: Reading) -> dict[int, str]:
    """The name of each place as the article first spells it, by number; capitals and short forms only if need be."""
    found: dict[int, str] = {}
    for mention in reading.mentions:
        if (entry := mention.chosen) is None:
            continue
        text = " ".join(mention.text.split())
        plain = not text.isupper() and not (entry.short or text.endswith("."))
        if entry.id not in found or (plain and found[entry.id] == entry.name):
            found[entry.id] = text if plain else entry.name
    return found


def _events(reading: Reading, keys: dict[int, str]) -> Iterator[DraftEvent]:
    """An event for each place that a sentence is about, and for each that is listed with it."""
    ids = Ids()
    named: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        if mention.chosen:
            named.setdefault(reading.sentence_at(mention.start), []).append(mention)
    dates: dict[int, str] = {}
    for date in reading.dates:
        if date.edtf and not reading.is_in_dateline(date.start):
            dates.setdefault(reading.sentence_at(date.start), date.edtf)
    subjects = {reading.mentions[ends.to].start for _, ends in reading.claims if ends.to is not None}
    for index, here in named.items():
        checkpoint()
        about = subject.of(reading, here, subjects)
        if not about:
            continue
        told = _told(reading, index, dates.get(index))
        for number in dict.fromkeys(mention.chosen.id for mention in about if mention.chosen):
            yield {"id": ids.give(slug(told["title"]), "event"), "place": keys[number], **told}


def _told(reading: Reading, index: int, when: str | None) -> _Told:
    """What a sentence tells, as an event without its id and place; `when` is the date in it."""
    start, end = reading.sentences[index]
    text = " ".join(reading.text[start:end].split())
    words: _Words = {
        "title": _cut(_DATELINE.sub("", text), _MAX_TITLE),
        "text": text[:_MAX_TEXT],
        "passage": _passage_json(_passage(reading, index)),
    }
    if when is None and reading.published and not subject.is_background(text):
        when, words["note"] = reading.published.text, _NO_DATE
    if when:
        words["when"] = when
    later = when and reading.published and When.parse(when).begin.earliest > reading.published.end.latest
    status = "announced" if later else "happened"
    return {**words, "sources": [_ARTICLE], "said_by": "article", "status": status}


def _opening(events: list[DraftEvent], claims: list[Claim], places: list[Place]) -> dict[str, str]:
    """The first pair that a claim is about, or that is there, with an event at the claim's place."""
    first_pair = next(((claim.origin, claim.to) for claim in claims if claim.to), None)
    subject = first_pair[1] if first_pair else None
    event = next((event for event in events if event["place"] == subject), events[0] if events else None)
    first = {"event": event["id"]} if event else {}
    spots = [each.id for each in places if each.is_spot] + [each.id for each in places if not each.is_spot]
    pair = first_pair or tuple(spots[:2])
    return first | (dict(zip(("from", "to"), pair, strict=True)) if len(pair) == 2 else {})


def _feature(place: Place) -> DraftFeature:
    told = {"name": place.name, "precision": place.precision, "radius_km": place.radius_km, "country": place.country}
    kept: dict[str, object] = {key: value for key, value in told.items() if value is not None}
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": list(place.at)},
        "properties": kept | {"position_source": place.position_source} | ({} if place.checked else {"checked": False}),
    }


def _claim_json(claim: Claim) -> dict[str, object]:
    told = {"id": claim.id, "quote": claim.quote, "from": claim.origin, **claim.stated._asdict()}
    also = claim.also._asdict() if claim.also else None
    passage = _passage_json(claim.passage) if claim.passage else None
    kind = None if claim.kind == "pair" else claim.kind
    further = {
        "to": claim.to,
        "kind": kind,
        "also": also,
        "hedge": claim.hedge,
        "direction": claim.direction,
        "passage": passage,
    }
    return told | {key: value for key, value in further.items() if value is not None} | {"source": claim.source}


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _cut(text: str, most: int) -> str:
    """The text, or its beginning up to a word's end, with an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(",;:–—-") + "…"
