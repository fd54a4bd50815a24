"""The shapes of a story on a picture: points, lines and areas, each kind in a few strokes however many there are."""

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path

from geo.export.picture.extent import Extent
from geo.export.picture.paper import MUTED, Paper
from geo.story.features import geometries
from geo.story.model import GeoJson

#: The most positions of lines, and of areas, that are drawn; of more, every second, third and so on. A map has no more
#: pixels across, and each costs as long as a map without shapes.
MAX_POSITIONS = 100_000
#: So many areas are painted one by one: where two overlap one sees it. More are painted as one.
MAX_AREAS = 200

Position = Sequence[float]
Ring = Sequence[Position]


def draw(paper: Paper, extent: Extent, features: Sequence[GeoJson]) -> None:
    """Draw the geometries of all features: areas first, then lines, then points."""
    points: list[Position] = []
    lines: list[Ring] = []
    areas: list[Sequence[Ring]] = []
    for geometry in (part for feature in features for part in geometries(feature["geometry"])):
        given = geometry["coordinates"]
        match geometry["type"]:
            case "Point":
                points.append(given)
            case "MultiPoint":
                points.extend(given)
            case "LineString":
                lines.append(given)
            case "MultiLineString":
                lines.extend(given)
            case "Polygon":
                areas.append(given)
            case "MultiPolygon":
                areas.extend(given)
    style = {"facecolor": (MUTED, 0.12), "edgecolor": MUTED, "linewidth": 1.5}
    for some in [[area] for area in areas] if len(areas) <= MAX_AREAS else [areas]:
        rings = [ring for area in some for ring in area]
        firsts = [area[0][0][0] for area in some for _ in area]
        paper.path(_path(extent, rings, firsts, closed=True), **style)
    if lines:
        path = _path(extent, lines, [line[0][0] for line in lines])
        paper.path(path, joinstyle="round", edgecolor=MUTED, facecolor="none", linewidth=1.5)
    if points:
        here = np.array([(extent.lon(at[0]), at[1]) for at in points], dtype=float)
        # Two that are less than half a point apart are one to the eye.
        seen = np.unique(np.round(extent.all_drawn(here) * 2.0), axis=0) / 2.0
        paper.dots(seen, 6.0, "o", MUTED, (MUTED, 0.12), 1.5)


def _path(extent: Extent, lines: Sequence[Ring], firsts: Sequence[float], *, closed: bool = False) -> Path:
    """The path of several lines, or closed rings, each on the turn on which its longitude in `firsts` is drawn."""
    each = -(-sum(map(len, lines)) // MAX_POSITIONS)
    if each > 1:
        lines = [[*line[:-1:each], line[-1]] for line in lines]
        every = -(-sum(map(len, lines)) // (2 * MAX_POSITIONS))
        lines, firsts = lines[::every], firsts[::every]
    sizes = np.array([len(line) for line in lines])
    positions = np.array([at[:2] for line in lines for at in line], dtype=float)
    positions[:, 0] += np.repeat([extent.lon(first) - first for first in firsts], sizes)
    codes = np.full(len(positions), Path.LINETO, dtype=Path.code_type)
    ends = np.cumsum(sizes)
    codes[ends - sizes] = Path.MOVETO
    if closed:
        codes[ends - 1] = Path.CLOSEPOLY
    return Path(extent.all_drawn(positions), codes)
