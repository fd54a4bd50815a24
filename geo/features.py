"""The features of a story file: places, which are points, and context shapes, which are drawn without events."""

from collections.abc import Mapping
from typing import Any, get_args

from geo import outlines
from geo.fields import Fields, References, is_language_tag
from geo.geodesy import LonLat
from geo.story import KM_MAX, SPOTS, Place, Precision, Problem, Reference
from geo.strict_json import pointer, printable

NAME_MAX, POSITION_SOURCE_MAX = 120, 500
#: The most features of one story, and the most parts of one geometry collection.
FEATURES_MAX = 10_000
#: How far outside its country a position must be before an exchange of latitude and longitude is suspected.
OUTSIDE_KM = 25.0

#: The most reference points of one place, each of which is measured to each of another's; and of all places together.
REFERENCES_MAX, REFERENCES_OF_STORY_MAX = 10, 2_000

PLACE_PROPERTIES = ("name", "names", "precision", "radius_km", "country", "position_source", "references")
_SHAPES = ("LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection")
# How deep the lists of positions lie, and how many positions the innermost have at least (RFC 7946, section 3.1).
_LINE, _RING = 2, 4
_NESTING = {
    "MultiPoint": (1, 1),
    "LineString": (1, _LINE),
    "MultiLineString": (2, _LINE),
    "Polygon": (2, _RING),
    "MultiPolygon": (3, _RING),
}


def read_feature(feature: Fields, references: References) -> Place | Mapping[str, Any] | None:
    """What one feature is: a place, or a shape, which is the feature as it stands; None where neither can be had."""
    if not feature.is_object:
        return None
    if feature.members.get("type") != "Feature":
        feature.fault("type", "this is not a Feature", 'write "type": "Feature"')
    geometry = Fields(feature.members.get("geometry"), pointer(feature.path, "geometry"), feature.faults)
    shape = geometry.choice("type", ("Point", *_SHAPES)) if geometry.is_object else None
    if shape == "Point":
        return _place(feature, geometry, references)
    if shape is None:
        return None
    _check_shape(geometry)
    if feature.members.get("properties") is not None:
        Fields(feature.members["properties"], pointer(feature.path, "properties"), feature.faults)
    return feature.members


def _check_shape(geometry: Fields) -> None:
    if geometry.members["type"] == "GeometryCollection":
        for path, item in geometry.items("geometries", FEATURES_MAX):
            part = Fields(item, path, geometry.faults)
            if part.choice("type", ("Point", *_SHAPES)):
                _check_shape(part)
        return
    # One fault is enough to find a broken line: thousands of them would hide the others.
    flaw = _flaw(geometry.members.get("coordinates"), *_NESTING.get(geometry.members["type"], (0, 1)))
    if flaw is not None:
        indexes, problem, remedy = flaw
        path = pointer(geometry.path, "coordinates")
        for index in indexes:
            path = pointer(path, index)
        geometry.faults.append(Problem(path, problem, remedy))


def _flaw(value: Any, nesting: int, least: int) -> tuple[tuple[int, ...], str, str] | None:
    """The first thing wrong with coordinates: the indexes that lead to it, what it is, and the remedy."""
    if nesting == 0:
        return None if _position(value) else ((), "this is not a position", "write [longitude, latitude] in degrees")
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


def _position(value: Any) -> LonLat | None:
    good = (
        isinstance(value, list)
        and 2 <= len(value) <= 3
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
        and abs(value[0]) <= 180
        and abs(value[1]) <= 90
    )
    return LonLat(float(value[0]), float(value[1])) if good else None


def _place(feature: Fields, geometry: Fields, references: References) -> Place | None:
    name = feature.id()
    references.define("place", name, feature.path)
    path = pointer(feature.path, "properties")
    properties = Fields(feature.members.get("properties"), path, feature.faults)
    precision = properties.choice("precision", get_args(Precision))
    spot = precision in SPOTS
    radius = properties.number("radius_km", 0, KM_MAX, optional=not spot)
    if not spot and radius is not None and precision is not None:
        problem = f"a {precision} has no radius: distances to it are not judged"
        properties.fault("radius_km", problem, "leave `radius_km` out")
    country = properties.text("country", 2, optional=True)
    if country is not None and not (
        country.isascii() and country.isalpha() and country.isupper() and len(country) == 2
    ):
        properties.fault("country", "this is not an ISO 3166-1 alpha-2 code", "write two capitals, as in LY")
        country = None
    given = properties.members.get("names")
    names = Fields({} if given is None else given, pointer(path, "names"), feature.faults)
    for tag in names.members:
        if not is_language_tag(tag):
            names.fault(printable(tag), "this is not a language tag", "write one as in ar or pt-BR")
    at = _place_position(geometry, country)
    own = References(feature.faults)
    given = properties.items("references", REFERENCES_MAX) if properties.members.get("references") is not None else ()
    if given and not spot and precision is not None:
        problem = f"a {precision} has no reference points: distances to it are not judged"
        properties.fault("references", problem, "leave `references` out")
    points = [_reference(Fields(item, at_path, feature.faults), own, country) for at_path, item in given]
    return feature.make(
        Place,
        id=name,
        name=properties.text("name", NAME_MAX),
        names={tag: names.text(tag, NAME_MAX) for tag in names.members if is_language_tag(tag)},
        at=at,
        precision=precision,
        radius_km=radius,
        country=country,
        position_source=properties.text("position_source", POSITION_SOURCE_MAX),
        references=tuple(filter(None, points)),
        extra={k: v for k, v in properties.members.items() if k not in PLACE_PROPERTIES},
    )


def _reference(reference: Fields, own: References, country: str | None) -> Reference | None:
    if not reference.is_object:
        return None
    reference.no_others(("id", "name", "coordinates", "radius_km", "position_source"))
    name = reference.id()
    own.define("reference", name, reference.path)
    return reference.make(
        Reference,
        id=name,
        name=reference.text("name", NAME_MAX),
        at=_place_position(reference, country),
        radius_km=reference.number("radius_km", 0, KM_MAX),
        position_source=reference.text("position_source", POSITION_SOURCE_MAX),
    )


def exchanged(value: Any, country: str | None) -> LonLat | None:
    """Where the position lies if latitude and longitude were exchanged by mistake; None where nothing says so.

    Something says so where only the exchanged numbers are a position, or are in the country while the others are not.
    """
    at, swapped = _position(value), _position(value[1::-1] if isinstance(value, list) else None)
    if at is None or swapped is None or country is None:
        return None if at is not None else swapped
    near = outlines.is_near(country, swapped, OUTSIDE_KM)
    return swapped if near and not outlines.is_near(country, at, OUTSIDE_KM) else None


def _place_position(geometry: Fields, country: str | None) -> LonLat | None:
    value = geometry.members.get("coordinates")
    at, swapped = _position(value), exchanged(value, country)
    if at is None:
        hint = "; exchanged, the two would be a position" if swapped else ""
        geometry.fault(
            "coordinates",
            f"this is not a position{hint}",
            "write [longitude, latitude] in degrees, longitude from -180 to 180, latitude from -90 to 90",
        )
    elif swapped:
        geometry.fault(
            "coordinates",
            f"the position is more than {OUTSIDE_KM:g} km outside {country}, but inside it with latitude and "
            "longitude exchanged",
            f"write [{swapped.lon}, {swapped.lat}]: GeoJSON has the longitude first",
        )
    return at
