"""GPX, as receivers and route planners write it, as a draft: waypoints are places, tracks and routes shapes."""

from geo.intake.coordinates import number
from geo.intake.elements import Element, Elements
from geo.intake.finds import Finds
from geo.intake.telling import add, take

_LINES = {"trk": "track", "rte": "route"}
_ABOUT = ("name", "desc", "cmt", "time", "type", "sym", "src")


class Gpx(Elements):
    """Adds what a GPX file holds to a finds."""

    roots = ("gpx",)
    containers = ("gpx", "trk", "trkseg", "rte")

    def __init__(self, finds: Finds) -> None:
        super().__init__()
        self.finds = finds
        self._count = dict.fromkeys(("wpt", *_LINES), 0)
        self._segments: list[list[list[object]]] = []
        self._about: dict[str, object] = {}

    def opened(self, tag: str) -> None:
        """A track, one of its segments, or a route begins."""
        if tag in _LINES:
            self._count[tag] += 1
            self._segments, self._about = [], {}
        if tag in ("trkseg", "rte"):
            self._segments.append([])

    def closed(self, tag: str) -> None:
        """A track or route ends."""
        if tag not in _LINES:
            return
        lines = [segment for segment in self._segments if len(segment) > 1]
        if len(lines) < len(self._segments) or not lines:
            where = f"{tag} {self._count[tag]}"
            short = f"a part of this {_LINES[tag]} has fewer than two positions: it is left out"
            self.finds.note(where, short, "add it by hand, as a place, if the story needs it")
        if lines:
            geometry: dict[str, object] = {
                "type": "LineString" if len(lines) == 1 else "MultiLineString",
                "coordinates": lines[0] if len(lines) == 1 else lines,
            }
            feature: dict[str, object] = {"type": "Feature", "geometry": geometry, "properties": self._about}
            self.finds.shape(feature)

    def found(self, element: Element) -> None:
        """A waypoint, a position of a line, or something about the file or line that is open."""
        tag, inside = element.tag, self.open[-1]
        if tag == "wpt" and inside == "gpx":
            self._waypoint(element)
        elif (tag, inside) in (("trkpt", "trkseg"), ("rtept", "rte")):
            between = [part for part in element.descendants("rpt") if {"lat", "lon"} <= part.attributes.keys()]
            self.finds.positions(1 + len(between))
            for part in (element, *between):  # the shape of a route between two of its points, as Garmin writes it
                self._segments[-1].append(self._position(part, f"{tag} {len(self._segments[-1]) + 1}"))
            if any(child.tag != "extensions" or not between for child in element.children):
                self.finds.once(
                    "times, heights and names of single positions of tracks and routes are not carried over",
                    "add those that matter by hand, as places",
                )
        elif inside in _LINES and tag in _ABOUT:
            self._about.setdefault(tag, element.text)
        elif inside == "gpx" and tag in ("metadata", "name", "desc"):
            # GPX 1.0 has name and description beside the waypoints, GPX 1.1 inside `metadata`.
            title = element.text if tag == "name" else element.text_of("name")
            summary = element.text if tag == "desc" else element.text_of("desc")
            self.finds.title = self.finds.title or title or None
            self.finds.summary = self.finds.summary or summary or None

    def _position(self, element: Element, where: str) -> list[object]:
        """The coordinates, longitude first; one that cannot be read as its text."""
        found: list[object] = []
        for key in ("lon", "lat"):
            text = element.attributes.get(key, "")[:100]
            degrees = number(text)
            if degrees is None:
                self.finds.note(where, f"its `{key}` is missing or no number", "write degrees, as in 13.18733")
            found.append(text if degrees is None else degrees)
        return found

    def _waypoint(self, waypoint: Element) -> None:
        self._count["wpt"] += 1
        where = f"wpt {self._count['wpt']}"
        properties: dict[str, object] = {}
        for child in waypoint.children:
            if child.tag in _ABOUT and child.text:
                properties.setdefault(child.tag, child.text)
            elif child.tag == "link" and child.attributes.get("href"):
                properties.setdefault("link", child.attributes["href"])
            elif child.tag == "url" and child.text:
                properties.setdefault("link", child.text)
            elif child.tag not in (*_ABOUT, "ele"):
                self.finds.once(
                    "what a receiver says of its fix, and extensions of GPX, are not carried over",
                    "write what matters into the text of an event",
                )
        if "time" in properties:
            self.finds.once(
                "the time of a waypoint is when it was recorded: it is taken for the date of its event",
                "change it where the event was on another day",
            )
        told = take(self.finds, properties, where)
        position = self._position(waypoint, where)
        if (height := number(waypoint.text_of("ele") or "")) is not None:
            position.append(height)
        add(self.finds, told, [position], properties, where, None)
