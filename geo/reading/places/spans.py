"""Which words of a text may be a place's name: capitals that the gazetteer has, and names of roads and landmarks."""

from collections.abc import Iterator
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.gazetteer.places import Entry, Gazetteer, key
from geo.reading.places.lexicon import INNER, LANDMARKS, NEVER_ALONE, NOT_IN_NAMES, NOWHERE, OPENING_LANDMARKS, ROADS
from geo.reading.places.words import Word

#: A name has so many words at most.
_LONGEST = 6
#: The name of a road or a landmark has so many words before the last.
_BEFORE = 3
#: That of a park before its kind, with the small words in it.
_BEFORE_PARK = 5
_PARKS = frozenset(
    (key(whose), key(what))
    for whose in ("state", "national", "provincial", "county", "regional", "memorial", "marine", "historical")
    for what in ("park", "forest", "preserve", "monument", "seashore", "reserve", "beach", "wilderness")
)
_SAINT_OR_STREET = key("St.")
_JOINTS = frozenset(("", " ", "-", "‑", "\n", "  ", ". ", "\xa0"))


class Span(NamedTuple):
    """What may be a name: the words from `first` to before `last`, in a run of capitals that begins with `run`.

    `entries` are the places that it may mean, the most populous first; there are none for most roads and landmarks.
    """

    first: int
    last: int
    run: int
    key: str
    entries: tuple[Entry, ...]


Runs = list[tuple[int, int]]


def runs(text: str, words: list[Word]) -> Runs:
    """Where capitals stand together, with small words of names between them: the first, and one after the last."""
    found = []
    first = last = 0
    for index, word in enumerate(words):
        checkpoint()
        inner = word.key in INNER or word.text[0] in "'’"
        gap = text[words[index - 1].end : word.start] if last else ""
        if last and gap in _JOINTS and (word.is_capital or inner) and not (gap == ". " and word.opens):
            last = index + 1 if word.is_capital else last
            continue
        if last:
            found.append((first, last))
        first, last = index, index + 1 if word.is_capital else 0
    return [*found, (first, last)] if last else found


def spans(text: str, words: list[Word], runs: Runs, gazetteer: Gazetteer) -> list[Span]:
    """The names that a text may have, without overlaps, in its order; of several that begin alike, the longest."""
    named = dict(_named(text, words, runs))
    keys = {}
    made_of: dict[str, str] = {}  # a text that repeats itself takes no longer than one that does not
    for begin, end in runs:
        for first in range(begin, end):
            checkpoint()
            if words[first].is_capital:
                for last in range(first + 1, min(end, first + _LONGEST) + 1):
                    if words[last - 1].is_capital:
                        name = text[words[first].start : words[last - 1].end]
                        keys[first, last] = made_of.get(name) or made_of.setdefault(name, key(name))
    called = gazetteer.called(keys.values())
    found = []
    for begin, end in runs:
        first = begin
        while first < end:
            checkpoint()
            last = named.get(first) or _longest(text, words, first, end, keys, called) or _opened(words, first, end)
            if last:
                made = keys[first, last]
                found.append(Span(first, last, begin, made, tuple(called.get(made, ()))))
            first = last or first + 1
    return found


def _named(text: str, words: list[Word], runs: Runs) -> Iterator[tuple[int, int]]:
    """Names that say themselves what they are, as "Hutcheson Road"."""
    for begin, end in runs:
        for last in range(begin + 1, end):
            checkpoint()
            if not words[last].is_capital:
                continue
            if last - 1 > begin and (words[last - 1].key, words[last].key) in _PARKS:
                yield _park(words, begin, last - 1), last + 1
                continue
            if words[last].key not in ROADS | LANDMARKS:
                continue
            if words[last].key == _SAINT_OR_STREET and last + 1 < end and words[last + 1].is_capital:
                continue
            first = last
            while (
                first > max(begin, last - _BEFORE)
                and words[first - 1].is_capital
                and words[first - 1].key not in NOT_IN_NAMES
                and text[words[first - 1].end : words[first].start] in (" ", "-", ". ")
            ):
                first -= 1
            if first < last:
                yield first, last + 1


def _park(words: list[Word], begin: int, kind: int) -> int:
    """Where the name of a park begins whose kind stands there: "Montana de Oro State Park"."""
    first = kind
    while first > max(begin, kind - _BEFORE_PARK) and (words[first - 1].is_capital or words[first - 1].key in INNER):
        first -= 1
    while first < kind and not words[first].is_capital:
        first += 1
    return first


def _opened(words: list[Word], first: int, end: int) -> int:
    """Where a name such as "River Severn" ends, if one begins here; 0 where none does."""
    is_named = words[first].key in OPENING_LANDMARKS and first + 1 < end and words[first + 1].is_capital
    return first + 2 if is_named and words[first + 1].key not in NOT_IN_NAMES else 0


def _longest(
    text: str,
    words: list[Word],
    first: int,
    end: int,
    keys: dict[tuple[int, int], str],
    called: dict[str, list[Entry]],
) -> int:
    """Where the longest name that begins here ends; 0 where none does."""
    for last in range(min(end, first + _LONGEST), first, -1):
        made = keys.get((first, last))
        if made not in called:
            continue
        if made not in NOWHERE if last - first > 1 else _may_be(text, words[first], called[made]):
            return last
    return 0


def _may_be(text: str, word: Word, entries: list[Entry]) -> bool:
    """Whether a name of the gazetteer may be meant by a single word, and not a short word or an abbreviation."""
    behind = text.endswith(", ", 0, word.start)
    stops = word.text.endswith(".") or text.startswith(".", word.end)
    if len(word.key) < 2 or (word.key in NEVER_ALONE and not (behind and stops)):
        return False
    if all(entry.short for entry in entries):
        # "Ky." and "Owensboro, KY" are Kentucky; "Ms" and "MD" on their own are not Mississippi and Maryland.
        return (behind or stops) and word.text not in ("M.D.", "Ms.", "Me.", "Md.D.")
    if word.text.isupper() and len(word.text) <= 2:
        return any(entry.kind in ("country", "area") or entry.short for entry in entries)
    return True
