"""Where the sentences of English prose end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.reading.dates.find import find_dates
from geo.reading.sentences import index_at, sentences

PIECES = st.sampled_from(
    [*"aA.!?\n\r\t '’“”\"()-,1#@/", "St. ", "U.S. ", "www.", ".com", "\xa0", "\u2028", "\ud800", "\x00", "é"]
)
TEXTS = st.one_of(st.text(), st.text(st.characters()), st.lists(PIECES, max_size=80).map("".join))


@given(TEXTS)
def test_sentences_follow_each_other_and_leave_out_nothing_but_white_space(text):
    last = 0
    for start, end in sentences(text):
        assert last <= start < end <= len(text)
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. Haftar met Dr. Salamé at St. Mary's on Oct. 3.",
        "J. F. Smith left the U.S. in 1999.",
        "“We left.” he said.",
        "The train from No. 4 was late, i.e. it came at 5 p.m. or so.",
        "It is 3.5 km away…",
        "He will send Insp. Ali to Tripoli on Friday.",
        "Pres. Putin and Atty. Gen. Barr met in Washington, D.C.",
        "The U.N. Security Council and the U.A.E. Foreign Ministry agreed.",
        "It was … well … far.",
        "“Why?” they asked.",
        "A line that was broken\nto fit a page, on a\nsheet, is one.",
        "They saw Harry S. Truman on Jan. 20 at 5 p.m. in Key West.",
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
        ("They met at the U.N. The talks failed.", 2),
        ("It began at 5 p.m. He was late.", 2),
        ("They said no. Talks ended.", 2),
        ("They waited… Nobody came.", 2),
        ("A heading\nThe text of it", 2),
        ("The first paragraph\n\nbegins the second small", 2),
        ("He came (at last.) They left.", 2),
        ("", 0),
        (" \n \t ", 0),
        ("...", 1),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text, count):
    assert len(sentences(text)) == count


def test_index_of_a_position_is_that_of_its_sentence_or_of_the_last_before_it():
    split = sentences("  One.   Two.")
    assert [index_at(split, at) for at in (0, 2, 7, 9, 12)] == [0, 0, 0, 1, 1]
    assert index_at([], 3) == 0


def test_date_after_a_title_is_of_the_same_sentence():
    found = find_dates("The force will send Insp. Ali to Tripoli on Friday.", When.parse("2020-11-03"))
    assert [date.edtf for date in found] == ["2020-11-06"]
