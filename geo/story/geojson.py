"""A story file, which is an RFC 7946 FeatureCollection with a member `story`, to a `Story` and back.

`data/README.md` describes every member. A file is refused whole, with every fault that is in it.
"""

import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias, TypeVar

from geo.base.faults import Fault, RefusedError
from geo.base.json_text import written
from geo.story import strict_json
from geo.story.codec import Values, read_members, write_members
from geo.story.features import looked_up, read_feature
from geo.story.fields import MAX_FAULTS, Fields, References
from geo.story.members import (
    CLAIM,
    EVENT,
    MAX_CLAIMS_OF_PAIR,
    MAX_FEATURES,
    MAX_REFERENCES_OF_STORY,
    OPENING,
    PASSAGE,
    PLACE,
    QUANTITY,
    REFERENCE,
    SOURCE,
    STORY,
    TAG,
    VERSION,
)
from geo.story.model import (
    MOST_STATED,
    Claim,
    Event,
    GeoJson,
    Opening,
    Passage,
    Place,
    Quantity,
    Source,
    Story,
    Tag,
    Unit,
)
from geo.story.strict_json import pointer
from geo.story.versions import version

T = TypeVar("T")
#: Reads the items of a list with the reader of an item; `Any` is what that makes, another for each list.
_Each: TypeAlias = Callable[..., list[Any]]


class Reading(NamedTuple):
    """What was found in a file: its story, or its faults and what of it is sound all the same.

    Of its faults, which are `faulty` in number, the first `MAX_FAULTS` are listed. `told` holds the sound members of
    the story by name, among them lists of `sources`, `events` and `claims`.
    """

    story: Story | None
    faults: tuple[Fault, ...]
    faulty: int
    places: tuple[Place, ...]
    shapes: tuple[GeoJson, ...]
    told: Values


class _Part(NamedTuple):
    """One item of a list as it was read; `made` is None where it is wrong. Paths begin at the item.

    Of its faults, which are `faulty` in number, only those are kept that were listed.
    """

    item: object
    made: Any  # by the reader of its kind, which is the same the next time
    faults: list[Fault]
    faulty: int
    references: References


class Reader:
    """Reads story files. An item that is the very object it was the last time is known again, and not read anew."""

    def __init__(self) -> None:
        self._known: dict[int, _Part] = {}

    def read(self, value: object, faults: list[Fault]) -> Reading:
        """What a JSON value is as a story file, where these faults were already found in it."""
        before, self._known = self._known, {}
        root = Fields(value, "", faults)
        references = References(faults)
        unlisted = 0

        def knows(item: object) -> bool:
            part = before.get(id(item))
            return part is not None and part.item is item

        def each(owner: Fields, key: str, most: int, read_item: Callable[[Fields, References], T | None]) -> list[T]:
            nonlocal unlisted
            made: list[T] = []
            for path, item in owner.items(key, most):
                part = before.get(id(item))
                room = max(0, MAX_FAULTS - len(faults))
                if part is None or not knows(item) or len(part.faults) < min(room, part.faulty):
                    own: list[Fault] = []
                    ids = References(own)
                    found = read_item(Fields(item, "", own), ids)
                    part = _Part(item, found, own, len(own), ids)
                    del own[room:]
                self._known[id(item)] = part
                faults.extend(Fault(path + inner, *rest) for inner, *rest in part.faults[:room])
                unlisted += part.faulty - min(room, part.faulty)
                references.take(part.references, path)
                if part.made is not None and not part.faulty:
                    made.append(part.made)
            return made

        if root.is_object and root.members.get("type") != "FeatureCollection":
            root.fault("type", "the file is not a FeatureCollection", 'write "type": "FeatureCollection"')
        given = root.members.get("features")
        new = [f for f in given if not knows(f)] if isinstance(given, list) and len(given) <= MAX_FEATURES else []
        features: list[Place | GeoJson] = each(
            root, "features", MAX_FEATURES, partial(read_feature, near=looked_up(new))
        )
        places = tuple(feature for feature in features if isinstance(feature, Place))
        shapes = tuple(feature for feature in features if not isinstance(feature, Place))
        points = sum(len(place.references) for place in places)
        if points > MAX_REFERENCES_OF_STORY:
            problem = f"the places have {points:,} reference points together"
            root.fault("features", problem, f"keep at most {MAX_REFERENCES_OF_STORY:,}")
        told: Values = {}
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
        if not faults and not places:
            root.fault("features", "the story has no place", "add a place with a position")
        if not faults:
            others = {k: v for k, v in root.members.items() if k not in ("type", "features", "story")}
            told["events"].sort(key=lambda event: event.order)
            lists = {key: tuple(items) for key, items in told.items() if isinstance(items, list)}
            opening = opened(told, told["events"], places)
            story = Story(**told | lists | {"opening": opening}, places=places, shapes=shapes, extra=others)
        return Reading(story, tuple(faults), len(faults) + unlisted, places, shapes, told)


