"""Words of a text: each where it stands, and none of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.places import GIVEN_NAME, WORD, gazetteer
from geo.reading.places.words import words
from geo.reading.sentences import sentences

PIECES = st.sampled_from(
    [*"aA.!?\n\r\t '’“”\"()-,1#@/", "St. ", "U.S. ", "www.", ".com", "\xa0", "\u2028", "\ud800", "\x00", "é"]
)
TEXTS = st.one_of(st.text(), st.text(st.characters()), st.lists(PIECES, max_size=80).map("".join))


def texts(text: str) -> list[str]:
    return [word.text for word in words(text, sentences(text), gazetteer())]


@given(TEXTS)
def test_words_follow_each_other_and_are_what_the_text_has_there(text):
    last = 0
    for word in words(text, sentences(text), gazetteer()):
        assert last <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        last = word.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("London's", ["London", "'s"]),
        ("LONDON’S", ["LONDON", "’S"]),
        ("N'Djamena and O’Brien", ["N'Djamena", "and", "O’Brien"]),
        ("Côte d’Ivoire’s", ["Côte", "d’Ivoire", "’s"]),
        ("Guinea-Bissau", ["Guinea", "Bissau"]),
        ("the U.S. and St. Paul", ["the", "U.S.", "and", "St.", "Paul"]),
        ("3,500 people", ["3,500", "people"]),
        ("<b>Paris</b>", ["b", "Paris", "b"]),
    ],
)
def test_possessives_and_parts_are_words_of_their_own(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize(
    "address",
    [
        "https://www.paris.example/London/Rome.html",
        "HTTP://PARIS.EXAMPLE/",
        "www.Madrid.example",
        "info@London.example",
        "@ParisFrance",
        "#Tripoli2020",
        "Berlin.com",
        "Rome.org/Milan",
        "mailto:Berlin@Oslo.example?subject=Vienna",
    ],
)
def test_what_is_in_an_address_is_no_word(address):
    assert texts(f"See {address} in Tunis") == ["See", "in", "Tunis"]


def test_a_full_stop_without_a_space_makes_no_address():
    assert texts("It left Paris.London was next.") == ["It", "left", "Paris", "London", "was", "next"]


def test_first_words_of_sentences_lines_and_quotations_open_them():
    text = "Reading is fun.\nNice is not “Bath”. He left Split"
    found = {word.text: word.opens for word in words(text, sentences(text), gazetteer()) if word.is_capital}
    assert found == {"Reading": True, "Nice": True, "Bath": True, "He": True, "Split": False}


def test_capitals_may_stand_after_an_apostrophe_but_not_in_the_possessive():
    text = "Paris's d’Ivoire and d'oc"
    found = {word.text: word.is_capital for word in words(text, sentences(text), gazetteer())}
    assert found == {"Paris": True, "'s": False, "d’Ivoire": True, "and": False, "d'oc": False}


def test_capitals_are_known_as_words_and_given_names():
    text = "Mobile and Florence and florence"
    kinds = [word.kinds for word in words(text, sentences(text), gazetteer())]
    assert kinds[0] & WORD
    assert kinds[2] & GIVEN_NAME
