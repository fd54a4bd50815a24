"""Lengths as prose states them: hedges, values, ranges, units, and the same length in two units."""

import re

import pytest

from geo.reading.distances.lengths import UNIT, length_at, other_unit_at, unit_of
from geo.story.model import HEDGES, Quantity


def read(text, which=0):
    """The length at a unit of the text, the first if nothing else is said, and its words."""
    unit = list(re.finditer(rf"(?<![^\W\d]){UNIT}", text))[which]
    length = length_at(text, 0, unit.start(), unit.end())
    return length and (text[length.start : length.end], length)


def stated(text):
    words, length = read(text)
    assert words == text
    return length.stated


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("km", ("km", "kms", "Km", "KM", "kilometre", "kilometres", "kilometer", "Kilometers", "KILOMETRES")),
        ("m", ("m", "metre", "metres", "meter", "Meters")),
        ("mi", ("mi", "mile", "miles", "Miles", "statute miles")),
        ("nmi", ("nmi", "NM", "nm", "nautical mile", "nautical miles", "nautical-mile", "Nautical Miles", "sea miles")),
        ("ft", ("ft", "foot", "feet", "Feet")),
    ],
)
def test_every_word_for_a_unit_is_known(unit, words):
    for word in words:
        assert re.fullmatch(UNIT, word), word
        assert unit_of(word) == unit
        assert stated(f"30 {word}") == Quantity(30, 30, unit)


@pytest.mark.parametrize(
    "word",
    [
        "nm from TSMC",
        "M",
        "MI",
        "k",
        "km/h",
        "km2",
        "km²",
        "kmh",
        "mins",
        "milestone",
        "metric",
        "feetless",
        "meterage",
        "FT",
    ],
)
def test_other_words_are_no_units(word):
    assert not re.match(UNIT, word)


def test_stop_after_an_abbreviation_belongs_to_it_unless_it_ends_the_sentence():
    assert read("30 km. south")[0] == "30 km."
    assert read("30 km. South")[0] == "30 km"
    assert read("(30 mi.), south")[0] == "30 mi"


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        *(
            ("465 km", 465, 465),
            ("465km", 465, 465),
            ("465-km", 465, 465),
            ("465\u00a0km", 465, 465),
            ("465\nkm", 465, 465),
        ),
        *(
            ("30 to 40 km", 30, 40),
            ("30-40 km", 30, 40),
            ("30–40km", 30, 40),
            ("30 – 40 km", 30, 40),
            ("30—40 km", 30, 40),
        ),
        *(("30 or 40 km", 30, 40), ("40 to 30 km", 30, 40), ("five to six km", 5, 6), ("two-to-three km", 2, 3)),
        *(("between 30 and 40 km", 30, 40), ("between 30 km and 40 km", 30, 40), ("between a and two km", 1, 2)),
        *(("30 km to 40 km", 30, 40), ("30km-40km", 30, 40), ("two to three hundred km", 200, 300)),
        *(("a km", 1, 1), ("half a km", 0.5, 0.5), ("a km and a half", 1.5, 1.5), ("two and a half km", 2.5, 2.5)),
        *(("a dozen km", 12, 12), ("twenty-five km", 25, 25), ("1½ km", 1.5, 1.5), ("1 1/2 km", 1.5, 1.5)),
    ],
)
def test_value_or_range_is_read(text, low, high):
    assert stated(text) == Quantity(low, high, "km")


@pytest.mark.parametrize("hedge", HEDGES)
def test_every_hedge_of_a_story_is_found_as_itself(hedge):
    for text in (f"{hedge} 30 km", f"{hedge} a dozen km", f"{hedge} 30 to 40 km"):
        words, length = read(f"It is {text} away")
        assert (words, length.hedge) == (text, hedge)
    assert read(f"{hedge.capitalize()} 30 km")[1].hedge == hedge


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        *((f"{word} 30 km", "approximately") for word in ("approx.", "approx", "circa", "ca.", "c.", "~")),
        *(("c.30 km", "approximately"), ("~30 km", "approximately"), ("more or less 30 km", "approximately")),
        *(
            ("30-odd km", "about"),
            ("30 km or so", "about"),
            ("a hundred or so km", "about"),
            ("thirty-some km", "some"),
        ),
        *(
            ("close to 30 km", "nearly"),
            ("just shy of 30 km", "just under"),
            ("slightly less than 30 km", "just under"),
        ),
        *(("upwards of 30 km", "more than"), ("in excess of 30 km", "more than"), ("well over 30 km", "more than")),
        *(
            ("30+ km", "more than"),
            ("30-plus km", "more than"),
            ("just over 30 km", "over"),
            ("a little over 30 km", "over"),
        ),
        *(("no less than 30 km", "at least"), ("30 km or more", "at least"), ("fewer than 30 km", "less than")),
        *(
            ("no more than 30 km", "up to"),
            ("at most 30 km", "up to"),
            ("30 km at most", "up to"),
            ("as far as 30 km", "up to"),
        ),
        *(("to within 30 km", "within"), ("within about 30 km", "within"), ("within a radius of 30 km", "within")),
        *(("between about 30 and 40 km", "about"), ("about a 30-km", "about"), ("more\nthan 30 km", "more than")),
    ],
)
def test_other_words_for_a_hedge_come_to_one_of_a_story(text, hedge):
    words, length = read(text)
    assert (words, length.hedge) == (text, hedge)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lorry turned over 30 km from here", "30 km"),
        ("moreover 30 km", "30 km"),
        ("from 30 to 40 km", "30 to 40 km"),
        ("in 2020 some 30 km", "some 30 km"),
        ("in 2020 30 km", "30 km"),
        ("Kyiv—some 30 km", "some 30 km"),
        ("(30 km)", "30 km"),
        ("Tripoli, 30 km", "30 km"),
        ("five and 30 km", "30 km"),
        ("M 4.1 - 30 km", "30 km"),
        ("magnitude 4.1 – 30 km", "30 km"),
    ],
)
def test_length_begins_where_its_own_words_begin(text, words):
    assert read(text)[0] == words


