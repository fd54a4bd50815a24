"""Broken files against the importers: nothing but a `RefusedError` may come of them, and not slowly.

    python -m bench.fuzz [COUNT] [SEED]

makes COUNT files (a million unless told otherwise), from valid ones of each kind by random changes, by grammar, and at
random, always the same for one SEED; then, where atheris is installed, a tenth as many guided by coverage. It stops at
the first that raises anything else, or whose draft is not plain JSON, and writes that file to `fuzz-failure`.
"""

import gzip
import importlib.util
import io
import json
import random
import resource
import struct
import subprocess
import sys
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from geo.base.faults import RefusedError
from geo.export.table import events_csv
from geo.intake.files import read
from geo.story import geojson
from tests.intake.workbooks import ods, xlsx, zipped

SEED, COUNT = 2020_11_02, 1_000_000
FAILURE = Path("fuzz-failure")
#: Below this size, a file may take as long as one of this size: a call has its fixed costs.
FLOOR = 200_000
LONGEST = 4_000

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
            {"type": "overview", "text": {"headline": "H", "text": "<p>t</p>"}},
            {
                "location": {"lat": 1, "lon": 2, "name": "Oran"},
                "date": "2020",
                "text": {"headline": "<b>x</b>", "text": "<a href='https://a.example'>l</a>"},
                "media": {"url": "https://a.example", "caption": "c", "credit": "d"},
            },
        ]
    }
}
TIMELINE = {
    "title": {"text": {"headline": "H"}},
    "events": [
        {"start_date": {"year": "2020", "month": "11", "hour": "9"}, "end_date": {"year": 2021}, "text": {"text": "x"}}
    ],
    "eras": [{}],
}
RECORDS = [
    {"name": "Oran", "lat": 35.7, "lng": -0.63, "at": {"x": "1", "y": [1]}, "date": 1604275200},
    {"name": "Tunis"},
]
LIST = "Oran\t14 July 2021, 18:00\tThe gauge stops\nTunis, Tunisia\t15/7/21\t<b>Bridges</b>\nOld mill\tevening\t\n"
_DBF = (
    b"\x03\x7c\x01\x01\x01\0\0\0\x41\0\x0b\0"
    + bytes(20)
    + b"name\0\0\0\0\0\0\0C\0\0\0\0\x0a"
    + bytes(15)
    + b"\r Oran      \x1a"
)
_SHP = (
    b"\0\0'\x0a" + bytes(20) + (64).to_bytes(4, "big") + b"\xe8\3\0\0\1\0\0\0" + bytes(64)
    + b"\0\0\0\1\0\0\0\x0a\1\0\0\0" + struct.pack("<dd", -0.63, 35.7)
)  # fmt: skip


