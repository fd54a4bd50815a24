"""Numbers as prose writes them: what each form is worth, and which are none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.reading.distances.numerals import AND_PART, GAP, NUMBER, ends, value

WHOLE = re.compile(NUMBER, re.IGNORECASE)
SMALL = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelt(number):
    """A number from 1 to 999,999 in British words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return f"{TENS[number // 10]}-{SMALL[number % 10]}".rstrip("-")
    rest, unit = (number % 1000, number // 1000) if number >= 1000 else (number % 100, number // 100)
    scale = "thousand" if number >= 1000 else "hundred"
    joint = " and " if rest and (number < 1000 or rest < 100) else " "
    return f"{spelt(unit)} {scale}{joint}{spelt(rest)}".rstrip()


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        *(("465", 465), ("0", 0), ("0.5", 0.5), (".5", 0.5), ("007", 7), ("1.250", 1.25)),
        *(("1,250", 1250), ("12,500,000", 12_500_000), ("1,250.5", 1250.5)),
        *(("1 250", 1250), ("1\u00a0250", 1250), ("12\u2009500", 12_500), ("1\u202f250\u202f000.5", 1_250_000.5)),
        *(("½", 0.5), ("1½", 1.5), ("2 ¾", 2.75), ("1/2", 0.5), ("1 1/2", 1.5), ("1-1/2", 1.5), ("3 2/3", 11 / 3)),
        *(("1.5 million", 1_500_000), ("3 hundred", 300), ("2 dozen", 24), ("5 and a half", 5.5)),
        *(("a", 1), ("an", 1), ("a hundred", 100), ("a dozen", 12), ("half a dozen", 6), ("two dozen", 24)),
        *(("hundred", 100), ("a thousand", 1000), ("two thousand five hundred", 2500), ("Twenty-Five", 25)),
        *(
            ("half", 0.5),
            ("half a", 0.5),
            ("half-a", 0.5),
            ("a half", 0.5),
            ("half of a", 0.5),
            ("one and a half", 1.5),
        ),
        *(("a quarter", 0.25), ("a quarter of a", 0.25), ("three-quarters of a", 0.75), ("two thirds of a", 2 / 3)),
        *(("two and a half", 2.5), ("two-and-a-half", 2.5), ("one and three quarters", 1.75)),
    ],
)
def test_number_is_found_whole_and_has_its_value(text, worth):
    assert WHOLE.fullmatch(text)
    assert value(text) == pytest.approx(worth)
    assert value(text.upper()) == pytest.approx(worth)


@pytest.mark.parametrize(
    "text", ["12,5", "1,25", "1,25,000", "1.250.000", "12,3456", "0,5", "1,2,3", "12,34.5", "9" * 31]
)
def test_figures_that_are_no_english_number_are_found_and_have_no_value(text):
    assert WHOLE.fullmatch(text)
    assert value(text) is None


@pytest.mark.parametrize("text", ["", "many", "12,", "1 25", "1 2500", "7/11", "twenty-", "-5", "٣٠", "dozens", "1e5"])
def test_what_is_no_number_is_not_taken_for_one(text):
    assert not WHOLE.fullmatch(text)


@given(st.integers(1, 999_999))
def test_number_in_words_is_read_back(number):
    words = spelt(number)
    assert WHOLE.fullmatch(words), words
    assert value(words) == number
    assert value(words.replace(" ", "-")) == number
    assert value(words.replace(" and ", " ")) == number


@given(st.integers(0, 10**9), st.sampled_from([",", "\u00a0", "\u2009", "\u202f", " ", ""]))
def test_number_in_figures_is_read_back_whatever_separates_its_thousands(number, separator):
    text = f"{number:,}".replace(",", separator)
    assert WHOLE.fullmatch(text)
    assert value(text) == number


@given(st.decimals(0, 99_999, places=2))
def test_decimals_are_read_back(number):
    assert value(f"{number:,f}") == float(number)


def test_part_after_a_unit_is_worth_the_part_alone():
    part = re.compile(AND_PART)
    assert part.fullmatch(" and a half")
    assert [value(f" and {words}") for words in ("a half", "a quarter", "three quarters")] == [0.5, 0.25, 0.75]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        *(("30", "40", (30, 40)), ("40", "30", (30, 40)), ("five", "six", (5, 6)), ("1,000", "1,200", (1000, 1200))),
        *(("two", "three hundred", (200, 300)), ("1", "1.5 million", (1_000_000, 1_500_000))),
        *(("one", "two dozen", (12, 24)), ("200", "3 hundred", (200, 300)), ("5", "5", (5, 5))),
        *(("12,5", "13", None), ("12", "13,5", None)),
    ],
)
def test_ends_of_a_range_are_in_order_and_share_a_scale(low, high, expected):
    assert ends(low, high) == expected


@pytest.mark.parametrize(
    ("text", "is_gap"),
    [
        *((" ", True), ("\u00a0", True), ("\n", True), (" \n ", True), ("\t", True), ("  ", True)),
        *(("", False), ("\n\n", False), (" \n \n", False), (" " * 9, False), ("-", False)),
    ],
)
def test_gap_is_white_space_within_a_sentence(text, is_gap):
    assert bool(re.fullmatch(GAP, text)) == is_gap
