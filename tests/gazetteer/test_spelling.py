"""How names are spelt: keys that forget what writers disagree on, and skeletons that most spellings share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.spelling import key, neighbours, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ghadāmis", "ghadamis"),
        ("St. Louis", "Saint Louis"),
        ("N'Djaména", "Ndjamena"),
        ("Łódź", "LODZ"),
        ("Straße", "strasse"),
        ("غدامس", "غَدامِس"),
        ("القاهرة", "القاهره"),
        ("أسوان", "اسوان"),
        ("علی", "علي"),
        ("موسى", "موسي"),
        ("کرکوک", "كركوك"),
        ("ТРИПОЛИ", "Триполи"),
        ("Αθήνα", "αθηνα"),
    ],
)
def test_key_forgets_capitals_accents_points_and_forms_of_a_letter(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize("name", ["東京", "भारत", "ไทย"])
def test_key_keeps_the_signs_of_other_scripts_together(name):
    assert " " not in key(name)
    assert key(name) != key(name[:-1])


@pytest.mark.parametrize("nothing", ["", "%", "_", " .,;-’ ", "\x00", "\ud800", "🙂"])
def test_key_of_what_holds_no_letter_is_empty(nothing):
    assert key(nothing) == ""


@given(st.text())
def test_key_of_a_key_is_itself(text):
    assert key(key(text)) == key(text)


@pytest.mark.parametrize("other", ["Ghadames", "Gadames", "Ghudamis", "Gaddames"])
def test_spellings_of_a_name_have_one_skeleton(other):
    assert skeleton(key(other)) == skeleton("ghadamis")


@given(st.text(min_size=1), st.integers(min_value=1))
def test_skeleton_of_a_beginning_begins_that_of_the_whole(text, size):
    made = key(text)
    assert skeleton(made).startswith(skeleton(made[:size]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lodnon", "london"), ("pais", "paris"), ("parris", "paris"), ("tkoyo", "tokyo"), ("mokyo", "tokyo")],
)
def test_skeleton_with_one_slip_is_a_neighbour(typed, meant):
    assert skeleton(meant) in neighbours(skeleton(typed))
    assert skeleton("ghadames") not in neighbours(skeleton(typed))
