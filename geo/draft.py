"""A story in the making: a document of the shape of a story file, in which anything may still be missing or wrong."""

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from geo import strict_json
from geo.edtf import When
from geo.features import exchanged
from geo.geodesy import LonLat
from geo.geojson import Reader, Reading
from geo.sphere import cosine, unit_vectors
from geo.story import Opening, Place, Story, StoryError
from geo.strict_json import DEPTH_MAX, SIZE_MAX

#: A place is suspected when it is so far from all others, and its exchange so near to one of them.
_FAR_KM, _NEAR_KM = 2_000.0, 500.0
#: The most places of which each is compared with each.
_COMPARED_MOST = 1_000
#: What stands in a sketch where the story has no date yet: nothing in it shows that.
_NO_DATE = When.parse("0001")


class DraftError(ValueError):
    """A change that cannot be made; the draft stays as it was."""


class Draft:
    """A document, changed by JSON Patch, and what it comes to as a story after each change."""

    def __init__(self, text: str | bytes) -> None:
        """A draft of a JSON text; `size` is the bytes that it has at most.

        Raises `StoryError` where there is no document in it that can be worked on.
        """
        content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        value, faults = strict_json.read(content)
        if faults:
            raise StoryError(faults)
        self.size = len(content)
        self._reader = Reader()
        self._take(value)

    def _take(self, document: Any) -> None:
        self.document = document
        self.reading = self._reader.read(document, [])
        self.sketch = sketch(self.reading)

    def change(self, text: str) -> None:
        """Make the changes of a JSON Patch (RFC 6902) of `add`, `remove`, `replace` and `move`: all of them or none.

        What is not touched stays the very same object, by which the reader knows it again. Raises `DraftError`.
        """
        content = text.encode(errors="surrogatepass")
        try:
            operations, faults = strict_json.read(content)
        except StoryError as error:
            raise DraftError(str(error)) from None
        if faults or not isinstance(operations, list):
            raise DraftError("this is not a list of changes in strict JSON")
        document = self.document
        for operation in operations:
            document = _changed(document, operation)
        size = self.size + len(content)
        if size > SIZE_MAX:
            size = len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
        if size > SIZE_MAX:
            raise DraftError(f"with this change the story would have more than {SIZE_MAX:,} bytes")
        self.size = size
        self._take(document)

    def exchanges(self) -> list[tuple[int, LonLat]]:
        """Features whose latitude and longitude were probably exchanged, by index, with where they are then."""
        features = self.document.get("features") if isinstance(self.document, Mapping) else None
        if not isinstance(features, list):
            return []
        faulty = {path.split("/")[2] for path, *_ in self.reading.faults if path.endswith("/geometry/coordinates")}
        found = {}
        for index in (int(each) for each in faulty if each.isdecimal()):
            properties = features[index].get("properties")
            country = properties.get("country") if isinstance(properties, Mapping) else None
            at = exchanged(
                features[index]["geometry"].get("coordinates"), country if isinstance(country, str) else None
            )
            if at is not None:
                found[index] = at
        for place in suspects(self.reading.places):
            index = next(
                i for i, each in enumerate(features) if isinstance(each, Mapping) and each.get("id") == place.id
            )
            found[index] = LonLat(*place.at.latlon)
        return sorted(found.items())


def suspects(places: Sequence[Place]) -> list[Place]:
    """Places far from all others that are near to one of them with latitude and longitude exchanged."""
    if not 1 < len(places) <= _COMPARED_MOST:
        return []
    here = unit_vectors([place.at for place in places])
    exchanged = unit_vectors([LonLat(place.at.lat, place.at.lon) for place in places])
    among = here @ here.T
    np.fill_diagonal(among, -1.0)
    to_others = exchanged @ here.T
    np.fill_diagonal(to_others, -1.0)
    far = among.max(axis=1) < cosine(_FAR_KM)
    near = to_others.max(axis=1) > cosine(_NEAR_KM)
    is_latitude = np.array([abs(place.at.lon) <= 90.0 for place in places])
    return [places[index] for index in np.flatnonzero(far & near & is_latitude).tolist()]


