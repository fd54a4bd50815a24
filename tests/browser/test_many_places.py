"""Ten thousand places: those close together share a mark, the page still answers, a selection moves next to nothing."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.hostile import CORPUS
from tests.many_places import many_places
from tests.server import serving

_NAME = CORPUS[0]
_SPOT = (12.345, 3.21)  # where the last 119 places are, all of them
_SHAPE = {
    "type": "Feature",
    "properties": {"name": _NAME},
    "geometry": {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Polygon", "coordinates": [[[10, 10], [20, 10], [20, 20], [10, 10]]]},
            {"type": "MultiLineString", "coordinates": [[[10, 10], [11, 11]], [[12, 12], [13, 13]]]},
        ],
    },
}
# From the middle of each mark of one place to that of the nearest cluster, in pixels.
_CLEARANCES = """document => {
    const box = e => e.firstChild.getBoundingClientRect();
    const middle = e => [box(e).x + box(e).width / 2, box(e).y + box(e).height / 2];
    const own = [...document.querySelectorAll(".dl-mark:not(.dl-cluster)")].map(middle);
    const clusters = [...document.querySelectorAll(".dl-mark.dl-cluster")].map(middle);
    return own.map(([x, y]) => Math.min(...clusters.map(([x2, y2]) => Math.hypot(x - x2, y - y2))));
}"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    document = json.loads(many_places(10_000))
    for feature in document["features"][-120:]:
        feature["geometry"]["coordinates"] = _SPOT
    document["features"][-1] = _SHAPE  # a file has 10,000 features at most
    document["story"]["events"][-1]["place"] = "p0"
    document["story"]["events"][9000]["said_by"] = "added"
    file = tmp_path_factory.mktemp("many") / "story.geojson"
    file.write_text(json.dumps(document, separators=(",", ":")))
    with serving(DATELINE_STORY=str(file)) as running:
        yield running.address


