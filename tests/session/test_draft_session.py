"""The draft of one visitor, as the server knows it: what it takes from a browser, and what it answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base import memory_budget
from geo.base.faults import RefusedError
from geo.session.draft_session import DraftSession
from geo.session.upload import MAX_SIZE, Upload
from geo.story import geojson, patch
from geo.view import scene
from tests.hostile import CORPUS, in_every_field
from tests.pieces import bring, file

CSV = "ort;breite;länge\nTunis;36,8;10,18\nSfax;34,74;10,76\n".encode("latin-1")


@pytest.fixture
def uploads():
    return Upload()


@pytest.fixture
def desk(uploads):
    return DraftSession(uploads)


@pytest.fixture
def begun(desk, story):
    desk.receive({"open": "story"}, story)
    return desk


def changes(desk: DraftSession, *operations, **others) -> dict:
    said = desk.reply()
    message = {"changes": json.dumps(operations), "token": said["token"], "count": said["count"]}
    return message | others


def title(text: str) -> dict:
    return {"op": "replace", "path": "/story/title", "value": text}


def test_without_a_draft_there_is_nothing_to_show(desk):
    assert desk.reply() == {"token": None, "refused": []}
    assert (desk.story, desk.sketch) == (None, None)
    assert desk.preview()["scene"] == scene.blank((), ())


def test_open_story_is_handed_out_until_the_browser_says_that_it_has_it(begun, story):
    said = begun.reply()
    assert geojson.read(said["document"].encode()) == story
    assert (said["count"], said["faulty"], begun.story) == (0, 0, story)
    begun.receive({"token": "another"}, story)
    assert begun.reply()["document"]
    begun.receive({"token": said["token"]}, story)
    assert begun.reply()["document"] is None


def test_where_no_story_is_open_none_is_begun(desk):
    desk.receive({"open": "story"}, None)
    assert desk.reply()["token"] is None


def test_empty_story_names_all_that_it_lacks(desk, story):
    desk.receive({"open": "empty"}, story)
    assert {fault["path"] for fault in desk.reply()["faults"]} == {
        *("/story/title", "/story/events"),
    }


def test_change_is_counted_once_and_what_it_breaks_is_told(begun, story):
    message = changes(begun, title("Another"))
    begun.receive(message, story)
    assert (begun.reply()["count"], begun.story.title) == (1, "Another")
    begun.receive(message, story)  # told twice, as after a break of the connection
    assert begun.reply()["lost"]
    assert begun.reply()["count"] == 1
    whole = {"whole": json.dumps(geojson.to_geojson(story)), "token": begun.reply()["token"], "count": 2}
    begun.receive(whole, story)
    assert (begun.reply()["lost"], begun.reply()["count"], begun.story.title) == (False, 2, story.title)
    begun.receive(changes(begun, {"op": "remove", "path": "/story/title"}), story)
    assert [fault["path"] for fault in begun.reply()["faults"]] == ["/story/title"]


def test_server_that_knows_nothing_of_a_draft_asks_for_the_whole_of_it(begun, story):
    restarted = DraftSession()
    restarted.receive(changes(begun, title("Another")), story)
    assert restarted.reply()["token"] is None
    restarted.receive({"whole": begun.reply()["document"], "token": begun.reply()["token"], "count": 5}, story)
    assert (restarted.reply()["token"], restarted.story) == (begun.reply()["token"], story)


def test_change_that_cannot_be_made_gives_the_draft_back_as_it_was(begun, story):
    begun.receive(changes(begun, {"op": "remove", "path": "/nothing"}), story)
    said = begun.reply()
    assert said["refused"][0]["remedy"] == "the last change was taken back"
    assert geojson.read(said["document"].encode()) == story
    assert said["count"] == 1


def test_more_changes_than_are_made_at_once_are_asked_for_as_the_whole_that_came_of_them(begun, story):
    message = changes(begun, *(title("x" * 150) for _ in range(patch.MAX_SIZE // 150)))
    begun.receive(message, story)
    said = begun.reply()
    assert (said["lost"], said["refused"], said["count"], begun.story) == (True, [], 0, story)
    begun.receive({"whole": geojson.compact(story), "token": said["token"], "count": 1}, story)
    assert (begun.reply()["lost"], begun.reply()["count"]) == (False, 1)


def test_table_is_read_again_with_other_columns(desk, uploads, story):
    desk.receive(file(uploads, CSV, "orte.csv"), story)
    table = desk.reply()["table"]
    assert table["header"] == ["ort", "breite", "länge"]
    token = desk.reply()["token"]
    desk.receive({"columns": {"name": "ort", "latitude": "länge", "longitude": "breite", "nonsense": "x"}}, story)
    assert desk.reply()["token"] != token
    assert [(place["lon"], place["lat"]) for place in desk.preview()["scene"]["places"]] == [
        (36.8, 10.18),
        (34.74, 10.76),
    ]
    desk.receive({"columns": {"encoding": "rot13"}}, story)
    assert desk.reply()["refused"]


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
    before = begun.reply()["token"]
    begun.receive(file(uploads, content, name), story)
    assert says in str(begun.reply()["refused"])
    assert begun.reply()["refused"]
    assert begun.reply()["token"] == before


def test_file_that_is_too_large_or_did_not_arrive_is_refused(desk, uploads, story):
    desk.receive(file(uploads, b"x" * (MAX_SIZE + 1), "a.csv"), story)
    assert "more than 20,971,520 bytes" in uploads.reply()["refused"]["problem"]
    lost = {"path": "", "problem": "the file did not arrive whole", "remedy": "choose it once more"}
    assert desk.reply()["refused"] == [lost]


def test_draft_and_changes_that_are_too_large_for_a_message_come_in_pieces(begun, uploads, story, document):
    document["story"]["title"] = "Another"
    token, space = begun.reply()["token"], b" " * 600_000
    begun.receive({"whole": bring(uploads, json.dumps(document).encode() + space), "token": token, "count": 1}, story)
    assert (begun.reply()["count"], begun.story.title) == (1, "Another")
    operations = json.dumps([title("A third")]).encode() + space[:300_000]
    begun.receive({"changes": bring(uploads, operations), "token": token, "count": 1}, story)
    assert (begun.reply()["count"], begun.story.title) == (2, "A third")
    # What is not here is asked for again, with the whole draft.
    begun.receive({"changes": {"upload": "another"}, "token": token, "count": 2}, story)
    assert (begun.reply()["lost"], begun.reply()["count"]) == (True, 2)
    begun.receive({"whole": {"upload": "another"}, "token": token, "count": 3}, story)
    assert (begun.reply()["count"], begun.story.title) == (2, "A third")


def test_names_that_a_browser_gives_are_short(desk, begun, uploads, story, document):
    begun.receive({"whole": json.dumps(document), "token": "t" * 65, "count": 1}, story)
    assert begun.reply()["token"] != "t" * 65
    desk.receive(file(uploads, CSV, "x" * 100_000 + ".csv"), story)
    assert len(json.dumps(desk.reply())) < 10_000


def test_preview_brings_what_is_new_to_a_browser_that_says_what_it_has(begun, story):
    first = begun.preview()
    assert first["scene"] == scene.scene(story)
    said = changes(begun, {"op": "replace", "path": "/features/0/properties/name", "value": "New"})
    begun.receive(said | {"scene": first["number"]}, story)
    then = begun.preview()
    assert (then["number"], then["on"]) == (first["number"] + 1, first["number"])
    assert {name: len(change["come"]) for name, change in then["changes"].items()} == {"places": 1, "events": 1}
    made = {**first["scene"]}
    for name, change in then["changes"].items():
        made[name] = [*made[name]]
        made[name][change["first"] : change["first"] + change["gone"]] = change["come"]
    assert made == scene.scene(begun.story)
    begun.receive({"scene": 99}, story)
    assert "scene" in begun.preview()


def test_closed_desk_is_empty(begun, story):
    begun.receive({"close": True}, story)
    assert begun.reply() == {"token": None, "refused": []}


def test_story_is_shown_when_asked_for_and_once(begun, story):
    begun.receive({"show": True}, story)
    assert begun.is_to_be_shown
    begun.receive({}, story)
    assert not begun.is_to_be_shown


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_is_carried_as_it_is(desk, story, document, text):
    desk.receive({"whole": json.dumps(in_every_field(document, text)), "token": "t", "count": 1}, story)
    assert json.dumps(desk.reply())
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
    desk = DraftSession()
    desk.receive({"open": "empty"}, story)
    for message in said:
        desk.receive(message, story)
        assert json.dumps(desk.reply())
        desk.preview()


def test_draft_may_begin_with_a_document_made_elsewhere_unless_it_is_too_large(desk, document):
    assert desk.title is None
    desk.begin_with(document)
    assert json.loads(desk.reply()["document"]) == document
    assert desk.title == document["story"]["title"]
    token = desk.reply()["token"]
    document["story"]["summary"] = "x" * 5_000_000
    with pytest.raises(RefusedError):
        desk.begin_with(document)
    assert desk.reply()["token"] == token


def test_another_draft_that_is_handed_over_has_not_the_table_of_the_last_and_is_drawn_anew(desk, uploads, story):
    desk.receive(file(uploads, CSV, "orte.csv"), story)
    said, number = desk.reply(), desk.preview()["number"]
    again = {"whole": said["document"], "token": said["token"], "count": 4, "scene": number}
    desk.receive(again, story)
    assert desk.reply()["table"]
    assert "changes" in desk.preview()
    desk.receive(again | {"token": "another"}, story)
    assert desk.reply()["table"] is None
    assert "scene" in desk.preview()
    desk.receive({"columns": {"separator": ","}}, story)  # of a table that is no longer here
    assert desk.reply()["count"] == 4


def test_document_made_elsewhere_is_handed_out_without_escapes(desk):
    desk.begin_with({"type": "FeatureCollection", "story": {"title": "é"}})
    assert "é" in desk.reply()["document"]


def test_draft_its_faults_and_its_table_are_reckoned(desk, uploads, story):
    before = memory_budget.VISITORS.reserved
    document = json.dumps({"type": "FeatureCollection", "features": [{}] * 50})
    desk.receive({"whole": document, "token": "a", "count": 1}, story)
    faulty, size = len(desk.reply()["faults"]), len(document)
    assert faulty > 50
    room = memory_budget.VISITORS.reserved - before
    assert room == size * memory_budget.DRAFT + faulty * memory_budget.FAULT
    desk.receive(file(uploads, CSV, "orte.csv"), story)
    draft = len(desk.reply()["document"].encode())
    faulty = len(desk.reply()["faults"])
    room = memory_budget.VISITORS.reserved - before
    assert room == draft * memory_budget.DRAFT + faulty * memory_budget.FAULT + len(CSV)


def test_answer_reads_the_file_again_as_it_is_meant(desk, uploads, story):
    desk.receive(file(uploads, b"label,x,y\nOld mill,10.5,36.25\n", "spots.csv"), story)
    reply = desk.reply()
    assert reply["asks"] == [
        {
            "column": "x, y", "readings": ["degrees", "not positions"], "taken": None,
            "shown": ["36.25 north, 10.5 east", ""], "at": [[10.5, 36.25], None],
        }
    ]  # fmt: skip
    desk.receive({"answers": {"x, y": "degrees", "another": "x"}, "token": reply["token"]}, story)
    reply = desk.reply()
    assert (reply["asks"][0]["taken"], reply["asks"][0]["at"]) == ("degrees", [])
    assert json.loads(reply["document"])["features"][0]["geometry"]["coordinates"] == [10.5, 36.25]


def test_first_row_may_be_called_one_of_headings(desk, uploads, story):
    desk.receive(file(uploads, b"Aufzaehlung\nOran\nTunis\n", ""), story)
    reply = desk.reply()
    assert len(json.loads(reply["document"])["features"]) == 3
    desk.receive({"columns": {"is_headed": "headings", "name": "Aufzaehlung"}, "token": reply["token"]}, story)
    assert len(json.loads(desk.reply()["document"])["features"]) == 2


def test_name_without_a_position_is_to_be_decided_and_a_geocoder_is_asked_on_a_press_only(
    desk, uploads, story, monkeypatch
):
    asked = []

    class Geocoder:
        host = "places.example"

        def find(self, name):
            asked.append(name)
            return ()

    monkeypatch.setattr("geo.session.draft_session.geocoder", Geocoder)
    desk.receive(file(uploads, b"place,what\nOld bridge,falls\nTunis,rain\n", "list.csv"), story)
    reply = desk.reply()
    (bridge,) = reply["naming"]["names"]
    assert (bridge["name"], reply["naming"]["geocoder"], asked) == ("Old bridge", "places.example", [])
    desk.receive({"locate": {"id": bridge["id"], "name": "Old bridge"}, "token": "another"}, story)
    assert asked == []
    desk.receive({"locate": {"id": bridge["id"], "name": "Old bridge"}, "token": reply["token"]}, story)
    assert asked == ["Old bridge"]
    assert "knows no place" in desk.reply()["naming"]["asked"]["problem"]


def test_name_that_is_changed_is_judged_anew(desk, uploads, story):
    desk.receive(file(uploads, b"place,what\nOld bridge,falls\nTunis,rain\n", "list.csv"), story)
    index = desk.reply()["naming"]["names"][0]["index"]
    renamed = {"op": "add", "path": f"/features/{index}/properties/name", "value": "Sfax"}
    desk.receive(changes(desk, renamed), story)
    (told,) = desk.reply()["naming"]["names"]
    assert [place["name"] for place in told["places"]] == ["Sfax"]
