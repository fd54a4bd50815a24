"""An article with what was read in it, as the browser draws it: plain values, compact, and text only as text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from geo.base.checkpoint import checkpoint
from geo.base.edtf import When
from geo.gazetteer.places import SETTLEMENTS, Entry, Gazetteer
from geo.measure.geodesy import LonLat, measure
from geo.measure.sphere import unit_vectors
from geo.reading import to_story, why_not
from geo.reading.dates.find import DateFound
from geo.reading.findings import Reading
from geo.reading.places.mentions import Mention
from geo.view import judgement, scene, wire, wording

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

    def annotation(self, readings: Readings) -> wire.Annotation:
        """Annotate the article with all that was read in it. All positions count characters of the text."""
        by_start = {mention.start: mention for mention in readings.checked.mentions}
        names: dict[str, list[Mention]] = {}
        numbers: dict[str, int] = {}
        found: list[wire.Mention] = []
        for before in readings.alone.mentions:
            checkpoint()
            now = by_start.get(before.start)
            trust, reason = (now.trust, now.reason) if now else (DROPPED, DROPPED_REASON)
            chosen = now.chosen.id if now and now.chosen else None
            names.setdefault(before.key, []).append(now or before)
            name = numbers.setdefault(before.key, len(numbers))
            number = self._reasons.setdefault(reason, len(self._reasons))
            found.append(
                {
                    "start": before.start,
                    "end": before.end,
                    "name": name,
                    "trust": trust,
                    "number": chosen,
                    "reason": number,
                }
            )
        return {
            "mentions": found,
            "names": self._names(names, readings),
            "reasons": list(self._reasons),
            "stated": [_claim(readings, index) for index in range(len(readings.checked.claims))],
            "dates": [_date(date) for date in readings.checked.dates],
            "filed_on": readings.checked.filed_on.edtf if readings.checked.filed_on else None,
            "notice": readings.checked.notice,
            "placeless": [span(*readings.checked.sentences[index]) for index in readings.checked.placeless],
            "pins": {str(number): key for number, key in readings.keys.items()},
        }

    def _names(self, names: Mapping[str, Sequence[Mention]], readings: Readings) -> list[wire.Name]:
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
        found: list[wire.Name] = []
        for (key, mentions), entries in zip(names.items(), offered, strict=True):
            checkpoint()
            shown = min((mention.text for mention in mentions), key=str.isupper)
            places: list[wire.Choice] = [{**self.place(entry), "near": near.to(key, entry)} for entry in entries]
            found.append({"text": shown, "places": places})
        return found

    def place(self, entry: Entry) -> wire.Choice:
        """A place to choose, without what is near it."""
        held = entry.country, entry.region, entry.kind == "country"
        if held not in self._around:
            self._around[held] = ", ".join(wide.name for wide in self._known.around(entry))
        return {
            "number": entry.id,
            "name": entry.name,
            "kind": entry.kind,
            "where": self._around[held],
            "people": entry.inhabitants,
        }


class _Near:
    """The settlements of an article that lie nearest to a place."""

    def __init__(self, chosen: Sequence[tuple[str, Entry]]) -> None:
        spots = {(key, entry.id): entry for key, entry in chosen if entry.kind in SETTLEMENTS}
        self._keys = np.array([key for key, _ in spots], dtype=object)
        self._spots = list(spots.values())
        self._vectors = unit_vectors([entry.position for entry in self._spots])

    def to(self, key: str, entry: Entry) -> wire.Near | None:
        """The name and distance of the nearest whose name is not `key`; None for an area, or where there is none."""
        others = self._keys != key
        if entry.kind not in SETTLEMENTS or not others.any():
            return None
        cosines = np.where(others, unit_vectors([entry.position]) @ self._vectors.T, -2.0)
        nearest = self._spots[int(cosines.argmax())]
        return {
            "name": nearest.name,
            "distance": wording.distance(_km(entry.position, nearest.position), "km"),
        }


@lru_cache(maxsize=10_000)
def _km(one: LonLat, other: LonLat) -> float:
    return measure(one, other).distance_km


def span(start: int, end: int) -> wire.Span:
    """A stretch of the text as it crosses."""
    return {"start": start, "end": end}


def _date(found: DateFound) -> wire.Date:
    return {
        "start": found.start,
        "end": found.end,
        "edtf": found.edtf,
        "words": wording.date(When.parse(found.edtf)) if found.edtf else None,
        "base": found.base,
        "reason": found.reason,
    }


def _claim(readings: Readings, index: int) -> wire.Stated:
    found, ends = readings.checked.claims[index]
    mentions = readings.checked.mentions
    origin, to = (None if end is None else mentions[end].start for end in (ends.origin, ends.to))
    return {
        "start": found.start,
        "end": found.end,
        "origin": origin,
        "to": to,
        "origins": [mentions[end].start for end in ends.origins],
        "tos": [mentions[end].start for end in ends.tos],
        "checkable": found.is_judged,
        "verdict": _fares(readings, index),
        "reason": _why_not(readings, index),
    }


def _fares(readings: Readings, index: int) -> wire.Fares | None:
    """How a claim fares, in the words of the story page, and what the map draws of it; None where that is open."""
    found = to_story.verdict(readings.checked, index)
    claim = to_story.claim(readings.checked, index, dict(readings.keys))
    if found is None or claim is None or claim.to is None or found.line is None:
        return None
    ends = [readings.checked.mentions[end].chosen for end in _ends(readings.checked, index)]
    stops: list[wire.Stop] = [
        {"key": key, "lon": entry.position.lon, "lat": entry.position.lat}
        for key, entry in zip((claim.origin, claim.to), ends, strict=True)
        if entry
    ]
    return {
        **judgement.judged(found, "km"),
        "distance": wording.distance(found.line.distance_km, "km"),
        "way": wording.bearing(found.line.initial_bearing_deg),
        "stops": stops,
        "ring": scene.ring(claim),
        "wedge": scene.wedge(claim),
    }


def _ends(reading: Reading, index: int) -> list[int]:
    _, ends = reading.claims[index]
    return [end for end in (ends.origin, ends.to) if end is not None]


def _why_not(readings: Readings, index: int) -> str | None:
    """Why a claim has no verdict although both its ends are known, or cannot have one at all."""
    found, _ = readings.checked.claims[index]
    if not found.is_judged:
        return found.reason
    return why_not.lost(readings.checked, index)
