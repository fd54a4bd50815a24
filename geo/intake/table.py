"""A table of comma-separated values as a draft: a row is an event at a place, or a place."""

import re

from geo.base.faults import Fault, RefusedError
from geo.base.formula import SIGNS, UNSEEN
from geo.intake import columns as written
from geo.intake import coordinates, dates
from geo.intake.columns import Columns, Row
from geo.intake.finds import Finds
from geo.story.members import EVENT, EVENT_COLUMNS, MAX_ITEMS, MAX_TEXT
from geo.story.strict_json import printable

#: The most cells, over all rows, of columns that mean nothing to a story: each is kept with its place.
MAX_EXTRA = 200_000
#: So many rows are shown beside the headings.
SAMPLE = 5
# Of the columns of our own table those that hold members of an event and are not read in a way of their own.
_OTHERS = [
    column
    for column, shown in EVENT_COLUMNS.items()
    if shown and shown[0] is EVENT and column not in ("event", "when", "title", "text", "place", "sources")
]
# The apostrophe that our own table puts before what a spreadsheet would take for a formula.
_GUARD = re.compile(rf"'(?=[{SIGNS}\t\r\n])")
# What stands before such an apostrophe: the beginning of the cell, or of what another program takes for one.
_BEFORE = re.compile(rf"(?:\A|[;\t\r\n])[\"{UNSEEN}]*\Z")
# So many signs before the apostrophe are looked at; more white space than that is no writing of people.
_MAX_BEFORE = 20
# What may stand around a cell without belonging to it.
_BLANK = " \t\r\n\u00a0\ufeff\0"
_SOURCE = re.compile(r"(.+?)(?: (https?://\S+))?")


