"""Files of kinds that are not read: what each is, and the way out of it."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from geo.base.faults import Fault, RefusedError


class Stranger(NamedTuple):
    """A kind of file: what it is called, and what to do instead."""

    what: str
    remedy: str


_AS_GEOJSON = "export the layer as GeoJSON, with the coordinate system EPSG:4326"
_AS_CSV = "save the table as XLSX, ODS or CSV, and open that"
_PICTURE = Stranger("a picture", "type or paste the list that it shows")
#: Kinds by the bytes that they begin with.
_MAGIC: Mapping[bytes, Stranger] = {
    b"SQLite format 3\0": Stranger("a GeoPackage or another database of SQLite", _AS_GEOJSON),
    b"fgb\x03": Stranger("a FlatGeobuf file", _AS_GEOJSON),
    b"%PDF": Stranger("a PDF", "copy the list or table in it, and paste it"),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"RIFF": _PICTURE,
    b"\xd0\xcf\x11\xe0": Stranger("a file of an old version of Office, such as XLS", _AS_CSV),
    b"PK\x05\x06": Stranger("an empty archive", "pack the file again, or open it unpacked"),
    b"7z\xbc\xaf": Stranger("a 7z archive", "unpack it, and open what is in it"),
    b"Rar!": Stranger("a RAR archive", "unpack it, and open what is in it"),
    b"BZh": Stranger("a bzip2 archive", "unpack it, and open what is in it"),
    b"\xfd7zXZ": Stranger("an xz archive", "unpack it, and open what is in it"),
    b"PAR1": Stranger("a Parquet file", "save the table as CSV or GeoJSON, and open that"),
    b"\x00\x00'\x0a": Stranger("a part of a shapefile", "open the ZIP with its .shp, .dbf and .prj together"),
    b"\x1e": Stranger("a sequence of GeoJSON texts (RFC 8142)", "save the features as one GeoJSON file"),
}
#: Kinds of XML by their outermost element.
_ROOTS: Mapping[str, Stranger] = {
    "TrainingCenterDatabase": Stranger("a TCX file, of a sports watch", "export the activity as GPX"),
    "rss": Stranger("a feed, RSS or GeoRSS", "list its places in a table, with latitude and longitude"),
    "feed": Stranger("a feed, Atom or GeoRSS", "list its places in a table, with latitude and longitude"),
    "RDF": Stranger("a feed or another file of RDF", "list its places in a table, with latitude and longitude"),
    "osm": Stranger("a file of OpenStreetMap", "export it as GeoJSON, from Overpass Turbo or QGIS"),
    "FeatureCollection": Stranger("a GML file", _AS_GEOJSON),
    "html": Stranger("a web page", "open it on the page Read, or copy the list or table in it, and paste it"),
    "svg": _PICTURE,
}
_ROOT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,20}:)?([A-Za-z][\w.-]{0,40})[\s/>]")
_SCRIPT = re.compile(
    rb"(?:var|let|const|window\.|export|module\.exports)[\s.=\w$]{1,200}=?\s*[\[{]|[\w$.]{1,80}\(\s*[\[{]"
)
# Bytes that text has none of, but for a slip here and there.
_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1b"))
_TWENTIETH = 20
_HISTORY = Stranger("a location history", "list the places that the story needs in a table")
_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.oasis.opendocument.presentation")
_LOCATIONS = ("timelineObjects", "semanticSegments", "rawSignals")
#: Members of an entry of a location history.
_VISITS = ("visit", "activity", "timelinePath", "timelineMemory")


def refuse_bytes(beginning: bytes) -> None:
    """Refuse what begins as a file of another kind. Raises `RefusedError`."""
    for magic, stranger in _MAGIC.items():
        if beginning.startswith(magic):
            raise _refusal(stranger)
    if _SCRIPT.match(beginning):
        raise _refusal(Stranger("a script with data in it", "save what is between the outermost brackets as .geojson"))
    if _is_binary(beginning):
        raise _refusal(Stranger("neither text nor a file of a known kind", "export it as CSV, XLSX, GeoJSON or KML"))


def _is_binary(beginning: bytes) -> bool:
    """Whether bytes are no text; in one of two bytes to a sign, every other byte may be zero."""
    zeros = max(beginning[::2].count(0), beginning[1::2].count(0))
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS)) - zeros
    return controls * _TWENTIETH > len(beginning)


def refuse_xml(beginning: bytes) -> None:
    """Refuse XML of another kind, by its outermost element. Raises `RefusedError`."""
    match = _ROOT.search(re.sub(rb"<\?.*?\?>|<!--.*?-->|<![^>]*>", b"", beginning.replace(b"\0", b""), flags=re.DOTALL))
    stranger = _ROOTS.get(match[1].decode()) if match else None
    if stranger is not None:
        raise _refusal(stranger)


def refuse_json(value: object) -> None:
    """Refuse a JSON value of another program's form. Raises `RefusedError`."""
    first = value[0] if isinstance(value, list) and value else None
    if isinstance(first, dict) and "startTime" in first and any(key in first for key in _VISITS):
        raise _refusal(_HISTORY)
    if not isinstance(value, dict):
        return
    if value.get("type") == "Topology":
        raise _refusal(Stranger("TopoJSON", "export the map as GeoJSON"))
    if "elements" in value and ("version" in value or "osm3s" in value):
        raise _refusal(Stranger("an answer of Overpass", "choose Export, then GeoJSON, in Overpass Turbo"))
    if "geometryType" in value or ("spatialReference" in value and "features" in value):
        raise _refusal(Stranger("ArcGIS JSON", "ask the service for f=geojson, or export the layer as GeoJSON"))
    if any(key in value for key in _LOCATIONS) or _is_located(value.get("locations")):
        raise _refusal(_HISTORY)
    if "doc_id" in value or ("url" in value and str(value.get("url", "")).startswith("https://docs.google.com/")):
        raise _refusal(
            Stranger("a link to a document of Google Drive", "download the sheet as XLSX or CSV, and open that")
        )


def _is_located(locations: object) -> bool:
    """Whether this is the list of a location history, which has degrees as whole numbers."""
    return isinstance(locations, list) and all(isinstance(at, dict) and "latitudeE7" in at for at in locations[:1])


def refuse_archive(names: Collection[str], mimetype: bytes) -> None:
    """Refuse an archive that is a document of another kind, by the names in it. Raises `RefusedError`."""
    if any(name.endswith(".iwa") for name in names):
        raise _refusal(Stranger("a document of Numbers, Pages or Keynote", _AS_CSV))
    if any(".gdb/" in name for name in names):
        raise _refusal(Stranger("a file geodatabase", _AS_GEOJSON))
    if any(name in names for name in ("word/document.xml", "ppt/presentation.xml")) or mimetype.startswith(_TEXTS):
        raise _refusal(Stranger("a document of text or slides", "copy the list or table in it, and paste it"))


def _refusal(stranger: Stranger) -> RefusedError:
    return RefusedError([Fault("", f"this is {stranger.what}, which is not read here", stranger.remedy)])
