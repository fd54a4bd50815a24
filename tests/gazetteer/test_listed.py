"""Names of lists: what is filled, what is offered, and what stays unknown."""

import time

import pytest

from geo.gazetteer.holders import Row
from geo.gazetteer.listed import MAX_OFFERED, UNKNOWN, Judged, judge
from geo.gazetteer.places import gazetteer
from geo.measure.geodesy import LonLat


def judged(*rows: Row | str) -> list[Judged]:
    found = judge([row if isinstance(row, Row) else Row(row) for row in rows], gazetteer())
    return [each for each in found if each is not None]


def filled(*rows: Row | str) -> list[tuple[str, str] | None]:
    return [(each.entry.name, each.entry.country) if each.entry else None for each in judged(*rows)]


def test_names_of_one_valley_are_read_by_their_company():
    assert filled("Altenahr", "Dernau", "Sinzig", "Remagen", "Unkel") == [
        ("Altenahr", "DE"),
        ("Dernau", "DE"),
        ("Sinzig", "DE"),
        ("Remagen", "DE"),
        ("Unkel", "DE"),
    ]


def test_list_of_one_country_takes_the_namesakes_there():
    assert filled("Derna", "Tripoli", "Benghazi", "Tobruk", "Sabha")[:2] == [("Darnah", "LY"), ("Tripoli", "LY")]


def test_town_elsewhere_in_a_list_of_one_country_is_doubtful_and_a_metropolis_is_not():
    town, metropolis = judged("Riverside Park", "Cairo", "Benghazi", "Tobruk", "Sabha", "Zliten")[:2]
    assert town.entry is None
    assert metropolis.entry
    town = judged("Altenahr", "Benghazi", "Tobruk", "Sabha", "Zliten")[0]
    assert (town.entry, [entry.name for entry in town.candidates]) == (None, ["Altenahr"])
    assert "another country" in town.reason


def test_name_that_is_part_of_a_longer_one_is_offered_and_not_filled():
    *_, found = judged("Altenahr", "Dernau", "Sinzig", "Neuenahr")
    assert found.entry is None
    assert found.candidates[0].name == "Bad Neuenahr-Ahrweiler"


@pytest.mark.parametrize(
    "country", ["Egypt", "Ägypten", "Égypte", "Египет", "EG", "eg", "EGY"], ids=lambda country: country
)
def test_country_may_be_named_in_any_language_or_by_its_codes(country):
    assert filled(Row("Cairo", country=country)) == [("Cairo", "EG")]


@pytest.mark.parametrize(("name", "country"), [("Valletta", "MT"), ("São Tomé", "ST"), ("Yaren", "NR")])
def test_codes_of_countries_that_are_short_forms_of_words_are_codes(name, country):
    (found,) = judged(Row(name, country=country))
    assert found.entry
    assert found.entry.country == country


def test_part_of_a_kingdom_may_stand_in_the_column_of_countries():
    assert filled(Row("Cardiff", country="Wales")) == [("Cardiff", "GB")]


def test_region_tells_namesakes_apart():
    (found,) = judged(Row("Springfield", country="USA", region="Illinois"))
    assert found.entry
    assert found.entry.position.lat == pytest.approx(39.8, abs=0.1)


@pytest.mark.parametrize(
    ("name", "lat"),
    [("Paris, Texas", 33.7), ("Paris (France)", 48.9), ("Berlin, DE", 52.5), ("Dover, DE", 39.2), ("London, ON", 43.0)],
)
def test_country_or_region_behind_a_name_counts(name, lat):
    (found,) = judged(name)
    assert found.entry
    assert found.entry.position.lat == pytest.approx(lat, abs=0.1)


def test_address_names_the_country():
    assert filled(Row("Cairo", address="Main Street 3, Cairo, IL 62914, USA")) == [("Cairo", "US")]


def test_settlement_of_an_address_is_offered_for_a_name_that_nobody_knows():
    (found,) = judged(Row("Our house", address="12 Hauptstraße, 53505 Altenahr, Germany"))
    assert (found.entry, [entry.name for entry in found.candidates]) == (None, ["Altenahr"])


def test_place_that_is_not_in_the_country_of_its_row_is_offered_at_most():
    (found,) = judged(Row("Vladivostok", country="Germany"))
    assert found.entry is None
    assert [entry.country for entry in found.candidates] == ["RU"]
    assert "not in Germany" in found.reason


@pytest.mark.parametrize(
    "name",
    [
        "The Bridge, Norwalk",
        "Old bridge",
        "Hotel Sacher",
        "Hotel Paris",
        "Trafalgar Square",
        "Kings Cross station",
        "Bridge",
        "",
        "  ",
        ",",
        "🙂",
    ],
)
def test_sites_and_what_is_no_name_stay_unknown(name):
    assert judged(name) == [UNKNOWN]


def test_town_called_like_a_site_is_filled_where_its_row_says_the_region():
    assert filled("Castle Rock, Colorado") == [("Castle Rock", "US")]
    assert filled("Old Bridge") == [None]


def test_settlement_comes_before_a_region_and_a_country_of_its_name():
    assert [each.entry and each.entry.kind for each in judged("Luxembourg", "Aleppo", "Paris", "Washington")] == [
        "town",
        "city",
        "city",
        "city",
    ]


def test_small_namesake_of_a_country_does_not_come_before_it():
    found = judged("Peru", "Paris", "Berlin")[0]
    assert (found.entry, found.candidates[0].kind) == (None, "country")


def test_list_of_countries_is_one_of_countries():
    found = judged("France", "Georgia", "Jordan", "Luxembourg", "Mexico", "Deutschland")
    assert [each.entry and each.entry.kind for each in found] == ["country"] * 6


def test_other_name_of_a_metropolis_is_not_filled_where_towns_have_it_for_their_own():
    (found,) = judged("Cham")
    assert found.entry is None
    assert {entry.name for entry in found.candidates} >= {"Cham", "Damascus"}


def test_name_in_another_language_or_script_is_filled():
    names = ("Köln", "Den Haag", "Moskau", "دمشق", "Αθήνα", "東京", "Mailand")
    assert [found and found[1] for found in filled(*names)] == ["DE", "NL", "RU", "SY", "GR", "JP", "IT"]


def test_accents_tell_namesakes_apart():
    (found,) = judged("San José")
    assert found.entry is None or found.entry.country == "CR"


def test_row_with_a_position_is_company_and_is_not_judged():
    placed = Row("Hanau", country="DE", at=LonLat(8.92, 50.13))
    found = judge([placed, Row("Frankfurt")], gazetteer())
    assert found[0] is None
    assert found[1]
    assert found[1].entry
    assert found[1].entry.name.startswith("Frankfurt am Main")


def test_no_more_is_offered_than_there_are_keys_for():
    (found,) = judged("San Antonio de Padua", "Santa Cruz")[1:]
    assert len(found.candidates) <= MAX_OFFERED


def test_nothing_comes_of_no_rows():
    assert judge([], gazetteer()) == []


def test_order_of_the_rows_changes_nothing():
    names = ["Altenahr", "Paris", "Berg", "Cham", "Lyon", "Neustadt", "Dernau"]
    there, back = judged(*names), judged(*reversed(names))
    assert there == back[::-1]


def test_thousand_names_take_at_most_two_seconds():
    stock = ("Springfield", "San José", "Paris", "Neustadt", "Zzyxq", "Old bridge", "Cairo", "東京", "Berg")
    names = [f"{name} {number}" if name == "Zzyxq" else name for number in range(100) for name in stock]
    begin = time.process_time()
    judged(*names)
    assert time.process_time() - begin < 2
