"""Back and Forward 200 times, 8 to 15 ms apart, in 40 seeded runs: how soon address, timeline and text say the same."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from stress.serving import SCRIPT
from tests.browser.chromium import chromium
from tests.browser.conftest import Reader
from tests.browser.walking import select, steps, walk
from tests.server import Server, serving

PATIENCE_S = 2.0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = chromium(playwright)
        yield launched
        launched.close()


@pytest.mark.parametrize(
    ("script", "part", "mixed", "runs"),
    [
        pytest.param(SCRIPT, 1, False, 40, id="whole processor"),
        pytest.param(SCRIPT, 4, False, 40, id="a quarter of the processor"),
        pytest.param(SCRIPT, 1, True, 20, id="mixed with clicks, keys, units and pairs"),
        pytest.param("app.py", 1, True, 20, id="mixed, app.py"),
    ],
)
def test_back_and_forward_quicker_than_the_server_answers(browser, seen, script, part, mixed, runs):
    with serving(script) as server:
        apart = {seed: found for seed in range(runs) if (found := after_a_walk(browser, server, seed, part, mixed))}
    seen(f"{script}, {'mixed, ' if mixed else ''}1/{part}: {runs - len(apart)} of {runs} agree in {PATIENCE_S:g} s")
    assert not apart


def after_a_walk(browser: Browser, server: Server, seed: int, part: int, mixed: bool) -> dict[str, object] | None:
    """What the parts of the page say where they do not agree in time, on a processor of which the page has a part."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        reader = Reader(context)
        reader.page.set_default_timeout(60_000)
        reader.open(server.address)
        select(reader)
        context.new_cdp_session(reader.page).send("Emulation.setCPUThrottlingRate", {"rate": part})
        apart = walk(reader, steps(seed, mixed=mixed), PATIENCE_S)
        assert reader.errors == []
        return apart
