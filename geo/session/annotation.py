"""An article with what was read in it, as the browser draws it: plain values, compact, and text only as text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from geo.base.checkpoint import checkpoint
from geo.base.edtf import When
from geo.gazetteer.places import SETTLEMENTS, Entry, Gazetteer
from geo.measure.geodesy import LonLat, measure
from geo.measure.sphere import unit_vectors
from geo.reading import to_story
from geo.reading.findings import Reading
from geo.reading.places.mentions import Mention
from geo.story.verdict import claimed, sector_deg
from geo.view import wording

#: Of the places that a name may mean so many are offered: as many as there are keys for them.
MAX_OFFERED = 9
DROPPED, DROPPED_REASON = "dropped", "A person has said that it is not a place of the story."


class Readings(NamedTuple):
    """An article read twice: as the words alone have it, and with what a person decided.

    `keys` are the ids of places in the story that is made of it, by their numbers in the gazetteer.
    """

    alone: Reading
    checked: Reading
    keys: Mapping[int, str]


class Annotator:
    """Says what was read in an article; remembers what it found of places, as a change of one asks for all again."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._around: dict[tuple[str, int, bool], str] = {}
        self._reasons: dict[str, int] = {}  # a new one comes last, so that the others keep their numbers

    def annotation(self, readings: Readings) -> dict[str, Any]:
        """The article's `mentions`, `names`, `reasons`, `stated`, `dates`, `placeless` and `pins`.

        A mention is where it begins and ends, which of the `names` it is, its trust, the number of its place or None,
        and which of the `reasons` it has. `pins` are ids of places on the map by number. All positions count characters
        of the text.
        """
        by_start = {mention.start: mention for mention in readings.checked.mentions}
        names: dict[str, list[Mention]] = {}
        numbers: dict[str, int] = {}
        rows = []
        for before in readings.alone.mentions:
            checkpoint()
            now = by_start.get(before.start)
            trust, reason = (now.trust, now.reason) if now else (DROPPED, DROPPED_REASON)
            chosen = now.chosen.id if now and now.chosen else None
            names.setdefault(before.key, []).append(now or before)
            name = numbers.setdefault(before.key, len(numbers))
            number = self._reasons.setdefault(reason, len(self._reasons))
            rows.append([before.start, before.end, name, trust, chosen, number])
        return {
            "mentions": rows,
            "names": self._names(names, readings),
            "reasons": list(self._reasons),
            "stated": [_claim(readings, index) for index in range(len(readings.checked.claims))],
            "dates": [
                [d.start, d.end, d.edtf, wording.date(When.parse(d.edtf)) if d.edtf else None, d.base, d.reason]
                for d in readings.checked.dates
            ],
            "placeless": [readings.checked.sentences[index] for index in readings.checked.placeless],
            "pins": {str(number): key for number, key in readings.keys.items()},
        }

    def _names(self, names: Mapping[str, Sequence[Mention]], readings: Readings) -> list[list[Any]]:
        """Each name of the article with the places that it may mean."""
        ranked = {mention.key: mention for mention in readings.alone.mentions}
        offered = []
        for key, mentions in names.items():
            # In the order that what is decided of others has led to, but not reordered by what is decided of it.
            open_still = next((mention for mention in mentions if mention.trust != "confirmed"), ranked[key])
            entries = [each.entry for each in open_still.candidates[:MAX_OFFERED]]
            chosen = [mention.chosen for mention in mentions if mention.chosen and mention.trust == "confirmed"]
            entries += [entry for entry in dict.fromkeys(chosen) if entry.id not in {each.id for each in entries}]
            offered.append(entries)
        near = _Near([(m.key, m.chosen) for m in readings.checked.mentions if m.chosen])
        rows = []
        for (key, mentions), entries in zip(names.items(), offered, strict=True):
            checkpoint()
            shown = min((mention.text for mention in mentions), key=str.isupper)
            rows.append([shown, [[*self.place(entry), near.to(key, entry)] for entry in entries]])
        return rows

    def place(self, entry: Entry) -> list[Any]:
        """A place to choose: its number, name, kind, the region and country that it is in, how many people it has."""
        held = entry.country, entry.region, entry.kind == "country"
        if held not in self._around:
            self._around[held] = ", ".join(wide.name for wide in self._known.around(entry))
        return [entry.id, entry.name, entry.kind, self._around[held], entry.inhabitants]


