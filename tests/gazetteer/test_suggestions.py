"""What a search box offers."""

import json

import pytest

from geo.gazetteer.suggestions import suggestions


def test_place_is_offered_as_a_story_would_have_it():
    found = suggestions("Sabha")
    assert (found["typed"], found["credit"]) == ("Sabha", "GeoNames (CC BY 4.0)")
    assert found["places"][0] == {
        "name": "Sabha",
        "hint": "city · Libya",
        "lon": 14.42832,
        "lat": 27.03766,
        "country": "LY",
        "precision": "city",
        "radius_km": 3.4,
        "source": "GeoNames 2212775 (CC BY 4.0)",
    }


@pytest.mark.parametrize(
    ("typed", "precision", "hint", "source"),
    [
        ("Libya", "country", "country", "a point inside its outline, for orientation"),
        ("Nineveh", "region", "region · Iraq", "the centre of its towns, GeoNames (CC BY 4.0)"),
        ("Mediterranean", "sea", "sea", "set by hand, for orientation"),
        ("Ghadames", "town", "town · Nalut, Libya", "GeoNames 2217440 (CC BY 4.0)"),
    ],
)
def test_how_exactly_a_place_is_known_and_who_says_where_it_is(typed, precision, hint, source):
    place = suggestions(typed)["places"][0]
    assert (place["precision"], place["hint"], place["source"]) == (precision, hint, source)
    assert (place["radius_km"] is None) == (precision not in ("site", "town", "city", "address"))


@pytest.mark.parametrize("typed", ["s", "san", "santa m", "Los Angelos"])
def test_what_is_offered_is_a_few_and_small(typed):
    found = suggestions(typed)
    assert 0 < len(found["places"]) <= 8
    assert len(json.dumps(found, ensure_ascii=False).encode()) < 2_000
