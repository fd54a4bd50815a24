"""The page under strict policies: its frame in a sandbox, no eval, no inline scripts of its own."""

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serving


@pytest.fixture(scope="module")
def strict():
    with serving("tests/browser/strict.py") as running:
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
    expect(reader.map.locator(".dl-selected")).to_have_attribute("aria-label", "9. Geneva, a city, 1 event")
    expect(reader.map.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    refused = [m.text for m in said if m.type == "error" and "Content Security Policy" in m.text]
    assert refused == []  # an eval, which the policy does not allow, would be among them
