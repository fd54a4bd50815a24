"""The page under strict policies: its frame in a sandbox, no eval, no inline scripts of its own."""

import pytest
from conftest import serving
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def strict():
    with serving("tests/browser/strict.py") as address:
        yield address


def test_everything_works_with_the_frame_sandboxed_and_scripts_restricted(reader, strict):
    refused = []
    reader.page.on(
        "console", lambda m: refused.append(m.text) if "Content Security Policy" in m.text and m.type == "error" else None
    )
    reader.open(strict)
    assert reader.frame.evaluate("self.origin === 'null'")
    reader.mark("Tripoli").click()
    expect(reader.map.locator(".dl-popup")).to_contain_text("The offensive is repelled")
    reader.sees("Haftar marches on the capital")
    reader.on_line("geneva").click()
    reader.sees("Commission meets in Geneva")
    expect(reader.map.locator(".dl-selected")).to_have_attribute("aria-label", "9. Geneva, a city, 1 event")
    expect(reader.map.locator(".leaflet-outlines-pane canvas")).to_have_count(1)
    assert refused == []  # an eval, which the policy does not allow, would be among them
