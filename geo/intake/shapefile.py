"""A shapefile, in a ZIP with its parts, as GeoJSON on WGS 84."""

import io
import math
import re
import struct
import warnings
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

from geo.base import encoding as encodings
from geo.base.faults import Fault, RefusedError
from geo.intake import archives
from geo.intake.finds import MAX_POSITIONS, Finds
from geo.measure.projection import ProjectionError, to_wgs84
from geo.story.members import MAX_FEATURES
from geo.story.strict_json import printable

DEGREES = "degrees on WGS 84"
#: The most cells of its table.
MAX_CELLS = 200_000
# What is read of it, and what other programs add to it: indices, their own descriptions.
_READ = (".shp", ".dbf", ".prj", ".cpg")
_BESIDE = (
    ".shx",
    ".sbn",
    ".sbx",
    ".qix",
    ".qpj",
    ".qmd",
    ".fbn",
    ".fbx",
    ".ain",
    ".aih",
    ".atx",
    ".ixs",
    ".mxs",
    ".cst",
)
_BROKEN = Fault("", "the shapefile is broken", "export the layer again, as GeoJSON")
# What pyshp raises for files that are not as they should be, beside its own.
_ERRORS = (
    *(struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError, OSError),
    *(AssertionError, ZeroDivisionError, NotImplementedError),
)
# Encodings by the number that a .cpg has for them, or by the language driver in a .dbf.
_PAGES = {"65001": "utf-8", "88591": "iso-8859-1", "885915": "iso-8859-15", "932": "shift-jis", "936": "gb18030"}
_DRIVERS = {1: "cp437", 2: "cp850", 3: "windows-1252", 87: "windows-1252", 200: "windows-1250", 201: "windows-1251"}
# What is as far from 0 stands for no height or measure.
_NONE = 1e38
# So many bytes of a position in a shape, by the hundreds of its kind: two numbers, with height and measure, or measure.
_POSITION = (16, 32, 24)
_POINTS = (0, 1, 8)


def parts(archive: ZipFile) -> dict[str, str] | None:
    """The names of the parts of the first shapefile in an archive, by their endings; None where there is none."""
    names = archive.namelist()
    first = next((name for name in names if PurePath(name).suffix.casefold() == ".shp"), None)
    if first is None:
        return None
    stem = first[: -len(".shp")]
    return {name[len(stem) :].casefold(): name for name in names if name.startswith(f"{stem}.")}


def collection(archive: ZipFile, found: Mapping[str, str], finds: Finds) -> dict[str, Any]:
    """The shapefile as a FeatureCollection. Raises `RefusedError` where it is broken, or nobody knows its degrees."""
    import shapefile  # here, as few visitors bring one

    shapefile.VERBOSE = False  # else it logs each ring that is wound the other way
    content = {end: archives.entry(archive, name) for end, name in found.items() if end in _READ}
    _check_positions(content[".shp"])
    texts = {"encoding": _encoding(content), "encodingErrors": "replace"}
    files = {end[1:]: io.BytesIO(content[end]) for end in (".shp", ".dbf") if end in content}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on fields that are read as they stand
            with shapefile.Reader(**files, **texts) as reader:
                if len(reader) > MAX_FEATURES or len(reader) * len(reader.fields) > MAX_CELLS:
                    problem = (
                        f"the shapefile has more than {MAX_FEATURES:,} shapes, or {MAX_CELLS:,} values beside them"
                    )
                    raise RefusedError([Fault("", problem, "leave out those that the story does not need")])
                shapes = reader.iterShapeRecords() if "dbf" in files else reader.iterShapes()
                features = [_feature(each, finds) for each in shapes if each is not None]
    except RefusedError:
        raise
    except (shapefile.ShapefileException, shapefile.GeoJSON_Error, *_ERRORS):
        raise RefusedError([_BROKEN]) from None
    finally:
        for cached in _caches():
            cached.cache_clear()
    flat = [at for feature in features for at in _positions((feature["geometry"] or {}).get("coordinates"))]
    finds.positions(len(flat))
    _project(flat, content.get(".prj", b"").decode("utf-8", "replace"), finds)
    _name_lost(archive, found, finds)
    return {"type": "FeatureCollection", "features": features}


@cache
def _caches() -> list[Any]:
    """The functions of pyshp that remember what they gave: for ever, and by the reader, which has the whole file."""
    import shapefile

    made = [shapefile, *(each for each in vars(shapefile).values() if isinstance(each, type))]
    found = (getattr(owner, name, None) for owner in made for name in vars(owner))
    return [each for each in found if hasattr(each, "cache_clear")]


