"""Numbers that stand for dates: Unix times, the days of spreadsheets, years with their months."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Literal, NamedTuple

from geo.intake.dates import times

#: What the numbers of a column are.
Counting = Literal["Unix times", "days of a spreadsheet", "years with months", "times of day"]

_NUMBER = re.compile(r"(\d{1,19})(?:[.,](\d{1,12}))?")
# Unix times from 1973 to 2128, by how many of them make a second: those before would be any number at all.
_UNITS = (1, 1_000, 1_000_000, 1_000_000_000)
_FIRST_SECOND, _LAST_SECOND = 100_000_000, 5_000_000_000
# Day 1 of a spreadsheet is 1 January 1900, and it has a 29 February in that year: later days count from here. Numbers
# from 10000 to 80000 are the years from 1927 to 2119.
_DAY_0 = date(1899, 12, 30)
_FIRST_DAY, _LAST_DAY = 10_000, 80_000


class Counted(NamedTuple):
    """The date that a number stands for, with the time of day in UTC, or as the sheet has it."""

    when: str
    time: str | None


def is_number(text: str) -> bool:
    """Whether a text is a number that may be counted from somewhere."""
    return _NUMBER.fullmatch(text) is not None


def kind(texts: Sequence[str]) -> Counting | None:
    """What all these numbers are; None where they are nothing that all of them can be.

    >>> kind(["1604275200", "1604448000000"]), kind(["44137", "44138.5"]), kind(["202011", "202012"]), kind(["7"])
    ('Unix times', 'days of a spreadsheet', 'years with months', None)
    """
    found: tuple[tuple[Counting, bool], ...] = (
        ("Unix times", all(_unix(text) for text in texts)),
        ("days of a spreadsheet", all(_sheet(text) for text in texts)),
        ("years with months", all(_month(text) for text in texts)),
    )
    return next((counting for counting, fits in found if fits and texts), None)


def read(text: str, counting: Counting) -> Counted | None:
    """The date of one number of a column.

    >>> read("1604275200", "Unix times"), read("44137.604166667", "days of a spreadsheet")
    (Counted(when='2020-11-02', time='00:00Z'), Counted(when='2020-11-02', time='14:30'))
    """
    match counting:
        case "Unix times":
            return _unix(text)
        case "days of a spreadsheet":
            return _sheet(text)
        case "years with months":
            return _month(text)
        case "times of day":
            return None


def _unix(text: str) -> Counted | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    for unit in _UNITS:
        seconds = int(match[1]) // unit
        if _FIRST_SECOND <= seconds < _LAST_SECOND:
            at = datetime.fromtimestamp(seconds, UTC)
            return Counted(f"{at:%Y-%m-%d}", f"{at:%H:%M}Z")
    return None


def _sheet(text: str) -> Counted | None:
    match = _NUMBER.fullmatch(text)
    if match is None or len(match[1]) != len(str(_FIRST_DAY)) or not _FIRST_DAY <= int(match[1]) < _LAST_DAY:
        return None
    day = _DAY_0 + timedelta(days=int(match[1]))
    return Counted(day.isoformat(), times.of_day(float(f"0.{match[2]}")) if int(match[2] or 0) else None)


def _month(text: str) -> Counted | None:
    is_month = len(text) == len("202011") and text.isdecimal() and text[:2] in ("18", "19", "20")
    return Counted(f"{text[:4]}-{text[4:]}", None) if is_month and 1 <= int(text[4:]) <= 12 else None
