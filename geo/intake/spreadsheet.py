"""A workbook, XLSX or ODS, as the rows of the sheet that has most."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import create_parser

from geo.base.faults import Fault, RefusedError
from geo.intake import archives
from geo.intake.sheet import MAX_COLUMNS, MAX_EMPTY, Row, too_many_columns
from geo.story.members import MAX_ITEMS

#: The most bytes of a workbook, and of what it unpacks to.
MAX_SIZE, MAX_UNPACKED = 20 * 2**20, 80 * 2**20
#: The most cells of a sheet, empty ones between others counted: each takes memory when the sheet is read.
MAX_CELLS = 2_000_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MEMBERS = ("xl/workbook.xml", "content.xml")
_BROKEN = Fault("", "the workbook is broken", "save it again as XLSX or ODS, or as CSV")
# The letters of columns: XFD is the last of Excel's.
_LETTERS = 26


class Workbook(NamedTuple):
    """The rows of a sheet, its name, and the names of the other sheets that have any."""

    rows: list[Row]
    sheet: str
    others: tuple[str, ...]


def is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook, by the names in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[: archives.MAX_ENTRIES])
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return False
    return _MEMBERS[0] in names or {_MEMBERS[1], "mimetype"} <= names


def read(content: bytes) -> Workbook:
    """The sheet with most rows. Raises `RefusedError` where the workbook is broken or too large."""
    if len(content) > MAX_SIZE:
        problem = f"the workbook has {len(content):,} bytes; at most {MAX_SIZE:,} are read"
        raise RefusedError([Fault("", problem, "leave out what the story does not need, or save the sheet as CSV")])
    _survey(archives.opened(content))
    from python_calamine import CalamineError, CalamineWorkbook  # here, as few visitors bring a workbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {name: list(_rows(book.get_sheet_by_name(name).iter_rows())) for name in book.sheet_names}
    except RefusedError:
        raise
    except (CalamineError, OSError, ValueError):
        raise RefusedError([_BROKEN]) from None
    filled = {name: rows for name, rows in sheets.items() if rows}
    if not filled:
        raise RefusedError([Fault("", "the workbook has no rows", "open another file")])
    best = max(filled, key=lambda name: len(filled[name]))
    return Workbook(filled[best], best, tuple(name for name in filled if name != best))


def _rows(cells: Iterable[Sequence[object]]) -> Iterator[Row]:
    empty = count = 0
    for line, values in enumerate(cells, 1):
        row = Row.at(line, map(_text, values))
        if row.filled:
            count += 1
            if count > MAX_ITEMS + 100:
                problem = f"a sheet has more than {MAX_ITEMS:,} rows"
                raise RefusedError([Fault("", problem, "leave out those that the story does not need")])
            yield row
        else:
            empty += 1
            if empty > MAX_EMPTY:
                return


def _text(value: object) -> str:
    """What a cell shows: dates in ISO form, whole numbers without a point."""
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case timedelta():
            return str(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)


def _survey(archive: zipfile.ZipFile) -> None:
    """Refuse what would take too much memory when it is read: how much there is shows only unpacked."""
    room = MAX_UNPACKED
    for info in archive.infolist():
        is_sheet = _SHEET.fullmatch(info.filename) or info.filename == _MEMBERS[1]
        content = archives.entry(archive, info.filename, room)
        room -= len(content)
        if is_sheet:
            _count(content)


def _count(content: bytes) -> None:
    counter = _Counter()
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(counter)
    try:
        parser.feed(content)
        parser.close()
    except (SAXException, DefusedXmlException, LookupError, ValueError) as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError([_BROKEN]) from None


class _Counter(ContentHandler):
    """Counts the cells of a sheet, as its positions (XLSX) or its repetitions (ODS) have them."""

    def __init__(self) -> None:
        super().__init__()
        self._width = self._height = self._cells = self._repeated = 0
        self._is_filled = False

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802  (called by the parser)
        """A cell or a row begins."""
        tag = name.rpartition(":")[2]
        if tag == "c" and (match := _REFERENCE.fullmatch(attrs.get("r") or "")):
            column = 0
            for letter in match[1]:
                column = column * _LETTERS + ord(letter) - ord("A") + 1
            self._width, self._height = max(self._width, column), max(self._height, int(match[2]))
        elif tag == "table":
            self._width = self._height = 0
        elif tag == "table-row":
            self._repeated, self._cells, self._is_filled = _times(attrs, "table:number-rows-repeated"), 0, False
        elif tag == "table-cell":
            times = _times(attrs, "table:number-columns-repeated")
            self._cells += times
            if "office:value-type" in attrs or "office:string-value" in attrs:
                self._width = max(self._width, self._cells)
                self._height += 0 if self._is_filled else self._repeated
                self._is_filled = True
        self._check()

    def _check(self) -> None:
        if self._width > 10 * MAX_COLUMNS:
            raise too_many_columns("a sheet", self._width)
        if self._width * self._height > MAX_CELLS:
            problem = f"a sheet reaches over more than {MAX_CELLS:,} cells"
            raise RefusedError([Fault("", problem, "delete what lies far below or beside the table")])


def _times(attrs: AttributesImpl, name: str) -> int:
    text = attrs.get(name) or "1"
    return min(int(text), MAX_CELLS) if text.isdecimal() and len(text) < 10 else 1