def read(content: bytes) -> Story:
    """The story in the bytes of a file. Raises `RefusedError` with every fault found."""
    # While a million small lists are made, Python would look through them for garbage again and again.
    collects = gc.isenabled()
    gc.disable()
    try:
        found = Reader().read(*strict_json.read(content))
    finally:
        if collects:
            gc.enable()
    if found.story is None:
        raise RefusedError(found.faults)
    return found.story


def _told(story: Fields, references: References, each: _Each) -> Values:
    """What the member `story` tells, by the names of the arguments of `Story`; what is wrong is None, or left out."""
    if not story.is_object:
        return {}
    story.no_others(STORY.keys)
    if story.members.get("events") == []:
        story.fault("events", "the story has no event", "add at least one event")
    told = read_members(story, STORY, references)
    if story.members.get("version") not in range(1, VERSION + 1) and told["version"] is not None:
        story.fault("version", f"the version is {told['version']:g}", f"write a whole number from 1 to {VERSION}")
    del told["version"]
    lists = {
        member.key: each(story, member.key, member.most, _ITEMS[member.key])
        if story.members.get(member.key) is not None or not member.optional
        else []
        for member in STORY.members
        if member.form == "list"
    }
    lists["claims"] = _few_of_each_pair(lists["claims"], story)
    _check_colours(lists["tags"], story)
    told["based_on"] = told["based_on"] or "article"
    if story.members.get("summary") is None:
        told["summary"] = ""
    if told["based_on"] == "article" and story.members.get("published") is None:
        story.fault("published", "the member `published` is missing", "give the date of the article, as in 2020-11-02")
    given = story.members.get("opening")
    opening = Fields({} if given is None else given, pointer(story.path, "opening"), story.faults)
    return told | {"opening": _opening(opening, references)} | lists


def _opening(opening: Fields, references: References) -> Values | None:
    """What the opening says, by the names of `Opening`, each of which may be None."""
    if not opening.is_object:
        return None
    opening.no_others(OPENING.keys)
    found = read_members(opening, OPENING, references)
    _check_pair(opening)
    return found


def _check_pair(fields: Fields) -> None:
    """Note a pair of places of which one is missing."""
    missing = [key for key in ("from", "to") if fields.members.get(key) is None]
    if len(missing) == 1:
        fields.fault(missing[0], f"the member `{missing[0]}` is missing", "name both places of the pair, or neither")


def opened(told: Values, events: Sequence[Event], places: Sequence[Place]) -> Opening:
    """What a story shows first: what it says, and for the rest its first event and its first two places."""
    said = told.get("opening") or {}
    order = [event.place for event in events if event.place is not None] + [place.id for place in places]
    first, second = (list(dict.fromkeys(order)) * 2)[:2]
    is_pair = said.get("origin") is not None and said.get("to") is not None
    origin, to = (said["origin"], said["to"]) if is_pair else (first, second)
    return Opening(event=said.get("event") or events[0].id, origin=origin, to=to, is_pair=is_pair)


def _source(source: Fields, references: References) -> Source | None:
    source.no_others(SOURCE.keys)
    return source.make(Source, **read_members(source, SOURCE, references))


def _tag(tag: Fields, references: References) -> Tag | None:
    tag.no_others(TAG.keys)
    return tag.make(Tag, **read_members(tag, TAG, references))


def _event(event: Fields, references: References) -> Event | None:
    event.no_others(EVENT.keys)
    found = read_members(event, EVENT, references)
    is_dated = event.members.get("when") is not None
    if found["time"] and not (found["when"] and found["when"].day) and (found["when"] or not is_dated):
        event.fault("time", "a time needs a day as the date", "give the day, or leave the time out")
    if event.members.get("text") is None:
        found["text"] = ""
    _check_pair(event)
    return event.make(Event, **found, passage=_passage(event, references))


def _claim(claim: Fields, references: References) -> Claim | None:
    claim.no_others(CLAIM.keys)
    values = read_members(claim, CLAIM, references)
    if values["origin"] is not None and values["origin"] == values["to"]:
        claim.fault("to", "the claim is about one place only", "name two different places")
    stated = _quantity(claim, values.pop("unit"))
    also = None
    if claim.members.get("also") is not None:
        inner = Fields(claim.members["also"], pointer(claim.path, "also"), claim.faults)
        inner.no_others(QUANTITY.keys)
        also = _quantity(inner, read_members(inner, QUANTITY, references)["unit"])
    values["kind"] = values["kind"] or "pair"
    return claim.make(Claim, **values, stated=stated, also=also, passage=_passage(claim, references))


