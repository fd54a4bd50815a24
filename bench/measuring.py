"""A reader who holds a stopwatch: times from inside the browser, bytes over the websocket, and the server's CPU.

The clock is the browser's own (`probe.js` runs in it before the page does), so what this harness itself takes
counts nowhere. Times are in milliseconds.
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Locator

from tests.server import Server

_PROBE = (Path(__file__).resolve().parent / "probe.js").read_text()
_NOTHING = {
    "onPage": None,
    "inMap": None,
    "clicked": None,
    "received": 0,
    "sent": 0,
    "messages": 0,
    "asked": 0,
    "serverMs": 0,
}

#: Without a message for so long, a page has finished: st_folium waits 250 ms before it reports.
_QUIET_MS = 450
_PATIENCE_MS = 120_000


class Contender(NamedTuple):
    """A page to be measured. `text` and `mark` are CSS selectors; `opening` is the text that the page starts with."""

    name: str
    server: Server
    text: str
    mark: str
    opening: str


def dateline(server: Server, opening: str, name: str = "dateline") -> Contender:
    """Dateline's page, whose first event has this text."""
    return Contender(name, server, ".st-key-event .stText", ".dl-mark", opening)


def stock(server: Server, opening: str, name: str = "stock") -> Contender:
    """The stock app's page, whose first event has this text."""
    return Contender(name, server, ".st-key-event p", ".leaflet-marker-icon", opening)


class Selection(NamedTuple):
    """What one click took until its text stood in the map (None without one) and on the page, and what crossed for it.

    `reruns` counts the messages to the server, each of which makes the page run once. `server_ms` is what they
    took in all, each from the message to the last that came for it.
    """

    to_map_ms: float | None
    to_page_ms: float
    received: int
    sent: int
    reruns: int
    server_ms: float


class Reader:
    """A visitor with an empty cache, on a contender's page; leaves at the end of the `with`."""

    def __init__(self, browser: Browser, contender: Contender) -> None:
        about = {"text": contender.text, "mark": contender.mark, "expected": contender.opening}
        self.contender = contender
        self.outside: list[str] = []
        self._context = browser.new_context(viewport={"width": 1280, "height": 800})
        self._context.set_default_timeout(_PATIENCE_MS)
        self._context.add_init_script(_PROBE.replace("CONTENDER", json.dumps(about)))
        self._context.on("request", lambda request: self._note(request.url))
        self.page = self._context.new_page()
        self.page.goto(contender.server.address, wait_until="commit")
        self.page.wait_for_function("bench.onPage")
        self.text_ms: float = self.page.evaluate("bench.onPage")

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def _note(self, url: str) -> None:
        if not url.startswith((self.contender.server.address, "data:", "blob:", "about:")):
            self.outside.append(url)

    def marks(self) -> Locator:
        """The marks, in the order of the story's numbers."""
        return self.page.frame_locator("iframe").locator(self.contender.mark)

    def uncovered_marks(self) -> list[int]:
        """The indices of the marks that a click reaches and whose popup has room, from left to right."""
        self.page.wait_for_function("bench.uncovered().length > 1", polling=500)
        return self.page.evaluate("bench.uncovered()")

    def pans_ms(self, times: int = 4) -> list[float]:
        """For pans by 100 pixels and back, so many times, from each pan to the end of the frame that shows it."""
        return self.page.evaluate("steps => bench.pans(steps)", [[100, 0], [-100, 0]] * times)

    def zooms_ms(self) -> list[float]:
        """For eight zooms by one level, in and out, from each zoom to the end of the frame that shows it."""
        return self.page.evaluate("steps => bench.zooms(steps)", [1, 1, -1, -1] * 2)

    def last_mark_ms(self, count: int) -> float:
        """From the link to the last of this many marks; where places share marks, to all of those in view."""
        self.page.wait_for_function("count => bench.marks >= count || bench.crowd !== null", arg=count)
        return self.page.evaluate("bench.crowd ?? bench.lastMark")

    def settle(self) -> None:
        """Wait until the text is there and the server has nothing more to say."""
        quiet = f"bench.onPage !== null && performance.now() - bench.heard > {_QUIET_MS}"
        self.page.wait_for_function(quiet, polling=50)

    def select(self, target: Locator, expected: str) -> Selection:
        """Click on something, and wait until the page shows the expected text and everything is quiet."""
        self.page.evaluate("fresh => void Object.assign(bench, fresh)", _NOTHING | {"expected": expected})
        target.click()
        self.settle()
        found = json.loads(self.page.evaluate("JSON.stringify(bench)"))
        clicked = found["clicked"]
        return Selection(
            to_map_ms=None if found["inMap"] is None else found["inMap"] - clicked,
            to_page_ms=found["onPage"] - clicked,
            received=found["received"],
            sent=found["sent"],
            reruns=found["messages"],
            server_ms=found["serverMs"] + max(0, found["heard"] - found["asked"]),
        )

    def moved_by(self, target: Locator) -> int:
        """Click on something, and wait until everything is quiet: the bytes received for it over the websocket."""
        self.page.evaluate("fresh => void Object.assign(bench, fresh)", _NOTHING | {"expected": ""})
        target.click()
        self.page.wait_for_function("bench.received > 0")
        self.settle()
        return self.page.evaluate("bench.received")

    def loaded_bytes(self) -> int:
        """What has come to this reader so far, over HTTP and the websocket."""
        return self.page.evaluate("bench.loaded() + bench.received")


def cpu_ms(server: Server) -> float:
    """The CPU time that a server has used so far, in steps of usually 10 ms."""
    user, system = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")


def rss_mb(server: Server) -> float:
    """The memory that a server holds now, in millions of bytes."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


def show_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a Markdown table whose first column is text and whose others are figures."""
    lines = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    first, *others = widths
    lines.insert(1, ["-" * first, *("-" * (width - 1) + ":" for width in others)])
    for title, *figures in lines:
        cells = [figure.rjust(width) for figure, width in zip(figures, others, strict=True)]
        print("| " + " | ".join([title.ljust(first), *cells]) + " |")