def _keys(pointer: Any) -> list[str]:
    """The steps of a JSON Pointer (RFC 6901)."""
    if not isinstance(pointer, str) or not pointer.startswith("/") or pointer.count("/") > DEPTH_MAX // 2:
        raise DraftError("a change does not say where it is")
    return [key.replace("~1", "/").replace("~0", "~") for key in pointer[1:].split("/")]


def _changed(document: Any, operation: Any) -> Any:
    match operation:
        case {"op": "add" | "replace" as op, "path": path, "value": value}:
            return _put(document, _keys(path), op, value)
        case {"op": "remove", "path": path}:
            return _put(document, _keys(path), "remove", None)
        case {"op": "move", "from": source, "path": path}:
            value = document
            for key in _keys(source):
                value = value[_index(value, key, "replace")] if isinstance(value, list) else _member(value, key)
            return _put(_put(document, _keys(source), "remove", None), _keys(path), "add", value)
    raise DraftError("this change is none of add, remove, replace and move")


def _put(value: Any, keys: list[str], op: str, new: Any) -> Any:
    """A copy of the value in which what the keys lead to is added, replaced or removed."""
    key, *rest = keys
    made: Any
    if isinstance(value, list):
        made = list(value)
        index = _index(value, key, op if not rest else "replace")
        if rest:
            made[index] = _put(value[index], rest, op, new)
        elif op == "add":
            made.insert(index, new)
        else:
            made[index : index + 1] = [new] if op == "replace" else []
        return made
    made = dict(value) if isinstance(value, dict) else {}
    if rest:
        made[key] = _put(_member(value, key), rest, op, new)
    elif op == "add":
        made = _member_of(value) | {key: new}
    else:
        _member(value, key)
        made.pop(key)
        made |= {key: new} if op == "replace" else {}
    return made


def _member_of(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise DraftError("a change is to something that has no members")
    return value


def _member(value: Any, key: str) -> Any:
    if key not in _member_of(value):
        raise DraftError("a change is to something that is not there")
    return value[key]


def _index(value: list[Any], key: str, op: str) -> int:
    last = len(value) - (op != "add")
    index = len(value) if key == "-" and op == "add" else int(key) if key.isdecimal() and len(key) < 9 else -1
    if not 0 <= index <= last:
        raise DraftError("a change is to something that is not there")
    return index


def sketch(reading: Reading) -> Story | None:
    """What can be shown of a draft already: its sound parts as a story; None as long as it has no place or no event.

    A sound story is shown whole. What a sketch lacks has a stand-in, and what refers to something faulty is left out.
    """
    if reading.story is not None:
        return reading.story
    told = reading.told
    sources = {source.id: source for source in told.get("sources", ())}
    places = {place.id: place for place in reading.places}
    cites = [event for event in told.get("events", ()) if set(event.sources) <= sources.keys()]
    events = {event.id: event for event in cites if event.place is None or event.place in places}
    if not places or not events:
        return None
    claims = [
        claim for claim in told["claims"] if claim.origin in places and claim.to in places and claim.source in sources
    ]
    return Story(
        id=told["id"] or "draft",
        title=told["title"] or "",
        summary=told["summary"] or "",
        lang=told["lang"] or "und",
        published=told["published"] or _NO_DATE,
        opening=_opening(told["opening"], places, list(events)),
        sources=tuple(sources.values()),
        places=tuple(places.values()),
        events=tuple(sorted(events.values(), key=lambda event: event.when.order)),
        claims=tuple({claim.id: claim for claim in claims}.values()),
        shapes=reading.shapes,
    )


def _opening(opening: Opening | None, places: Mapping[str, Place], events: Sequence[str]) -> Opening:
    if opening is not None and opening.event in events and {opening.origin, opening.to} <= places.keys():
        return opening
    spots = [place.id for place in places.values() if place.is_spot]
    origin, to, *_ = chain(dict.fromkeys(chain(spots, places)), places)
    return Opening(event=events[0], origin=origin, to=to)
