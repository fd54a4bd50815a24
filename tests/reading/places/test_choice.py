"""Which place a name means: as laws, on places that are made up."""

import math
import time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.gazetteer.places import KINDS, Entry
from geo.measure.geodesy import LonLat
from geo.reading.places.choice import MAX_CHOSEN, Beside, Name, choose


def entry(number: int, lon: float = 0.0, lat: float = 0.0, **other) -> Entry:
    told = {"kind": "town", "population": 20_000, "country": "", "region": 0, "official": True, "short": False} | other
    return Entry(id=number, name=f"Place {number}", position=LonLat(lon, lat), **told)


def name(*entries: Entry, within=(), holds: float = 0.0, times: int = 1) -> Name:
    return Name(entries, within, holds, times)


def first(*names: Name, **other) -> int:
    return choose(names, **other)[0][0].entry.id


entries = st.builds(
    entry,
    st.integers(1, 50),
    st.floats(-180, 180),
    st.floats(-90, 90),
    kind=st.sampled_from(KINDS),
    population=st.integers(0, 10**8),
    country=st.sampled_from(["", "LY", "US"]),
    region=st.integers(0, 3),
    official=st.booleans(),
)
names = st.builds(
    Name,
    st.lists(entries, min_size=1, max_size=MAX_CHOSEN + 2, unique_by=lambda each: each.id).map(tuple),
    st.lists(st.tuples(st.floats(0, 1), entries), max_size=2).map(tuple),
    st.floats(0, 1),
    st.integers(1, 9),
)


@settings(max_examples=25)
@given(st.lists(names, max_size=5), st.lists(entries, max_size=3))
def test_each_name_has_its_own_places_by_their_probability(asked, about):
    found = choose(asked, [Beside(each, 2) for each in about], about)
    assert len(found) == len(asked)
    for one, chosen in zip(asked, found, strict=True):
        assert len(chosen) == min(len(one.entries), MAX_CHOSEN)
        assert {each.entry for each in chosen} <= set(one.entries)
        shares = [each.probability for each in chosen]
        assert shares == sorted(shares, reverse=True)
        assert math.isclose(sum(shares), 1.0, abs_tol=1e-6)
        assert all(0 <= each.held <= 1 for each in chosen)


