"""Text on a picture: the page's fonts, what they can show of a text, how wide it is, and where a line ends.

Whatever a text holds is drawn as it is written: nothing in it is a formula or a command.
"""

import logging
import os
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import matplotlib
from fontTools.ttLib import woff2
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import TextToPath

from geo.view.basemap import STATIC

_FONTS = STATIC / "vendor" / "fonts"
#: Behind the page's own fonts: what comes with matplotlib, for Greek, Cyrillic, Hebrew and signs.
_BEHIND = ("Noto Kufi Arabic", "DejaVu Sans")
#: Stands for a run of characters that no font has.
_UNKNOWN = "\ufffd"
# Joiners shape Arabic and Indic letters; all other invisible characters go.
_JOINERS = "\u200c\u200d"
_measured = TextToPath()


class Font(NamedTuple):
    """A face of the page at a size in points."""

    family: str
    weight: int
    size: float

    @property
    def properties(self) -> FontProperties:
        """The font as matplotlib has it, with those behind it."""
        load()
        return FontProperties(family=[self.family, *_BEHIND], weight=self.weight, size=self.size)

    def width(self, text: str) -> float:
        """How wide a legible text is, in points."""
        width, _, _ = _measured.get_text_width_height_descent(text, self.properties, False)
        return float(width)


def sans(size: float, weight: int = 400) -> Font:
    """The face of text."""
    return Font("Inter", weight, size)


def serif(size: float) -> Font:
    """The face of headings."""
    return Font("Source Serif 4", 600, size)


@cache
def load() -> None:
    """Make the page's fonts known to matplotlib, which cannot read them in the form that browsers get."""
    room = Path(matplotlib.get_cachedir())
    for packed in sorted(_FONTS.glob("*.woff2")):
        unpacked = room / f"{packed.stem}.ttf"
        with packed.open("rb") as source, unpacked.open("wb") as out:
            woff2.decompress(source, out)
        fontManager.addfont(str(unpacked))
    # Set for the beginning, so that matplotlib does not search the system; left on it would pass over ours as well.
    os.environ.pop("MPL_IGNORE_SYSTEM_FONTS", None)
    # The fonts behind have no weight of 600, which it would say each time.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)


@cache
def _characters() -> frozenset[int]:
    """Every character that can be shown."""
    load()
    families = ("Inter", *_BEHIND)
    files = (findfont(FontProperties(family=[family])) for family in families)
    return frozenset(code for file in files for code in get_font(file).get_charmap())


def plain(text: str) -> str:
    """The text in one line, without what cannot be seen: control characters, changes of direction, non-characters."""
    seen = (
        " " if c.isspace() else c if c in _JOINERS or not unicodedata.category(c).startswith("C") else ""
        for c in unicodedata.normalize("NFC", text)
    )
    return " ".join("".join(seen).split())


def legible(text: str) -> str:
    """The plain text as far as there are characters for it: a sign stands for each run of others."""
    shown: list[str] = []
    for c in plain(text):
        after_unknown = shown[-1:] == [_UNKNOWN]
        if ord(c) in _characters() and not (after_unknown and c in _JOINERS):
            shown.append(c)
        elif c not in _JOINERS and not after_unknown:
            shown.append(_UNKNOWN)
    return "".join(shown)


def is_right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, as its first letter says."""
    return next((d != "L" for c in text if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), False)


def cut(text: str, font: Font, width: float) -> str:
    """The legible text as far as it fits into so many points, with an ellipsis where something is left out."""
    return (lines(text, font, width, 1) or [""])[0]


def lines(text: str, font: Font, width: float, most: int) -> list[str]:
    """The text in lines of at most so many points, the last with an ellipsis where something is left out."""
    # What is longer cannot fit: no letter is narrower than a tenth of the size.
    words = _broken(legible(text)[: int(most * width / font.size * 10)].split(), font, width)
    found: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and font.width(longer) > width:
            if len(found) + 1 == most:
                return [*found, _shortened(line, font, width)]
            found.append(line)
            longer = word
        line = longer
    return [*found, line] if line else found


def _broken(words: Sequence[str], font: Font, width: float) -> list[str]:
    """The words, with those that are wider than a line in pieces that are not."""
    pieces: list[str] = []
    for word in words:
        rest = word
        while font.width(rest) > width and len(rest) > 1:
            size = _fitting(rest, font, width)
            pieces.append(rest[:size])
            rest = rest[size:]
        pieces.append(rest)
    return pieces


def _fitting(word: str, font: Font, width: float) -> int:
    """How many characters of a word fit, one at least."""
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if font.width(word[:middle]) <= width else (low, middle - 1)
    return low


def _shortened(line: str, font: Font, width: float) -> str:
    size = _fitting(line, font, width - font.width("…"))
    return line[:size].rstrip(" .,;:") + "…"
