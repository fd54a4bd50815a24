"""A story file, which is an RFC 7946 FeatureCollection with a member `story`, to a `Story` and back.

`data/README.md` describes every member. A file is refused whole, with every fault that is in it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, get_args

from geo import strict_json
from geo.edtf import When
from geo.features import FEATURES_MAX, PLACE_PROPERTIES, REFERENCES_OF_STORY_MAX, read_feature
from geo.fields import FAULTS_MAX, Fields, References, kind
from geo.geodesy import WINDS
from geo.story import (
    HEDGES,
    MOST_STATED,
    Claim,
    Event,
    Opening,
    Place,
    Problem,
    Quantity,
    SaidBy,
    Source,
    Status,
    Story,
    StoryError,
    Unit,
)
from geo.strict_json import pointer, printable

VERSION = 1
#: The most events or sources of one story.
ITEMS_MAX = 10_000
#: The most claims of one story, and of those the most about one pair of places: what is measured brings all of these to
#: the browser, with how each fares between all reference points.
CLAIMS_MAX, CLAIMS_OF_PAIR_MAX = 500, 100
TITLE_MAX, QUOTE_MAX, SUMMARY_MAX, NOTE_MAX, TEXT_MAX = 200, 500, 1_000, 2_000, 5_000


class Reading(NamedTuple):
    """What was found in a file: its story, or its faults and what of it is sound all the same.

    Of its faults, which are `faulty` in number, the first `FAULTS_MAX` are listed. `told` holds the sound members of
    the story by name, among them lists of `sources`, `events` and `claims`.
    """

    story: Story | None
    faults: tuple[Problem, ...]
    faulty: int
    places: tuple[Place, ...]
    shapes: tuple[Mapping[str, Any], ...]
    told: Mapping[str, Any]


class _Part(NamedTuple):
    """One item of a list as it was read; `made` is None where it is wrong. Paths begin at the item.

    Of its faults, which are `faulty` in number, only those are kept that were listed.
    """

    item: object
    made: Any
    faults: list[Problem]
    faulty: int
    references: References


class Reader:
    """Reads story files. An item that is the very object it was the last time is known again, and not read anew."""

    def __init__(self) -> None:
        self._known: dict[int, _Part] = {}

    def read(self, value: object, faults: list[Problem]) -> Reading:
        """What a JSON value is as a story file, where these faults were already found in it."""
        before, self._known = self._known, {}
        root = Fields(value, "", faults)
        references = References(faults)
        unlisted = 0

        def each(owner: Fields, key: str, most: int, read_item: Callable[[Fields, References], Any]) -> list[Any]:
            nonlocal unlisted
            made = []
            for path, item in owner.items(key, most):
                part = before.get(id(item))
                room = max(0, FAULTS_MAX - len(faults))
                if part is None or part.item is not item or len(part.faults) < min(room, part.faulty):
                    own: list[Problem] = []
                    ids = References(own)
                    found = read_item(Fields(item, "", own), ids)
                    part = _Part(item, found, own, len(own), ids)
                    del own[room:]
                self._known[id(item)] = part
                faults.extend(Problem(path + inner, *rest) for inner, *rest in part.faults[:room])
                unlisted += part.faulty - min(room, part.faulty)
                references.take(part.references, path)
                if part.made is not None and not part.faulty:
                    made.append(part.made)
            return made

        if root.is_object and root.members.get("type") != "FeatureCollection":
            root.fault("type", "the file is not a FeatureCollection", 'write "type": "FeatureCollection"')
        features = each(root, "features", FEATURES_MAX, read_feature)
        places = tuple(feature for feature in features if isinstance(feature, Place))
        shapes = tuple(feature for feature in features if not isinstance(feature, Place))
        points = sum(len(place.references) for place in places)
        if points > REFERENCES_OF_STORY_MAX:
            problem = f"the places have {points:,} reference points together"
            root.fault("features", problem, f"keep at most {REFERENCES_OF_STORY_MAX:,}")
        told: dict[str, Any] = {}
        if root.is_object and "story" not in root.members:
            root.fault(
                "story",
                "the member `story` is missing: perhaps another program dropped it when it saved the file",
                "open the file as it was before, or write the events and claims anew beside its features",
            )
        elif root.is_object:
            told = _told(Fields(root.members["story"], "/story", faults), references, each)
        unlisted += references.check()
        story = None
        if not faults:
            others = {k: v for k, v in root.members.items() if k not in ("type", "features", "story")}
            told["events"].sort(key=lambda event: event.when.order)
            lists = {key: tuple(items) for key, items in told.items() if isinstance(items, list)}
            story = Story(**told | lists, places=places, shapes=shapes, extra=others)
        return Reading(story, tuple(faults), len(faults) + unlisted, places, shapes, told)


def read(content: bytes) -> Story:
    """The story in the bytes of a file. Raises `StoryError` with every fault found."""
    found = Reader().read(*strict_json.read(content))
    if found.story is None:
        raise StoryError(found.faults)
    return found.story


_STORY_MEMBERS = (
    *("version", "id", "title", "summary", "lang", "published", "opening"),
    *("sources", "events", "claims"),
)


def _told(story: Fields, references: References, each: Callable[..., list[Any]]) -> dict[str, Any]:
    """What the member `story` tells, by the names of the arguments of `Story`; what is wrong is None, or left out."""
    if not story.is_object:
        return {}
    story.no_others(_STORY_MEMBERS)
    story.number("version", VERSION, VERSION)
    if story.members.get("events") == []:
        story.fault("events", "the story has no event", "add at least one event")
    opening = Fields(story.members.get("opening"), pointer(story.path, "opening"), story.faults)
    return {
        "id": story.id(),
        "title": story.text("title", TITLE_MAX),
        "summary": story.text("summary", SUMMARY_MAX),
        "lang": story.language("lang"),
        "published": story.when("published"),
        "opening": _opening(opening, references),
        "sources": each(story, "sources", ITEMS_MAX, _source),
        "events": each(story, "events", ITEMS_MAX, _event),
        "claims": _few_of_each_pair(each(story, "claims", CLAIMS_MAX, _claim), story),
    }


def _opening(opening: Fields, references: References) -> Opening | None:
    if not opening.is_object:
        return None
    opening.no_others(("event", "from", "to"))
    event, origin, to = opening.id("event"), opening.id("from"), opening.id("to")
    references.want("event", event, pointer(opening.path, "event"))
    references.want("place", origin, pointer(opening.path, "from"))
    references.want("place", to, pointer(opening.path, "to"))
    return opening.make(Opening, event=event, origin=origin, to=to)


def _source(source: Fields, references: References) -> Source | None:
    source.no_others(("id", "title", "publisher", "date", "url"))
    name = source.id()
    references.define("source", name, source.path)
    return source.make(
        Source,
        id=name,
        title=source.text("title", TITLE_MAX),
        publisher=source.text("publisher", TITLE_MAX, optional=True),
        date=source.when("date", optional=True),
        url=source.url("url"),
    )


def _event(event: Fields, references: References) -> Event | None:
    event.no_others(("id", "place", "when", "title", "text", "sources", "said_by", "status", "note"))
    name = event.id()
    references.define("event", name, event.path)
    place = event.id("place") if event.members.get("place") is not None else None
    references.want("place", place, pointer(event.path, "place"))
    cited = []
    for path, item in event.items("sources", ITEMS_MAX):
        if isinstance(item, str):
            references.want("source", printable(item), path)
            cited.append(item)
        else:
            event.faults.append(Problem(path, f"this is {kind(item)}", "write the id of a source"))
    return event.make(
        Event,
        id=name,
        place=place,
        when=event.when("when"),
        title=event.text("title", TITLE_MAX),
        text=event.text("text", TEXT_MAX),
        sources=tuple(cited),
        said_by=event.choice("said_by", get_args(SaidBy)),
        status=event.choice("status", get_args(Status)),
        note=event.text("note", NOTE_MAX, optional=True),
    )


_QUANTITY = ("low", "high", "unit")


def _quantity(fields: Fields) -> Quantity | None:
    unit = fields.choice("unit", get_args(Unit))
    most = MOST_STATED[unit or "km"]
    low, high = fields.number("low", 0, most), fields.number("high", 0, most)
    if low is not None and high is not None and high < low:
        fields.fault("high", f"`high` ({high:g}) is less than `low` ({low:g})", "exchange the two")
    return fields.make(Quantity, low=low, high=high, unit=unit)


def _claim(claim: Fields, references: References) -> Claim | None:
    claim.no_others(("id", "quote", "from", "to", *_QUANTITY, "also", "hedge", "direction", "source"))
    name, origin, to, source = claim.id(), claim.id("from"), claim.id("to"), claim.id("source")
    references.define("claim", name, claim.path)
    references.want("place", origin, pointer(claim.path, "from"))
    references.want("place", to, pointer(claim.path, "to"))
    references.want("source", source, pointer(claim.path, "source"))
    if origin is not None and origin == to:
        claim.fault("to", "the claim is about one place only", "name two different places")
    also = None
    if claim.members.get("also") is not None:
        inner = Fields(claim.members["also"], pointer(claim.path, "also"), claim.faults)
        inner.no_others(_QUANTITY)
        also = _quantity(inner)
    return claim.make(
        Claim,
        id=name,
        quote=claim.text("quote", QUOTE_MAX),
        origin=origin,
        to=to,
        stated=_quantity(claim),
        also=also,
        hedge=claim.choice("hedge", tuple(HEDGES), optional=True),
        direction=claim.choice("direction", WINDS, optional=True),
        source=source,
    )


def _few_of_each_pair(claims: list[Claim], story: Fields) -> list[Claim]:
    """The claims without those that are too many about one pair of places, which are a fault."""
    pairs = Counter[frozenset[str]]()
    few = []
    for claim in claims:
        pair = frozenset((claim.origin, claim.to))
        pairs[pair] += 1
        if pairs[pair] <= CLAIMS_OF_PAIR_MAX:
            few.append(claim)
    for pair, count in pairs.items():
        if count > CLAIMS_OF_PAIR_MAX:
            one, other = sorted(pair)
            problem = f"{count:,} claims are about “{one}” and “{other}”"
            story.fault("claims", problem, f"keep at most {CLAIMS_OF_PAIR_MAX} about one pair of places")
    return few


def _present(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: value.text if isinstance(value, When) else value for key, value in pairs if value is not None}


def _properties(place: Place) -> dict[str, Any]:
    references = [
        {"id": r.id, "name": r.name, "coordinates": list(r.at)}
        | {"radius_km": r.radius_km, "position_source": r.position_source}
        for r in place.references
    ]
    plain = _present((key, getattr(place, key)) for key in PLACE_PROPERTIES if key != "references")
    return plain | ({"references": references} if references else {}) | dict(place.extra)


def to_geojson(story: Story) -> dict[str, Any]:
    """The story as a FeatureCollection of plain values, which `read` reads back to an equal story."""
    features: list[Mapping[str, Any]] = [
        {
            "type": "Feature",
            "id": place.id,
            "geometry": {"type": "Point", "coordinates": list(place.at)},
            "properties": _properties(place),
        }
        for place in story.places
    ]
    return {
        "type": "FeatureCollection",
        "story": {
            "version": VERSION,
            **_present((key, getattr(story, key)) for key in ("id", "title", "summary", "lang", "published")),
            "opening": {"event": story.opening.event, "from": story.opening.origin, "to": story.opening.to},
            "sources": [
                _present((k, getattr(s, k)) for k in ("id", "title", "publisher", "date", "url")) for s in story.sources
            ],
            "events": [
                {"id": e.id, "place": e.place}
                | _present((k, getattr(e, k)) for k in ("when", "title", "text"))
                | {"sources": list(e.sources)}
                | _present((k, getattr(e, k)) for k in ("said_by", "status", "note"))
                for e in story.events
            ],
            "claims": [
                {"id": c.id, "quote": c.quote, "from": c.origin, "to": c.to, **c.stated._asdict()}
                | ({"also": c.also._asdict()} if c.also else {})
                | _present((k, getattr(c, k)) for k in ("hedge", "direction", "source"))
                for c in story.claims
            ],
        },
        **story.extra,
        "features": [*features, *story.shapes],
    }


def write(story: Story) -> bytes:
    """The story as the bytes of a file: UTF-8, ending with a newline; indented, unless it would then be too large."""
    content = (json.dumps(to_geojson(story), ensure_ascii=False, indent=2) + "\n").encode()
    return content if len(content) <= strict_json.SIZE_MAX else f"{compact(story)}\n".encode()


def compact(story: Story) -> str:
    """The story as a file has it, in one line without white space between its parts."""
    return json.dumps(to_geojson(story), ensure_ascii=False, separators=(",", ":"))
