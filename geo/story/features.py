"""The features of a story file: places, which are points, and context shapes, which are drawn without events."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from geo.base import countries
from geo.base.faults import Fault
from geo.measure.geodesy import LonLat
from geo.story import outlines
from geo.story.codec import is_country_code, is_position, position, read_members
from geo.story.fields import Fields, References
from geo.story.members import MAX_FEATURES, MAX_REFERENCES, PLACE, REFERENCE
from geo.story.model import MAX_KM, SPOTS, GeoJson, Place, Reference
from geo.story.strict_json import pointer

#: How far outside its country a position must be before latitude and longitude are suspected to be swapped.
OUTSIDE_KM = 25.0

_A = {one: f"{'an' if one[0] in 'aeiou' else 'a'} {one}" for one in PLACE.member("precision").options}
_SHAPES = ("LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")

#: Tells whether a position lies in a country or near it, as `is_near` does.
Near = Callable[[str, LonLat], bool | None]

# How deep the lists of positions lie, and how many positions the innermost have at least (RFC 7946, section 3.1).
_LINE, _RING = 2, 4
_NESTING = {
    "MultiPoint": (1, 1),
    "LineString": (1, _LINE),
    "MultiLineString": (2, _LINE),
    "Polygon": (2, _RING),
    "MultiPolygon": (3, _RING),
}


def is_near(country: str, at: LonLat) -> bool | None:
    """Whether a position lies in a country or so near that no swap is suspected; None where it has no outline."""
    return outlines.is_near(country, at, OUTSIDE_KM)


def looked_up(features: Iterable[object]) -> Near:
    """What `is_near` says, asked at once of all positions in these features: one by one that takes 60 times as long."""
    swaps: dict[str, set[LonLat]] = {}
    for country, value in _positions(features):
        if is_position(value) and (swapped := position(value[1::-1])):
            swaps.setdefault(country, set()).add(swapped)
    known: dict[tuple[str, LonLat], bool | None] = {}
    for country, positions in swaps.items():
        for _ in range(2):  # those whose swap is near are looked at as they are, too
            found = outlines.are_near(country, list(positions), OUTSIDE_KM)
            near = dict(zip(positions, found, strict=True))
            known |= {(country, at): here for at, here in near.items()}
            positions = {LonLat(*at.latlon) for at, here in near.items() if here}
    return lambda country, at: known[country, at] if (country, at) in known else is_near(country, at)


def _positions(features: Iterable[object]) -> Iterator[tuple[str, object]]:
    """The coordinates of places and of their reference points, whatever they are, each with the country."""
    for feature in features:
        match feature:
            case {"geometry": {"coordinates": list() as at}, "properties": {"country": str() as country, **others}}:
                if is_country_code(country):
                    yield country, at
                    points = others.get("references")
                    for point in points if isinstance(points, list) else ():
                        if isinstance(point, Mapping):
                            yield country, point.get("coordinates")


def read_feature(feature: Fields, references: References, near: Near = is_near) -> Place | GeoJson | None:
    """What one feature is: a place, or a shape, which is the feature as it stands; None where neither can be had."""
    if not feature.is_object:
        return None
    if feature.members.get("type") != "Feature":
        feature.fault("type", "this is not a Feature", 'write "type": "Feature"')
    geometry = Fields(feature.members.get("geometry"), pointer(feature.path, "geometry"), feature.faults)
    shape = geometry.choice("type", ("Point", *_SHAPES)) if geometry.is_object else None
    if shape == "Point":
        return _place(feature, geometry, references, near)
    if shape is None:
        return None
    _check_shape(geometry)
    if feature.members.get("properties") is not None:
        Fields(feature.members["properties"], pointer(feature.path, "properties"), feature.faults)
    return feature.members


def geometries(geometry: GeoJson) -> Iterator[GeoJson]:
    """Give the geometries in the sound geometry of a shape, in order, none of them a collection."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from geometries(part)
    else:
        yield geometry


def _check_shape(geometry: Fields) -> None:
    if geometry.members["type"] == "GeometryCollection":
        for path, item in geometry.items("geometries", MAX_FEATURES):
            part = Fields(item, path, geometry.faults)
            if part.choice("type", ("Point", *_SHAPES)):
                _check_shape(part)
        return
    coordinates, form = geometry.members.get("coordinates"), _NESTING.get(str(geometry.members["type"]), (0, 1))
    # One fault is enough to find a broken line: thousands of them would hide the others.
    if not _is_sound(coordinates, *form) and (flaw := _flaw(coordinates, *form)):
        indexes, problem, remedy = flaw
        path = pointer(geometry.path, "coordinates")
        for index in indexes:
            path = pointer(path, index)
        geometry.faults.append(Fault(path, problem, remedy))


