"""GPX as a draft: waypoints are places, tracks and routes are lines."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import RefusedError
from geo.intake.files import Intake, read

# As a Garmin receiver writes it, shortened.
WALK = """<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3"
 creator="eTrex 30" version="1.1">
  <metadata><name>Nafusa</name><desc>Three days</desc><time>2020-11-05T10:00:00Z</time></metadata>
  <wpt lat="30.13366" lon="9.50072"><ele>347.5</ele><time>2020-11-02T08:00:00Z</time><name>Ghadames</name>
    <cmt>rest</cmt><desc>Talks begin.</desc><link href="http://a.example/x"/><sym>Flag, Blue</sym>
    <extensions><gpxx:Depth>1</gpxx:Depth></extensions></wpt>
  <wpt lat="32.88743" lon="13.18733"><name>Tripoli</name></wpt>
  <rte><name>Plan</name><rtept lat="1" lon="2"/><rtept lat="3" lon="4"/></rte>
  <trk><name>Day 1</name><trkseg><trkpt lat="1" lon="2"><ele>3</ele></trkpt><trkpt lat="5" lon="6"/></trkseg>
    <trkseg><trkpt lat="7" lon="8"/><trkpt lat="9" lon="10"/></trkseg><trkseg><trkpt lat="1" lon="1"/></trkseg></trk>
</gpx>"""


def gpx(inner: str) -> Intake:
    return read(f"<gpx>{inner}</gpx>".encode(), "x.gpx")


def test_file_of_a_receiver_becomes_places_and_lines():
    found = read(WALK.encode(), "walk.gpx")
    ghadames, tripoli, route, track = found.document["features"]
    assert found.kind == "gpx"
    assert (found.document["story"]["title"], found.document["story"]["summary"]) == ("Nafusa", "Three days")
    assert (ghadames["id"], ghadames["geometry"]["coordinates"]) == ("ghadames", [9.50072, 30.13366, 347.5])
    assert {key: ghadames["properties"][key] for key in ("cmt", "sym")} == {"cmt": "rest", "sym": "Flag, Blue"}
    assert [source.get("url") for source in found.document["story"]["sources"]] == [None, "http://a.example/x"]
    assert tripoli["geometry"]["coordinates"] == [13.18733, 32.88743]
    assert [(e["place"], e["when"], e["text"]) for e in found.document["story"]["events"]] == [
        ("ghadames", "2020-11-02", "Talks begin.")
    ]
    assert route["geometry"] == {"type": "LineString", "coordinates": [[2, 1], [4, 3]]}
    assert track["geometry"]["coordinates"] == [[[2, 1], [6, 5]], [[8, 7], [10, 9]]]
    assert (route["properties"], track["properties"]) == ({"name": "Plan"}, {"name": "Day 1"})


def test_what_is_assumed_and_not_carried_over_is_named():
    said = " ".join(f"{note.path}: {note.problem}" for note in read(WALK.encode(), "walk.gpx").notes)
    for part in ("when it was recorded", "trk 1: a part", "times, heights and names", "extensions"):
        assert part in said


def test_name_of_gpx_1_0_stands_beside_the_waypoints():
    assert gpx("<name>Old</name><desc>d</desc>").document["story"]["title"] == "Old"


def test_date_of_the_file_is_not_taken_for_that_of_the_article():
    assert "published" not in read(WALK.encode(), "walk.gpx").document["story"]


@pytest.mark.parametrize(("lat", "lon"), [("x", "2"), ("", "2")])
def test_position_that_cannot_be_read_is_kept_and_located(lat, lon):
    found = gpx(f'<wpt lat="{lat}" lon="{lon}"><name>a</name></wpt>')
    assert found.document["features"][0]["geometry"]["coordinates"] == [2, lat]
    assert "wpt 1" in [note.path for note in found.notes]


def test_empty_file_has_no_places_and_says_so():
    assert [note.problem for note in gpx("").notes] == ["there are no places in this file"]


def test_more_positions_than_a_story_takes_are_refused():
    with pytest.raises(RefusedError, match="100,000"):
        gpx(f"<trk><trkseg>{'<trkpt lat=`1` lon=`2`/>' * 100_001}</trkseg></trk>".replace("`", '"'))


tags = st.sampled_from("metadata name desc time ele wpt trk trkseg trkpt rte rtept link extensions gpx".split())
trees = st.recursive(
    st.sampled_from(["1", "2020", "x", "", "&amp;"]),
    lambda inner: st.tuples(tags, st.lists(inner, max_size=4)).map(
        lambda t: f"<{t[0]} lat='1' lon='a'>{''.join(t[1])}</{t[0]}>"
    ),
)


@given(st.lists(trees, max_size=5).map("".join))
def test_any_tree_is_a_draft_of_plain_values_or_refused(inner):
    with contextlib.suppress(RefusedError):
        json.dumps(gpx(inner).document, allow_nan=False, ensure_ascii=False).encode()


def test_shape_of_a_route_that_garmin_writes_between_its_points_is_drawn():
    found = gpx(
        "<rte><name>Road</name><rtept lat='32' lon='13'><extensions><x:RoutePointExtension xmlns:x='x'>"
        "<x:rpt lat='31.5' lon='14'/><x:rpt lat='31' lon='14.5'/></x:RoutePointExtension></extensions></rtept>"
        "<rtept lat='30' lon='12'/></rte>"
    )
    assert found.document["features"][0]["geometry"]["coordinates"] == [[13, 32], [14, 31.5], [14.5, 31], [12, 30]]


def test_html_of_a_waypoint_is_text():
    found = gpx("<wpt lat='1' lon='2'><desc>&lt;p&gt;Talks &lt;b&gt;open&lt;/b&gt;&lt;/p&gt;</desc></wpt>")
    assert found.document["story"]["events"][0]["text"] == "Talks open"
