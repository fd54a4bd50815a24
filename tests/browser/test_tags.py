"""The legend lists the tags of a story and hides their events, on the page and in the story saved as a file."""

import json

import pytest
from playwright.sync_api import expect

from geo.base.root import ROOT
from geo.export import html
from geo.story import geojson
from geo.view.link import View
from tests.server import serving

TAGS = [{"id": "talks", "name": "Talks", "colour": "blue"}, {"id": "fights", "name": "Fighting"}]
EVENTS = [("geneva", "talks"), ("tripoli", "fights"), ("ghadames", "talks"), ("hurghada", None)]


@pytest.fixture(scope="module")
def content():
    """A story of four events, three of which have tags; it is based on nothing and measures nothing."""
    given = json.loads((ROOT / "data" / "places.geojson").read_text())
    events = [
        {
            "id": f"in-{place}",
            "place": place,
            "when": f"2020-10-0{day}",
            "title": f"What happened in {place}",
            "sources": [],
            "said_by": "added",
            "status": "happened",
            **({"tags": [tag]} if tag else {}),
        }
        for day, (place, tag) in enumerate(EVENTS, 1)
    ]
    story = {"version": 2, "id": "kinds", "title": "Kinds of events", "lang": "en", "based_on": "nothing"}
    story |= {"sources": [], "tags": TAGS, "events": events, "claims": []}
    places = [feature for feature in given["features"] if feature["id"] in dict(EVENTS)]
    return json.dumps({"type": "FeatureCollection", "story": story, "features": places}).encode()


@pytest.fixture(scope="module")
def kinds(content, tmp_path_factory):
    file = tmp_path_factory.mktemp("story") / "kinds.geojson"
    file.write_bytes(content)
    with serving(DATELINE_STORY=str(file)) as running:
        yield running.address


def press(legend, name: str, pressed: str) -> None:
    button = legend.get_by_role("button", name=name)
    button.focus()
    button.press("Enter")
    expect(button).to_have_attribute("aria-pressed", pressed)


def test_press_in_the_legend_hides_the_events_of_a_tag_everywhere_and_the_link_says_so(reader, kinds):
    reader.open(kinds)
    expect(reader.marks).to_have_count(4)
    press(reader.map.locator(".dl-legend"), "Fighting", "false")
    expect(reader.marks).to_have_count(3)
    expect(reader.page.locator(".dl-line button")).to_have_count(3)
    reader.address_is("hide=fights")
    reader.page.locator(".dl-next").click()
    reader.sees("What happened in ghadames")
    press(reader.map.locator(".dl-legend"), "Fighting", "true")
    expect(reader.marks).to_have_count(4)
    reader.address_is("event=in-ghadames")


def test_link_opens_with_its_tags_hidden_and_back_shows_them_again(reader, kinds):
    reader.open(kinds)
    press(reader.map.locator(".dl-legend"), "Fighting", "false")
    reader.address_is("hide=fights")
    reader.page.go_back()
    expect(reader.marks).to_have_count(4)
    reader.open(f"{kinds}?hide=talks&event=in-tripoli")
    expect(reader.marks).to_have_count(2)
    expect(reader.page.locator(".st-key-event .dl-tags")).to_have_text("FFighting")


def test_measure_is_closed_until_somebody_asks(reader, kinds):
    reader.open(kinds)
    expect(reader.page.locator(".dl-figure")).to_be_hidden()
    reader.page.get_by_role("button", name="Measure a distance").click()
    expect(reader.page.get_by_role("combobox", name="From", exact=True)).to_be_visible()


def test_saved_story_hides_a_tag_on_the_map_the_line_and_in_the_text(reader, content, tmp_path):
    story = geojson.read(content)
    file = tmp_path / "kinds.html"
    file.write_bytes(html.write(story, View.opening(story)))
    reader.page.goto(file.as_uri())
    marks = reader.page.locator(".dl-mark")
    expect(marks).to_have_count(4)
    press(reader.page.locator(".dl-legend"), "Fighting", "false")
    expect(marks).to_have_count(3)
    expect(reader.page.locator(".dl-line li:visible")).to_have_count(3)
    expect(reader.page.locator(".dl-event:visible")).to_have_count(3)
    reader.page.locator(".dl-next").click()
    expect(reader.page.locator(".dl-event[aria-current] h2")).to_have_text("What happened in ghadames")
