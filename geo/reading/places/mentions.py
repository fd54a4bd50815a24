"""The places that a text names: which of its names are those of places, and which place each means."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.gazetteer.places import Entry, Gazetteer
from geo.reading.distances import ends
from geo.reading.distances.claims import Found
from geo.reading.places import choice, datelines
from geo.reading.places.choice import Beside, Chosen, Name
from geo.reading.places.containment import SETTLEMENTS, Containment, holds
from geo.reading.places.evidence import THRESHOLD, Evidence
from geo.reading.places.lexicon import ROADS
from geo.reading.places.spans import Runs, Span, runs, spans
from geo.reading.places.trust import CONFIRMED, FILED, FILED_LIKELY, Trust, lacks, trust_in
from geo.reading.places.words import Word, words

#: What a person decided of a name: by where it begins, the number of the place that it means, or None for no place.
Decisions = Mapping[int, int | None]

#: A name has so many points less where its place lies in a country of which the article speaks nowhere else: it may
#: well be a person's. In an article of few names this says nothing.
_STRANGER, _FEW = 1.0, 3
#: The name of a dateline is a place's, whatever speaks against it.
_FILED = 3.0
#: A name that is a place's elsewhere in the article has so many points at least, if it has so many of its own.
_ELSEWHERE, _LEAST = 0.5, -1.0
#: SQLite asks for no greater number.
_NUMBERS = 2**63
#: The key of a name, and the number of the place that a person chose for it.
_Meaning = tuple[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A place's name in the text, which has it from `start` to `end`.

    `kind` is one of `geo.gazetteer.places.KINDS`, or "road" or "landmark" where the name says so and the gazetteer has
    no such place. `candidates` are the places that it may mean, the most probable first; there may be none. `trust`
    says how far the first can be relied on, and `reason` why, in a sentence. Where `is_open` none of them is
    meant, as far as the text tells.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    candidates: tuple[Chosen, ...]
    trust: Trust
    reason: str
    is_open: bool = False

    @property
    def chosen(self) -> Entry | None:
        """The place that is meant, as far as the reader can tell."""
        return self.candidates[0].entry if self.candidates and not self.is_open else None


class _Filed(NamedTuple):
    """The name in the dateline, and the place that it means, None where what stands behind it says so."""

    span: Span
    place: Entry | None = None
    is_sure: bool = False


class _Named(NamedTuple):
    """A name that is taken for a place's; `points` speak for it, and `decided` is what a person says that it means."""

    span: Span
    start: int
    end: int
    points: float
    decided: Entry | None

    @property
    def meaning(self) -> _Meaning:
        """What names of one place have in common: their key, and what a person decided."""
        return self.span.key, self.decided and self.decided.id


def find(
    text: str,
    sentences: list[tuple[int, int]],
    known: Gazetteer,
    *,
    claims: Sequence[Found] = (),
    about: Sequence[Entry] = (),
    decided: Decisions | None = None,
) -> list[Mention]:
    """The places that a text names, in order. `about` are places that it is about; `claims` its claims of distance.

    A decision of what the text does not name counts for nothing, and so does one for a place that does not exist.
    """
    found = words(text, sentences, known)
    capitals = runs(text, found)
    possible = spans(text, found, capitals, known)
    demonyms = known.demonyms(span.key for span in possible)
    evidence = Evidence(text, found, capitals, possible, partial(ends.is_end, text, claims), demonyms)
    containment = Containment(text, found, possible)
    peoples = nations(found, capitals, known)
    filed = _filed(text, found, possible, containment, peoples)
    named = list(_named(found, possible, evidence, known, decided or {}, filed))
    named = list(_named_elsewhere(named, evidence))
    groups: dict[_Meaning, list[_Named]] = {}
    for each in named:
        if each.decided or each.span.entries:
            groups.setdefault(each.meaning, []).append(each)
    names = {meaning: _name(group, containment, filed) for meaning, group in groups.items()}
    ranked = dict(zip(names, choice.choose(list(names.values()), peoples, about), strict=True))
    strangers = _strangers(ranked, peoples)
    named = [each._replace(points=each.points - _STRANGER) if each.meaning in strangers else each for each in named]
    return [
        _mention(text, each, found[each.span.last - 1], names.get(each.meaning), ranked.get(each.meaning, []), filed)
        for each in named
        if each.points > THRESHOLD or each.decided
    ]


