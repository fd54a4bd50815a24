"""The page under strict policies: its frame in a sandbox, no eval, no inline scripts of its own."""

import socket
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serving


@pytest.fixture(scope="module")
def strict():
    with serving("serve.py", DATELINE_ALLOWED_HOSTS="127.0.0.1") as running:
        yield running.address


def test_everything_works_with_the_frame_sandboxed_and_scripts_restricted(reader, strict):
    said = []
    reader.page.on("console", lambda message: said.append(message))
    reader.open(strict)
    assert reader.frame.evaluate("self.origin === 'null'")
    reader.mark("Tripoli").click()
    expect(reader.map.locator(".dl-popup")).to_contain_text("The offensive is repelled")
    reader.sees("Haftar marches on the capital")
    reader.on_line("geneva").click()
    reader.sees("Commission meets in Geneva")
    # The first HTML has an address for crawlers; a browser that shares it would share the view of the beginning.
    expect(reader.page.locator("meta[property='og:url']")).to_have_attribute("content", strict)
    expect(reader.page.locator("link[rel=canonical]")).to_have_count(0)
    expect(reader.page).to_have_title("Rivals meet inside Libya: the talks at Ghadames · Dateline")
    expect(reader.map.locator(".dl-selected")).to_have_attribute("aria-label", "9. Geneva, a city, 1 event")
    expect(reader.map.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    refused = [m.text for m in said if m.type == "error" and "Content Security Policy" in m.text]
    assert refused == []  # an eval, which the policy does not allow, would be among them


def test_story_is_made_under_the_same_policies(reader, strict):
    said = []
    reader.page.on("console", lambda message: said.append(message))
    reader.page.goto(f"{strict}make")
    reader.page.get_by_role("button", name="The open story").click()
    name = reader.page.get_by_label("Name, place 1", exact=True)
    name.fill("Renamed")
    name.blur()
    expect(reader.mark("Renamed")).to_be_visible()
    reader.map.locator(".dl-label").first.wait_for()
    reader.quiet()
    box = reader.page.locator(".st-key-map iframe").bounding_box()
    reader.page.mouse.click(box["x"] + 60, box["y"] + 330)
    reader.map.get_by_role("button", name="Add a place here").click()
    expect(reader.mark("Place 13")).to_be_visible()
    refused = [m.text for m in said if m.type == "error" and "Content Security Policy" in m.text]
    assert refused == []


def test_longest_link_is_read_in_however_many_pieces_it_arrives(strict):
    at = urlsplit(strict)
    head = f"GET /?data={'a' * 65_536} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n".encode()
    with socket.create_connection((at.hostname, at.port), timeout=15) as connection:
        for start in range(0, len(head), 10_000):
            connection.sendall(head[start : start + 10_000])
            # Once this is answered, the server has read the piece.
            urllib.request.urlopen(f"{strict}healthz").close()
        assert connection.recv(15) == b"HTTP/1.1 200 OK"
