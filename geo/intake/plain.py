"""GeoJSON as other programs write it (geojson.io, uMap, QGIS), and our own story file, as drafts."""

import re
from collections.abc import Iterator
from typing import TypeGuard

from geo.base.faults import Fault, RefusedError
from geo.intake.finds import Finds
from geo.intake.telling import add, plain_text, survey, take, tell_of_shape
from geo.story import strict_json
from geo.story.members import MAX_FEATURES
from geo.story.strict_json import pointer, printable

#: What a JSON file may hold, counted by its signs: a value costs the more memory the shorter it is written.
MAX_VALUES = 600_000
# An object takes about five times the memory of a number.
_OBJECT = 5
# The ways in which WGS 84 with the longitude first is called in the member `crs` of older files.
_WGS84 = re.compile(r"(?:urn:ogc:def:crs:)?(?:OGC:[\d.]*:?CRS84|EPSG:[\d.]*:?4326)", re.IGNORECASE)
_SHAPES = ("MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
_HALF = re.compile("[\ud800-\udfff]")


def read(content: bytes) -> tuple[object, list[Fault]]:
    """The value of a JSON file, of plain types, and the faults in it. Raises `RefusedError` where there is none."""
    weight = content.count(b",") + content.count(b"[") + _OBJECT * content.count(b"{")
    if weight > MAX_VALUES:
        problem = f"the file holds more than {MAX_VALUES:,} numbers and other values"
        raise RefusedError([Fault("", problem, "simplify its lines and areas, or split it")])
    value, faults = strict_json.read(content)
    return _plain(value), faults


def _plain(value: object) -> object:
    """The value with what JSON cannot write replaced by text: numbers that are none, and halves of characters."""
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        # In place: a copy of a long line would take as much memory again.
        for index, item in enumerate(value):
            if not isinstance(item, int):
                value[index] = _plain(item)
    elif isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    elif isinstance(value, float) and not -1e308 <= value <= 1e308:
        return str(value)
    return value


def is_story(value: object) -> TypeGuard[dict[str, object]]:
    """Whether this is a story file of ours, however faulty."""
    return isinstance(value, dict) and "story" in value


def is_feature(value: object) -> bool:
    """Whether this is a feature of GeoJSON."""
    return isinstance(value, dict) and value.get("type") == "Feature"


def is_geojson(value: object) -> bool:
    """Whether this has a type that GeoJSON or uMap gives."""
    known = ("FeatureCollection", "Feature", "Point", "umap", *_SHAPES)
    return isinstance(value, dict) and value.get("type") in known


def fill(finds: Finds, value: object) -> None:
    """Add what a GeoJSON value holds to the finds. Raises `RefusedError` where it is no GeoJSON, or not on WGS 84."""
    if not isinstance(value, dict):
        raise RefusedError([Fault("", "this is not GeoJSON: the file does not hold an object", _NO_GEOJSON)])
    features = list(_features(value))
    if len(features) > MAX_FEATURES:
        problem = f"the file has {len(features):,} features; at most {MAX_FEATURES:,} are read"
        raise RefusedError([Fault("", problem, "split it, or leave out those that the story does not need")])
    about = value.get("properties") if value.get("type") == "umap" else value
    if isinstance(about, dict):
        finds.title = plain_text(about.get("name")) or plain_text(about.get("title"))
        finds.summary = plain_text(about.get("description"))
    if value.get("type") == "FeatureCollection":
        finds.others = {key: item for key, item in value.items() if key not in _CARRIED}
    survey(finds, (each.get("properties") for _, each in features if isinstance(each, dict)))
    for path, feature in features:
        if isinstance(feature, dict):
            _feature(finds, feature, path)
        else:
            finds.note(path, "this is not a feature: it is left out", "add what it means by hand")


# What is in the draft already, and the box around the positions, which would not follow a change.
_CARRIED = ("type", "features", "name", "title", "description", "crs", "bbox")
_NO_GEOJSON = "export the map as GeoJSON, or open a story file, CSV, KML or GPX"


def _features(value: dict[str, object], path: str = "") -> Iterator[tuple[str, object]]:
    """The features of a file with their paths: a bare geometry counts as one without properties."""
    kind = value.get("type")
    _check_crs(value, path)
    if kind == "umap" and isinstance(layers := value.get("layers"), list):
        for index, layer in enumerate(layers):
            if isinstance(layer, dict):
                _name_layer(layer)
                yield from _features(layer, pointer(pointer(path, "layers"), index))
    elif kind == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list):
            problem, remedy = "the collection has no list of `features`", "export the map again as GeoJSON"
            raise RefusedError([Fault(pointer(path, "features"), problem, remedy)])
        for index, feature in enumerate(features):
            yield pointer(pointer(path, "features"), index), feature
    elif kind == "Feature":
        yield path, value
    elif kind == "Point" or kind in _SHAPES:
        yield path, {"type": "Feature", "geometry": value}
    else:
        shown = f"its type is “{printable(kind)}”" if isinstance(kind, str) else "its `type` is missing"
        raise RefusedError([Fault(pointer(path, "type"), f"this is not GeoJSON: {shown}", _NO_GEOJSON)])


