"""The draft of one visitor, as the server knows it: what it takes from a browser, and what it answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.session.draft_session import Desk
from geo.session.upload import Upload
from geo.story import geojson, patch
from geo.story.model import StoryError
from geo.story.strict_json import SIZE_MAX
from geo.view import scene
from tests.hostile import CORPUS, in_every_field
from tests.pieces import bring, file

CSV = "ort;breite;länge\nTunis;36,8;10,18\nSfax;34,74;10,76\n".encode("latin-1")


@pytest.fixture
def uploads():
    return Upload()


@pytest.fixture
def desk(uploads):
    return Desk(uploads)


@pytest.fixture
def begun(desk, story):
    desk.hear({"open": "story"}, story)
    return desk


def changes(desk: Desk, *operations, **others) -> dict:
    said = desk.say()
    message = {"changes": json.dumps(operations), "token": said["token"], "count": said["count"]}
    return message | others


def title(text: str) -> dict:
    return {"op": "replace", "path": "/story/title", "value": text}


def test_without_a_draft_there_is_nothing_to_show(desk):
    assert desk.say() == {"token": None, "refused": []}
    assert (desk.story, desk.sketch) == (None, None)
    assert desk.preview()["scene"] == scene.blank((), ())


def test_open_story_is_handed_out_until_the_browser_says_that_it_has_it(begun, story):
    said = begun.say()
    assert geojson.read(said["document"].encode()) == story
    assert (said["count"], said["faulty"], begun.story) == (0, 0, story)
    begun.hear({"token": "another"}, story)
    assert begun.say()["document"]
    begun.hear({"token": said["token"]}, story)
    assert begun.say()["document"] is None


def test_where_no_story_is_open_none_is_begun(desk):
    desk.hear({"open": "story"}, None)
    assert desk.say()["token"] is None


def test_empty_story_names_all_that_it_lacks(desk, story):
    desk.hear({"open": "empty"}, story)
    assert {path for path, *_ in desk.say()["faults"]} == {
        *("/story/title", "/story/summary", "/story/published", "/story/opening", "/story/events"),
    }


def test_change_is_counted_once_and_what_it_breaks_is_told(begun, story):
    message = changes(begun, title("Another"))
    begun.hear(message, story)
    assert (begun.say()["count"], begun.story.title) == (1, "Another")
    begun.hear(message, story)  # told twice, as after a break of the connection
    assert begun.say()["lost"]
    assert begun.say()["count"] == 1
    whole = {"whole": json.dumps(geojson.to_geojson(story)), "token": begun.say()["token"], "count": 2}
    begun.hear(whole, story)
    assert (begun.say()["lost"], begun.say()["count"], begun.story.title) == (False, 2, story.title)
    begun.hear(changes(begun, {"op": "remove", "path": "/story/title"}), story)
    assert [path for path, *_ in begun.say()["faults"]] == ["/story/title"]


def test_server_that_knows_nothing_of_a_draft_asks_for_the_whole_of_it(begun, story):
    restarted = Desk()
    restarted.hear(changes(begun, title("Another")), story)
    assert restarted.say()["token"] is None
    restarted.hear({"whole": begun.say()["document"], "token": begun.say()["token"], "count": 5}, story)
    assert (restarted.say()["token"], restarted.story) == (begun.say()["token"], story)


def test_change_that_cannot_be_made_gives_the_draft_back_as_it_was(begun, story):
    begun.hear(changes(begun, {"op": "remove", "path": "/nothing"}), story)
    said = begun.say()
    assert said["refused"][0][2] == "the last change was taken back"
    assert geojson.read(said["document"].encode()) == story
    assert said["count"] == 1


def test_more_changes_than_are_made_at_once_are_asked_for_as_the_whole_that_came_of_them(begun, story):
    message = changes(begun, *(title("x" * 150) for _ in range(patch.SIZE_MAX // 150)))
    begun.hear(message, story)
    said = begun.say()
    assert (said["lost"], said["refused"], said["count"], begun.story) == (True, [], 0, story)
    begun.hear({"whole": geojson.compact(story), "token": said["token"], "count": 1}, story)
    assert (begun.say()["lost"], begun.say()["count"]) == (False, 1)


def test_table_is_read_again_with_other_columns(desk, uploads, story):
    desk.hear(file(uploads, CSV, "orte.csv"), story)
    table = desk.say()["table"]
    assert table["header"] == ["ort", "breite", "länge"]
    token = desk.say()["token"]
    desk.hear({"columns": {"name": "ort", "latitude": "länge", "longitude": "breite", "nonsense": "x"}}, story)
    assert desk.say()["token"] != token
    assert [(place["lon"], place["lat"]) for place in desk.preview()["scene"]["places"]] == [
        (36.8, 10.18),
        (34.74, 10.76),
    ]
    desk.hear({"columns": {"encoding": "rot13"}}, story)
    assert desk.say()["refused"]


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\0\1\2", "a.bin", ""),
        (b"", "empty.geojson", "empty"),
        (b"[" * 40 + b"]" * 40, "deep.json", "32 levels"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_sentences_and_the_draft_stays(
    begun, uploads, story, content, name, says
):
    before = begun.say()["token"]
    begun.hear(file(uploads, content, name), story)
    assert says in str(begun.say()["refused"])
    assert begun.say()["refused"]
    assert begun.say()["token"] == before


def test_file_that_is_too_large_or_did_not_arrive_is_refused(desk, uploads, story):
    desk.hear(file(uploads, b"x" * (SIZE_MAX + 1), "a.csv"), story)
    assert "more than 4,194,304 bytes" in uploads.say()["refused"][1]
    assert desk.say()["refused"] == [["", "the file did not arrive whole", "choose it once more"]]


def test_draft_and_changes_that_are_too_large_for_a_message_come_in_pieces(begun, uploads, story, document):
    document["story"]["title"] = "Another"
    token, space = begun.say()["token"], b" " * 600_000
    begun.hear({"whole": bring(uploads, json.dumps(document).encode() + space), "token": token, "count": 1}, story)
    assert (begun.say()["count"], begun.story.title) == (1, "Another")
    operations = json.dumps([title("A third")]).encode() + space[:300_000]
    begun.hear({"changes": bring(uploads, operations), "token": token, "count": 1}, story)
    assert (begun.say()["count"], begun.story.title) == (2, "A third")
    # What is not here is asked for again, with the whole draft.
    begun.hear({"changes": {"upload": "another"}, "token": token, "count": 2}, story)
    assert (begun.say()["lost"], begun.say()["count"]) == (True, 2)
    begun.hear({"whole": {"upload": "another"}, "token": token, "count": 3}, story)
    assert (begun.say()["count"], begun.story.title) == (2, "A third")


def test_names_that_a_browser_gives_are_short(desk, begun, uploads, story, document):
    begun.hear({"whole": json.dumps(document), "token": "t" * 65, "count": 1}, story)
    assert begun.say()["token"] != "t" * 65
    desk.hear(file(uploads, CSV, "x" * 100_000 + ".csv"), story)
    assert len(json.dumps(desk.say())) < 10_000


def test_preview_brings_what_is_new_to_a_browser_that_says_what_it_has(begun, story):
    first = begun.preview()
    assert first["scene"] == scene.scene(story)
    said = changes(begun, {"op": "replace", "path": "/features/0/properties/name", "value": "New"})
    begun.hear(said | {"scene": first["number"]}, story)
    then = begun.preview()
    assert (then["number"], then["on"]) == (first["number"] + 1, first["number"])
    assert {name: len(change["come"]) for name, change in then["changes"].items()} == {"places": 1, "events": 1}
    made = {**first["scene"]}
    for name, change in then["changes"].items():
        made[name] = [*made[name]]
        made[name][change["from"] : change["from"] + change["gone"]] = change["come"]
    assert made == scene.scene(begun.story)
    begun.hear({"scene": 99}, story)
    assert "scene" in begun.preview()


def test_closed_desk_is_empty(begun, story):
    begun.hear({"close": True}, story)
    assert begun.say() == {"token": None, "refused": []}


def test_story_is_shown_when_asked_for_and_once(begun, story):
    begun.hear({"show": True}, story)
    assert begun.is_to_be_shown
    begun.hear({}, story)
    assert not begun.is_to_be_shown


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_is_carried_as_it_is(desk, story, document, text):
    desk.hear({"whole": json.dumps(in_every_field(document, text)), "token": "t", "count": 1}, story)
    assert json.dumps(desk.say())
    assert json.dumps(desk.preview())
    if desk.story is not None:
        assert desk.story.title == text


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
words = ("open", "file", "columns", "whole", "changes", "token", "count", "scene", "show", "close")
messages = st.dictionaries(st.sampled_from(words), anything, max_size=5)


@given(st.lists(messages | anything, max_size=4))
def test_any_message_is_taken_or_passed_over(story, said):
    desk = Desk()
    desk.hear({"open": "empty"}, story)
    for message in said:
        desk.hear(message, story)
        assert json.dumps(desk.say())
        desk.preview()


def test_draft_may_begin_with_a_document_made_elsewhere_unless_it_is_too_large(desk, document):
    assert desk.title is None
    desk.begin_with(document)
    assert json.loads(desk.say()["document"]) == document
    assert desk.title == document["story"]["title"]
    token = desk.say()["token"]
    document["story"]["summary"] = "x" * 5_000_000
    with pytest.raises(StoryError):
        desk.begin_with(document)
    assert desk.say()["token"] == token
