"""The story as GPX 1.1, for receivers and planners of ways: waypoints, the itinerary as a route, lines as tracks.

lxml writes the file, and is imported with this module only. gpxpy was tried first: it leaves "&" in a link as it is,
which is no XML, drops carriage returns, and gives a waypoint one link only.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from io import BytesIO

from lxml import etree
from lxml.builder import ElementMaker

from geo.base import clock
from geo.base.edtf import When
from geo.export import telling
from geo.export.telling import Cited, Description
from geo.export.xml_text import Element, address, degrees, plain, serialized
from geo.story.features import geometries
from geo.story.model import Event, GeoJson, Place, Story
from geo.view.link import MAX_VIA
from geo.view.measurement import itinerary

_NAMESPACE = "http://www.topografix.com/GPX/1/1"
# Elements get the namespace from the one that they are written into.
_GPX = ElementMaker()


def write(story: Story) -> bytes:
    """The story as the bytes of a GPX file, UTF-8 and indented.

    All texts are plain. What the format cannot hold is named in the description of the file: areas, claims, and events
    without a place. Heights are left out, as GeoJSON counts them from another zero.
    """
    parts = [
        (telling.shape_name(shape, number), part)
        for number, shape in enumerate(story.shapes, 1)
        for part in geometries(shape["geometry"])
    ]
    places = sorted(story.places, key=lambda place: story.number[place.id])
    metadata = _metadata(story, {name: None for name, part in parts if part["type"].endswith("Polygon")})
    content = BytesIO()
    with etree.xmlfile(content, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("gpx", version="1.1", creator="Dateline", nsmap={None: _NAMESPACE}):
            for element in (metadata, *(_place(place, story) for place in places)):
                out.write(element, pretty_print=True)
            out.flush()
            content.writelines(line.encode() for name, part in parts for line in _points(name, part))
            out.write(_route(story), pretty_print=True)
            out.flush()
            content.writelines(line.encode() for name, part in parts for line in _tracks(name, part))
    return content.getvalue()


def _metadata(story: Story, areas: Iterable[str]) -> Element:
    homeless = [event for event in story.events if event.place is None]
    told = telling.summary(story)
    lines = [
        *told.paragraphs,
        *(f"This format cannot hold the area of the shape “{name}”." for name in areas),
        *(("The claims of distance are not in this file.",) if story.claims else ()),
        *(("These events have no place, so that no waypoint tells them:",) if homeless else ()),
    ]
    text = "\n\n".join(["\n".join(lines), *(_told(telling.event(event, story)) for event in homeless)])
    cited = [*told.cited, *(one for event in homeless for one in telling.event(event, story).cited)]
    return _GPX.metadata(_GPX.name(plain(story.title)), _GPX.desc(plain(text)), *_links(cited))


def _told(told: Description) -> str:
    cited = "; ".join(" ".join(filter(None, one)) for one in told.cited)
    return "\n".join([told.heading, *told.paragraphs, *((f"Sources: {cited}",) if cited else ())])


def _links(cited: Iterable[Cited]) -> Iterator[Element]:
    """The web addresses among the sources, each once."""
    for one in dict.fromkeys(cited):
        if one.url:
            yield _GPX.link(_GPX.text(plain(one.name)), href=address(one.url))


def _place(place: Place, story: Story) -> Element:
    events = story.events_at.get(place.id, ())
    told = [telling.place(place), *(telling.event(event, story) for event in events)]
    # Its own heading is the place's name, which the waypoint has.
    about = "\n".join(told[0].paragraphs)
    return _GPX.wpt(
        *_time(events),
        _GPX.name(plain(place.name)),
        _GPX.desc(plain("\n\n".join([about, *map(_told, told[1:])]))),
        _GPX.src(plain(place.position_source)),
        *_links(cited for part in told for cited in part.cited),
        _GPX.type(place.precision),
        **_at(place.at),
    )


def _time(events: Sequence[Event]) -> Iterator[Element]:
    """The time of the first event, where its day is known: what is known to a month or a span has no one time."""
    when = events[0].when if events else None
    if when and when.day and when.level == 0:
        yield _GPX.time(_utc(events[0], when))


def _utc(event: Event, when: When) -> str:
    """The begin of an event in UTC; a time without an offset is left out, as GPX has no other."""
    if event.time is None or len(event.time) == len("14:30"):
        return f"{when.text}T00:00:00Z"
    at = datetime.combine(when.begin.earliest, datetime.min.time()) + timedelta(minutes=clock.minutes(event.time))
    return f"{at:%Y-%m-%dT%H:%M:00}Z"


def _at(position: Sequence[float]) -> dict[str, str]:
    """Where a point is; GPX calls the 180th meridian -180 only."""
    lon, lat = degrees(position[0]), degrees(position[1])
    return {"lat": lat, "lon": "-180" if lon == "180" else lon}


def _at_text(position: Sequence[float]) -> str:
    return 'lat="{lat}" lon="{lon}"'.format_map(_at(position))


def _route(story: Story) -> Element:
    stops = (story.place[name] for name in itinerary(story))
    return _GPX.rte(
        _GPX.name("Itinerary"),
        _GPX.desc(f"The places of the story in time order, {MAX_VIA + 2} at most; areas are left out."),
        *(_GPX.rtept(_GPX.name(plain(stop.name)), **_at(stop.at)) for stop in stops),
    )


# The lines of points and tracks are text: as elements, those of a large shape take many seconds.


def _points(name: str, part: GeoJson) -> Iterator[str]:
    found = {"Point": [part["coordinates"]], "MultiPoint": part["coordinates"]}.get(part["type"], ())
    told = serialized(_GPX.name(plain(name))) + "<type>shape</type>" if found else ""
    return (f"<wpt {_at_text(at)}>{told}</wpt>\n" for at in found)


def _tracks(name: str, part: GeoJson) -> Iterator[str]:
    lines = {"LineString": [part["coordinates"]], "MultiLineString": part["coordinates"]}.get(part["type"])
    if lines:
        yield f"<trk>{serialized(_GPX.name(plain(name)))}\n"
        for line in lines:
            points = "\n".join([f"<trkpt {_at_text(at)}/>" for at in line])
            yield f"<trkseg>\n{points}\n</trkseg>\n"
        yield "</trk>\n"
