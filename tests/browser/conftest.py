"""A server for each test session, and a Chromium that notices every outside request and every script error."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect, sync_playwright

from tests.browser.chromium import chromium
from tests.server import serving

# Other tests run at the same time: what is quick on its own may wait for the processor.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test here two more tries: on a busy machine a browser may wait in vain. What needed one is reported."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.flaky(reruns=2))


# For each module anew: while it runs, its process has an event loop, so tests of coroutines could not follow in it.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = chromium(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving() as running:
        yield running.address


class Reader:
    """A visitor's browser with one page open, and what went on in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.outside: list[str] = []
        self.received: list[int] = []
        self.dialogs: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dialog)
        context.on("request", self._request)
        self.page.on(
            "websocket", lambda socket: socket.on("framereceived", lambda data: self.received.append(len(data)))
        )

    def _dialog(self, dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "ws://127.0.0.1:", "blob:", "data:")):
            self.outside.append(request.url)

    def open(self, address: str) -> "Reader":
        self.page.goto(address)
        self.marks.first.wait_for()
        self.page.locator(".dl-line [aria-current]").wait_for()
        return self

    @property
    def map(self):
        return self.page.frame_locator(".st-key-map iframe")

    @property
    def frame(self) -> Frame:
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)

    @property
    def marks(self):
        return self.map.locator(".dl-mark")

    def mark(self, name: str):
        return self.map.locator(f".dl-mark[aria-label*='. {name},']")

    def on_line(self, event: str):
        return self.page.locator(f".dl-line button[data-event='{event}']")

    def sees(self, title: str) -> None:
        """The page, the timeline and the address agree on the selected event."""
        expect(self.page.locator(".st-key-event h2:visible")).to_have_text(title)

    def quiet(self) -> None:
        """Wait until the server has nothing more to say: its messages come in several pieces."""
        heard = -1
        while heard != len(self.received):
            heard = len(self.received)
            self.page.wait_for_timeout(300)

    def address_is(self, query: str) -> None:
        expect(self.page).to_have_url(self.page.url.split("?")[0] + (f"?{query}" if query else ""))


@pytest.fixture
def reader(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    made = Reader(context)
    yield made
    context.close()
    assert made.errors == []
    assert made.dialogs == []


@pytest.fixture
def phone(browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    made = Reader(context)
    yield made
    context.close()
    assert made.errors == []
