"""A table as it is written: rows of cells that can be read again and again, from whatever file they came."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from geo.base.faults import Fault, RefusedError

#: The separators that are looked for, and that can be asked for.
SEPARATORS = (",", ";", "\t", "|")
#: The most columns of a table.
MAX_COLUMNS = 200
#: The most rows without anything in them, which a spreadsheet may write after the last.
MAX_EMPTY = 10_000


class Row(tuple[str, ...]):
    """The cells of one row; `line` is where it begins in the file."""

    line: int

    @classmethod
    def at(cls, line: int, cells: Iterable[str]) -> "Row":
        """The row with these cells that begins in this line."""
        row = cls(cells)
        row.line = line
        return row

    @property
    def filled(self) -> int:
        """The count of cells with something in them."""
        return sum(1 for cell in self if cell and not cell.isspace())


#: The rows of a table that are not empty. They are read several times.
Rows: TypeAlias = Iterable[Row]


class SeparatedText:
    """The rows of a text in which a sign separates the cells. Bytes that do not decode become U+FFFD.

    Reading raises `RefusedError` where a row cannot be read.
    """

    def __init__(self, content: bytes, separator: str, encoding: str) -> None:
        self._content, self._separator = content, separator
        self._encoding = "utf-8-sig" if encoding == "utf-8" else encoding

    def __iter__(self) -> Iterator[Row]:
        with io.TextIOWrapper(io.BytesIO(self._content), self._encoding, errors="replace", newline="") as text:
            reader = csv.reader(_lines(text, self._separator), delimiter=self._separator)
            before = empty = 0
            try:
                for cells in reader:
                    row = Row.at(before + 1, cells)
                    before = reader.line_num
                    if row.filled:
                        yield row
                    else:
                        empty += 1
                        if empty > MAX_EMPTY:
                            problem = f"the table has more than {MAX_EMPTY:,} empty rows"
                            raise RefusedError([Fault("", problem, "leave them out")])
            except csv.Error:
                problem = f"line {before + 1}: a cell there is longer than {csv.field_size_limit():,} characters"
                raise RefusedError(
                    [Fault("", problem, "close the quotation mark that it begins with, or choose another separator")]
                ) from None


def _lines(text: Iterable[str], separator: str) -> Iterator[str]:
    """The lines, refused where they have too many columns: a list of a million cells would be made of each."""
    for number, line in enumerate(text, 1):
        if line.count(separator) >= 10 * MAX_COLUMNS:
            raise too_many_columns(f"line {number}", line.count(separator) + 1)
        yield line


def too_many_columns(what: str, count: int) -> RefusedError:
    """The refusal of a table with so many columns."""
    problem = f"{what} has {count:,} columns; at most {MAX_COLUMNS:,} are read"
    return RefusedError([Fault("", problem, "leave out the columns that the story does not need")])
