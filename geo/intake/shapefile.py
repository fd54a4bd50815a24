"""A shapefile, in a ZIP with its parts, as GeoJSON on WGS 84."""

import io
import json
import math
import struct
import warnings
from pathlib import PurePath
from typing import Any
from zipfile import ZipFile

from geo.base.encoding import known
from geo.base.faults import Fault, RefusedError
from geo.intake import archives
from geo.intake.finds import Finds
from geo.measure.projection import ProjectionError, to_wgs84
from geo.story.members import MAX_FEATURES

_PARTS = (".shp", ".dbf", ".prj", ".cpg")
DEGREES = "degrees on WGS 84"
_BROKEN = Fault("", "the shapefile is broken", "export the layer again, as GeoJSON")
# What pyshp raises for files that are not as they should be, beside its own.
_ERRORS = (
    *(struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError, OSError),
    *(AssertionError, ZeroDivisionError),
)


def parts(archive: ZipFile) -> dict[str, str] | None:
    """The names of the parts of the shapefile in an archive, by their endings; None where there is none."""
    names = [name for name in archive.namelist() if PurePath(name).suffix.casefold() == ".shp"]
    if not names:
        return None
    stem = names[0][: -len(".shp")]
    return {PurePath(n).suffix.casefold(): n for n in archive.namelist() if n[: -len(PurePath(n).suffix)] == stem}


def collection(archive: ZipFile, found: dict[str, str], finds: Finds) -> dict[str, Any]:
    """The shapefile as a FeatureCollection. Raises `RefusedError` where it is broken, or nobody knows its degrees."""
    import shapefile  # here, as few visitors bring one

    content = {end: archives.entry(archive, name) for end, name in found.items() if end in _PARTS}
    label = content.get(".cpg", b"").decode("ascii", "replace").strip()
    texts = {"encoding": known(label) or "utf-8", "encodingErrors": "replace"}
    files = {end[1:]: io.BytesIO(content[end]) for end in (".shp", ".dbf") if end in content}
    try:
        with warnings.catch_warnings(action="ignore"), shapefile.Reader(**files, **texts) as reader:
            if len(reader) > MAX_FEATURES:
                problem = f"the shapefile has {len(reader):,} shapes; at most {MAX_FEATURES:,} are read"
                raise RefusedError([Fault("", problem, "leave out those that the story does not need")])
            value: dict[str, Any] = json.loads(json.dumps(reader.__geo_interface__, default=str))
    except RefusedError:
        raise
    except (shapefile.ShapefileException, *_ERRORS):
        raise RefusedError([_BROKEN]) from None
    value.pop("bbox", None)
    return _in_degrees(value, content.get(".prj", b"").decode("utf-8", "replace"), finds)


def _in_degrees(value: dict[str, Any], projection: str, finds: Finds) -> dict[str, Any]:
    geometries = [feature.get("geometry") for feature in value.get("features", ()) if isinstance(feature, dict)]
    flat: list[list[Any]] = []
    for geometry in geometries:
        if isinstance(geometry, dict):
            _positions(geometry.get("coordinates"), flat)
    if not projection.strip():
        is_likely = all(abs(at[0]) <= 360 and abs(at[1]) <= 90 for at in flat)
        if finds.ask("coordinates", (DEGREES,), DEGREES if is_likely else None) != DEGREES or not is_likely:
            problem = "the shapefile has no .prj, and its numbers are no degrees"
            raise RefusedError([Fault("", problem, "add the .prj file, or export the layer as GeoJSON")])
        return value
    try:
        there = to_wgs84(projection, flat)
    except ProjectionError:
        problem = "the coordinate system in the .prj file cannot be read"
        raise RefusedError([Fault("", problem, "export the layer as GeoJSON, with EPSG:4326")]) from None
    for at, (lon, lat) in zip(flat, there, strict=True):
        at[:] = [lon, lat] if math.isfinite(lon) and math.isfinite(lat) else [str(at[0]), str(at[1])]  # to be seen
    return value


def _positions(value: object, found: list[list[Any]]) -> None:
    """Collect the very lists that hold a position each, so that they can be changed in place."""
    if not isinstance(value, list):
        return
    if len(value) > 1 and all(isinstance(each, int | float) for each in value[:2]):
        found.append(value)
        return
    for each in value:
        _positions(each, found)
