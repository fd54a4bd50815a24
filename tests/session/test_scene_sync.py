"""What a browser has of what is drawn for it, and what it is sent."""

import pytest

from geo.session.scene_sync import SceneSync

ONE, TWO = {"places": [1, 2, 3], "lang": "en"}, {"places": [1, 9, 3], "lang": "en"}


@pytest.fixture
def versions():
    return SceneSync()


def test_browser_without_a_scene_is_sent_the_whole_and_then_what_is_new(versions):
    first = versions.update(ONE)
    assert first["scene"] == ONE
    versions.acknowledge(first["number"])
    second = versions.update(TWO)
    assert (second["on"], second["number"]) == (first["number"], first["number"] + 1)
    assert second["changes"] == {"places": {"first": 1, "gone": 1, "come": [9]}}


def test_same_scene_keeps_its_number(versions):
    first = versions.update(ONE)
    versions.acknowledge(first["number"])
    assert versions.update(dict(ONE)) == {"number": first["number"], "on": first["number"], "changes": {}}


@pytest.mark.parametrize("number", [None, 0, "1", [], {}, 1.5])
def test_browser_with_anything_else_is_sent_the_whole(versions, number):
    versions.update(ONE)
    versions.acknowledge(number)
    assert versions.update(TWO)["scene"] == TWO


def test_number_of_another_page_is_not_taken_for_one_of_these(versions):
    other = SceneSync()
    versions.update(ONE)
    versions.acknowledge(other.update(TWO)["number"])
    assert versions.update(ONE)["scene"] == ONE
