"""The picture of a view: its map, the selected event, and what is measured, on one sheet.

Run as a program it draws one picture: `geo.export.picture.studio` says how it is asked. The server itself never
imports it, as what it draws with takes some 60 MB.
"""

import json
import sys

from geo.export.picture.chart import Chart
from geo.export.picture.column import Column
from geo.export.picture.extent import Box, Extent, Point
from geo.export.picture.lettering import lines, sans, serif
from geo.export.picture.paper import INK, MUTED, Paper
from geo.export.picture.studio import PAGE, Kind, Sheet
from geo.story import geojson
from geo.story.model import KM_PER, Story
from geo.view import paragraphs
from geo.view.link import View
from geo.view.measurement import measurement

_EDGE, _COLUMN, _GAP = 28.0, 336.0, 24.0
_SCALE_LONGEST = 110.0
_CREDITS = "Natural Earth · GeoNames · straight line, not a route"


def draw(story: Story, view: View, kind: Kind, sheet: Sheet = PAGE) -> bytes:
    """The picture of a view as the bytes of a file; in SVG its letters are outlines. The same view gives the same."""
    paper = Paper(*sheet)
    whole = paper.size.grown(-_EDGE)
    top = _header(paper, story, whole)
    column = Box(whole.right - _COLUMN, top, _COLUMN, whole.bottom - top)
    box = Box(whole.x, top, whole.width - _COLUMN - _GAP, whole.bottom - top - 26.0)
    chart = Chart.of(story, view, box)
    found = measurement(view, story)
    measured = bool(chart.lines)
    chart.draw(paper, (found["total"] if view.via else found["distance"]) if measured else None)
    _foot(paper, chart.extent, Box(box.x, box.bottom, box.width, whole.bottom - box.bottom))
    said = Column(paper, column, story, view).fill(chart, found)
    return paper.file(kind, story.title, " ".join((_lead(story), *said, f"{_CREDITS}.")))


def _lead(story: Story) -> str:
    return f"{paragraphs.outlet(story).striptags()} {story.summary}".strip()


def _header(paper: Paper, story: Story, whole: Box) -> float:
    """Write title and lead; the y at which what follows begins."""
    name = serif(15.0)
    paper.text("Dateline", Point(whole.right, whole.y + 13.0), name, colour=MUTED, side="right")
    title = serif(26.0)
    width = whole.width - name.width("Dateline") - _GAP
    below = paper.paragraph(
        lines(story.title, title, width, 2), Box(whole.x, whole.y - 6.0, width, 0.0), title, 32.0, INK
    )
    lead = sans(13.0)
    row = Box(whole.x, below + 3.0, whole.width, 0.0)
    return paper.paragraph(lines(_lead(story), lead, whole.width, 2), row, lead, 18.0, MUTED) + 12.0


def _foot(paper: Paper, extent: Extent, box: Box) -> None:
    """Draw the scale, which is true at the latitude in the map's middle, as far as there is room; write the credits."""
    font = sans(10.5)
    end = box.right - font.width(_CREDITS) - 14.0
    y = box.y + 14.0
    x = box.x + 1.0
    for unit in ("km", "mi"):
        units, length = extent.scale(KM_PER[unit], _SCALE_LONGEST)
        label = f"{units:,.10g} {unit}"
        if x + length + 5.0 + font.width(label) > end:
            break
        paper.line([Point(x, y), Point(x, y + 6), Point(x + length, y + 6), Point(x + length, y)], INK, 1.2)
        paper.text(label, Point(x + length + 5.0, y + 6.0), font)
        x += length + 5.0 + font.width(label) + 14.0
    middle = extent.middle.lat
    where = f"at {abs(round(middle))}° {'S' if middle < 0 else 'N'}" if round(middle) else "at the equator"
    if x + font.width(where) <= end:
        paper.text(where, Point(x, y + 6.0), font, colour=MUTED)
    paper.text(_CREDITS, Point(box.right, y + 6.0), font, colour=MUTED, side="right")


def main() -> int:
    """Draw what standard input asks for, a line of JSON and the story's file, and write it to standard output."""
    asked, _, file = sys.stdin.buffer.read().partition(b"\n")
    wanted = json.loads(asked)
    story = geojson.read(file)
    view, _ = View.from_query(wanted["query"], story)
    sys.stdout.buffer.write(draw(story, view, wanted["kind"], Sheet(*wanted["sheet"])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
