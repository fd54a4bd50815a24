"""A Chromium without a network, for tests and benchmarks."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

_SHELL = "chromium-headless-shell"  # draws nothing but the page, so it needs a third less of the processor
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium(playwright: Playwright, *, as_readers_have_it: bool = False) -> Browser:
    """The Chromium or Chrome of this machine. Whatever a page asks outside fails at once, as without a network.

    Times count in a browser as readers have it, so there its shell, which is quicker, comes last.
    """
    names = (*_NAMES, _SHELL) if as_readers_have_it else (_SHELL, *_NAMES)
    found = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
    if not Path(found).exists():
        raise RuntimeError("Chromium or Chrome is missing; `make test` says how to get one.")
    rules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--host-resolver-rules={rules}"]
    return playwright.chromium.launch(executable_path=found, args=flags)
