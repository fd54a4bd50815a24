"""The JavaScript modules of `static/dateline`, which need no build step, and the files that each of them names.

A module names another file by its address relative to itself, in double quotes: `import { a } from "./b.js"` for what
it needs, `import("./c.js")` and `new URL("../d.json", import.meta.url)` for what it may need later.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from geo.view.basemap import STATIC, version

#: The first module of the page and of the map's frame, and those that it loads for them.
START = STATIC / "dateline" / "start.js"
PAGE = STATIC / "dateline" / "page" / "page.js"
MAP = STATIC / "dateline" / "map" / "map.js"

_NAMED = re.compile(r'(?P<needed>\b(?:from|import) )?"(?P<address>\.{1,2}/[\w./-]+\.(?:js|json))"')

_TYPES = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)


def needed(module: Path) -> list[Path]:
    """The modules without which this one does not run, and itself as the last: each after those that it needs."""
    return [*dict.fromkeys(_reached(module, later=False))]


def reached(module: Path) -> list[Path]:
    """All files that this module may come to ask for, in the same order."""
    return [*dict.fromkeys(_reached(module, later=True))]


def _reached(module: Path, *, later: bool) -> Iterator[Path]:
    if module.suffix == ".js":
        for named in _NAMED.finditer(module.read_text()):
            if later or named["needed"]:
                yield from _reached((module.parent / named["address"]).resolve(), later=later)
    yield module


def text(module: Path) -> str:
    """A module's text as it goes out: without the comments that give types, a fifth of it."""
    return _TYPES.sub("", module.read_text())


def versioned(text: str) -> str:
    """A module's text with the version in all addresses of other files, so that a browser may keep them for good.

    >>> versioned('import "./a.js";').replace(version(), "VERSION")
    'import "./a.js?v=VERSION";'
    """
    return _NAMED.sub(lambda named: f'{named["needed"] or ""}"{named["address"]}?v={version()}"', text)


def address(file: Path) -> str:
    """The address of a file below the page, with its version."""
    return f"app/static/{file.relative_to(STATIC).as_posix()}?v={version()}"
