"""Words of ways and journeys: which lengths they take away from a straight line."""

import pytest

from geo.reading.distances.ways import JOURNEY, MEANS, WAY, is_way


@pytest.mark.parametrize(
    ("words", "walk"),
    [
        *(
            ("-drive", True),
            (" drive", True),
            (" overland march", True),
            (" long and", None),
            (" two-day bus ride", True),
        ),
        *((" road", False), (" stretch of desert", False), (" mountain highway", False), (" coastal railway", False)),
        *(
            (" from the march", None),
            (" south of the road", None),
            (" of road", None),
            (" driver", None),
            (" race", None),
        ),
    ],
)
def test_noun_of_a_way_follows_its_length_directly_or_after_adjectives(words, walk):
    match = WAY.match(words)
    assert (match and match["walk"] is not None) == walk


@pytest.mark.parametrize(
    ("words", "by_land"),
    [
        *((" by road", True), (", by car", True), (" on foot", True), (" along the coast", True), (" upriver", True)),
        *(
            (" down river", True),
            (" along the M41 highway", True),
            (" up the old Trans-Saharan road", True),
            (" along the Nile", True),
        ),
        *((" by air", False), (" as the crow flies", False), (" in a straight line", False)),
        *((" by roadside", None), (" by Monday", None), (" along", None), ("by road", None)),
    ],
)
def test_means_say_whether_a_way_is_straight(words, by_land):
    match = MEANS.match(words)
    assert (match and bool(match["land"] or match["along"])) == by_land


@pytest.mark.parametrize(
    "words", ["-drive", " drive", "' drive", "’s walk", "'s overland march", " and a half drive", " and a half's drive"]
)
def test_time_with_a_walk_after_it_is_a_journey(words):
    assert JOURNEY.match(words)["walk"]


@pytest.mark.parametrize("words", [" by car", "s by car", " and a half by ferry", " by air"])
def test_time_with_means_after_it_is_a_journey(words):
    assert JOURNEY.match(words.removeprefix("s"))["means"]


@pytest.mark.parametrize("words", ["", " ago", " from Tripoli", " of talks", " by Monday"])
def test_time_alone_is_no_journey(words):
    match = JOURNEY.match(words)
    assert not match["walk"]
    assert not match["means"]


@pytest.mark.parametrize(
    ("before", "told", "gone"),
    [
        *(("they drove", False, True), ("they drove for another", False, True), ("after a journey of", False, True)),
        *(("they were driving", False, False), ("after driving", False, True), ("he walked on about", False, True)),
        *(("the wall runs", True, True), ("the wall runs", False, False), ("it lies", True, False)),
        *(("a flight", False, False), ("a flight of", False, True)),
        *(("", True, False), ("for the", True, False), ("driving", True, True)),
    ],
)
def test_verb_before_a_length_tells_whether_it_was_gone(before, told, gone):
    assert is_way(before.split(), between_ends=told) == gone
