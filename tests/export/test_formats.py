"""All formats: each is written from a story and a view, says what it is, and is read by GDAL where GDAL knows it."""

import subprocess
import sys

import pytest

from geo.export.formats import FORMATS
from geo.story import geojson
from geo.view.link import View
from tests.conftest import ROOT
from tests.export.reading import gdal


def content(name, story):
    return FORMATS[name].write(story, View.opening(story))


def test_media_types_are_those_of_iana_and_of_use():
    known = {name: FORMATS[name].media_type for name in ("geojson", "csv", "kml", "gpx")}
    assert known == {
        "geojson": "application/geo+json",
        "csv": "text/csv",
        "kml": "application/vnd.google-earth.kml+xml",
        "gpx": "application/gpx+xml",
    }


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"png", "svg"}))
def test_file_is_the_same_whenever_it_is_written(name, story):
    assert content(name, story) == content(name, story)


def test_libraries_for_a_format_are_imported_when_it_is_written():
    code = "import sys, geo.export.formats; print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_gdal_reads_the_places_of_a_story_file_and_the_file_reads_back_equal(story, tmp_path):
    written = content("geojson", story)
    columns, points = gdal(tmp_path / "story.geojson", written)
    assert columns["name"] == [place.name for place in story.places]
    assert points == [tuple(place.at) for place in story.places]
    assert geojson.read(written) == story


def test_gdal_reads_the_events_of_the_table(story, tmp_path):
    columns, _ = gdal(tmp_path / "events.csv", content("csv", story))
    assert columns["title"] == [event.title for event in story.events]
    assert columns["text"] == [event.text for event in story.events]
    places = [story.place[event.place] if event.place else None for event in story.events]
    assert columns["name"] == [place.name if place else "" for place in places]
    cells = zip(columns["longitude"], columns["latitude"], strict=True)
    read = [(float(lon), float(lat)) if lon else None for lon, lat in cells]
    assert read == [tuple(place.at) if place else None for place in places]
