"""What is inside an archive: a gzip of any file that is read, a KMZ, a ZIP with one such file; bounded in size."""

import io
import zipfile
import zlib
from pathlib import PurePath
from typing import NamedTuple

from geo.base.faults import Fault, RefusedError
from geo.story.strict_json import MAX_SIZE, printable

#: The most entries of a ZIP that are looked at.
MAX_ENTRIES = 2_000
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
# Files that other programs add to an archive.
_BESIDE = ("__macosx/", ".ds_store", "thumbs.db", "desktop.ini")
_READ = (".kml", ".gpx", ".geojson", ".json", ".csv", ".tsv", ".tab", ".txt", ".umap", ".ndjson", ".geojsonl")
_PART = 65_536


class Unpacked(NamedTuple):
    """The file in an archive, and the names of others that are left out."""

    content: bytes
    name: str
    left_out: tuple[str, ...] = ()


def gunzip(content: bytes, name: str) -> Unpacked:
    """The file in a gzip. Raises `RefusedError` where it is broken, or larger than what is read."""
    inner = zlib.decompressobj(wbits=31)
    try:
        found = inner.decompress(content, MAX_SIZE + 1)
    except zlib.error:
        raise RefusedError([Fault("", "the gzip file is broken", "pack the file again, or open it unpacked")]) from None
    if len(found) > MAX_SIZE:
        raise _too_large(name)
    if not inner.eof:
        raise RefusedError([Fault("", "the gzip file is cut off", "pack the file again, or open it unpacked")])
    return Unpacked(found, name.removesuffix(".gz"))


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive. Raises `RefusedError` where it is broken, locked or has too many entries."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        raise RefusedError([Fault("", "the archive is broken", "pack it again, or open what is in it")]) from None
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        problem = f"the archive has {len(entries):,} entries; at most {MAX_ENTRIES:,} are looked at"
        raise RefusedError([Fault("", problem, "open the file that you mean by itself")])
    if any(entry.flag_bits & 1 for entry in entries):
        raise RefusedError([Fault("", "the archive is locked with a password", "unpack it, and open what is in it")])
    return archive


def table_of(content: bytes) -> tuple[frozenset[str], bytes]:
    """The names of the first entries of an archive, and what it says of its kind; nothing of one that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist()[:MAX_ENTRIES])
            return names, entry(archive, "mimetype", 1_000) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, RefusedError):
        return frozenset(), b""


def entry(archive: zipfile.ZipFile, name: str, most: int = MAX_SIZE) -> bytes:
    """The bytes of an entry. Raises `RefusedError` where it is broken, or has more than `most`."""
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(name) as file:
            while part := file.read(_PART):
                size += len(part)
                if size > most:
                    raise _too_large(name)
                parts.append(part)
    except RefusedError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        problem = f"“{printable(name)}” in the archive cannot be unpacked"
        raise RefusedError([Fault("", problem, "pack it again, or open it by itself")]) from None
    return b"".join(parts)


def unzip(content: bytes, name: str) -> Unpacked:
    """The file in a KMZ or ZIP: `doc.kml`, or the only one that can be read. Raises `RefusedError`.

    `doc.kml`, as most programs call it, is known by the name of the archive.
    """
    archive = opened(content)
    names = [each for each in archive.namelist() if not each.endswith("/") and not _is_beside(each)]
    readable = [each for each in names if PurePath(each).suffix.casefold() in _READ]
    kml = [each for each in readable if PurePath(each).suffix.casefold() == ".kml"]
    chosen = next((each for each in kml if PurePath(each).name == "doc.kml"), kml[0] if kml else None)
    if chosen is None and len(readable) == 1:
        chosen = readable[0]
    if chosen is None:
        shown = ", ".join(map(printable, (readable or names)[:5]))
        problem = "the archive has several files" if readable else "the archive has no file that can be read"
        problem += f": {shown}" if shown else ""
        raise RefusedError([Fault("", problem, "unpack it, and open the file that you mean")])
    others = tuple(each for each in names if each != chosen)
    called = PurePath(chosen).name
    return Unpacked(entry(archive, chosen), name if called == "doc.kml" else called, others)


def _is_beside(name: str) -> bool:
    folded = name.casefold()
    return folded.startswith(_BESIDE[0]) or PurePath(folded).name in _BESIDE


def _too_large(name: str) -> RefusedError:
    problem = f"“{printable(name)}” unpacks to more than {MAX_SIZE:,} bytes"
    return RefusedError([Fault("", problem, "split it, or leave out what the story does not need")])
