"""A server that was killed, or cannot be reached: the story stays readable, and comes back as it was shown."""

import os
import signal

from playwright.sync_api import expect

from tests.server import serving

SENTENCE = "The server cannot be reached just now. The story stays here to read; measuring waits until it is back."

# Notes whether Streamlit has put its own word on a lost connection before the page.
_WATCH = """() => new MutationObserver(() => { window.barred ||= Boolean(document.querySelector(".stDialog")) })
    .observe(document.body, { childList: true })"""


def test_story_is_read_on_without_a_server_and_another_one_shows_what_was_shown(reader):
    page = reader.page
    told, sentence = page.locator(".st-key-event"), page.locator(".dl-away[role=status]")
    with serving() as first:
        reader.open(f"{first.address}?event=montreux&from=geneva&to=hurghada#part")
        reader.sees("Consultations at Montreux")
        expect(told).to_contain_text("Source: ")
        expect(sentence).to_be_attached()
        as_the_server_says = told.inner_text()
        os.kill(first.pid, signal.SIGSTOP)  # it is there, but answers nothing
        reader.on_line("ghadames").click()
        expect(sentence).to_have_text(SENTENCE)
        reader.sees("Officers of both sides sit down in Ghadames")
        os.kill(first.pid, signal.SIGCONT)
        expect(sentence).to_be_empty()
        reader.sees("Officers of both sides sit down in Ghadames")
        reader.address_is("from=geneva&to=hurghada#part")
        reader.map.locator("#map_div").evaluate("map => { map.kept = true }")
        page.evaluate(_WATCH)
    expect(sentence).to_have_text(SENTENCE)
    reader.mark("Tripoli").click()
    reader.sees("Haftar marches on the capital")
    page.locator(".dl-next").click()
    reader.sees("The offensive is repelled")
    expect(told.locator(".dl-where:visible")).to_contain_text("2 Tripoli طرابلس a city, Libya")
    page.go_back()
    reader.sees("Consultations at Montreux")
    page.go_forward()
    reader.sees("The offensive is repelled")
    reader.on_line("hurghada").focus()
    page.wait_for_function("window.barred")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(reader.on_line("hurghada")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    reader.sees("Consultations at Montreux")
    assert told.inner_text() == as_the_server_says
    page.get_by_role("radio", name="nautical miles").check()
    reader.map.get_by_role("radio", name="OpenStreetMap").check()
    expect(reader.map.locator(".dl-credit")).to_contain_text("OpenStreetMap cannot be reached")

    with serving(port=int(first.address.split(":")[-1].strip("/"))):
        expect(sentence).to_be_empty()
        reader.address_is("event=montreux&from=geneva&to=hurghada&unit=nmi&base=osm")
        expect(page.locator(".dl-figure")).to_contain_text("nmi")
        reader.sees("Consultations at Montreux")
        expect(told.locator(".stText")).to_be_visible()
        assert told.inner_text() == as_the_server_says
        assert reader.map.locator("#map_div").evaluate("map => map.kept")
        page.locator(".dl-next").click()
        reader.address_is("event=hurghada&from=geneva&to=hurghada&unit=nmi&base=osm")
