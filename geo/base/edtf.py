"""Dates as the Extended Date/Time Format (EDTF, ISO 8601-2) writes them at level 0: known to a day, a month or a year.

A date is kept as precisely as it is known and no more: "2020-09" is the month, never its first day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from geo.base.checkpoint import checkpoint

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class EdtfError(ValueError):
    """A text that is not a level 0 date or interval. The message is a sentence without the offending text."""


@dataclass(frozen=True)
class EdtfDate:
    """A day, a month (`day` is None) or a year (`month` is None too) of the Gregorian calendar, years 1 to 9999."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = (f"{part:02}" for part in (self.month, self.day) if part is not None)
        return "-".join((f"{self.year:04}", *parts))

    @classmethod
    def of(cls, day: date) -> "EdtfDate":
        return cls(day.year, day.month, day.day)

    @property
    def earliest(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @classmethod
    def parse(cls, text: str) -> "EdtfDate":
        """`YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Raises `EdtfError`."""
        match = _DATE.fullmatch(text)
        if match is None:
            raise EdtfError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
        parsed = cls(*(int(part) for part in match.groups() if part is not None))
        if 0 in (parsed.year, parsed.month, parsed.day):
            raise EdtfError("the calendar has no such date")
        try:
            parsed.latest  # noqa: B018  (the calendar's own check of year, month and day)
            parsed.earliest  # noqa: B018
        except ValueError:
            raise EdtfError("the calendar has no such date") from None
        return parsed


@dataclass(frozen=True)
class When:
    """A date or an interval, with the text it was read from. A single date begins and ends with itself."""

    text: str
    begin: EdtfDate
    end: EdtfDate

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @cached_property
    def order(self) -> tuple[date, int]:
        """Sorts by the earliest possible day, then the wider span first."""
        earliest = self.begin.earliest
        return earliest, -(self.end.latest - earliest).days

    @classmethod
    def parse(cls, text: str) -> "When":
        """A level 0 date, or two of them with a slash between. Raises `EdtfError`.

        >>> When.parse("2020-09").order < When.parse("2020-09-06/2020-09-10").order
        True
        """
        checkpoint()
        begin, slash, end = text.partition("/")
        first = EdtfDate.parse(begin)
        last = EdtfDate.parse(end) if slash else first
        if last.latest < first.earliest or last.earliest < first.earliest:
            raise EdtfError("the interval ends before it begins")
        return cls(text, first, last)

    @classmethod
    def between(cls, begin: EdtfDate, end: EdtfDate) -> "When":
        """The interval from `begin` to `end`, or the one date that both are. Raises `EdtfError`."""
        return cls.parse(str(begin) if begin == end else f"{begin}/{end}")
