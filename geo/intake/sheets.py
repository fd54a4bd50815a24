"""The sheets of a workbook, read in a process of its own: `python -m geo.intake.sheets` from its standard input.

The library reserves room for every cell between the first and the last of a sheet, or as many as the file claims, and
ends the process where there is not so much. So it has one that may end, with limits of memory and time. It writes, as
JSON, the rows of the sheet that has most of them, its name, and the names of the others; exit status 1 where it cannot.
"""

import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

#: Bytes of memory, and seconds of CPU.
MAX_MEMORY, MAX_CPU_S = 2**30, 20
#: So many rows with anything in them are written, and so many empty ones passed over between them.
MAX_ROWS, MAX_EMPTY = 10_100, 10_000
#: So many characters are written.
MAX_CHARACTERS = 16 * 2**20


def main() -> int:
    """Read a workbook; the exit status is 0 where that went well."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = {name: list(_rows(book.get_sheet_by_name(name).iter_rows())) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError, MemoryError):
        return 1
    filled = {name: rows for name, rows in sheets.items() if rows}
    best = max(filled, key=lambda name: len(filled[name]), default="")
    others = [name for name in filled if name != best]
    text = json.dumps({"sheet": best, "rows": filled.get(best, []), "others": others})
    if len(text) > MAX_CHARACTERS:
        return 1
    sys.stdout.write(text)
    return 0


def _rows(cells: Iterable[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, each with its number."""
    empty = count = 0
    for line, values in enumerate(cells, 1):
        texts = [_text(value) for value in values]
        if any(text and not text.isspace() for text in texts):
            count += 1
            yield line, texts
        else:
            empty += 1
        if count > MAX_ROWS or empty > MAX_EMPTY:
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
        case float() if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
