"""What a reader sees and does on the story page."""

import math

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

GHADAMES = "Officers of both sides sit down in Ghadames"


def inside(page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def test_first_view_answers_without_scrolling_or_asking_anybody(reader, server):
    reader.open(server)
    reader.sees(GHADAMES)
    expect(reader.page.locator(".dl-figure")).to_contain_text("465 km southwest · 230°")
    assert reader.marks.count() == 12
    for part in (".st-key-map iframe", ".st-key-event", ".dl-figure", ".dl-timeline"):
        assert inside(reader.page, part), part
    expect(reader.map.locator(".dl-tag")).to_have_text("465 km")
    assert reader.frame.evaluate("document.fonts.ready.then(() => true)")
    assert reader.outside == []


def test_phone_has_map_timeline_event_distance_in_that_order_and_nothing_cut_off(phone, server):
    page = phone.open(server).page
    parts = (".st-key-map iframe", ".dl-timeline", ".st-key-event", ".st-key-distances")
    tops = [page.locator(part).bounding_box()["y"] for part in parts]
    assert tops == sorted(tops)
    wide = page.evaluate(
        "[...document.querySelectorAll('.stMain *')]"
        ".filter(e => !e.closest('.dl-line, .dl-scroll, .dl-hidden, details')"
        " && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    assert wide == []
    for pair in ("Tripoli", "Ghadames"):
        expect(phone.mark(pair)).to_be_in_viewport()


def test_one_finger_on_the_phones_map_scrolls_the_page(phone, server):
    phone.open(server)
    assert "leaflet-touch-drag" not in phone.map.locator("#map_div").get_attribute("class")


@pytest.mark.parametrize("event", ["geneva", "talks-egypt", "uprising"])
def test_timeline_button_selects_everywhere_and_keeps_the_frame(reader, server, event):
    reader.open(server)
    reader.map.locator("#map_div").evaluate("map => { map.kept = true }")
    title = reader.on_line(event).get_attribute("title")
    reader.on_line(event).click()
    reader.sees(title)
    reader.address_is(f"event={event}")
    expect(reader.page.locator(".dl-line [aria-current]")).to_have_attribute("data-event", event)
    expect(reader.map.locator(".dl-mark.dl-selected")).to_have_count(1)
    assert reader.map.locator("#map_div").evaluate("map => map.kept")


def test_pan_and_zoom_survive_a_selection(reader, server):
    reader.open(server)
    scale = reader.map.locator(".leaflet-control-scale-line").first
    before = scale.inner_text()
    reader.map.locator(".leaflet-control-zoom-in").click()
    expect(scale).not_to_have_text(before)
    zoomed = scale.inner_text()
    reader.page.locator(".dl-next").click()
    reader.sees("Dialogue forum in Gammarth")
    expect(scale).to_have_text(zoomed)


def test_previous_and_next_walk_the_story_and_stop_at_its_ends(reader, server):
    reader.open(f"{server}?event=offensive")
    previous, following = reader.page.locator(".dl-previous"), reader.page.locator(".dl-next")
    expect(following).to_have_text("Tripoli →")
    previous.click()
    reader.address_is("event=uprising")
    expect(previous).to_be_disabled()
    following.click()
    reader.address_is("event=offensive")
    expect(following).to_be_focused()
    reader.on_line("tunisia").click()
    expect(following).to_be_disabled()


def test_mark_opens_its_events_selects_the_first_then_the_next(reader, server):
    reader.open(server)
    reader.mark("Tripoli").click()
    popup = reader.map.locator(".dl-popup")
    expect(popup).to_contain_text("Haftar marches on the capital")
    expect(popup).to_contain_text("The offensive is repelled")
    reader.sees("Haftar marches on the capital")
    reader.mark("Tripoli").click()
    reader.sees("The offensive is repelled")
    reader.address_is("event=repelled")
    reader.mark("Tripoli").click()
    reader.sees("Haftar marches on the capital")


def test_mark_by_keyboard_enter_opens_and_escape_closes(reader, server):
    reader.open(server)
    reader.mark("Geneva").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.map.locator(".dl-popup")).to_contain_text("Commission meets in Geneva")
    reader.sees("Commission meets in Geneva")
    reader.page.keyboard.press("Escape")
    expect(reader.map.locator(".dl-popup")).to_have_count(0)
    expect(reader.mark("Geneva")).to_be_focused()


def test_tab_reaches_every_mark_in_story_order(reader, server):
    reader.open(server)
    order = reader.marks.evaluate_all("marks => marks.filter(m => m.tabIndex === 0).map(m => parseInt(m.ariaLabel))")
    assert order == list(range(1, 13))


def test_mark_of_a_country_makes_way_for_those_of_towns_in_it(reader, server):
    reader.open(server)
    reader.map.locator(".dl-label").first.wait_for()
    middle = {}
    for name in ("Switzerland", "Montreux", "Geneva"):
        box = reader.mark(name).locator(".dl-mark-body").bounding_box()
        middle[name] = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for town in ("Montreux", "Geneva"):
        assert math.dist(middle["Switzerland"], middle[town]) >= 22
    reader.mark("Switzerland").locator(".dl-mark-body").click()
    expect(reader.map.locator(".dl-popup")).to_contain_text("Talks in Switzerland")


def test_arrows_step_through_events_only_with_the_focus_in_the_story(reader, server):
    reader.open(server)
    reader.page.keyboard.press("ArrowLeft")
    reader.page.locator(".dl-line [aria-current]").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.sees("A ceasefire is signed")
    expect(reader.page.locator(".dl-line [aria-current]")).to_be_focused()
    reader.page.keyboard.press("ArrowRight")
    reader.sees(GHADAMES)
    reader.address_is("")


def test_back_and_forward_walk_the_selections(reader, server):
    reader.open(server)
    reader.on_line("geneva").click()
    reader.sees("Commission meets in Geneva")
    reader.address_is("event=geneva")  # selections in a quicker row are one step
    reader.on_line("montreux").click()
    reader.sees("Consultations at Montreux")
    reader.address_is("event=montreux")
    reader.page.go_back()
    reader.sees("Commission meets in Geneva")
    expect(reader.map.locator(".dl-selected")).to_have_attribute("aria-label", "9. Geneva, a city, 1 event")
    reader.page.go_back()
    reader.sees(GHADAMES)
    reader.page.go_forward()
    reader.sees("Commission meets in Geneva")


def test_link_opens_the_same_view_for_somebody_else(reader, server):
    query = "event=repelled&from=geneva&to=hurghada&unit=mi&until=montreux"
    reader.open(f"{server}?{query}")
    reader.sees("The offensive is repelled")
    reader.address_is(query)
    expect(reader.page.locator(".dl-figure")).to_contain_text("1,998 mi east-southeast")
    expect(reader.page.locator(".dl-share input")).to_have_value(f"{server}?{query}")
    expect(reader.mark("Gammarth")).to_have_count(0)
    expect(reader.on_line("geneva")).to_have_class("dl-later")


def test_link_to_what_is_not_there_says_so_and_shows_the_opening(reader, server):
    reader.open(f"{server}?event=<b>no</b>&unit=furlong")
    reader.sees(GHADAMES)
    notice = reader.page.locator(".st-key-notice")
    expect(notice).to_contain_text("The link asks for the event “<b>no</b>”, which is not in this story")
    expect(notice).to_contain_text("unit “furlong”")
    reader.address_is("")


def test_up_to_this_event_hides_later_places_and_moves_along(reader, server):
    reader.open(f"{server}?event=repelled")
    reader.page.get_by_role("switch").click()
    reader.address_is("event=repelled&until=repelled")
    expect(reader.marks).to_have_count(3)  # Libya, Tripoli, and Ghadames as an end of the measured pair
    reader.on_line("talks-egypt").click()
    reader.address_is("event=talks-egypt&until=talks-egypt")
    reader.page.locator(".dl-previous").click()
    reader.address_is("event=talks-morocco&until=talks-egypt")
    reader.page.locator(".dl-next").click()
    reader.address_is("event=talks-egypt&until=talks-egypt")
    reader.page.get_by_role("switch").click()
    reader.address_is("event=talks-egypt")
    expect(reader.marks).to_have_count(12)


def test_pair_unit_and_swap_reach_the_line_and_the_address(reader, server):
    reader.open(server)
    reader.page.get_by_role("radio", name="nautical miles").check()
    expect(reader.map.locator(".dl-tag")).to_have_text("251 nmi")
    reader.address_is("unit=nmi")
    reader.page.get_by_role("button", name="Swap").click()
    reader.address_is("from=ghadames&to=tripoli&unit=nmi")
    expect(reader.page.locator(".dl-figure")).to_contain_text("northeast")
    expect(reader.page.locator(".dl-claims li", has_text="some 465 km")).to_contain_text("direction right")


def test_openstreetmap_is_asked_only_when_chosen_and_its_failure_leaves_the_outlines(reader, server):
    reader.open(server)
    assert reader.outside == []
    reader.map.locator("#map_div").evaluate("map => { map.kept = true }")
    reader.map.get_by_role("radio", name="OpenStreetMap").check()
    expect(reader.map.locator(".dl-credit")).to_contain_text("OpenStreetMap cannot be reached; the outlines stay")
    expect(reader.map.locator(".dl-credit")).to_contain_text("© OpenStreetMap contributors")
    reader.address_is("base=osm")
    assert {url.split("/")[2] for url in reader.outside} == {"tile.openstreetmap.org"}
    assert reader.map.locator("#map_div").evaluate("map => map.kept")
    assert reader.map.locator(".leaflet-outlines-pane canvas").count() == 1


def test_copy_works_without_a_clipboard_as_on_plain_http(reader, server):
    reader.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    reader.open(f"{server}?event=geneva")
    reader.page.evaluate("addEventListener('copy', () => window.copied = getSelection().toString() || 'field')")
    reader.page.locator(".dl-share button").click()
    expect(reader.page.locator(".dl-share button")).to_have_text("Link copied")
    assert reader.page.evaluate("window.copied")


def test_downloads_are_the_story_and_its_events(reader, server):
    reader.open(server)
    for name, file in (("Story file", "ghadames-talks.geojson"), ("Events as CSV", "ghadames-talks.csv")):
        with reader.page.expect_download() as download:
            reader.page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_the_story_in_words_links_to_each_event_in_place(reader, server):
    reader.open(server)
    reader.page.get_by_text("The whole story in words").click()
    reader.page.locator(".dl-words a", has_text="Consultations at Montreux").click()
    reader.sees("Consultations at Montreux")
    reader.address_is("event=montreux")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_and_map_follow_the_systems_theme_and_pass_axe(browser, reader, server, scheme):
    reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    reader.open(server)
    expect(reader.map.locator("html")).to_have_attribute("data-theme", scheme)
    reader.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    reader.mark("Tripoli").click()
    reader.sees("Haftar marches on the capital")
    box = reader.page.get_by_role("combobox", name="To", exact=True)
    box.fill("baden")
    expect(reader.page.locator(".dl-options .dl-note:visible")).to_have_text("GeoNames (CC BY 4.0)")
    found = Axe().run(reader.page).response["violations"]
    box.press("Escape")
    box.press("Escape")
    for panel in ("How this is judged", "Which point?", "The working", "All pairs"):
        reader.page.get_by_role("button", name=panel, exact=True).click()
        expect(reader.page.get_by_role("region", name=panel)).not_to_be_empty()
        found += Axe().run(reader.page, context=".st-key-distances").response["violations"]
    reader.page.get_by_role("radio", name="Heat map").check()
    found += Axe().run(reader.page).response["violations"] + Axe().run(reader.frame).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []


def test_a_selection_moves_at_most_three_kilobytes_to_the_browser(reader, server):
    reader.open(server)
    for event in ("geneva", "ghadames"):
        reader.quiet()
        reader.received.clear()
        title = reader.on_line(event).get_attribute("title")
        reader.on_line(event).click()
        reader.sees(title)
        reader.address_is("event=geneva" if event == "geneva" else "")
        reader.quiet()
        assert 0 < sum(reader.received) <= 3000
