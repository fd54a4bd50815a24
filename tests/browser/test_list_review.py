"""The names of a list on Make in Chromium: what is placed, and the others checked by keys alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_make import Maker

LIST = """Place\tDate\tWhat happened
Sinzig\t14 July 2021\tThe gauge stops
Altenahr\t14 July 2021\tThe gauge reads 5.75 m before it is lost
Dernau\t14 July 2021\tWater reaches the first floors
Neuenahr\t15 July 2021\tBridges are gone
Berg\t15 July 2021\tThe road is closed
Old bridge\t15 July 2021\tIt falls into the river
"""


class Checker(Maker):
    """A visitor who makes a story of a list."""

    def open_list(self, server: str, text: str = LIST) -> "Checker":
        self.open_make(server)
        self.page.locator("textarea.dl-paste").fill(text)
        self.page.get_by_role("button", name="Make a story of the list").click()
        self.page.locator(".dl-naming").wait_for()
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def is_at(self, name: str) -> None:
        expect(self.page.locator(".dl-naming .dl-current .dl-check-name bdi")).to_have_text(name)

    def counts(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator(".dl-counts")).to_contain_text(text)

    def begin(self) -> None:
        self.page.locator(".dl-naming .dl-current .dl-check-head").focus()


@pytest.fixture
def checker(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    made = Checker(context)
    yield made
    context.close()
    assert made.errors == []


def test_names_are_checked_by_keys_alone_and_undone(checker, server):
    checker.open_list(server)
    checker.counts("6 events", "● 3 placed", "◐ 2 to check", "○ 1 not in the gazetteer")
    results = Axe().run(checker.page, context={"include": [[".dl-naming"], [".dl-counts"]]})
    assert results.violations_count == 0, results.generate_report()
    checker.begin()
    checker.is_at("Neuenahr")
    checker.press("j")
    checker.is_at("Berg")
    checker.press("k")
    checker.is_at("Neuenahr")
    expect(checker.frame.locator(".dl-offered")).to_have_count(1)
    checker.press("Enter")
    checker.is_at("Berg")
    checker.counts("● 4 placed", "◐ 1 to check")
    expect(checker.mark("Neuenahr")).to_be_visible()
    checker.press("2")
    checker.is_at("Old bridge")
    checker.counts("● 5 placed", "○ 1 not in the gazetteer")
    checker.press("u")
    checker.counts("● 4 placed", "◐ 1 to check")
    checker.is_at("Berg")
    checker.press("1")
    checker.is_at("Old bridge")
    # The list's own spelling stays.
    checker.tab("Places")
    expect(checker.field("Name, place 4")).to_have_value("Neuenahr")


def test_unknown_name_is_found_by_a_search_or_stays_and_says_so(checker, server):
    checker.open_list(
        server, "Place\tWhat\nOld bridge\tIt falls\nSinzig\tRain\nAltenahr\tRain\nGarden shed\tIt floats\n"
    )
    checker.begin()
    checker.is_at("Old bridge")
    checker.press("/")
    checker.page.keyboard.type("Remagen")
    checker.page.get_by_role("option", name="Remagen").first.click()
    checker.counts("● 3 placed", "○ 1 not in the gazetteer")
    checker.is_at("Garden shed")
    checker.page.get_by_role("button", name="Leave it without a position").click()
    expect(checker.page.locator(".dl-naming")).to_be_hidden()
    checker.counts("○ 1 not in the gazetteer")


def test_what_is_found_fills_the_row_that_is_selected_and_makes_no_second_place(checker, server):
    checker.open_list(server)
    checker.field("Name, place 6").click()
    expect(checker.field("Find a place")).to_have_attribute("placeholder", "Find “Old bridge” by another name")
    checker.page.get_by_label("Find a place", exact=True).fill("Remagen")
    checker.page.get_by_role("option", name="Remagen").first.click()
    checker.counts("● 4 placed")
    expect(checker.field("Name, place 6")).to_have_value("Old bridge")
    expect(checker.page.get_by_role("tab", name="Places")).to_contain_text("6")


def test_candidate_is_chosen_on_the_map(checker, server):
    checker.open_list(server)
    checker.begin()
    checker.press("j")
    checker.frame.get_by_label("Choose 1: Berg").click()
    checker.counts("● 4 placed")
    checker.is_at("Old bridge")


TEN = """Tangier\t1325-06-14\tHe leaves home
Tlemcen\t1325-07\tHe rests
Algiers\t1325-08\tHe meets pilgrims
Annaba\t1325-09\tHe is ill
Tunis\t1325-11\tHe marries
Sfax\t1326-01\tThe caravan goes on
Tripoli\t1326-03\tHe stays
Alexandria\t1326-04-05\tHe sees the lighthouse
Cairo\t1326-07\tHe sees the pyramids
Damascus\t1326-08-09\tHe joins the caravan
"""


def test_list_of_ten_becomes_a_link_that_opens_elsewhere_with_at_most_nine_presses_and_fields(checker, browser, server):
    checker.open_make(server)
    page, done = checker.page, 0

    def count():
        nonlocal done
        done += 1

    page.locator("textarea.dl-paste").fill(TEN)
    count()
    page.get_by_role("button", name="Make a story of the list").click()
    count()
    expect(checker.mark("Damascus")).to_be_visible()
    checker.tab("Story")
    count()
    checker.type("Title", "A voyage")
    count()
    page.get_by_role("button", name="Open as story page").click()
    count()
    page.locator(".st-key-story").wait_for()
    expect(page.locator(".dl-share input").first).to_have_value(re.compile(r"data="))
    link = page.locator(".dl-share input").first.input_value()
    page.get_by_role("button", name="Copy link").first.click()
    count()
    assert done <= 9
    context = browser.new_context(viewport={"width": 390, "height": 844})
    reader = context.new_page()
    reader.goto(link)
    expect(reader.get_by_role("heading", name="A voyage")).to_be_visible()
    expect(reader.locator(".st-key-event")).to_contain_text("He leaves home")
    for words in ("news item", "the article", "Distance:"):
        expect(reader.locator("body")).not_to_contain_text(words)
    context.close()


def test_what_x_and_y_are_is_asked_and_answered_with_a_press(checker, server):
    checker.open_make(server)
    checker.page.locator("textarea.dl-paste").fill("label,x,y\nOld mill,10.5,36.25\nOld gate,10.6,36.2\n")
    checker.page.get_by_role("button", name="Make a story of the list").click()
    asked = checker.page.get_by_role("group", name="How is x, y meant?")
    expect(asked).to_contain_text("left open")
    asked.get_by_role("button", name="degrees: 36.25 north, 10.5 east").click()
    expect(asked.get_by_role("button", name="degrees: 36.25 north, 10.5 east")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(checker.mark("Old mill")).to_be_visible()


def test_position_that_can_be_read_in_two_ways_is_shown_both_ways_on_the_map_and_chosen_there(checker, server):
    rows = "".join(f"Post {n}\t{41 + n}.25, {12 + n}.5\n" for n in range(3))
    checker.open_make(server)
    checker.page.locator("textarea.dl-paste").fill(f"Name\tWhere\n{rows}")
    checker.page.get_by_role("button", name="Make a story of the list").click()
    offered = checker.frame.locator(".dl-offered")
    expect(offered).to_have_count(2)
    question = checker.page.get_by_role("group", name="How is Where meant?")
    expect(question.get_by_role("button", name="2. longitude first: 12.5 north, 41.25 east")).to_be_visible()
    first = checker.mark("Post 0").bounding_box()
    offered.nth(1).press("Enter")
    expect(question.get_by_role("button", name="longitude first")).to_have_attribute("aria-pressed", "true")
    expect(offered).to_have_count(0)
    assert checker.mark("Post 0").bounding_box() != first
