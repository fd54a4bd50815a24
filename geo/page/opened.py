"""The story that the page shows: the one a link brings or names, else the deployment's own.

A link never breaks the page: what it asks for and cannot be opened gives way to the default story, with a sentence.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from geo import geojson, packed, remote, scene, shelf
from geo.packed import PackedError
from geo.remote import RemoteError
from geo.story import Story, StoryError
from geo.strict_json import printable

_log = logging.getLogger("dateline")

#: The name by which a session shows the draft that was made in it.
MINE = "mine"


@dataclass(frozen=True, eq=False)
class Opened:
    """A story, and what the browser draws of it. `digest` names this content. Equal only to itself: a key of caches."""

    story: Story
    scene: dict[str, Any]
    digest: str

    @cached_property
    def packed(self) -> str:
        """The story as a link carries it."""
        return packed.pack(self.story)


class Asked(NamedTuple):
    """The story that a link opens, the parameter of the link that names it (empty for the default), and notices."""

    opened: Opened
    parameter: str
    notices: tuple[str, ...]


class _NotOpenedError(ValueError):
    """There is no such story; the message says why, as the beginning of a sentence."""


def of_story(story: Story) -> Opened:
    """A story with what the browser draws of it."""
    drawn = scene.scene(story)
    return Opened(story, drawn, scene.digest(drawn))


def _opened(content: bytes) -> Opened:
    return of_story(geojson.read(content))


@lru_cache(maxsize=8)
def _read(file: Path, modified_ns: int, size: int) -> Opened:
    return _opened(file.read_bytes())


# By its content, so that a run of the page does not read again what the last one did.
_carried = lru_cache(maxsize=4)(_opened)


def of_file(file: Path) -> Opened:
    """The story in a file, as it is now. Raises `StoryError` where it is refused, `OSError` where it cannot be read."""
    status = file.stat()
    return _read(file, status.st_mtime_ns, status.st_size)


def default_story() -> Opened:
    """The deployment's default story, as `geo.shelf` says which that is.

    Raises `StoryError` where its file is refused, `OSError` where it cannot be read.
    """
    return of_file(next(iter(shelf.files().values())))


def _data(text: str) -> Opened:
    return _brought(lambda: packed.unpack(text), "The link carries a story", "The link carries a story that")


def _src(address: str) -> Opened:
    return _brought(
        lambda: remote.read(address), "The link asks for a story elsewhere", "The story that the link asks for"
    )


def _brought(bring: Callable[[], bytes], said: str, refused: str) -> Opened:
    try:
        return _carried(bring())
    except (PackedError, RemoteError) as error:
        raise _NotOpenedError(f"{said}, but {error}") from None
    except StoryError as error:
        raise _NotOpenedError(f"{refused} is refused, with {_faults(error)}") from None


def _named(name: str) -> Opened:
    files = shelf.files()
    if name == MINE and name not in files:
        raise _NotOpenedError("The link is to a draft, which is kept under Make in the browser that it was made in")
    if name not in files:
        raise _NotOpenedError(f"The link asks for the story “{printable(name)}”, which is not here")
    try:
        return of_file(files[name])
    except (StoryError, OSError) as error:
        _log.error("the story %s is not shown: %s", files[name], error)
        raise _NotOpenedError(f"The story “{printable(name)}” cannot be shown just now") from None


def _faults(error: StoryError) -> str:
    first = error.problems[0]
    many = f"{len(error.problems):,} faults, the first" if len(error.problems) > 1 else "a fault"
    return f"{many} at {printable(first.path or '/')}: {first.problem}"


#: The parameters that bring or name a story, the first that a link has before the others, each with what opens it.
_PARAMETERS: Mapping[str, Callable[[str], Opened]] = {"data": _data, "src": _src, "story": _named}


def asked(query: Mapping[str, str], mine: Opened | None = None) -> Asked:
    """The story that the query of a link asks for; the default, with a notice, where that cannot be opened.

    `mine` is the story that the session made. Raises as `default_story` does where that one is needed.
    """
    parameter = next((name for name in _PARAMETERS if name in query), None)
    if parameter is None:
        return Asked(default_story(), "", ())
    if (parameter, query[parameter]) == ("story", MINE) and mine is not None:
        return Asked(mine, parameter, ())
    try:
        found = _PARAMETERS[parameter](query[parameter])
    except _NotOpenedError as error:
        return Asked(default_story(), "", (f"{error}; {default_story().story.title} is shown instead.",))
    return Asked(found, parameter, ())
