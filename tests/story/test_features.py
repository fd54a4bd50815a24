"""Places and context shapes of a story file, and what is refused in them."""

import json
from typing import Any

import pytest

from geo.base.faults import RefusedError
from geo.measure.geodesy import LonLat
from geo.story import geojson, outlines
from geo.story.members import MAX_REFERENCES, MAX_REFERENCES_OF_STORY
from geo.story.model import MAX_KM

POINT = {"type": "Point", "coordinates": [1.0, 2.0]}
SHAPES: list[dict[str, Any]] = [
    {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4, 5]]},
    {"type": "LineString", "coordinates": [[-180, -90], [180, 90]]},
    {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]},
    {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]},
    {"type": "GeometryCollection", "geometries": [POINT, {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}]},
]


@pytest.fixture
def read(document):
    """Reads the document with its feature 0, Ghadames, changed."""

    def reading(change=lambda feature: None):
        change(document["features"][0])
        return geojson.read(json.dumps(document).encode())

    return reading


@pytest.fixture
def fault(read):
    """The one fault of the document with its feature 0 changed."""

    def refused(change):
        with pytest.raises(RefusedError) as caught:
            read(change)
        (problem,) = caught.value.faults
        return problem

    return refused


def geometry(**members):
    return lambda feature: feature["geometry"].update(members)


def properties(**members):
    return lambda feature: feature["properties"].update(members)


def feature(**members):
    return lambda feature: feature.update(members)


def without(part, *path):
    def change(found):
        for key in path:
            found = found[key]
        del found[part]

    return change


def test_place_is_read_with_all_its_members(read):
    place = read().place["ghadames"]
    assert (place.name, place.names, place.country) == ("Ghadames", {"ar": "غدامس"}, "LY")
    assert (place.precision, place.radius_km) == ("town", 5)
    assert place.position_source.startswith("GeoNames 2217440")


def test_coordinates_are_longitude_first(read):
    assert read().place["ghadames"].at == LonLat(lon=9.50072, lat=30.13366)


def test_altitude_is_allowed(read):
    assert read(geometry(coordinates=[9.5, 30.1, 350])).place["ghadames"].at == LonLat(9.5, 30.1)


def test_unknown_property_of_any_kind_is_kept(read):
    extra = {"marker-color": "#f00", "population": 11_000, "tags": ["a", {"b": None}]}
    assert read(properties(**extra)).place["ghadames"].extra == extra


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape["type"])
def test_shape_is_kept_as_it_is_and_is_no_place(document, read, shape):
    drawn = {"type": "Feature", "id": 7, "geometry": shape, "properties": {"name": "front", "x": [1]}, "bbox": [0] * 4}
    document["features"].insert(3, drawn)
    story = read()
    assert story.shapes == (drawn,)
    assert len(story.places) == 12


@pytest.mark.parametrize("shape", [s for s in SHAPES if "coordinates" in s], ids=lambda shape: shape["type"])
@pytest.mark.parametrize("bad", [[1, 91], [181, 2], [1], [1, 2, 3, 4], ["1", 2], [True, 2], None, [None, 1], "12"])
def test_broken_shape_is_one_fault_that_leads_to_the_position(document, fault, shape, bad):
    broken = json.loads(json.dumps(shape))
    path, inner = [], broken["coordinates"]
    while not isinstance(inner[-1][0], int):
        path.append(len(inner) - 1)
        inner = inner[-1]
    path.append(len(inner))
    inner.extend([bad, bad])
    document["features"].append({"type": "Feature", "geometry": broken, "properties": {}})
    expected = "/features/12/geometry/coordinates/" + "/".join(map(str, path))
    assert fault(feature()).path == expected


@pytest.mark.parametrize("coordinates", [[], [[]], None, 5, "x", {}])
@pytest.mark.parametrize("kind", ["LineString", "Polygon", "MultiPolygon"])
def test_shape_without_positions_is_refused(document, fault, kind, coordinates):
    broken = {"type": kind, "coordinates": coordinates}
    document["features"].append({"type": "Feature", "geometry": broken, "properties": {}})
    assert fault(feature()).path.startswith("/features/12/geometry/coordinates")


