"""The words that name a place: where they end, and where there are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.distances.anchors import end_of


def anchor(text):
    end = end_of(text, 0)
    return None if end is None else text[:end]


@pytest.mark.parametrize(
    "name",
    [
        *("Tripoli", "Ras Lanuf", "Dar es Salaam", "Rio de Janeiro", "Port of Spain", "Isle of the Dead", "N'Djamena"),
        *(
            "al-Bayda",
            "el-Arish",
            "Port-au-Prince",
            "Stratford-upon-Avon",
            "St. Louis",
            "Mt. Sinai",
            "Île de Ré",
            "Gate 4",
        ),
        *("طرابلس", "東京", "TRIPOLI", "Sidi Bou Said", "the Danube", "the Strait of Hormuz", "The Hague", "Łódź"),
        *("central Tripoli", "rebel-held Aleppo", "downtown Los Angeles", "southern Mali", "Kyiv city centre"),
        *("Tripoli's airport", "Tripoli’s airport", "Libya's capital", "Italy's Lampedusa island", "Tripoli airport"),
        *("the capital", "the Libyan capital", "the Libyan army base", "the U.S. border", "the port city of Misrata"),
        *("the border with Algeria", "the coast of the Black Sea", "the centre of Tripoli", "the capital Tripoli"),
        *("the army base at Al Watiya", "its eastern border with Egypt", "a small village", "the Ministry of Defence"),
        *("Trinidad and Tobago", "St. Vincent and the Grenadines", "the 38th parallel", "the ticket office"),
        *("here", "home", "shore", "downtown", "the nearest town", "the southern Italian island of Lampedusa"),
        *("“Camp Speicher”", "'Green Zone'", "‘Ain Zara"),
    ],
)
@pytest.mark.parametrize(
    "after",
    ["", ".", ", they said", " on Monday", " and moved on", ") by car", "\n\nTripoli", " in May", " where they met"],
)
def test_phrase_ends_with_the_place(name, after):
    assert anchor(name + after) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the capital, Tripoli, on Monday", "the capital, Tripoli"),
        ("the regional capital, Gao.", "the regional capital, Gao"),
        ("the capital, Reuters reported", "the capital"),
        ("the border, Turkish officials said", "the border"),
        ("the city. Tripoli is quiet", "the city"),
        ("the city\n\nTripoli", "the city"),
        ("Tripoli, Libya", "Tripoli"),
        ("Tripoli He said", "Tripoli"),
        ("the U.S. border. The gate", "the U.S. border"),
        ("the U.S. The president", "the U.S."),
        ("St. Louis. The pilot", "St. Louis"),
        ("Tripoli's mayor", "Tripoli"),
        ("Tripoli and Benghazi", "Tripoli"),
        ("Trinidad and Grenada", "Trinidad"),
        ("St. Vincent and the nurse", "St. Vincent"),
        ("Tripoli of all places", "Tripoli"),
        ("Tripoli 12 days later", "Tripoli"),
        ("the city of 4,000 people", "the city"),
        ("the border with 12 gates", "the border"),
    ],
)
def test_phrase_takes_in_no_more_than_the_place(text, found):
    assert anchor(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            ".",
            ", Tripoli",
            "the",
            "the man who",
            "where it began",
            "start to finish",
            "Monday to Friday",
            "May",
        ),
        *(
            "10 Downing Street",
            "2019",
            "January",
            "it",
            "each other",
            "victory",
            "the very first time he went",
            "his killer",
        ),
        *("\n\nTripoli", "(Tripoli)", "-Tripoli", "!"),
    ],
)
def test_where_no_place_is_named_there_is_no_phrase(text):
    assert anchor(text) is None


def test_phrase_may_begin_after_white_space_and_in_the_next_line():
    assert [end_of(text, 2) for text in ("of Tripoli", "of\nTripoli", "of\u00a0Tripoli")] == [10] * 3


@given(st.text(st.sampled_from("Aa1.,'’“-_ \n" + "éßÉ中ǅ") | st.characters(), max_size=60))
def test_any_text_has_an_end_within_it_or_none(text):
    for start in range(len(text) + 1):
        end = end_of(text, start)
        assert end is None or start < end <= len(text)
