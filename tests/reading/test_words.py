"""Words and sentences of a text: each where it stands, and none of an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer import GIVEN_NAME, WORD, gazetteer
from geo.reading.words import sentences, words

PIECES = st.sampled_from(
    [*"aA.!?\n\r\t '’“”\"()-,1#@/", "St. ", "U.S. ", "www.", ".com", "\xa0", "\u2028", "\ud800", "\x00", "é"]
)
TEXTS = st.one_of(st.text(), st.text(st.characters()), st.lists(PIECES, max_size=80).map("".join))


def texts(text: str) -> list[str]:
    return [word.text for word in words(text, sentences(text), gazetteer())]


@given(TEXTS)
def test_sentences_follow_each_other_and_leave_out_nothing_but_white_space(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@given(TEXTS)
def test_words_follow_each_other_and_are_what_the_text_has_there(text):
    last = 0
    for word in words(text, sentences(text), gazetteer()):
        assert last <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.text
        last = word.end


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. Haftar met Dr. Salamé at St. Mary's on Oct. 3.",
        "J. F. Smith left the U.S. in 1999.",
        "“We left.” he said.",
        "The train from No. 4 was late, i.e. it came at 5 p.m. or so.",
        "It is 3.5 km away…",
    ],
)
def test_full_stops_that_end_no_sentence(sentence):
    assert len(sentences(sentence)) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("A heading\n\nA text. And more.", 3),
        ("“Go!” “Why?” They went.", 3),
        ("It ended in 2011. Then came peace.", 2),
        ("", 0),
        (" \n \t ", 0),
        ("...", 1),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text, count):
    assert len(sentences(text)) == count


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
