"""JSON that is none, and JSON with faults that a lenient parser lets through."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import Fault, RefusedError
from geo.story import strict_json
from geo.story.strict_json import MAX_DEPTH, MAX_SIZE, pointer, printable

scalars = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    scalars | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def refusal(content: bytes) -> Fault:
    """The one problem for which the content is refused at once."""
    with pytest.raises(RefusedError) as caught:
        strict_json.read(content)
    (problem,) = caught.value.faults
    return problem


@given(values, st.booleans())
def test_what_json_writes_is_read_back_without_fault(value, ascii_only):
    assert strict_json.read(json.dumps(value, ensure_ascii=ascii_only).encode()) == (value, [])


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\ \n0-1.eE+tfnul', max_size=40).map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_problem_and_a_remedy(content):
    try:
        _, faults = strict_json.read(content)
    except RefusedError as error:
        (fault,) = error.faults
        faults = [fault]
    assert all(fault.problem and fault.remedy for fault in faults)


def test_byte_order_mark_is_no_fault():
    assert strict_json.read(b"\xef\xbb\xbf[1]") == ([1], [])


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "line 1, column 1"),
        (b'{"a": 1,\n "b": }', "line 2, column 7"),
        (b"[1,\n\n2,]", "line 3, column"),
        (b"{'a': 1}", "line 1, column 2"),
        (b"[1] [2]", "line 1, column 5"),
        (b"[1] // a remark", "line 1, column 5"),
        (b'["a\nb"]', "line 1, column 4"),
        (b'"never closed', "line 1, column 1"),
        (b"]" * 40 + b"[" * 40, "line 1, column 1"),
        ("[\u00e9\u00e9, ".encode() + b"\n", "line 1, column 2"),
    ],
)
def test_not_json_names_line_and_column(content, place):
    problem = refusal(content)
    assert f"this is not JSON: {place}" in problem.problem
    assert problem.path == ""


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 5000, "-" + "9" * 400])
def test_number_that_is_not_finite_is_located(number):
    _, faults = strict_json.read(f'{{"a": [0, {number}]}}'.encode())
    assert [(fault.path, fault.problem) for fault in faults] == [("/a/1", "this is not a finite number")]


@pytest.mark.parametrize("number", ["1e308", "-1.7976931348623157e308", "9" * 300, "1e-999", "0"])
def test_number_that_a_float_holds_is_read(number):
    value, faults = strict_json.read(f"[{number}]".encode())
    assert faults == []
    assert float(value[0]) == float(number)


def test_duplicate_keys_are_each_located_once():
    _, faults = strict_json.read(b'{"a": 1, "b": [{"c": 1, "c": 2, "c": 3}], "a": 2, "d": 1}')
    assert [(fault.path, fault.problem) for fault in faults] == [
        ("/a", "this key comes more than once"),
        ("/b/0/c", "this key comes more than once"),
    ]


def test_same_key_in_two_objects_is_no_duplicate():
    assert strict_json.read(b'{"a": {"a": [{"a": 1}, {"a": 2}]}}')[1] == []


def test_escaped_spelling_of_a_key_is_still_its_duplicate():
    assert [fault.path for fault in strict_json.read(rb'{"a": 1, "\u0061": 2}')[1]] == ["/a"]


def test_lone_surrogates_in_texts_and_keys_are_located_in_paths_that_can_be_written():
    _, faults = strict_json.read(rb'{"a": ["\ud800", "\ud83d\ude00"], "b": {"\udfff": "\udfff"}}')
    assert len(faults) == 3
    assert faults[0].path == "/a/0"
    assert {fault.path for fault in faults[1:]} == {"/b", "/b/\\udfff"}
    assert all("lone surrogate" in fault.problem for fault in faults)
    for fault in faults:
        assert "".join(fault).encode()


def test_all_faults_come_together():
    _, faults = strict_json.read(rb'[NaN, {"a": 1, "a": 1e999}, "\ud800"]')
    assert [fault.path for fault in faults] == ["/0", "/1/a", "/1/a", "/2"]


def test_invalid_utf_8_names_line_and_byte():
    problem = refusal(b'["good",\n"bad \xff"]').problem
    assert "line 2" in problem
    assert "byte 15 of the file is not valid UTF-8" in problem


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_are_refused(encoding):
    assert "not valid UTF-8" in refusal('["é"]'.encode(encoding)).problem


def test_utf_8_of_a_lone_surrogate_is_refused():
    assert "not valid UTF-8" in refusal(b'["\xed\xa0\x80"]').problem


def test_file_of_exactly_4_mib_is_read_and_one_byte_more_is_not():
    assert MAX_SIZE == 4 * 1024 * 1024
    assert strict_json.read(b"[]" + b" " * (MAX_SIZE - 2)) == ([], [])
    problem = refusal(b"[]" + b" " * (MAX_SIZE - 1)).problem
    assert "4,194,305 bytes" in problem
    assert "4,194,304" in problem


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_32_levels_are_read_and_33_are_not(opens, closes):
    assert MAX_DEPTH == 32
    levels = opens.count("[") + opens.count("{")
    most = MAX_DEPTH // levels
    assert strict_json.read((opens * most + "0" + closes * most).encode())[1] == []
    problem = refusal(("[" + opens * most + "0" + closes * most + "]").encode()).problem
    assert "nested 33 deep; at most 32" in problem


@pytest.mark.parametrize("content", [b"[" * 1_000_000, b'{"a":' * 500_000, b'["\\"' + b"[" * 1_000_000])
def test_deep_nesting_and_unclosed_text_end_soon_and_without_a_crash(content):
    assert refusal(content).remedy


def test_brackets_inside_text_are_no_nesting():
    deep = "[{" * 100
    assert strict_json.read(json.dumps([deep, f'\\"{deep}"', f"{deep}\\", {f'{deep}"': "\\"}]).encode())[1] == []


def test_nesting_is_as_deep_as_the_deepest_value_not_as_their_number():
    assert strict_json.read(b"[" + b"[[]]," * 100 + b"[]]")[1] == []


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_pointer_leads_back_to_its_keys(keys):
    path = ""
    for key in keys:
        path = pointer(path, key)
    assert [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]] == keys


def test_pointer_escapes_as_in_rfc_6901():
    # The examples of RFC 6901, section 5.
    assert pointer("", "a/b") == "/a~1b"
    assert pointer("", "m~n") == "/m~0n"
    assert pointer("/foo", 0) == "/foo/0"


@given(st.text(st.characters()))
def test_printable_text_can_be_encoded_and_is_short(text):
    assert len(printable(text).encode()) <= 80 * 10


def test_printable_shows_a_surrogate_as_an_escape_and_other_text_as_it_is():
    assert printable("\ud800 é غ") == "\\ud800 é غ"
    assert len(printable("x" * 500)) == 80


def test_faults_are_listed_up_to_a_thousand():
    assert len(strict_json.read(b"[" + b"NaN," * 5_000 + b"1]")[1]) == 1_000
