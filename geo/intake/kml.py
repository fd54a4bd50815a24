"""KML, as Google Earth and My Maps write it, as a draft: placemarks with a point are places, others shapes."""

import re
from collections.abc import Iterator
from itertools import islice

from geo.intake import markup
from geo.intake.coordinates import number
from geo.intake.elements import Element, Elements
from geo.intake.finds import MAX_POSITIONS, Finds
from geo.intake.telling import add, take, tell_of_shape
from geo.story.strict_json import printable

_TOKEN = re.compile(r"\S+")
_NUMBERS = re.compile(r"[^\s,]{1,40}+")
#: What a position may take in the draft where it cannot be read.
_MAX_TYPED = 100
_LINES = ("LineString", "LinearRing")
_MANY = ("MultiGeometry", "MultiTrack")
_GEOMETRIES = ("Point", "Polygon", "Track", "Model", *_LINES, *_MANY)
_NOT_CARRIED = {
    "NetworkLink": "a link to another file",
    "GroundOverlay": "a picture on the ground",
    "ScreenOverlay": "a picture on the screen",
    "PhotoOverlay": "a photograph in the landscape",
    "Tour": "a flight",
}
_LOOKS = ("Style", "StyleMap", "LookAt", "Camera", "styleUrl")
_EXTRA = ("address", "phoneNumber", "Snippet")


