"""The map of a picture: the view as the page's map shows it, its marks named and its lines measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

from geo.export.picture import ground, labels, marks, shapes
from geo.export.picture.extent import Box, Extent, Point
from geo.export.picture.labels import Labels
from geo.export.picture.lettering import cut, legible, sans
from geo.export.picture.marks import Mark
from geo.export.picture.paper import INK, LAND, LINE, MEASURED, MUTED, PAPER, ROUND, SEA, SELECTION, Paper
from geo.measure.geodesy import LonLat, arc, circle
from geo.story import outlines
from geo.story.model import Claim, Place, Story
from geo.story.verdict import about_pair, claimed, sector_deg
from geo.view import stop
from geo.view.link import View

#: Room for marks and their labels at the edge of the map, in points.
_PADDING = 56.0
#: As on the page: so many marks are looked at for labels, and so many names of countries; the narrowest country that
#: has its name, in points.
_MAX_LABELS, _MAX_NAMES, _MIN_COUNTRY = 120, 80, 26.0
_LABEL_WIDTH = 220.0

Line = list[Point]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What is to be drawn of a view: the places shown, the stops measured, the lines between and the claim drawn."""

    story: Story
    view: View
    extent: Extent
    marks: list[Mark]
    stops: list[Place]
    lines: list[Line]
    claim: Claim | None

    @classmethod
    def of(cls, story: Story, view: View, box: Box) -> "Chart":
        """The chart of a view in a box: the same extent whatever the view hides for now."""
        keys = (view.origin, *view.via, view.to) if view.measures(story) else ()
        references = {0: view.ref_from, len(keys) - 1: view.ref_to}
        stops = [stop.place(key, story, references.get(index)) for index, key in enumerate(keys)]
        legs = [arc(a.at, b.at) for a, b in pairwise(stops) if a.at != b.at]
        extent = Extent.around([place.at for place in (*story.places, *stops)], box, _PADDING, legs)
        about = about_pair(story, view.origin, view.to)
        return cls(
            story=story,
            view=view,
            extent=extent,
            marks=_marks(story, view, extent),
            stops=stops,
            lines=[line for leg in legs for line in _on_its_turns(leg, extent)],
            claim=next((claim for claim in about if claim.has_ring), None) if keys else None,
        )

    @property
    def dots(self) -> bool:
        """Whether places have dots for marks, as there are many."""
        return len(self.marks) > marks.MAX_MARKS

    def draw(self, paper: Paper, tag: str | None) -> None:
        """Draw the map, with a tag at the measured line where there is one."""
        paper.within(self.extent.box)
        paper.box(self.extent.box, facecolor=SEA)
        countries = (mark.place.country for mark in self.marks if mark.kind == "country")
        ground.draw(paper, self.extent, [code for code in countries if code is not None])
        shapes.draw(paper, self.extent, self.story.shapes)
        self._claim(paper)
        for line in self.lines:
            paper.line(line, MEASURED, 2.5)
        marks.draw(paper, self.marks)
        # A stop that is not where a place has its mark gets a small one; among dots every stop but the selected place.
        shown = {mark.place.at for mark in self.marks if mark.selected or not self.dots}
        for place in self.stops:
            if place.at not in shown:
                paper.circle(self.extent.point(place.at), 4.0, facecolor=PAPER, edgecolor=MEASURED, linewidth=2.0)
        self._labels(paper, tag)
        paper.within(None)
        paper.box(self.extent.box, ROUND, facecolor="none", edgecolor=LINE, linewidth=1.0)

    def _drawn(self, positions: Sequence[Sequence[float]], first: float) -> NDArray[np.float64]:
        """Points of a line that is one, on the turn on which the longitude `first` is drawn."""
        turn = self.extent.lon(first) - first
        return self.extent.all_drawn(np.array([(lon + turn, lat) for lon, lat, *_ in positions], dtype=float))

    def _claim(self, paper: Paper) -> None:
        """The claim as a ring around the place that it is counted from, its direction as a wedge."""
        if self.claim is None:
            return
        meant = claimed(self.claim)
        anchor = self.story.place[self.claim.origin].at
        centre = LonLat(self.extent.lon(anchor.lon), anchor.lat)
        dashed = {"linestyle": (0.0, (3.0, 4.0)), "alpha": 0.55}
        edges = [circle(centre, km) for km in (meant.high, meant.low) if km > 0]
        # A circle round a pole has no inside on a flat map.
        if edges and abs(edges[0][-1].lon - edges[0][0].lon) < 180.0:
            # The inner circle the other way round, so that it is a hole.
            turned = [edges[0], *(edge[::-1] for edge in edges[1:])]
            paths = [Path(self._drawn(edge, centre.lon), closed=True) for edge in turned]
            paper.path(Path.make_compound_path(*paths), facecolor=(MEASURED, 0.13))
        for edge in edges:
            paper.line(self._drawn(edge, centre.lon), MEASURED, 1.0, **dashed)
        if self.claim.direction is not None and edges:
            middle, half = sector_deg(self.claim.direction)
            rim = circle(centre, meant.high, middle - half, middle + half)
            wedge = self._drawn([centre, *rim, centre], centre.lon)
            paper.path(Path(wedge, closed=True), facecolor=(MEASURED, 0.09))
            paper.line(wedge[:2], MEASURED, 1.0, **dashed)
            paper.line(wedge[-2:], MEASURED, 1.0, **dashed)

    def _labels(self, paper: Paper, tag: str | None) -> None:
        taken = [] if self.dots else [Box(*mark.at, 0.0, 0.0).grown(mark.reach) for mark in self.marks]
        free = Labels(self.extent.box, [*taken, *(box for line in self.lines for box in labels.along(line))])
        if tag is not None and self.lines:
            font = sans(12.0, 600)
            spot = free.take(labels.beside(self.lines[0], font.width(tag) + 16.0, 20.0))
            if spot is not None:
                paper.box(spot, 2.0, facecolor=MEASURED)
                paper.text(tag, Point(spot.middle.x, spot.middle.y + 4.3), font, colour=PAPER, side="center")
        pair = {self.view.origin, self.view.to, *self.view.via}

        def weight(mark: Mark) -> int:
            return 0 if mark.selected else 1 if mark.place.id in pair else 3 if mark.kind == "country" else 2

        wanted = sorted(self.marks, key=weight)
        for mark in [m for m in wanted if weight(m) < 2] if self.dots else wanted[:_MAX_LABELS]:
            font = sans(13.5, 600) if mark.selected else sans(12.5, 600) if mark.place.is_spot else sans(11.5)
            name = cut(mark.place.name, font, _LABEL_WIDTH)
            reach = marks.DOT_REACH if self.dots else mark.reach
            spot = free.take(labels.around(mark.at, reach, font.width(name), font.size * 1.3))
            if spot is not None:
                at = Point(spot.x, spot.middle.y + font.size * 0.36)
                paper.text(name, at, font, colour=SELECTION if mark.selected else INK, halo=LAND)
        if not self.dots:
            self._country_names(paper, free)

    def _country_names(self, paper: Paper, free: Labels) -> None:
        """The names of the other countries, which are there to find one's way, the largest first."""
        own = {mark.place.country for mark in self.marks if mark.kind == "country"}
        world, font = self.extent.world, sans(9.5)
        shown = [n for n in outlines.names() if n.country not in own and n.area**0.5 / 360 * world >= _MIN_COUNTRY]
        left = _MAX_NAMES
        for name in sorted(shown, key=lambda name: -name.area):
            for turn in self.extent.turns:
                at = self.extent.drawn(LonLat(name.at.lon + 360.0 * turn, name.at.lat))
                text = legible(name.name.upper())
                spot = free.take(labels.over(at, font.width(text), 12.0)) if left else None
                if spot is not None:
                    left -= 1
                    paper.text(text, Point(spot.x, spot.middle.y + 3.4), font, colour=MUTED)