@pytest.mark.parametrize(
    ("shape", "path", "problem"),
    [
        ({"type": "LineString", "coordinates": [[1, 2]]}, "", "this has 1 of the 2 positions"),
        ({"type": "MultiLineString", "coordinates": [[[1, 2]]]}, "/0", "this has 1 of the 2 positions"),
        ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [1, 2]]]}, "/0", "this has 3 of the 4 positions"),
        ({"type": "Polygon", "coordinates": [[[1, 2], [3, 4], [5, 6], [7, 8]]]}, "/0", "does not end where it begins"),
    ],
)
def test_line_or_ring_that_is_none_is_refused(document, fault, shape, path, problem):
    document["features"].append({"type": "Feature", "geometry": shape, "properties": {}})
    found = fault(feature())
    assert found.path == "/features/12/geometry/coordinates" + path
    assert problem in found.problem


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"type": "Point", "coordinates": [1, 91]}, "/coordinates"),
        ({"type": "Circle"}, "/type"),
        ({"coordinates": [1, 2]}, "/type"),
        ({"type": "GeometryCollection"}, "/geometries"),
        (None, ""),
    ],
)
def test_fault_inside_a_collection_is_located(document, read, part, path):
    collection = {"type": "GeometryCollection", "geometries": [POINT, part]}
    document["features"].append({"type": "Feature", "geometry": collection, "properties": {}})
    with pytest.raises(RefusedError) as caught:
        read()
    assert caught.value.faults[0].path == f"/features/12/geometry/geometries/1{path}"


@pytest.mark.parametrize("kind", ["Circle", "point", "Feature", None, 1, ["Point"]])
def test_geometry_of_no_known_type_is_refused(document, fault, kind):
    document["features"].append({"type": "Feature", "geometry": {"type": kind}, "properties": {}})
    assert fault(feature()).path == "/features/12/geometry/type"


@pytest.mark.parametrize("value", [None, {}, [], "Point"])
def test_feature_without_a_geometry_is_refused_and_never_dropped(document, fault, value):
    document["features"].append({"type": "Feature", "id": "x", "geometry": value, "properties": {}})
    assert fault(feature()).path.startswith("/features/12/geometry")


@pytest.mark.parametrize("value", [None, {}, [], "x", 1])
def test_item_that_is_no_feature_is_refused(document, read, value):
    document["features"].append(value)
    with pytest.raises(RefusedError) as caught:
        read()
    assert all(problem.path.startswith("/features/12") for problem in caught.value.faults)


def test_feature_type_is_required(fault):
    assert fault(feature(type="Place")).path == "/features/0/type"


@pytest.mark.parametrize("value", [[], "x", 1, True])
def test_properties_of_another_kind_are_refused(document, fault, value):
    document["features"].append({"type": "Feature", "geometry": SHAPES[0], "properties": value})
    assert fault(feature()).path == "/features/12/properties"


def test_repeated_place_id_names_the_first_use(document, fault):
    document["features"].append(document["features"][3])
    found = fault(feature())
    assert found.path == "/features/12"
    assert "place id “morocco” was already used at /features/3" in found.problem


@pytest.mark.parametrize(
    "name", ["Bouznika", "bouz_nika", "-bouznika", "bouznika-", "bouz--nika", "بوزنيقة", "a b", "x" * 65]
)
def test_place_id_that_is_no_slug_is_refused(document, read, name):
    document["features"][7]["id"] = name
    with pytest.raises(RefusedError) as caught:
        read()
    assert caught.value.faults[0].path == "/features/7/id"


@pytest.mark.parametrize("member", ["name", "precision", "radius_km", "position_source"])
def test_missing_property_is_named(fault, member):
    found = fault(without(member, "properties"))
    assert found.path == f"/features/0/properties/{member}"
    assert f"`{member}` is missing" in found.problem


