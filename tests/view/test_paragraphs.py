"""The paragraphs of a story: which way they run, and what is linked where. The page's tests have the rest."""

from dataclasses import replace

import pytest

from geo.base.markup import Markup
from geo.view import paragraphs
from tests.tagged import tagged_story


@pytest.mark.parametrize("lang", ["ar", "AR-ly", "he-IL", "fa", "ur-PK", "ckb", "pa-Arab", "zh-yue-Arab", "ff-Adlm"])
def test_languages_written_from_right_to_left_are_known_by_language_or_script(lang):
    assert paragraphs.direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "az", "ar-Latn", "ku", "pa", "en-a-arab1", "und"])
def test_other_languages_run_from_left_to_right(lang):
    assert paragraphs.direction(lang) == "ltr"


def test_text_is_linked_only_where_there_is_an_address_which_is_escaped():
    assert paragraphs.outside(None, Markup("<b>x</b>")) == "<b>x</b>"
    assert paragraphs.outside(None, "<b>x</b>") == "&lt;b&gt;x&lt;/b&gt;"
    assert paragraphs.outside("http://a.example/?b&c", "x", "noopener") == (
        '<a href="http://a.example/?b&amp;c" target="_blank" rel="noopener">x</a>'
    )


def test_country_of_a_place_is_named_as_the_story_names_it_else_by_its_code(story):
    tripoli, geneva = story.place["tripoli"], story.place["geneva"]
    assert paragraphs.country_name(tripoli, story) == story.place["libya"].name == "Libya"
    assert paragraphs.country_name(geneva, story) == "Switzerland"
    assert paragraphs.country_name(story.place["libya"], story) is None


def test_event_without_a_place_says_who_names_none(story):
    assert "The article names no place" in paragraphs.where(story.event["ceasefire"], story)


def test_tags_of_an_event_stand_with_their_letters_as_text(document):
    story = tagged_story(document)
    both = next(event for event in story.events if len(event.tags) == 2)
    found = paragraphs.tags(both, story)
    assert '<i class="dl-letter" aria-hidden="true" data-hue="blue">T</i><bdi>Talks</bdi>' in found
    assert '<i class="dl-letter" aria-hidden="true">R</i><bdi>Truces &lt;b&gt;</bdi>' in found
    none = next(event for event in story.events if not event.tags)
    assert paragraphs.tags(none, story) == ""


def test_country_is_said_by_its_name_never_by_its_code(story):
    place = replace(story.place["tripoli"], country="DE")
    assert "a city, Germany" in paragraphs.place_line(place, story)
