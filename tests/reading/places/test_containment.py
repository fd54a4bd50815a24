"""What a text says that a place lies in."""

import pytest

from geo.gazetteer.places import gazetteer, key
from geo.reading.places.containment import Containment, holds
from geo.reading.places.spans import runs, spans
from geo.reading.places.words import words
from geo.reading.sentences import sentences


def read(text: str) -> Containment:
    found = words(text, sentences(text), gazetteer())
    return Containment(text, found, spans(text, found, runs(text, found), gazetteer()))


def entry(name: str, kind: str, country: str):
    entries = gazetteer().called([key(name)])[key(name)]
    return next(entry for entry in entries if (entry.kind, entry.country) == (kind, country))


def test_countries_and_regions_hold_what_is_in_them_and_not_themselves():
    france, paris = entry("France", "country", "FR"), entry("Paris", "city", "FR")
    texas, austin = entry("Texas", "region", "US"), entry("Austin", "city", "US")
    assert holds(france, paris) == holds(texas, austin) == 1
    assert holds(paris, france) == holds(france, france) == holds(texas, texas) == holds(texas, paris) == 0


def test_a_county_may_hold_a_settlement_of_its_region():
    county, town = entry("Lebanon County", "county", "US"), entry("Hershey", "town", "US")
    assert holds(county, town) == 0.5
    assert holds(county, entry("Austin", "city", "US")) == 0


@pytest.mark.parametrize("text", ["in Paris, Texas.", "Paris (Texas)", "PARIS, TEXAS — Police said"])
def test_what_stands_behind_a_name_may_hold_it(text):
    found = read(text)
    assert [(share, entry.name) for share, entry in found.within("paris")] == [(1.0, "Texas")]
    assert found.held_by("texas") == 1
    assert found.held_by("paris") == 0
    assert found.within("texas") == ()


def test_shares_are_of_the_times_that_a_holder_is_named():
    found = read("Paris, Texas, and Paris, Texas, are not Paris, France. Paris is large.")
    assert {entry.name: round(share, 2) for share, entry in found.within("paris") if entry.kind != "town"} == {
        "Texas": 0.67,
        "France": 0.33,
    }


@pytest.mark.parametrize(
    "text", ["Rome, New York and London", "Rome, New York, or Paris", "Rome and Texas", "Rome. Texas"]
)
def test_a_list_of_cities_holds_nothing(text):
    assert read(text).within("rome") == ()


@pytest.mark.parametrize("text", ["ties with China, Japan and Korea", "in Georgia, Alabama and Florida"])
def test_a_list_of_countries_or_regions_holds_nothing(text):
    found = read(text)
    assert found.within("china") == found.within("georgia") == ()
    assert found.held_by("japan") == found.held_by("alabama") == 0


def test_a_region_with_a_town_of_its_name_holds_only_what_lies_in_it():
    assert read("in Tripoli, Derna, Sebha").within("tripoli") == ()


def test_what_holds_no_place_of_the_name_is_still_said_to():
    found = read("in Derna, Texas.")
    assert [entry.name for _, entry in found.within("derna")] == ["Texas"]
    assert found.held_by("texas") == 0


def test_the_region_of_a_town_may_be_listed():
    assert [entry.name for _, entry in read("in Paris, Texas and Oklahoma").within("paris")] == ["Texas"]
