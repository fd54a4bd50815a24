"""The page Make in Chromium: a draft begun, edited, kept on the device, and lost by nobody."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from geo.base.root import ROOT
from tests.browser.conftest import Reader
from tests.hostile import CORPUS, one_in_each_event
from tests.server import serving


class Maker(Reader):
    """A visitor who makes a story."""

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.type)
        dialog.accept()

    def open_make(self, server: str, start: str | None = None) -> "Maker":
        self.page.goto(f"{server}make")
        self.page.get_by_text("The open story").wait_for()
        if start:
            expect(self.page.get_by_role("button", name="Undo")).to_be_hidden()  # there is no draft
            self.page.get_by_role("button", name=start).click()
            self.page.locator(".dl-tabs").wait_for()
        return self

    def field(self, label: str):
        return self.page.get_by_label(label, exact=True)

    def type(self, label: str, text: str) -> None:
        self.field(label).fill(text)
        self.field(label).blur()

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=re.compile(f"^{name}")).click()

    def says(self, text: str) -> None:
        expect(self.page.locator(".dl-state")).to_contain_text(text)

    def is_kept(self) -> None:
        """Wait until the draft as it is now is on the device."""
        self.page.wait_for_timeout(700)


@pytest.fixture
def maker(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    made = Maker(context)
    yield made
    context.close()
    assert made.errors == []


def test_date_is_typed_as_people_write_it_and_asked_about_once_where_it_may_be_two(maker, server):
    maker.open_make(server, "The open story")
    maker.tab("Events")
    maker.type("When, event 1", "14 July 2021")
    expect(maker.field("When, event 1")).to_have_value("2021-07-14")
    maker.type("When, event 1", "04/07/2021")
    which = maker.page.get_by_role("group", name="Which day is meant")
    expect(which.get_by_role("button")).to_have_text(["4 July 2021", "7 April 2021"])
    which.get_by_role("button", name="4 July 2021").click()
    expect(maker.field("When, event 1")).to_have_value("2021-07-04")
    expect(which).to_be_hidden()
    maker.says("Ready to share.")


def test_change_is_seen_beside_at_once_moves_little_and_a_fault_is_marked_until_it_is_mended(maker, server):
    maker.open_make(server, "The open story")
    maker.says("Ready to share.")
    expect(maker.mark("Ghadames")).to_be_visible()
    maker.type("Name, place 1", "Old Ghadames")
    expect(maker.mark("Old Ghadames")).to_be_visible()
    expect(maker.page.locator(".st-key-event .dl-where")).to_contain_text("Old Ghadames")
    maker.quiet()
    maker.received.clear()
    maker.type("Name, place 3", "The country")
    expect(maker.mark("The country")).to_be_visible()
    maker.quiet()
    assert sum(maker.received) < 13_000
    # What is wrong is marked in its row, and gone when it is mended.
    maker.tab("Events")
    maker.type("When, event 1", "last year")
    expect(maker.page.locator(".dl-faults")).to_contain_text("is no date")
    expect(maker.field("When, event 1")).to_have_attribute("aria-invalid", "true")
    maker.says("1 to mend")
    expect(maker.page.get_by_role("button", name="Open as story page")).to_be_disabled()
    maker.tab("Places")
    maker.page.get_by_text("What is still to do").click()
    maker.page.get_by_role("button", name="Events, row 1").click()
    expect(maker.field("When, event 1")).to_be_focused()
    maker.type("When, event 1", "2019")
    expect(maker.page.locator(".dl-faults")).to_have_count(0)
    maker.says("Ready to share.")


def test_story_is_made_from_nothing_by_map_and_tables(maker, server):
    maker.open_make(server, "An empty story")
    frame = maker.page.locator(".st-key-map iframe")
    maker.map.locator(".dl-legend summary").wait_for()  # the map has heard of the draft
    for x in (150, 300):
        box = frame.bounding_box()
        maker.page.mouse.click(box["x"] + x, box["y"] + 250)
        maker.map.get_by_role("button", name="Add a place here").click()
        expect(maker.map.locator(".dl-popup")).to_have_count(0)
    expect(maker.marks).to_have_count(2)
    find = maker.page.get_by_role("combobox", name="Find a place", exact=True)
    find.fill("سبها")
    expect(maker.page.get_by_role("option").first).to_contain_text("city · Libya")
    find.press("ArrowDown")
    find.press("Enter")
    expect(maker.field("Name, place 3")).to_have_value("Sabha")
    expect(maker.field("Name, place 3")).to_be_focused()
    expect(find).to_have_value("")
    for label, value in (
        ("Latitude", "27.03766"),
        ("Country", "Libya"),
        ("Who gives the position", "GeoNames 2212775 (CC BY 4.0)"),
    ):
        expect(maker.field(f"{label}, place 3")).to_have_value(value)
    expect(maker.marks).to_have_count(3)
    maker.type("Name, place 1", "Here")
    maker.tab("Sources")
    maker.page.get_by_role("button", name="Add a source").click()
    maker.type("Title, source 1", "What I saw")
    maker.tab("Events")
    maker.page.get_by_role("button", name="Add an event").click()
    maker.type("When, event 1", "2024-05")
    maker.type("Title, event 1", "Something happens")
    maker.type("What happened, event 1", "All of it.")
    maker.field("Place, event 1").select_option(label="Here")
    maker.tab("Story")
    maker.type("Title", "Mine")
    maker.type("Summary, one or two sentences", "A story of mine.")
    maker.type("Published", "2024-06-01")
    maker.says("Ready to share.")
    expect(maker.page.locator(".st-key-event h2")).to_have_text("Something happens")
    expect(maker.mark("Here")).to_be_visible()


def test_edits_of_every_kind_are_made_followed_and_undone(maker, server):
    maker.open_make(server, "The open story")
    maker.type("Name, place 1", "Another")
    maker.page.get_by_role("button", name="Remove place 2", exact=True).click()
    undo, redo = (maker.page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    undo.click()
    undo.click()
    expect(maker.field("Name, place 1")).to_have_value("Ghadames")
    expect(undo).to_be_disabled()
    expect(maker.mark("Ghadames")).to_be_visible()
    redo.click()
    expect(maker.mark("Another")).to_be_visible()
    undo.click()
    expect(maker.mark("Ghadames")).to_be_visible()
    # A row moved, an id followed, a row removed.
    maker.page.get_by_role("button", name="Move down, place 1", exact=True).click()
    expect(maker.field("Name, place 2")).to_have_value("Ghadames")
    maker.type("Id, place 2", "the-oasis")
    maker.says("Ready to share.")
    maker.page.get_by_role("button", name="Remove place 2", exact=True).click()
    maker.says("to mend")
    maker.page.keyboard.press("Control+z")
    maker.page.get_by_role("button", name="Undo", exact=True).click()
    expect(maker.page.locator(".dl-tabs")).to_contain_text("Places 12")
    maker.says("Ready to share.")
    maker.page.get_by_role("button", name="Undo", exact=True).click()
    maker.page.get_by_role("button", name="Undo", exact=True).click()
    # Two numbers exchanged are offered back, never changed silently.
    maker.type("Latitude, place 1", "9.50072, 30.13366")
    expect(maker.field("Longitude, place 1")).to_have_value("30.13366")
    maker.page.get_by_role("button", name="Swap them: 30.13366, 9.50072").click()
    expect(maker.field("Latitude, place 1")).to_have_value("30.13366")
    maker.says("Ready to share.")
    # A place that is worked on, moved by a press on the map.
    maker.field("Name, place 1").focus()
    maker.map.locator(".dl-label").first.wait_for()
    maker.quiet()
    box = maker.page.locator(".st-key-map iframe").bounding_box()
    maker.page.mouse.click(box["x"] + 60, box["y"] + 330)
    maker.map.get_by_role("button", name="Move Ghadames here").click()
    expect(maker.field("Latitude, place 1")).not_to_have_value("30.13366")
    expect(maker.field("Who gives the position, place 1")).to_have_value("set by hand on the map")
    # And again when its row has moved since.
    maker.page.get_by_role("button", name="Move down, place 1", exact=True).click()
    before = maker.field("Longitude, place 2").input_value()
    maker.quiet()
    maker.page.mouse.click(box["x"] + 90, box["y"] + 330)
    maker.map.get_by_role("button", name="Move Ghadames here").click()
    expect(maker.field("Longitude, place 2")).not_to_have_value(before)
    expect(maker.field("Latitude, place 1")).to_have_value("32.88743")


def test_hundreds_of_steps_of_every_kind_lead_back_to_the_very_document(maker, server):
    maker.page.goto(f"{server}app/static/dateline/make/store.js")  # any page of the server will do
    came_back = maker.page.evaluate(
        """async ([address, text]) => {
          const { Draft } = await import(address);
          const { pointerOf } = await import(address.replace("draft.js", "patch.js"));
          const draft = new Draft({ token: "t", text, count: 0, send() {}, changed() {} });
          const [before, states] = [JSON.stringify(draft.document), []];
          const keys = ["__proto__", "a/b", "~", "constructor"];
          for (let i = 0; i < 300; i++) {
            states.push(JSON.stringify(draft.document));
            const at = i % draft.document.features.length;
            draft.change([
              [{ op: "replace", path: `/features/${at}/properties/name`, value: `n${i}` }],
              [{ op: "add", path: "/features/-", value: { id: `f${i}`, properties: {} } }],
              [{ op: "move", from: `/features/${at}`, path: "/features/0" }],
              [{ op: "remove", path: `/features/${at}` }],
              [{ op: "add", path: pointerOf(["story", keys[i % 4]]), value: [i] }, { op: "add", path: "/x", value: i }],
            ][i % 5], "step");
          }
          const after = JSON.stringify(draft.document);
          const wrong = [];
          for (const state of states.reverse()) {
            draft.undo();
            if (sorted(draft.document) !== sorted(JSON.parse(state))) wrong.push(state);
          }
          function sorted(document) {
            return JSON.stringify(document, Object.keys(flat(document)).sort());
          }
          function flat(value, found = {}) {
            for (const key of Object.keys(value ?? {})) {
              found[key] = true;
              if (typeof value[key] === "object") flat(value[key], found);
            }
            return found;
          }
          for (let i = 0; i < 300; i++) draft.redo();
          return [wrong.length, JSON.stringify(draft.document) === after, states.length];
        }""",
        [f"{server}app/static/dateline/make/draft.js", (ROOT / "data" / "places.geojson").read_text()],
    )
    assert came_back == [0, True, 300]


def test_leaving_warns_and_the_draft_is_offered_again_and_can_be_forgotten(maker, server):
    maker.open_make(server, "The open story")
    maker.tab("Story")
    maker.type("Title", "Kept title")
    maker.is_kept()
    maker.page.reload()
    assert maker.dialogs == ["beforeunload"]
    maker.page.get_by_role("button", name="Continue “Kept title”").click()
    expect(maker.field("Name, place 1")).to_have_value("Ghadames")
    maker.says("Ready to share.")
    maker.page.get_by_role("button", name="Forget this draft").click()
    maker.page.get_by_role("button", name="Forget it").click()
    expect(maker.page.locator(".dl-tabs")).to_be_hidden()
    maker.page.reload()
    maker.page.get_by_text("The open story").wait_for()
    maker.page.wait_for_timeout(300)
    expect(maker.page.locator(".dl-kept")).to_have_count(0)


def test_two_tabs_do_not_overwrite_each_other(maker, server):
    maker.open_make(server, "The open story")
    maker.is_kept()
    other: Page = maker.page.context.new_page()
    other.goto(f"{server}make")
    other.get_by_role("button", name=re.compile("^Continue")).click()
    other.get_by_label("Name, place 1", exact=True).fill("Theirs")
    other.get_by_label("Name, place 1", exact=True).blur()
    expect(maker.page.get_by_text("This draft was changed in another tab")).to_be_visible()
    maker.type("Name, place 2", "Mine")
    maker.page.get_by_role("button", name="Keep this one as another draft").click()
    maker.is_kept()
    maker.page.reload()
    expect(maker.page.get_by_role("button", name=re.compile("^Continue"))).to_have_count(2)


def test_draft_survives_a_restart_of_the_server(maker):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(port=port) as first:
        maker.open_make(first.address, "The open story")
        maker.says("Ready to share.")
    maker.type("Name, place 1", "While it was away")
    maker.page.wait_for_timeout(500)
    with serving(port=port):
        expect(maker.mark("While it was away")).to_be_visible(timeout=20_000)
        maker.says("Ready to share.")


@pytest.mark.parametrize("size", [5_000_000])
def test_file_that_is_too_large_is_refused_in_one_sentence_before_it_is_sent(maker, server, size):
    maker.open_make(server)
    maker.page.locator("input[type=file]").set_input_files(
        {"name": "big.csv", "mimeType": "text/csv", "buffer": b"x" * size}
    )
    expect(maker.page.locator(".dl-refused")).to_contain_text("a file of up to 4 MB can be taken")


def test_table_is_read_with_the_columns_that_one_chooses(maker, server):
    maker.open_make(server)
    content = "ort;breite;länge;wann\nTunis;36,8;10,18;2020\nSfax;34,74;10,76;2021\n".encode("latin-1")
    maker.page.locator("input[type=file]").set_input_files(
        {"name": "orte.csv", "mimeType": "text/csv", "buffer": content}
    )
    maker.page.get_by_text("What the columns were taken for").click()
    for role, column in (("Name", "ort"), ("Latitude", "breite"), ("Longitude", "länge"), ("Date", "wann")):
        maker.page.get_by_label(f"Column: {role}", exact=True).select_option(column)
    maker.page.get_by_role("button", name="Read the file again so").click()
    expect(maker.field("Name, place 2")).to_have_value("Sfax")
    expect(maker.field("Latitude, place 2")).to_have_value("34.74")


def test_finished_story_has_a_page_and_a_link_that_opens_it_for_others(browser, maker, server):
    maker.open_make(f"{server}", "The open story")
    maker.tab("Story")
    maker.type("Title", "A story of my own")
    maker.says("Ready to share.")
    maker.page.get_by_role("button", name="Open as story page").click()
    expect(maker.page.locator("h1")).to_have_text("A story of my own")
    expect(maker.page).to_have_url(re.compile("story=mine"))
    maker.on_line("geneva").click()
    maker.sees("Commission meets in Geneva")
    link = maker.page.get_by_label("Link to this view")
    expect(link).to_have_value(re.compile(r"\?data=.*&event=geneva$"))
    address = link.input_value()
    other = browser.new_context().new_page()
    other.goto(address)
    expect(other.locator("h1")).to_have_text("A story of my own")
    expect(other.locator(".st-key-event h2")).to_have_text("Commission meets in Geneva")
    other.context.close()
    with maker.page.expect_download() as download:
        maker.page.get_by_role("button", name="Offline page, HTML").click()
    assert b"A story of my own" in download.value.path().read_bytes()


def test_hostile_story_is_text_in_every_cell(maker, server, document):
    content = json.dumps(one_in_each_event(document)).encode()
    maker.open_make(server)
    maker.page.locator("input[type=file]").set_input_files(
        {"name": "<img src=x onerror=hit=1>.geojson", "mimeType": "application/json", "buffer": content}
    )
    maker.page.locator(".dl-tabs").wait_for()
    for tab, label in (("Places", "Name, place"), ("Events", "Title, event"), ("Sources", "Title, source")):
        maker.tab(tab)
        for number in (6, 7, 9, 12):
            shown = maker.field(f"{label} {number}").input_value()
            assert shown == CORPUS[number - 1].replace("\n", "").replace("\r", "")
    maker.tab("Claims")
    maker.tab("Story")
    maker.map.locator(".dl-legend").wait_for()
    assert maker.page.evaluate("window.hit") is None
    assert maker.frame.evaluate("window.hit") is None
    assert maker.outside == []
    assert maker.dialogs == []


def test_claim_that_comes_and_goes_is_told_beside_without_an_error(maker, server):
    maker.open_make(server, "The open story")
    quotes = maker.page.locator(".dl-claims q")
    expect(quotes).to_have_count(5)
    maker.tab("Claims")
    undo = maker.page.get_by_role("button", name="Undo", exact=True)
    for left in (4, 3):
        maker.page.get_by_role("button", name="Remove claim 1", exact=True).click()
        expect(quotes).to_have_count(left)
    for back in (4, 5):
        undo.click()
        expect(quotes).to_have_count(back)


def large(size: int) -> bytes:
    """The default story as a file of so many bytes, most of them in the texts of its events."""
    document = json.loads((ROOT / "data" / "places.geojson").read_text())
    events = document["story"]["events"]
    more = [events[0] | {"id": f"more-{number}", "text": '“ab” "é" ' * 150} for number in range(size // 1_500)]
    while len(json.dumps(document, ensure_ascii=False).encode()) < size - 100_000:
        events += [more.pop() for _ in range(40)]
    return json.dumps(document, ensure_ascii=False).encode()


def test_file_larger_than_a_message_comes_in_pieces_that_say_how_far_it_is(maker):
    sent = []
    maker.page.on("websocket", lambda made: made.on("framesent", lambda data: sent.append(len(data))))
    content = large(1_600_000)
    with serving("serve.py") as server:
        maker.open_make(server.address)
        maker.page.evaluate(
            """() => { window.told = []; new MutationObserver(() => window.told.push(document.querySelector(
            ".dl-start [role=status]").textContent)).observe(document.querySelector(".dl-start [role=status]"),
            { childList: true, characterData: true, subtree: true }) }"""
        )
        maker.page.locator("input[type=file]").set_input_files(
            {"name": "large.geojson", "mimeType": "application/json", "buffer": content}
        )
        maker.says("Ready to share.")
        with maker.page.expect_download() as download:
            maker.page.get_by_role("button", name="Save as a file").click()
        assert json.loads(download.value.path().read_text()) == json.loads(content)
    told = maker.page.evaluate("window.told")
    assert told[0] == "“large.geojson” is on its way: 16 %."
    assert told[-1] == ""
    assert max(sent) < 400_000
    assert sum(size > 100_000 for size in sent) == -(-len(content) // 262_144)


def test_draft_larger_than_a_message_is_handed_over_in_pieces_after_a_restart(maker):
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    content = large(1_600_000)
    sent = []
    with serving("serve.py", port=port) as first:
        maker.open_make(first.address)
        maker.page.locator("input[type=file]").set_input_files(
            {"name": "large.geojson", "mimeType": "application/json", "buffer": content}
        )
        maker.says("Ready to share.")
    maker.page.on("websocket", lambda made: made.on("framesent", lambda data: sent.append(len(data))))
    maker.type("Name, place 1", "While it was away")
    with serving("serve.py", port=port):
        expect(maker.mark("While it was away")).to_be_visible(timeout=40_000)
        maker.says("Ready to share.")
        maker.type("Name, place 2", "And since")  # which is a small change again
        maker.says("Ready to share.")
        maker.quiet()
    pieces = [size for size in sent if size > 300_000]
    assert len(pieces) >= len(content) // 262_144
    assert max(sent) < 400_000
