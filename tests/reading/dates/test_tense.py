"""Whether a sentence speaks of the past or the future at a date in it."""

import pytest

from geo.reading.dates.tense import Tenses
from geo.reading.sentences import sentences


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("They met on DATE.", "past"),
        ("They will meet on DATE.", "future"),
        ("They will be held on DATE.", "future"),
        ("They’ll meet on DATE.", "future"),
        ("On DATE they met.", "past"),
        ("On DATE they will meet.", "future"),
        ("They are to leave by DATE.", "future"),
        ("The vote is set for DATE.", "future"),
        ("The vote was scheduled for DATE.", "future"),
        ("They agreed to meet again on DATE.", "future"),
        ("They were called to the scene on DATE.", "past"),
        ("The fair opens on DATE.", "future"),
        ("They spoke ahead of elections in DATE.", "future"),
        ("They would meet on DATE.", "later"),
        ("They would have met on DATE.", "past"),
        ("They said on DATE that talks will start.", "past"),
        ("They said talks in DATE were off.", None),
        ("They said DATE they know nothing.", "past"),
        ("The envoy, who met them, will leave on DATE.", "future"),
        ("They need a hundred on DATE.", None),
        ("The United Nations on DATE.", None),
        ("Talks on DATE.", None),
        ("They will meet. Talks on DATE.", None),
        ("They will meet\n\nTalks on DATE.", None),
        ("Talks on DATE. They will meet.", None),
        ("They will meet Mr. Black on DATE.", "future"),
        ("They will meet on Nov. DATE.", "future"),
    ],
)
def test_nearest_sign_before_a_date_in_its_sentence_counts_or_else_the_first_after_it(sentence, tense):
    start = sentence.index("DATE")
    assert Tenses(sentence, sentences(sentence)).at(start, start + 4) == tense


def test_sentences_end_at_their_marks_and_at_paragraphs_but_not_after_abbreviations():
    text = "Mr. Black met Col. Gray. He left\n\non foot (“Why?” They asked.) And so on."
    tenses = Tenses(text, sentences(text))
    assert tenses.is_one_sentence(0, text.index("Gray"))
    for earlier, later in (("Gray", "He"), ("left", "on foot"), ("Why", "They"), ("asked", "And")):
        assert not tenses.is_one_sentence(text.index(earlier), text.index(later))
