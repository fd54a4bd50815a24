"""Stories that cost as much as the format allows, each kind of them at one thing: as a file of 4 MB, and as a link."""

import base64
import gzip
import json
from collections.abc import Callable
from typing import Any

from geo.story import members
from geo.story.packed import MAX_LENGTH
from geo.story.strict_json import MAX_SIZE

Document = dict[str, Any]

#: A country with many islands, by whose outline positions are looked at longest; and where its latitudes are longitudes
#: that are in it too, so that nothing is settled by the first look.
_COUNTRY = "RU"
_URL = "https://a.example/?" + "&" * 1980
_TITLE = '"' * members.MAX_TITLE


def _event(index: int, **others: Any) -> Document:
    plain = {"id": f"e{index}", "place": "a", "when": "2020", "title": "x", "text": "x", "sources": []}
    return plain | {"said_by": "article", "status": "happened"} | others


def _place(name: str, lon: float, lat: float, **others: Any) -> Document:
    properties = {"name": name, "precision": "site", "radius_km": 1, "position_source": "x"} | others
    return {
        "type": "Feature",
        "id": name,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def _shape(kind: str, coordinates: Any, **properties: Any) -> Document:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _story(
    *, events: Any = None, claims: Any = (), sources: Any = None, places: Any = None, shapes: Any = (), **extra: Any
) -> Document:
    events = [_event(0)] if events is None else list(events)
    places = [_place("a", 13.2, 32.9), _place("b", 9.5, 30.1)] if places is None else list(places)
    story = {
        "version": 1,
        "id": "dear",
        "title": "Dear",
        "summary": "A story that costs.",
        "lang": "en",
        "published": "2020",
        "opening": {"event": events[0]["id"], "from": places[0]["id"], "to": places[-1]["id"]},
        "sources": [{"id": "s", "title": "x"}] if sources is None else list(sources),
        "events": events,
        "claims": list(claims),
    }
    return {"type": "FeatureCollection", "story": story, "features": [*places, *shapes]} | extra


def _points(count: int) -> list[Document]:
    return [
        {"id": f"r{i}", "name": "x", "coordinates": [13 + i / 97, 32 + i / 89], "radius_km": i}
        | {"position_source": "x"}
        for i in range(count)
    ]


def _claim(index: int, one: str, other: str) -> Document:
    """A claim in two units that are next to each other, so that it takes many digits to see that they do not meet."""
    stated = {"low": 460.001 + index / 1e5, "high": 460.001 + index / 1e5, "unit": "km"}
    also = {"low": 285.5 + index / 1e5, "high": 285.6 + index / 1e5, "unit": "mi"} if index % 2 else None
    return {"id": f"c{index}", "quote": '"' * 20, "from": one, "to": other, **stated, "also": also} | {
        "hedge": "about",
        "direction": "southwest",
        "source": "s",
    }


def claims_of_one_pair(count: int) -> Document:
    """Claims of one pair, each end with all the reference points that it may have."""
    ends = [_place(name, 13.2, lat, references=_points(members.MAX_REFERENCES)) for name, lat in (("a", 32), ("b", 3))]
    return _story(
        claims=(_claim(i, *("ab", "ba")[i % 2]) for i in range(min(count, members.MAX_CLAIMS_OF_PAIR))), places=ends
    )


def claims_of_many_pairs(count: int) -> Document:
    """Claims, each of another pair, halfway round the earth."""
    count = min(count, members.MAX_CLAIMS)
    places = [_place(f"p{i}", i / 100, i / 200) for i in range(count + 1)]
    return _story(
        claims=(_claim(i, f"p{i}", f"p{count - i if 2 * i != count else 0}") for i in range(count)),
        places=places,
        events=[_event(0, place="p0")],
    )


def places_with_events(count: int) -> Document:
    """Places, each with its event."""
    count = min(count, members.MAX_FEATURES)
    return _story(
        places=(_place(f"p{i}", i / 60 - 80, i / 200) for i in range(count)),
        events=(
            _event(i, place=f"p{i}", when=f"{1000 + i % 1000}-01-02/{2000 + i % 1000}-03-04") for i in range(count)
        ),
    )


def places_in_a_country(count: int) -> Document:
    """Places whose country has a long outline."""
    return _story(
        places=(_place(f"p{i}", 65 + i / 5e4, 67 + i / 7e4, country=_COUNTRY) for i in range(min(count, 10_000))),
        events=[_event(0, place="p0")],
    )


def places_at_its_coast(count: int) -> Document:
    """Places outside a country by its coast, as they are and exchanged."""
    return _story(
        places=(_place(f"p{i}", 69.5 + i / 5e5, 69.8 + i / 7e5, country=_COUNTRY) for i in range(min(count, 10_000))),
        events=[_event(0, place="p0")],
    )


def reference_points(count: int) -> Document:
    """Reference points of many places."""
    most = members.MAX_REFERENCES
    places = [
        _place(
            f"p{i}",
            65 + i / 1e4,
            67,
            country=_COUNTRY,
            references=[r | {"coordinates": [65 + i / 5e4, 67 + j / 1e3]} for j, r in enumerate(_points(most))],
        )
        for i in range(max(min(count, members.MAX_REFERENCES_OF_STORY) // most, 2))
    ]
    return _story(places=places, events=[_event(0, place="p0")])


def events_of_one_place(count: int) -> Document:
    """Events of one place."""
    title = {"title": '"' * 100}
    return _story(events=(_event(i, **title) for i in range(min(count, members.MAX_ITEMS))))


def names_of_one_place(count: int) -> Document:
    """A place with many names, at which all events are."""
    events = max(min(count // 50, members.MAX_ITEMS), 1)
    names = {f"a{chr(97 + i % 26)}-{i}": '"' for i in range(count)}
    return _story(
        events=(_event(i) for i in range(events)),
        places=[_place("a", 13.2, 32.9, names=names), _place("b", 9.5, 30.1)],
    )


def sources_of_each_event(count: int) -> Document:
    """Events that each cite all sources, which have long names and addresses."""
    sources = [{"id": f"s{i}", "title": _TITLE, "publisher": _TITLE, "url": _URL} for i in range(min(count // 20, 500))]
    cited = [source["id"] for source in sources]
    events = max(min(count // (5 * len(cited) + 100) * 5, members.MAX_ITEMS), 1) if cited else 1
    return _story(events=(_event(i, sources=cited) for i in range(events)), sources=sources)


def sources_again_and_again(count: int) -> Document:
    """Events that cite one source as often as an event may."""
    many = ["s"] * members.MAX_ITEMS
    sources = [{"id": "s", "title": _TITLE, "publisher": _TITLE, "url": _URL}]
    return _story(
        events=(_event(i, sources=many[: max(count - i * len(many), 0)]) for i in range(-(-count // len(many)) or 1)),
        sources=sources,
    )


def sources(count: int) -> Document:
    """Sources that nothing cites."""
    return _story(sources=({"id": f"s{i}", "title": "x", "date": "2020-01-02"} for i in range(min(count, 10_000))))


def _texts(text: str) -> Callable[[int], Document]:
    def made(count: int) -> Document:
        """Events with long texts, notes and titles of one kind."""

        def of(most: int) -> str:
            return (text * most)[:most]

        long = {"text": of(members.MAX_TEXT), "note": of(members.MAX_NOTE), "title": of(members.MAX_TITLE)}
        return _story(events=(_event(i, **long) for i in range(max(count, 1))))

    return made


def line(count: int) -> Document:
    """A line of many positions."""
    return _story(shapes=[_shape("LineString", [[i % 7, i % 9] for i in range(count + 2)])])


def lines(count: int) -> Document:
    """Lines of two positions."""
    return _story(shapes=[_shape("MultiLineString", [[[i % 7, 0], [0, i % 9]] for i in range(count + 1)])])


def points(count: int) -> Document:
    """Points that are no places."""
    return _story(shapes=[_shape("MultiPoint", [[i % 179, i % 89] for i in range(count + 1)])])


def areas(count: int) -> Document:
    """Areas of one ring."""
    return _story(
        shapes=[_shape("MultiPolygon", [[[[i % 7, 0], [1, 0], [1, i % 9], [i % 7, 0]]] for i in range(count + 1)])]
    )


def holes(count: int) -> Document:
    """An area with many holes."""
    rings = [[[i % 7, 0], [1, 0], [1, i % 9], [i % 7, 0]] for i in range(count + 1)]
    return _story(shapes=[_shape("Polygon", rings)])


def shapes(count: int) -> Document:
    """Shapes with nothing in them but a line."""
    return _story(shapes=(_shape("LineString", [[0, 0], [i % 9, 1]], name="x") for i in range(min(count, 9_998))))


def collections(count: int) -> Document:
    """Geometries in collections."""
    point = {"type": "Point", "coordinates": [1, 2]}
    full = members.MAX_FEATURES
    parts = [
        {"type": "GeometryCollection", "geometries": [point] * min(full, count - i)} for i in range(0, count, full)
    ]
    return _story(shapes=({"type": "Feature", "geometry": part, "properties": None} for part in parts))


def properties_of_a_place(count: int) -> Document:
    """What other programs wrote into a place."""
    return _story(places=[_place("a", 13.2, 32.9, **{f"{i:x}": 0 for i in range(count)}), _place("b", 9.5, 30.1)])


def properties_of_a_shape(count: int) -> Document:
    """What other programs wrote into a shape."""
    return _story(shapes=[_shape("LineString", [[0, 0], [1, 1]], **{f"{i:x}": 0 for i in range(count)})])


def members_of_the_file(count: int) -> Document:
    """What other programs wrote into the file."""
    return _story(others=[{}] * count)


MAKERS: dict[str, Callable[[int], Document]] = {
    **{
        make.__name__: make
        for make in (
            *(claims_of_one_pair, claims_of_many_pairs, places_with_events, places_in_a_country, places_at_its_coast),
            *(reference_points, events_of_one_place, names_of_one_place, sources_of_each_event),
            *(sources_again_and_again, sources, line, lines, points, areas, holes, shapes, collections),
            *(properties_of_a_place, properties_of_a_shape, members_of_the_file),
        )
    },
    "texts_of_quotes": _texts('"'),
    "texts_of_short_words": _texts("a "),
    "texts_of_arabic": _texts("\u0637 "),
    "texts_of_unknown_letters": _texts("\U0001f468\u200d"),
}


def _bytes(document: Document) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def file(make: Callable[[int], Document]) -> bytes:
    """The largest file of a kind that is read."""
    return _largest(make, lambda content: len(content) <= MAX_SIZE)


def link(make: Callable[[int], Document]) -> str:
    """What `data` is in a link to the largest story of a kind that a link carries."""
    return _packed(_largest(make, lambda content: len(content) <= MAX_SIZE and len(_packed(content)) <= MAX_LENGTH))


def _packed(content: bytes) -> str:
    return base64.urlsafe_b64encode(gzip.compress(content, 9)).rstrip(b"=").decode()


def _largest(make: Callable[[int], Document], fits: Callable[[bytes], bool]) -> bytes:
    """The bytes of the largest of the stories that a maker makes, to a thirtieth."""
    fitting, found, over = 1, _bytes(make(1)), None
    while over is None or over - fitting > fitting / 30:
        count = 2 * fitting if over is None else (fitting + over) // 2
        content = _bytes(make(count))
        if not fits(content):
            over = count
        elif over is None and count > 4_000_000:  # its maker makes no larger one
            break
        else:
            fitting, found = count, content
    return found
