"""Dates as files write them, as the EDTF of a story: only those that can mean one thing."""

import re
from collections.abc import Iterable
from typing import Literal

from geo.base.edtf import EdtfError, When
from geo.intake.names import fold

#: Which of the first two numbers of a date like 02/11/2020 is the day.
Order = Literal["day first", "month first"]

#: Longer texts are no dates.
_MAX_TEXT = 60
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january janvier januar januari enero ene gennaio gen janeiro",
            "feb february fevrier fev fevr februar februari febrero febbraio fevereiro",
            "mar march mars marz maerz mrz maart mrt marzo marco",
            "apr april avril avr abril abr aprile",
            "may mai mei mayo maggio mag maio",
            "jun june juin juni junio giugno giu junho",
            "jul july juillet juil juli julio luglio lug julho",
            "aug august aout augustus agosto ago",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october octobre oktober okt octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december decembre dezember dez diciembre dic dicembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_CLOCK = re.compile(r"[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m|z|utc|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})")
_WRITTEN = (
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?(?: de| of)? (?P<month>[^\W\d]+)\.?,?(?: de)? (?P<year>\d{4})"
    ),
    re.compile(r"(?P<month>[^\W\d]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>[^\W\d]+)-(?P<year>\d{4})"),
    re.compile(r"(?P<month>[^\W\d]+)\.?,?(?: de| of)? (?P<year>\d{4})"),
)
_NUMBERS_AND_YEAR = re.compile(r"\d[-/. ]\d{1,2}[-/. ]\d{4}")
_YEAR = re.compile(r"\d{4}")
_BETWEEN = re.compile(r" to | until | bis | au |/| ?– ?| ?— ?| - ")


def without_clock(text: str) -> str:
    """The date of a text without the time of day that may follow it."""
    text = text.strip()
    match = _CLOCK.search(text) if len(text) <= _MAX_TEXT else None
    return text[: match.start()].rstrip(" ,") if match is not None and match.end() == len(text) else text


def edtf(text: str, order: Order | None = None) -> str | None:
    """The date or interval that a text can only mean, as EDTF; None where it is none, or may be two.

    A time of day is left out. `order` says how dates like 02/11/2020 are meant; without it they stay unread.

    >>> edtf("2 Nov 2020"), edtf("November 2020"), edtf("2020-11-02T10:30:00Z")
    ('2020-11-02', '2020-11', '2020-11-02')
    >>> edtf("02/11/2020"), edtf("02/11/2020", "day first"), edtf("13/11/2020")
    (None, '2020-11-02', '2020-11-13')
    """
    if len(text) > _MAX_TEXT or not _YEAR.search(text):
        return None
    text = " ".join(text.split())
    one = _date(text, order)
    if one is not None:
        return one
    ends = _BETWEEN.split(text)
    if len(ends) != 2:
        return None
    first, last = (_date(end, order) for end in ends)
    return _checked(f"{first}/{last}") if first and last else None


def order(texts: Iterable[str]) -> Order | None:
    """How the numbers of these dates are ordered, if one of them can only be read one way, and none the other."""
    found: set[Order] = set()
    for text in texts:
        match = _YEAR_LAST.fullmatch(without_clock(text))
        if match is not None:
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and 1 <= second <= 12:
                found.add("day first")
            elif 12 < second <= 31 and 1 <= first <= 12:
                found.add("month first")
    return found.pop() if len(found) == 1 else None


def is_ambiguous(text: str) -> bool:
    """Whether the text is a date of which only the order of day and month is unknown."""
    if len(text) > _MAX_TEXT or not _NUMBERS_AND_YEAR.search(text):
        return False
    return edtf(text) is None and edtf(text, "day first") is not None


def _checked(text: str) -> str | None:
    if text.startswith("0000"):  # as a database writes that it has no date
        return None
    try:
        return When.parse(text).text
    except EdtfError:
        return None


def _date(text: str, order: Order | None) -> str | None:
    text = without_clock(text)
    if text.isascii() and (plain := _checked(text)) is not None and "/" not in plain:
        return plain
    if not text.isascii():
        # `\d` takes the digits of all scripts, and so does `int`.
        text = text.strip("\u200e\u200f\ufeff")
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        numbers = match.groups() if match.re is _COMPACT else (match[1], match[3], match[4])
        return _day(*map(int, numbers))
    if match := _YEAR_LAST.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if order == "day first" or first > 12 or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if order == "month first" or second > 12 else None
    for form in _WRITTEN:
        if (match := form.fullmatch(text)) and (month := _MONTHS.get(fold(match["month"]))):
            return _day(int(match["year"]), month, int(match["day"]) if "day" in form.groupindex else None)
    return None


def _day(year: int, month: int, day: int | None) -> str | None:
    return _checked(f"{year:04}-{month:02}" + ("" if day is None else f"-{day:02}"))
