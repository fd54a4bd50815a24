"""Dates as the Extended Date/Time Format (EDTF, ISO 8601-2) writes them at levels 0 and 1.

A date is kept as precisely as it is known and no more: "2020-09" is the month, never its first day. Level 1 adds what
is uncertain (`?`), approximate (`~`) or both (`%`), digits that nobody knows (`X`), seasons (month 21 to 24), years
before 1 and of more than four digits (`Y17000`), and intervals that are open (`2020/..`) or have an end that nobody
knows (`2020/`).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from geo.base.checkpoint import checkpoint

#: How a date that is not sure is marked: uncertain, approximate, both.
Mark = Literal["", "?", "~", "%"]
#: The longest text of a date or an interval.
MAX_TEXT = 40

_DATE = re.compile(
    r"(?:(-?[0-9]{4})|Y(-?[1-9][0-9]{4,5})|(-?)([0-9]{3}X|[0-9]{2}XX))"
    r"(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)"
)
_PLAIN = r"(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?"
_LEVEL_0 = re.compile(f"{_PLAIN}(?:/{_PLAIN})?")
_FORMS = "a date is written YYYY, YYYY-MM or YYYY-MM-DD"
_NO_SUCH = "the calendar has no such date"
_SEASONS = range(21, 25)
_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}
_OPEN = ("", "..")


class EdtfError(ValueError):
    """A text that is no date or interval. The message is a sentence without the offending text."""


@dataclass(frozen=True)
class EdtfDate:
    """A day, a month or season (`day` is None) or a year (`month` is None too) of the proleptic Gregorian calendar.

    Year 0 is 1 BC. `month` from 21 on is spring, summer, autumn and winter. `years` is how many years the digits leave
    open: 10 for 201X. `any_month` and `any_day` say that the month or day is one, but nobody knows which.
    """

    year: int
    month: int | None = None
    day: int | None = None
    mark: Mark = ""
    years: int = 1
    any_month: bool = False
    any_day: bool = False

    def __str__(self) -> str:
        sign, size = "-" if self.year < 0 else "", abs(self.year)
        open_digits = len(str(self.years)) - 1
        digits = f"{size:04}"
        year = f"Y{sign}{size}" if size > 9999 else sign + digits[: 4 - open_digits] + "X" * open_digits
        month = "XX" if self.any_month else None if self.month is None else f"{self.month:02}"
        day = "XX" if self.any_day else None if self.day is None else f"{self.day:02}"
        return "-".join(filter(None, (year, month, day))) + self.mark

    @classmethod
    def of(cls, day: date) -> "EdtfDate":
        return cls(day.year, day.month, day.day)

    @property
    def season(self) -> int | None:
        """The season, from 1 for spring."""
        return self.month - 20 if self.month is not None and self.month > 12 else None

    @cached_property
    def first(self) -> int:
        """The number of the first day that it may mean, counted as `date.toordinal` does, below 1 before year 1."""
        year = self.year - self.years + 1 if self.year < 0 else self.year
        return _ordinal(year, _FIRST_MONTH.get(self.month or 1, self.month or 1), self.day or 1)

    @cached_property
    def last(self) -> int:
        """The number of the last day that it may mean."""
        if self.day is not None:
            return self.first
        if self.season:
            begin = _FIRST_MONTH[self.month or 21]
            return _ordinal(self.year + (begin > 9), (begin + 2) % 12 + 1, 1) - 1
        if self.month is not None:
            return _ordinal(self.year, self.month, _days(self.year, self.month))
        return _ordinal(self.year if self.year < 0 else self.year + self.years - 1, 12, 31)

    @property
    def earliest(self) -> date:
        """The first day that it may mean, of the years from 1 to 9999."""
        return date.fromordinal(min(max(self.first, 1), date.max.toordinal()))

    @property
    def latest(self) -> date:
        """The last day that it may mean, of the years from 1 to 9999."""
        return date.fromordinal(min(max(self.last, 1), date.max.toordinal()))

    @classmethod
    def parse(cls, text: str) -> "EdtfDate":
        """Read one date, as in `2020-09`, `2020-11-02?` or `201X`. Raises `EdtfError`."""
        match = _DATE.fullmatch(text)
        if match is None:
            raise EdtfError(_FORMS)
        plain, long, sign, vague, month, day, mark = match.groups()
        if vague is not None:
            year, years = int(sign + vague.replace("X", "0")), 10 ** vague.count("X")
        else:
            year, years = int(plain or long), 1
        in_month = int(month) if month not in (None, "XX") else None
        on_day = int(day) if day not in (None, "XX") else None
        if (vague and month) or (month == "XX" and day not in (None, "XX")) or plain == "-0000":
            raise EdtfError(_FORMS)
        if in_month is not None and (in_month not in (*range(1, 13), *_SEASONS) or (in_month > 12 and day is not None)):
            raise EdtfError(_NO_SUCH)
        if on_day is not None and not 1 <= on_day <= _days(year, in_month or 1):
            raise EdtfError(_NO_SUCH)
        marked: dict[str, Mark] = {"": "", "?": "?", "~": "~", "%": "%"}
        return cls(year, in_month, on_day, marked[mark], years, month == "XX", day == "XX")


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year % 400 + 400, month)[1]


def _ordinal(year: int, month: int, day: int) -> int:
    """The number of a day, as `date.toordinal` has it, for any year: the calendar repeats itself every 400 years."""
    rounds, within = divmod(year - 1, 400)
    return date(within + 1, month, day).toordinal() + rounds * 146_097


@dataclass(frozen=True)
class When:
    """A date or an interval, with the text it was read from. A single date begins and ends with itself.

    An interval with an open end, or one that nobody knows, has the other end twice: `opens` and `closes` say so.
    """

    text: str
    begin: EdtfDate
    end: EdtfDate

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def opens(self) -> bool:
        """Whether its begin is open or not known."""
        return self.is_interval and self.text.partition("/")[0] in _OPEN

    @property
    def closes(self) -> bool:
        """Whether its end is open or not known."""
        return self.is_interval and self.text.partition("/")[2] in _OPEN

    @property
    def level(self) -> int:
        """The level of the format that it needs: 0 for dates known to a day, month or year and intervals of them."""
        return 0 if _LEVEL_0.fullmatch(self.text) else 1

    @property
    def day(self) -> EdtfDate | None:
        """The one day that it is; None where it is known less exactly."""
        return self.begin if self.begin.day is not None and not self.is_interval else None

    @cached_property
    def order(self) -> tuple[int, int]:
        """Sorts by the earliest possible day, then the wider span first."""
        return self.begin.first, -(self.end.last - self.begin.first)

    @classmethod
    def parse(cls, text: str) -> "When":
        """A date, or two of them with a slash between, one of which may be open. Raises `EdtfError`.

        >>> When.parse("2020-09").order < When.parse("2020-09-06/2020-09-10").order
        True
        >>> When.parse("2020/..").closes, When.parse("2020-21~").begin.season
        (True, 1)
        """
        checkpoint()
        begin, slash, end = text.partition("/")
        if slash and begin in _OPEN and end in _OPEN:
            raise EdtfError("an interval has one end at least")
        last = EdtfDate.parse(end) if slash and end not in _OPEN else EdtfDate.parse(begin)
        first = last if slash and begin in _OPEN else EdtfDate.parse(begin)
        if last.last < first.first or last.first < first.first:
            raise EdtfError("the interval ends before it begins")
        return cls(text, first, last)

    @classmethod
    def between(cls, begin: EdtfDate, end: EdtfDate) -> "When":
        """The interval from `begin` to `end`, or the one date that both are. Raises `EdtfError`."""
        return cls.parse(str(begin) if begin == end else f"{begin}/{end}")
