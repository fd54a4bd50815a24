"""What stands beside the map of a picture: the selected event, what is measured, the claims about it, the legend."""

from geo.export.picture import marks
from geo.export.picture.chart import Chart
from geo.export.picture.extent import Box, Point
from geo.export.picture.lettering import Font, cut, lines, sans, serif
from geo.export.picture.marks import Mark
from geo.export.picture.paper import AGREES, DIFFERS, INK, LINE, MEASURED, MUTED, Paper, Style
from geo.story.model import Claim, Story
from geo.story.verdict import about_pair
from geo.view import wire, wording
from geo.view.link import View

_MAX_TEXT_LINES, _MAX_CLAIMS, _ROW = 6, 3, 18.0
#: The height that what is measured takes at most, but for its cautions.
_FIGURE = 90.0
_TONES: dict[str, str] = {"agrees": AGREES, "cannot tell": MUTED}


class Column:
    """The column of a view, filled from the top; what finds no room is left out, or said to be left out."""

    def __init__(self, paper: Paper, box: Box, story: Story, view: View) -> None:
        self.paper, self.box, self.story, self.view = paper, box, story, view
        self.y = box.y
        self.said: list[str] = []

    def fill(self, chart: Chart, found: wire.Measurement) -> list[str]:
        """Write everything; what has been written, as sentences for those who cannot see it."""
        legend = self._legend(chart)
        bottom = self.box.bottom - _ROW * len(legend) - 8.0
        self.bottom = bottom - _FIGURE if chart.lines else bottom
        self._event(chart.dots)
        self.bottom = bottom
        if chart.lines:
            self._measured(chart, found)
            self._claims(found)
        self._draw_legend(legend, chart)
        return self.said

    def _write(self, text: str, font: Font, most: int, leading: float, colour: str = INK) -> None:
        """Write a text below what is there already, in as many lines as there is room for, and at most so many."""
        most = min(most, int((self.bottom - self.y) / leading))
        self.said.append(text if text.endswith((".", "!", "?", "…")) else f"{text}.")
        if most > 0:
            shown = lines(text, font, self.box.width, most)
            self.y = self.paper.paragraph(shown, self.box._replace(y=self.y), font, leading, colour)

    def _event(self, dots: bool) -> None:
        event = self.story.event[self.view.event]
        number = f"event {self.story.position[event.id] + 1:,} of {len(self.story.events):,}"
        told = " · ".join(filter(None, (wording.moment(event), number, wording.standing(event, self.story.based_on))))
        self._write(told, sans(11.0, 600), 2, 15.0, MUTED)
        self.y += 2.0
        self._write(event.title, serif(19.0), 3, 24.0)
        if event.place is not None:
            self.y += 4.0
            self._place(event.place, dots)
        self.y += 5.0
        self._write(event.text, sans(12.5), _MAX_TEXT_LINES, 18.0)

    def _place(self, place: str, dots: bool) -> None:
        """The place's mark, its name, its own names, and how precisely it is known."""
        found = self.story.place[place]
        at = Point(self.box.x + 12.0, self.y + 12.0)
        mark = Mark(found, self.story.number[place], found.kind(added=found.id in self.story.added), at, True)
        if not dots:
            marks.draw_one(self.paper, mark, ring=False)
        x, baseline = self.box.x + (0.0 if dots else 30.0), self.y + 16.5
        parts = [(found.name, sans(12.5, 600), INK)]
        parts += [(name, sans(12.5), INK) for name in found.names.values() if name != found.name][:1]
        parts.append((wording.known_as(found), sans(12.5), MUTED))
        for text, font, colour in parts:
            room = self.box.right - x
            shown = cut(text, font, room) if room > 40.0 else ""
            self.paper.text(shown, Point(x, baseline), font, colour=colour)
            x += font.width(shown) + 7.0
        self.said.append(", ".join(text for text, _, _ in parts) + ".")
        self.y += 24.0

    def _rule(self) -> None:
        self.y += 9.0
        self.paper.line([Point(self.box.x, self.y), Point(self.box.right, self.y)], LINE, 1.0)
        self.y += 8.0

    def _measured(self, chart: Chart, found: wire.Measurement) -> None:
        """The pair or path in words, the distance, large, and the direction beside it."""
        self._rule()
        names = [place.name for place in chart.stops]
        between = names[1:-1]
        by = f" by way of {between[0]}" if len(between) == 1 else f" by way of {len(between)} stops" if between else ""
        self._write(f"From {names[0]} to {names[-1]}{by}", sans(12.0, 600), 2, 17.0, MUTED)
        figure = found["total"] if between else found["distance"]
        direction = "" if found["distance"].startswith("0 ") else f", {found['way']}"
        way = f"straight {found['distance']}{direction}" if between else found["way"]
        arriving = "" if between or found["arriving"] is None else f", arriving at {found['arriving']}°"
        self.said.append(f"{figure} {way}{arriving}.")
        self.y += 3.0
        large, small, baseline = serif(27.0), sans(12.5), self.y + 25.0
        self.paper.text(figure, Point(self.box.x, baseline), large, colour=MEASURED)
        x = self.box.x + large.width(figure) + 10.0
        if x + small.width(way + arriving) <= self.box.right:
            way += arriving
        self.paper.text(cut(way, small, self.box.right - x), Point(x, baseline), small)
        self.y += 35.0
        for caution in found["cautions"][:2]:
            self._write(caution, sans(11.0), 3, 15.0, DIFFERS)

    def _claims(self, found: wire.Measurement) -> None:
        """The published claims about the pair, each with its verdict, as many as there is room for."""
        about = about_pair(self.story, self.view.origin, self.view.to)
        for index, claim in enumerate(about):
            if index == _MAX_CLAIMS or self.y + 40.0 > self.bottom:
                left = len(about) - index
                self.y += 4.0
                self._write(f"{left} more {'claims' if left > 1 else 'claim'} on the page.", sans(11.0), 1, 15.0, MUTED)
                return
            self._claim(claim, found["claims"][claim.id])

    def _claim(self, claim: Claim, judged: wire.Judged) -> None:
        finding, verdict, direction = judged["finding"], judged["verdict"], judged["direction"]
        self.y += 6.0
        source = self.story.source[claim.source]
        cited = "the article" if source is self.story.article else wording.source(source)
        bold, font = sans(12.0, 600), sans(12.0)
        quote = lines(f"“{claim.quote}”", font, self.box.width - bold.width(verdict) - 14.0, 2)
        at = Point(self.box.right, self.y + 8.0 + 12.0 * 0.36)
        self.paper.text(
            verdict, at, bold, colour=_TONES.get(finding, DIFFERS) if "odd" not in judged else DIFFERS, side="right"
        )
        room = self.box._replace(y=self.y, width=self.box.width - bold.width(verdict) - 14.0)
        self.y = self.paper.paragraph(quote, room, font, 16.0)
        self.said.append(f"“{claim.quote}”, {cited}: {verdict}{f'; {direction}' if direction else ''}.")
        small = f"{cited}{f' · {direction}' if direction else ''}"
        below = self.box._replace(y=self.y)
        self.y = self.paper.paragraph(lines(small, sans(11.0), self.box.width, 1), below, sans(11.0), 15.0, MUTED)

    def _legend(self, chart: Chart) -> list[tuple[str, str]]:
        """What is on this map, and what it means, in the order of the page."""
        signs: set[str] = {mark.kind for mark in chart.marks}
        signs |= {"measured"} if chart.lines else set()
        signs |= {"claimed"} if chart.claim else set()
        return [(sign, text) for sign, text in wording.legend(self.story).items() if sign in signs]

    def _draw_legend(self, legend: list[tuple[str, str]], chart: Chart) -> None:
        y = self.box.bottom - _ROW * len(legend)
        self.paper.line([Point(self.box.x, y - 6.0), Point(self.box.right, y - 6.0)], LINE, 1.0)
        for index, (name, text) in enumerate(legend):
            at = Point(self.box.x + 8.0, y + _ROW * (index + 0.5))
            if name == "measured":
                self.paper.line([Point(at.x - 7.0, at.y), Point(at.x + 7.0, at.y)], MEASURED, 2.5)
            elif name == "claimed":
                square = Box(*at, 0.0, 0.0).grown(5.5)
                dashed: dict[str, Style] = {"edgecolor": MEASURED, "linewidth": 1.0, "linestyle": (0.0, (2.0, 2.0))}
                self.paper.box(square, facecolor=(MEASURED, 0.18), **dashed)
            else:
                marks.draw_key(self.paper, name, at, chart.dots)
            self.paper.text(text, Point(at.x + 16.0, at.y + 4.0), sans(11.0))
