"""A table as a draft: a row is an event at a place, or a place."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from geo.base.faults import Fault, RefusedError
from geo.base.formula import SIGNS, UNSEEN
from geo.intake.columns import Columns, guess
from geo.intake.dates.column import Dated
from geo.intake.finds import Finds
from geo.intake.layout import layout
from geo.intake.moments import Moments
from geo.intake.positions import Positions
from geo.intake.sheet import Row, Rows
from geo.measure.angles import number
from geo.story.members import EVENT, EVENT_COLUMNS, MAX_ITEMS, MAX_TEXT
from geo.story.strict_json import printable

#: The most cells, over all rows, of columns that mean nothing to a story: each is kept with its place.
MAX_EXTRA = 200_000
# The columns that any version of our own table has.
_OWN = {"number", "event", "when", "said_by", "place", "name", "latitude", "longitude"}
#: So many rows are shown beside the headings.
SAMPLE = 5
# So many columns are named in one note.
_SHOWN = 20
_LEFT_OUT = "choose what the columns mean, or add the row by hand"
_TITLES = "write it as the title of the story if it is one"
# Of the columns of our own table those that hold members of an event and are not read in a way of their own.
_OTHERS = [
    column
    for column, shown in EVENT_COLUMNS.items()
    if shown and shown[0] is EVENT and column not in ("event", "when", "title", "text", "place", "sources", "tags")
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

    def __init__(self, rows: Rows, columns: Columns | None, finds: Finds) -> None:
        """`columns` are those that a person chose; without them they are guessed, and the finds hear what is asked."""
        self._rows, self._finds = rows, finds
        wanted = columns or Columns()
        self._layout = layout(rows, wanted.is_headed)
        self.header = self._layout.header
        self.columns = wanted if wanted.meant else guess(self._layout, rows, wanted, finds.ask)
        self.sample: list[tuple[str, ...]] = []
        self._is_own = _OWN <= set(self.header) <= EVENT_COLUMNS.keys()
        self._positions = Positions(self.columns, map(self._cells, self._layout.body(rows)), finds.ask)
        self._moments: Moments | None = None
        self._places: dict[tuple[str, ...], str] = {}
        self._extra: Counter[str] = Counter()

    @property
    def joined(self) -> tuple[str, ...]:
        """The headings of columns that are made of several."""
        return tuple(self._layout.joined)

    def fill(self) -> None:
        """Add what the rows say to the finds. Raises `RefusedError` where there are too many."""
        self._say_what_is_passed_over()
        self._survey()
        for row in self._layout.body(self._rows):
            self._row(row)
        if self._extra:
            shown = ", ".join(
                f"{h} ({count:,} {'row' if count == 1 else 'rows'})" for h, count in [*self._extra.items()][:_SHOWN]
            )
            more = f", and {len(self._extra) - _SHOWN:,} more" if len(self._extra) > _SHOWN else ""
            self._finds.once(
                f"a story does not know these columns: {shown}{more}; they are kept with the places, and in the notes "
                "of further events there",
                "choose what they mean, or write what matters into the text of an event",
            )

    def _say_what_is_passed_over(self) -> None:
        for row in self._layout.titles:
            shown = printable(" ".join(filter(None, row)))
            self._finds.note(f"line {row.line}", f"“{shown}” stands above the headings: it is passed over", _TITLES)
        if not self._layout.is_headed and self.header:
            self._finds.once(
                "the table has no headings: its first row is read as a row",
                "if the first row is one of headings, say so where the columns are chosen",
            )

    def _survey(self) -> None:
        """What only all rows together show: how its dates are meant, swapped headings, a wrong encoding."""
        columns, finds = self.columns, self._finds
        lat_most = lon_most = 0.0
        unread, count, line, empty = False, 0, 0, 0
        for count, row in enumerate(self._layout.body(self._rows), 1):
            if count > MAX_ITEMS:
                problem = f"the table has more than {MAX_ITEMS:,} rows"
                raise RefusedError([Fault("", problem, "split it, or leave out those that the story does not need")])
            if count <= SAMPLE:
                self.sample.append(tuple(row[: len(self.header)]))
            empty += max(0, row.line - line - 1) if count > 1 and not any("\n" in cell for cell in row) else 0
            line = row.line
            cells = self._cells(row)
            if columns.latitude != columns.longitude:
                lat_most = max(lat_most, abs(number(cells.get(columns.latitude or "", "")) or 0))
                lon_most = max(lon_most, abs(number(cells.get(columns.longitude or "", "")) or 0))
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
        rows = map(self._cells, self._layout.body(self._rows))
        self._moments = Moments(columns, rows, finds, is_own=self._is_own)

    def _cells(self, row: Row) -> dict[str, str]:
        """The cells of a row that have something in them, by heading."""
        if self._is_own:
            return {heading: cell for heading, cell in zip(self.header, row, strict=False) if cell}
        return {heading: text for heading, cell in self._layout.cells(row).items() if (text := cell.strip(_BLANK))}

    def _row(self, row: Row) -> None:
        columns, finds, where = self.columns, self._finds, f"line {row.line}"
        if len(row) > len(self.header):
            finds.note(
                where,
                f"the row has {len(row)} cells, the headings are {len(self.header)}: the last are left out",
                "put cells that hold a separator into quotation marks",
            )
        if self._is_own:
            bare = Row.at(row.line, map(_bare, row))
            if bare != row:
                finds.once(
                    "apostrophes that keep spreadsheets from reading formulas are taken off again",
                    "check the texts that begin with a sign like = or -",
                )
            row = bare
        cells = self._cells(row)
        name, title, text = (
            cells.get(heading) if heading else None for heading in (columns.name, columns.title, columns.text)
        )
        moment = self._moments.of(cells, where) if self._moments else None
        others, given, properties, extra = self._others(cells, where)
        position = self._positions.of(finds, cells, where)
        tells = bool((moment and (moment.when or moment.rest)) or title or text)
        place = None
        if name or position:
            place, is_new = self._place(name, position, {**properties, **extra}, given.get("place"))
            if is_new:
                extra = {}
        if extra and tells:
            note = [str(others["note"])] if others.get("note") else []
            others["note"] = "\n".join([*note, *(f"{k}: {v}" for k, v in extra.items())])
        elif not (tells or place):
            shown = printable(", ".join(f"{heading}: {text}" for heading, text in cells.items()))
            finds.note(where, f"nothing in the row is a place, a date or a text: it is left out ({shown})", _LEFT_OUT)
        elif extra:
            shown = ", ".join(f"{heading}: {text}" for heading, text in extra.items())
            finds.note(
                where,
                f"the place is there already; not carried over: {printable(shown)}",
                "give the row a date or a text",
            )
        if tells:
            moment = moment or Dated()
            others |= {"time": moment.time} if moment.time else {}
            if moment.rest:
                note = [str(others["note"])] if others.get("note") else []
                others["note"] = "\n".join([*note, moment.rest])
            finds.event(place, moment.when, title or name, text, given.get("event"), **others)

    def _place(
        self, name: str | None, position: list[object], properties: dict[str, object], given: str | None
    ) -> tuple[str, bool]:
        """The id of the place of a row, and whether it is new.

        A row with a name and no position is about the place of that name, if there is exactly one.
        """
        named, at = (name or "", str(given)), tuple(map(repr, position))
        place = self._places.get((*named, *at)) or (None if position else self._places.get(("named", *named)))
        if place is not None:
            return place, False
        place = self._finds.place(name, position, properties, given)
        self._places[(*named, *at)] = place
        if name:
            self._places.setdefault(("named", *named), place)
        return place, True

    def _others(
        self, cells: Mapping[str, str], where: str
    ) -> tuple[dict[str, Any], dict[str, str], dict[str, object], dict[str, str]]:
        """Of the columns without a role: members of the event, ids, members of the place, and all that is left."""
        roles = self.columns
        joined = self._layout.joined
        used = (
            roles.meant | {part for heading in roles.meant & joined.keys() for part in joined[heading]} | joined.keys()
        )
        left = {heading: cell for heading, cell in cells.items() if heading not in used}
        others: dict[str, Any] = {}  # members of an event, which the table of members reads
        given: dict[str, str] = {}
        properties: dict[str, object] = {}
        for role in ("country", "region", "address"):
            if (heading := getattr(roles, role)) is not None and heading in cells:
                properties[role] = cells[heading]
        if self._is_own:
            left.pop("number", None)
            given = {key: left.pop(key) for key in ("event", "place") if key in left}
            properties = {key: left.pop(key) for key in ("precision",) if key in left}
            others = {key: left.pop(key) for key in _OTHERS if key in left}
            others["sources"] = [
                self._finds.source(title, **({"url": url} if url else {}))
                for title, url in _sources(left.pop("sources", ""))
            ]
            if tags := left.pop("tags", ""):
                others["tags"] = [self._finds.tag(name) for name in tags.split("; ") if name]
        self._extra.update(left.keys())
        if self._extra.total() > MAX_EXTRA:
            problem = f"{where}: the columns that a story does not know have more than {MAX_EXTRA:,} cells up to here"
            raise RefusedError([Fault("", problem, "leave out the columns that the story does not need")])
        return others, given, properties, left


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
