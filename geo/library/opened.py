"""The story that the page shows: the one a link brings or names, else the deployment's own.

A link never breaks the page: what it asks for and cannot be opened gives way to the default story, with a sentence.
Nor does a file of this deployment that can no longer be read: its last good version is shown, with a sentence too.
"""

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from geo.base import memory_budget
from geo.base.checkpoint import waiting
from geo.base.edtf import When
from geo.base.faults import RefusedError
from geo.base.memory_budget import MemoryBudgetError
from geo.library import remote, shelf
from geo.library.last_good import LastGoodFile
from geo.library.remote import RemoteError
from geo.story import geojson, packed
from geo.story.model import Story
from geo.story.packed import PackedError
from geo.story.strict_json import printable
from geo.view import scene, wording
from geo.view.link import STORY_PARAMETERS

_log = logging.getLogger("dateline")

#: The name by which a session shows the draft that was made in it.
MINE = "mine"


@dataclass(frozen=True, eq=False)
class Opened:
    """A story, and its scene as JSON, which the browser draws. Equal only to itself: a key of caches."""

    story: Story
    scene: bytes

    @cached_property
    def digest(self) -> str:
        """A name of all that is drawn: another story is another map."""
        return _digest(self.scene)

    @cached_property
    def packed(self) -> str:
        """The story as a link carries it."""
        return packed.pack(self.story)

    @cached_property
    def version(self) -> str:
        """A name of all that the story says, which is more than is drawn of it."""
        return _digest(geojson.compact(self.story).encode())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


class Asked(NamedTuple):
    """The story that a link opens, the parameter of the link that names it (empty for the default), and notices.

    `notices` say why it is another story than the link asks for, `outdated` that it is no longer as its file is.
    """

    opened: Opened
    parameter: str
    notices: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()


class _NotOpenedError(ValueError):
    """There is no such story; the message says why, as the beginning of a sentence."""


def of_story(story: Story) -> Opened:
    """A story with what the browser draws of it."""
    return Opened(story, scene.encoded(scene.scene(story)))


def of_draft(story: Story) -> Opened:
    """The same of a story made by a visitor, whose session keeps it. Raises `MemoryBudgetError` if there is no room."""
    made = of_story(story)
    memory_budget.VISITORS.reserve(made, len(geojson.compact(story).encode()) * memory_budget.STORY)
    return made


def _opened(content: bytes) -> Opened:
    return of_story(geojson.read(content))


# By its content, so that a run of the page does not read again what the last one did.
@lru_cache(maxsize=4)
def _carried(content: bytes) -> Opened:
    found = _opened(content)
    memory_budget.LINKS.reserve(
        found.story, len(content) * memory_budget.DRAFT
    )  # each session keeps the story that it shows
    return found


_stories = LastGoodFile(_opened)
#: By what the setting names: the files that there were at the last look.
_before: dict[str, dict[str, Path]] = {}


def _files() -> dict[str, Path]:
    """The files of this deployment by name, the default's first; one that is gone as long as its story is known.

    Raises as `geo.library.shelf.files` does where none is known.
    """
    setting = os.environ.get("DATELINE_STORY", "")
    before = _before.get(setting, {})
    try:
        found = shelf.files()
    except OSError:
        found = {}
        if not any(file in _stories for file in before.values()):
            raise
    gone = {name: file for name, file in before.items() if name not in found and file in _stories}
    first = {name: gone[name] for name in [*before][:1] if name in gone}
    _before[setting] = first | found | gone
    return _before[setting]


def of_file(file: Path) -> Opened:
    """The story in a file, as it could last be read. Raises `RefusedError` or `OSError` where that was never so."""
    return _stories.version(file).value


def _of_file(file: Path, parameter: str) -> Asked:
    story, written, is_current = _stories.version(file)
    when = f"{wording.date(When.parse(f'{written:%Y-%m-%d}'))}, {written:%H:%M} UTC"
    said = f"The file of this story cannot be read just now; this is its version of {when}."
    return Asked(story, parameter, outdated=() if is_current else (said,))


def _default() -> Asked:
    return _of_file(next(iter(_files().values())), "")


def default_story() -> Opened:
    """The deployment's default story, of which `geo.library.shelf` tells, or as its file could last be read.

    Raises `RefusedError` where its file was never sound, `OSError` where it could never be read.
    """
    return _default().opened


def _data(text: str) -> Asked:
    found = _brought(lambda: packed.unpack(text), "The link carries a story", "The link carries a story that")
    return Asked(found, "data")


def _src(address: str) -> Asked:
    said, refused = "The link asks for a story elsewhere", "The story that the link asks for"

    def read() -> bytes:
        with waiting():
            return remote.read(address)

    return Asked(_brought(read, said, refused), "src")


def _brought(bring: Callable[[], bytes], said: str, refused: str) -> Opened:
    try:
        return _carried(bring())
    except (PackedError, RemoteError) as error:
        raise _NotOpenedError(f"{said}, but {error}") from None
    except MemoryBudgetError:
        raise _NotOpenedError(f"{said}, but the server holds as many as it can just now") from None
    except RefusedError as error:
        raise _NotOpenedError(f"{refused} is refused, with {_faults(error)}") from None


def _named(name: str) -> Asked:
    files = _files()
    if name == MINE and name not in files:
        raise _NotOpenedError("The link is to a draft, which is kept under Make in the browser that it was made in")
    if name not in files:
        raise _NotOpenedError(f"The link asks for the story “{printable(name)}”, which is not here")
    try:
        return _of_file(files[name], "story")
    except (RefusedError, OSError):  # the log has it
        raise _NotOpenedError(f"The story “{printable(name)}” cannot be shown just now") from None


def _faults(error: RefusedError) -> str:
    first = error.faults[0]
    many = f"{len(error.faults):,} faults, the first" if len(error.faults) > 1 else "a fault"
    return f"{many} at {printable(first.path or '/')}: {first.problem}"


#: What opens the story of each parameter.
_OPENING: Mapping[str, Callable[[str], Asked]] = {"data": _data, "src": _src, "story": _named}


def asked(query: Mapping[str, str], mine: Opened | None = None) -> Asked:
    """The story that the query of a link asks for; the default, with a notice, where that cannot be opened.

    `mine` is the story that the session made. Raises as `default_story` does where that one is needed.
    """
    parameter = next((name for name in STORY_PARAMETERS if name in query), None)
    if parameter is None:
        return _default()
    if (parameter, query[parameter]) == ("story", MINE) and mine is not None:
        return Asked(mine, parameter)
    try:
        return _OPENING[parameter](query[parameter])
    except _NotOpenedError as error:
        default = _default()
        return default._replace(notices=(f"{error}; {default.opened.story.title} is shown instead.",))


@lru_cache(maxsize=100)
def log_refusal(reason: str) -> None:
    """Log why no story can be shown: once, and not with each visit."""
    _log.error("no story is shown: %s", reason)
