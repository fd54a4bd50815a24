"""The story saved as one HTML file, opened from a disk in a Chromium without a network."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from geo.export import html
from geo.story import geojson
from geo.view.link import View
from tests.hostile import CORPUS, one_in_each_event

GHADAMES = "Officers of both sides sit down in Ghadames"
ARABIC = "الأطراف تلتقي في غدامس"


@pytest.fixture
def save(tmp_path):
    """The address of a story saved as a file."""

    def save(story, **fields) -> str:
        file = tmp_path / "story.html"
        file.write_bytes(html.write(story, View.from_query(fields, story)[0]))
        return file.as_uri()

    return save


class Saved:
    """A visitor's browser with a saved file open, and what went on in it."""

    def __init__(self, context) -> None:
        self.page = context.new_page()
        self.wrong: list[str] = []
        self.asked: list[str] = []
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        self.page.on("console", lambda said: said.type == "error" and self.wrong.append(said.text))
        context.on("request", lambda request: self.asked.append(request.url))

    def open(self, address: str) -> "Saved":
        self.page.goto(address)
        self.page.locator(".dl-tag").wait_for()
        return self

    def mark(self, name: str):
        return self.page.locator(f".dl-mark[aria-label*='. {name},']")

    def link(self, event: str):
        return self.page.locator(f".dl-line a[href='#event-{event}']")

    def sees(self, event: str, place: str) -> None:
        """The text, the timeline and the map agree on the selected event."""
        page = self.page
        expect(page.locator(".dl-event[aria-current]")).to_have_attribute("id", f"event-{event}")
        expect(page.locator(".dl-line [aria-current]")).to_have_attribute("href", f"#event-{event}")
        expect(page.locator(".dl-mark.dl-selected")).to_have_count(1)
        expect(self.mark(place)).to_have_class(re.compile("dl-selected"))


