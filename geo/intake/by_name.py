"""Places without a position, found by their names in the gazetteer: sure ones are filled, others left to a person."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.measure.geodesy import LonLat
from geo.story.strict_json import printable

if TYPE_CHECKING:
    from geo.gazetteer.listed import Judged, Row
    from geo.gazetteer.places import Entry

#: What is said of a position that was found so, beside whose it is.
FOUND = "found by name"
#: The properties by which a name is judged.
KEYS = ("name", "country", "country in the file", "region", "address")
#: Of a name, and of what is said of where it lies, so much is read.
_MAX_TEXT = 200


class Counts(NamedTuple):
    """How many places were found, may be one of several, and are not known."""

    found: int = 0
    doubtful: int = 0
    unknown: int = 0


def judged(features: Sequence[Mapping[str, Any]], company: Sequence[Mapping[str, Any]] = ()) -> "list[Judged]":
    """What the names of these places mean, judged by each other, and by places that have positions, their `company`.

    `Any`, as they are those of a draft.
    """
    from geo.gazetteer.listed import judge  # here, as most visitors bring no list
    from geo.gazetteer.places import gazetteer

    rows = [*map(_row, features)]
    rows += [row._replace(at=at) for row, at in ((_row(each), position(each)) for each in company) if at]
    return [each for each in judge(rows, gazetteer()) if each is not None]


def _row(feature: Mapping[str, Any]) -> "Row":
    from geo.gazetteer.listed import Row  # as above

    properties = feature.get("properties") or {}

    def text(*keys: str) -> str:
        found = (properties.get(key) for key in keys)
        return next((value[:_MAX_TEXT] for value in found if isinstance(value, str) and value), "")

    country = text("country", "country in the file")
    return Row(name=text("name"), country=country, region=text("region"), address=text("address"))


def position(feature: Mapping[str, Any]) -> LonLat | None:
    """The position of a place of a draft; None where it has none that makes sense."""
    match feature.get("geometry"):
        case {"type": "Point", "coordinates": [int() | float() as lon, int() | float() as lat, *_]}:
            return LonLat(lon, lat) if abs(lon) <= 180 and abs(lat) <= 90 else None
    return None


def has_no_position(feature: Mapping[str, Any]) -> bool:
    """Whether a feature of a draft is a place that has a name, and no position yet."""
    geometry, properties = feature.get("geometry"), feature.get("properties")
    is_place = geometry is None or (isinstance(geometry, Mapping) and geometry.get("type", "Point") == "Point")
    coordinates = geometry.get("coordinates") if isinstance(geometry, Mapping) else None
    is_bare = not coordinates or (isinstance(coordinates, list) and all(value is None for value in coordinates))
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return is_place and is_bare and isinstance(name, str) and bool(name.strip())


def located(entry: "Entry") -> dict[str, Any]:
    """The properties of a place that is this entry of the gazetteer, but for its name."""
    from geo.gazetteer.story_place import story_place  # as above

    place = story_place(entry)
    found: dict[str, Any] = {"precision": place.precision}
    if place.radius_km is not None:
        found["radius_km"] = place.radius_km
    if place.country is not None:
        found["country"] = place.country
    return found | {"position_source": f"{place.position_source}, {FOUND}: {printable(entry.name)}"}


def fill(features: Sequence[dict[str, Any]]) -> Counts:
    """Give the places that are sure their positions; the others stay as they are."""
    bare = [feature for feature in features if has_no_position(feature)]
    if not bare:
        return Counts()
    found = doubtful = 0
    for feature, judgement in zip(bare, judged(bare, features), strict=True):
        doubtful += judgement.entry is None and bool(judgement.candidates)
        if judgement.entry is not None:
            found += 1
            feature["geometry"] = {"type": "Point", "coordinates": [*judgement.entry.position]}
            feature["properties"] = located(judgement.entry) | feature["properties"]
    return Counts(found, doubtful, len(bare) - found - doubtful)
