"""The page under strict policies: its frame in a sandbox, no eval, no inline scripts of its own."""

import json
import re
import socket
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.story import packed
from tests.browser.conftest import Reader
from tests.conftest import FILE
from tests.server import serving

#: Says on the console what a policy would not allow, in the page and in each of its frames.
LISTENING = """document.addEventListener("securitypolicyviolation",
    ({ effectiveDirective, blockedURI, sourceFile }) =>
        console.error(`refused: ${effectiveDirective} ${blockedURI} ${sourceFile}`));"""


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    (folder / "places.geojson").write_bytes(FILE.read_bytes())
    other = json.loads(FILE.read_text())
    other["story"]["title"] = "Another story"
    (folder / "other.geojson").write_text(json.dumps(other))
    with serving("serve.py", DATELINE_STORY=str(folder), DATELINE_ALLOWED_HOSTS="127.0.0.1") as running:
        yield running.address


@pytest.fixture
def visit(browser):
    """Opens a browser with these options, in which no policy has refused anything at the end."""
    readers = []

    def visit(**options) -> Reader:
        reader = Reader(browser.new_context(**options))
        reader.page.context.add_init_script(LISTENING)
        reader.said = []
        reader.page.on("console", lambda message: reader.said.append(message.text))
        readers.append(reader)
        return reader

    yield visit
    for reader in readers:
        refused = [text for text in reader.said if re.search("^refused:|Content Security Policy|sandbox", text)]
        reader.page.context.close()
        outside = [url for url in reader.outside if not url.startswith("https://tile.openstreetmap.org/")]
        assert (refused, reader.errors, outside) == ([], [], [])


def test_a_violation_is_seen_in_page_and_frame(visit, strict):
    reader = visit()
    reader.open(strict)
    assert reader.frame.evaluate("self.origin === 'null'")
    for frame in (reader.page.main_frame, reader.frame):
        frame.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/x.png'}))")
    reader.page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
    )
    reader.page.wait_for_timeout(200)
    refused = [text.split()[1] for text in reader.said if text.startswith("refused:")]
    assert sorted(refused) == ["img-src", "img-src", "script-src-elem"]
    assert reader.page.evaluate("window.ran") is None
    assert reader.frame.evaluate("(() => { try { return parent.document.title } catch { return null } })()") is None
    reader.said.clear()


def test_nothing_that_a_reader_does_is_refused(visit, strict):
    reader = visit(viewport={"width": 1280, "height": 800})
    page = reader.open(strict).page
    press = lambda name: page.get_by_role("button", name=name, exact=True).click()  # noqa: E731
    page.set_default_timeout(15_000)
    # The story: mark, popup, timeline, measuring, panels.
    page.locator(".dl-claims q").first.click()
    reader.mark("Tripoli").click()
    expect(reader.map.locator(".dl-popup")).to_contain_text("The offensive is repelled")
    reader.sees("Haftar marches on the capital")
    reader.on_line("geneva").click()
    reader.sees("Commission meets in Geneva")
    # The first HTML has an address for crawlers; a browser that shares it would share the view of the beginning.
    expect(page.locator("meta[property='og:url']")).to_have_attribute("content", strict)
    expect(page.locator("link[rel=canonical]")).to_have_count(0)
    expect(page).to_have_title("Rivals meet inside Libya: the talks at Ghadames · Dateline")
    expect(reader.map.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    box = page.get_by_role("combobox", name="To", exact=True)
    box.fill("benghaz")
    expect(page.get_by_role("option").first).to_contain_text("Benghazi")
    page.get_by_role("option").first.click()
    press("Itinerary of the story")
    expect(page.locator(".dl-legs li")).to_have_count(6)
    press("Straight line")
    for panel in ("How this is judged", "The working", "All pairs"):
        press(panel)
        expect(page.get_by_role("region", name=panel)).not_to_be_empty()
    page.get_by_role("radio", name="Heat map").check()
    page.get_by_text("The whole story in words").click()
    # All that can be taken away.
    page.get_by_text("Embed", exact=True).click()
    expect(page.get_by_role("textbox", name="HTML for another site")).to_have_value(re.compile("<iframe"))
    page.locator(".dl-share button").first.click()
    for name in ("Story file", "Offline page, HTML", "GPX, for receivers"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.path().stat().st_size > 1_000
    page.emulate_media(color_scheme="dark")
    expect(reader.map.locator("html")).to_have_attribute("data-theme", "dark")
    # The other pages.
    page.get_by_role("link", name="Stories").click()
    page.get_by_role("heading", name="Another story").wait_for()
    page.get_by_role("link", name="Read").click()
    press("Example")
    press("Read")
    expect(reader.mark("Tripoli")).to_be_visible()
    page.locator(".dl-article .dl-stated").first.click()
    page.keyboard.press("j")
    press("Make a story")
    page.locator(".dl-tabs").wait_for()
    expect(reader.mark("Tripoli")).to_be_visible()


def test_nothing_is_refused_where_a_file_becomes_a_story_and_its_page(visit, strict):
    reader = visit(viewport={"width": 1280, "height": 800})
    page = reader.page
    page.goto(f"{strict}make")
    page.locator("input[type=file]").set_input_files(FILE)
    name = page.get_by_label("Name, place 1", exact=True)
    name.fill("Renamed")
    name.blur()
    expect(reader.mark("Renamed")).to_be_visible()
    reader.map.locator(".dl-label").first.wait_for()
    reader.quiet()
    box = page.locator(".st-key-map iframe").bounding_box()
    page.mouse.click(box["x"] + 60, box["y"] + 330)
    reader.map.get_by_role("button", name="Add a place here").click()
    expect(reader.mark("Place 13")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()
    with page.expect_download():
        page.get_by_role("button", name="Save as a file").click()
    page.get_by_role("button", name="Open as story page").click()
    expect(page).to_have_url(re.compile("story=mine"))
    expect(page.locator(".dl-words h3").first).to_be_attached()


def test_nothing_is_refused_on_a_phone_in_a_frame_and_of_a_link_with_a_story(visit, strict, story):
    phone = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, color_scheme="dark")
    phone.open(f"{strict}?embed=true&event=geneva&base=osm")
    phone.on_line("ghadames").dispatch_event("click")
    expect(phone.page.get_by_role("link", name="Open full page")).to_be_visible()
    phone.open(f"{strict}?data={packed.pack(story)}")


def test_longest_link_is_read_in_however_many_pieces_it_arrives(strict):
    at = urlsplit(strict)
    head = f"GET /?data={'a' * 65_536} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection((at.hostname, at.port), timeout=15) as connection:
        for start in range(0, len(head), 10_000):
            connection.sendall(head[start : start + 10_000])
            # Once this is answered, the server has read the piece.
            urllib.request.urlopen(f"{strict}healthz").close()
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
