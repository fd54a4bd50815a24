"""Draw again the picture on the card of a link that has none of its own: static/dateline/card.png.

Run from the repository root: python -m data.rebuild_card
"""

from geo.export.picture import ground
from geo.export.picture.extent import Box, Extent, Point
from geo.export.picture.lettering import sans, serif
from geo.export.picture.paper import INK, LINE, MEASURED, MUTED, PAPER, ROUND, SEA, SELECTION, Paper
from geo.export.picture.studio import CARD
from geo.measure.geodesy import LonLat, arc
from geo.serving.link_summary import GENERAL
from geo.view.basemap import STATIC

# Far enough apart that the line is seen to be the shortest on the earth, and not on the map.
ENDS = (LonLat(-43.2, -22.9), LonLat(121.5, 31.2))
# What the map shows at least.
CORNERS = (LonLat(-130.0, 66.0), LonLat(14.0, 0.0), LonLat(158.0, -48.0))
EDGE = 28.0


def main() -> None:
    paper = Paper(*CARD)
    whole = paper.size.grown(-EDGE)
    paper.text("Dateline", Point(whole.x, whole.y + 40.0), serif(52.0), colour=INK)
    paper.text(GENERAL.description, Point(whole.x, whole.y + 74.0), sans(19.0), colour=MUTED)
    top = whole.y + 94.0
    box = Box(whole.x, top, whole.width, whole.bottom - top)
    extent = Extent.around(CORNERS, box, 0.0)
    paper.within(box)
    paper.box(box, facecolor=SEA)
    ground.draw(paper, extent, ())
    paper.line([extent.drawn(at) for at in arc(*ENDS)], MEASURED, 3.0)
    for end, colour in zip(ENDS, (INK, SELECTION), strict=True):
        paper.circle(extent.point(end), 9.0, facecolor=colour, edgecolor=PAPER, linewidth=2.0)
    paper.within(None)
    paper.box(box, ROUND, facecolor="none", edgecolor=LINE, linewidth=1.0)
    (STATIC / "dateline" / "card.png").write_bytes(paper.file("png", "Dateline", GENERAL.description))


if __name__ == "__main__":
    main()