def _name_layer(layer: dict[str, object]) -> None:
    """Write the name of a layer of uMap into its features, as a KML folder has it."""
    options, features = layer.get("_umap_options", layer.get("_storage")), layer.get("features")
    name = plain_text(options.get("name")) if isinstance(options, dict) else None
    for feature in features if name and isinstance(features, list) else ():
        if isinstance(feature, dict) and isinstance(feature.get("properties"), dict):
            feature["properties"].setdefault("folder", name)


def _check_crs(value: dict[str, object], path: str) -> None:
    crs = value.get("crs")
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not (isinstance(name, str) and _WGS84.fullmatch(name)):
        shown = f"“{printable(name)}”" if isinstance(name, str) else "a coordinate system without a name"
        problem = f"the positions are not in degrees on WGS 84, but in {shown}"
        remedy = "export the layer again with the coordinate system EPSG:4326 (WGS 84)"
        raise RefusedError([Fault(pointer(path, "crs"), problem, remedy)])


def _parts(geometry: object) -> tuple[list[list[object]], list[dict[str, object]]]:
    """The coordinates of the points of a geometry, and its other parts."""
    if not isinstance(geometry, dict):
        return [], []
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind == "Point":
        return [coordinates if isinstance(coordinates, list) else []], []
    if kind == "MultiPoint" and isinstance(coordinates, list):
        return [each if isinstance(each, list) else [] for each in coordinates[:MAX_FEATURES]], []
    if kind == "GeometryCollection" and isinstance(parts := geometry.get("geometries"), list):
        found = [_parts(part) for part in parts]
        return [point for points, _ in found for point in points], [rest for _, others in found for rest in others]
    return [], [geometry]


def _feature(finds: Finds, feature: dict[str, object], path: str) -> None:
    given = feature.get("properties")
    properties: dict[str, object] = dict(given) if isinstance(given, dict) else {}
    for key in feature.keys() - {"type", "id", "geometry", "properties", "bbox"}:
        properties.setdefault(key, feature[key])
    points, others = _parts(feature.get("geometry"))
    if len(others) == 1 and not points and others[0] is feature.get("geometry"):
        finds.shape({k: v for k, v in feature.items() if k != "bbox"})
        tell_of_shape(finds, properties, pointer(path, "properties"))
        return
    if others:
        geometry = others[0] if len(others) == 1 else {"type": "GeometryCollection", "geometries": others}
        finds.shape({"type": "Feature", "geometry": geometry, "properties": properties})
    if not points and others:
        return
    given_id = feature.get("id", properties.get("id"))
    told = take(finds, properties, pointer(path, "properties"))
    if properties.get("id") == given_id:
        properties.pop("id", None)
    add(finds, told, points, properties, path, given_id)
