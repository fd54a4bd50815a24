"""JSON Patch: as whoever copies the whole document for each operation makes it, but in time in proportion to both."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.story import patch
from geo.story.patch import CostlyPatchError, PatchError, patched

KEYS = ["a", "b", "x/y", "~", "", "0", "1", "-", "²"]
values = st.recursive(
    st.none() | st.integers(0, 9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=8,
)
pointers = st.lists(st.sampled_from(KEYS), min_size=1, max_size=4)
operations = st.lists(
    st.tuples(st.sampled_from(["add", "remove", "replace", "move"]), pointers, pointers, values), max_size=8
)


def pointer(keys: list[str]) -> str:
    return "".join("/" + key.replace("~", "~0").replace("/", "~1") for key in keys)


def plainly(document, operation):
    """The document after one operation, all of it copied; raises `LookupError` where it cannot be made."""
    op, keys, source, value = operation
    document = deepcopy(document)

    def owner(keys):
        found = document
        for key in keys[:-1]:
            found = found[place(found, key)]
        if not isinstance(found, list | dict):
            raise LookupError
        return found

    def place(found, key, beyond=0):
        if isinstance(found, dict):
            return key
        if not isinstance(found, list) or not key.isdecimal() or int(key) >= len(found) + beyond:
            raise LookupError
        return int(key)

    def take(keys):
        found = owner(keys)
        return found.pop(place(found, keys[-1]))

    def add(keys, value):
        found = owner(keys)
        if isinstance(found, dict):
            found[keys[-1]] = value
        else:
            found.insert(len(found) if keys[-1] == "-" else place(found, keys[-1], 1), value)

    match op:
        case "add":
            add(keys, value)
        case "remove":
            take(keys)
        case "replace":
            found = owner(keys)
            at = place(found, keys[-1])
            found[at]  # or there is nothing to replace
            found[at] = value
        case "move":
            add(keys, take(source))
    return document


def written(operation):
    op, keys, source, value = operation
    return {"op": op, "path": pointer(keys), "from": pointer(source), "value": value}


@given(values, operations)
def test_patch_makes_what_one_operation_after_the_other_makes_of_copies(document, operations):
    given = json.dumps(document)
    try:
        expected = document
        for operation in operations:
            expected = plainly(expected, operation)
    except LookupError:
        with pytest.raises(PatchError):
            patched(document, list(map(written, operations)))
    else:
        assert json.dumps(patched(document, list(map(written, operations)))) == json.dumps(expected)
    assert json.dumps(document) == given


def test_what_is_not_touched_is_the_same_object():
    document = {"rows": [{"id": n, "of": [n]} for n in range(5)], "other": {"a": [1]}}
    rows = document["rows"]
    made = patched(
        document,
        [
            {"op": "replace", "path": "/rows/1/id", "value": 9},
            {"op": "move", "from": "/rows/4", "path": "/rows/0"},
            {"op": "remove", "path": "/rows/1"},
            {"op": "add", "path": "/rows/-", "value": {}},
        ],
    )
    assert made["other"] is document["other"]
    assert made["rows"][0] is rows[4]
    assert made["rows"][2:4] == rows[2:4]
    assert all(now is then for now, then in zip(made["rows"][2:4], rows[2:4], strict=True))
    assert made["rows"][1] == {"id": 9, "of": [1]}
    assert made["rows"][1]["of"] is rows[1]["of"]


def test_list_is_copied_once_however_often_it_is_changed():
    document = {"rows": list(range(10))}
    patching = patch._Patching(document)
    patching.make({"op": "remove", "path": "/rows/0"})
    rows = patching.document["rows"]
    patching.make({"op": "add", "path": "/rows/-", "value": 10})
    assert patching.document["rows"] is rows
    assert rows == list(range(1, 11))


def nested(depth: int):
    """An object in an object, so many of them."""
    made = {}
    for _ in range(depth - 1):
        made = {"a": made}
    return made


def test_values_may_be_nested_as_deep_as_those_of_a_file_and_no_deeper():
    assert patched({}, [{"op": "add", "path": "/x", "value": nested(31)}])
    for document, operation in (
        ({}, {"op": "add", "path": "/x", "value": nested(32)}),
        ({"y": {}}, {"op": "add", "path": "/y/x", "value": nested(31)}),
        ({"x": [1]}, {"op": "replace", "path": "/x/0", "value": nested(31)}),
        ({"x": nested(30), "y": [[]]}, {"op": "move", "from": "/x", "path": "/y/0/-"}),
    ):
        with pytest.raises(PatchError, match="more than 32 deep"):
            patched(document, [operation])


def test_operations_that_nest_into_each_other_are_refused_where_what_comes_out_is_too_deep():
    nested = [{"op": "add", "path": "/a" * depth, "value": {}} for depth in range(1, 32)]
    assert patched({}, nested)
    with pytest.raises(PatchError, match="more than 32 deep"):
        patched({}, [*nested, {"op": "add", "path": "/a" * 32, "value": []}])
    moves = [{"op": "move", "from": "/0", "path": "/0/x"} for _ in range(5_000)]
    with pytest.raises(PatchError, match="more than 32 deep"):
        patched([{} for _ in range(5_001)], moves)
    assert patched([{} for _ in range(30)], moves[:29])


def test_what_was_too_deep_on_the_way_counts_as_it_is_in_the_end():
    moves = [{"op": "move", "from": "/0", "path": "/0/x"} for _ in range(50)]
    assert patched([{} for _ in range(51)], [*moves, {"op": "remove", "path": "/0"}]) == []


def test_ten_thousand_rows_go_and_come_back_one_by_one_and_many_more_are_too_many():
    rows = [{"id": n} for n in range(10_000)]
    gone = [{"op": "remove", "path": "/0"}] * len(rows)
    back = [{"op": "add", "path": "/0", "value": row} for row in reversed(rows)]
    assert patched(rows, [*gone, *back]) == rows
    with pytest.raises(CostlyPatchError):
        patched([0] * 1_000_000, [{"op": "add", "path": "/0", "value": 0}] * 300)
