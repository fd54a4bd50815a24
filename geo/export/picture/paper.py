"""The sheet that a picture is drawn on, in points from its upper left corner, and the file that becomes of it."""

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias
from xml.etree import ElementTree

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import NDArray
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.base.colours import COLOURS
from geo.export.picture.extent import Box, Point
from geo.export.picture.lettering import Font, is_right_to_left, legible, plain

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

#: Points in an inch, which is what a file's own units come to.
_POINTS = 72
# Coordinates in an SVG file are exact to a tenth of a point.
_DECIMALS = re.compile(r"-?\d+\.\d{2,}")
Side = Literal["left", "center", "right"]
#: A value of one of matplotlib's many words for how a thing looks, each of a type of its own.
Style: TypeAlias = Any

#: How round the corners of a map are.
ROUND = 8.0
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"

#: The colours of the light theme.
INK, MUTED, LINE, CARD, PAPER = (COLOURS[name].light for name in ("ink", "muted", "line", "card", "paper"))
SEA, LAND, BORDER = (COLOURS[name].light for name in ("sea", "land", "border"))
TINT, TINT_BORDER = COLOURS["tint"].light, COLOURS["tint-border"].light
SELECTION, MEASURED, MARK = (COLOURS[name].light for name in ("selection", "measured", "mark"))
AGREES, DIFFERS = COLOURS["agrees"].light, COLOURS["longer"].light

#: Settings that a file of matplotlib's own on the machine may change, and that a picture depends on.
_SETTINGS: dict["RcKeyType", object] = {
    "svg.fonttype": "path",
    "svg.hashsalt": "dateline",
    "text.hinting": "no_hinting",
    "text.parse_math": False,
    "path.simplify": True,
}


