"""What the words of a date come to, reckoned from a day: "Monday", "23 October", "last month", "two weeks ago"."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from geo.base.edtf import EdtfDate, EdtfError, When
from geo.reading.dates.tense import Tense

Unit = Literal["day", "week", "weekend", "month", "year"]

#: A day without a year that is still to come is meant only if it is as near as this, and in the same year: newspapers
#: leave the year out where it is that of publication.
_NEAR = timedelta(days=60)
#: Every eight years at the least there is a 29 February.
_LEAP_YEARS = 8
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TO_COME = "No year is said: it may be the one before."
_OPEN_END = "It ends after the day from which it is reckoned."


class Stated(NamedTuple):
    """What the words of one date say; None is what they leave out.

    `weekday` 0 is Monday. `last_year` is where several years end: those of a decade, or of "1914-18". `amount` units
    are counted from the day of reckoning: of "yesterday" -1 day, of "Friday next week" 1 week. `turn` is -1 for "last",
    0 for "this" and 1 for "next" before the name of a weekday or month.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    last_year: int | None = None
    unit: Unit | None = None
    amount: int = 0
    turn: int | None = None

    @property
    def grain(self) -> str:
        """How finely it is stated."""
        return "day" if self.day else "month" if self.month else "year" if self.year else "weekday"


class Reckoned(NamedTuple):
    """A date, and a sentence that says why it may be meant otherwise, if it may."""

    when: When
    doubt: str | None = None


def reckon(stated: Stated, base: date, tense: Tense | None = None) -> Reckoned:
    """The date that is meant, as coarse as it is stated, seen from the day `base`. Without a year or unit:

    The last such day, month or weekday up to `base`; in a sentence of the future the first from `base` on; and where
    no word tells, a day and month in the next 60 days of the same year.

    Raises `EdtfError` where the calendar has no such date.
    """
    try:
        if stated.year is not None:
            return _plain(stated, stated.year)
        if stated.unit is not None:
            return Reckoned(_counted(stated, stated.unit, base, tense))
        if stated.month is None:
            return Reckoned(_day(_weekday(stated, base, tense)))
        if stated.turn is not None:
            return Reckoned(_one(_month(stated, base)))
        return _of_a_year(stated, base, tense)
    except (ValueError, OverflowError):
        raise EdtfError("the calendar has no such date") from None


def reckon_span(begin: Stated, end: Stated, base: date, tense: Tense | None = None) -> Reckoned:
    """The interval between two dates: what one of them leaves out comes from the other, or else from `base`.

    Raises `EdtfError` where the calendar has no such date, or the interval would end before it begins.
    """
    if end.year is not None:
        last = reckon(end, base)
        first = reckon(begin, last.when.begin.earliest, "past")
    else:
        first = reckon(begin, base, tense)
        last = reckon(end, first.when.begin.earliest, "future")
    doubt = first.doubt or last.doubt
    if tense == "past" and begin.year is None and last.when.begin.earliest > base:
        doubt = doubt or _OPEN_END
    return Reckoned(When.between(first.when.begin, last.when.end), doubt)


def _one(found: EdtfDate) -> When:
    return When.parse(str(_of_our_era(found)))


def _of_our_era(found: EdtfDate) -> EdtfDate:
    """The date, if the calendar has it in the years that news is about. Raises `EdtfError`."""
    if not 1 <= found.year <= 9999:
        raise EdtfError("the calendar has no such date")
    return EdtfDate.parse(str(found))


def _day(day: date) -> When:
    return _one(EdtfDate.of(day))


def _days(first: date, count: int) -> When:
    return When.between(EdtfDate.of(first), EdtfDate.of(first + timedelta(days=count - 1)))


def _plain(stated: Stated, year: int) -> Reckoned:
    begin = _of_our_era(EdtfDate(year, stated.month, stated.day))
    end = EdtfDate(stated.last_year) if stated.last_year is not None else begin
    return Reckoned(When.between(begin, end), _mismatch(stated, begin))


def _mismatch(stated: Stated, found: EdtfDate) -> str | None:
    """That the weekday that is stated is not that of the date."""
    if stated.weekday is None or found.day is None or found.earliest.weekday() == stated.weekday:
        return None
    return f"That day is a {_DAYS[found.earliest.weekday()]}, not a {_DAYS[stated.weekday]}."


def _counted(stated: Stated, unit: Unit, base: date, tense: Tense | None) -> When:
    """So many units from `base`; a week begins on Monday. A day of the week or year in it may be stated too."""
    if unit == "day":
        return _day(base + timedelta(days=stated.amount))
    if unit == "weekend" and stated.turn is None:
        return _days(_weekday(Stated(weekday=5), base, tense), 2)
    if unit in ("week", "weekend"):
        monday = base + timedelta(weeks=stated.amount, days=-base.weekday())
        if stated.weekday is not None:
            return _day(monday + timedelta(days=stated.weekday))
        return _days(monday, 7) if unit == "week" else _days(monday + timedelta(days=5), 2)
    if unit == "month":
        year, month = divmod(base.year * 12 + base.month - 1 + stated.amount, 12)
        return _one(EdtfDate(year, month + 1))
    return _one(EdtfDate(base.year + stated.amount, stated.month, stated.day))


def _weekday(stated: Stated, base: date, tense: Tense | None) -> date:
    since = (base.weekday() - (stated.weekday or 0)) % 7
    until = -since % 7
    if stated.turn == -1:
        return base - timedelta(days=since or 7)
    if stated.turn == 1:
        return base + timedelta(days=until or 7)
    if tense in ("future", "later"):
        return base + timedelta(days=until)
    if stated.turn == 0:
        return base + timedelta(days=(stated.weekday or 0) - base.weekday())
    return base - timedelta(days=since)


def _in_years(stated: Stated, years: Iterable[int]) -> Iterator[EdtfDate]:
    for year in years:
        try:
            yield _of_our_era(EdtfDate(year, stated.month, stated.day))
        except EdtfError:
            continue


def _of_a_year(stated: Stated, base: date, tense: Tense | None) -> Reckoned:
    """The day or month in the year that is meant."""
    back = _in_years(stated, range(base.year, base.year - _LEAP_YEARS - 1, -1))
    on = _in_years(stated, range(base.year, base.year + _LEAP_YEARS + 1))
    found = next((one for one in back if one.earliest <= base), None)
    other = next((one for one in on if one.latest >= base), None)
    if found is None or other is None:
        raise EdtfError("the calendar has no such date")
    doubt = None
    if tense in ("future", "later"):
        found, other = other, found
    elif tense is None and found != other and other.year == base.year and other.earliest - base <= _NEAR:
        found, other, doubt = other, found, _TO_COME
    if _mismatch(stated, found) and not _mismatch(stated, other):
        found, doubt = other, None
    return Reckoned(_one(found), _mismatch(stated, found) or doubt)


def _month(stated: Stated, base: date) -> EdtfDate:
    """The month that "last October", "this October" or "next October" is."""
    month = stated.month or 1
    year = base.year + (stated.turn or 0)
    if (stated.turn == -1 and month < base.month) or (stated.turn == 1 and month > base.month):
        year = base.year
    return EdtfDate(year, month)
