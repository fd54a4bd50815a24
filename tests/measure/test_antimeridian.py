"""Strokes cut at the 180th meridian: the parts are the stroke, within the longitudes that files have."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.antimeridian import cut
from geo.measure.geodesy import LonLat, arc

position = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


@given(st.lists(st.builds(LonLat, st.floats(-600, 600), st.floats(-90, 90)), min_size=2, max_size=6))
def test_parts_are_within_the_longitudes_and_go_on_where_the_one_before_ends(stroke):
    parts = cut(stroke)
    assert all(-180 <= at.lon <= 180 for part in parts for at in part)
    assert all(len(part) >= 2 for part in parts)
    for one, other in pairwise(parts):
        assert (one[-1].lon, other[0].lon) in ((180, -180), (-180, 180))
        assert one[-1].lat == other[0].lat
    width = sum(abs(b.lon - a.lon) for part in parts for a, b in pairwise(part))
    assert width == pytest.approx(sum(abs(b.lon - a.lon) for a, b in pairwise(stroke)))


@given(position, position)
def test_geodesic_between_any_two_positions_is_at_most_two_parts_with_its_ends(start, end):
    parts = cut(arc(start, end))
    # One more where an end lies on the meridian itself and is named from its other side.
    assert len([part for part in parts if part[0] != part[-1]]) <= 2
    for at, drawn in ((start, parts[0][0]), (end, parts[-1][-1])):
        assert drawn.lat == pytest.approx(at.lat, abs=1e-9)
        assert math.remainder(drawn.lon - at.lon, 360) == pytest.approx(0, abs=1e-6) or abs(at.lat) > 89.99


def test_stroke_that_only_touches_the_meridian_is_one_part():
    stroke = [LonLat(170, 0), LonLat(180, 5), LonLat(170, 10)]
    assert cut(stroke) == [stroke]


def test_westward_stroke_goes_on_in_the_east():
    assert cut([LonLat(-170, 0), LonLat(-190, 10)]) == [
        [LonLat(-170, 0), LonLat(-180, 5)],
        [LonLat(180, 5), LonLat(170, 10)],
    ]