def test_country_and_names_may_be_left_out(document, read):
    read(lambda found: [found["properties"].pop(key) for key in ("country", "names")])
    place = read().place["ghadames"]
    assert (place.country, place.names) == (None, {})


@pytest.mark.parametrize(
    ("member", "value", "path"),
    [
        *(("name", value, "name") for value in ("", "  ", "x" * 121, 5, None)),
        *(("position_source", value, "position_source") for value in ("", "x" * 501)),
        *(("precision", value, "precision") for value in ("village", "City", 1)),
        *(("radius_km", value, "radius_km") for value in (-1, MAX_KM + 1, "5", True, None)),
        *(("country", value, "country") for value in ("ly", "LYB", "L", "L1", "ÄÖ", "", 5)),
        ("names", [], "names"),
        ("names", {"ar": ""}, "names/ar"),
        ("names", {"ar": "x" * 121}, "names/ar"),
        *(("names", {tag: "x"}, f"names/{tag}") for tag in ("a", "ar_LY", "ar-", "123", "ar-toolongpart")),
    ],
)
def test_property_out_of_its_bounds_is_refused(fault, member, value, path):
    assert fault(properties(**{member: value})).path == f"/features/0/properties/{path}"


def test_fault_under_a_name_that_cannot_be_written_can_still_be_written(read):
    with pytest.raises(RefusedError) as caught:
        read(properties(names={"\ud800": None}))
    assert str(caught.value).encode()
    assert "".join(map("".join, caught.value.faults)).encode()


@pytest.mark.parametrize("precision", ["region", "country"])
def test_radius_of_a_place_that_is_no_spot_is_refused(fault, precision):
    found = fault(properties(precision=precision, references=None))
    assert found.path == "/features/0/properties/radius_km"
    assert f"a {precision} has no radius" in found.problem


REFERENCE = {"id": "fort", "name": "Fort", "coordinates": [9.6, 30.2], "radius_km": 1, "position_source": "a map"}


def test_reference_points_are_read_with_all_their_members(read):
    place = read(properties(references=[REFERENCE])).place["ghadames"]
    (fort,) = place.references
    assert place.reference == {"fort": fort}
    assert (fort.name, fort.at, fort.radius_km, fort.position_source) == ("Fort", LonLat(9.6, 30.2), 1, "a map")


@pytest.mark.parametrize(
    ("references", "path"),
    [
        ({}, ""),
        ([{}], "/0/"),
        ([REFERENCE | {"name": " "}], "/0/name"),
        ([REFERENCE | {"radius_km": -1}], "/0/radius_km"),
        ([REFERENCE | {"coordinates": [200, 0]}], "/0/coordinates"),
        ([REFERENCE | {"coordinates": [30.2, 9.6]}], "/0/coordinates"),  # exchanged, it would be in Libya
        ([REFERENCE | {"colour": "red"}], "/0/colour"),
        ([REFERENCE, REFERENCE], "/1"),
        ([REFERENCE | {"id": f"f{i}"} for i in range(MAX_REFERENCES + 1)], ""),
        ([1], "/0"),
    ],
)
def test_broken_reference_point_is_refused_where_it_is(read, references, path):
    with pytest.raises(RefusedError) as caught:
        read(properties(references=references))
    assert all(p.path.startswith(f"/features/0/properties/references{path}") for p in caught.value.faults)