def _filed(
    text: str, found: list[Word], possible: list[Span], containment: Containment, peoples: list[Beside]
) -> _Filed | None:
    """The name in the dateline, and the place that it means; None where the text has none."""
    line = datelines.find(text)
    span = line and next((each for each in possible if found[each.first].start == line.start), None)
    if line is None or span is None or found[span.last - 1].end != line.end:
        return None
    if any(holds(holder, entry) for _, holder in containment.within(span.key) for entry in span.entries):
        return _Filed(span)
    named = {e.country for other in possible if other != span for e in other.entries if e.kind == "country"}
    spoken_of = named | {people.entry.country for people in peoples}
    return _Filed(span, *(datelines.place(span.entries, span.key, spoken_of) or ()))


def nations(found: list[Word], capitals: Runs, known: Gazetteer) -> list[Beside]:
    """The countries whose people, or whose things, a text speaks of: "French police", "the South Koreans"."""
    keys = {}
    for begin, end in capitals:
        for first in range(begin, end):
            checkpoint()
            for size in range(min(3, end - first), 0, -1):
                keys[first, size] = " ".join(word.key for word in found[first : first + size])
    demonyms = known.demonyms(keys.values())
    times: Counter[int] = Counter()
    after = 0
    for (first, size), made in keys.items():
        if first >= after and made in demonyms:
            times[demonyms[made]] += 1
            after = first + size
    return [Beside(entry, times[number]) for number, entry in known.places(times).items()]


def _strangers(ranked: Mapping[_Meaning, list[Chosen]], peoples: list[Beside]) -> set[_Meaning]:
    """Names of settlements in a country of which the article speaks nowhere else."""
    chosen = {meaning: candidates[0].entry for meaning, candidates in ranked.items()}
    spoken_of = Counter(entry.country for entry in (*chosen.values(), *(people.entry for people in peoples)))
    if len(chosen) <= _FEW:
        return set()
    return {m for m, entry in chosen.items() if entry.kind in SETTLEMENTS and spoken_of[entry.country] == 1}


def _named(
    found: list[Word],
    possible: list[Span],
    evidence: Evidence,
    known: Gazetteer,
    decided: Decisions,
    filed: _Filed | None,
) -> Iterator[_Named]:
    entries = known.places(number for number in decided.values() if number is not None and abs(number) < _NUMBERS)
    for span in possible:
        start = found[span.first].start
        number = decided.get(start, 0)
        if number is None:
            continue
        points, entry = evidence.points(span), entries.get(number)
        if filed and span == filed.span:
            points = max(points, _FILED)
        if points > _LEAST or entry:
            yield _Named(span, start, found[span.last - 1].end, points, entry)


def _named_elsewhere(named: list[_Named], evidence: Evidence) -> Iterator[_Named]:
    """The names that are places', and those that speak little for it but are a place's elsewhere in the article."""
    elsewhere = {each.span.key for each in named if each.points > THRESHOLD and evidence.is_into(each.span)}
    for each in named:
        if each.points > THRESHOLD or each.decided:
            yield each
        elif each.span.key in elsewhere and each.span.entries and not evidence.is_borne(each.span):
            yield each._replace(points=_ELSEWHERE)


def _name(group: list[_Named], containment: Containment, filed: _Filed | None) -> Name:
    """What is weighed for names of one meaning."""
    key, decided = group[0].span.key, group[0].decided
    alone = decided or (filed and filed.span.key == key and filed.place)
    entries = (alone,) if alone else group[0].span.entries
    return Name(entries, containment.within(key), containment.held_by(key) / len(group), len(group))


def _mention(
    text: str, each: _Named, last: Word, name: Name | None, candidates: list[Chosen], filed: _Filed | None
) -> Mention:
    checkpoint()
    by_line = filed if filed and filed.place and filed.span.key == each.span.key else None
    alone = each.decided or (by_line and by_line.place)
    if alone:
        others = [Chosen(entry, 0.0, 0.0) for entry in each.span.entries if entry.id != alone.id]
        candidates = candidates + others[: choice.MAX_CHOSEN]
    if each.decided:
        trust, reason = CONFIRMED
    elif by_line and each.points >= _FILED:
        trust, reason = FILED if by_line.is_sure else FILED_LIKELY
    else:
        trust, reason = trust_in(each.points, candidates, name)
    kind = candidates[0].entry.kind if candidates else "road" if last.key in ROADS else "landmark"
    return Mention(
        start=each.start,
        end=each.end,
        text=text[each.start : each.end],
        key=each.span.key,
        kind=kind,
        candidates=tuple(candidates),
        trust=trust,
        reason=reason,
        is_open=trust not in ("confirmed", "sure") and lacks(candidates, name),
    )