def _inside(archive: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.read(name)


def _rest(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name not in ("xl/workbook.xml", _SHEET)}


_BOOK = xlsx({"List": [["name"], ["Oran"]]})
_ODS, _ODS_PARTS = ods([["name"]]), ("mimetype", "META-INF/manifest.xml")
_SHEET = "xl/worksheets/sheet1.xml"
#: Archives: what packs a file, and files for it.
PACKED: dict[str, tuple[Callable[[bytes], bytes], list[bytes]]] = {
    "kmz": (lambda inner: zipped({"doc.kml": inner, "files/a.png": b"x"}), [KML.encode()]),
    "gzip": (gzip.compress, [CSV.encode(), json.dumps(FEATURES[0]).encode()]),
    "xlsx": (
        lambda inner: zipped({"xl/workbook.xml": _inside(_BOOK, "xl/workbook.xml"), _SHEET: inner} | _rest(_BOOK)),
        [_inside(xlsx({"List": [["name", "lat", "lon", "date"], ["Oran", 35.7, -0.63, ("date", 44137)]]}), _SHEET)],
    ),
    "ods": (
        lambda inner: zipped({name: _inside(_ODS, name) for name in _ODS_PARTS} | {"content.xml": inner}),
        [_inside(ods([["name", "lat", "lon"], ["Oran", 35.7, -0.63]]), "content.xml")],
    ),
    "shapefile": (lambda inner: zipped({"a.shp": inner, "a.dbf": _DBF, "a.prj": ""}), [_SHP]),
    "fields of a shapefile": (lambda inner: zipped({"a.shp": _SHP, "a.dbf": inner, "a.prj": ""}), [_DBF]),
}


TOKENS = [
    token.encode()
    for token in (
        '{ } [ ] " , : ; \\ \\ud800 \\u0000 null true 1e999 -0 NaN 99999999999999999999 0.1 "type" "Point" "features" '
        '"story" "geometry" "coordinates" "crs" "id" "properties" < > </ /> & &amp; &#0; &nbsp; <![CDATA[ ]]> <!-- --> '
        "<!DOCTYPE <!ENTITY <Point> </Point> <Placemark> <coordinates> <trkpt> <wpt> lat= lon= encoding='utf-7' <?xml "
        "2020 2020-11-02 02/11/2020 2/2/2020 T10:00Z / .. Nov ٣ ² 32°53′N 13 91 181 -1 1,5 = + @ ' \t \n \r\n \r "
        "\0 \x85 \u2028 \ufeff é 名 😀 name lat lon date text"
    ).split(" ")
] + [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xed\xa0\x80", b"PK\x03\x04", b" ", b"\t" * 50]
NAMES = ("x.geojson", "x.json", "x.csv", "x.kml", "x.gpx", "x", "", "x.txt", "\0/\ud800")


def valid_files() -> dict[str, list[bytes]]:
    """Small files of each kind, as programs write them."""
    story = geojson.read(Path("data/places.geojson").read_bytes())
    table = events_csv(story)
    collection = {"type": "FeatureCollection", "name": "n", "crs": CRS, "features": FEATURES}
    layers = {"type": "umap", "properties": {"name": "m"}, "layers": [collection]}
    short = json.loads(geojson.write(story))
    short["features"] = short["features"][:2]
    short["story"] |= {key: short["story"][key][:2] for key in ("sources", "events", "claims")}
    return {
        "story": [json.dumps(short).encode(), b'{"type": "FeatureCollection", "features": [], "story": {}}'],
        "geojson": [json.dumps(value).encode() for value in (collection, layers, FEATURES[0], FEATURES[2]["geometry"])],
        "csv": [CSV.encode(), CSV.encode("latin-1"), CSV.encode("utf-16"), table[:1500], b"a\tcoordinates\nx\t1, 2\n"],
        "kml": [KML.encode(), KML.replace("UTF-8", "UTF-16").encode("utf-16")],
        "gpx": [GPX.encode()],
        "slides": [json.dumps(value).encode() for value in (STORYMAP, TIMELINE)],
        "records": [json.dumps(RECORDS).encode(), b"\n".join(json.dumps(each).encode() for each in RECORDS)],
        "list": [
            LIST.encode(),
            LIST.replace("\t", ", ").encode(),
            b"36.8, 10.17\n33.9, 9.5\n",
            b"sep=;\nname;when\nOran;2020\n",
        ],
        **{kind: [pack(content) for content in contents] for kind, (pack, contents) in PACKED.items()},
    }


def changed(content: bytes, luck: random.Random) -> bytes:
    """The file after a few random changes."""
    made = bytearray(content)
    for _ in range(luck.choice((1, 1, 2, 3, 8))):
        at, size = luck.randrange(len(made) + 1), luck.choice((1, 1, 2, 5, 20, 100))
        match luck.randrange(7):
            case 0 if at < len(made):
                made[at] = luck.randrange(256)
            case 1:
                del made[at : at + size]
            case 2:
                made[at:at] = luck.choice(TOKENS)
            case 3:
                made[at : at + size] = luck.choice(TOKENS)
            case 4:
                start = luck.randrange(len(made) + 1)
                made[at:at] = made[start : start + size]
            case 5:
                made[at:at] = made[at : at + size] * luck.choice((2, 10))
            case 6 if luck.random() < 0.2:
                del made[at:]
    return bytes(made[:LONGEST])


def by_grammar(kind: str, luck: random.Random, depth: int = 0) -> bytes:
    """A well-formed file, more or less, with the words of its kind in places where they do not belong."""
    word = luck.choice(TOKENS)
    if kind in ("csv", "list"):
        sign = luck.choice((b",", b";", b"\t", b"|"))
        heads = b"name lat lon latitude x y date title text coordinates place when foo".split()
        lines = [sign.join(luck.choices(heads, k=luck.randrange(1, 8)))]
        lines += [sign.join(luck.choices(TOKENS, k=luck.randrange(9))) for _ in range(luck.randrange(6))]
        return luck.choice((b"\n", b"\r\n", b"\r")).join(lines)
    if kind in ("kml", "gpx"):
        tags = (
            b"kml Document Folder Placemark name description Point coordinates LineString Polygon when "
            b"outerBoundaryIs LinearRing MultiGeometry TimeSpan begin end TimeStamp ExtendedData Data value "
            b"NetworkLink gx:Track coord"
            if kind == "kml"
            else b"gpx metadata name desc time ele wpt trk trkseg trkpt rte rtept link extensions"
        ).split()
        tag = kind.encode() if depth == 0 else luck.choice(tags)
        attributes = b' lat="%s" lon="2" name="n"' % (b"1" if luck.random() < 0.7 else b"x")
        inner = (
            [by_grammar(kind, luck, depth + 1) for _ in range(luck.randrange(4))]
            if depth < 5
            else [
                luck.choice((b"1,2", b"1,2,3 4,5", b"2020", word.replace(b"<", b"&lt;").replace(b"&", b"&amp;"), b""))
            ]
        )
        return b"<%s%s>%s</%s>" % (tag, attributes, b"".join(inner), tag)
    if depth > 4 or (depth and luck.random() < 0.3):
        return luck.choice((b"1", b"[1,2]", b"[[1,2],[3,4]]", b"null", b'"2020"', b'"Point"', b"[]", b"1e9", b'"a"'))
    if depth % 3 == 2 and luck.random() < 0.6:
        return b"[" + b",".join(by_grammar(kind, luck, depth + 1) for _ in range(luck.randrange(4))) + b"]"
    keys = (
        b"type geometry properties coordinates geometries features id crs name date text names country x layers".split()
    )
    types = b"Feature FeatureCollection Point MultiPoint LineString GeometryCollection umap Polygon".split()
    members = [b'"type":"%s"' % luck.choice(types)]
    members += [b'"%s":%s' % (luck.choice(keys), by_grammar(kind, luck, depth + 1)) for _ in range(luck.randrange(5))]
    return b"{" + b",".join(members + ([b'"story":{}'] if kind == "story" and depth == 0 else [])) + b"}"


def check(content: bytes, name: str) -> str:
    """What came of the file, a kind or "refused". Raises what the importers may not raise."""
    try:
        found = read(content, name)
    except RefusedError as error:
        if not error.faults or not all(problem.problem and problem.remedy for problem in error.faults):
            raise ValueError("refused without a problem and its remedy") from None
        return "refused"
    json.dumps(found.document, ensure_ascii=False, allow_nan=False).encode()
    json.dumps([note._asdict() for note in found.notes], ensure_ascii=False).encode()
    return found.kind


def run(count: int, seed: int) -> None:
    luck, files = random.Random(seed), valid_files()  # noqa: S311  (no secret)
    kinds = list(files)
    came: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    slowest: dict[str, float] = defaultdict(float)
    began, longest, before = time.perf_counter(), 0.0, 0
    for index in range(count):
        kind = kinds[index % len(kinds)]
        way = luck.random()
        if kind in PACKED and way < 0.8:  # changed before it is packed, as most changes of an archive only break it
            pack, contents = PACKED[kind]
            content = pack(changed(luck.choice(contents), luck))
        elif way < 0.75 or kind in PACKED:
            content = changed(luck.choice(files[kind]), luck)
        elif way < 0.97:
            content = by_grammar(kind, luck)
            content = changed(content, luck) if luck.random() < 0.3 else content
        else:
            kind, content = "random bytes", luck.randbytes(luck.randrange(300))
        name = luck.choice(NAMES)
        start = time.process_time()
        try:
            came[kind][check(content, name)] += 1
        except BaseException:
            FAILURE.write_bytes(content)
            print(f"file {index} of seed {seed}, called {name!r}, was written to {FAILURE}")
            raise
        took = time.process_time() - start
        slowest[kind] = max(slowest[kind], took * 1000 / max(len(content), FLOOR) * 2**20)
        longest = max(longest, took)
        if index == 1000:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = time.perf_counter() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print("\n| made from | files | read | refused | slowest, ms per MiB |\n|---|--:|--:|--:|--:|")
    for kind, ends in came.items():
        total = sum(ends.values())
        print(f"| {kind} | {total:,} | {total - ends['refused']:,} | {ends['refused']:,} | {slowest[kind]:.0f} |")
    print(
        f"\n{count:,} files in {took:,.0f} s, none raised anything but RefusedError; files under {FLOOR:,} bytes count"
    )
    print(f"as of that size; the longest took {longest * 1000:.0f} ms; memory grew by {grown:.0f} MB.")


def guided(count: int) -> None:
    """Let atheris make the files, guided by the branches that they reach in our modules."""
    import atheris

    modules = [name for name in sys.modules if name.startswith("geo.intake") or name == "geo.story.strict_json"]
    for name in modules:
        own = [thing for thing in vars(sys.modules[name]).values() if getattr(thing, "__module__", "") == name]
        for thing in [*own, *(member for one in own if isinstance(one, type) for member in vars(one).values())]:
            if hasattr(thing, "__code__"):
                atheris.instrument_func(thing)
    corpus = Path("fuzz-corpus")
    corpus.mkdir(exist_ok=True)
    for kind, contents in valid_files().items():
        for index, content in enumerate(contents):
            (corpus / f"{kind}-{index}").write_bytes(content)
    atheris.Setup(
        [sys.argv[0], f"-runs={count}", f"-max_len={LONGEST}", "-verbosity=0", "-print_final_stats=1", str(corpus)],
        lambda content: check(content, "x") and None,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--guided"]:
        guided(int(sys.argv[2]))
    else:
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
        run(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
        if importlib.util.find_spec("atheris"):
            sys.exit(subprocess.run([sys.executable, "-m", "bench.fuzz", "--guided", str(wanted // 10)]).returncode)