def test_more_reference_points_than_a_story_may_have_are_one_fault(document):
    points = [REFERENCE | {"id": f"f{i}"} for i in range(MAX_REFERENCES)]
    place = next(f for f in document["features"] if f["id"] == "ghadames")
    many = MAX_REFERENCES_OF_STORY // MAX_REFERENCES
    document["features"] += [
        place | {"id": f"p{i}", "properties": place["properties"] | {"references": points}} for i in range(many)
    ]
    with pytest.raises(RefusedError) as caught:
        geojson.read(json.dumps(document).encode())
    (found,) = caught.value.faults
    assert found.path == "/features"
    assert found.problem.endswith("reference points together")
    assert found.remedy == "keep at most 2,000"
    for feature in document["features"][:-many]:
        feature["properties"].pop("references", None)
    assert len(geojson.read(json.dumps(document).encode()).places) > many  # with 2,000 of them


def test_reference_points_of_a_place_that_is_no_spot_are_refused(fault):
    found = fault(properties(precision="region", radius_km=None, references=[REFERENCE]))
    assert found.path == "/features/0/properties/references"


def test_outline_is_looked_at_once_for_all_places_of_a_file(document, monkeypatch):
    asked = []
    are_near = outlines.are_near
    monkeypatch.setattr(outlines, "are_near", lambda *args: asked.append(args[0]) or are_near(*args))
    monkeypatch.setattr(outlines, "is_near", lambda *args: pytest.fail("a position was looked at alone"))
    place = next(f for f in document["features"] if f["id"] == "ghadames")
    document["features"] += [place | {"id": f"p{i}"} for i in range(50)]
    geojson.read(json.dumps(document).encode())
    assert len(asked) <= 2 * len({f["properties"]["country"] for f in document["features"]})


@pytest.mark.parametrize(
    "at", [[181, 0], [0, 91], [-180.5, 0], [0], [], None, "9.5,30.1", [9.5, None], ["9.5", "30.1"]]
)
def test_position_out_of_range_is_refused(fault, at):
    found = fault(geometry(coordinates=at))
    assert found.path == "/features/0/geometry/coordinates"
    assert "swapped" not in found.problem or at == [0, 91]


def test_latitude_beyond_90_says_that_exchanged_it_would_do(fault):
    assert "swapped, the two would be a position" in fault(geometry(coordinates=[33.78, -95.3])).problem


@pytest.mark.parametrize("at", [[180, 90], [-180, -90], [0, 0]])
def test_edges_of_the_earth_are_positions(read, at):
    def change(found):
        found["geometry"]["coordinates"] = at
        del found["properties"]["country"]

    assert read(change).place["ghadames"].at == LonLat(*at)


def test_exchanged_latitude_and_longitude_names_the_fix(fault):
    found = fault(geometry(coordinates=[30.13366, 9.50072]))
    assert found.path == "/features/0/geometry/coordinates"
    assert "more than 25 km outside Libya" in found.problem
    assert "write [9.50072, 30.13366]" in found.remedy


def test_position_outside_its_country_both_ways_is_not_called_an_exchange(read):
    assert read(geometry(coordinates=[-100.0, 40.0])).place["ghadames"].at == LonLat(-100.0, 40.0)
    assert read(geometry(coordinates=[50.0, 60.0])).place["ghadames"].at == LonLat(50.0, 60.0)


def test_position_in_its_country_both_ways_is_taken_as_written(read):
    assert read(geometry(coordinates=[25.0, 24.0])).place["ghadames"].at == LonLat(25.0, 24.0)


@pytest.mark.parametrize("country", [None, "XX", "TV"])
def test_without_an_outline_to_hold_it_against_no_exchange_is_suspected(read, country):
    def change(found):
        found["geometry"]["coordinates"] = [30.13366, 9.50072]
        found["properties"]["country"] = country

    assert read(change).place["ghadames"].at.lon == 30.13366


def test_position_at_sea_is_suspect_only_from_25_km_off_its_country(read, fault):
    # North of Alexandria, whose coast there is at 31.2 degrees; exchanged, both would lie by the Nile.
    def at(lat):
        return lambda found: (geometry(coordinates=[29.95, lat])(found), properties(country="EG")(found))

    assert read(at(31.39)).place["ghadames"].at.lat == 31.39
    assert "write [31.6, 29.95]" in fault(at(31.6)).remedy
