"""The story that the page shows, read from its file once for each version of the file."""

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo import geojson, scene
from geo.story import Story

_DEFAULT = Path(__file__).resolve().parent.parent.parent / "data" / "places.geojson"


@dataclass(frozen=True, eq=False)
class Opened:
    """A story, and what the browser draws of it. `digest` names this content. Equal only to itself: a key of caches."""

    story: Story
    scene: dict[str, Any]
    digest: str


@lru_cache(maxsize=4)
def _read(file: Path, modified_ns: int, size: int) -> Opened:
    story = geojson.read(file.read_bytes())
    drawn = scene.scene(story)
    return Opened(story, drawn, scene.digest(drawn))


def default_story() -> Opened:
    """The story in `data/places.geojson`, or in the file that the setting `DATELINE_STORY` names.

    Raises `StoryError` where the file is refused, `OSError` where it cannot be read.
    """
    file = Path(os.environ.get("DATELINE_STORY") or _DEFAULT)
    status = file.stat()
    return _read(file, status.st_mtime_ns, status.st_size)
