"""The story as KML 2.2 (OGC 07-147r2), for Google Earth and geographic information systems.

Every place is a Placemark that is always there and tells its events; every event is one more, at its place, with the
time that a time slider goes by. An event without a place has no geometry, and is in the list. lxml writes the file, and
is imported with this module only.

fastkml was tried first: it cuts white space off texts, writes years before 1000 with fewer than four digits, which the
schema refuses, and takes twice the memory.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from lxml import etree
from lxml.builder import ElementMaker

from geo.base.colours import COLOURS
from geo.base.edtf import When
from geo.base.markup import Markup
from geo.export import telling
from geo.export.telling import Description
from geo.export.xml_text import Element, degrees, html, plain, serialized
from geo.measure.antimeridian import cut
from geo.measure.geodesy import LonLat, arc
from geo.story.model import Claim, Event, GeoJson, Passage, Place, Story
from geo.story.verdict import judge
from geo.view import judgement

_NAMESPACE = "http://www.opengis.net/kml/2.2"
# Elements get the namespace from the one that they are written into.
_KML = ElementMaker()
_END = "</Placemark>"
_JSON = json.JSONEncoder(ensure_ascii=False)


def _kml_colour(name: str, opacity: str) -> str:
    """Give a colour of the light theme in KML's order, aabbggrr, with an opacity of two hexadecimal digits."""
    red, green, blue = re.findall("..", COLOURS[name].light.removeprefix("#"))
    return f"{opacity}{blue}{green}{red}".lower()


_MEASURED, _AREA, _EDGE = (
    _kml_colour(name, opacity) for name, opacity in (("measured", "ff"), ("tint", "40"), ("tint-border", "ff"))
)


