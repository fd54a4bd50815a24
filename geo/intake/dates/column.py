"""A whole column of dates, or of times of day: read in one way, asked about once, and noted once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import NamedTuple

from geo.base.edtf import EdtfError, When
from geo.intake.asks import Asking
from geo.intake.dates import numbers, times, written
from geo.intake.dates.single import DAY_FIRST, FIRST_SHORT_YEAR, KINDS, ONE_YEAR, TWO_YEARS, Reading
from geo.intake.dates.written import Written
from geo.story.strict_json import printable
from geo.view import wording

_YEARS: str = "years"
_TIMES: numbers.Counting = "times of day"
_CHECK = "check them, or write them as in 2020-11-02"
# So many texts are named in one note.
_SHOWN = 3
_FIRST_YEAR, _LAST_YEAR = FIRST_SHORT_YEAR, FIRST_SHORT_YEAR + 99


class Note(NamedTuple):
    """What is to be said of a column once, and what to do."""

    problem: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Dated:
    """What a cell says: `when` as EDTF, the time of day, and words that neither holds, such as "evening"."""

    when: str | None = None
    time: str | None = None
    rest: str = ""

    @property
    def is_day(self) -> bool:
        """Whether the date is one day, so that a time of day can stand beside it."""
        return is_day(self.when)

    def beside(self, text: str) -> "Dated":
        """The same with one more text that it does not hold."""
        return replace(self, rest="\n".join(filter(None, (self.rest, text))))


def is_day(when: str | None) -> bool:
    """Whether a text is EDTF of one day."""
    try:
        return when is not None and When.parse(when).day is not None
    except EdtfError:
        return False


@dataclass(frozen=True, kw_only=True)
class DateColumn:
    """The dates of one column. `read` gives what a cell means, `notes` what is to be said of all of them."""

    heading: str
    notes: tuple[Note, ...]
    #: Texts that may be two dates, as nobody has answered which number is what.
    open: frozenset[str]
    _read: Mapping[str, Written] = field(repr=False)
    _readings: frozenset[Reading]
    _counting: numbers.Counting | None

    @classmethod
    def of(cls, heading: str, texts: Iterable[str], ask: Asking) -> "DateColumn":
        """Survey a column; where its dates may be read in several ways, and none of them decides, ask once."""
        count = Counter(text for text in map(str.strip, texts) if text)
        found = {text: read for text in count if (read := written.read(text)) is not None}
        counting = _counting(heading, count, found, ask)
        readings: frozenset[Reading] = frozenset()
        notes: list[Note] = []
        for kind in KINDS:
            readings |= _decide(heading, kind, found, ask, notes)
        unsure = frozenset(text for text, read in found.items() if read.when and read.edtf(readings) is None)
        made = cls(heading=heading, notes=(), open=unsure, _read=found, _readings=readings, _counting=counting)
        return replace(made, notes=(*notes, *_notes(made, count, found)))

    def read(self, text: str) -> Dated | None:
        """What a cell means; None where it is no date, or may be two."""
        text = text.strip()
        if self._counting is not None and numbers.is_number(text):
            if self._counting == _TIMES:
                clock = times.alone(text)
                return Dated(time=clock.time) if clock else None
            if (counted := numbers.read(text, self._counting)) is not None:
                return Dated(when=counted.when, time=_beyond_midnight(counted.time))
        found = self._read.get(text) or written.read(text)
        if found is None:
            return None
        when = found.edtf(self._readings)
        if when is None and found.when:
            return None
        return Dated(when=when, time=_beyond_midnight(found.time) if when else found.time, rest=found.rest)


@dataclass(frozen=True, kw_only=True)
class TimeColumn:
    """The times of day of one column: `read` gives one as a story has it, `notes` what is to be said of all."""

    heading: str
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, heading: str, texts: Iterable[str]) -> "TimeColumn":
        """Survey a column."""
        count = Counter(text for text in map(str.strip, texts) if text)
        found = {text: times.alone(text) for text in count}
        notes = []
        if any(clock and clock.has_seconds for clock in found.values()):
            notes.append(_seconds(heading))
        if hours := [text for text, clock in found.items() if clock and text.isdecimal() and len(text) <= 2]:
            notes.append(
                Note(
                    f"the numbers in column {heading} are read as hours: {hours[0]} is {int(hours[0]):02}:00", _AS_TIME
                )
            )
        return cls(heading=heading, notes=tuple(notes))

    def read(self, text: str) -> str | None:
        """The time of a cell; None where it is none."""
        found = times.alone(text)
        return found.time if found is not None else None


_AS_TIME = "check them, or write them as in 14:30"


def interval(begin: Dated, end: Dated) -> Dated | None:
    """From the one to the other, as two columns say it; None where the end is before the begin, or says nothing."""
    if begin.when is None or end.when is None:
        return None
    if begin.when == end.when:
        return begin
    try:
        when = When.parse(f"{begin.when}/{end.when}").text
    except EdtfError:
        return None
    return Dated(when=when, rest=" ".join(filter(None, (begin.rest, end.rest))))


def _beyond_midnight(time: str | None) -> str | None:
    """The time, if it is one: programs write a day alone as its midnight."""
    return None if time is not None and time.startswith("00:00") else time


def _counting(heading: str, count: Iterable[str], found: Mapping[str, Written], ask: Asking) -> numbers.Counting | None:
    """What the numbers of a column are that are no dates by their form."""
    if digits := [text for text in count if text not in found and numbers.is_number(text)]:
        kind = numbers.kind(digits)
        if kind is not None:
            return kind
    clocks = [text for text in count if text.isdecimal() and len(text) in (3, 4)]
    if not any(text.startswith("0") for text in clocks) or len(clocks) < len(list(count)):
        return None
    if any(times.alone(text) is None for text in clocks):
        return None
    first = next(text for text in clocks if text.startswith("0"))
    clock = times.alone(first)
    taken = ask(heading, (_TIMES, _YEARS), None, (clock.time if clock else "", f"the year {int(first)}"))
    return None if taken == _YEARS else _TIMES


def _decide(
    heading: str, kind: tuple[Reading, ...], found: Mapping[str, Written], ask: Asking, notes: list[Note]
) -> frozenset[Reading]:
    """The reading of a column: that which one of its dates has alone, or which a person answers."""
    several = {text: read for text, read in found.items() if not read.when.keys().isdisjoint(kind)}
    if not several:
        return frozenset()
    each = [frozenset(reading for reading in read.when if reading is not None) for read in several.values()]
    common = reduce(frozenset.__and__, each)
    unsure = [text for text, read in several.items() if read.is_ambiguous]
    if len(common) == 1:
        (taken,) = common
        if unsure or (taken == TWO_YEARS and any(read.standard for read in several.values())):
            meant = f"with the {taken}" if taken not in (ONE_YEAR, TWO_YEARS) else f"as {taken}"
            notes.append(Note(f"the dates in column {heading} are read {meant}: some can only be meant so", _CHECK))
        return common
    if not common:
        ways = " and ".join(reading for reading in kind if any(one == {reading} for one in each))
        notes.append(Note(f"the dates in column {heading} are not all written in one way: {ways}", _CHECK))
    if not unsure:
        return frozenset()
    offered = [reading for reading in kind if reading in (common or reduce(frozenset.__or__, each))]
    example = max(unsure, key=lambda text: len(set(several[text].when.values())))
    shown = tuple(_shown(several[example].when.get(reading)) for reading in offered)
    by_dots = DAY_FIRST if DAY_FIRST in offered and all(text.count(".") >= 2 for text in unsure) else None
    answer = ask(heading, offered, by_dots, shown)
    return frozenset(reading for reading in offered if reading == answer)


def _shown(when: str | None) -> str:
    return wording.date(When.parse(when)) if when else ""


def _notes(column: DateColumn, count: Counter[str], found: Mapping[str, Written]) -> Iterable[Note]:
    heading = column.heading
    of_kind = [text for text in count if column._counting and text not in found and numbers.is_number(text)]
    if of_kind and column._counting != _TIMES and (first := column.read(of_kind[0])):
        in_utc = ", in UTC" if column._counting == "Unix times" else ""
        yield Note(
            f"the numbers in column {heading} are read as {column._counting}{in_utc}: {of_kind[0]} is "
            f"{_shown(first.when)}",
            "check one of them, or write dates as in 2020-11-02",
        )
    read = {text: each for text, each in found.items() if each.edtf(column._readings)}
    if any(each.has_short_year for each in found.values()):
        yield Note(
            f"years of two digits in column {heading} are those from {_FIRST_YEAR} to {_LAST_YEAR}",
            "write them with four digits where they are others",
        )
    if any(each.has_seconds for each in read.values()):
        yield _seconds(heading)
    at_midnight = {text for text, each in read.items() if each.time and each.time.startswith("00:00")}
    if at_midnight and any(each.time and text not in at_midnight for text, each in read.items()):
        rows = _rows(count, at_midnight)
        yield Note(f"midnight in column {heading} is read as the day alone ({rows})", "give the time where it is meant")
    if others := {text for text, each in read.items() if each.is_other_weekday}:
        yield Note(
            f"dates in column {heading} are not on the weekday that stands there: {_named(others)} "
            f"({_rows(count, others)})",
            "check them: the weekday is left out",
        )
    if rest := {text for text, each in read.items() if each.rest}:
        yield Note(
            f"words in column {heading} have no exact date or time: {_named({found[text].rest for text in rest})} "
            f"({_rows(count, rest)}); they are kept in the notes of the events",
            "give the date or time where it is known",
        )
    if alone := {text for text in count if (said := column.read(text)) is not None and said.when is None}:
        yield Note(
            f"column {heading} has times of day without a date: {_named(alone)} ({_rows(count, alone)}); they are left "
            "out",
            "give the date of each",
        )


def _seconds(heading: str) -> Note:
    return Note(f"seconds in column {heading} are left out", "write them into the text if they matter")


def _rows(count: Counter[str], texts: Iterable[str]) -> str:
    rows = sum(count[text] for text in texts)
    return f"{rows:,} {'row' if rows == 1 else 'rows'}"


def _named(texts: Iterable[str]) -> str:
    found = sorted(texts)
    more = " …" if len(found) > _SHOWN else ""
    return ", ".join(f"“{printable(text)}”" for text in found[:_SHOWN]) + more