def _check_positions(shp: bytes) -> None:
    """Refuse what would take too much memory when it is read, as its size shows."""
    kind = int.from_bytes(shp[32:36], "little")
    if kind % 10 not in _POINTS and kind < 30 and len(shp) // _POSITION[kind // 10] > MAX_POSITIONS:
        problem = f"the shapes have more than {MAX_POSITIONS:,} positions"
        raise RefusedError([Fault("", problem, "simplify them, or leave out those that the story does not need")])


def _encoding(content: Mapping[str, bytes]) -> str:
    """The encoding of the texts: as the .cpg or the table says, or else the likeliest."""
    label = content.get(".cpg", b"")[:40].decode("ascii", "replace").strip()
    number = "".join(re.findall("[0-9]+", label))
    table = content.get(".dbf", b"")
    named = encodings.known(label) or _PAGES.get(number) or encodings.known(f"windows-{number}")
    return (
        named or _DRIVERS.get(table[29] if len(table) > 29 else 0) or encodings.guess(table[32:].replace(b"\0", b" "))
    )


def _feature(read: Any, finds: Finds) -> dict[str, Any]:  # as pyshp gives it: a shape with its record, or alone
    shape, told = getattr(read, "shape", read), getattr(read, "record", None)
    geometry: dict[str, Any] | None = None
    if shape.shapeType and shape.points:
        found = shape.__geo_interface__
        geometry = {"type": found["type"], "coordinates": _lists(found["coordinates"])}
        heights = [float(height) for height in getattr(shape, "z", ()) if height and abs(height) < _NONE]
        if heights and geometry["type"] == "Point":
            geometry["coordinates"].append(heights[0])
        elif heights:
            finds.once("the heights of lines and areas are not carried over", "a story is drawn without them")
        if any(measure is not None and abs(measure) < _NONE for measure in getattr(shape, "m", ())):
            finds.count("the measures of a shape are not carried over", "write what matters as a text")
    about = told.as_dict() if told is not None else {}
    kept = {key: _value(value) for key, value in about.items() if value is not None and value != ""}
    return {"type": "Feature", "geometry": geometry, "properties": kept}


def _lists(value: Any) -> Any:
    return [_lists(each) for each in value] if isinstance(value, list | tuple) else value


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value if abs(value) < 1e308 else str(value)
    if isinstance(value, bool | int | str):
        return value
    return str(value)


def _project(flat: list[list[Any]], projection: str, finds: Finds) -> None:
    """Change positions in place to degrees on WGS 84."""
    if not projection.strip():
        is_likely = all(abs(at[0]) <= 360 and abs(at[1]) <= 90 for at in flat)
        if not is_likely:
            problem = "the shapefile has no .prj, and its numbers are no degrees"
            raise RefusedError([Fault("", problem, "add the .prj file, or export the layer as GeoJSON")])
        finds.ask("coordinates", (DEGREES,), DEGREES)
        return
    try:
        there = to_wgs84(projection, flat)
    except ProjectionError:
        problem = "the coordinate system in the .prj file cannot be read"
        raise RefusedError([Fault("", problem, "export the layer as GeoJSON, with EPSG:4326")]) from None
    for at, (lon, lat) in zip(flat, there, strict=True):
        is_there = math.isfinite(lon) and math.isfinite(lat)
        at[:2] = [lon, lat] if is_there else map(str, at[:2])  # as it is written, to be seen


def _name_lost(archive: ZipFile, found: Mapping[str, str], finds: Finds) -> None:
    names = set(found.values())
    others = [name for name in archive.namelist() if name not in names and not name.endswith("/")]
    others += [name for end, name in found.items() if end not in (*_READ, *_BESIDE)]
    if others:
        shown = ", ".join(map(printable, others[:5])) + (f" and {len(others) - 5:,} more" if len(others) > 5 else "")
        remedy = "open those that the story needs by themselves"
        finds.once(f"other files of the archive are not carried over: {shown}", remedy)


def _positions(value: object) -> Iterator[list[Any]]:
    """The very lists that hold a position each, so that they can be changed in place."""
    if not isinstance(value, list):
        return
    if len(value) > 1 and isinstance(value[0], int | float):
        yield value
    else:
        for each in value:
            yield from _positions(each)
