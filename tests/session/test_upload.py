"""What comes in pieces: put together whatever is lost, repeated or out of its turn, and bounded."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base import memory_budget
from geo.session.upload import MAX_SIZE, Upload
from tests.pieces import PIECE, bring, piece

PARTS = (b"one ", b"two ", b"three")


@pytest.fixture
def uploads():
    return Upload()


def said(uploads: Upload) -> tuple:
    answer = uploads.reply()
    return answer["of"], answer["count"]


def parts(of: str = "u") -> list[dict]:
    return [piece(of, index, part, last=index == 2) for index, part in enumerate(PARTS)]


def test_pieces_are_counted_and_the_whole_is_there_once(uploads):
    for count, each in enumerate(parts(), 1):
        assert uploads.take("u") is None
        uploads.receive(each)
        assert said(uploads) == ("u", count)
    assert uploads.take("v") is None
    assert uploads.take("u") == b"one two three"
    assert uploads.take("u") is None
    assert said(uploads) == ("u", 3)  # a browser that lost the answer learns that all had come


@given(st.lists(st.integers(0, 2), max_size=30))
def test_in_whatever_order_and_however_often_pieces_come_the_whole_is_right_or_not_there(order):
    uploads, wanted = Upload(), 0
    for index in order:
        uploads.receive(parts()[index])
        wanted += index == wanted
        assert said(uploads) == ("u" if order else None, wanted)
    assert uploads.take("u") == (b"one two three" if wanted == 3 else None)


def test_another_that_begins_takes_the_place_of_one_on_its_way_and_not_of_one_that_arrived(uploads):
    first, second, third = parts("a"), parts("b"), parts("c")
    uploads.receive(first[0])
    uploads.receive(second[0])
    uploads.receive(first[1])  # so it has to begin again
    assert said(uploads) == ("a", 0)
    for each in second:
        uploads.receive(each)
    uploads.receive(third[0])
    assert (said(uploads), uploads.take("a"), uploads.take("b")) == (("c", 1), None, b"one two three")


def test_what_is_kept_is_reckoned_and_given_back():
    uploads = Upload()
    before = memory_budget.VISITORS.reserved
    uploads.receive(piece("a", 0, b"x" * 1000, last=False))
    assert memory_budget.VISITORS.reserved == before + 1000
    uploads.receive(piece("a", 1, b"x" * 10, last=True))
    uploads.receive(piece("b", 0, b"x" * 100, last=False))
    assert memory_budget.VISITORS.reserved == before + 1110
    uploads.take("a")
    assert memory_budget.VISITORS.reserved == before + 100
    del uploads
    assert memory_budget.VISITORS.reserved == before


def test_as_much_as_a_file_may_have_is_taken_and_a_byte_more_refused_in_a_sentence(uploads):
    content = b"x" * MAX_SIZE
    bring(uploads, content, "u")
    assert uploads.take("u") == content
    bring(uploads, content + b"x", "v")
    assert uploads.take("v") is None
    assert uploads.reply() == {
        "of": "v",
        "count": 0,
        "refused": {
            "path": "",
            "problem": "this has more than 20,971,520 bytes",
            "remedy": "split it, or leave out what is not needed",
        },
    }
    uploads.receive(piece("v", 0, b"x", last=True))  # nothing more of it is taken
    assert uploads.take("v") is None
    assert bring(uploads, b"", "w") == {"upload": "w"}
    assert uploads.take("w") == b""


@pytest.mark.parametrize("text", ["*", "é", "QQ", "QUJD\n", "\ud800"])
def test_what_is_no_base64_did_not_arrive_whole(uploads, text):
    uploads.receive({"of": "u", "index": 0, "last": True, "base64": text})
    assert uploads.reply()["refused"]["problem"] == "the file did not arrive whole"
    assert uploads.take("u") is None


def test_text_stands_for_itself_or_for_what_came(uploads):
    assert uploads.text("here") == "here"
    assert uploads.text(bring(uploads, "غدامس".encode() * PIECE)) == "غدامس" * PIECE
    assert uploads.text(bring(uploads, b"\xff")) == "\ufffd"
    assert [uploads.text(other) for other in (None, 3, {}, {"upload": "u"}, {"upload": []})] == [None] * 5


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 2) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


pieces = st.fixed_dictionaries(dict.fromkeys(("of", "index", "last", "base64"), anything))


@given(st.lists(anything | pieces, max_size=5))
def test_any_message_is_taken_or_passed_over(messages):
    uploads = Upload()
    for message in messages:
        uploads.receive(message)
        json.dumps(uploads.reply())
        uploads.take(message.get("of") if isinstance(message, dict) else message)


def test_name_of_an_upload_is_short(uploads):
    bring(uploads, b"x", "u" * 65)
    assert said(uploads) == (None, 0)
