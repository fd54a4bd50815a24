"""How a table is written: its encoding and separator, and which of its columns mean what."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, TypeAlias

from geo.base import encoding as encodings
from geo.base.faults import Fault, RefusedError
from geo.intake import coordinates
from geo.intake.headings import find

#: The separators that are looked for, and that can be asked for.
SEPARATORS = (",", ";", "\t", "|")
#: The most columns of a table.
MAX_COLUMNS = 200
#: The most rows without anything in them, which a spreadsheet may write after the last.
MAX_EMPTY = 10_000
#: So many rows show how a table is written.
_SAMPLE = 20


@dataclass(frozen=True, kw_only=True)
class Columns:
    """How a table is read. Each of the columns is the heading of one, or None where the table has none.

    `latitude` and `longitude` may be the same column: it then holds both, latitude first.
    """

    separator: str
    encoding: str
    latitude: str | None = None
    longitude: str | None = None
    name: str | None = None
    date: str | None = None
    title: str | None = None
    text: str | None = None


class Row(tuple[str, ...]):
    """The cells of one row; `line` is where it begins in the file."""

    line: int


def rows(content: bytes, columns: Columns) -> Iterator[Row]:
    """The rows that are not empty, the headings first. Bytes that do not decode become U+FFFD.

    Raises `RefusedError` where a row cannot be read.
    """
    encoding = "utf-8-sig" if columns.encoding == "utf-8" else columns.encoding
    with io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="") as text:
        reader = csv.reader(_lines(text, columns.separator), delimiter=columns.separator)
        before = empty = 0
        try:
            for cells in reader:
                row = Row(cells)
                row.line = before + 1
                before = reader.line_num
                if any(cell and not cell.isspace() for cell in row):
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
            problem = f"line {number} has {line.count(separator) + 1:,} columns; at most {MAX_COLUMNS:,} are read"
            raise RefusedError([Fault("", problem, "leave out the columns that the story does not need")])
        yield line


def header(content: bytes, columns: Columns) -> tuple[str, ...]:
    """The headings, each once: the second of two equal ones gets a number, one that is empty is called by its place."""
    found = list(next(rows(content, columns), ()))
    if len(found) > MAX_COLUMNS:
        problem = f"the table has {len(found):,} columns; at most {MAX_COLUMNS:,} are read"
        raise RefusedError([Fault("", problem, "leave out the columns that the story does not need")])
    seen: Counter[str] = Counter()
    for index, heading in enumerate(found):
        heading = " ".join(heading[:100].split()) or f"column {index + 1}"
        seen[heading] += 1
        found[index] = heading if seen[heading] == 1 else f"{heading} ({index + 1})"
    return tuple(found)


def guess(content: bytes) -> Columns:
    """How the table is most likely written. Where no heading says so, columns are None."""
    encoding = encodings.guess(content)
    found = [_guess(content, Columns(separator=separator, encoding=encoding)) for separator in SEPARATORS]
    return max(found, key=lambda one: one[0])[1]


def _guess(content: bytes, columns: Columns) -> tuple[tuple[int, int, int], Columns]:
    """What the columns mean with this separator, and how well it fits: by meanings found, and by equal rows."""
    try:
        head, sample = header(content, columns), list(islice(rows(content, columns), 1, _SAMPLE))
    except RefusedError:
        return (0, 0, 0), columns
    meant = _meanings(head, sample)
    known = replace(columns, **meant)
    equal = sum(len(row) == len(head) for row in sample) if len(head) > 1 else 0
    return (sum(value is not None for value in meant.values()), equal, len(head)), known


#: Fields of `Columns`, which are not all alike.
_Meanings: TypeAlias = dict[str, Any]


def _meanings(head: Sequence[str], sample: Sequence[Row]) -> _Meanings:
    found: _Meanings = {}
    for meaning in ("latitude", "longitude"):
        found[meaning] = find(meaning, head, found.values())
    if len(head) > 1 and None in found.values():
        cells = {heading: [row[i] for row in sample if i < len(row) and row[i]] for i, heading in enumerate(head)}
        both = find("pair", [h for h in head if not cells[h] or any(coordinates.pair(c) for c in cells[h])])
        both = both or next((h for h in head if cells[h] and all(coordinates.pair(c) for c in cells[h])), None)
        if both is not None:
            found["latitude"] = found["longitude"] = both
    for meaning in ("name", "title", "date", "text"):
        found[meaning] = find(meaning, head, found.values())
    if found["name"] is None:
        found["name"], found["title"] = found["title"], None
    return found
