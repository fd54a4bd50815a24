"""Summarize a link, in a title and a sentence or two, for whoever shows it before it is opened.

Anybody may ask for any link as often as they like, so little is done for one: no other server is asked, and of a story
that the link carries no more is unpacked than a link of ordinary length holds.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.base.faults import RefusedError
from geo.library import opened, shelf
from geo.library.opened import Opened
from geo.story import geojson, packed
from geo.story.model import Story
from geo.story.packed import PackedError

#: Cards of links show less than that.
_MAX_TITLE, _MAX_DESCRIPTION = 120, 300
#: Characters of a story that a link carries, as `Share` makes them, and bytes of its file: some six times as much.
_MAX_DATA, _MAX_FILE = 8_000, 100_000
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, kw_only=True)
class LinkSummary:
    """A link in a few words; of a story of this deployment also its name and its version."""

    title: str
    description: str
    lang: str = "en"
    is_story: bool = False
    story: str | None = None
    version: str = ""


#: The pages without a story, by address below the base.
PAGES = {
    "make": LinkSummary(
        title="Make a story",
        description="Put a story together from a list of places and dates, in tables and on the map.",
    ),
    "read": LinkSummary(
        title="Read an article",
        description="Its places on the map, its distances measured, its dates in order.",
    ),
    "stories": LinkSummary(
        title="Stories", description="News stories, each with its places, distances and claims on a map."
    ),
}
#: What is said where nothing more is known.
GENERAL = LinkSummary(
    title="Dateline", description="The places, distances and claims of a news story on one interactive map."
)


def of_link(query: Mapping[str, str]) -> LinkSummary:
    """What the story page is about under a query: by the same rule as `geo.library.opened`."""
    if "data" in query:
        story = _carried(query["data"])
        return _told(story, query) if story else GENERAL
    if "src" in query:
        return GENERAL
    found = _shipped(query.get("story", ""))
    return _told(found[1].story, query, found[0], found[1].version) if found else GENERAL


def shown(name: str) -> Opened | None:
    """The story of this deployment that has this name; None where there is none that can be shown."""
    found = _shipped(name)
    return found[1] if found and found[0] == name else None


def line(text: str, most: int) -> str:
    r"""A text in one line of so many characters at most, without what is no character or turns others round.

    >>> line("one\n two\x00 \u202ethree", 20), line("abcdef", 4)
    ('one two three', 'abc…')
    """
    shown = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text.translate(_DIRECTIONS))
    shown = " ".join(shown.split())
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def _shipped(name: str) -> tuple[str, Opened] | None:
    """The story of that name, or the default one where there is none, as on the page; None where it cannot be shown."""
    try:
        files = shelf.files()
        name = name if name in files else next(iter(files))
        return name, opened.of_file(files[name])
    except (RefusedError, OSError):  # the page says so, and its log why
        return None


@lru_cache(maxsize=8)
def _carried(data: str) -> Story | None:
    if len(data) > _MAX_DATA:
        return None
    try:
        return geojson.read(packed.unpack(data, _MAX_FILE))
    except (PackedError, RefusedError):
        return None


def _told(story: Story, query: Mapping[str, str], name: str | None = None, version: str = "") -> LinkSummary:
    event = story.event.get(query.get("event", ""))
    title = line(event.title, _MAX_TITLE) if event else ""
    return LinkSummary(
        title=line(story.title, _MAX_TITLE),
        description=line(" · ".join(filter(None, (title, line(story.summary, _MAX_DESCRIPTION)))), _MAX_DESCRIPTION),
        lang=story.lang,
        is_story=True,
        story=name,
        version=version,
    )
