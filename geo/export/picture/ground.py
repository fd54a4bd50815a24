"""What lies under the story on a picture: land, borders, and the tint of countries of which no more is named."""

from collections.abc import Iterable, Iterator

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Bbox
from numpy.typing import NDArray

from geo.export.picture.extent import Extent
from geo.export.picture.paper import BORDER, LAND, TINT, TINT_BORDER, Paper
from geo.measure.stroke import LAT_MAX_DEG
from geo.story import outlines

Points = NDArray[np.float64]

#: Of an outline's points within a square of this side one is drawn; of islands smaller than that none. In points: a
#: pixel of a PNG.
_NEAR = 0.5
#: So far beyond its box an outline goes on, so that no edge of what is cut off is seen.
_MARGIN = 8.0


def draw(paper: Paper, extent: Extent, tinted: Iterable[str]) -> None:
    """Draw all land, and these countries (ISO 3166-1 alpha-2) once more in their own colour."""
    every = {name.country for name in outlines.names()}
    for countries, fill, edge, width in (
        (every, LAND, BORDER, 0.7),
        (every & set(tinted), TINT, TINT_BORDER, 1.0),
    ):
        rings = [ring for country in sorted(countries, key=str) for ring in _rings(extent, country)]
        if rings:
            # The hair of an edge closes the seam where the earth is put together.
            paper.path(_areas(extent, rings), facecolor=fill, edgecolor=fill, linewidth=0.5)
            paper.path(_edges(extent, rings), facecolor="none", edgecolor=edge, linewidth=width, joinstyle="round")


def _rings(extent: Extent, country: str | None) -> Iterator[tuple[Points, Points]]:
    """The rings that show, as positions and as points, on every turn of the earth on which they do."""
    box = extent.box.grown(_MARGIN)
    for ring in outlines.rings(country):
        if ring[:, 1].max() < -LAT_MAX_DEG:
            continue
        positions = _closed(np.column_stack((np.unwrap(ring[:, 0], period=360.0), ring[:, 1])))
        points = extent.all_drawn(positions)
        top, bottom = points[:, 1].min(), points[:, 1].max()
        tiny = max(bottom - top, np.ptp(points[:, 0])) < _NEAR
        if tiny or bottom < box.y or top > box.bottom:
            continue
        for turn in range(extent.turns.start - 1, extent.turns.stop + 1):
            moved = points + np.array((turn * extent.world, 0.0))
            if moved[:, 0].max() > box.x and moved[:, 0].min() < box.right:
                yield positions, moved


def _closed(ring: Points) -> Points:
    """A ring that goes round the earth, and so does not end where it begins, closed along the lower edge of the map."""
    if abs(ring[-1, 0] - ring[0, 0]) < 180.0:
        return ring
    return np.concatenate((ring, [[ring[-1, 0], -90.0], [ring[0, 0], -90.0], ring[0]]))


def _areas(extent: Extent, rings: list[tuple[Points, Points]]) -> Path:
    """The inside of rings, cut off where they leave the map."""
    box = extent.box.grown(_MARGIN)
    within = Bbox.from_bounds(*box)
    found = []
    for _, points in rings:
        whole = box.x <= points[:, 0].min() and points[:, 0].max() <= box.right
        path = Path(_thinned(points), closed=True)
        found.append(path if whole else path.clip_to_bbox(within))
    return Path.make_compound_path(*(path for path in found if np.size(path.vertices)))


def _edges(extent: Extent, rings: list[tuple[Points, Points]]) -> Path:
    """The rings as lines, without the meridian and the parallel at which the outlines themselves are cut."""
    box = extent.box.grown(_MARGIN)
    vertices, codes = [], []
    for positions, points in rings:
        lon, lat = np.abs(positions[:, 0] % 360.0 - 180.0), positions[:, 1]
        cut = (lon < 1e-6) | (lat <= -LAT_MAX_DEG)
        beyond = np.column_stack((points < box[:2], points > (box.right, box.bottom)))
        away = (beyond[1:] & beyond[:-1]).any(axis=1)
        drawn = ~(cut[1:] & cut[:-1]) & ~away
        for run in np.split(np.arange(len(drawn)), np.flatnonzero(np.diff(drawn)) + 1):
            if len(run) and drawn[run[0]]:
                line = _thinned(points[run[0] : run[-1] + 2])
                vertices.append(line)
                codes.append(np.array([Path.MOVETO] + [Path.LINETO] * (len(line) - 1), dtype=Path.code_type))
    if not vertices:
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))


def _thinned(points: Points) -> Points:
    """The points without those that fall into the same square as the one before; both ends stay."""
    squares = np.floor(points / _NEAR)
    kept = np.append(True, (squares[1:] != squares[:-1]).any(axis=1))
    kept[-1] = True
    thinned: Points = points[kept]
    return thinned
