"""What a link is about, in a title and a sentence or two, for whoever shows it before it is opened.

Anybody may ask for any link as often as they like, so little is done for one: no other server is asked, and of a story
that the link carries no more is unpacked than a link of ordinary length holds.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from geo import geojson, packed, shelf
from geo.packed import PackedError
from geo.page import opened
from geo.story import Story, StoryError

#: Cards of links show less than that.
_TITLE_MOST, _DESCRIPTION_MOST = 120, 300
#: Characters of a story that a link carries, as `Share` makes them, and bytes of its file: some six times as much.
_DATA_MOST, _FILE_MOST = 8_000, 100_000
#: Events that a link may name, for each story that is remembered.
_EVENTS_MOST = 500
_DIRECTIONS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


@dataclass(frozen=True, kw_only=True)
class Told:
    """A link in a few words; of a story of this deployment also its name, and the version of its file."""

    title: str
    description: str
    lang: str = "en"
    is_story: bool = False
    story: str | None = None
    version: str = ""


#: The pages without a story, by address below the base.
PAGES = {
    "make": Told(
        title="Make a story",
        description="Put a story together from a list of places and dates, in tables and on the map.",
    ),
    "read": Told(
        title="Read an article",
        description="Its places on the map, its distances measured, its dates in order.",
    ),
    "stories": Told(title="Stories", description="News stories, each with its places, distances and claims on a map."),
}
#: What is said where nothing more is known.
GENERAL = Told(title="Dateline", description="The places, distances and claims of a news story on one interactive map.")


class _About(NamedTuple):
    title: str
    summary: str
    lang: str
    events: dict[str, str]
    version: str


def of_link(query: Mapping[str, str]) -> Told:
    """What the story page is about under a query: by the same rule as `geo.page.opened`."""
    name = None
    if "data" in query:
        about = _carried(query["data"])
    elif "src" in query:
        about = None
    else:
        name, about = _shipped(query.get("story", ""))
    if about is None:
        return GENERAL
    event = about.events.get(query.get("event", ""))
    return Told(
        title=about.title,
        description=line(" · ".join(filter(None, (event, about.summary))), _DESCRIPTION_MOST),
        lang=about.lang,
        is_story=True,
        story=name,
        version=about.version,
    )


def file_of(name: str) -> tuple[Path, str] | None:
    """The file of a story of this deployment and its version; None where there is none that can be shown."""
    try:
        file = shelf.files().get(name)
        about = _of(file) if file else None
    except OSError:
        return None
    return (file, about.version) if file and about else None


def line(text: str, most: int) -> str:
    r"""A text in one line of so many characters at most, without what is no character or turns others round.

    >>> line("one\n two\x00 \u202ethree", 20), line("abcdef", 4)
    ('one two three', 'abc…')
    """
    shown = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text.translate(_DIRECTIONS))
    shown = " ".join(shown.split())
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def _shipped(name: str) -> tuple[str | None, _About | None]:
    """The story of that name; the default one where there is none, as on the page."""
    try:
        files = shelf.files()
        name = name if name in files else next(iter(files))
        return name, _of(files[name])
    except OSError:  # the page says so, and its log why
        return None, None


def _of(file: Path) -> _About | None:
    status = file.stat()
    return _read(file, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=64)
def _read(file: Path, modified_ns: int, size: int) -> _About | None:
    """What this version of a file is about; None where it is refused."""
    try:
        # By way of what the page has read, or will.
        return _about(opened.of_file(file).story, hashlib.sha256(file.read_bytes()).hexdigest()[:16])
    except StoryError:
        return None


@lru_cache(maxsize=64)
def _carried(data: str) -> _About | None:
    if len(data) > _DATA_MOST:
        return None
    try:
        return _about(geojson.read(packed.unpack(data, _FILE_MOST)), "")
    except (PackedError, StoryError):
        return None


def _about(story: Story, version: str) -> _About:
    events = {event.id: line(event.title, _TITLE_MOST) for event in story.events[:_EVENTS_MOST]}
    return _About(line(story.title, _TITLE_MOST), line(story.summary, _DESCRIPTION_MOST), story.lang, events, version)
