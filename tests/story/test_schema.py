"""`data/story.schema.json` against the reader: what the reader takes the schema takes."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from geo.base.faults import RefusedError
from geo.base.root import ROOT
from geo.story import geojson, members
from geo.story.model import MAX_KM

SCHEMA = json.loads((ROOT / "data" / "story.schema.json").read_text())
VALIDATOR = Draft202012Validator(SCHEMA)

GONE = object()
VALUES = (None, True, 0, -1, "", "x", "x" * 6000, [], {}, GONE)

NAMES = "features/0/properties/names"
RADIUS = "features/0/properties/radius_km"
AT = "features/0/geometry/coordinates"
URL = "story/sources/2/url"
WHEN = "story/published"


def read(document):
    """The story in a document, or None where the reader refuses it."""
    try:
        return geojson.read(json.dumps(document).encode())
    except RefusedError:
        return None


def at(document, path):
    """What stands at a path such as `story/events/0`."""
    for step in filter(None, path.split("/")):
        document = document[int(step) if isinstance(document, list) else step]
    return document


def put(document, path, value):
    """The document, with this value at a path, or nothing there where the value is `GONE`."""
    parent, _, last = path.rpartition("/")
    inside = at(document, parent)
    key = int(last) if isinstance(inside, list) else last
    if value is GONE:
        del inside[key]
    else:
        inside[key] = value
    return document


def paths(value, path=""):
    """The path of everything inside a value."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        inner = f"{path}/{key}".removeprefix("/")
        yield inner
        yield from paths(item, inner)


def shape(kind, coordinates, key="coordinates", **others):
    """A feature that is drawn without events."""
    return {"type": "Feature", "geometry": {"type": kind, key: coordinates}} | others


@pytest.fixture
def short(document):
    """The default document cut to a few items of each list, which between them have every member."""
    wanted = {
        "sources": ("news-item", "encyclopedia", "libya-herald-november", "libya-security-monitor-jmc"),
        "events": ("ghadames", "ceasefire"),
        "claims": ("encyclopedia-462",),
    }
    for key, ids in wanted.items():
        document["story"][key] = [item for item in document["story"][key] if item["id"] in ids]
    places = ("ghadames", "tripoli", "libya")
    document["features"] = [item for item in document["features"] if item["id"] in places]
    document["story"]["based_on"] = "article"
    document["story"]["tags"] = [{"id": "talks", "name": "Talks", "colour": "blue"}]
    document["story"]["events"][0]["tags"] = ["talks"]
    document["story"]["events"][0] |= {"when": "2020-11-02", "time": "14:30+02:00"}
    passage = {"exact": "The talks opened.", "prefix": "Geneva. ", "suffix": " They"}
    document["story"]["events"][0]["passage"] = passage
    document["story"]["claims"][0] |= {"kind": "pair", "passage": passage}
    document["features"][0]["properties"]["checked"] = False
    document["features"].append(shape("MultiPolygon", [[[[9, 30], [10, 30], [10, 31], [9, 30]]]], properties=None))
    return document


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_default_file_is_valid_under_both(document, story):
    assert story.events
    assert list(VALIDATOR.iter_errors(document)) == []


def declared():
    """The members that each part of the schema describes in full, by name."""
    parts = [SCHEMA, *SCHEMA["$defs"].values()]
    return [part["properties"] for part in parts if "properties" in part]


def test_short_document_has_every_member_of_the_schema(short):
    assert read(short) is not None
    used = {path.rpartition("/")[2] for path in paths(short)}
    assert {name for members in declared() for name in members} - used == set()


