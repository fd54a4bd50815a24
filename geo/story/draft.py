"""A story in the making: a document of the shape of a story file, in which anything may still be missing or wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np

from geo.base.faults import RefusedError
from geo.measure.geodesy import LonLat
from geo.measure.sphere import cosine, unit_vectors
from geo.story import patch, strict_json
from geo.story.codec import Values
from geo.story.features import swapped_back
from geo.story.geojson import Reader, Reading
from geo.story.model import Event, GeoJson, Opening, Place, Story, Tag
from geo.story.patch import CostlyPatchError, PatchError
from geo.story.strict_json import MAX_SIZE

#: A place is suspected when it is so far from all others, and its swap so near to one of them.
_FAR_KM, _NEAR_KM = 2_000.0, 500.0
#: The most places of which each is compared with each.
_MAX_COMPARED = 1_000


class Draft:
    """A document, changed by JSON Patch, and what it comes to as a story after each change."""

    def __init__(self, text: str | bytes) -> None:
        """A draft of a JSON text; `size` is the bytes that it has at most.

        Raises `RefusedError` where there is no document in it that can be worked on.
        """
        content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        value, faults = strict_json.read(content)
        if faults:
            raise RefusedError(faults)
        self.size = len(content)
        self._reader = Reader()
        self._swapped: dict[int, tuple[object, LonLat | None]] = {}
        self._take(value)

    def _take(self, document: object) -> None:
        reading = self._reader.read(document, [])
        self.document, self.reading, self.sketch = document, reading, sketch(reading)

    def change(self, text: str) -> None:
        """Make the changes of a JSON Patch: all of them or none.

        What is not touched stays the very same object, by which the reader knows it again. Raises `PatchError`.
        """
        content = text.encode(errors="surrogatepass")
        if len(content) > patch.MAX_SIZE:
            raise CostlyPatchError
        try:
            operations, faults = strict_json.read(content)
        except RefusedError as error:
            raise PatchError(str(error)) from None
        if faults or not isinstance(operations, list):
            raise PatchError("this is not a list of changes in strict JSON")
        document = patch.patched(self.document, operations)
        size = self.size + len(content)
        if size > MAX_SIZE:
            size = len(json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
        if size > MAX_SIZE:
            raise PatchError(f"with this change the story would have more than {MAX_SIZE:,} bytes")
        self.size = size
        self._take(document)

    def swaps(self) -> list[tuple[int, LonLat]]:
        """Features whose latitude and longitude were probably swapped, by index, with where they are then."""
        features = self.document.get("features") if isinstance(self.document, Mapping) else None
        if not isinstance(features, list):
            return []
        faulty = {path.split("/")[2] for path, *_ in self.reading.faults if path.endswith("/geometry/coordinates")}
        found = {}
        before, self._swapped = self._swapped, {}
        for index in (int(each) for each in faulty if each.isdecimal()):
            feature = features[index]
            known = before.get(id(feature))
            if known is None or known[0] is not feature:
                known = feature, _swapped(feature)
            self._swapped[id(feature)] = known
            if known[1] is not None:
                found[index] = known[1]
        suspected = {place.id: place for place in suspects(self.reading.places)}
        for index, feature in enumerate(features if suspected else ()):
            name = feature.get("id") if isinstance(feature, Mapping) else None
            if isinstance(name, str) and name in suspected:
                found[index] = LonLat(*suspected[name].at.latlon)
        return sorted(found.items())


def _swapped(feature: GeoJson) -> LonLat | None:
    properties = feature.get("properties")
    country = properties.get("country") if isinstance(properties, Mapping) else None
    return swapped_back(feature["geometry"].get("coordinates"), country if isinstance(country, str) else None)


def suspects(places: Sequence[Place]) -> list[Place]:
    """Places far from all others that are near to one of them with latitude and longitude swapped."""
    if not 1 < len(places) <= _MAX_COMPARED:
        return []
    here = unit_vectors([place.at for place in places])
    swapped = unit_vectors([LonLat(place.at.lat, place.at.lon) for place in places])
    among = here @ here.T
    np.fill_diagonal(among, -1.0)
    to_others = swapped @ here.T
    np.fill_diagonal(to_others, -1.0)
    far = among.max(axis=1) < cosine(_FAR_KM)
    near = to_others.max(axis=1) > cosine(_NEAR_KM)
    is_latitude = np.array([abs(place.at.lon) <= 90.0 for place in places])
    return [places[index] for index in np.flatnonzero(far & near & is_latitude).tolist()]


def sketch(reading: Reading) -> Story | None:
    """What can be shown of a draft already: its sound parts as a story; None as long as it has no place or no event.

    A sound story is shown whole. What a sketch lacks has a stand-in, and what refers to something faulty is left out.
    """
    if reading.story is not None:
        return reading.story
    told = reading.told
    sources = {source.id: source for source in told.get("sources", ())}
    places = {place.id: place for place in reading.places}
    tags = {tag.id: tag for tag in told.get("tags", ())}
    cites = [
        _as_far_as_known(event, places, tags)
        for event in told.get("events", ())
        if set(event.sources) <= sources.keys()
    ]
    events = {event.id: event for event in cites if event.place is None or event.place in places}
    if not places or not events:
        return None
    ordered = sorted(events.values(), key=lambda event: event.order)
    claims = [
        claim
        for claim in told["claims"]
        if {claim.origin, claim.to or claim.origin} <= places.keys() and claim.source in sources
    ]
    return Story(
        id=told["id"] or "draft",
        title=told["title"] or "",
        summary=told["summary"] or "",
        lang=told["lang"] or "und",
        published=told["published"],
        based_on=told["based_on"] or "article",
        opening=_opening(told["opening"] or {}, places, [event.id for event in ordered]),
        sources=tuple(sources.values()),
        tags=tuple(tags.values()),
        places=tuple(places.values()),
        events=tuple(ordered),
        claims=tuple({claim.id: claim for claim in claims}.values()),
        shapes=reading.shapes,
    )


def _as_far_as_known(event: Event, places: Mapping[str, Place], tags: Mapping[str, Tag]) -> Event:
    """The event without tags, and without a pair of places, that are not there."""
    if not tags.keys() >= set(event.tags):
        event = replace(event, tags=tuple(tag for tag in event.tags if tag in tags))
    if not {event.origin, event.to} - {None} <= places.keys():
        event = replace(event, origin=None, to=None)
    return event


def _opening(said: Values, places: Mapping[str, Place], events: Sequence[str]) -> Opening:
    """What a draft shows first, as far as that is there: the first event, and the first two places, for the rest."""
    event = next((each for each in events if each == said.get("event")), events[0])
    if {said.get("origin"), said.get("to")} <= places.keys():
        return Opening(event=event, origin=said["origin"], to=said["to"])
    spots = [place.id for place in places.values() if place.is_spot]
    origin, to, *_ = chain(dict.fromkeys(chain(spots, places)), places)
    return Opening(event=event, origin=origin, to=to, is_pair=False)
