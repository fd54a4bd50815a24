"""The stories that this deployment has: the files of a folder, or one file.

A link names a story by its file's name without `.geojson`; the one that opens without a name is the default.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from geo.base.edtf import When
from geo.base.faults import RefusedError
from geo.base.root import ROOT
from geo.library.last_good import LastGoodFile
from geo.story import geojson
from geo.story.model import Story

_OWN = ROOT / "data"
_DEFAULT = "places"


class Summary(NamedTuple):
    """What there is to say of a story before it is opened; `dates` is the time from its first event to its last."""

    title: str
    summary: str
    lang: str
    outlet: str | None
    dates: When | None
    events: int
    places: int


def files(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """The files by name, the default story's first: those in `data/`, or what the setting `DATELINE_STORY` names.

    The setting names a file, which is then the only one, or a folder: its default is `places.geojson`, or the first by
    name. Raises `OSError` where a folder has no story. Looks at names only, so that it can be asked on each visit.
    """
    named = Path(environment.get("DATELINE_STORY") or _OWN)
    if not named.is_dir():
        return {named.stem: named}
    found = {file.stem: file for file in sorted(named.glob("*.geojson")) if not file.name.startswith(".")}
    if not found:
        raise FileNotFoundError(f"the folder {named} has no file that ends with .geojson")
    first = _DEFAULT if _DEFAULT in found else next(iter(found))
    return {first: found.pop(first)} | found


def has_several() -> bool:
    """Whether there is more than one story to choose from."""
    try:
        return len(files()) > 1
    except OSError:  # the story page says so
        return False


def summaries(environment: Mapping[str, str] = os.environ) -> dict[str, Summary]:
    """The stories that can be opened by name, the default first; a file that cannot be read just now as it was before.

    Raises as `files` does. Each version of a file is read once, for all that comes after.
    """
    found = {}
    for name, file in files(environment).items():
        with suppress(RefusedError, OSError):  # which the log has
            found[name] = _summaries.version(file).value
    return found


def _summary(content: bytes) -> Summary:
    story = geojson.read(content)
    return Summary(
        title=story.title,
        summary=story.summary,
        lang=story.lang,
        outlet=story.article.publisher if story.article else None,
        dates=_dates(story),
        events=len(story.events),
        places=len(story.places),
    )


_summaries = LastGoodFile(_summary)


def _dates(story: Story) -> When | None:
    """The span of the dated events, as far as it has two ends; None without any."""
    dated = [event.when for event in story.events if event.when and not event.when.opens | event.when.closes]
    if not dated:
        return None
    last = max(dated, key=lambda when: when.end.last)
    return When.parse(f"{dated[0].text.partition('/')[0]}/{last.text.rpartition('/')[2]}")
