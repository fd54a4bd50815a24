"""Dateline and the stock idiom with ever more places: `python -m bench.places` prints a table.

Twelve places are the story of `data/`; more are made up, each with one event. Rounds alternate as in `bench.page`.
With ten thousand places stock is given one glance, a pan and back; a click takes longer still.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Error, Locator, sync_playwright

from bench import assets
from bench.measuring import Contender, Reader, cpu_ms, dateline, rss_mb, show_table, stock
from geo.story import geojson
from geo.story.model import Story
from tests.browser.chromium import chromium
from tests.many_places import many_places
from tests.server import serving

ROUNDS = 5
_SELECTIONS = 4
_DEFAULT = Path(__file__).resolve().parent.parent / "data" / "places.geojson"


class Visit(NamedTuple):
    """The figures of one visit, in the order of the table's rows. Bytes in thousands, memory in millions."""

    text_ms: float
    last_mark_ms: float
    loaded_kb: float
    answer_ms: float
    received_kb: float
    cpu_per_selection_ms: float
    server_per_rerun_ms: float
    pan_ms: float
    pan_worst_ms: float
    zoom_ms: float
    zoom_worst_ms: float
    memory_mb: float


_ROWS = (
    "link → the event's text, ms",
    "link → the last mark, ms",
    "first load, kB",
    "click on the timeline (stock: on a mark) → the page's text, ms",
    "received per selection, kB",
    "server CPU per selection, ms",
    "server time per rerun after the first, ms",
    "pan of the map → drawn, ms",
    "worst of the pans, ms",
    "zoom of the map → drawn, ms",
    "worst of the zooms, ms",
    "server memory after the visits, MB",
)


def _targets(reader: Reader, story: Story) -> Iterator[tuple[Locator, str]]:
    """What to click, and the text to expect: by turns the next two of the timeline; with stock, marks in the clear."""
    if reader.contender.mark == ".dl-mark":
        at = story.position[story.opening.event]
        for event in story.events[at + 1 : at + 3] * (_SELECTIONS // 2):
            yield reader.page.locator(f".dl-line button[data-event='{event.id}']"), event.text
        return
    places = sorted(story.places, key=lambda place: story.number[place.id])
    current = story.event[story.opening.event].place
    for _ in range(_SELECTIONS):
        index = next(index for index in reader.uncovered_marks() if places[index].id != current)
        current = places[index].id
        yield reader.marks().nth(index), story.events_at[current][0].text


def _visit(browser: Browser, contender: Contender, story: Story) -> Visit:
    with Reader(browser, contender) as reader:
        last_mark_ms = reader.last_mark_ms(len(story.places))
        reader.settle()
        loaded = reader.loaded_bytes()
        before = cpu_ms(contender.server)
        done = [reader.select(target, expected) for target, expected in _targets(reader, story)]
        cpu = cpu_ms(contender.server) - before
        pans, zooms = reader.pans_ms(), reader.zooms_ms()
        return Visit(
            text_ms=reader.text_ms,
            last_mark_ms=last_mark_ms,
            loaded_kb=loaded / 1000,
            answer_ms=median(selection.to_page_ms for selection in done),
            received_kb=median(selection.received for selection in done) / 1000,
            cpu_per_selection_ms=cpu / len(done),
            server_per_rerun_ms=sum(selection.server_ms for selection in done) / sum(s.reruns for s in done),
            pan_ms=median(pans),
            pan_worst_ms=max(pans),
            zoom_ms=median(zooms),
            zoom_worst_ms=max(zooms),
            memory_mb=rss_mb(contender.server),
        )


def _glance(browser: Browser, contender: Contender, story: Story) -> None:
    """Print how stock begins with all these places, and what a pan takes: the page runs again for it, meanwhile."""
    try:
        with Reader(browser, contender) as reader:
            last_s = reader.last_mark_ms(len(story.places)) / 1000
            print(f"{contender.name}: text after {reader.text_ms / 1000:.0f} s, last mark after {last_s:.0f} s")
            reader.settle()
            print(
                f"{contender.name}: a pan and back, {' and '.join(f'{took:,.0f}' for took in reader.pans_ms(1))} ms\n"
            )
    except Error:
        print(f"{contender.name}: nothing to see after two minutes\n")


def main() -> None:
    assets.fetch()
    visits: dict[str, list[Visit]] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        browser = chromium(playwright, as_readers_have_it=True)
        contenders: list[tuple[Contender, Story]] = []
        for count in (len(geojson.read(_DEFAULT.read_bytes()).places), 1_000, 10_000):
            file = Path(folder) / f"{count}.geojson"
            file.write_bytes(_DEFAULT.read_bytes() if not contenders else many_places(count))
            story = geojson.read(file.read_bytes())
            for script, contend in (("app.py", dateline), ("bench/stock_app.py", stock)):
                server = stack.enter_context(serving(script, DATELINE_STORY=str(file)))
                opening = story.event[story.opening.event].text
                contenders.append((contend(server, opening, f"{contend.__name__} {count:,}"), story))
        *running, (too_many, crowd) = contenders
        for contender, _ in running:
            with Reader(browser, contender) as first:
                first.settle()
        for turn in range(ROUNDS):
            for contender, story in running[turn:] + running[:turn]:
                visits.setdefault(contender.name, []).append(_visit(browser, contender, story))
        _glance(browser, too_many, crowd)
        browser.close()
    names = [contender.name for contender, _ in contenders if contender.name in visits]
    columns = [[median(figures) for figures in zip(*visits[name], strict=True)] for name in names]
    rows = [
        [title, *(f"{figure:,.0f}" if figure >= 20 else f"{figure:,.1f}" for figure in figures)]
        for title, figures in zip(_ROWS, zip(*columns, strict=True), strict=True)
    ]
    show_table(["", *names], rows)
    print(f"\nMedians of {ROUNDS} interleaved rounds, {_SELECTIONS} selections in each; empty cache, warm server.")
    print("A pan is 100 pixels, a zoom one level, eight of each; the worst is a visit's, its median over the rounds.")


if __name__ == "__main__":
    main()