class _Near:
    """The settlements of an article that lie nearest to a place."""

    def __init__(self, chosen: Sequence[tuple[str, Entry]]) -> None:
        spots = {(key, entry.id): entry for key, entry in chosen if entry.kind in SETTLEMENTS}
        self._keys = np.array([key for key, _ in spots], dtype=object)
        self._spots = list(spots.values())
        self._vectors = unit_vectors([entry.position for entry in self._spots])

    def to(self, key: str, entry: Entry) -> list[str] | None:
        """The name and distance of the nearest whose name is not `key`; None for an area, or where there is none."""
        others = self._keys != key
        if entry.kind not in SETTLEMENTS or not others.any():
            return None
        cosines = np.where(others, unit_vectors([entry.position]) @ self._vectors.T, -2.0)
        nearest = self._spots[int(cosines.argmax())]
        return [nearest.name, wording.distance(_km(entry.position, nearest.position), "km")]


@lru_cache(maxsize=10_000)
def _km(one: LonLat, other: LonLat) -> float:
    return measure(one, other).distance_km


def _claim(readings: Readings, index: int) -> list[Any]:
    """A claim: where it begins and ends, where the names of its two ends begin, and those that are offered for each.

    Then whether it can be checked, how it fares, and why not.
    """
    found, ends = readings.checked.claims[index]
    mentions = readings.checked.mentions
    origin, to = (None if end is None else mentions[end].start for end in (ends.origin, ends.to))
    offered = [[mentions[end].start for end in each] for each in (ends.origins, ends.tos)]
    stands = [found.start, found.end, origin, to, *offered, found.checkable]
    return [*stands, _verdict(readings, index), _why_not(readings, index)]


def _verdict(readings: Readings, index: int) -> dict[str, Any] | None:
    """How a claim fares, in the words of the story page, and what the map draws of it; None where that is open."""
    found = to_story.verdict(readings.checked, index)
    claim = to_story.claim(readings.checked, index, dict(readings.keys))
    if found is None or claim is None:
        return None
    ends = [readings.checked.mentions[end].chosen for end in _ends(readings.checked, index)]
    ring = claimed(claim)
    return {
        "finding": found.distance,
        "verdict": wording.verdict(found),
        "reckoning": wording.reckoning(claim, found),
        "direction": wording.direction(found, claim.direction) if claim.direction else None,
        "distance": wording.distance(found.line.distance_km, "km"),
        "way": wording.bearing(found.line.initial_bearing_deg),
        "stops": [[key, *entry.position] for key, entry in zip((claim.origin, claim.to), ends, strict=True) if entry],
        "ring": list(ring) if ring else None,
        "wedge": list(sector_deg(claim.direction)) if claim.direction else None,
    }


def _ends(reading: Reading, index: int) -> list[int]:
    _, ends = reading.claims[index]
    return [end for end in (ends.origin, ends.to) if end is not None]


def _why_not(readings: Readings, index: int) -> str | None:
    """Why a claim has no verdict although both its ends are known, or cannot have one at all."""
    found, _ = readings.checked.claims[index]
    if not found.checkable:
        return found.reason
    linked = [readings.checked.mentions[end] for end in _ends(readings.checked, index)]
    lost = next((mention.text for mention in linked if mention.chosen is None), None)
    if lost is not None:
        return f"The gazetteer has no place called {lost}; choose one under Places."
    same = len(linked) == 2 and len({mention.chosen.id for mention in linked if mention.chosen}) == 1
    return "Both ends are the same place." if same else None
