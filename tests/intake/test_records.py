"""JSON lists of records, and one object a line, as tables and maps."""

import json

import pytest

from geo.base.faults import RefusedError
from geo.intake.files import read

RECORDS = [
    {"name": "Oran", "lat": 35.7, "lng": -0.63, "date": "2020-11-02"},
    {"name": "Tunis", "lat": 36.8, "lng": 10.2},
]


def at(found):
    return [(f["properties"]["name"], f["geometry"]["coordinates"]) for f in found.document["features"]]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RECORDS), json.dumps({"data": RECORDS}), json.dumps({"count": 2, "results": RECORDS}),
        "\n".join(map(json.dumps, RECORDS)), "\ufeff" + "\n\n".join(map(json.dumps, RECORDS)) + "\n",
        json.dumps([{"name": r["name"], "location": {"lat": r["lat"], "lng": r["lng"]}} for r in RECORDS]),
        json.dumps([{"name": r["name"], "g": {"type": "Point", "coordinates": [r["lng"], r["lat"]]}} for r in RECORDS]),
    ],
)  # fmt: skip
def test_records_are_rows(content):
    assert at(read(content.encode(), "x.json")) == [("Oran", [-0.63, 35.7]), ("Tunis", [10.2, 36.8])]


def test_features_one_a_line_are_geojson():
    line = {
        "type": "Feature",
        "properties": {"name": "Oran"},
        "geometry": {"type": "Point", "coordinates": [-0.63, 35.7]},
    }
    found = read("\n".join([json.dumps(line)] * 2).encode(), "x.geojsonl")
    assert (found.kind, len(at(found))) == ("geojson", 2)


@pytest.mark.parametrize("content", ["[1, 2]", "[]", '["a"]', "{}", '{"a": 1}', '[{"a": 1}, 2]', "[[1, 2]]"])
def test_json_that_holds_no_records_is_refused(content):
    with pytest.raises(RefusedError) as caught:
        read(content.encode(), "x.json")
    assert caught.value.faults[0].remedy


def test_records_with_too_many_keys_are_refused():
    with pytest.raises(RefusedError, match="columns"):
        read(json.dumps([{f"k{index}": 1 for index in range(300)}]).encode(), "x.json")