def write(story: Story) -> bytes:
    """The story as the bytes of a KML file in UTF-8.

    Descriptions are HTML of a few fixed elements, in which every text of the story is escaped before XML escapes the
    whole once more; all other texts are plain. Heights are left out.
    """
    places = sorted(story.places, key=lambda place: story.number[place.id])
    folders: list[tuple[str, Iterable[str]]] = [
        ("Places", (_place(place, story) for place in places)),
        ("Events", (_event(event, story) for event in story.events)),
    ]
    if story.claims:
        folders.append(("Claims", (_claim(claim, story) for claim in story.claims)))
    if story.shapes:
        folders.append(("Shapes", (_shape(shape, number) for number, shape in enumerate(story.shapes, 1))))
    content = BytesIO()
    # One after the other: the tree of a file with 10,000 places takes seven times as much as the file.
    with etree.xmlfile(content, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("kml", nsmap={None: _NAMESPACE}), out.element("Document"):
            for element in _head(story):
                out.write(element, pretty_print=True)
            for name, placemarks in folders:
                with out.element("Folder"):
                    out.write(_KML.name(name), pretty_print=True)
                    out.flush()
                    content.writelines(placemark.encode() for placemark in placemarks)
    return content.getvalue()


def _head(story: Story) -> Iterator[Element]:
    yield _KML.name(plain(story.title))
    yield _KML.description(_description(telling.summary(story)))
    yield _KML.styleUrl("#place")
    yield from _styles()


def _styles() -> Iterator[Element]:
    """A style for each kind of mark. Its balloon shows the description alone: the usual one has the name as HTML."""
    looks: dict[str, Sequence[Element]] = {
        "place": (),
        # The place has the name on the map already.
        "event": (_KML.IconStyle(_KML.scale("0.6")), _KML.LabelStyle(_KML.scale("0"))),
        "claim": (_KML.LineStyle(_KML.color(_MEASURED), _KML.width("2")),),
        "shape": (_KML.LineStyle(_KML.color(_EDGE)), _KML.PolyStyle(_KML.color(_AREA))),
    }
    for name, look in looks.items():
        yield _KML.Style(*look, _KML.BalloonStyle(_KML.text("$[description]")), id=name)


def _placemark(
    kind: str,
    name: str,
    key: str | None,
    description: Markup,
    data: Mapping[str, object],
    *,
    at: str,
    when: Element | None = None,
) -> str:
    """A Placemark as text, with its parts in the order of the schema: `when` is an element or None, `at` a geometry."""
    placemark = _KML.Placemark(
        _KML.name(plain(name)),
        *((_KML.description(description),) if description else ()),
        *((when,) if when is not None else ()),
        _KML.styleUrl(f"#{kind}"),
        *((_data(data),) if data else ()),
        # An XML id begins with a letter, and there is one of it in the whole file.
        **({"id": f"{kind}-{key}"} if key else {}),
    )
    etree.indent(placemark)
    return f"{serialized(placemark).removesuffix(_END)}{at}{_END}\n"


def _data(values: Mapping[str, object]) -> Element:
    """What a program that reads tables gets; values other than text are JSON."""
    # Without ElementMaker, which takes twice the time: other programs' files have a hundred thousand of these.
    found = etree.Element("ExtendedData")
    for name, value in values.items():
        if value is not None:
            one = etree.SubElement(found, "Data", name=plain(name))
            etree.SubElement(one, "value").text = plain(value if isinstance(value, str) else _JSON.encode(value))
    return found


def _description(*parts: Description) -> Markup:
    return Markup("\n").join(line for part in parts for line in _lines(part))


def _lines(told: Description) -> Iterator[Markup]:
    yield Markup('<p dir="auto"><b>{}</b></p>').format(html(told.heading))
    yield from (Markup('<p dir="auto">{}</p>').format(html(paragraph)) for paragraph in told.paragraphs)
    if told.cited:
        link = Markup('<a href="{}">{}</a>')
        named = (link.format(html(url), html(name)) if url else html(name) for name, url in told.cited)
        yield Markup('<p dir="auto">Sources: {}</p>').format(Markup("; ").join(named))


def _place(place: Place, story: Story) -> str:
    events = (telling.event(event, story) for event in story.events_at.get(place.id, ()))
    own = {
        "id": place.id,
        "number": story.number[place.id],
        "precision": place.precision,
        "radius_km": place.radius_km,
        "country": place.country,
        "position_source": place.position_source,
        "checked": None if place.checked else "false",
        **{f"name:{tag}": name for tag, name in place.names.items()},
    }
    # What other programs wrote comes along, but never in the place of our own.
    data = own | {name: value for name, value in place.extra.items() if name not in own}
    description = _description(telling.place(place), *events)
    return _placemark("place", place.name, place.id, description, data, at=_point(place.at))


def _event(event: Event, story: Story) -> str:
    place = story.place[event.place] if event.place is not None else None
    data = {
        "id": event.id,
        "when": event.when.text if event.when else None,
        "status": event.status,
        "said_by": event.said_by,
        "place": event.place,
        "place_name": place.name if place else None,
        "tags": telling.tags(event, story) or None,
        **_passage(event.passage),
    }
    description = _description(telling.event(event, story))
    at = _point(place.at) if place else ""
    return _placemark(
        "event", event.title, event.id, description, data, at=at, when=_time(event, event.when) if event.when else None
    )


def _passage(of: Passage | None) -> dict[str, str | None]:
    return {f"passage_{name}": text for name, text in of._asdict().items()} if of else {}


def _time(event: Event, when: When) -> Element:
    """A date as precisely as EDTF has it: KML allows the same three forms, and spans that are open.

    What is less plain spans the days that it may mean.
    """
    begin, _, end = when.text.partition("/")
    if event.time:
        begin += f"T{event.time[:5]}:00{event.time[5:]}"
    if when.level > 0:
        begin = "" if when.opens else when.begin.earliest.isoformat()
        end = "" if when.closes else when.end.latest.isoformat()
        return _KML.TimeSpan(*([_KML.begin(begin)] if begin else []), *([_KML.end(end)] if end else []))
    return _KML.TimeSpan(_KML.begin(begin), _KML.end(end)) if end else _KML.TimeStamp(_KML.when(begin))


def _claim(claim: Claim, story: Story) -> str:
    found = judge(claim, story)
    data = {
        "id": claim.id,
        "from": claim.origin,
        "to": claim.to,
        "low": claim.stated.low,
        "high": claim.stated.high,
        "unit": claim.stated.unit,
        "kind": claim.kind,
        "measured_km": round(found.line.distance_km, 6) if found.line else None,
        "finding": found.distance,
        "verdict": judgement.verdict(found),
        "reason": judgement.reason(found),
        "direction": claim.direction,
        "direction_finding": found.direction,
        **_passage(claim.passage),
    }
    description = _description(telling.claim(claim, found, story))
    origin, to = found.ends
    drawn = [_line(part) for part in cut(arc(origin.at, to.at))] if to else [_point(origin.at)]
    at = drawn[0] if len(drawn) == 1 else _multiple(drawn)
    return _placemark("claim", claim.quote, claim.id, description, data, at=at)


def _shape(shape: GeoJson, number: int) -> str:
    properties = shape.get("properties") or {}
    data = {key: value for key, value in properties.items() if key != "name"}
    return _placemark("shape", telling.shape_name(shape, number), None, Markup(), data, at=_geometry(shape["geometry"]))


# Geometries are text, put together from numbers alone: as elements, those of a large file take many seconds.


def _geometry(geometry: GeoJson) -> str:
    """The KML of a GeoJSON geometry: what is multiple there is a MultiGeometry here."""
    if geometry["type"] == "GeometryCollection":
        return _multiple(map(_geometry, geometry["geometries"]))
    make = {"Point": _point, "LineString": _line, "Polygon": _polygon}
    if geometry["type"] in make:
        return make[geometry["type"]](geometry["coordinates"])
    one = make[geometry["type"].removeprefix("Multi")]
    return _multiple(map(one, geometry["coordinates"]))


def _multiple(geometries: Iterable[str]) -> str:
    return f"<MultiGeometry>{''.join(geometries)}</MultiGeometry>"


def _coordinates(positions: Iterable[Sequence[float]]) -> str:
    listed = " ".join([f"{degrees(at[0])},{degrees(at[1])}" for at in positions])
    return f"<coordinates>{listed}</coordinates>"


def _point(at: LonLat | Sequence[float]) -> str:
    return f"<Point>{_coordinates([at])}</Point>"


def _line(positions: Iterable[Sequence[float]]) -> str:
    # On the ground, and along the curve of the earth.
    return f"<LineString><tessellate>1</tessellate>{_coordinates(positions)}</LineString>"


def _polygon(rings: Sequence[Iterable[Sequence[float]]]) -> str:
    outer, *inner = (f"<LinearRing>{_coordinates(ring)}</LinearRing>" for ring in rings)
    holes = "".join([f"<innerBoundaryIs>{ring}</innerBoundaryIs>" for ring in inner])
    return f"<Polygon><tessellate>1</tessellate><outerBoundaryIs>{outer}</outerBoundaryIs>{holes}</Polygon>"
