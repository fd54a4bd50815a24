"""Five hundred hostile texts in Chromium, under the policies: none runs or asks anybody, all are shown as written."""

import json
import re

import pytest

from geo.export import html
from geo.story import geojson
from geo.view.link import View
from tests.browser.conftest import *  # noqa: F403  (its fixtures)
from tests.conftest import FILE
from tests.hostile import many, one_in_each_event
from tests.server import serving

AT_ONCE = 100
TEXTS = many(528)[28:]  # the corpus itself is looked at by tests/browser
STORIES = [TEXTS[begin : begin + AT_ONCE] for begin in range(0, len(TEXTS), AT_ONCE)]


def document(texts) -> dict:
    return one_in_each_event(json.loads(FILE.read_text()), texts)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for index, texts in enumerate(STORIES):
        (folder / f"s{index}.geojson").write_text(json.dumps(document(texts)))
    limits = {"DATELINE_MESSAGES_PER_SECOND": "0", "DATELINE_BYTES_PER_SECOND": "0"}
    with serving("serve.py", DATELINE_STORY=str(folder), **limits) as running:
        yield running.address


@pytest.fixture
def read(reader):
    """A reader, for whom afterwards nothing has run, nobody was asked, and no policy had to refuse anything."""
    said = []
    reader.page.on("console", lambda message: said.append(message.text))
    yield reader
    for frame in reader.page.frames:
        assert frame.evaluate("[typeof hit, typeof HIT]") == ["undefined"] * 2
    assert [text for text in said if "Content Security Policy" in text and "WebAssembly" not in text] == []
    assert reader.outside == []


def texts_of(locator) -> list[str]:
    return locator.evaluate_all("found => found.map(e => e.textContent)")


def shown(texts) -> list[str]:
    return [text.replace("\0", "\ufffd") for text in texts]


def lines(text: str) -> str:
    """The text as `st.html` leaves it: with one kind of line break, and nothing in lines of white space."""
    return re.sub(r"(?<=\n)[^\S\n]+(?=\n)", "", text.replace("\r\n", "\n").replace("\r", "\n"))


@pytest.mark.parametrize("index", range(len(STORIES)))
def test_story_page_shows_every_text_as_written(read, hostile, index):
    texts = STORIES[index]
    page = read.open(f"{hostile}?story=s{index}").page
    page.locator(".dl-claims q").first.wait_for()
    assert texts_of(page.locator(".dl-claims q")) == texts
    for part in ("h3", ".dl-text"):
        assert [*map(lines, texts_of(page.locator(f".dl-words {part}")))] == [*map(lines, shown(texts))]
    assert texts_of(page.locator(".dl-line .dl-what")) == texts
    page.get_by_role("button", name="All pairs", exact=True).click()
    page.locator(".dl-pairs").wait_for()
    page.get_by_role("combobox", name="From").click()
    assert texts_of(page.locator("[role=option] bdi")) == texts[:50]
    for number, text in enumerate(texts):
        popup(read, number, text)


def popup(read, number: int, text: str) -> None:
    """See the text four times in the popup of a mark, which is pressed again where what came before has closed it."""
    for _ in range(5):
        read.marks.nth(number).dispatch_event("click")
        for _ in range(20):
            told = texts_of(read.map.locator(".dl-popup :is(strong, .dl-popup-place span, section button, section p)"))
            if told == [text] * 4:
                return
            read.page.wait_for_timeout(50)
    assert told == [text] * 4


@pytest.mark.parametrize("index", range(len(STORIES)))
def test_editor_and_saved_page_show_every_text_as_written(read, hostile, index, tmp_path):
    texts = STORIES[index]
    content = json.dumps(document(texts))
    page = read.page
    page.goto(f"{hostile}make")
    name = f"{texts[0]}.geojson"
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content.encode()}
    )
    page.locator(".dl-tabs").wait_for()
    for number in range(1, 50):
        value = page.get_by_label(f"Name, place {number}", exact=True).input_value()
        assert value == texts[number - 1].replace("\n", "").replace("\r", "")
    read.map.locator(".dl-legend").wait_for()
    file = tmp_path / "story.html"
    story = geojson.read(content.encode())
    file.write_bytes(html.write(story, View.opening(story)))
    page.goto(file.as_uri())
    page.locator(".dl-mark").first.wait_for()
    assert texts_of(page.locator("q")) == shown(texts)
    read.outside = [url for url in read.outside if not url.startswith("file:")]


@pytest.mark.parametrize("index", range(len(STORIES)))
def test_article_shows_every_text_as_written(read, hostile, index):
    article = "\n".join(f"In Tripoli it is 10 km from {text} to Paris." for text in STORIES[index]).replace("\r", "\n")
    page = read.page
    page.goto(f"{hostile}read")
    field = page.get_by_label("Text of the article")
    field.evaluate("(field, text) => { field.value = text }", article)
    article = field.input_value()
    page.get_by_role("button", name="Read", exact=True).click()
    page.locator(".dl-article .dl-place").first.wait_for()
    assert "".join("".join(texts_of(page.locator(".dl-article"))).split()) == "".join(article.split())
