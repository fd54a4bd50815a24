"""A story packed for a link: the way there and back, and every text that is no packed story."""

import base64
import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.story import geojson, packed
from geo.story.packed import MAX_LENGTH, PackedError
from geo.story.strict_json import MAX_SIZE


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def test_story_packed_and_unpacked_is_the_same_story(story):
    assert geojson.read(packed.unpack(packed.pack(story))) == story


def test_packed_story_is_short_always_the_same_and_needs_no_escape_in_a_link(story):
    found = packed.pack(story)
    assert found == packed.pack(story)
    assert re.fullmatch(r"[A-Za-z0-9_-]+", found)
    assert len(found) < 5_000
    assert base64.urlsafe_b64decode(found[:12])[4:8] == b"\0\0\0\0"  # no time of packing


def test_white_space_of_a_file_is_left_out(story):
    content = packed.unpack(packed.pack(story))
    assert len(content) < len(geojson.write(story))
    assert json.loads(content) == json.loads(geojson.write(story))


@given(st.binary(max_size=2000))
def test_whatever_is_packed_comes_back(content):
    assert packed.unpack(text(gzip.compress(content))) == content


@given(st.text(max_size=200) | st.binary(max_size=200).map(text))
def test_any_other_text_is_refused_with_the_one_error(anything):
    with pytest.raises(PackedError):
        packed.unpack(anything)


GOOD = gzip.compress(b'{"a": 1}', mtime=0)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "its end is missing"),
        (text(GOOD) + "=", "not base64url"),
        (text(GOOD) + "\n", "not base64url"),
        (base64.b64encode(gzip.compress(b"\0" * 9, mtime=0xFFFFFFFF)).decode().rstrip("="), "not base64url"),
        ("A", "not base64url"),
        (text(GOOD[:-4]), "its end is missing"),
        (text(GOOD[:12]), "its end is missing"),
        (text(GOOD + b"x"), "something follows its end"),
        (text(GOOD + GOOD), "something follows its end"),
        (text(GOOD[:-1] + b"\xff"), "does not unpack"),
        (text(GOOD[2:]), "does not unpack"),
        (text(b"plain"), "does not unpack"),
        ("A" * (MAX_LENGTH + 1), "65,537 characters"),
    ],
)
def test_damaged_text_is_refused_with_what_happened_to_it(sent, said):
    with pytest.raises(PackedError, match=said):
        packed.unpack(sent)


def test_what_unpacks_to_more_than_a_story_may_have_is_refused_before_it_is_unpacked(monkeypatch):
    assert len(packed.unpack(text(gzip.compress(b" " * MAX_SIZE)))) == MAX_SIZE
    with pytest.raises(PackedError, match="more than 4,194,304 bytes"):
        packed.unpack(text(gzip.compress(b" " * (MAX_SIZE + 1))))


def test_text_of_the_most_characters_is_not_refused_for_its_length():
    with pytest.raises(PackedError) as caught:
        packed.unpack("A" * MAX_LENGTH)
    assert "characters" not in str(caught.value)
