"""What speaks for a name's being a place, and what against it: as laws, of two texts that differ in one thing."""

import pytest

from geo.gazetteer.places import gazetteer
from geo.reading.places.evidence import THRESHOLD, Evidence, persons
from geo.reading.places.spans import runs, spans
from geo.reading.places.words import words
from geo.reading.sentences import sentences


def points(text: str, name: str, is_end=lambda start, end: False) -> float:
    """The points of the first of these names in the text."""
    found = words(text, sentences(text), gazetteer())
    capitals = runs(text, found)
    possible = spans(text, found, capitals, gazetteer())
    evidence = Evidence(text, found, capitals, possible, is_end)
    return next(
        evidence.points(span)
        for span in possible
        if text[found[span.first].start : found[span.last - 1].end].lower() == name.lower()
    )


@pytest.mark.parametrize(
    ("stronger", "weaker", "name"),
    [
        ("They met in Derna.", "They saw Derna.", "Derna"),
        ("They met in Sebha and Derna.", "They saw Sebha and Derna.", "Derna"),
        ("They met in Sebha, Ubari, Derna.", "They saw Sebha, Ubari, Derna.", "Derna"),
        ("Derna is far. They live in Derna.", "Derna is far. They love Derna.", "Derna"),
        ("the city of Derna", "the friends of Derna", "Derna"),
        ("a crowd of 500 of Derna", "a crowd of friends of Derna", "Derna"),
        ("Derna residents fled", "Derna fans fled", "Derna"),
        ("the Derna Police Department", "the Derna Post", "Derna"),
        ("DERNA — They met.", "Derna They met.", "Derna"),
        ("They saw Houston fall.", "They saw Whitney Houston fall.", "Houston"),
        ("They saw Houston fall.", "They saw Mr Houston. Houston fell.", "Houston"),
        ("to Madrid", "to Real Madrid", "Madrid"),
        ("Georgia met Alabama", "Georgia beat Alabama", "Georgia"),
        ("Georgia met Alabama", "Georgia beat Alabama", "Alabama"),
        ("Georgia is cold. Georgia is far.", "Georgia Stevens is cold. Georgia is far.", "Georgia"),
        ("They saw Split.", "Split was seen.", "Split"),
    ],
)
def test_words_around_a_name_and_elsewhere_make_a_place_of_it(stronger, weaker, name):
    assert points(stronger, name) > points(weaker, name)


@pytest.mark.parametrize("name", ["Lake Victoria", "Mount Everest", "Anthony Creek", "Hutcheson Road", "Gaza City"])
def test_names_that_say_what_they_are_need_no_more(name):
    assert points(f"They saw {name} again.", name) > THRESHOLD + 0.8


@pytest.mark.parametrize("first", ["In", "A", "See", "So"])
def test_the_first_word_of_a_sentence_makes_no_person_of_the_second(first):
    text = f"{first} Boston trees fell."
    found = words(text, sentences(text), gazetteer())
    capitals = runs(text, found)
    assert not persons(text, found, capitals, spans(text, found, capitals, gazetteer())).surnames


def test_initials_titles_and_given_names_make_a_person():
    text = "A. Boston met Dr. Houston and Paris Hilton."
    found = words(text, sentences(text), gazetteer())
    capitals = runs(text, found)
    people = persons(text, found, capitals, spans(text, found, capitals, gazetteer()))
    assert {"boston", "houston", "hilton"} <= set(people.surnames)
    assert people.full["paris"] == people.given["paris"] == 1


def test_somebody_who_speaks_by_the_second_name_is_a_person():
    assert points("They saw Vladimir Putin. Putin said no.", "Vladimir") < THRESHOLD
    assert points("They saw Vladimir Putin. Putin fell.", "Vladimir") > points(
        "They saw Vladimir Putin. Putin said no.", "Vladimir"
    )


def test_the_end_of_a_distance_is_a_place():
    text = "It is 5 km from Nowy."
    assert points(text, "Nowy", lambda start, end: text[start:end] == "Nowy") > points(text, "Nowy") + 2


def test_a_possessive_after_from_says_nothing_of_a_place():
    with_places = "Georgia Stevens won. They live in Georgia. They moved from Georgia. They love Georgia."
    without = "Georgia Stevens won. They live in Georgia's house. They moved from Georgia's house. They love Georgia."
    assert points(with_places, "Georgia") > points(without, "Georgia")
