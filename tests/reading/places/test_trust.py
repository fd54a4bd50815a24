"""How far a place can be relied on, and the reason in words."""

import pytest

from geo.gazetteer.places import Entry
from geo.measure.geodesy import LonLat
from geo.reading.places.choice import Chosen, Name
from geo.reading.places.trust import CONFIRMED, NOT_LISTED, trust_in


def entry(number: int, kind: str = "city", *, official: bool = True, country: str = "LY", region: int = 0) -> Entry:
    return Entry(number, f"Place {number}", kind, LonLat(13.0, 32.0), 5_000, country, region, official, False)


def name(*entries: Entry, within=()) -> Name:
    return Name(entries, within, 0.0, 1)


CITY, OTHER, TOWN = entry(1), entry(2), entry(3, "town")
REGION = entry(9, "region")


@pytest.mark.parametrize(
    ("points", "candidates", "expected"),
    [
        (3.0, [Chosen(CITY, 1.0, 0.0)], "sure"),
        (3.0, [Chosen(CITY, 0.9, 0.0), Chosen(OTHER, 0.1, 0.0)], "sure"),
        (3.0, [Chosen(CITY, 0.6, 0.0), Chosen(OTHER, 0.4, 0.0)], "likely"),
        (3.0, [Chosen(CITY, 0.4, 0.0), Chosen(OTHER, 0.3, 0.0)], "unsure"),
        (1.5, [Chosen(CITY, 1.0, 0.0)], "likely"),
        (0.5, [Chosen(CITY, 1.0, 0.0)], "unsure"),
        (9.0, [Chosen(TOWN, 1.0, 0.0)], "likely"),
        (9.0, [Chosen(TOWN, 0.99, 0.0), Chosen(OTHER, 0.01, 0.0)], "sure"),
        (2.5, [Chosen(TOWN, 0.99, 0.0), Chosen(OTHER, 0.01, 0.0)], "likely"),
        (9.0, [Chosen(TOWN, 0.85, 0.0), Chosen(OTHER, 0.15, 0.0)], "likely"),
        (9.0, [Chosen(entry(4, official=False), 1.0, 0.0)], "likely"),
        (9.0, [Chosen(entry(4, "country", official=False), 1.0, 0.0)], "sure"),
    ],
)
def test_trust_grows_with_points_and_probability_and_a_small_town_needs_more(points, candidates, expected):
    found, reason = trust_in(points, candidates, name(*(each.entry for each in candidates)))
    assert found == expected
    assert reason.endswith(".")


def test_more_points_or_probability_never_make_less_of_it():
    order = ["unsure", "likely", "sure"]
    for kind in ("city", "town", "village", "country"):
        one, two = entry(1, kind), entry(2, kind)
        for share in (0.3, 0.5, 0.6, 0.8, 0.96):
            ranks = [
                order.index(
                    trust_in(points / 4, [Chosen(one, share, 0.0), Chosen(two, 1 - share, 0.0)], name(one, two))[0]
                )
                for points in range(20)
            ]
            assert ranks == sorted(ranks)


def test_what_the_text_says_of_where_it_lies_makes_a_town_sure_and_is_the_reason():
    inside = entry(3, "town", region=9)
    assert trust_in(3.0, [Chosen(inside, 0.9, 1.0)], name(inside, within=((1.0, REGION),))) == (
        "sure",
        "The text says that it is in Place 9.",
    )


def test_a_place_that_is_not_where_the_text_says_is_unsure():
    assert trust_in(9.0, [Chosen(CITY, 1.0, 0.0)], name(CITY, within=((1.0, REGION),))) == (
        "unsure",
        "The text seems to say that it is in Place 9, where the gazetteer has none.",
    )


def test_a_name_that_the_gazetteer_does_not_have_is_unsure():
    assert trust_in(9.0, [], None) == ("unsure", NOT_LISTED)


def test_a_person_counts_for_more_than_all_this():
    assert CONFIRMED[0] == "confirmed"


def test_another_name_is_said_to_be_one():
    other = entry(4, official=False)
    assert trust_in(9.0, [Chosen(other, 0.9, 0.0), Chosen(OTHER, 0.1, 0.0)], name(other, OTHER))[1] == (
        "It is another name of Place 4."
    )
