"""Files of other kinds: each is called by its name, with a way out."""

import pytest

from geo.base.faults import RefusedError
from geo.intake.files import read


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"SQLite format 3\0" + b"\0" * 100, "GeoPackage"), (b"fgb\x03fgb\x01" + b"\0" * 50, "FlatGeobuf"),
        (b"%PDF-1.7", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a picture"), (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old version of Office"), (b"\x1e{}\n", "sequence of GeoJSON texts"),
        (b'{"version": 0.6, "elements": []}', "Overpass"), (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b'{"geometryType": "esriGeometryPoint", "features": []}', "ArcGIS"),
        (b'{"locations": []}', "location history"),
        (b'{"semanticSegments": []}', "location history"),
        (b'{"url": "https://docs.google.com/x", "doc_id": "1"}', "Google Drive"),
        (b"<?xml version='1.0'?><TrainingCenterDatabase xmlns='x'/>", "TCX"), (b"<rss version='2.0'></rss>", "GeoRSS"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "Atom"), (b"<osm version='0.6'></osm>", "OpenStreetMap"),
        (b"<!doctype html><html><body></body></html>", "web page"),
        (b"<wfs:FeatureCollection xmlns:wfs='w'></wfs:FeatureCollection>", "GML"),
        (b'var places = {"type": "FeatureCollection"};', "script"), (b'callback({"a": 1})', "script"),
        (bytes(range(256)) * 4, "neither text"), (b"Rar!\x1a\x07", "RAR"), (b"\x00\x00'\x0a" + b"\0" * 96, "shapefile"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["x", "x.csv", "x.geojson"])
def test_file_of_another_kind_is_named_with_a_way_out(content, what, name):
    if what in ("Overpass", "TopoJSON", "ArcGIS", "location history", "Google Drive") and name == "x.csv":
        return
    with pytest.raises(RefusedError) as caught:
        read(content, name)
    (fault,) = caught.value.faults
    if not (content.startswith(b"<") and name == "x.geojson"):
        assert what in fault.problem
    assert fault.remedy


def test_text_with_a_slip_of_a_byte_is_still_text():
    assert read(b"name,lat,lon\nO\x00ran,35.7,-0.63\n", "x.csv").document["features"]