@pytest.mark.parametrize("value", VALUES, ids=lambda v: "gone" if v is GONE else json.dumps(v)[:8])
def test_what_the_reader_takes_with_one_member_replaced_the_schema_takes(short, value):
    for path in paths(short):
        changed = put(copy.deepcopy(short), path, value)
        if read(changed) is not None:
            assert VALIDATOR.is_valid(changed), path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("bbox", [9, 30, 14, 33]),
        ("story/version", 1.0),
        ("story/id", "a" * 64),
        ("story/title", "t" * members.MAX_TITLE),
        ("story/title", "𝔘" * members.MAX_TITLE),
        ("story/title", "\n.\n"),
        ("story/summary", "s" * members.MAX_SUMMARY),
        ("story/lang", "pt-BR"),
        ("story/lang", "zh-cmn-Hans-CN"),
        (WHEN, "2020"),
        (WHEN, "2020-02-29"),
        (WHEN, "0001/9999-12-31"),
        (WHEN, "2020-09/2020-09-10"),
        *((WHEN, text) for text in ("0000", "2020-10~", "2020/", "../2020", "201X", "2020-XX", "Y-17000", "2020-21?")),
        ("story/version", 2),
        ("story/opening", {}),
        ("story/opening/event", GONE),
        ("story/events/1/when", GONE),
        ("story/events/0/text", None),
        ("story/summary", GONE),
        ("story/based_on", "sources"),
        ("story/opening/to", "tripoli"),
        ("story/sources/0/publisher", None),
        ("story/sources/0/date", GONE),
        (URL, None),
        (URL, "http://a"),
        (URL, "HTTPS://example.org:8080?q=a@b#f"),
        (URL, "http://[::1]/x"),
        (URL, "https://مثال.إختبار/صفحة"),
        (URL, "http://a/" + "x" * 1991),
        ("story/events/0/place", GONE),
        ("story/events/0/sources", []),
        ("story/events/0/sources", ["news-item", "news-item"]),
        ("story/events/0/text", "t" * members.MAX_TEXT),
        ("story/events/0/note", "n" * members.MAX_NOTE),
        ("story/events/0/note", None),
        ("story/claims", []),
        ("story/claims/0/quote", "q" * members.MAX_QUOTE),
        ("story/claims/0/low", 0),
        ("story/claims/0/high", MAX_KM),
        ("story/claims/0/also", {"low": 0, "high": MAX_KM * 1000, "unit": "m"}),
        ("story/claims/0/also", {"low": 1, "high": 1, "unit": "ft"}),
        ("story/claims/0/also", None),
        ("story/claims/0/hedge", None),
        ("story/claims/0/direction", GONE),
        ("features/0/bbox", [9, 30, 9, 30]),
        ("features/0/geometry/bbox", [9, 30, 9, 30]),
        ("features/0/properties/population", {"of": ["any", None]}),
        ("features/0/properties/name", "n" * members.MAX_NAME),
        ("features/0/properties/position_source", "p" * members.MAX_POSITION_SOURCE),
        ("features/0/properties/country", None),
        (NAMES, GONE),
        (NAMES, {}),
        (NAMES, None),
        (NAMES, {"x" * 7 + "-x" * 14: "n" * members.MAX_NAME}),
        (RADIUS, 0),
        (RADIUS, 0.25),
        (RADIUS, MAX_KM),
        ("features/2/properties/radius_km", None),
        ("features/2/properties/precision", "region"),
        (AT, [9.50072, 30.13366, 1e300]),
        ("features/2/geometry/coordinates", [180, -90]),
        ("features/2/geometry/coordinates", [-180, 90]),
        ("features/3", shape("LineString", [[9, 30], [9, 30]])),
        ("features/3", shape("LineString", [[-180, -90], [180, 90, 0]], properties={"id": None})),
        ("features/3", shape("Polygon", [[[9, 30], [10, 30], [10, 31], [9, 30]]], id=7)),
        ("features/3", shape("MultiPoint", [[9, 30]], properties={})),
        ("features/3", shape("MultiLineString", [[[9, 30], [8, 30]], [[9, 30], [10, 30]]])),
        ("features/3", shape("GeometryCollection", [], "geometries", properties=None)),
        ("features/3", shape("GeometryCollection", [shape("Point", [9, 30])["geometry"]], "geometries")),
    ],
)
def test_edges_of_the_form_are_taken_by_both(short, path, value):
    changed = put(short, path, value)
    assert read(changed) is not None
    assert list(VALIDATOR.iter_errors(changed)) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("type", "Feature"),
        ("features", []),
        ("story", GONE),
        ("story", None),
        ("story/version", 3),
        ("story/version", True),
        (WHEN, "2020~~"),
        (WHEN, "/"),
        (WHEN, "2020-XX-01X"),
        ("story/events/0/time", "24:00"),
        ("story/events/0/time", 14),
        ("story/based_on", "rumours"),
        ("story/author", "somebody"),
        ("story/id", "Ghadames"),
        ("story/id", "two--hyphens"),
        ("story/id", "a" * 65),
        ("story/title", "t" * (members.MAX_TITLE + 1)),
        ("story/summary", "s" * (members.MAX_SUMMARY + 1)),
        ("story/summary", "\t\n\x1f\x85\u3000"),
        ("story/lang", "e"),
        ("story/lang", "en_GB"),
        ("story/lang", "en" + "-abcdefgh" * 4),
        (WHEN, "2020-13"),
        (WHEN, "2020-1"),
        (WHEN, "2020-10-32"),
        (WHEN, "2020-10-23T12:00"),
        (WHEN, "٢٠٢٠"),
        ("story/opening/unit", "km"),
        ("story/events", []),
        ("story/events/0/place", "Not a slug"),
        ("story/events/0/text", "t" * (members.MAX_TEXT + 1)),
        ("story/events/0/note", "n" * (members.MAX_NOTE + 1)),
        ("story/events/0/note", ""),
        ("story/events/0/sources", GONE),
        ("story/events/0/sources/0", 1),
        ("story/events/0/said_by", "me"),
        ("story/events/0/status", "planned"),
        ("story/events/0/date", "2020"),
        ("story/sources/0/author", "somebody"),
        (URL, "www.example.org"),
        (URL, "ftp://example.org"),
        (URL, "javascript:alert(1)"),
        (URL, "http:///path"),
        (URL, "http://user@example.org/"),
        (URL, "http://example.org/a b"),
        (URL, 'http://example.org/"'),
        (URL, "http://a/" + "x" * 1992),
        ("story/claims/0/quote", "q" * (members.MAX_QUOTE + 1)),
        ("story/claims/0/low", -0.5),
        ("story/claims/0/low", "465"),
        ("story/claims/0/high", MAX_KM + 1),
        ("story/claims/0/unit", "li"),
        ("story/claims/0/also", {"low": 0, "high": MAX_KM * 1000 + 1, "unit": "ft"}),
        ("story/claims/0/also", {"low": 0, "high": MAX_KM + 1, "unit": "mi"}),
        ("story/claims/0/hedge", "circa"),
        ("story/claims/0/direction", "south-west"),
        ("story/claims/0/also", {}),
        ("story/claims/0/also/hedge", "some"),
        ("story/claims/0/percent", 5),
        ("features/0/type", "Place"),
        ("features/0/id", 7),
        ("features/0/id", GONE),
        ("features/0/geometry", None),
        ("features/0/geometry/type", "Circle"),
        ("features/0/properties", None),
        ("features/0/properties/name", "n" * (members.MAX_NAME + 1)),
        ("features/0/properties/position_source", "p" * (members.MAX_POSITION_SOURCE + 1)),
        ("features/0/properties/precision", "village"),
        ("features/0/properties/country", "ly"),
        ("features/0/properties/country", "LBY"),
        (NAMES, {"": "x"}),
        (NAMES, {"x" * 8 + "-x" * 14: "name"}),
        (NAMES, {"ar": ""}),
        (NAMES, {"ar": "n" * (members.MAX_NAME + 1)}),
        (RADIUS, GONE),
        (RADIUS, None),
        (RADIUS, -1),
        (RADIUS, MAX_KM + 1),
        ("features/2/properties/radius_km", 500),
        (AT, [9.5]),
        (AT, [9.5, 30.1, 0, 0]),
        (AT, ["9.5", "30.1"]),
        (AT, [180.5, 30.1]),
        (AT, [9.5, 90.5]),
        (AT, [9.5, 30.1, None]),
        ("features/3/properties", "text"),
        ("features/3/geometry/coordinates", []),
        ("features/3", shape("LineString", [9, 30])),
        ("features/3", shape("LineString", [[9, 30], [181, 30]])),
        ("features/3", shape("LineString", [[9, 30]])),
        ("features/3", shape("MultiLineString", [[[9, 30], [8, 30]], [[9, 30]]])),
        ("features/3", shape("Polygon", [[]])),
        ("features/3", shape("Polygon", [[[9, 30], [10, 30], [9, 30]]])),
        ("features/3", shape("MultiLineString", [[9, 30]])),
        ("features/3", shape("MultiPoint", [[]])),
        ("features/3", shape("GeometryCollection", [], "coordinates")),
        ("features/3", shape("GeometryCollection", [{"type": "Point"}], "geometries")),
        ("story", {}),
        ("features/2/geometry", {}),
        ("features/3/geometry", {}),
        (WHEN, "2020-00"),
        (WHEN, "2020-10-00"),
    ],
)
def test_form_faults_are_refused_by_both(short, path, value):
    changed = put(short, path, value)
    assert not VALIDATOR.is_valid(changed)
    assert read(changed) is None
