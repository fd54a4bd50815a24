"""Any file as the draft of a story, told apart by what is in it.

A draft has the very shape of a story file; things may be missing or wrong in it, and `geo.story.geojson.read` names
them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from geo.base.encoding import ENCODINGS
from geo.base.faults import Fault, RefusedError
from geo.intake import archives, elements, plain, records, shapefile, slides, spreadsheet, strangers
from geo.intake.asks import Ask
from geo.intake.columns import Columns, written_in
from geo.intake.finds import Finds
from geo.intake.gpx import Gpx
from geo.intake.kml import Kml
from geo.intake.sheet import SEPARATORS, Rows, SeparatedText
from geo.intake.table import Table
from geo.story.strict_json import MAX_SIZE, printable

_READ = "open a story file, a table (XLSX, ODS, CSV), GeoJSON, KML, KMZ or GPX"
# The outermost element of an XML file begins within so many bytes, after what may be said about the file.
_BEGINNING = 4_096
_TABLES = (".csv", ".tsv", ".tab", ".txt")
_JSON = (".json", ".geojson", ".umap", ".ndjson", ".geojsonl", ".jsonl")


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What came of a file. `document` is the finds: plain JSON values, in the shape of a story file.

    `kind` is story, geojson, storymap, timeline, records, csv, workbook, shapefile, kml or gpx. `notes` say what is
    wrong in the file or could not be carried over; their paths are places in that file: `line 17, column lat`, a JSON
    Pointer, `Placemark 3`. `asks` are questions to whoever brings it. Of a table, `columns` are how it was read,
    `header` its headings and `sample` its first rows.
    """

    document: Mapping[str, object]
    kind: str
    notes: tuple[Fault, ...]
    asks: tuple[Ask, ...] = ()
    columns: Columns | None = None
    header: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()


def read(content: bytes, name: str, columns: Columns | None = None, answers: Mapping[str, str] | None = None) -> Intake:
    """The finds in the bytes of a file called `name`; a table is read by `columns`, or by a guess at them.

    `answers` has by the column of an ask the reading that a person chose.

    Raises `RefusedError`, and nothing else, where nothing can be read.
    """
    if content.startswith(archives.ZIP) and spreadsheet.is_workbook(content):
        return _workbook(content, name, columns, answers or {})
    _check_size(content)
    if content.startswith(archives.ZIP) and (shapes := _shapefile(content, name, answers or {})) is not None:
        return shapes
    left_out: tuple[str, ...] = ()
    if content.startswith((archives.GZIP, archives.ZIP)):
        is_gzip = content.startswith(archives.GZIP)
        content, name, left_out = archives.gunzip(content, name) if is_gzip else archives.unzip(content)
        if content.startswith((archives.GZIP, archives.ZIP)):
            raise RefusedError([Fault("", "an archive lies in this archive", "unpack it, and open what is in it")])
    found = _file(content, name, columns, answers or {})
    if not left_out:
        return found
    shown = ", ".join(map(printable, left_out[:5])) + (f" and {len(left_out) - 5:,} more" if len(left_out) > 5 else "")
    problem = f"other files of the archive are not carried over: {shown}"
    return replace(found, notes=(*found.notes, Fault("", problem, "open those that the story needs by themselves")))


def _check_size(content: bytes) -> None:
    if len(content) > MAX_SIZE:
        problem = f"the file has {len(content):,} bytes; at most {MAX_SIZE:,} are read"
        raise RefusedError([Fault("", problem, "split it, or leave out what the story does not need")])


