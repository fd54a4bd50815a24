"""The places of a draft that have a name and no position: what each may mean, for a person to decide."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from geo.gazetteer.geocoder import Geocoder, GeocoderError
from geo.intake import by_name
from geo.measure.geodesy import LonLat, sphere_km
from geo.measure.sphere import unit_vectors
from geo.view import wire, wording

if TYPE_CHECKING:
    from geo.gazetteer.listed import Judged
    from geo.gazetteer.suggestions import Suggestion

#: So many names are judged at a time, and so many of them listed: as some are decided, others follow.
_MAX_JUDGED, _MAX_LISTED = 1_000, 40
#: Of the places that have positions so many are company for the names.
_MAX_COMPANY = 400
#: What lies so near a candidate is said with it.
_NEAR_KM = 500.0
#: Of a name that is asked for so much is read.
_MAX_NAME = 100

#: A feature of a draft; `Any`, as it may be whatever somebody brought.
_Feature: TypeAlias = Mapping[str, Any]
_Said: TypeAlias = tuple[str, ...]


class Naming:
    """The names of one draft, judged once each; what a geocoder knew of one of them."""

    def __init__(self) -> None:
        self._judged: dict[_Said, Judged] = {}
        self._offered: dict[_Said, list[Suggestion]] = {}
        self._asked: wire.Asked | None = None

    def ask(self, geocoder: Geocoder | None, key: str, name: str) -> None:
        """Ask a geocoder for a name; `key` is the id of the place."""
        if geocoder is None or not name.strip():
            return
        problem = None
        places: list[wire.FoundPoint] = []
        try:
            found = geocoder.find(" ".join(name[:_MAX_NAME].split()))
            places = [{"name": place.name, "lon": place.at.lon, "lat": place.at.lat} for place in found]
        except GeocoderError as error:
            problem = str(error)
        if not places and problem is None:
            problem = f"{geocoder.host} knows no place of this name."
        self._asked = {"id": key, "places": places, "problem": problem, "host": geocoder.host}

    def told(self, document: object, geocoder: Geocoder | None) -> wire.Naming | None:
        """How many names are still to be decided, and the first of them; None where there are none."""
        features = document.get("features") if isinstance(document, dict) else None
        places = [each for each in features if isinstance(each, dict)] if isinstance(features, list) else []
        bare = [(index, place) for index, place in enumerate(places) if by_name.has_no_position(place)]
        if not bare or not isinstance(features, list) or len(places) != len(features):
            self._judged.clear()
            return None
        looked_at = bare[:_MAX_JUDGED]
        self._judge([place for _, place in looked_at], places)
        judged = [(index, place, self._judged[_said(place)]) for index, place in looked_at]
        doubtful = [each for each in judged if each[2].entry or each[2].candidates]
        unknown = [each for each in judged if not each[2].entry and not each[2].candidates]
        company = places[:: max(1, len(places) // _MAX_COMPANY)]
        listed = sorted([*doubtful, *unknown][:_MAX_LISTED], key=lambda each: each[0])
        return {
            "doubtful": len(doubtful),
            "unknown": len(unknown),
            "waiting": len(bare) - len(looked_at),
            "names": [self._listed(*each, company) for each in listed],
            "geocoder": geocoder.host if geocoder else None,
            "asked": self._asked,
        }

    def _judge(self, bare: Sequence[_Feature], places: Sequence[_Feature]) -> None:
        """Judge the names that are new, and forget those that are gone."""
        said = {_said(place): place for place in bare}
        self._judged = {key: judged for key, judged in self._judged.items() if key in said}
        self._offered = {key: offered for key, offered in self._offered.items() if key in said}
        new = {key: place for key, place in said.items() if key not in self._judged}
        if not new:
            return
        found = by_name.judged([*new.values()], places[:: max(1, len(places) // _MAX_COMPANY)])
        self._judged |= dict(zip(new, found, strict=True))

    def _listed(self, index: int, place: _Feature, judged: "Judged", company: Sequence[_Feature]) -> wire.OpenName:
        from geo.gazetteer.suggestions import suggestion  # here, as most drafts have positions

        key = _said(place)
        if key not in self._offered:
            entries = (judged.entry,) if judged.entry else judged.candidates
            near = _near([entry.position for entry in entries], company)
            self._offered[key] = [
                _told(suggestion(entry), entry.inhabitants, beside) for entry, beside in zip(entries, near, strict=True)
            ]
        return {
            "index": index,
            "id": str(place.get("id", "")),
            "name": str(place["properties"]["name"]),
            "reason": judged.reason,
            "places": self._offered[key],
        }


def _said(place: _Feature) -> _Said:
    """What a place says of itself that its name is judged by."""
    properties = place.get("properties") or {}
    return tuple(str(properties.get(key, "")) for key in by_name.KEYS)


def _near(candidates: Sequence[LonLat], company: Sequence[_Feature]) -> list[str]:
    """What lies near each candidate among the places that have a position, as in “5 km from Dernau”; else nothing."""
    placed = [(at, place) for place in company if (at := by_name.position(place))]
    if not placed or not candidates:
        return [""] * len(candidates)
    cosines = unit_vectors(candidates) @ unit_vectors([at for at, _ in placed]).T
    found = []
    for at, nearest in zip(candidates, cosines.argmax(axis=1).tolist(), strict=True):
        there, place = placed[nearest]
        km, name = sphere_km(at, there), (place.get("properties") or {}).get("name")
        found.append(f"{wording.distance(km, 'km')} from {name}" if name and km < _NEAR_KM else "")
    return found


def _told(offered: "Suggestion", people: int | None, near: str) -> "Suggestion":
    """A place as a name may mean it, with how many people live there and what lies near: that tells namesakes apart."""
    if people:
        offered["hint"] += f" · {people:,} people"
    if near:
        offered["hint"] += f" · {near}"
    offered["source"] += f", {by_name.FOUND}: {offered['name']}"
    return offered
