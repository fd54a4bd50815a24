"""The story as GPX: valid by its schema, the same to other readers, and what it cannot hold is named."""

import re
from dataclasses import replace

import gpxpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from geo.base.edtf import When
from geo.export import gpx
from geo.export.xml_text import legal
from geo.story.fields import Fields
from geo.view.measurement import itinerary
from tests.conftest import ROOT
from tests.export.reading import GEOMETRIES, Viewed, all_shapes, gdal, moved, story_of, valid
from tests.hostile import CORPUS, in_every_field

SCHEMA = etree.XMLSchema(file=str(ROOT / "tests" / "schemas" / "gpx-1.1.xsd"))


def written(story):
    """The file of a story, held against the schema, as gpxpy reads it."""
    content = gpx.write(story)
    valid(content, SCHEMA)
    return gpxpy.parse(content)


def test_places_are_waypoints_by_their_number_with_their_events_in_time_order(story):
    places = sorted(story.places, key=lambda place: story.number[place.id])
    points = written(story).waypoints
    assert [(point.name, point.longitude, point.latitude) for point in points] == [(p.name, *p.at) for p in places]
    for point, place in zip(points, places, strict=True):
        at = [point.description.index(event.text) for event in story.events_at.get(place.id, ())]
        assert at == sorted(at)
        assert (point.source, point.type) == (place.position_source, place.precision)


def test_sources_of_the_events_are_links_each_once(story):
    root = etree.fromstring(gpx.write(story))
    for point, place in zip(root.iter("{*}wpt"), sorted(story.places, key=lambda p: story.number[p.id]), strict=True):
        cited = (story.source[name] for event in story.events_at.get(place.id, ()) for name in event.sources)
        urls = list(dict.fromkeys(source.url for source in cited if source.url))
        assert [link.get("href") for link in point.iter("{*}link")] == urls


@pytest.mark.parametrize(
    ("when", "time"),
    [
        ("2020-10-23", "2020-10-23T00:00:00Z"),
        ("0033-04-03", "0033-04-03T00:00:00Z"),
        *((when, None) for when in ("2020-10", "2020", "2020-10-23/2020-10-24")),
    ],
)
def test_waypoint_has_a_time_only_where_its_first_event_has_one_day(story, when, time):
    event = replace(story.events[0], when=When.parse(when))
    content = gpx.write(replace(story, events=(event,)))
    assert valid(content, SCHEMA).findtext("{*}wpt/{*}time") == time


def test_itinerary_is_the_route(story):
    (route,) = written(story).routes
    stops = [story.place[name] for name in itinerary(story)]
    assert [(stop.name, stop.longitude, stop.latitude) for stop in route.points] == [(p.name, *p.at) for p in stops]


def test_file_says_what_it_cannot_hold(document):
    story = story_of(all_shapes(document))
    said = written(story).description
    areas = re.findall(r"cannot hold the area of the shape “(.*)”", said)
    assert areas == ["the Polygon", "the MultiPolygon", "the GeometryCollection"]
    assert "claims of distance are not in this file" in said
    assert story.event["ceasefire"].text in said


def test_lines_are_tracks_and_points_of_shapes_are_waypoints(document):
    read = written(story_of(all_shapes(document)))
    tracks = [
        (track.name, [[[p.longitude, p.latitude] for p in segment.points] for segment in track.segments])
        for track in read.tracks
    ]
    line, several = GEOMETRIES["LineString"], GEOMETRIES["MultiLineString"]
    assert tracks == [
        ("the LineString", [line]),
        ("the MultiLineString", several),
        *[("the GeometryCollection", [line])] * 2,
        ("Shape 7", [line]),
    ]
    points = [(point.name, point.longitude, point.latitude) for point in read.waypoints if point.type == "shape"]
    assert points == [("the MultiPoint", 1, 2), ("the MultiPoint", 3, 4), ("the GeometryCollection", 4, 5)]


def test_gdal_reads_the_same_waypoints_and_route(story, tmp_path):
    content = gpx.write(story)
    columns, points = gdal(tmp_path / "story.gpx", content, "waypoints")
    places = sorted(story.places, key=lambda place: story.number[place.id])
    assert columns["name"] == [place.name for place in places]
    assert points == [tuple(place.at) for place in places]
    for told, place in zip(columns["desc"], places, strict=True):
        assert all(event.text in told for event in story.events_at.get(place.id, ()))
    columns, _ = gdal(tmp_path / "story.gpx", content, "route_points")
    assert columns["name"] == [story.place[name].name for name in itinerary(story)]


def test_180th_meridian_has_one_name_and_the_poles_are_places(document):
    read = written(story_of(moved(document, tripoli=[180.0, 90.0], ghadames=[-180.0, -90.0])))
    at = {point.name: (point.longitude, point.latitude) for point in read.waypoints}
    assert (at["Tripoli"], at["Ghadames"]) == ((-180.0, 90.0), (-180.0, -90.0))


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_in_every_field_is_read_back_and_never_alive(document, text):
    story = story_of(all_shapes(in_every_field(document, text)))
    content = gpx.write(story)
    root = valid(content, SCHEMA)
    for element in root.iter("{*}*"):
        assert not any(Viewed(value).elements for value in (element.text or "", *element.attrib.values()))
    shown = legal(text).replace("< ", "<")
    for point in root.iter("{*}wpt"):
        if point.findtext("{*}type") != "shape":
            assert point.findtext("{*}name").replace("< ", "<") == shown
            assert shown in point.findtext("{*}desc").replace("< ", "<")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_every_web_address_that_a_story_may_have_is_a_valid_link(story, text):
    url = f"https://a.example/{text}?x={text}&y"
    if Fields({"url": url}, "", []).url("url"):
        sources = tuple(replace(source, url=url) for source in story.sources)
        valid(gpx.write(replace(story, sources=sources)), SCHEMA)


@pytest.mark.parametrize("host", ["[::1]:80", "пример.рф", "a.example:8080", "a_b.example", "a'b", "100%"])
def test_every_host_is_a_valid_link(story, host):
    sources = tuple(replace(source, url=f"https://{host}/[x]?{{y}}&z#a#b") for source in story.sources)
    valid(gpx.write(replace(story, sources=sources)), SCHEMA)
