"""What speaks for and against a name's being that of a place here: the words around it, and the rest of the article.

Each kind of evidence has a number of points, and the sum decides. Most points were fitted by logistic regression to two
sets of news articles with annotated place names (TR-News, and half of LGL) and rounded; on articles that a fit had not
seen, a sum above `THRESHOLD` was right in 94 % and 92 % of names. So a sum of 3 means odds of 20 to 1.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.gazetteer.places import GIVEN_NAME, SURNAME, WORD
from geo.reading.places import bearers
from geo.reading.places.lexicon import (
    BEATING,
    BODIES,
    CALENDAR,
    CLUBS,
    FOUNDED,
    HOUSES,
    INTO,
    LANDMARKS,
    LOCALS,
    NO_GIVEN_NAMES,
    OFFICES,
    OPENING_LANDMARKS,
    PAPERS,
    PARTS,
    PEOPLE,
    ROADS,
    SAYING,
    SIDES,
    TITLES,
)
from geo.reading.places.spans import Runs, Span
from geo.reading.places.words import Word

THRESHOLD = 0.35

_NONE = -3.2
_POINTS = {
    # what the gazetteer has
    "is no entry": 2.8, "is a region": -0.4, "is a county": 1.1, "is an area": -1.4, "is a water or mountain": -0.9,
    "tenfold population": 0.8, "a million people": 1.2, "is only a further name": -1.0, "is a short form": 2.4,
    # the name itself
    "ends as a road": 1.7, "is as a landmark": 1.6, "is a word": -1.4, "is a word and opens": -1.6,
    "is an abbreviation": -2.2, "is in capitals": 2.1,
    # what comes before
    "after a given name": -0.9, "after a title": -0.8, "after an initial": 2.2, "after a side": 1.2,
    "after in or at": 1.5, "after a founded body of": -1.0, "after a part of": 2.3, "after a number of": 2.3,
    # what comes after
    "before an office": 1.4, "before a house": -1.6, "before a university": -1.3, "before a body": -2.4,
    "before other capitals": -1.0, "given name before capitals": -1.5, "before saying": -0.9, "before locals": 2.4,
    "before 's": -0.9, "before a hyphen": 0.9, "before its region": 2.0, "is a dateline": 2.1,
    # the article
    "is a person's elsewhere": -1.8, "is a person's and not after in": -0.7, "is a given name elsewhere": -1.4,
    "after in elsewhere": 0.9,
    # not fitted, as there are too few in these articles
    "is an end of a distance": 2.5, "ends as a city": 1.6, "opens a full name, rarely after in": -2.0,
    "before a paper": -2.0, "after a club": -4.0, "beside beating": -2.4,
    "is a speaker's": -5.0, "is a firm's": -3.0, "is part of a division's": -8.0, "is a people": -4.0,
    "after a person of": 2.0,
}  # fmt: skip
_INSTITUTIONS = OFFICES | HOUSES | ROADS | LANDMARKS | BODIES
Ends = Callable[[int, int], bool]

_MILLION = 1_000_000
#: One in so many times is rarely.
_RARELY = 4
_ONE_LETTER_WORDS = ("A", "I")
_DASHES = frozenset(("-", "–", "—", "--"))
#: Capitals of so many letters are an abbreviation; of more, a name in a heading or a dateline.
_MAX_ABBREVIATION = 4
#: A person's name has so many words at most; more evidence than this adds nothing.
_MAX_NAMES, _MAX_PERSONS, _MAX_ELSEWHERE = 4, 3, 2


class Persons(NamedTuple):
    """How often each word is a person's name in a text, as far as a title or a given name before it tells.

    `full` counts the given names with a known surname after them.
    """

    surnames: Counter[str]
    given: Counter[str]
    full: Counter[str]


def persons(text: str, words: list[Word], runs: Runs, spans: list[Span]) -> Persons:
    """The people in a text; `spans` may be places, and so may what looks like a surname."""
    places = {span.key for span in spans if span.entries}
    # "Vladimir Putin" is a person, as he is called "Putin" where he speaks.
    alone = (begin for begin, end in runs if end - begin == 1 and end < len(words))
    speaking = {words[index].key for index in alone if words[index + 1].key in SAYING}
    found = Persons(Counter(), Counter(), Counter())
    for begin, end in runs:
        for index in range(begin, end - 1):
            checkpoint()
            word, after = words[index], words[index + 1]
            gap = text[word.end : after.start]
            if not (word.is_capital and after.is_capital) or gap.strip(" ."):
                continue
            given = _is_given(word) or (after.key in speaking and after.key not in places)
            initial = len(word.key) == 1 and (word.text not in _ONE_LETTER_WORDS or "." in gap)
            if not (given or word.key in TITLES or initial) or after.key in _INSTITUTIONS | SIDES:
                continue
            for name in words[index + 1 : min(end, index + _MAX_NAMES)]:
                if not name.is_capital or name.key in _INSTITUTIONS:
                    break
                found.surnames[name.key] += 1
            if given and (after.kinds & SURNAME or after.key not in places):
                found.given[word.key] += 1
            if given and after.kinds & SURNAME:
                found.full[word.key] += 1
    return found


class Evidence:
    """What an article as a whole says about each of its names, and how many points each has."""

    def __init__(
        self, text: str, words: list[Word], runs: Runs, spans: list[Span], ends: Ends, peoples: Collection[str] = ()
    ) -> None:
        """`ends` says whether what stands from one position to another is a place that a distance is about.

        `peoples` are the keys of peoples, or of their things: "Argentine".
        """
        self._peoples, self._bearers = peoples, dict(bearers.of(text, words, runs, spans))
        self._text, self._words, self._spans = text, words, spans
        self._persons = persons(text, words, runs, spans)
        self._into_at = set(self._led_into())
        self._times = Counter(span.key for span in spans)
        # "From Georgia's hard work" is as much of a person.
        self._into = Counter(span.key for span in spans if self.is_into(span) and not self._is_owner(span))
        self._ends = ends
        self._wide = {
            span.first for span in spans if any(entry.kind in ("country", "region", "county") for entry in span.entries)
        }

    def points(self, span: Span) -> float:
        """The sum of what speaks for the name and against it."""
        checkpoint()
        return _NONE + sum(_POINTS[name] * weight for name, weight in self.of(span) if weight)

    def of(self, span: Span) -> Iterator[tuple[str, float]]:
        """The kinds of evidence about a name, each with how much of it there is."""
        yield from _entries(span)
        yield from self._itself(span)
        yield from self._before(span)
        yield from self._after(span)
        yield from self._elsewhere(span)
        if kind := self._bearers.get(span.first):
            yield kind, 1

    def _itself(self, span: Span) -> Iterator[tuple[str, float]]:
        word, last = self._words[span.first], self._words[span.last - 1]
        alone = span.last - span.first == 1
        yield "ends as a road", not alone and last.key in ROADS
        yield "is as a landmark", not alone and (last.key in LANDMARKS or word.key in OPENING_LANDMARKS)
        yield "ends as a city", not alone and last.key == "city"
        wide = any(entry.kind in ("country", "area", "continent") for entry in span.entries)
        yield "is a people", span.key in self._peoples and not wide and not self.is_into(span)
        is_word = alone and bool(word.kinds & WORD)
        yield "is a word", is_word
        yield "is a word and opens", is_word and word.opens
        long = len(word.text) > _MAX_ABBREVIATION
        country = any(entry.kind == "country" for entry in span.entries)
        capitals = word.text.isupper() and len(word.text) > 1
        yield "is an abbreviation", capitals and not long and not country and "." not in word.text
        yield "is in capitals", capitals and long

    def _before(self, span: Span) -> Iterator[tuple[str, float]]:
        if not span.first:
            return
        words, first = self._words, span.first
        before, start = words[first - 1], words[first].start
        gap = self._text[before.end : start]
        beside = gap in (" ", "-", "\n") and first > span.run
        yield "after a given name", beside and before.is_capital and _is_given(before)
        yield "after a title", gap == " " and before.key in TITLES and not before.is_capital
        initial = len(before.text.strip(".")) == 1 and before.text.isupper() and before.text not in _ONE_LETTER_WORDS
        yield "after an initial", initial and not gap.strip(" .")
        yield "after a club", gap == " " and before.is_capital and before.key in CLUBS
        yield "beside beating", gap == " " and before.key in BEATING
        yield "after a side", gap == " " and before.key in SIDES
        yield "after in or at", self.is_into(span)
        if gap == " " and before.key == "of" and first > 1:
            owner = words[first - 2]
            founded = owner.is_capital and owner.key in FOUNDED
            number = owner.text[0].isdigit() or (first > 2 and words[first - 3].text[0].isdigit())
            yield "after a founded body of", founded
            yield "after a part of", owner.key in PARTS
            yield "after a number of", number
            yield "after a person of", not owner.is_capital and owner.key in PEOPLE

    def _after(self, span: Span) -> Iterator[tuple[str, float]]:
        words, last = self._words, span.last
        if last == len(words):
            return
        after, end = words[last], words[last - 1].end
        gap = self._text[end : after.start]
        beside = gap in (" ", "-") and after.is_capital
        other = beside and after.key not in _INSTITUTIONS and after.key not in CALENDAR
        yield "before an office", beside and after.key in OFFICES
        yield "before a house", beside and after.key in HOUSES
        yield "before a university", beside and after.key in ("university", "college")
        yield "before a body", beside and after.key in BODIES
        yield "before a paper", beside and after.key in PAPERS
        yield "before other capitals", other
        given = last - span.first == 1 and bool(words[last - 1].kinds & GIVEN_NAME)
        yield "given name before capitals", other and given
        yield "beside beating", gap == " " and after.key in BEATING
        yield "before saying", gap == " " and not after.is_capital and after.key in SAYING
        yield "before locals", gap == " " and not after.is_capital and after.key in LOCALS
        yield "before 's", self._is_owner(span)
        yield "before a hyphen", gap == "-"
        yield "before its region", gap == ", " and last in self._wide
        yield "is a dateline", words[span.first].opens and (gap.strip() in _DASHES or gap.strip().startswith("("))

    def _elsewhere(self, span: Span) -> Iterator[tuple[str, float]]:
        into = self.is_into(span)
        begin, end = self._words[span.first].start, self._words[span.last - 1].end
        yield "is an end of a distance", self._ends(begin, end)
        yield "after in elsewhere", min(max(self._into[span.key] - into, 0), _MAX_ELSEWHERE)
        if span.last - span.first == 1:
            surnames = self._persons.surnames[span.key]
            yield "is a person's elsewhere", min(surnames, _MAX_PERSONS)
            yield "is a person's and not after in", surnames > 0 and not into
            yield "is a given name elsewhere", self._persons.given[span.key] > 0
            rarely = self._into[span.key] * _RARELY <= self._times[span.key]
            yield "opens a full name, rarely after in", rarely and self._persons.full[span.key] > 0

    def _is_owner(self, span: Span) -> bool:
        """Whether "'s" follows."""
        after = self._words[span.last : span.last + 1]
        return bool(after) and after[0].text[0] in "'’" and after[0].start == self._words[span.last - 1].end

    def is_borne(self, span: Span) -> bool:
        """Whether a name may be part of another, of a person or a firm."""
        words, last = self._words, span.last
        beside = (
            last < len(words) and words[last].is_capital and self._text[words[last - 1].end : words[last].start] == " "
        )
        return beside or span.first > span.run or span.first in self._bearers or self._persons.surnames[span.key] > 0

    def is_into(self, span: Span) -> bool:
        """Whether it stands after "in" or the like."""
        return span.first in self._into_at

    def _led_into(self) -> Iterator[int]:
        """The first words of names that stand after "in" or the like, or in a list that does: "in Sebha and Ubari"."""
        after = -1
        for span in self._spans:
            first = span.first
            if not first:
                continue
            before = self._words[first - 1]
            gap = self._text[before.end : self._words[first].start]
            is_listed = (gap == ", " and first == after) or (before.key in ("and", "or") and first - 1 == after)
            if is_listed or (before.key in INTO and gap in (" ", "\n")):
                after = span.last
                yield first


def _is_given(word: Word) -> bool:
    return bool(word.kinds & GIVEN_NAME) and word.key not in NO_GIVEN_NAMES


def _entries(span: Span) -> Iterator[tuple[str, float]]:
    if not span.entries:
        yield "is no entry", 1
        return
    kinds = {entry.kind for entry in span.entries}
    population = span.entries[0].population
    yield "is a region", "region" in kinds
    yield "is a county", "county" in kinds
    yield "is an area", not kinds.isdisjoint(("continent", "area"))
    yield "is a water or mountain", not kinds.isdisjoint(("sea", "river", "lake", "island", "mountain", "place"))
    yield "tenfold population", math.log10(population + 1)
    yield "a million people", population > _MILLION
    yield "is only a further name", not any(entry.official for entry in span.entries)
    yield "is a short form", all(entry.short for entry in span.entries)