class Paper:
    """An empty sheet of so many points, and pixels for each of them in a PNG; what is drawn later lies above."""

    def __init__(self, width: float, height: float, pixels: float) -> None:
        self._pixels = pixels
        self.size = Box(0.0, 0.0, width, height)
        self._figure = Figure((width / _POINTS, height / _POINTS), dpi=_POINTS, facecolor=PAPER)
        scale = 1.0 / _POINTS
        self._upright = Affine2D().scale(scale) + self._figure.dpi_scale_trans
        self._down = Affine2D().scale(1.0, -1.0).translate(0.0, height) + self._upright
        self._clip: Box | None = None
        self._above = 0

    def within(self, box: Box | None) -> None:
        """End what is drawn from now on at a box with round corners; at the edge of the paper where it is None."""
        self._clip = box

    def _add(self, artist: Artist) -> None:
        self._above += 1
        artist.set_zorder(self._above)
        self._figure.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_path(_rectangle(self._clip, ROUND, self._down))

    def text(
        self, text: str, at: Point, font: Font, *, colour: str = INK, side: Side = "left", halo: str | None = None
    ) -> None:
        """Write a text as it stands, its baseline beginning at a point, or ending or centred there."""
        artist = Text(
            *at,
            legible(text),
            fontproperties=font.properties,
            color=colour,
            horizontalalignment=side,
            verticalalignment="baseline",
            transform=self._down,
            parse_math=False,
        )
        # Without what a font writes in place of some characters next to each other, such as an arrow for "->".
        artist.set_fontfeatures(("-calt",))
        if halo is not None:
            artist.set_path_effects([withStroke(linewidth=3.0, foreground=halo, alpha=0.85)])
        self._add(artist)

    def paragraph(self, lines: Sequence[str], box: Box, font: Font, leading: float, colour: str = INK) -> float:
        """Write lines one below the other from the top of a box, at its right where they run from there; what is left.

        That is the y of the first point below.
        """
        right = is_right_to_left(" ".join(lines))
        for index, line in enumerate(lines):
            baseline = box.y + index * leading + leading / 2 + font.size * 0.36
            at = Point(box.right if right else box.x, baseline)
            self.text(line, at, font, colour=colour, side="right" if right else "left")
        return box.y + len(lines) * leading

    def path(self, path: Path, **style: Style) -> None:
        """Draw a path of points."""
        self._add(PathPatch(path, transform=self._down, **{"linewidth": 0.0, "capstyle": "butt"} | style))

    def line(self, points: Sequence[Point] | NDArray[np.float64], colour: str, width: float, **style: Style) -> None:
        """Draw a line through points."""
        style = {"joinstyle": "round", "edgecolor": colour, "facecolor": "none", "linewidth": width} | style
        self.path(Path(np.asarray(points, dtype=float)), **style)

    def circle(self, at: Point, radius: float, **style: Style) -> None:
        """Draw a circle."""
        self._add(Circle(at, radius, transform=self._down, **{"linewidth": 0.0} | style))

    def diamond(self, at: Point, side: float, **style: Style) -> None:
        """Draw a square that stands on a corner."""
        half = side / 2**0.5
        corners = ((at.x, at.y - half), (at.x + half, at.y), (at.x, at.y + half), (at.x - half, at.y))
        self.path(Path((*corners, corners[0]), closed=True), **{"joinstyle": "round"} | style)

    def box(self, box: Box, radius: float = 0.0, **style: Style) -> None:
        """Draw a rectangle, its corners rounded by so much."""
        self._add(_rectangle(box, radius, self._down, **{"linewidth": 0.0} | style))

    def dots(
        self,
        points: Sequence[Point] | NDArray[np.float64],
        size: float,
        marker: str,
        edge: str,
        fill: str | tuple[str, float],
        width: float,
    ) -> None:
        """Draw one of matplotlib's markers at many points: a fraction of what as many shapes of their own take."""
        x, y = np.asarray(points, dtype=float).reshape(-1, 2).T
        drawn = Line2D(x, y, linestyle="", marker=marker, markersize=size, transform=self._down)
        drawn.set(markeredgecolor=edge, markerfacecolor=fill, markeredgewidth=width)
        self._add(drawn)

    def file(self, kind: Literal["png", "svg"], title: str, description: str) -> bytes:
        """The sheet as a file, the same bytes each time. Title and description are for readers who cannot see it."""
        title, description = plain(title), plain(description)
        with matplotlib.rc_context(_SETTINGS):
            return self._svg(title, description) if kind == "svg" else self._png(title, description)

    def _png(self, title: str, description: str) -> bytes:
        self._figure.set_dpi(_POINTS * self._pixels)
        canvas = FigureCanvasAgg(self._figure)
        canvas.draw()  # type: ignore[no-untyped-call]
        drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]
        # In 256 colours the file is a third; this method keeps colours that few pixels have.
        drawn = drawn.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        told = PngInfo()
        for keyword, text in (("Title", title), ("Description", description)):
            told.add_itxt(keyword, text)
        out = io.BytesIO()
        drawn.save(out, format="PNG", optimize=True, dpi=(_POINTS * self._pixels,) * 2, pnginfo=told)
        return out.getvalue()

    def _svg(self, title: str, description: str) -> bytes:
        out = io.BytesIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        self._figure.savefig(out, format="svg", metadata=nothing)
        # Read back, the file is without its comments, which repeat all text, and its link to a document type.
        ElementTree.register_namespace("", _SVG)
        ElementTree.register_namespace("xlink", _XLINK)
        root = ElementTree.fromstring(out.getvalue())  # noqa: S314  (our own)
        for element in root.iter():
            if "d" in element.attrib:
                element.set("d", " ".join(_DECIMALS.sub(_short, element.attrib["d"]).split()))
        for index, (tag, text) in enumerate((("title", title), ("desc", description))):
            told = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": tag})
            told.text = text
            root.insert(index, told)
        root.attrib |= {"role": "img", "aria-labelledby": "title desc"}
        written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
        return written


def _rectangle(box: Box, radius: float, transform: Transform, **style: Style) -> FancyBboxPatch:
    shape = f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0"
    return FancyBboxPatch(box[:2], *box[2:], boxstyle=shape, transform=transform, **style)


def _short(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
