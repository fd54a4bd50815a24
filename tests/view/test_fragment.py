"""Addresses that lead to a passage."""

from dataclasses import replace
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from geo.story.model import Passage
from geo.view import fragment

PAGE = "https://example.org/a"
words = st.lists(st.text(st.characters(exclude_categories=("Cs", "Z", "C")), min_size=1), min_size=1, max_size=40)


def text_of(passage, url=PAGE):
    return fragment.at(url, passage).partition(":~:text=")[2]


def test_without_a_passage_or_an_address_nothing_is_added():
    assert fragment.at(PAGE, None) == PAGE
    assert fragment.at(None, Passage("The talks opened.")) is None


def test_anchor_of_an_address_stays_and_another_fragment_goes():
    passage = Passage("The talks opened in Geneva.")
    assert fragment.at(f"{PAGE}#part", passage).startswith(f"{PAGE}#part:~:text=The%20talks")
    assert fragment.at(f"{PAGE}#part:~:text=old", passage) == fragment.at(f"{PAGE}#part", passage)


def test_signs_that_mean_something_there_are_written_as_text():
    assert text_of(Passage("Well-known, they say & more than that")) == (
        "Well%2Dknown%2C%20they%20say%20%26%20more%20than%20that"
    )


def test_long_passage_is_named_by_its_beginning_and_its_end():
    passage = Passage(" ".join(f"word{number}" for number in range(30)))
    assert text_of(passage) == "word0%20word1%20word2%20word3%20word4,word25%20word26%20word27%20word28%20word29"


def test_few_words_are_told_from_others_by_whole_words_beside_them():
    passage = Passage("It rained.", prefix="ay all was well in Geneva. ", suffix=" The river rose and ros")
    assert text_of(passage) == "all%20was%20well%20in%20Geneva.-,It%20rained.,-The%20river%20rose%20and"


def test_neighbours_in_another_paragraph_are_named_by_their_own_line_only():
    passage = Passage("It rained.", prefix="was well.\nAll at home. ", suffix="\n\nThe river rose\nand so on")
    assert text_of(passage) == "at%20home.-,It%20rained.,-The%20river"


@given(words)
def test_words_of_any_kind_are_found_again(listed):
    told = text_of(Passage(" ".join(listed)))
    assert told.isascii()
    assert not set(told) & set("-&# ")
    first, comma, last = told.partition(",")
    if not comma:
        assert unquote(first).split() == " ".join(listed).split()
    else:
        assert " ".join(listed).startswith(unquote(first))
        assert " ".join(listed).endswith(unquote(last))


def test_first_source_of_an_event_leads_to_its_passage_and_the_others_to_their_page(story):
    event = replace(story.event["ghadames"], passage=Passage("The talks opened in Ghadames today."))
    cited = [replace(story.source[name], url=f"{PAGE}/{name}") for name in event.sources]
    first, *others = fragment.addresses(event, cited)
    assert first.endswith(":~:text=The%20talks%20opened%20in%20Ghadames%20today.")
    assert others == [source.url for source in cited[1:]]
    assert fragment.addresses(event, []) == []