def _is_sound(coordinates: object, nesting: int, least: int) -> bool:
    """Whether `_flaw` finds nothing, a level at a time: a call for each of a million positions takes seconds."""
    level: list[Any] = [coordinates]  # what these are is found out below, for all at once
    for inner in reversed(range(nesting)):
        if set(map(type, level)) != {list} or not all(level):
            return False
        if inner == 0 and min(map(len, level)) < least:
            return False
        if inner == 0 and least == _RING and not all(ring[0] == ring[-1] for ring in level):
            return False
        level = [*chain.from_iterable(level)]
    if not all(type(position) is list and 2 <= len(position) <= 3 for position in level):
        return False
    numbers = {*map(type, chain.from_iterable(level))} <= {int, float}
    return numbers and all(-180 <= position[0] <= 180 and -90 <= position[1] <= 90 for position in level)


def _flaw(value: object, nesting: int, least: int) -> tuple[tuple[int, ...], str, str] | None:
    """The first thing wrong with coordinates: the indexes that lead to it, what it is, and the remedy."""
    if nesting == 0:
        return None if is_position(value) else ((), "this is not a position", "write [longitude, latitude] in degrees")
    if not isinstance(value, list) or not value:
        return (), "this is not a list with something in it", "write a list as RFC 7946 has it for this geometry"
    for index, item in enumerate(value):
        if (flaw := _flaw(item, nesting - 1, least)) is not None:
            return (index, *flaw[0]), *flaw[1:]
    if nesting == 1 and len(value) < least:
        return (
            (),
            f"this has {len(value)} of the {least} positions that it needs at least",
            "add those that are missing",
        )
    if nesting == 1 and least == _RING and value[0] != value[-1]:
        return (), "this ring does not end where it begins", "repeat its first position at its end"
    return None


def _place(feature: Fields, geometry: Fields, references: References, near: Near) -> Place | None:
    name = feature.id()
    references.define("place", name, feature.path)
    path = pointer(feature.path, "properties")
    properties = Fields(feature.members.get("properties"), path, feature.faults)
    values = read_members(properties, PLACE, references)
    precision, country = values["precision"], values["country"]
    is_spot = precision in SPOTS
    if is_spot and properties.members.get("radius_km") is None:
        properties.number("radius_km", 0, MAX_KM)
    if not is_spot and precision is not None and values["radius_km"] is not None:
        problem = f"{_A[precision]} has no radius: distances to it are not judged"
        properties.fault("radius_km", problem, "leave `radius_km` out")
    at = _place_position(geometry, country, near)
    own = References(feature.faults)
    given = properties.items("references", MAX_REFERENCES) if properties.members.get("references") is not None else ()
    if given and not is_spot and precision is not None:
        problem = f"{_A[precision]} has no reference points: distances to it are not judged"
        properties.fault("references", problem, "leave `references` out")
    points = [_reference(Fields(item, at_path, feature.faults), own, country, near) for at_path, item in given]
    values["checked"] = values["checked"] is not False
    extra = {key: value for key, value in properties.members.items() if key not in PLACE.keys}
    return feature.make(Place, id=name, at=at, **values, references=tuple(filter(None, points)), extra=extra)


def _reference(reference: Fields, own: References, country: str | None, near: Near) -> Reference | None:
    if not reference.is_object:
        return None
    reference.no_others(REFERENCE.keys)
    values = read_members(reference, REFERENCE, own)
    return reference.make(Reference, **values, at=_place_position(reference, country, near))


def swapped_back(value: object, country: str | None, near: Near = is_near) -> LonLat | None:
    """Where the position lies if latitude and longitude were swapped by mistake; None where nothing says so.

    Something says so where only the swapped numbers are a position, or are in the country while the others are not.
    """
    at, swapped = position(value), position(value[1::-1] if isinstance(value, list) else None)
    if at is None or swapped is None or country is None:
        return None if at is not None else swapped
    return swapped if near(country, swapped) and not near(country, at) else None


def _place_position(geometry: Fields, country: str | None, near: Near) -> LonLat | None:
    value = geometry.members.get("coordinates")
    at, swapped = position(value), swapped_back(value, country, near)
    if at is None:
        hint = "; swapped, the two would be a position" if swapped else ""
        geometry.fault(
            "coordinates",
            f"this is not a position{hint}",
            "write [longitude, latitude] in degrees, longitude from -180 to 180, latitude from -90 to 90",
        )
    elif swapped:
        geometry.fault(
            "coordinates",
            f"the position is more than {OUTSIDE_KM:g} km outside {countries.name(country or '')}, but inside it with "
            "latitude and longitude swapped",
            f"write [{swapped.lon}, {swapped.lat}]: GeoJSON has the longitude first",
        )
    return at
