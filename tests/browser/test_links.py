"""Links that carry a story or name one, the page in a frame of another site, and the ways between the pages."""

import base64
import json
import random
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.story import geojson, packed
from tests.browser.conftest import Reader
from tests.conftest import FILE
from tests.server import serving


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shelf")
    document = json.loads(FILE.read_text())
    (folder / "places.geojson").write_text(json.dumps(document))
    document["story"]["title"] = 'Another "story" & <more>'
    (folder / "other.geojson").write_text(json.dumps(document))
    with serving(DATELINE_STORY=str(folder)) as running:
        yield running.address


def long_story(note: int) -> str:
    """A story packed, with a note of so many characters that no packing makes short."""
    document = json.loads(FILE.read_text())
    document["story"]["title"] = "A story that came by a link"
    for index, event in enumerate(document["story"]["events"][:3]):
        noise = random.Random(index).randbytes(note)
        event["note"] = base64.b85encode(noise).decode()[:note]
    return packed.pack(geojson.read(json.dumps(document).encode()))


def test_story_in_a_link_is_read_selected_in_walked_back_and_shared_at_little_cost(browser, reader, shelf):
    data = long_story(550)
    assert 6_500 < len(data) < 7_500
    page = reader.open(f"{shelf}?data={data}").page
    expect(page.locator("h1")).to_have_text("A story that came by a link")
    for event in ("geneva", "ghadames"):
        reader.quiet()
        reader.received.clear()
        reader.on_line(event).click()
        reader.address_is(f"data={data}" + ("&event=geneva" if event == "geneva" else ""))
        reader.sees(reader.on_line(event).get_attribute("title"))
        reader.quiet()
        assert 0 < sum(reader.received) <= 3000
    page.get_by_role("radio", name="nautical miles").check()
    reader.address_is(f"data={data}&unit=nmi")
    page.go_back()
    expect(page.locator(".dl-figure")).to_contain_text("465 km")
    page.go_back()
    reader.sees("Commission meets in Geneva")
    reader.on_line("montreux").click()
    reader.address_is(f"data={data}&event=montreux")
    page.go_back()
    reader.sees("Commission meets in Geneva")
    page.reload()
    reader.sees("Commission meets in Geneva")
    link = page.locator(".dl-share input").input_value()
    assert link == f"{shelf}?data={data}&event=geneva"
    expect(page.locator(".dl-length")).to_have_text(
        f"Some programs cut links of more than 2,000 characters; this one has {len(link):,}."
    )
    context = browser.new_context()
    other = Reader(context).open(link)
    other.sees("Commission meets in Geneva")
    expect(other.page.locator("h1")).to_have_text("A story that came by a link")
    context.close()


def test_link_that_is_too_long_is_not_offered_but_the_file_is(reader, shelf):
    page = reader.open(f"{shelf}?data={long_story(1200)}").page
    expect(page.locator(".dl-length")).to_contain_text("too long for a link. Send the story file instead.")
    expect(page.locator(".dl-share")).to_be_hidden()
    expect(page.get_by_role("button", name="Story file")).to_be_visible()
    page.locator(".dl-copy button").click()
    expect(page.locator(".dl-copy button")).to_have_text("Too long for a link")


def test_page_in_a_frame_keeps_to_itself_and_its_link_follows_the_selection(reader, shelf):
    page = reader.page
    page.set_viewport_size({"width": 640, "height": 480})
    reader.open(f"{shelf}?embed=true&story=other")
    steps = page.evaluate("history.length")
    reader.on_line("geneva").dispatch_event("click")
    reader.sees("Commission meets in Geneva")
    reader.address_is("story=other&embed=true&event=geneva")
    assert page.evaluate("history.length") == steps
    full = page.get_by_role("link", name="Open full page")
    expect(full).to_have_attribute("href", f"{shelf}?story=other&event=geneva")
    assert page.locator(".st-key-event h2").bounding_box()["y"] < 480
    expect(reader.mark("Hurghada")).to_be_in_viewport()


def test_snippet_for_another_site_shows_the_same_view_there(reader, shelf):
    page = reader.open(f"{shelf}?story=other&event=geneva").page
    page.get_by_text("Embed", exact=True).click()
    page.get_by_role("radio", name="400 × 700").check()
    code = page.get_by_role("textbox", name="HTML for another site").input_value()
    page.set_content(code)
    frame = page.locator("iframe")
    assert frame.get_attribute("src") == f"{shelf}?story=other&event=geneva&embed=true"
    assert frame.get_attribute("title") == 'Another "story" & <more>'
    assert (frame.get_attribute("width"), frame.get_attribute("height")) == ("400", "700")


def test_links_between_the_pages_keep_story_and_selection(reader, shelf):
    page = reader.open(f"{shelf}?story=other").page
    reader.on_line("geneva").click()
    reader.address_is("story=other&event=geneva")
    page.get_by_role("link", name="Stories").click()
    page.get_by_role("heading", name="Stories").wait_for()
    reader.address_is("story=other&event=geneva")
    expect(page.get_by_role("link", name="Story", exact=True)).to_have_attribute(
        "href", f"{shelf}?story=other&event=geneva"
    )
    page.get_by_role("link", name="Story", exact=True).click()
    reader.sees("Commission meets in Geneva")
    reader.address_is("story=other&event=geneva")
    page.get_by_text("The whole story in words").click()
    link = page.locator(".dl-words a", has_text="Consultations at Montreux")
    link.hover()
    expect(link).to_have_attribute("href", f"{shelf}?story=other&event=montreux")


def test_page_goes_on_where_it_was_after_its_server_was_started_anew(reader):
    titles = {"bouznika": "Two assemblies talk at Bouznika", "geneva": "Commission meets in Geneva"}
    page = reader.page
    connected = page.locator("[data-test-connection-state=CONNECTED]")
    measured = page.locator(".dl-figure").get_by_text("289 mi")
    with serving() as server:
        port = urlsplit(server.address).port
        reader.open(f"{server.address}?event=montreux&unit=mi")
        expect(measured).to_be_visible()
        reader.quiet()
        reader.on_line("bouznika").click()
        reader.sees(titles["bouznika"])
    for before, after in (("bouznika", "geneva"), ("geneva", "bouznika")):
        expect(connected).to_have_count(0)
        heard = len(reader.received)
        with serving(port=port):
            expect(connected).to_have_count(1)
            while len(reader.received) < heard + 20:
                page.wait_for_timeout(50)
            expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1)
            reader.sees(titles[before])
            assert page.url.endswith(f"/?event={before}&unit=mi")
            expect(measured).to_be_visible()
            reader.on_line(after).click()
            reader.sees(titles[after])
            reader.address_is(f"event={after}&unit=mi")
            page.reload()  # so that the second time nothing was done since the page ran
            reader.marks.first.wait_for()
            expect(measured).to_be_visible()
            reader.quiet()
