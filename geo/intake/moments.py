"""When the events of a table are: its columns of dates, of ends and of times of day together."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from geo.base import clock
from geo.base.edtf import EdtfError, When
from geo.intake.columns import Columns
from geo.intake.dates.column import DateColumn, Dated, TimeColumn, interval
from geo.intake.finds import Finds
from geo.story.strict_json import printable


class Moments:
    """The moments of one table, surveyed over all its rows."""

    def __init__(self, columns: Columns, rows: Iterable[Mapping[str, str]], finds: Finds, *, is_own: bool) -> None:
        """`is_own` says that the table is one of ours, whose dates are EDTF: nothing in it is asked about."""
        self._finds, self._is_own = finds, is_own
        self._date, self._end, self._time = columns.date, columns.end, columns.time
        texts: dict[str, list[str]] = {heading: [] for heading in (self._date, self._end, self._time) if heading}
        for cells in rows:
            for heading, found in texts.items():
                found.append(cells.get(heading, ""))
        dated = [heading for heading in (self._date, self._end) if heading and not is_own]
        # Begin and end are written in one way: where one of them decides, it does for both.
        both = [text for heading in dated for text in texts[heading]]
        self._dates = DateColumn.of(", ".join(dated), both, finds.ask) if dated else None
        self._times = TimeColumn.of(self._time, texts[self._time]) if self._time else None
        for column in (self._dates, self._times):
            if column is not None:
                finds.say(column.notes)

    def of(self, cells: Mapping[str, str], where: str) -> Dated | None:
        """When the event of a row is, as far as the row says it; None where it says nothing."""
        date, end, time = (cells.get(heading or "") for heading in (self._date, self._end, self._time))
        if self._is_own and date is not None and (time is None or clock.is_time(time)) and _is_edtf(date):
            return Dated(when=date, time=time)
        found = self._dated(self._date, date, where) if self._date and date else None
        if self._end and end:
            found = self._until(found, end, where, self._end)
        if time:
            return self._at(found, time)
        return found

    def _dated(self, heading: str, text: str, where: str) -> Dated:
        column = self._dates or self._finds.dates(heading, text)
        return self._finds.dated(text, f"{where}, column {heading}", column)

    def _until(self, begin: Dated | None, text: str, where: str, heading: str) -> Dated:
        end = self._dated(heading, text, where)
        begin = begin or Dated()
        if end.when is None or not _is_edtf(end.when):
            return begin.beside(f"{heading}: {text}")
        if begin.when is None:
            return replace(end, when=end.when if "/" in end.when else f"/{end.when}", time=None)
        found = interval(begin, end)
        if found is None:
            problem = f"the end “{printable(text)}” is not after the begin: it is kept in the note of the event"
            self._finds.note(f"{where}, column {heading}", problem, "check both dates")
            return begin.beside(f"{heading}: {text}")
        if end.time or (begin.time and found.time is None):
            self._finds.count(
                "times of day at the begin and the end of an event are left out: one time stands beside one day",
                "write them into the text if they matter",
            )
        return found

    def _at(self, found: Dated | None, text: str) -> Dated | None:
        """The date with the time of its row; the time is named where it has no day to stand beside."""
        time = self._times.read(text) if self._times else None
        if time is None:
            self._finds.count(
                f"texts in column {self._time} have no exact time of day: they are kept in the notes of the events",
                "where the time is known, write it as in 14:30",
            )
            return (found or Dated()).beside(text)
        if found is None:
            self._finds.count(
                f"times of day in column {self._time} are without a date: they are left out", "give the date of each"
            )
            return None
        if not found.is_day:
            self._finds.count(
                f"times of day in column {self._time} are beside no one day: they are kept in the notes of events",
                "give the day of each",
            )
            return found.beside(text)
        return replace(found, time=time)


def _is_edtf(text: str) -> bool:
    try:
        When.parse(text)
    except EdtfError:
        return False
    return True