class Kml(Elements):
    """Adds what a KML file holds to a finds."""

    roots = ("kml", "Document", "Folder", "Placemark", *_NOT_CARRIED)
    containers = ("kml", "Document", "Folder")

    def __init__(self, finds: Finds) -> None:
        super().__init__()
        self.finds = finds
        self._names: list[str | None] = []
        self._count = 0

    def opened(self, tag: str) -> None:
        """A document or folder begins."""
        self._names.append(None)

    def closed(self, tag: str) -> None:
        """A document or folder ends."""
        self._names.pop()

    def found(self, element: Element) -> None:
        """A placemark, or something about the document or folder that is open."""
        if element.tag == "Placemark":
            self._count += 1
            self._placemark(element, f"Placemark {self._count}")
        elif element.tag in _NOT_CARRIED:
            shown = f" “{printable(name)}”" if (name := element.text_of("name")) else ""
            what = _NOT_CARRIED[element.tag]
            self.finds.note(element.tag, f"{what}{shown} is not carried over", "open what it links to by itself")
        elif element.tag == "name" and self._names:
            self._names[-1] = element.text or None
            self.finds.title = self.finds.title or self._names[-1]
        elif element.tag == "description" and len(self._names) <= 2:
            self.finds.summary = self.finds.summary or markup.plain(element.text) or None
        elif element.tag in _LOOKS:
            self._looks()

    def _looks(self) -> None:
        self.finds.once("colours, icons and views of the file are not carried over", "a story has its own marks")

    def _placemark(self, placemark: Element, where: str) -> None:
        properties = _extended(placemark)
        for tag in _EXTRA:
            if (text := placemark.text_of(tag)) is not None:
                properties.setdefault(tag, markup.plain(text))
        if len(self.open) > 1 and self.open[-1] == "Folder" and self._names[-1] is not None:
            properties.setdefault("folder", self._names[-1])
        for key, text in (
            ("name", placemark.text_of("name")),
            ("date", _when(placemark)),
            ("description", self._description(placemark, where)),
        ):
            if text and properties.get(key, text) != text:
                properties[f"{key} in the file"] = properties[key]
            if text:
                properties[key] = text
        if placemark.first(*_LOOKS) is not None:
            self._looks()
        told = take(self.finds, properties, where)
        points: list[list[object]] = []
        shapes: list[dict[str, object]] = []
        for child in placemark.children:
            if child.tag in _GEOMETRIES:
                self._geometry(child, where, points, shapes)
        if shapes:
            geometry = shapes[0] if len(shapes) == 1 else {"type": "GeometryCollection", "geometries": shapes}
            about = {
                "name": told.name,
                "date": told.when,
                "time": told.time,
                "title": told.title,
                "description": told.text,
            }
            kept = properties | {key: text for key, text in about.items() if text is not None}
            self.finds.shape({"type": "Feature", "geometry": geometry, "properties": kept})
            if not points:
                tell_of_shape(self.finds, kept, where)
        if points or not shapes:
            add(self.finds, told, points, properties, where, placemark.attributes.get("id"))

    def _description(self, placemark: Element, where: str) -> str | None:
        text = placemark.text_of("description")
        if text is None:
            return None
        return text

    def _geometry(
        self, element: Element, where: str, points: list[list[object]], shapes: list[dict[str, object]]
    ) -> None:
        """Add the points of a geometry to `points`, all else to `shapes`."""
        if element.tag in _MANY:
            for child in element.children:
                self._geometry(child, where, points, shapes)
        elif element.tag == "Point":
            points.append(self._point(element.text_of("coordinates") or "", where))
        elif element.tag in _LINES:
            line = self._line(_tokens(element.text_of("coordinates") or ""))
            shapes.append({"type": "LineString", "coordinates": line})
        elif element.tag == "Polygon":
            rings = [
                self._line(_tokens(ring.text_of("coordinates") or ""))
                for tag in ("outerBoundaryIs", "innerBoundaryIs")
                for boundary in element.children
                if boundary.tag == tag
                for ring in boundary.children
                if ring.tag == "LinearRing"
            ]
            shapes.append({"type": "Polygon", "coordinates": rings})
        elif element.tag == "Track":
            line = self._line(",".join(coord.text.split()) for coord in element.children if coord.tag == "coord")
            shapes.append({"type": "LineString", "coordinates": line})
            self.finds.once("the times of tracks are not carried over", "write them into the text of an event")
        elif element.tag == "Model":
            self.finds.note(where, "a model in three dimensions is not carried over", "add its place by hand")

    def _point(self, text: str, where: str) -> list[object]:
        numbers = [number(part) for part in islice((m.group() for m in _NUMBERS.finditer(text)), 4)]
        if 2 <= len(numbers) <= 3 and None not in numbers:
            return [*numbers] if numbers[2:] != [0.0] else [*numbers[:2]]
        shown = f"“{printable(text)}” is no position" if text else "the position is missing"
        self.finds.note(where, shown, "write longitude,latitude in degrees")
        return [text[:_MAX_TYPED]] if text else []

    def _line(self, tokens: Iterator[str]) -> list[list[object]]:
        """The positions of a line, without their heights; one that cannot be read as its text."""
        line: list[list[object]] = []
        for token in islice(tokens, MAX_POSITIONS + 1):
            lon, _, rest = token[:_MAX_TYPED].partition(",")
            lat, _, height = rest.partition(",")
            x, y = number(lon), number(lat)
            line.append([lon if x is None else x, lat if y is None else y])
            if height.strip("0.,-"):
                self.finds.once("the heights of lines and areas are not carried over", "a story is drawn without them")
        self.finds.positions(len(line))
        return line


def _tokens(text: str) -> Iterator[str]:
    return (match.group() for match in _TOKEN.finditer(text))


def _when(placemark: Element) -> str | None:
    """The date or interval of a placemark as its texts; an end that is open as EDTF has it, which a story does not."""
    if (stamp := placemark.first("TimeStamp")) is not None:
        return stamp.text_of("when")
    if (span := placemark.first("TimeSpan")) is not None:
        begin, end = span.text_of("begin"), span.text_of("end")
        return f"{begin or '..'}/{end or '..'}" if begin or end else None
    return None


def _extended(placemark: Element) -> dict[str, object]:
    """The values of ExtendedData by name, in its three forms."""
    found: dict[str, object] = {}
    for data in (part for child in placemark.children if child.tag == "ExtendedData" for part in child.children):
        for item in data.children if data.tag == "SchemaData" else (data,):
            name = item.attributes.get("name") or item.tag
            text = item.text_of("value") if item.tag == "Data" else item.text
            if text:
                found.setdefault(name, text)
    return found