class Table:
    """One table, read by `columns`; `header` are its headings, `sample` its first rows."""

    def __init__(self, content: bytes, columns: Columns) -> None:
        self.content = content
        self.columns = columns
        self.header = written.header(content, columns)
        self.sample: list[tuple[str, ...]] = []
        self._is_own = self.header == tuple(EVENT_COLUMNS)
        self._index = {heading: index for index, heading in enumerate(self.header)}
        self._order: dates.Order | None = None
        self._places: dict[tuple[str, ...], str] = {}
        self._properties: dict[str, dict[str, object]] = {}
        self._extra = 0

    def fill(self, finds: Finds) -> None:
        """Add what the rows say to the finds. Raises `RefusedError` where there are too many."""
        self._survey(finds)
        rows = iter(written.rows(self.content, self.columns))
        next(rows, None)
        for row in rows:
            self._row(finds, row)

    def _survey(self, finds: Finds) -> None:
        """What only all rows together show: the order of days and months, swapped headings, a wrong encoding."""
        columns, rows = self.columns, iter(written.rows(self.content, self.columns))
        next(rows, None)
        numeric: list[str] = []
        lat_most = lon_most = 0.0
        unread, count = False, 0
        for count, row in enumerate(rows, 1):
            if count > MAX_ITEMS:
                problem = f"the table has more than {MAX_ITEMS:,} rows"
                raise RefusedError([Fault("", problem, "split it, or leave out those that the story does not need")])
            if count <= SAMPLE:
                self.sample.append(tuple(row[: len(self.header)]))
            numeric.append(self._cell(row, columns.date))
            if columns.latitude != columns.longitude:
                lat_most = max(lat_most, abs(coordinates.number(self._cell(row, columns.latitude)) or 0))
                lon_most = max(lon_most, abs(coordinates.number(self._cell(row, columns.longitude)) or 0))
            unread = unread or any("\ufffd" in cell for cell in row)
        if count == 0:
            finds.once("the table has headings only", "add rows, or open another file")
        if 90 < lat_most <= 180 and lon_most <= 90:
            finds.once(
                f"the values of column {columns.latitude} go beyond 90, those of {columns.longitude} do not: perhaps "
                "the two are headed the wrong way round",
                "if so, choose the columns of latitude and longitude the other way round",
            )
        if unread:
            finds.once(f"not all letters can be read in the encoding {columns.encoding}", "choose another encoding")
        self._order = dates.order(numeric)
        if self._order is not None and any(map(dates.is_ambiguous, numeric)):
            finds.once(
                f"the dates in column {columns.date} are read with the {self._order}: some can only be meant so",
                "check them, or write them as in 2020-11-02",
            )

    def _cell(self, row: Row, heading: str | None) -> str:
        index = self._index.get(heading, len(row)) if heading is not None else len(row)
        cell = row[index] if index < len(row) else ""
        return cell if self._is_own else cell.strip(_BLANK)

    def _row(self, finds: Finds, row: Row) -> None:
        columns, where = self.columns, f"line {row.line}"
        if len(row) > len(self.header):
            finds.note(
                where,
                f"the row has {len(row)} cells, the headings are {len(self.header)}: the last are left out",
                "put cells that hold a separator into quotation marks",
            )
        if self._is_own:
            bare = Row(_bare(cell) for cell in row)
            if bare != row:
                finds.once(
                    "apostrophes that keep spreadsheets from reading formulas are taken off again",
                    "check the texts that begin with a sign like = or -",
                )
            bare.line, row = row.line, bare
        name, when, title, text = (
            self._cell(row, heading) or None for heading in (columns.name, columns.date, columns.title, columns.text)
        )
        others, given, properties, extra = self._others(finds, row, where)
        position = self._position(finds, row, where)
        tells = bool(when or title or text)
        place = None
        if name or position:
            key = (name or "", *map(repr, position), str(given.get("place")))
            place = self._places.get(key)
            if place is None:
                place = finds.place(name, position, {**properties, **extra}, given.get("place"))
                self._places[key], extra = place, {}
        if extra and tells:
            note = [str(others["note"])] if others.get("note") else []
            others["note"] = "\n".join([*note, *(f"{k}: {v}" for k, v in extra.items())])
        elif extra or not (tells or place):
            remedy = "add what is missing by hand"
            finds.note(where, "the row has neither a position nor a date or text of its own: it is left out", remedy)
        if tells:
            when = when and finds.dated(when, f"{where}, column {columns.date}", self._order)
            finds.event(place, when, title or name, text, given.get("event"), **others)

    def _others(
        self, finds: Finds, row: Row, where: str
    ) -> tuple[dict[str, object], dict[str, str], dict[str, object], dict[str, str]]:
        """Of the columns without a meaning: members of the event, ids, members of the place, and all that is left."""
        columns = self.columns
        meant = {columns.latitude, columns.longitude, columns.name, columns.date, columns.title, columns.text}
        cells = {h: cell for h in self.header if h not in meant and (cell := self._cell(row, h))}
        others: dict[str, object] = {}
        given: dict[str, str] = {}
        properties: dict[str, object] = {}
        if self._is_own:
            cells.pop("number", None)
            given = {key: cells.pop(key) for key in ("event", "place") if key in cells}
            properties = {key: cells.pop(key) for key in ("precision",) if key in cells}
            others = {key: cells.pop(key) for key in _OTHERS if key in cells}
            others["sources"] = [
                finds.source(title, **({"url": url} if url else {}))
                for title, url in _sources(cells.pop("sources", ""))
            ]
        self._extra += len(cells)
        if self._extra > MAX_EXTRA:
            problem = f"{where}: the columns that a story does not know have more than {MAX_EXTRA:,} cells up to here"
            raise RefusedError([Fault("", problem, "leave out the columns that the story does not need")])
        return others, given, properties, cells

    def _position(self, finds: Finds, row: Row, where: str) -> list[object]:
        """The coordinates for the finds, longitude first; a cell that cannot be read as it is; empty without any."""
        columns = self.columns
        lat, lon = self._cell(row, columns.latitude), self._cell(row, columns.longitude)
        if not lat and not lon:
            return []
        if columns.latitude == columns.longitude:
            at = coordinates.pair(lat)
            if at is None:
                shown = f"“{printable(lat)}” cannot be read as a position"
                finds.note(f"{where}, column {columns.latitude}", shown, "write it as in 32.88743, 13.18733")
            return [lat] if at is None else list(at)
        found: list[object] = []
        for which, heading, cell, most in (
            ("longitude", columns.longitude, lon, 180),
            ("latitude", columns.latitude, lat, 90),
        ):
            degrees = coordinates.angle(cell, "latitude" if which == "latitude" else "longitude")
            if degrees is None or abs(degrees) > most:
                shown = f"“{printable(cell)}” is no {which}" if cell else f"the {which} is missing"
                path = f"{where}, column {heading}" if heading else where
                finds.note(path, shown, f"write degrees from -{most} to {most}, as in 13.18733", kind=which)
            found.append(cell if degrees is None else degrees)
        return found


def _bare(cell: str) -> str:
    """The cell of our own table without the apostrophes that `geo.export.table` puts into it."""
    if "'" not in cell or len(cell) > 2 * MAX_TEXT:
        return cell
    return _GUARD.sub(lambda sign: "" if _is_guard(cell, sign.start()) else "'", cell)


def _is_guard(cell: str, at: int) -> bool:
    before = cell[at - _MAX_BEFORE : at] if at > _MAX_BEFORE else cell[:at]
    start = _BEFORE.search(before)
    return start is not None and (at <= _MAX_BEFORE or start.start() > 0 or before[0] in ";\t\r\n")


def _sources(cell: str) -> list[tuple[str, str | None]]:
    """Titles and addresses of the sources that a cell of our own table names."""
    found = []
    for part in filter(None, cell.split("; ")):
        match = _SOURCE.fullmatch(part)
        found.append((match[1], match[2]) if match else (part, None))
    return found
