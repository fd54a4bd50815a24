"""The page Read in Chromium: an article pasted, read, checked by hand and by keys, and made into a story."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.hostile import CORPUS
from tests.server import Server, serving

#: A sentence that nobody but the visitor may keep.
SENTENCE = "Quillon Vosper kept his working in Tunis."


class Editor(Reader):
    """A visitor who reads an article."""

    def open_read(self, server: Server) -> "Editor":
        self.page.goto(f"{server.address}read")
        self.button("Example").wait_for()
        return self

    def button(self, name: str):
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def text(self):
        return self.page.get_by_label("Text of the article")

    @property
    def published(self):
        return self.page.get_by_label("Published", exact=True)

    def paste(self, text: str) -> None:
        self.text.evaluate("(field, text) => { field.value = text }", text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def word(self, text: str):
        return self.page.locator(".dl-article .dl-place", has_text=re.compile(f"^{text}$")).first

    def row(self, name: str):
        return self.page.locator(".dl-check", has=self.page.locator(".dl-check-name bdi", has_text=name))

    def is_at(self, name: str) -> None:
        """This name is looked at: in the list, where the focus is, and in the text."""
        expect(self.page.locator(".dl-check.dl-current .dl-check-name bdi")).to_have_text(name)
        expect(self.page.locator(".dl-check.dl-current .dl-check-head")).to_be_focused()

    def checked(self, count: int) -> None:
        expect(self.page.locator(".dl-review .dl-bar strong")).to_contain_text(f"{count} of ")

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=re.compile(f"^{name}")).click()

    def passes_axe(self) -> None:
        found = Axe().run(self.page).response["violations"] + Axe().run(self.frame).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    with serving(HOME=str(folder), TMPDIR=str(folder), STREAMLIT_LOGGER_LEVEL="debug") as running:
        yield running, folder


def reader_of(browser, **options):
    context = browser.new_context(**options)
    made = Editor(context)
    yield made
    context.close()
    assert (made.errors, made.outside, made.dialogs) == ([], [], [])


@pytest.fixture
def editor(browser):
    yield from reader_of(browser, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")


@pytest.fixture
def pocket(browser):
    yield from reader_of(browser, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)


def test_article_is_read_checked_with_keys_alone_and_made_into_a_story_and_is_kept_nowhere(editor, reading):
    server, folder = reading
    page = editor.open_read(server).page
    expect(page.get_by_text("The text stays in this session.")).to_be_visible()
    refused = page.locator(".dl-refused")
    editor.button("Read").click()
    expect(refused).to_contain_text("there is no text yet")
    editor.paste("x" * 200_001)
    editor.button("Read").click()
    expect(refused).to_contain_text("the text has 200,001 characters, and up to 200,000 can be read")
    # Without the day of publication what is counted from it stays open, and today is never taken for it.
    editor.button("Example").click()
    expect(editor.published).to_have_value("2020-11-03")
    editor.paste(f"{editor.text.input_value()}\n{SENTENCE}")
    editor.published.fill("")
    editor.text.focus()
    editor.press("Control+Enter")
    expect(page.get_by_text("When was it published?")).to_be_visible()
    editor.is_at("Cambridge")
    editor.tab("Dates")
    expect(page.locator("[data-date='0'] strong")).to_have_text("open")
    editor.button("Say when it was published").click()
    page.keyboard.type("last week")
    editor.press("Enter")
    expect(page.get_by_text("write it as in 2021-07-14")).to_be_visible()
    editor.published.fill("2020-11-03")
    editor.press("Enter")
    expect(page.locator("[data-date='0'] strong")).to_have_text("2 November 2020")
    # What the article is about ranks all anew.
    means = editor.row("Cambridge").locator(".dl-check-means")
    editor.tab("Places")
    expect(means).to_have_text("Cambridge, England, United Kingdom")
    page.get_by_label("This article is about …").fill("Massachusetts")
    editor.press("Enter")
    expect(means).to_have_text("Cambridge, Massachusetts, United States")
    page.get_by_label("This article is about …").fill("")
    editor.press("Enter")
    expect(means).to_have_text("Cambridge, England, United Kingdom")
    # With keys alone: confirmed, dropped, taken back, another candidate, one of several mentions, a place by name.
    editor.row("Cambridge").locator(".dl-check-head").focus()
    editor.quiet()
    editor.received.clear()
    editor.press("Enter")
    editor.is_at("Sabha")
    editor.checked(1)
    expect(editor.word("Cambridge")).to_have_class(re.compile("dl-confirmed"))
    editor.quiet()
    assert sum(editor.received) < 6_000
    editor.press("j")
    editor.is_at("Derj")
    editor.press("Delete")
    editor.checked(2)
    expect(editor.word("Derj")).to_have_class(re.compile("dl-dropped"))
    expect(editor.mark("Derj")).to_have_count(0)
    editor.press("u")
    editor.checked(1)
    expect(editor.mark("Derj")).to_have_count(1)
    editor.press("k")
    while page.locator(".dl-current .dl-check-name bdi").inner_text() != "Tripoli":
        editor.press("j")
    editor.press("ArrowRight", "o", "3")
    signs = page.locator(".dl-article .dl-place", has_text="Tripoli")
    expect(signs.nth(1)).to_have_class(re.compile("dl-confirmed"))
    assert "dl-confirmed" not in signs.nth(0).get_attribute("class")
    editor.press("u")
    while page.locator(".dl-current .dl-check-name bdi").inner_text() != "Cambridge":
        editor.press("k")
    editor.press("/")
    page.keyboard.type("Gadames")
    expect(page.get_by_role("option").first).to_contain_text("Ghadames")
    page.get_by_role("combobox", name="Another place").fill("Bouznika")
    page.get_by_role("option", name=re.compile("^Bouznika")).wait_for()
    editor.press("ArrowDown", "Enter")
    expect(means).to_contain_text("Bouznika")
    editor.checked(1)
    editor.press("u")
    # Text and map point at each other.
    editor.word("Egypt").hover()
    expect(editor.map.locator(".dl-pointed")).to_have_attribute("aria-label", re.compile("Egypt"))
    editor.mark("Morocco").locator(".dl-mark-body").hover()
    expect(page.locator(".dl-article .dl-over")).to_have_text("Morocco")
    editor.mark("Morocco").locator(".dl-mark-body").click()
    expect(page.locator(".dl-article [aria-current=true]")).to_have_text("Morocco")
    editor.word("Tunis").click()
    expect(editor.map.locator(".dl-selected")).to_have_attribute("aria-label", re.compile("Tunis"))
    page.locator(".dl-line button", has_text="Sabha").click()
    expect(page.locator(".dl-article [aria-current=true]")).to_have_text("Sabha")
    editor.passes_axe()
    # A claim, measured on the map when it is pressed in the text.
    page.locator(".dl-article .dl-stated", has_text="some 465 km").click()
    claim = page.locator("[data-claim='0']")
    expect(claim.locator("strong")).to_have_text("agrees")
    expect(editor.map.locator(".dl-tag")).to_have_text("465 km")
    expect(page.locator("[data-claim='3']")).to_contain_text("It is a travel time, not a distance.")
    page.get_by_label("To: some 465 km southwest of Tripoli").select_option(label="Benghazi")
    expect(claim.locator("strong")).to_have_text("29 % shorter")
    page.emulate_media(color_scheme="dark")
    editor.passes_axe()
    # What is kept of it: the address, the device, the log and the files of the server do not have a word of it.
    assert page.url == f"{server.address}read"
    kept = page.evaluate(
        "async () => JSON.stringify([await indexedDB.databases(), {...localStorage}, {...sessionStorage}])"
    )
    assert "Vosper" not in kept
    assert set(re.findall('"(dateline[^"]*)"', kept)) <= {"dateline-version"}
    # Another text is not read over what is checked without a question.
    editor.paste("Another text, of Oslo.")
    page.get_by_label("This article is about …").focus()
    editor.press("Enter")
    editor.button("Keep this one").click()
    assert SENTENCE in editor.text.input_value()
    # The story, each event with its sentence.
    editor.button("Make a story").click()
    page.get_by_text("Ready to share.").wait_for()
    assert page.url == f"{server.address}make"
    editor.tab("Events")
    told = [field.input_value() for field in page.get_by_label(re.compile("^What happened, event")).all()]
    assert SENTENCE in told
    # From here the next story asks first.
    expect(editor.mark("Ghadames")).to_be_visible()
    page.go_back()
    editor.button("Make a story").click()
    expect(page.get_by_text("It stays among your drafts there")).to_be_visible()
    editor.button("Not now").click()
    log = server.log()
    assert "Sending" in log  # it tells of each message
    assert "Vosper" not in log
    for file in folder.rglob("*"):
        assert not file.is_file() or b"Vosper" not in file.read_bytes()


def test_hostile_text_is_only_text_and_a_phone_has_all_of_it(pocket, reading):
    server, _ = reading
    page = pocket.open_read(server).page
    # A page's own date is shown with where it was found, and counts only once somebody presses Read.
    choose = page.locator("input[type=file]").set_input_files
    told = (
        "<p>Officers of both sides met on Monday in Ghadames, an oasis town, to talk about a road to the coast.</p>" * 9
    )
    stated = '<meta property="article:published_time" content="2020-11-03T08:00Z">'
    whole = f"<!doctype html><html><head>{stated}</head><body><article>{told}</article></body></html>"
    choose({"name": "page.html", "mimeType": "text/html", "buffer": whole.encode()})
    expect(pocket.published).to_have_value("2020-11-03")
    expect(page.get_by_text("The file says so: meta article:published_time.")).to_be_visible()
    expect(page.locator(".dl-article")).to_be_hidden()
    hostile = [text.replace("\r", "") for text in CORPUS]
    text = "\n".join(f"In Paris, {each} and Paris." for each in hostile)
    choose({"name": "<img src=x onerror=hit=1>.txt", "mimeType": "text/plain", "buffer": b"A day in Lima."})
    expect(pocket.text).to_have_value("A day in Lima.")
    expect(page.get_by_text("The file does not say when it was published.")).to_be_visible()
    choose({"name": "big.txt", "mimeType": "text/plain", "buffer": b"x" * 5_000_000})
    expect(page.locator(".dl-refused")).to_contain_text("a file of up to 4 MB can be taken")
    pocket.paste(text)
    pocket.button("Read").click()
    pocket.word("Paris").wait_for()
    shown = page.locator(".dl-article p").all_inner_texts()
    assert "\n".join(shown).split() == text.split()
    pocket.mark("Paris").wait_for()
    # The map stays in sight, and what there is to check of a word is one press away.
    assert page.locator(".st-key-map iframe").bounding_box()["y"] < page.locator(".dl-article").bounding_box()["y"]
    pocket.word("Paris").tap()
    expect(page.locator(".dl-here")).to_contain_text("Paris: Paris, ")
    pocket.button("Check").tap()
    expect(page.locator(".dl-check.dl-current .dl-check-head")).to_be_in_viewport()
    expect(page.locator(".st-key-map iframe")).to_be_in_viewport()
    wide = page.evaluate(
        "[...document.querySelectorAll('.stMain *')]"
        ".filter(e => !e.closest('.dl-line, .dl-hidden, details, .dl-options')"
        " && e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    assert wide == []
    pocket.tab("Claims")
    assert page.evaluate("window.hit") is None
    assert pocket.frame.evaluate("window.hit") is None


def test_day_of_the_dateline_is_offered_as_that_of_publication(editor, reading):
    server, _ = reading
    page = editor.open_read(server).page
    editor.paste("MANILA, 14 August 2023 - A ferry sank on Sunday night near Calapan.")
    editor.button("Read").click()
    expect(page.get_by_text("When was it published? The dateline has a day:")).to_be_visible()
    editor.button("2023-08-14").click()
    expect(editor.published).to_have_value("2023-08-14")
    editor.tab("Dates")
    expect(page.locator("[data-date='1'] strong")).to_have_text("13 August 2023")