@settings(max_examples=25)
@given(st.lists(names, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_the_places_of_a_name_changes_nothing(asked, random):
    def mixed(one: Name) -> Name:
        return one._replace(entries=tuple(random.sample(one.entries, len(one.entries))))

    one, two = choose(asked), choose([mixed(each) for each in asked])
    assert [[each.entry.id for each in chosen] for chosen in one] == [[each.entry.id for each in c] for c in two]


def test_places_that_are_as_likely_are_in_the_order_of_their_numbers():
    twins = [entry(number, 0.1 * lat, lat) for number, lat in ((3, 1.0), (1, -1.0), (2, 0.0))]
    asked = [name(entry(10)), name(entry(11, 30.0))]
    orders = [[c.entry.id for c in choose([name(*order), *asked])[0]] for order in permutations(twins)]
    assert orders == [orders[0]] * 6
    same = [entry(number) for number in (2, 1, 3)]
    assert [c.entry.id for c in choose([name(*same)])[0]] == [1, 2, 3]


def test_the_order_of_the_names_changes_nothing_either():
    asked = [name(entry(3 * i), entry(3 * i + 1, 5.0, i), entry(3 * i + 2, 50.0, i)) for i in range(3)]
    for order in permutations(range(3)):
        found = choose([asked[i] for i in order])
        assert [found[order.index(i)][0].entry.id for i in range(3)] == [c[0].entry.id for c in choose(asked)]


def test_no_names_have_no_places():
    assert choose([]) == []
    assert choose([], about=[entry(1)]) == []


def test_more_people_and_its_own_name_count_for_a_place():
    assert first(name(entry(1, population=500), entry(2, 50.0, population=5_000))) == 2
    assert first(name(entry(1, official=False), entry(2, 50.0))) == 2


def test_what_lies_near_the_other_places_is_meant():
    big, small = entry(1, 0.0, population=90_000), entry(2, 50.0, population=30_000)
    assert first(name(big, small)) == 1
    assert first(name(big, small), name(entry(3, 50.3))) == 2
    assert first(name(big, small), name(entry(3, 90.0))) == 1


def test_what_lies_in_the_same_region_or_country_is_meant():
    one, two = entry(1, country="LY", region=7), entry(2, 50.0, country="US", region=8)
    assert first(name(one, two), name(entry(3, 90.0, 60.0, country="US"))) == 2
    assert first(name(one, two), name(entry(8, 90.0, 60.0, kind="region", country="US"))) == 2
    assert first(name(one, two), beside=[Beside(entry(9, 90.0, kind="country", country="US"), 1)]) == 2


def test_what_holds_the_place_in_the_text_counts_for_more_than_people():
    small, large = entry(1, population=2_000, country="US", region=7), entry(2, 50.0, population=9_000_000)
    texas = entry(7, kind="region", country="US")
    chosen = choose([name(small, large, within=((1.0, texas),))])[0]
    assert [each.entry.id for each in chosen] == [1, 2]
    assert [each.held for each in chosen] == [1, 0]


def test_a_metropolis_says_less_of_a_small_place_than_a_town_does():
    large = entry(1, 50.0, country="GB", population=9_000_000, kind="city")
    small = entry(2, 2.0, country="US", population=200_000, kind="city")
    assert first(name(large, small), name(entry(3, country="US"))) == 2
    assert first(name(large, small), name(entry(3, country="US", population=3_000_000, kind="city"))) == 1


def test_a_country_is_meant_rather_than_a_town_of_its_name_and_a_city_rather_than_the_region_around_it():
    country, town = entry(1, kind="country", country="JO", population=9_000_000), entry(2, 50.0)
    assert first(name(country, town)) == 1
    region = entry(1, kind="region", country="US", population=31_000_000)
    city = entry(2, kind="city", country="US", region=1, population=8_000_000, official=False)
    assert first(name(region, city)) == 2
    assert first(name(region, city, holds=1.0)) == 1
    assert first(name(city, region, entry(3, kind="country", country="US", population=9_000_000))) == 3


@pytest.mark.parametrize("times", [1, 9])
def test_what_the_article_is_about_wins_over_all_else(times):
    large = entry(1, country="FR", population=9_000_000, kind="city")
    small = entry(2, 50.0, country="US", region=7, population=2_000)
    around = [name(entry(10 + i, 0.1 * i, country="FR"), times=times) for i in range(20)]
    assert first(name(large, small), *around) == 1
    texas = entry(7, 50.0, kind="region", country="US")
    assert first(name(large, small), *around, about=[texas]) == 2
    assert first(name(large, small), *around, about=[entry(8, 60.0, kind="country", country="US")]) == 2
    many = [entry(20 + i, 0.1 * i, country="FR", population=9_000_000) for i in range(3 * MAX_CHOSEN)]
    assert first(name(*many, small), about=[texas]) == 2


def test_a_village_is_not_meant_where_a_country_has_its_name_whatever_the_article_is_about():
    china, village = entry(1, kind="country", country="CN", population=10**9), entry(2, country="US", region=7)
    assert first(name(china, village), about=[entry(7, kind="region", country="US")]) == 1


def test_five_hundred_names_take_ten_times_as_long_as_fifty():
    def seconds(count: int) -> float:
        asked = [name(*(entry(i * 20 + j, j, i % 80) for j in range(5))) for i in range(count)]
        begin = time.perf_counter()
        choose(asked)
        return time.perf_counter() - begin

    seconds(1)
    assert any(seconds(500) < 25 * seconds(50) + 0.05 for _ in range(3))
