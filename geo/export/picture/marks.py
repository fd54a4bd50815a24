"""The marks of places on a picture: shape and number say what the page's marks do, colour only what is selected."""

from typing import NamedTuple

from geo.export.picture.extent import Point
from geo.export.picture.lettering import sans
from geo.export.picture.paper import MARK, PAPER, SELECTION, TINT, Paper
from geo.story.model import Kind, Place

#: The most places with marks of their own, as on the page; of more there are dots.
MAX_MARKS = 300
#: How far a dot reaches from its middle, where it is selected.
DOT_REACH = 7.0


class Mark(NamedTuple):
    """A place's mark, and where it is drawn."""

    place: Place
    number: int
    kind: Kind
    at: Point
    selected: bool

    @property
    def reach(self) -> float:
        """How far it reaches from its middle, for what must stay clear of it."""
        return 14.0 if not self.selected else 19.0 if self.kind == "added" else 15.5


def draw(paper: Paper, marks: list[Mark]) -> None:
    """Draw all marks, those of whole areas lowest, the selected one on top."""
    if len(marks) > MAX_MARKS:
        _draw_dots(paper, marks)
        return
    for mark in sorted(marks, key=lambda mark: (mark.selected, mark.place.is_spot)):
        draw_one(paper, mark)


def draw_one(paper: Paper, mark: Mark, ring: bool = True) -> None:
    """Draw a mark with its number; a selected one has a ring round it where one is wanted."""
    at, selected = mark.at, mark.selected
    size = 11.0 if mark.number < 100 else 8.5
    if mark.kind == "added":
        fill, edge = (SELECTION, SELECTION) if selected else (PAPER, MARK)
        if selected and ring:
            paper.diamond(at, 27.0, facecolor="none", edgecolor=SELECTION, linewidth=1.5)
        paper.diamond(at, 17.0, facecolor=fill, edgecolor=edge, linewidth=2.0)
        ink, size = PAPER if selected else MARK, size - 1.0
    elif mark.kind == "named":
        fill = SELECTION if selected else MARK
        paper.circle(at, 12.5, facecolor=PAPER)
        paper.circle(at, 11.0, facecolor=fill)
        ink = PAPER
    else:
        edge = SELECTION if selected else MARK
        dashes = "solid" if selected else (0.0, (2.6, 1.8))
        paper.circle(at, 10.25, facecolor=(TINT, 0.7), edgecolor=edge, linewidth=1.5, linestyle=dashes)
        ink = edge
    if selected and ring and mark.kind != "added":
        paper.circle(at, 14.75, facecolor="none", edgecolor=SELECTION, linewidth=1.5)
    font = sans(size, 600 if mark.place.is_spot or selected else 400)
    paper.text(str(mark.number), Point(at.x, at.y + size * 0.36), font, colour=ink, side="center")


def _draw_dots(paper: Paper, marks: list[Mark]) -> None:
    """Dots, the smaller the more there are; those of places that were added are hollow diamonds."""
    size = max(2.2, min(8.0, 140.0 / len(marks) ** 0.5))
    filled = [mark.at for mark in marks if mark.kind != "added" and not mark.selected]
    hollow = [mark.at for mark in marks if mark.kind == "added" and not mark.selected]
    edge = min(1.5, size / 5)
    paper.dots(filled, size, "o", PAPER, MARK, edge / 2)
    paper.dots(hollow, size, "D", MARK, PAPER, edge)
    for mark in marks:
        if mark.selected:
            paper.dots([mark.at], 2 * DOT_REACH, "D" if mark.kind == "added" else "o", PAPER, SELECTION, 1.5)


def draw_key(paper: Paper, kind: str, at: Point, dots: bool) -> None:
    """Draw a mark without a number, for the legend."""
    if kind == "added":
        paper.diamond(at, 8.5, facecolor=PAPER, edgecolor=MARK, linewidth=1.5)
    elif kind == "named" or dots:
        paper.circle(at, 6.0, facecolor=MARK)
    else:
        paper.circle(at, 5.5, facecolor=TINT, edgecolor=MARK, linewidth=1.5, linestyle=(0.0, (1.6, 1.2)))
