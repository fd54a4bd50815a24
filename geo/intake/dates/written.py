"""One date as a text has it, in all the ways in which it may be meant."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.base.edtf import EdtfError, When
from geo.intake.dates import single, times
from geo.intake.dates.single import KINDS, ONE_YEAR, Fields, One, Reading, text_of

#: Longer texts are no dates.
MAX_TEXT = 80
# So many words beside a date are words about it; with more, the text is no date.
_MAX_REST = 4

_ISO_MONTH = re.compile(r"\d{4}-(?:0\d|1[0-2])")
_OF_TWO = re.compile(r"\d{4}-\d{2}")
_EDTF = re.compile(r"[0-9XY?~%.\-/]+")
_ROMAN_CENTURY = re.compile(r"\b[IVX]{1,5}e?\b")
_SPLIT = re.compile(
    r"\s(?:to|until|till|thru|through|bis|au|al|aux|à|a|ao|até|tot|t/m|по|до|إلى|الى|حتى|and|und|et|y|e|и|en)\s"
    r"|\s[-–—/~]\s|\s?[–—…]\s?|\s?\.\.\.?\s?",
    re.IGNORECASE,
)
_SPLIT_CLOSELY = re.compile(r"[-/+&]")
# Vowel signs and the long stroke of Arabic, marks of direction, and the mark at the begin of a file.
_UNSEEN = re.compile("[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_OF_TWO_WORDS = ("تشرين", "كانون")


@dataclass(frozen=True)
class Written:
    """A date: `when` has its EDTF by the reading, under None if it means the same in all. Empty for a time alone.

    `rest` are words beside the date that it does not hold, such as "evening".
    """

    when: Mapping[Reading | None, str]
    time: str | None = None
    rest: str = ""
    has_seconds: bool = False
    has_short_year: bool = False
    is_other_weekday: bool = False
    #: The reading that counts where nothing speaks against it: 2009-10 is a month.
    standard: Reading | None = None

    def edtf(self, readings: frozenset[Reading] = frozenset()) -> str | None:
        """The date by these readings of its column; None where it may still be two."""
        meant = {text for reading, text in self.when.items() if reading is None or reading in readings}
        meant = meant or ({self.when[self.standard]} if self.standard else set())
        if not meant and len(set(self.when.values())) == 1 and readings.isdisjoint(_others(self.when)):
            meant = set(self.when.values())
        return meant.pop() if len(meant) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        """Whether it may be two dates, and nothing in it says which."""
        return self.standard is None and len(set(self.when.values())) > 1


def _others(when: Iterable[Reading | None]) -> set[Reading]:
    """The readings that a date cannot have, of the kind of those that it has."""
    return {reading for kind in KINDS if not set(kind).isdisjoint(when) for reading in kind}


@lru_cache(maxsize=256)
def read(text: str) -> Written | None:
    """The date that a text is, with its time of day; None where it is neither.

    >>> read("Monday, 2 November 2020, 14h30").when, read("11/2/2020").when["month first"], read("c. 44 BC").when
    ({None: '2020-11-02'}, '2020-11-02', {None: '-0043~'})
    """
    if len(text) > MAX_TEXT:
        return None
    text = _plain(text)
    if not any(map(str.isdigit, text)) and not _ROMAN_CENTURY.search(text):
        return None
    if (found := _checked(text)) is not None:
        return Written({None: found})
    clock = times.find(text)
    if clock is not None:
        text = f"{text[: clock.start].rstrip(' ,;(T')} {text[clock.end :].lstrip(' ,;)')}".strip(" ,;")
        if (second := times.find(text)) is not None and second.start >= clock.start - 3:
            text = text[: second.start].rstrip(" ,;-–")
    time, has_seconds = (clock.time, clock.has_seconds) if clock else (None, False)
    if not text or (clock and not any(map(str.isdigit, text))):
        return Written({}, time, text, has_seconds) if clock else None
    found_date = _interval(text)
    if found_date is None:
        return None
    one, when = found_date
    if not when or len(one.rest) > _MAX_REST:
        return None
    other = False
    if one.weekday is not None:
        right = {reading: edtf for reading, edtf in when.items() if _weekday(edtf) in (None, one.weekday)}
        when, other = (right, False) if right else (when, True)
    standard = ONE_YEAR if _ISO_MONTH.fullmatch(text) and ONE_YEAR in when else None
    return Written(when, time, " ".join(one.rest), has_seconds, one.is_short, other, standard)


def edtf(text: str, order: Reading | None = None) -> str | None:
    """The date or interval that a text can only mean, as EDTF; None where it is none, or may be two.

    A time of day is left out. `order` says how dates like 02/11/2020 are meant; without it they stay unread.

    >>> edtf("2 Nov 2020"), edtf("November 2020"), edtf("2020-11-02T10:30:00Z")
    ('2020-11-02', '2020-11', '2020-11-02')
    >>> edtf("02/11/2020"), edtf("02/11/2020", "day first"), edtf("13/11/2020")
    (None, '2020-11-02', '2020-11-13')
    """
    found = read(text)
    if found is None or found.rest:
        return None
    return found.edtf(frozenset({order} if order else ()))


def is_ambiguous(text: str) -> bool:
    """Whether the text is a date of which only the order of its numbers is unknown."""
    found = read(text)
    return found is not None and not found.rest and found.is_ambiguous


def _plain(text: str) -> str:
    """The text with digits, spaces and signs as Europe writes them."""
    if not text.isascii():
        text = _UNSEEN.sub("", text)
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
        text = text.replace("\u2212", "-").replace("\u2010", "-").replace("\u2011", "-")
        for first in _OF_TWO_WORDS:
            text = re.sub(rf"{first}\s+", first, text)
    return " ".join(text.split())


def _checked(text: str) -> str | None:
    """The text, if it is EDTF. Of 2020-21 nothing says whether it is a season; 0000 is how databases say nothing."""
    if not _EDTF.fullmatch(text) or text.startswith("0000") or _OF_TWO.fullmatch(text):
        return None
    return _valid(text)


def _weekday(edtf: str) -> int | None:
    try:
        return date.fromisoformat(edtf).weekday() if len(edtf) == len("2020-11-02") else None
    except ValueError:
        return None


def _interval(text: str) -> tuple[One, dict[Reading | None, str]] | None:
    """One date, or two with something between, each by the readings of both."""
    for ends in _ends(text):
        if len(ends) == 1:
            if (one := single.one(ends[0])) is not None and (when := _written(one)):
                return one, when
            continue
        first, last = (single.one(end) for end in ends)
        if first is None or last is None or first.is_until or last.is_since:
            continue
        when = {}
        for reading in dict.fromkeys((*first.by, *last.by)):
            begin, end = (_by(each, reading) for each in (first, last))
            if begin is not None and end is not None:
                texts = (text_of(_completed(begin, end), first.mark), text_of(_completed(end, begin), last.mark))
                if all(texts) and (found := _valid("/".join(map(str, texts)))):
                    when[reading] = found
        if when:
            both = One(rest=first.rest + last.rest, is_short=first.is_short or last.is_short)
            return both, when
    return None


def _ends(text: str) -> Iterator[list[str]]:
    """The ways to part a text into the ends of an interval; the sure ones, the whole, the others."""
    parts = _SPLIT.split(text)
    if len(parts) == 2 and all(parts):
        yield parts
    yield [text]
    if len(parts := _SPLIT_CLOSELY.split(text)) == 2 and all(parts):
        yield parts
    marks = [match.start() for match in _SPLIT_CLOSELY.finditer(text)]
    if len(marks) in (3, 5):
        middle = marks[len(marks) // 2]
        yield [text[:middle].strip(), text[middle + 1 :].strip()]


def _by(one: One, reading: Reading | None) -> Fields | None:
    return one.by.get(reading) or one.by.get(None)


def _completed(fields: Fields, other: Fields) -> Fields:
    """The end of an interval with the month and year that only the other end has."""
    month = other.month if fields.day is not None and fields.month is None else fields.month
    return Fields(fields.year or other.year, month, fields.day)


def _written(one: One) -> dict[Reading | None, str]:
    """The one date as EDTF, by its readings; without those of which the calendar has no such day."""
    found: dict[Reading | None, str] = {}
    for reading, fields in one.by.items():
        text = text_of(fields, one.mark)
        if text is not None and "/" not in text:
            text = f"{text}/.." if one.is_since else f"../{text}" if one.is_until else text
        if text is not None and (read := _valid(text)) is not None:
            found[reading] = read
    return found


def _valid(text: str) -> str | None:
    try:
        return When.parse(text).text
    except EdtfError:
        return None
