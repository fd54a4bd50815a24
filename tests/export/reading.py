"""Exported files as other programs read them: GDAL, schemas, and a viewer that takes a text for HTML."""

import json
import struct
from typing import Any

import pyogrio.raw
from lxml import etree

from geo.story import geojson
from tests.markup import Markup

_RING = [[0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]
_HOLE = [[2, 2], [2, 3], [3, 3], [2, 2]]
#: Coordinates of a shape of each type but the collection.
GEOMETRIES: dict[str, Any] = {
    "LineString": [[10.5, 30], [11, 31.25], [12, 30]],
    "Polygon": [_RING, _HOLE],
    "MultiPoint": [[1, 2], [3, 4]],
    "MultiLineString": [[[1, 2], [3, 4]], [[5, 6], [7, 8], [9, 9]]],
    "MultiPolygon": [[_RING, _HOLE], [[[20, 20], [21, 20], [21, 21], [20, 20]]]],
}


def story_of(document):
    """The story of a file with these plain values."""
    return geojson.read(json.dumps(document).encode())


def with_shapes(document, *geometries):
    """The document with a shape for each geometry, named by its type."""
    document["features"] += [
        {"type": "Feature", "geometry": geometry, "properties": {"name": f"the {geometry['type']}"}}
        for geometry in geometries
    ]
    return document


def all_shapes(document):
    """The document with a shape of every type, a collection of them and one without a name."""
    every = [{"type": kind, "coordinates": coordinates} for kind, coordinates in GEOMETRIES.items()]
    inner = {"type": "GeometryCollection", "geometries": [every[0], {"type": "Point", "coordinates": [4, 5]}]}
    collection = {"type": "GeometryCollection", "geometries": [*every[:2], inner]}
    with_shapes(document, *every, collection)
    document["features"].append({"type": "Feature", "geometry": every[0], "properties": None})
    return document


def moved(document, **positions):
    """The document with places, by id, at other positions."""
    for feature in document["features"]:
        if feature["id"] in positions:
            feature["geometry"]["coordinates"] = positions[feature["id"]]
            feature["properties"] |= {"country": None, "references": None}
    return document


def valid(content, schema):
    """The root of a file that a schema was held against."""
    root = etree.fromstring(content)
    assert schema.validate(root), schema.error_log
    return root


def gdal(file, content, layer=None):
    """What GDAL reads of a layer: a column of values by name, and positions, None where there is no point."""
    file.write_bytes(content)
    meta, _, shapes, columns = pyogrio.raw.read(file, layer=layer)
    points = None if shapes is None else [None if wkb is None else struct.unpack("<dd", wkb[5:21]) for wkb in shapes]
    return {name: list(column) for name, column in zip(meta["fields"], columns, strict=True)}, points


class Viewed(Markup):
    """What a viewer makes of HTML: the text of each paragraph too."""

    def __init__(self, html):
        self.paragraphs = []
        self.inside = False
        super().__init__(html)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        if tag == "p":
            self.paragraphs.append("")
            self.inside = True

    def handle_endtag(self, tag):
        self.inside &= tag != "p"

    def handle_data(self, data):
        if self.inside:
            self.paragraphs[-1] += data

    def handle_comment(self, data):
        self.elements.add("!--")

    def handle_decl(self, decl):
        self.elements.add("!")

    def handle_pi(self, data):
        self.elements.add("?")