def _passage(owner: Fields, references: References) -> Passage | None:
    if owner.members.get("passage") is None:
        return None
    passage = Fields(owner.members["passage"], pointer(owner.path, "passage"), owner.faults)
    if not passage.is_object:
        return None
    passage.no_others(PASSAGE.keys)
    return passage.make(Passage, **read_members(passage, PASSAGE, references))


def _quantity(fields: Fields, unit: Unit | None) -> Quantity | None:
    most = MOST_STATED[unit or "km"]
    low, high = fields.number("low", 0, most), fields.number("high", 0, most)
    if low is not None and high is not None and high < low:
        fields.fault("high", f"`high` ({high:g}) is less than `low` ({low:g})", "swap the two")
    return fields.make(Quantity, low=low, high=high, unit=unit)


#: What reads an item of each list of a story.
_ITEMS: Mapping[str, Callable[[Fields, References], object]] = {
    **{"sources": _source, "tags": _tag},
    **{"events": _event, "claims": _claim},
}


def _few_of_each_pair(claims: list[Claim], story: Fields) -> list[Claim]:
    """The claims without those that are too many about one pair of places, which are a fault."""
    pairs = Counter[frozenset[str]]()
    few = []
    for claim in claims:
        pair = frozenset((claim.origin, claim.to or claim.origin))
        pairs[pair] += 1
        if pairs[pair] <= MAX_CLAIMS_OF_PAIR:
            few.append(claim)
    for pair, count in pairs.items():
        if count > MAX_CLAIMS_OF_PAIR:
            problem = f"{count:,} claims are about {' and '.join(f'“{place}”' for place in sorted(pair))}"
            story.fault("claims", problem, f"keep at most {MAX_CLAIMS_OF_PAIR} about one pair of places")
    return few


def _check_colours(tags: list[Tag], story: Fields) -> None:
    """Note tags that have one colour."""
    first: dict[str, Tag] = {}
    for tag in tags:
        if tag.colour and first.setdefault(tag.colour, tag) is not tag:
            problem = f"the tags “{first[tag.colour].name}” and “{tag.name}” are both {tag.colour}"
            story.fault("tags", problem, "give one of them another colour, or none")


def _feature(place: Place) -> dict[str, object]:
    references = [write_members(REFERENCE, vars(reference)) for reference in place.references]
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": list(place.at)},
        "properties": write_members(PLACE, vars(place) | {"checked": None if place.checked else False})
        | ({"references": references} if references else {})
        | dict(place.extra),
    }


def event_values(event: Event) -> Values:
    """The values of an event by name, with None for what a file leaves out."""
    return {**vars(event), "text": event.text or None, "tags": event.tags or None}


def _claim_values(claim: Claim) -> Values:
    return {**vars(claim), **claim.stated._asdict(), "kind": None if claim.kind == "pair" else claim.kind}


def to_geojson(story: Story) -> dict[str, object]:
    """The story as a FeatureCollection of plain values, which `read` reads back to an equal story."""
    # What is as version 1 has it stands for itself.
    bare = {"based_on": None if story.based_on == "article" else story.based_on, "summary": story.summary or None}
    told = write_members(STORY, {**vars(story), **bare, "version": 1, "opening": None, "tags": None})
    pair = {} if story.opening.is_pair else {"origin": None, "to": None}
    told |= {
        "opening": write_members(OPENING, {**vars(story.opening), **pair}),
        "sources": [write_members(SOURCE, vars(source)) for source in story.sources],
        **({"tags": [write_members(TAG, vars(tag)) for tag in story.tags]} if story.tags else {}),
        "events": [write_members(EVENT, event_values(event)) for event in story.events],
        "claims": [write_members(CLAIM, _claim_values(claim)) for claim in story.claims],
    }
    places = [*map(_feature, story.places)]
    return {
        "type": "FeatureCollection",
        "story": told | {"version": version(told, (place["properties"] for place in places))},
        **story.extra,
        "features": [*places, *story.shapes],
    }


def write(story: Story) -> bytes:
    """The story as the bytes of a file: UTF-8, ending with a newline; indented, unless it would then be too large."""
    content = written(to_geojson(story), indented=True) + b"\n"
    return content if len(content) <= strict_json.MAX_SIZE else f"{compact(story)}\n".encode()


def compact(story: Story) -> str:
    """The story as a file has it, in one line without white space between its parts."""
    return written(to_geojson(story)).decode()
