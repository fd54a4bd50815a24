"""Lines and areas over the 180th meridian: cut there, and nothing else touched."""

import json
import time

import pytest

from geo.intake.crossing import cut
from geo.intake.files import read

LEAP = [[170, 10], [-170, 12]]
BEYOND = [[170, 10], [190, 12]]
RING = [[170, 10], [-170, 10], [-170, 12], [170, 12], [170, 10]]


@pytest.mark.parametrize("line", [LEAP, BEYOND, [[-190, 10], [-170, 12]], [[170, 10, 5], [190, 12, 6]]])
def test_line_goes_the_short_way_in_two_parts(line):
    found, crossings = cut({"type": "LineString", "coordinates": line})
    assert crossings == 1
    assert found["type"] == "MultiLineString"
    one, other = found["coordinates"]
    assert (one[0], one[-1][0], other[0][0], other[-1]) == ([170, 10], 180, -180, [-170, 12])


@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_area_lies_on_both_sides(kind):
    found, _ = cut({"type": kind, "coordinates": [RING] if kind == "Polygon" else [[RING]]})
    assert found["type"] == "MultiPolygon"
    assert all(170 <= abs(at[0]) <= 180 for area in found["coordinates"] for ring in area for at in ring)


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "LineString", "coordinates": [[0, 0], [179, 10]]}, {"type": "Point", "coordinates": [190, 0]}, {},
        {"type": "LineString", "coordinates": [[0, 0], ["a", 1]]},
        {"type": "LineString", "coordinates": [[170, 0], [999, 1]]},
        {"type": "Polygon", "coordinates": []}, {"type": "LineString", "coordinates": None}, {"type": ["a"]},
        {"type": "LineString", "coordinates": [[170 * (-1) ** index, 1] for index in range(3_000)]},
    ],
)  # fmt: skip
def test_what_does_not_cross_or_is_not_sound_stays(geometry):
    began = time.process_time()
    assert cut(geometry) is None
    assert time.process_time() - began < 2


def test_line_of_a_file_is_cut_with_a_note():
    geometry = {"type": "LineString", "coordinates": LEAP}
    content = json.dumps({"type": "Feature", "properties": {"name": "Flight"}, "geometry": geometry}).encode()
    found = read(content, "x.geojson")
    assert found.document["features"][0]["geometry"]["type"] == "MultiLineString"
    assert any("180th meridian" in note.problem for note in found.notes)
