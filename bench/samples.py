"""Small files of each kind that is read, as programs write them, for `bench.fuzz` to break.

What is packed (KMZ, workbooks, shapefiles, gzip) is here by its parts, so that they can be broken inside too.
"""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import TypeAlias

from geo.export.table import events_csv
from geo.story import geojson

#: The parts of an archive, by name; a gzip has one, without a name.
Parts: TypeAlias = dict[str, bytes]

FEATURES = [
    {
        "type": "Feature",
        "id": "a",
        "properties": {"name": "Trípoli", "date": "2 Nov 2020", "description": "Talks", "country": "Libya"},
        "geometry": {"type": "Point", "coordinates": [13.18733, 32.88743, 9]},
    },
    {"type": "Feature", "properties": None, "geometry": {"type": "MultiPoint", "coordinates": [[1, 2]]}},
    {
        "type": "Feature",
        "properties": {"title": "x", "time": "02/11/2020"},
        "geometry": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Point", "coordinates": [3, 4]},
                {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
            ],
        },
    },
    {"type": "Feature", "properties": {"name": "lost"}, "geometry": None},
]
CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document><name>Map</name>
<Folder><name>F</name><Placemark id="p"><name>Tripoli</name><description><![CDATA[<b>Talks</b><br>&amp; <a href="x">l]]>
</description><TimeStamp><when>2020-11-02T10:00:00Z</when></TimeStamp><ExtendedData>
<Data name="d"><value>v</value></Data>
<SchemaData schemaUrl="#s"><SimpleData name="e">w</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>13.18733,32.88743,0</coordinates></Point></Placemark></Folder>
<Placemark><TimeSpan><begin>2020</begin></TimeSpan><MultiGeometry><LineString><coordinates>1,2,3 4,5,6</coordinates>
</LineString><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>
</outerBoundaryIs></Polygon><Point><coordinates>7,8</coordinates></Point></MultiGeometry></Placemark>
<Placemark><gx:Track><when>2020</when><gx:coord>1 2 3</gx:coord><gx:coord>4 5 6</gx:coord></gx:Track></Placemark>
<NetworkLink><name>n</name></NetworkLink><Style/></Document></kml>"""
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>Walk</name><desc>D</desc></metadata><wpt lat="32.88743" lon="13.18733"><ele>5</ele>
<time>2020-11-02T10:00:00Z</time><name>Tripoli</name><desc>Talks</desc><link href="http://a.example"/><fix>3d</fix></wpt>
<rte><name>r</name><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte><trk><name>t</name><trkseg>
<trkpt lat="1" lon="2"><ele>3</ele></trkpt><trkpt lat="1" lon="2"/></trkseg><trkseg/></trk></gpx>"""
CSV = """name;lat;lon;date;title;text;colour
Tripoli;32,88743;13,18733;02/11/2020;Talks;"They; met";red
Tripoli;32,88743;13,18733;13/11/2020;;Again;blue
Ghadames;30°8'1"N;9.5 E;Nov 2020;;"a
b";
"""
STORYMAP = {
    "storymap": {
        "slides": [
            {"type": "overview", "text": {"headline": "A <i>map</i>", "text": "t"}, "location": {"line": True}},
            {
                "date": "2 Nov 2020",
                "location": {"lat": 32.9, "lon": 13.2, "name": "Tripoli", "zoom": 9},
                "text": {"headline": "Talks", "text": "<p>At <a href='https://a.example'>noon</a></p>"},
                "media": {"url": "https://b.example/p.jpg", "caption": "c", "credit": "d"},
            },
        ]
    }
}
TIMELINE = {
    "title": {"text": {"headline": "Talks", "text": "t"}},
    "events": [
        {
            "start_date": {"year": "2020", "month": "11", "day": "2", "hour": "14", "minute": "5"},
            "end_date": {"year": 2021, "month": "", "day": None, "display_date": "now"},
            "text": {"headline": "h", "text": "<b>t</b>"},
            "location": {"name": "Tripoli", "lat": 32.9, "lon": 13.2},
            "media": {"url": "https://a.example/v", "credit": "d"},
            "group": "g",
        },
        {"start_date": {"year": -43}, "text": {"headline": "h"}},
    ],
    "eras": [{"start_date": {"year": 2020}}],
}
RECORDS = [
    {"name": "Tripoli", "lat": 32.9, "lng": 13.2, "at": {"date": "2020-11-02", "who": ["a", None]}},
    {"name": "Ghadames", "geometry": {"type": "Point", "coordinates": [9.5, 30.1]}, "n": 1e9, "ok": True},
]
LIST = "Oran\t14 July 2021, 18:00\tThe gauge stops\nTunis, Tunisia\t15/7/21\t<b>Bridges</b>\nOld mill\tevening\t\n"
_OFFICE = "http://schemas.openxmlformats.org"
_SHEET = f"""<worksheet xmlns="{_OFFICE}/spreadsheetml/2006/main"><sheetData><row r="1">
<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>lat</t></is></c><c r="C1" t="inlineStr"><is><t>lon</t></is>
</c><c r="D1" t="str"><v>date</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>32.9</v></c>
<c r="C2"><v>13.2</v></c><c r="D2" s="1"><v>44137.5</v></c></row><row r="4"><c r="B4" t="b"><v>1</v></c>
<c r="D4" t="e"><v>#N/A</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>"""
XLSX = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types"/>',
    "_rels/.rels": f'''<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="r"
Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>''',
    "xl/workbook.xml": f'''<workbook xmlns="{_OFFICE}/spreadsheetml/2006/main"
xmlns:r="{_OFFICE}/officeDocument/2006/relationships"><sheets><sheet name="L" sheetId="1" r:id="a"/></sheets>
</workbook>''',
    "xl/_rels/workbook.xml.rels": f'''<Relationships xmlns="{_OFFICE}/package/2006/relationships">
<Relationship Id="a" Type="{_OFFICE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="b" Type="{_OFFICE}/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="c" Type="{_OFFICE}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>''',
    "xl/sharedStrings.xml": f'''<sst xmlns="{_OFFICE}/spreadsheetml/2006/main" count="2"><si><t>name</t></si><si><r>
<t>Tri</t></r><r><t>poli</t></r></si></sst>''',
    "xl/styles.xml": f'''<styleSheet xmlns="{_OFFICE}/spreadsheetml/2006/main"><cellXfs count="2"><xf numFmtId="0"/>
<xf numFmtId="22"/></cellXfs></styleSheet>''',
    "xl/worksheets/sheet1.xml": _SHEET,
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS = {
    "mimetype": _ODS,
    "META-INF/manifest.xml": f'''<m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry m:full-path="/"
m:media-type="{_ODS}"/></m:manifest>''',
    "content.xml": f'''<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0"
xmlns:text="{_ODF}:text:1.0"><office:body><office:spreadsheet><table:table table:name="L"><table:table-row>
<table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell><table:table-cell
office:value-type="string"><text:p>date</text:p></table:table-cell></table:table-row><table:table-row
table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Tripoli</text:p><text:p>a
<text:s text:c="3"/>b</text:p></table:table-cell><table:table-cell office:value-type="date"
office:date-value="2020-11-02T10:00:00"><text:p>x</text:p></table:table-cell><table:table-cell
table:number-columns-repeated="3" office:value-type="float" office:value="1.5"/></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>''',
}
PRJ = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],
UNIT["Degree",0.017453292519943295]]"""


def packed(kind: str, parts: Parts) -> bytes:
    """The archive of these parts."""
    if kind == "gzip":
        return b"".join(map(gzip.compress, parts.values()))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def archives() -> dict[str, list[Parts]]:
    """Small archives of each kind, by their parts."""
    return {
        "kmz": [{"doc.kml": KML.encode(), "files/a.png": b"x"}, {"a/b.kml": KML.encode()}],
        "gzip": [{"": CSV.encode()}, {"": KML.encode()}, {"": json.dumps(RECORDS).encode()}],
        "zip": [
            {"list.csv": CSV.encode(), "__MACOSX/._list.csv": b""},
            {"a.geojson": json.dumps(FEATURES[0]).encode()},
        ],
        "xlsx": [{name: text.encode() for name, text in XLSX.items()}],
        # calamine takes no white space between a row and its cells.
        "ods": [{name: text.replace(">\n<", "><").encode() for name, text in ODS.items()}],
        "shapefile": [_shapefile(kind) for kind in ("POINT", "POLYLINE", "POLYGON", "MULTIPOINTZ")],
    }


def _shapefile(kind: str) -> Parts:
    import shapefile

    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=getattr(shapefile, kind)) as writer:
        writer.field("name", "C", 12)
        writer.field("date", "D")
        writer.field("n", "N", 12, 3)
        writer.field("ok", "L")
        ring = [[0, 0], [0, 1], [1, 1], [0, 0]]
        match kind:
            case "POINT":
                writer.point(13.2, 32.9)
            case "POLYLINE":
                writer.line([ring, ring[:2]])
            case "POLYGON":
                writer.poly([ring])
            case _:
                writer.multipointz([[*at, 5, 1] for at in ring])
        writer.record("Tripoli", "20201102", 1.5, True)
        writer.null()
        writer.record("Ghadames", None, None, None)
    files = {"a.shp": shp.getvalue(), "a.shx": shx.getvalue(), "a.dbf": dbf.getvalue()}
    return files | ({"a.prj": PRJ.encode()} if kind != "POLYGON" else {}) | {"a.cpg": b"UTF-8"}


def valid_files() -> dict[str, list[bytes]]:
    """Small files of each kind, as programs write them."""
    story = geojson.read(Path("data/places.geojson").read_bytes())
    table = events_csv(story)
    collection = {"type": "FeatureCollection", "name": "n", "crs": CRS, "features": FEATURES}
    layer = {**collection, "_umap_options": {"name": "l", "color": "red"}}
    layers = {"type": "umap", "uri": "u", "properties": {"name": "m", "description": "d"}, "layers": [layer]}
    short = json.loads(geojson.write(story))
    short["features"] = short["features"][:2]
    short["story"] |= {key: short["story"][key][:2] for key in ("sources", "events", "claims")}
    return {
        "story": [json.dumps(short).encode(), b'{"type": "FeatureCollection", "features": [], "story": {}}'],
        "geojson": [json.dumps(value).encode() for value in (collection, FEATURES[0], FEATURES[2]["geometry"])],
        "csv": [CSV.encode(), CSV.encode("latin-1"), CSV.encode("utf-16"), table[:1500], b"a\tcoordinates\nx\t1, 2\n"],
        "kml": [KML.encode(), KML.replace("UTF-8", "UTF-16").encode("utf-16")],
        "gpx": [GPX.encode()],
        "storymap": [json.dumps(STORYMAP).encode()],
        "timeline": [json.dumps(TIMELINE).encode()],
        "umap": [json.dumps(layers).encode()],
        "ndjson": [b"\n".join(json.dumps(value).encode() for value in part) for part in (FEATURES, RECORDS)],
        "list": [
            LIST.encode(),
            LIST.replace("\t", ", ").encode(),
            b"36.8, 10.17\n33.9, 9.5\n",
            b"sep=;\nname;when\nOran;2020\n",
        ],
        "records": [json.dumps(value).encode() for value in (RECORDS, {"data": RECORDS, "count": 2})],
    }
