"""Names of lists: sure ones by their company and kind, doubtful ones offered, sites and strangers left alone."""

import time

import pytest

from geo.gazetteer.listed import MAX_OFFERED, Row, judge
from geo.gazetteer.places import gazetteer


def found(*rows):
    judged = judge([row if isinstance(row, Row) else Row(row) for row in rows], gazetteer())
    return [each.entry and (each.entry.name, each.entry.country) for each in judged]


LIBYA = ("Benghazi", "Tobruk", "Sabha", "Zliten")


def test_list_of_one_country_takes_the_namesakes_there():
    assert found("Derna", *LIBYA)[0] == ("Darnah", "LY")
    assert found("Tripoli", *LIBYA)[0] == ("Tripoli", "LY")


def test_place_elsewhere_in_a_list_of_one_country_is_doubtful():
    (judged, *_) = judge([Row("Old Bridge"), *map(Row, LIBYA)], gazetteer())
    assert judged.entry is None
    assert [entry.name for entry in judged.candidates] == ["Old Bridge"]
    assert "another country" in judged.reason


@pytest.mark.parametrize("within", ["Algeria", "DZ", "DZA", "Algérie", "الجزائر"])
def test_country_of_the_row_decides_in_any_language_and_as_a_code(within):
    assert found(Row("Constantine", country=within)) == [("Constantine", "DZ")]
    assert found(Row("Oran", country=within)) == [("Oran", "DZ")]


def test_region_of_the_row_decides():
    assert found(Row("Paris", region="Texas")) == [("Paris", "US")]


def test_name_with_what_it_lies_in_is_read_as_both():
    assert found("Paris, Texas", "London, Ontario") == [("Paris", "US"), ("London", "CA")]


def test_address_says_the_country():
    assert found(Row("London", address="12 Dundas Street, Ontario")) == [("London", "CA")]


def test_settlement_comes_before_a_region_of_its_name_and_countries_in_a_list_of_countries():
    assert found("Luxembourg", "Brussels", "Paris")[0] == ("Luxembourg", "LU")
    georgia, *_ = judge([Row("Georgia"), Row("Armenia"), Row("Turkey"), Row("Iran")], gazetteer())
    assert (georgia.entry.kind, georgia.entry.country) == ("country", "GE")


@pytest.mark.parametrize(
    "name", ["The Bridge, Norwalk", "Hotel Rixos", "Gate 14", "zzz", "", ",", "Old mill, the river"]
)
def test_sites_and_strangers_are_never_filled(name):
    assert found(name, *LIBYA)[0] is None


def test_other_name_of_a_place_is_offered_beside_the_town_whose_own_it_is():
    cham, *_ = judge([Row("Cham")], gazetteer())
    assert cham.entry is None
    assert {"Damascus", "Cham"} <= {entry.name for entry in cham.candidates}


def test_foreign_names_of_large_cities_are_found():
    assert found("Pechino", "東京", "Кёльн", "Varsovie") == [
        ("Beijing", "CN"),
        ("Tokyo", "JP"),
        ("Köln", "DE"),
        ("Warsaw", "PL"),
    ]


def test_no_more_are_offered_than_there_are_keys():
    assert all(
        len(each.candidates) <= MAX_OFFERED for each in judge([Row("San José"), Row("Springfield")], gazetteer())
    )


def test_ten_thousand_names_are_judged_in_bulk():
    began = time.process_time()
    judge([Row(f"Neustadt {index % 700}" if index % 2 else "Springfield") for index in range(10_000)], gazetteer())
    assert time.process_time() - began < 10
