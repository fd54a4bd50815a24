"""Places of the gazetteer as those of a story."""

import pytest

from geo.gazetteer.places import SETTLEMENTS, gazetteer
from geo.gazetteer.story_place import story_place


@pytest.mark.parametrize(
    ("name", "precision", "radius_km", "source"),
    [
        ("Sabha", "city", 3.4, "GeoNames 2212775 (CC BY 4.0)"),
        ("Ghadames", "town", 1, "GeoNames 2217440 (CC BY 4.0)"),
        ("Libya", "country", None, "a point inside its outline, for orientation"),
        ("Nineveh", "region", None, "the centre of its towns, GeoNames (CC BY 4.0)"),
        ("Mediterranean", "sea", None, "set by hand, for orientation"),
    ],
)
def test_precision_radius_and_source_are_what_is_known_of_the_entry(name, precision, radius_km, source):
    entry = gazetteer().find(name)[0]
    place = story_place(entry, "here")
    assert (place.id, place.name, place.at) == ("here", entry.name, entry.position)
    assert (place.precision, place.radius_km, place.position_source) == (precision, radius_km, source)


def test_place_without_a_key_is_called_by_its_number():
    assert story_place(gazetteer().find("Sabha")[0]).id == "2212775"


@pytest.mark.parametrize(("name", "precision"), [("Nile", "river"), ("Lake Victoria", "sea"), ("Sinai", "area")])
def test_water_and_land_are_what_they_are(name, precision):
    kinds = {story_place(entry).precision for entry in gazetteer().find(name, 5) if entry.kind not in SETTLEMENTS}
    assert precision in kinds