@pytest.fixture(scope="module")
def there(browser, crowded):
    """A reader who stays for several tests: each begins with a view of the map of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    made = Reader(context)
    visit(made, f"{crowded}?event=e1", "Event 1")
    yield made
    context.close()
    assert made.errors == made.dialogs == made.outside == []


def visit(reader, address, event):
    """Open an event of the story and wait for its map."""
    reader.page.goto(address)
    expect(reader.page.locator(".st-key-event h2")).to_have_text(event, timeout=30_000)
    expect(selected(reader)).to_have_count(1, timeout=30_000)
    reader.quiet()


def selected(reader):
    return reader.map.locator(".dl-mark.dl-selected")


def clusters(reader):
    return reader.map.locator(".dl-mark.dl-cluster")


def look_at(reader, lon, lat, zoom):
    """Move the map to a position, on the turn of the earth that it shows."""
    look = """([lon, lat, zoom]) => {
        map.setView([lat, lon + 360 * Math.round((map.getCenter().lng - lon) / 360)], zoom, { animate: false });
    }"""
    reader.frame.evaluate(look, [lon, lat, zoom])


def test_ten_thousand_places_are_drawn_found_and_selected(reader, crowded):
    page = reader.page
    visit(reader, f"{crowded}?event=e9000", "Event 9000")
    assert 30 < clusters(reader).count() < 300
    assert reader.marks.count() - clusters(reader).count() <= 20
    expect(selected(reader)).to_have_attribute("aria-label", "9001. Place 9000, a town, 1 event")
    expect(selected(reader)).to_have_class(re.compile("dl-added"))
    expect(reader.mark("Place 0")).to_have_count(1)  # measured
    assert min(reader.frame.evaluate(f"({_CLEARANCES})(document)")) > 20
    line = page.locator(".dl-line")
    expect(line.locator("button[data-event]")).to_have_count(400)
    expect(line.locator(".dl-further")).to_have_text(["8,800 earlier", "800 later"])
    reader.quiet()
    reader.received.clear()
    reader.on_line("e9001").click()
    reader.sees("Event 9001")
    expect(selected(reader)).to_have_attribute("aria-label", re.compile("Place 9001,"))
    expect(reader.mark("Place 9000")).to_have_count(0)  # back in its cluster
    reader.address_is("event=e9001")
    reader.quiet()
    assert 0 < sum(reader.received) <= 3000
    line.locator(".dl-further").last.click()
    reader.sees("Event 9200")
    expect(line.locator("[aria-current]")).to_have_attribute("data-event", "e9200")
    assert reader.outside == []


def test_press_on_a_cluster_comes_closer_and_the_keyboard_goes_on_from_there(there):
    look_at(there, *_SPOT, 3)
    cluster = clusters(there).first
    name = cluster.get_attribute("aria-label")
    assert re.fullmatch(r"[\d,]+ places", name)
    assert cluster.get_attribute("role") == "button"
    cluster.focus()
    there.page.keyboard.press("Enter")
    there.frame.wait_for_function("zoom => map.getZoom() > zoom && !map._animatingZoom", arg=3)
    expect(there.map.locator(".dl-mark:focus")).to_have_count(1)
    before = there.frame.evaluate("map.getZoom()")
    look_at(there, *_SPOT, before)
    there.map.locator(".dl-mark.dl-cluster:has-text('1')").first.dispatch_event("click")
    there.frame.wait_for_function("zoom => map.getZoom() > zoom && !map._animatingZoom", arg=before)


def test_places_on_one_spot_are_a_list_at_the_deepest_zoom(there):
    look_at(there, *_SPOT, 19)
    cluster = there.map.locator(".dl-cluster[aria-label='119 places']")
    cluster.locator(".dl-mark-body").click()
    listed = there.map.locator(".dl-popup").last.locator("li button")  # the one before fades out
    expect(listed).to_have_count(100)
    expect(listed.first).to_be_focused()
    there.page.keyboard.press("Escape")
    expect(cluster).to_be_focused()
    expect(there.map.locator(".dl-popup")).to_have_count(0)  # it has faded out
    there.page.keyboard.press("Enter")
    there.map.get_by_role("button", name="More").press("Enter")  # the map may still move below a pointer
    expect(listed).to_have_count(119)
    expect(listed.nth(100)).to_be_focused()
    assert len({*listed.all_text_contents()}) == 119
    listed.filter(has_text="Place 9950").dispatch_event("click")
    expect(there.map.locator(".dl-popup").last).to_contain_text("What happened at place 9950.")
    there.sees("Event 9950")
    expect(selected(there)).to_have_attribute("aria-label", re.compile("Place 9950,"))


def test_only_up_to_an_event_leaves_the_later_places_out_of_the_clusters(reader, crowded):
    visit(reader, f"{crowded}?event=e1&until=e1", "Event 1")
    expect(reader.marks).to_have_count(2)  # the pair's, and no cluster
    reader.mark("Place 0").locator(".dl-mark-body").click()
    expect(reader.map.locator(".dl-popup")).to_contain_text("What happened at place 0.")
    reader.sees("Event 0")
    reader.page.get_by_role("switch").click()
    expect(clusters(reader)).not_to_have_count(0)


def test_shape_is_drawn_on_the_turn_of_the_earth_of_the_places_and_named(there):
    name = there.map.locator(".dl-label-shape")
    look_at(there, 15, 15, 8)
    expect(name).to_have_text(_NAME)
    inked = """canvas => {
        const { data } = canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1);
        return data[3];
    }"""
    look_at(there, 17, 13, 5)
    assert there.map.locator(".leaflet-shapes-pane canvas").evaluate(inked) > 0
    look_at(there, 25, 10, 6)
    assert there.map.locator(".leaflet-shapes-pane canvas").evaluate(inked) == 0


def test_small_story_asks_for_none_of_it(reader, server):
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    reader.open(server)
    reader.quiet()
    assert any("map.js" in url for url in asked)
    assert not [url for url in asked if re.search(r"supercluster|crowd\.js|shapes\.js", url)]
