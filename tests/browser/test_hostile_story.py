"""A story of hostile texts in a real browser: nothing ran, nothing asked the network, all is shown as written."""

import json

import pytest
from playwright.sync_api import expect

from tests.conftest import FILE
from tests.hostile import CORPUS, one_in_each_event
from tests.server import serving

# What the HTML standard makes of it; everywhere else the page has the very characters of the file.
SHOWN = [text.replace("\0", "\ufffd") for text in CORPUS]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    file = tmp_path_factory.mktemp("hostile") / "story.geojson"
    file.write_text(json.dumps(one_in_each_event(json.loads(FILE.read_text()))))
    with serving(DATELINE_STORY=str(file)) as running:
        yield running.address


def texts(locator) -> list[str]:
    return locator.evaluate_all("found => found.map(e => e.textContent)")


@pytest.fixture
def read(reader, hostile):
    """A reader of the story, in which afterwards nothing has run and nobody was asked."""
    reader.open(hostile)
    yield reader
    for frame in reader.page.frames:
        assert frame.evaluate("typeof hit") == "undefined"
    assert reader.outside == []


def test_page_shows_every_text_as_written(read):
    page = read.page
    assert page.title() == f"{CORPUS[5]} · Dateline"
    assert texts(page.locator("h1")) == [CORPUS[5]]
    page.locator(".dl-claims q").first.wait_for()  # the panel comes after the map
    assert texts(page.locator(".dl-claims q")) == list(CORPUS)
    assert texts(page.locator(".dl-words h3")) == SHOWN
    assert texts(page.locator(".dl-words .dl-where strong")) == SHOWN
    assert texts(page.locator(".dl-words .dl-text")) == SHOWN
    page.get_by_role("button", name="All pairs", exact=True).click()
    page.locator(".dl-pairs").wait_for()
    assert set(texts(page.locator(".dl-pairs td:first-child"))) == set(CORPUS[:-1])
    assert texts(page.locator(".dl-line .dl-what")) == list(CORPUS)
    page.get_by_role("combobox", name="From").click()
    assert texts(page.locator("[role=option] bdi")) == list(CORPUS)


def test_map_shows_every_text_as_written(read):
    assert set(texts(read.map.locator(".dl-label"))) <= set(CORPUS)
    for index, text in enumerate(CORPUS):
        mark = read.marks.nth(index)
        assert text in mark.get_attribute("aria-label")
        mark.dispatch_event("click")
        expect(read.map.locator(".dl-popup")).to_have_count(1)
        assert (
            texts(read.map.locator(".dl-popup :is(strong, .dl-popup-place span, section button, section p)"))
            == [text] * 4
        )


def test_event_and_the_ways_to_the_next_are_shown_as_written(read):
    page = read.page
    for index, text in enumerate(SHOWN):
        # As `textContent` has them, since what waits for texts folds white space.
        page.wait_for_function(
            "wanted => Object.entries(wanted).every(([selector, texts]) => JSON.stringify(texts) ==="
            " JSON.stringify([...document.querySelectorAll(`.st-key-event ${selector}`)].map(e => e.textContent)))",
            arg={
                "h2": [text],
                ":is(.dl-where strong, .dl-own)": [text] * 2,
                ".dl-note": [text],
                ".stText": [CORPUS[index].strip()],  # Streamlit leaves out white space at the ends
            },
            timeout=5000,
        )
        if index + 1 < len(SHOWN):
            assert texts(page.locator(".dl-next bdi")) == [CORPUS[index + 1]]
            page.locator(".dl-next").click()
