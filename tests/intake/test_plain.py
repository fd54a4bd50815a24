"""GeoJSON of other programs as drafts: points are places, what tells something an event, and nothing is lost unsaid."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import RefusedError
from geo.intake.files import Intake, read
from geo.intake.markup import is_html
from geo.intake.markup import plain as plain_html
from geo.story import geojson
from tests.conftest import FILE
from tests.hostile import CORPUS, in_every_field

# As the three programs write their exports (geojson.io, uMap 2, QGIS 3.34), shortened.
GEOJSON_IO = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"marker-color": "#ff2600", "name": "Tripoli", "date": "2 Nov 2020", "description": "Talks."},
            "geometry": {"coordinates": [13.18733, 32.88743], "type": "Point"},
            "id": 0,
        },
        {
            "type": "Feature",
            "properties": {"stroke": "#005493"},
            "geometry": {"coordinates": [[13.1, 32.8], [9.5, 30.1]], "type": "LineString"},
        },
    ],
}
UMAP = {
    "type": "umap",
    "uri": "https://umap.openstreetmap.fr/en/map/talks_1",
    "properties": {"name": "The talks", "description": "Where they met", "zoom": 6},
    "geometry": {"type": "Point", "coordinates": [13.1, 32.8]},
    "layers": [
        {
            "type": "FeatureCollection",
            "_umap_options": {"name": "Layer 1", "displayOnLoad": True},
            "features": [
                {
                    "type": "Feature",
                    "properties": {"_umap_options": {"color": "Red"}, "name": "Ghadames"},
                    "geometry": {"type": "Point", "coordinates": [9.50072, 30.13366]},
                }
            ],
        }
    ],
}
QGIS = {
    "type": "FeatureCollection",
    "name": "meetings",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
    "features": [
        {
            "type": "Feature",
            "properties": {"NAME": "Hurghada", "when": "2020-09-28T00:00:00", "country": "Egypt", "fid": 7},
            "geometry": {"type": "Point", "coordinates": [33.81291, 27.25738, 12.0]},
        },
        {"type": "Feature", "properties": {"NAME": "Nowhere", "when": "2020-10"}, "geometry": None},
        {"type": "Feature", "properties": {"NAME": "Lost"}, "geometry": None},
    ],
}


def intake(value, name="map.geojson") -> Intake:
    return read(json.dumps(value).encode(), name)


def point(properties, coordinates=(1, 2), **others):
    geometry = {"type": "Point", "coordinates": list(coordinates)}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **others}


def collection(*features, **others):
    return {"type": "FeatureCollection", "features": list(features), **others}


def faults(document) -> set[str]:
    """Where the reader of stories finds something wrong."""
    try:
        geojson.read(json.dumps(document).encode())
    except RefusedError as refused:
        return {problem.path for problem in refused.faults}
    return set()


def test_story_file_comes_back_whole(document):
    document["features"][0]["properties"]["colour"] = {"deep": [1, None]}
    document["bbox"] = [1, 2, 3, 4]
    found = intake(document)
    assert (found.document, found.kind, found.notes) == (document, "story", ())


def test_faulty_story_file_comes_back_too_with_the_faults_of_the_file_as_notes():
    content = b'{"story": {"id": 5, "odd": [true]}, "type": "x", "a": 1e999, "a": NaN, "t": "\\ud800", "features": 0}'
    found = read(content, "x.geojson")
    assert found.document["story"] == {"id": 5, "odd": [True]}
    assert {note.path for note in found.notes} == {"/a", "/t"}
    assert json.loads(json.dumps(found.document, allow_nan=False).encode()) == found.document


def test_file_of_geojson_io_becomes_a_place_with_its_event_and_a_shape():
    found = intake(GEOJSON_IO)
    place, shape = found.document["features"]
    assert place["id"] == "tripoli"
    assert place["properties"] == {
        "name": "Tripoli", "marker-color": "#ff2600", "precision": "town", "radius_km": 5,
        "position_source": "from the file map.geojson",
    }  # fmt: skip
    assert shape == GEOJSON_IO["features"][1]
    assert found.document["story"]["events"] == [
        {
            "id": "tripoli", "place": "tripoli", "when": "2020-11-02", "title": "Tripoli", "text": "Talks.",
            "sources": ["map-geojson"], "said_by": "added", "status": "happened",
        }
    ]  # fmt: skip
    assert found.document["story"]["sources"] == [{"id": "map-geojson", "title": "map.geojson"}]
    assert faults(found.document) == set()


def test_file_of_umap_becomes_places_under_the_title_of_the_map():
    found = intake(UMAP, "talks.umap")
    assert (found.kind, found.document["story"]["title"]) == ("geojson", "The talks")
    assert found.document["story"]["summary"] == "Where they met"
    assert found.document["features"][0]["properties"]["_umap_options"] == {"color": "Red"}
    assert [(event["title"], event.get("when")) for event in found.document["story"]["events"]] == [("Ghadames", None)]


def test_file_of_qgis_keeps_fields_and_altitude_and_says_what_is_lost():
    found = intake(QGIS)
    assert found.document["story"]["title"] == "meetings"
    place = found.document["features"][0]
    assert place["geometry"]["coordinates"] == [33.81291, 27.25738, 12.0]
    assert place["properties"]["country in the file"] == "Egypt"
    assert place["properties"]["fid"] == 7
    assert [(e["place"], e["when"], e["title"]) for e in found.document["story"]["events"]] == [
        ("hurghada", "2020-09-28", "Hurghada"),
        (None, "2020-10", "Nowhere"),
    ]
    paths = [note.path for note in found.notes]
    assert "/features/1" in paths
    assert [(f["properties"]["name"], f["geometry"]["coordinates"]) for f in found.document["features"]][1:] == [
        ("Lost", [])
    ]


@pytest.mark.parametrize("name", ["EPSG:3857", "urn:ogc:def:crs:EPSG::32633", 5, None])
def test_positions_that_are_not_in_degrees_are_refused(name):
    with pytest.raises(RefusedError, match="WGS 84") as caught:
        intake(QGIS | {"crs": {"type": "name", "properties": {"name": name}}})
    assert "EPSG:4326" in caught.value.faults[0].remedy


@pytest.mark.parametrize("name", ["EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:OGC::CRS84"])
def test_wgs84_by_any_of_its_names_is_read(name):
    assert intake(QGIS | {"crs": {"type": "name", "properties": {"name": name}}}).document["features"]


def test_story_that_lost_its_story_member_in_qgis_keeps_what_places_say(document):
    del document["story"]
    for feature in document["features"]:
        feature["properties"]["id"] = feature.pop("id")
    before = json.loads(json.dumps(document))
    places = intake(document).document["features"]
    for place, old in zip(places, before["features"], strict=True):
        assert place["id"] == old["properties"].pop("id")
        assert place["properties"] == old["properties"]


@pytest.mark.parametrize(
    ("value", "places", "shapes"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, [[1, 2]], 0),
        (point({}), [[1, 2]], 0),
        ({"type": "MultiPoint", "coordinates": [[1, 2]]}, [[1, 2]], 0),
        ({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, [[1, 2], [3, 4]], 0),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, [], 1),
        (
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Point", "coordinates": [1, 2]},
                    {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [3, 4]}]},
                    {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
                ],
            },
            [[1, 2], [3, 4]],
            1,
        ),
    ],
)
def test_points_are_places_and_all_else_shapes(value, places, shapes):
    features = intake(value).document["features"]
    found = [f["geometry"]["coordinates"] for f in features if f["geometry"]["type"] == "Point"]
    assert (found, len(features) - len(found)) == (places, shapes)


def test_no_pair_is_measured_before_somebody_asks():
    found = intake(collection(point({"name": "a"}), point({"name": "b"}), point({"name": "c", "date": 2020}, (3, 4))))
    assert "opening" not in found.document["story"]
    assert faults(found.document) == set()


def test_no_date_is_made_up_and_one_that_can_mean_two_days_stays_as_it_is():
    found = intake(collection(point({"name": "a", "text": "t"}), point({"name": "b", "date": "02/11/2020"})))
    first, second = found.document["story"]["events"]
    assert "when" not in first
    assert second["when"] == "02/11/2020"
    assert "published" not in found.document["story"]
    assert [(ask.column, ask.readings, ask.taken) for ask in found.asks] == [
        ("date", ("day first", "month first"), None)
    ]


def test_one_feature_decides_which_number_is_the_day_for_all():
    features = (point({"name": "a", "date": "02/11/2020"}), point({"name": "b", "date": "13/11/2020 14:30"}))
    first, second = intake(collection(*features)).document["story"]["events"]
    assert first["when"] == "2020-11-02"
    assert (second["when"], second["time"]) == ("2020-11-13", "14:30")


def test_unix_times_of_features_are_dates():
    found = intake(collection(*(point({"name": "a", "time": at}) for at in (1604275200000, 1604448000000))))
    assert [event["when"] for event in found.document["story"]["events"]] == ["2020-11-02", "2020-11-04"]
    assert sum("Unix times" in note.problem for note in found.notes) == 1


def test_date_and_time_of_a_feature_are_one_moment():
    texts = (("2020-11-02", "14h30"), ("2020-11-02", "evening"), ("2020-11", "14:30"))
    features = (point({"name": "a", "date": date, "time": time}) for date, time in texts)
    events = intake(collection(*features)).document["story"]["events"]
    assert [(event["when"], event.get("time"), event.get("note")) for event in events] == [
        ("2020-11-02", "14:30", None),
        ("2020-11-02", None, "time: evening"),
        ("2020-11", None, "time: 14:30"),
    ]


def test_position_that_is_none_is_kept_for_the_reader_to_name():
    found = intake(collection(point({"name": "a"}, ("13,1", None)), point({"name": "b"}, (32.88743, 113.18733))))
    assert [f["geometry"]["coordinates"] for f in found.document["features"]] == [["13,1", None], [32.88743, 113.18733]]
    assert {"/features/0/geometry/coordinates", "/features/1/geometry/coordinates"} <= faults(found.document)


def test_empty_collection_is_a_plain_sentence():
    assert [note.problem for note in intake(collection()).notes] == ["there are no places in this file"]


def test_members_that_the_format_leaves_free_are_kept():
    assert intake(collection(point({}), licence="CC0")).document["licence"] == "CC0"


def test_more_features_than_a_story_takes_are_refused():
    with pytest.raises(RefusedError, match="10,001"):
        intake(collection(*[point({})] * 10_001))
    assert len(intake(collection(*[point({})] * 10_000)).document["features"]) == 10_000


def test_many_faults_of_one_kind_are_counted():
    notes = intake(collection(*[None] * 150)).notes
    assert len(notes) == 102
    assert "50 more" in notes[-2].problem or "50 more" in notes[-1].problem


@pytest.mark.parametrize(
    "content",
    [
        b"[",
        b"{}",
        b"[]",
        b'{"type": 5}',
        b'{"type": "Topology"}',
        b'{"type": "FeatureCollection"}',
        b"{\xff",
        b"[" * 99,
    ],
)
def test_what_is_no_geojson_is_refused_with_a_remedy(content):
    with pytest.raises(RefusedError) as caught:
        read(content, "x.json")
    assert all(problem.remedy for problem in caught.value.faults)


@pytest.mark.parametrize("content", [b"[" + b"[]," * 400_000, b'{"a":[' + b"{}," * 150_000, b"[" + b"1," * 800_000])
def test_more_values_than_fit_into_memory_are_refused_before_they_are_read(content):
    with pytest.raises(RefusedError, match="600,000"):
        read(content, "x.json")


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_is_carried_as_it_is(document, text):
    given_file = in_every_field(document, text)
    assert intake(given_file).document == given_file
    place = intake(point({"name": text, "description": text, text: text})).document
    if text.strip() == text:
        shown = plain_html(text) if is_html(text) else text
        assert place["features"][0]["properties"]["name"] == (shown or text)
        assert place["story"]["events"][0].get("text", "") == shown


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()) | st.sampled_from(CORPUS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "date", "text", "title", "id", "country", "radius_km", "precision", "names", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)
kinds = st.sampled_from(
    ["Feature", "FeatureCollection", "Point", "MultiPoint", "GeometryCollection", "LineString", "umap"]
)
objects = st.recursive(
    values,
    lambda inner: st.fixed_dictionaries(
        {"type": kinds | values},
        optional={
            **dict.fromkeys(["geometry", "properties", "coordinates", "id", "crs", "story", "layers"], inner),
            **dict.fromkeys(["features", "geometries", "layers"], st.lists(inner, max_size=4)),
        },
    ),
    max_leaves=12,
)


@given(objects)
def test_any_json_is_a_draft_of_plain_values_or_refused(value):
    try:
        found = read(json.dumps(value).encode(), "x.json")
    except RefusedError:
        return
    text = json.dumps(found.document, allow_nan=False, ensure_ascii=False)
    assert json.loads(text.encode()) == found.document
    with contextlib.suppress(RefusedError):
        geojson.read(text.encode())


def test_default_story_needs_no_note():
    assert read(FILE.read_bytes(), "places.geojson").notes == ()


def test_dated_line_is_drawn_and_an_event():
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    found = intake({"type": "Feature", "properties": {"name": "March", "date": "2020-11-02"}, "geometry": line})
    assert [(e["place"], e["when"], e["title"]) for e in found.document["story"]["events"]] == [
        (None, "2020-11-02", "March")
    ]
    assert found.document["features"][0]["geometry"] == line
    assert any("line or area with a date" in note.problem for note in found.notes)


def test_address_of_a_detail_is_no_text_and_that_of_a_page_a_source():
    found = intake(
        point(
            {"name": "Quake", "time": 1604275200000, "url": "https://a.example/e", "detail": "https://a.example/e.json"}
        )
    )
    (event,) = found.document["story"]["events"]
    assert (event["when"], event.get("text")) == ("2020-11-02", None)
    assert [source.get("url") for source in found.document["story"]["sources"]] == [None, "https://a.example/e"]


def test_longitudes_beyond_180_are_turned_with_one_note():
    found = intake(collection(point({"name": "a"}, (-181.5, -18)), point({"name": "b"}, (188.25, -14))))
    assert [f["geometry"]["coordinates"] for f in found.document["features"]] == [[178.5, -18], [-171.75, -14]]
    assert [note.problem for note in found.notes if "beyond 180" in note.problem] == [
        "a longitude beyond 180 is turned: 181.5 is 178.5 west (2 times)"
    ]
