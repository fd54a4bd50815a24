"""Back and Forward 200 times, 8 to 15 ms apart, in 40 seeded runs: how soon address, timeline and text say the same."""

from collections.abc import Iterator

import pytest

from stress.serving import SCRIPT
from tests.browser.conftest import Reader
from tests.browser.serving import chromium, serving
from tests.browser.walking import select, steps, walk

RUNS, PATIENCE_S = 40, 2.0


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = chromium(playwright)
        yield launched
        launched.close()


@pytest.mark.parametrize("mixed", [False, True], ids=["steps alone", "mixed with clicks, keys, units and pairs"])
@pytest.mark.parametrize("part", [1, 4], ids=["whole processor", "a quarter of it"])
@pytest.mark.parametrize("script", [SCRIPT, "app.py"])
def test_back_and_forward_quicker_than_the_server_answers(browser, seen, script, part, mixed):
    with serving(script) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        reader = Reader(context)
        reader.page.set_default_timeout(60_000)
        reader.open(server.address)
        apart = {}
        for seed in range(RUNS):
            context.new_cdp_session(reader.page).send("Emulation.setCPUThrottlingRate", {"rate": 1})
            select(reader)
            reader.quiet()
            context.new_cdp_session(reader.page).send("Emulation.setCPUThrottlingRate", {"rate": part})
            if found := walk(reader, steps(seed, mixed=mixed), PATIENCE_S):
                apart[seed] = found
        assert reader.errors == []
        context.close()
    seen(f"{script}: {RUNS - len(apart)} of {RUNS} runs agree within {PATIENCE_S:g} s")
    assert not apart
