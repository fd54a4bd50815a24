"""Who and what bears a place's name and is none: people who speak, firms, and provinces that the gazetteer lacks."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from geo.base.checkpoint import checkpoint
from geo.reading.places.lexicon import (
    CALENDAR,
    DIVISIONS,
    FIRMS,
    INNER,
    INTO,
    LANDMARKS,
    OFFICES,
    PEOPLE,
    ROADS,
    SAYING,
    SIDES,
    TITLES,
)
from geo.reading.places.spans import Runs, Span
from geo.reading.places.words import Word

SPEAKER = "is a speaker's"
_NO_GIVEN = OFFICES | LANDMARKS | ROADS | SIDES | CALENDAR | INNER
_ARTICLES = ("a", "an", "the", "who")
#: After the name of who is told of, "Kidd Houston, a spokesman", so many words are looked at.
_TOLD = 4
#: The name of a person has so many words at most, and their age so many digits.
_MAX_NAMES, _MAX_AGE = 3, 3
#: That of a province has so many.
_MAX_DIVISION = 3
#: That of a firm has so many behind that of a place.
_MAX_FIRM = 5


def of(text: str, words: Sequence[Word], runs: Runs, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """The first word of each name that is part of another name, by index, and the kind of that."""
    inside: dict[int, list[Span]] = {}
    speakers = set()
    for span in spans:
        inside.setdefault(span.run, []).append(span)
    for begin, end in runs:
        checkpoint()
        here = [span for span in inside.get(begin, ()) if span.entries]
        if not here:
            continue
        if here[-1].last == end and begin < here[-1].first and _is_speaker(text, words, begin, end):
            yield from ((span.first, SPEAKER) for span in here)
            speakers.add(here[-1].key)
        for span in here:
            if _is_firm(text, words, span, end):
                yield span.first, "is a firm's"
            elif _is_division(text, words, span, begin, end):
                yield span.first, "is part of a division's"
    for span in spans:
        if span.key in speakers and (not span.first or words[span.first - 1].key not in INTO):
            yield span.first, SPEAKER


def _is_speaker(text: str, words: Sequence[Word], begin: int, end: int) -> bool:
    """Whether a run that ends with a place's name is that of a person: "said Kidd Houston", "Kidd Houston, 43"."""
    names = words[begin:end]
    if len(names) > _MAX_NAMES or any(not _may_be_persons(word) for word in names):
        return False
    if any(text[one.end : other.start] != " " for one, other in pairwise(names)):
        return False
    if begin and words[begin - 1].key in SAYING - {"is", "was", "has", "had"} and not names[0].opens:
        return text[words[begin - 1].end : names[0].start] == " "
    after = words[end : end + 1 + _TOLD]
    if not after or text[names[-1].end : after[0].start] != ", ":
        return False
    age = after[0].text.rstrip(",.")
    if age.isdigit() and len(age) < _MAX_AGE:
        return True
    return after[0].key in _ARTICLES and any(word.key in PEOPLE | TITLES for word in after[1:])


def _is_firm(text: str, words: Sequence[Word], span: Span, end: int) -> bool:
    """Whether a word of firms stands behind in the same run: "Cleveland Cliffs Inc.", "Boston Dynamics"."""
    last = words[span.last - 1]
    for word in words[span.last : min(end, span.last + _MAX_FIRM)]:
        if not word.is_capital or text[last.end : word.start] not in (" ", "-", " & "):
            return False
        if word.key in FIRMS:
            return True
        last = word
    return False


def _is_division(text: str, words: Sequence[Word], span: Span, begin: int, end: int) -> bool:
    """Whether the name of a province has more words than the gazetteer knows: "Oriental Mindoro province"."""
    if end >= len(words) or words[end].key not in DIVISIONS or text[words[end - 1].end : words[end].start] != " ":
        return False
    if end - span.first > _MAX_DIVISION:
        return False
    reach = range(max(begin, end - _MAX_DIVISION - 1), span.first)
    begin = max((index + 1 for index in reach if not words[index].is_capital), default=begin)
    whole = words[begin:end]
    if len(whole) > _MAX_DIVISION or any(not word.is_capital for word in whole):
        return False
    more = [*words[begin : span.first], *words[span.last : end]]
    is_longer = any(word.key not in SIDES for word in more)
    return is_longer and all(text[one.end : other.start] == " " for one, other in pairwise(whole))


def _may_be_persons(word: Word) -> bool:
    return word.is_capital and word.key not in _NO_GIVEN and not (word.text.isupper() and len(word.text) > 1)