def _marks(story: Story, view: View, extent: Extent) -> list[Mark]:
    """The marks of all places that a view shows, in the order of their numbers."""
    last = story.position[view.until] if view.until else len(story.events)
    shown = {view.origin, view.to, *view.via, *(e.place for e in story.events[: last + 1])}
    places = [place for place in story.places if place.id in shown or place.id not in story.events_at]
    places.sort(key=lambda place: story.number[place.id])
    points = [extent.point(place.at) for place in places]
    if len(places) <= marks.MAX_MARKS:
        points = labels.aside(points, [place.is_spot for place in places])
    selected = story.event[view.event].place
    return [
        Mark(place, story.number[place.id], place.kind(added=place.id in story.added), at, place.id == selected)
        for place, at in zip(places, points, strict=True)
    ]


def _on_its_turns(leg: list[LonLat], extent: Extent) -> Iterator[Line]:
    """A leg as it is drawn: once, or at both its ends where those are drawn on different turns of the earth."""
    # The ends on their own turns: the arc begins at the longitude of its start and runs on from there.
    first = round((extent.lon(leg[0].lon) - leg[0].lon) / 360.0)
    end = (leg[-1].lon + 180.0) % 360.0 - 180.0
    last = round((extent.lon(end) - leg[-1].lon) / 360.0)
    for turn in sorted({first, last}):
        yield [extent.drawn(LonLat(at.lon + 360.0 * turn, at.lat)) for at in leg]
