"""Ten thousand places: the page still answers, and a selection still moves next to nothing."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serving
from tests.many_places import many_places


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    file = tmp_path_factory.mktemp("many") / "story.geojson"
    file.write_bytes(many_places(10_000))
    with serving(DATELINE_STORY=str(file)) as running:
        yield running.address


def test_ten_thousand_places_are_drawn_found_and_selected(reader, crowded):
    page = reader.page
    page.goto(f"{crowded}?event=e9000")
    expect(reader.page.locator(".st-key-event h2")).to_have_text("Event 9000", timeout=60_000)
    canvas = reader.map.locator(".leaflet-overlay-pane canvas")
    canvas.wait_for(timeout=60_000)
    reader.quiet()
    assert reader.marks.count() == 0  # none in the DOM, all on the canvas
    pixels = "c => new Set(new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer)).size"
    assert canvas.evaluate(pixels) > 2
    line = page.locator(".dl-line")
    expect(line.locator("button[data-event]")).to_have_count(400)
    expect(line.locator(".dl-further")).to_have_text(["8,800 earlier", "800 later"])
    reader.quiet()
    reader.received.clear()
    reader.on_line("e9001").click()
    reader.sees("Event 9001")
    reader.address_is("event=e9001")
    reader.quiet()
    assert 0 < sum(reader.received) <= 3000
    line.locator(".dl-further").last.click()
    reader.sees("Event 9200")
    expect(line.locator("[aria-current]")).to_have_attribute("data-event", "e9200")


def test_mark_on_the_canvas_opens_its_event_and_selects_it(reader, crowded):
    page = reader.page
    page.goto(f"{crowded}?event=e1&until=e1")  # two marks only: the pair's
    expect(reader.page.locator(".st-key-event h2")).to_have_text("Event 1", timeout=60_000)
    expect(reader.map.locator(".dl-label")).to_have_count(2, timeout=60_000)
    reader.quiet()
    lon, lat = json.loads(many_places(10_000))["features"][0]["geometry"]["coordinates"]
    # The map itself knows where its canvas has the mark, on this turn of the earth or the next; a click on it waits
    # until the page around it stands still.
    turns = "([lat, lon]) => [lon, lon + 360].map(lon => map.latLngToContainerPoint([lat, lon]))"
    at = next(at for at in reader.frame.evaluate(turns, [lat, lon]) if at["x"] > 0)
    reader.map.locator("#map_div").click(position={"x": at["x"], "y": at["y"]})
    expect(reader.map.locator(".dl-popup")).to_contain_text("What happened at place 0.")
    reader.sees("Event 0")
