"""What headings mean: one thing each."""

from collections import Counter

from geo.intake.headings import MEANINGS, find


def test_no_heading_means_two_things():
    counts = Counter(word for words in MEANINGS.values() for word in words)
    assert [word for word, count in counts.items() if count > 1] == []


def test_likelier_heading_is_found_wherever_it_stands():
    assert find("name", ["label", "City", "NAME"]) == "NAME"
    assert find("name", ["label", "City", "NAME"], taken=["NAME"]) == "label"
    assert find("name", ["foo"]) is None