@pytest.mark.parametrize(
    "text",
    [
        *(
            "$30 m",
            "£30m",
            "€1.5 m",
            "the 38th km",
            "A380 km",
            "COVID-19 miles",
            "-5 km",
            "5:30 km",
            "24/7 km",
            "x^2 m",
        ),
        *("30 square km", "the km", "2020. Miles", "no 12th km", "No.5 km", "±30 km", "$30–40 m"),
    ],
)
def test_what_only_looks_like_a_length_is_none(text):
    assert read(text) is None


@pytest.mark.parametrize(
    "amount",
    [
        *(
            "several hundred",
            "a few",
            "few",
            "dozens of",
            "hundreds of",
            "thousands of",
            "tens of",
            "many",
            "a couple of",
        ),
        *("tens of thousands of", "a few dozen", "several thousand", "some", "a handful of", "countless", "scores of"),
    ],
)
def test_words_without_a_number_are_found_with_a_fault(amount):
    words, length = read(f"{amount} miles")
    assert (words, length.stated) == (f"{amount} miles", None)
    assert length.fault == "It names no number."


@pytest.mark.parametrize("figures", ["12,5", "1,25,000", "1.250.000"])
def test_figures_that_are_no_english_number_are_found_with_a_fault(figures):
    for text in (f"{figures} km", f"1 to {figures} km", f"1 km to {figures} km"):
        words, length = read(text)
        assert (words, length.stated) == (text, None)
        assert length.fault == f"“{figures}” is not a number as English writes it."


def test_miles_of_a_road_are_no_distance_and_keep_their_value():
    length = read("300 road miles")[1]
    assert length.stated == Quantity(300, 300, "mi")
    assert "road" in length.fault


@pytest.mark.parametrize(
    "text",
    [
        *("300 miles (480 km)", "300 miles (480km)", "300 miles [480 km]", "300 miles/480 km", "300 miles / 480 km"),
        *("300 miles, or 480 km", "300 miles or 480 km", "300 miles (about 480 km)", "300 miles, about 480 km"),
        *("300 miles – 480 km –", "300-mile (480-km)", "300 miles (480 kilometres)"),
        *("300 miles (480 km; 260 nmi)", "300 miles (480 km / 260 nmi)", "300 miles (480 km or 260 nautical miles)"),
    ],
)
def test_second_unit_is_part_of_the_length(text):
    words, length = read(f"{text} off")
    assert words == text
    assert length.stated == Quantity(300, 300, "mi")
    assert length.also == Quantity(480, 480, "km")


def test_second_unit_may_be_a_range_too():
    length = read("20 to 25 miles (32 to 40 km)")[1]
    assert (length.stated, length.also) == (Quantity(20, 25, "mi"), Quantity(32, 40, "km"))
    assert read("between 20 and 25 miles (between 32 and 40 km)")[1].also == Quantity(32, 40, "km")


@pytest.mark.parametrize("text", ["300 km (480 km)", "300 km (the old road)", "300 km (480 km", "300 km or 12,5 miles"])
def test_what_is_no_second_unit_is_left_alone(text):
    assert read(text)[1].also is None


def test_second_unit_can_be_looked_for_alone():
    assert other_unit_at("Tripoli (48 km), they", 7, "mi") == (Quantity(48, 48, "km"), 15)
    assert other_unit_at("Tripoli (48 km), they", 7, "km") is None


def test_length_begins_not_before_the_floor():
    text = "20 to 40 km"
    assert length_at(text, 6, 9, 11).start == 6


def test_letters_that_only_fold_to_those_of_a_word_raise_nothing():
    # The long s, the Kelvin sign and the dotless i match s, k and i where case is ignored.
    for text in ("ſome 30 km", "30 Kilometres", "30 mıles", "ſix kmſ", "cloſe to 30 km", "thırty km"):
        for unit in re.finditer(UNIT, text):
            length_at(text, 0, unit.start(), unit.end())