def _file(content: bytes, name: str, columns: Columns | None, answers: Mapping[str, str]) -> Intake:
    """The finds in a file that is no archive."""
    # In UTF-16, every other byte of the first signs is zero.
    beginning = content[:200].replace(b"\0", b"")
    beginning = re.sub(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*", b"", beginning)
    suffix = PurePath(name[-100:]).suffix.casefold()
    if not beginning:
        raise RefusedError([Fault("", "the file is empty", _READ)])
    strangers.refuse_bytes(content[:_BEGINNING].lstrip(b"\xef\xbb\xbf"))
    if (beginning.startswith((b"{", b"[")) and suffix not in _TABLES) or suffix in _JSON:
        return _json(content, name, columns, answers)
    if beginning.startswith(b"<"):
        return _xml(content, name, suffix, answers)
    return _text(content, name, columns, answers)


def _shapefile(content: bytes, name: str, answers: Mapping[str, str]) -> Intake | None:
    archive = archives.opened(content)
    found = shapefile.parts(archive)
    if found is None:
        return None
    finds = Finds(name, answers)
    plain.fill(finds, shapefile.collection(archive, found, finds))
    document = finds.document()
    return Intake(document=document, kind="shapefile", notes=finds.notes, asks=finds.asks)


def _workbook(content: bytes, name: str, columns: Columns | None, answers: Mapping[str, str]) -> Intake:
    book = spreadsheet.read(content)
    found = read_rows(book.rows, "workbook", name, columns, answers)
    if not book.others:
        return found
    others = ", ".join(printable(other) for other in book.others[:10])
    problem = f"only the sheet “{printable(book.sheet)}” is read; the others are {others}"
    return replace(found, notes=(*found.notes, Fault("", problem, "save the sheet that you mean in a file of its own")))


def _json(content: bytes, name: str, columns: Columns | None, answers: Mapping[str, str]) -> Intake:
    value, faults = plain.read(records.joined(content) or content)
    if plain.is_story(value):
        return Intake(document=value, kind="story", notes=tuple(faults))
    strangers.refuse_json(value)
    if isinstance(value, list) and value and all(map(plain.is_feature, value)):
        value = {"type": "FeatureCollection", "features": value}
    is_known = plain.is_geojson(value) or slides.is_storymap(value) or slides.is_timeline(value)
    if not is_known and (found := records.records(value)) is not None:
        return read_rows(records.rows(found), "records", name, columns, answers)
    finds, kind = Finds(name, answers), "geojson"
    if slides.is_storymap(value):
        kind = "storymap"
        slides.fill_storymap(finds, value)
    elif slides.is_timeline(value):
        kind = "timeline"
        slides.fill_timeline(finds, value)
    else:
        plain.fill(finds, value)
    document = finds.document()
    return Intake(document=document, kind=kind, notes=(*faults, *finds.notes), asks=finds.asks)


def _xml(content: bytes, name: str, suffix: str, answers: Mapping[str, str]) -> Intake:
    strangers.refuse_xml(content[:_BEGINNING])
    finds = Finds(name, answers)
    kind = elements.root(content[:_BEGINNING]) or ("gpx" if suffix == ".gpx" else "kml")
    reader = Gpx(finds) if kind == "gpx" else Kml(finds)
    reader.read(content)
    document = finds.document()
    return Intake(document=document, kind=kind, notes=finds.notes, asks=finds.asks)


def _text(content: bytes, name: str, columns: Columns | None, answers: Mapping[str, str]) -> Intake:
    """The finds in a text of rows, as a person said that it is written, or as it most likely is."""
    columns = columns or written_in(content)
    if columns.separator not in SEPARATORS or columns.encoding not in ENCODINGS:
        problem = "a table cannot be read with this separator or encoding"
        raise RefusedError([Fault("", problem, "choose one of those that are offered")])
    rows = SeparatedText(content, columns.separator, columns.encoding)
    return read_rows(rows, "csv", name, columns, answers)


def read_rows(rows: Rows, kind: str, name: str, columns: Columns | None, answers: Mapping[str, str]) -> Intake:
    """The finds in the rows of a table, whatever they were written in. Raises `RefusedError`."""
    finds = Finds(name, answers)
    table = Table(rows, columns, finds)
    if len(table.header) < 2 and not table.columns.meant:
        raise RefusedError([Fault("", "this is no table, nor another kind of file that can be read", _READ)])
    table.fill()
    document = finds.document()
    return Intake(
        document=document,
        kind=kind,
        notes=finds.notes,
        asks=finds.asks,
        columns=table.columns,
        header=(*table.header, *table.joined),
        sample=tuple(table.sample),
    )