@pytest.fixture
def saved(browser):
    """A reader of a saved file; nothing went wrong in it afterwards, and it asked for nothing but itself."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    reader = Saved(context)
    yield reader
    context.close()
    assert reader.wrong == []
    assert {url.partition(":")[0] for url in reader.asked} <= {"file", "blob", "data"}
    assert len({url for url in reader.asked if url.startswith("file:")}) == 1


def test_map_has_outlines_marks_line_and_ring_and_the_text_the_same_event(saved, save, story):
    page = saved.open(save(story)).page
    expect(page.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    expect(page.locator(".dl-country").first).to_be_visible()  # the names come with the outlines
    assert page.locator(".dl-mark").count() == 12
    expect(page.locator(".dl-tag")).to_have_text("465 km")
    expect(page.locator(".leaflet-claim-pane path")).to_have_count(6)
    saved.sees("ghadames", "Ghadames")
    expect(page.locator("#event-ghadames")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("scrollY") == 0


def test_pressed_mark_selects_its_event_and_brings_its_text_into_sight(saved, save, story):
    page = saved.open(save(story)).page
    saved.mark("Tripoli").click()
    expect(page.locator(".dl-popup")).to_contain_text("Haftar marches on the capital")
    saved.sees("offensive", "Tripoli")
    expect(page.locator("#event-offensive h2")).to_be_in_viewport()
    assert page.url.endswith("#event-offensive")
    saved.mark("Tripoli").click()
    saved.sees("repelled", "Tripoli")


def test_pressed_link_selects_the_mark_without_moving_the_page_and_outlives_a_reload(saved, save, story):
    page = saved.open(save(story)).page
    saved.link("offensive").click()
    saved.sees("offensive", "Tripoli")
    expect(page.locator("#event-offensive h2")).to_be_in_viewport()
    page.locator("#event-offensive a[href='#event-repelled']").click()
    saved.sees("repelled", "Tripoli")
    assert page.evaluate("scrollY") == 0
    page.reload()
    saved.sees("repelled", "Tripoli")
    page.go_back()
    saved.sees("offensive", "Tripoli")


@pytest.mark.parametrize(
    "end",
    [
        "#%",
        "#%E0%A4%A",
        "#event-%",
        "#%65vent-offensive",
        "#event-nothing",
        "#",
        "?%#%",
        "?a=%zz&b",
        "#\"'<b>",
        "#__proto__",
    ],
)
def test_whatever_stands_after_the_address_leaves_the_page_whole(saved, save, story, end):
    page = saved.open(save(story) + end).page
    saved.sees("ghadames", "Ghadames")
    page.evaluate("location.hash = '#event-offensive'")
    saved.sees("offensive", "Tripoli")
    page.evaluate("end => (location.hash = end)", end.partition("#")[2] or "%")
    saved.sees("offensive", "Tripoli")  # another place in the file is no reason to leave the event


def test_arrows_and_buttons_step_through_the_events_and_stop_at_the_ends(saved, save, story):
    page = saved.open(save(story, event="offensive")).page
    saved.link("offensive").focus()
    page.keyboard.press("ArrowLeft")
    saved.sees("uprising", "Libya")
    expect(saved.link("uprising")).to_be_focused()
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Next").click()
    saved.sees("offensive", "Tripoli")
    page.locator(".dl-events").focus()
    page.keyboard.press("ArrowRight")
    saved.sees("repelled", "Tripoli")


def test_nothing_is_offered_that_needs_a_server(saved, save, story):
    page = saved.open(save(story, base="osm")).page
    assert page.get_by_role("radio").count() == 0
    saved.mark("Tripoli").click()
    expect(page.locator(".dl-popup")).to_be_visible()
    assert page.locator(".dl-measure").count() == 0
    page.keyboard.press("Escape")
    expect(page.locator(".dl-popup")).to_have_count(0)  # it fades
    page.locator(".dl-map").click(position={"x": 300, "y": 480})
    page.wait_for_timeout(100)
    assert page.locator(".dl-popup").count() == 0


def test_each_claim_can_be_drawn_on_the_map_and_taken_off(saved, save, story):
    page = saved.open(save(story)).page
    first, last = (page.get_by_role("button", name="on the map").nth(index) for index in (0, 4))
    expect(first).to_have_attribute("aria-pressed", "true")
    last.click()  # without a direction: a ring, and no wedge
    expect(page.locator(".leaflet-claim-pane path")).to_have_count(3)
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".dl-map")).to_be_in_viewport(ratio=1)
    last.click()
    expect(page.locator(".leaflet-claim-pane path")).to_have_count(0)


def test_without_scripts_all_text_and_every_verdict_can_be_read(browser, save, story):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(save(story))
    for event in story.events:
        expect(page.get_by_text(event.text)).to_be_visible()
    assert page.locator("[data-claim] strong").all_inner_texts() == [
        *("agrees", "agrees", "17 % longer", "18 % longer", "59 % longer")
    ]
    expect(page.get_by_text("The map is drawn where JavaScript runs")).to_be_visible()
    context.close()


def test_browser_that_cannot_unpack_has_the_map_without_outlines(saved, save, story):
    saved.page.add_init_script("delete window.DecompressionStream")
    saved.open(save(story))
    saved.mark("Tripoli").click()
    saved.sees("offensive", "Tripoli")


def test_hostile_story_runs_nothing_asks_nobody_and_is_shown_as_written(saved, save, document):
    page = saved.open(save(geojson.read(json.dumps(one_in_each_event(document)).encode()))).page
    shown = [text.replace("\0", "\ufffd") for text in CORPUS]
    read = "found => found.map(e => e.textContent)"
    assert page.locator("h1").evaluate_all(read) == [CORPUS[5]]
    for part in ("h2", ".dl-where strong", ".dl-own", ".dl-text", ".dl-note"):
        assert page.locator(f".dl-event {part}").evaluate_all(read) == shown
    assert page.locator("[data-claim] q").evaluate_all(read) == shown
    for index, text in list(enumerate(CORPUS))[::7]:
        page.locator(".dl-mark").nth(index).dispatch_event("click")
        expect(page.locator(".dl-popup")).to_have_count(1)
        parts = page.locator(".dl-popup :is(strong, .dl-popup-place span, section button, section p)")
        assert parts.evaluate_all(read) == [text] * 4
    assert page.evaluate("typeof hit") == "undefined"


def test_arabic_story_runs_from_right_to_left_and_left_is_onwards(saved, save, document):
    document["story"] |= {"lang": "ar", "title": ARABIC}
    for event in document["story"]["events"]:
        event["text"] = ARABIC
    page = saved.open(save(geojson.read(json.dumps(document).encode()), event="offensive")).page
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    box = {name: page.locator(name).first.bounding_box() for name in (".dl-map", ".dl-events", "h1")}
    assert box[".dl-events"]["x"] < box[".dl-map"]["x"]
    assert saved.link("uprising").bounding_box()["x"] > saved.link("offensive").bounding_box()["x"]
    saved.link("offensive").focus()
    page.keyboard.press("ArrowLeft")
    saved.sees("repelled", "Tripoli")


def test_on_paper_are_the_map_all_events_and_addresses_but_no_buttons(saved, save, story):
    page = saved.open(save(story)).page
    page.emulate_media(media="print")
    for event in story.events:
        heading = page.locator(f"#event-{event.id} h2")
        expect(heading).to_be_visible()
        assert heading.bounding_box()["height"] > 0
    assert page.locator(".dl-events").evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    expect(page.locator(".dl-map")).to_be_visible()
    assert not any(button.is_visible() for button in page.locator("button, .leaflet-control-zoom").all())
    after = "link => getComputedStyle(link, '::after').content"
    link = page.locator(".dl-event a[target=_blank]").first
    assert link.get_attribute("href") in link.evaluate(after)


def test_phone_has_map_timeline_distance_text_in_that_order_and_nothing_cut_off(browser, save, story):
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    reader = Saved(context)
    page = reader.open(save(story)).page
    parts = (".dl-map", ".dl-timeline", ".dl-distances", ".dl-events", "#claims")
    tops = [page.locator(part).bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert "leaflet-touch-drag" not in page.locator(".dl-map").get_attribute("class")
    reader.mark("Tripoli").click()
    reader.sees("offensive", "Tripoli")
    assert page.evaluate("scrollY") == 0  # the popup has the text, and stays in sight
    reader.link("geneva").click()
    expect(page.locator("#event-geneva h2")).to_be_in_viewport()
    context.close()
    assert reader.wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_follows_the_systems_theme_and_passes_axe(browser, save, story, scheme):
    # The policy allows no script from outside, so the checker needs it lifted.
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce"
    )
    reader = Saved(context)
    page = reader.open(save(story)).page
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    reader.mark("Tripoli").click()
    expect(page.locator(".dl-popup")).to_be_visible()
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
