"""What lies under the story: the files that the browser loads for it, and the tiles a reader may choose instead."""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict

from geo.base.root import ROOT

_IN_BRACES = re.compile(r"\{([^}]*)\}")

STATIC = ROOT / "static"


class Provider(TypedDict):
    """A tile provider as it crosses to the browser."""

    name: str
    url: str
    credit: str
    link: str
    max_zoom: int


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """A tile provider. There is none without a credit: `credit` is shown, linked to `link`, whenever tiles are."""

    name: str
    url: str
    credit: str
    link: str
    max_zoom: int

    def __post_init__(self) -> None:
        """Refuse a provider without a credit, or a template that is not one."""
        if not (self.credit and self.link.startswith(("https://", "http://"))):
            raise ValueError("a tile provider needs a credit and a link for it")
        if not self.url.startswith(("https://", "http://")) or sorted(_IN_BRACES.findall(self.url)) != ["x", "y", "z"]:
            raise ValueError(
                "a tile address is http(s) and holds {z}, {x} and {y} once each, and nothing else in braces"
            )

    def for_browser(self) -> Provider:
        """The provider as plain values."""
        return {
            "name": self.name,
            "url": self.url,
            "credit": self.credit,
            "link": self.link,
            "max_zoom": self.max_zoom,
        }


#: The policy of openstreetmap.org asks for exactly this address and a visible, linked credit:
#: https://operations.osmfoundation.org/policies/tiles/
OPENSTREETMAP = Tiles(
    name="OpenStreetMap",
    url="https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    credit="© OpenStreetMap contributors",
    link="https://www.openstreetmap.org/copyright",
    max_zoom=19,
)


def tiles(environment: Mapping[str, str] = os.environ) -> Tiles:
    """The provider behind `base=osm`: OpenStreetMap, unless `DATELINE_TILES_...` settings name another.

    Raises `ValueError` where they name one that has no credit or no usable address.
    """
    url = environment.get("DATELINE_TILES_URL")
    if not url:
        return OPENSTREETMAP
    return Tiles(
        name=environment.get("DATELINE_TILES_NAME", "Tiles"),
        url=url,
        credit=environment.get("DATELINE_TILES_CREDIT", ""),
        link=environment.get("DATELINE_TILES_LINK", ""),
        max_zoom=int(environment.get("DATELINE_TILES_MAX_ZOOM", "19")),
    )


def version() -> str:
    """A digest of all browser files, for their addresses: after an update no browser mixes old and new.

    Of the files as they are now: some hosts update them under a running server.
    """
    return _digest(tuple(file.stat().st_mtime_ns for file in files()))


@cache
def files() -> list[Path]:
    """All that a browser may ask for."""
    return sorted(file for file in STATIC.rglob("*") if file.is_file())


@lru_cache(maxsize=1)
def _digest(_changed: tuple[int, ...]) -> str:
    digest = hashlib.sha256()
    for file in files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]
