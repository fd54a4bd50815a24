"""A workbook, XLSX or ODS, as the rows of the sheet that has most."""

import io
import json
import subprocess
import sys
import threading
import zipfile
from typing import NamedTuple

from geo.base.faults import Fault, RefusedError
from geo.base.root import ROOT
from geo.intake.archives import MAX_ENTRIES
from geo.intake.sheet import Row

#: The most bytes of a workbook.
MAX_SIZE = 20 * 2**20
_MEMBERS = ("xl/workbook.xml", "content.xml")
_READING_S = 30
# One at a time: each may take a gigabyte.
_TURN = threading.Lock()
_REFUSED = Fault("", "the workbook is broken, or too large to be read", "save the sheet as CSV, and open that")


class Workbook(NamedTuple):
    """The rows of a sheet, its name, and the names of the other sheets that have any."""

    rows: list[Row]
    sheet: str
    others: tuple[str, ...]


def is_workbook(content: bytes) -> bool:
    """Whether an archive is a workbook, by the names in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist()[:MAX_ENTRIES])
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return False
    return _MEMBERS[0] in names or {_MEMBERS[1], "mimetype"} <= names


def read(content: bytes) -> Workbook:
    """The sheet with most rows. Raises `RefusedError` where the workbook is broken or too large."""
    if len(content) > MAX_SIZE:
        problem = f"the workbook has {len(content):,} bytes; at most {MAX_SIZE:,} are read"
        raise RefusedError([Fault("", problem, "leave out what the story does not need, or save the sheet as CSV")])
    command = [sys.executable, "-m", "geo.intake.sheets"]
    try:
        with _TURN:
            done = subprocess.run(  # noqa: S603  (our own module)
                command, input=content, capture_output=True, cwd=ROOT, timeout=_READING_S, check=False
            )
    except (subprocess.TimeoutExpired, OSError):
        raise RefusedError([_REFUSED]) from None
    if done.returncode != 0:
        raise RefusedError([_REFUSED])
    found = json.loads(done.stdout)
    if not found["rows"]:
        raise RefusedError([Fault("", "the workbook has no rows", "open another file")])
    return Workbook([Row.at(line, cells) for line, cells in found["rows"]], found["sheet"], tuple(found["others"]))
