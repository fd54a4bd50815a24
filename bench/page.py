"""Dateline beside the stock idiom and an empty page, in one run: `python -m bench.page` prints a table with targets.

Rounds alternate between them, in turning order, so that a busy machine is busy for all of them; figures are medians.
Each round is a reader with an empty cache, on a server that has had visitors before. The stock idiom runs twice: with
Streamlit's own settings, as people run it, which the targets compare with; and with those of `.streamlit/config.toml`,
as the others do.
"""

from collections import defaultdict
from contextlib import ExitStack
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import assets
from bench.measuring import Contender, Reader, Selection, cpu_ms, dateline, rss_mb, show_table, stock
from geo.library.opened import default_story
from tests.browser.chromium import chromium
from tests.server import serving

ROUNDS = 9
#: Two places whose marks nothing covers, clicked in turn: each click selects the first event of its place.
_TURN = ("bouznika", "tripoli")
_SELECTIONS = 4

#: What `.streamlit/config.toml` sets otherwise and what tells on speed.
_STREAMLITS_OWN = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000"}

_STORY = default_story().story


class Kept(defaultdict[str, list[float]]):
    """The figures of one contender, by name."""

    def __init__(self) -> None:
        super().__init__(list)

    def middle(self, name: str) -> float:
        """The median of the figures of this name."""
        return median(self[name])


def empty(server) -> Contender:
    """The empty page."""
    return Contender("empty", server, ".st-key-event", ".no-mark", "This is run 1.")


def _selections(reader: Reader) -> list[Selection]:
    if reader.contender.name == "empty":
        button = reader.page.locator(".stButton button")
        return [reader.select(button, f"This is run {2 + turn}.") for turn in range(_SELECTIONS)]
    done = []
    for turn in range(_SELECTIONS):
        place = _TURN[turn % 2]
        mark = reader.marks().nth(_STORY.number[place] - 1)
        done.append(reader.select(mark, _STORY.events_at[place][0].text))
    return done


def _visit(browser: Browser, contender: Contender, kept: Kept) -> None:
    with Reader(browser, contender) as reader:
        kept["text"].append(reader.text_ms)
        if contender.name != "empty":
            kept["marks"].append(reader.last_mark_ms(len(_STORY.places)))
        reader.settle()
        before = cpu_ms(contender.server)
        done = _selections(reader)
        kept["cpu"].append(cpu_ms(contender.server) - before)
        kept["reruns"].append(sum(selection.reruns for selection in done))
        kept["to map"] += [selection.to_map_ms for selection in done if selection.to_map_ms]
        kept["to page"] += [selection.to_page_ms for selection in done]
        kept["received"] += [selection.received for selection in done]
        kept["sent"] += [selection.sent for selection in done]
        if contender.name == "dateline":
            swap = reader.page.get_by_role("button", name="Swap")
            kept["measured"] += [reader.moved_by(swap) for _ in range(2)]
        kept["outside"].append(len(reader.outside))


def _measure() -> dict[str, Kept]:
    kept: dict[str, Kept] = defaultdict(Kept)
    opening = _STORY.event[_STORY.opening.event].text
    with sync_playwright() as playwright, ExitStack() as stack:
        contenders = [
            dateline(stack.enter_context(serving()), opening),
            stock(stack.enter_context(serving("bench/stock_app.py", **_STREAMLITS_OWN)), opening),
            stock(stack.enter_context(serving("bench/stock_app.py")), opening, "stock, our settings"),
            empty(stack.enter_context(serving("bench/empty_app.py"))),
        ]
        browser = chromium(playwright, as_readers_have_it=True)
        for contender in contenders:
            with Reader(browser, contender) as first:
                first.settle()
                _selections(first)
                kept[contender.name]["rss"].append(rss_mb(contender.server))
        for turn in range(ROUNDS):
            first = turn % len(contenders)
            for contender in contenders[first:] + contenders[:first]:
                _visit(browser, contender, kept[contender.name])
        browser.close()
    for each in kept.values():
        each["cpu per rerun"] = [sum(each["cpu"]) / sum(each["reruns"])]
        each["cpu per selection"] = [sum(each["cpu"]) / len(each["to page"])]
        each["reruns per selection"] = [sum(each["reruns"]) / len(each["to page"])]
        each["all outside"] = [sum(each["outside"])]
    return kept


#: Each row: what it is called, the figure, its unit and decimals, and what Dateline's may be at most, if that is set.
_ROWS = (
    ("link → the event's text", "text", "ms", 0, lambda k: 1.15 * k["empty"].middle("text")),
    ("link → the last mark", "marks", "ms", 0, lambda k: k["stock"].middle("marks")),
    ("click on a mark → its text in the map", "to map", "ms", 0, lambda k: 50),
    ("click → the page's text", "to page", "ms", 0, lambda k: 1.3 * (250 + k["empty"].middle("to page"))),
    ("received per selection", "received", "bytes", 0, lambda k: 3000),
    ("received per measurement", "measured", "bytes", 0, lambda k: 3000),
    ("sent per selection", "sent", "bytes", 0, None),
    ("server runs per selection", "reruns per selection", "", 1, None),
    ("server CPU per run", "cpu per rerun", "ms", 1, lambda k: k["stock"].middle("cpu per rerun") / 4),
    ("server CPU per selection", "cpu per selection", "ms", 1, None),
    ("server memory with one reader", "rss", "MB", 0, lambda k: 170),
    ("outside requests, all visits", "all outside", "", 0, lambda k: 0),
)


def main() -> None:
    assets.fetch()
    kept = _measure()
    rows = []
    for title, name, unit, decimals, limit in _ROWS:
        figures = [f"{each.middle(name):,.{decimals}f}" if each[name] else "–" for each in map(kept.get, kept)]
        target = "–"
        if limit:
            most = limit(kept)
            verdict = "met" if kept["dateline"].middle(name) <= most else "MISSED"
            target = f"at most {most:,.{decimals}f} {unit}".rstrip() + f": {verdict}"
        rows.append([f"{title}, {unit}" if unit else title, *figures, target])
    show_table(["", *kept, "target for Dateline"], rows)
    print(f"\nMedians of {ROUNDS} interleaved rounds, {_SELECTIONS} selections in each; empty cache, warm server.")


if __name__ == "__main__":
    main()
