"""JSON is written the same whoever writes it."""

import json

import pytest

from geo.base.json_text import written

VALUES = {"a": [1, 2.5, -0.0, 1e22, None, True], "é": "“\u2028\0\n", "b": {}, "c": [], "d": [[1, 2], {"x": []}]}


@pytest.mark.parametrize("value", [VALUES, VALUES | {"large": 2**70}, [], "x"])
def test_json_reads_back_and_is_laid_out_as_python_does(value):
    assert json.loads(written(value)) == json.loads(written(value, indented=True)) == value
    python = json.dumps(value, ensure_ascii=False, indent=2).replace("1e+22", "1e22")
    assert written(value, indented=True).decode().replace("1e+22", "1e22") == python
    assert b"\n" not in written(value)
