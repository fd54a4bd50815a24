"""Which words may be a name: runs of capitals, and what of them the gazetteer has or says itself what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.places import gazetteer, key
from geo.reading.places.spans import runs, spans
from geo.reading.places.words import words
from geo.reading.sentences import sentences

PIECES = st.sampled_from(
    [
        "San ",
        "New ",
        "York",
        "St. ",
        "Road ",
        "Paris ",
        "of ",
        "the ",
        "de ",
        "’s ",
        "-",
        ". ",
        ", ",
        "U.S. ",
        "\n",
        "X",
    ]
)
TEXTS = st.one_of(st.text(max_size=100), st.lists(PIECES, max_size=40).map("".join))


def names(text: str) -> list[str]:
    found = words(text, sentences(text), gazetteer())
    return [
        text[found[span.first].start : found[span.last - 1].end]
        for span in spans(text, found, runs(text, found), gazetteer())
    ]


@given(TEXTS)
def test_spans_lie_in_their_runs_in_order_and_do_not_overlap(text):
    found = words(text, sentences(text), gazetteer())
    capitals = runs(text, found)
    last = 0
    for begin, end in capitals:
        assert last <= begin < end <= len(found)
        assert found[begin].is_capital
        assert found[end - 1].is_capital
        last = end
    last = 0
    for span in spans(text, found, capitals, gazetteer()):
        assert last <= span.first < span.last <= len(found)
        assert any(begin == span.run and span.last <= end for begin, end in capitals)
        assert span.key == key(text[found[span.first].start : found[span.last - 1].end])
        assert [e.population for e in span.entries] == sorted((e.population for e in span.entries), reverse=True)
        last = span.last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the New York Times", ["New York"]),
        ("in Guinea-Bissau and Guinea", ["Guinea-Bissau", "Guinea"]),
        ("the Moscow-Beijing flight", ["Moscow", "Beijing"]),
        ("Bosnia and Herzegovina", ["Bosnia and Herzegovina"]),
        ("London and Paris", ["London", "Paris"]),
        ("New\nYork and New\xa0York", ["New\nYork", "New\xa0York"]),
        ("the Côte d’Ivoire's port", ["Côte d’Ivoire"]),
        ("The Hague, New Delhi", ["The Hague", "New Delhi"]),
        ("St. Louis, St Louis", ["St. Louis", "St Louis"]),
        ("Dar es Salaam to Port-au-Prince", ["Dar es Salaam", "Port-au-Prince"]),
        ("TRIPOLI'S DERNA", ["TRIPOLI", "DERNA"]),
    ],
)
def test_longest_name_of_the_gazetteer_is_taken(text, expected):
    assert names(text) == expected


def test_a_name_does_not_go_over_the_end_of_a_sentence():
    assert names("They love New. York is far.") == ["York"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Hutcheson Road.", ["Hutcheson Road"]),
        ("at Anthony Creek", ["Anthony Creek"]),
        ("at Victoria Street", ["Victoria Street"]),
        ("on Elm St. in Derna", ["Elm St.", "Derna"]),
        ("near St. Paul", ["St. Paul"]),
        ("by the River Severn rose", ["River Severn"]),
        ("Lake Victoria, Lake Hypothetical", ["Lake Victoria", "Lake Hypothetical"]),
        ("the Lake and the River in May", []),
        ("the Road to Rome", ["Rome"]),
    ],
)
def test_roads_and_landmarks_say_themselves_what_they_are(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", ["He and I. Of The One March Police Monday Old City", "We The People", "white house"])
def test_words_of_no_place_are_none(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Owensboro, Ky.", ["Owensboro", "Ky"]),
        ("a Ky wine", []),
        ("Jackson, Miss., and New Orleans, La.", ["Jackson", "Miss", "New Orleans", "La"]),
        ("Miss Marple, so. La la.", ["Marple"]),
        ("Ms. and an MD", []),
        ("The US and us", ["US"]),
        ("U.S.-led", ["U.S."]),
        ("the UK's", ["UK"]),
    ],
)
def test_short_forms_need_a_comma_or_a_full_stop(text, expected):
    assert names(text) == expected


def test_what_repeats_itself_is_looked_up_once(monkeypatch):
    asked = []
    monkeypatch.setattr("geo.reading.places.spans.key", lambda name: asked.append(name) or name.lower())
    found = words("Aa " * 5_000, [(0, 15_000)], gazetteer())
    spans("Aa " * 5_000, found, [(0, 5_000)], gazetteer())
    assert len(asked) == 6  # one for each number of words that a name may have
