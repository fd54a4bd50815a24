"""Labels that run into nothing: each takes the first free one of a few spots around what it names.

As `static/dateline/map/labels.js` does it on the page: in order of importance, and one that finds no spot is left out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from geo.export.picture.extent import Box, Point

_GAP = 3.0
_STEPS = (
    *((0, 0), (26, 0), (-26, 0), (0, -26), (0, 26)),
    *((19, -19), (-19, -19), (19, 19), (-19, 19)),
)


class Labels:
    """The boxes that are taken within a map, by marks, lines and labels."""

    def __init__(self, within: Box, taken: Iterable[Box] = ()) -> None:
        self.within = within.grown(-2.0)
        self.taken = list(taken)

    def take(self, spots: Iterable[Box]) -> Box | None:
        """The first of the spots that is free, from then on taken; None where none is."""
        for spot in spots:
            if self.within.holds(spot) and not any(spot.meets(other) for other in self.taken):
                self.taken.append(spot.grown(_GAP))
                return spot
        return None


def around(at: Point, reach: float, width: float, height: float) -> list[Box]:
    """The spots for a label around a mark that reaches so far from its middle."""
    x, y = at
    far, near = reach + _GAP, reach + _GAP - 2.0  # near: clear of the mark's own corner
    corners = (
        *((x + far, y - height / 2), (x - far - width, y - height / 2)),
        *((x - width / 2, y - far - height), (x - width / 2, y + far)),
        *((x + near, y - near - height), (x - near - width, y - near - height)),
        *((x + near, y + near), (x - near - width, y + near)),
    )
    return [Box(*corner, width, height) for corner in corners]


def over(at: Point, width: float, height: float) -> list[Box]:
    """The spots for a country's name, on its middle or just off it."""
    x = at.x - width / 2
    return [Box(x, y, width, height) for y in (at.y - height / 2, at.y - height - 4, at.y + 4)]


def beside(line: Sequence[Point], width: float, height: float) -> Iterator[Box]:
    """The spots beside a line for its tag: by its middle first, on either side, then farther along."""
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        index = max(1, min(len(line) - 1, round(share * (len(line) - 1))))
        a, b = line[index - 1], line[index]
        at = Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share) if len(line) == 2 else b
        length = math.hypot(b.x - a.x, b.y - a.y) or 1.0
        across = Point(-(b.y - a.y) / length, (b.x - a.x) / length)
        for side in (-1, 1):
            for gap in (6, 16, 30):
                off = side * (gap + (abs(across.x) * width + abs(across.y) * height) / 2)
                yield Box(at.x + across.x * off - width / 2, at.y + across.y * off - height / 2, width, height)


def along(line: Sequence[Point]) -> Iterator[Box]:
    """The line as a string of small boxes."""
    for a, b in pairwise(line):
        steps = min(60, max(1, math.ceil(math.hypot(b.x - a.x, b.y - a.y) / 6)))
        for step in range(steps + 1):
            share = step / steps
            yield Box(a.x + (b.x - a.x) * share - 3, a.y + (b.y - a.y) * share - 3, 6, 6)


def aside(points: Sequence[Point], stays: Sequence[bool]) -> list[Point]:
    """Where marks are drawn: one that need not stay, as it stands for a whole area, makes way for the others."""
    placed = list(points)
    for index, at in enumerate(points):
        if stays[index]:
            continue
        others = placed[:index] + placed[index + 1 :]
        moved = (Point(at.x + dx, at.y + dy) for dx, dy in _STEPS)
        clear = (p for p in moved if all(math.hypot(o.x - p.x, o.y - p.y) >= 24.0 for o in others))
        placed[index] = next(clear, at)
    return placed
