"""Where positions are drawn on a picture: everything inside, the 180th meridian, one position alone, the scale."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export.picture.extent import Box, Extent, west_edge
from geo.measure.geodesy import LonLat, measure

BOX = Box(20.0, 60.0, 800.0, 500.0)
positions = st.lists(
    st.builds(LonLat, st.floats(-180, 180, width=32), st.floats(-90, 90, width=32)), min_size=1, max_size=8
)


@given(positions)
def test_every_position_is_drawn_inside_with_room_around_it(places):
    extent = Extent.around(places, BOX, 50.0)
    for place in places:
        at = extent.point(place)
        assert BOX.x + 49.9 <= at.x <= BOX.right - 49.9
        assert BOX.y + 49.9 <= at.y <= BOX.bottom - 49.9


@given(positions)
def test_many_positions_are_drawn_where_each_of_them_is(places):
    extent = Extent.around(places, BOX, 50.0)
    assert extent.all_drawn(np.array(places)) == pytest.approx(np.array([extent.drawn(place) for place in places]))


def test_map_is_cut_in_the_middle_of_the_widest_stretch_without_a_place():
    assert west_edge([LonLat(10.0, 0.0)]) == -170.0
    assert west_edge([LonLat(-170.0, 0.0), LonLat(175.0, 0.0)]) == 2.5


def test_neighbours_over_the_180th_meridian_are_drawn_side_by_side():
    extent = Extent.around([LonLat(179.0, 0.0), LonLat(-179.0, 1.0)], BOX, 50.0)
    west, east = extent.point(LonLat(179.0, 0.0)), extent.point(LonLat(-179.0, 1.0))
    assert west.x < east.x
    assert 179.0 < extent.middle.lon < 181.0


def test_one_position_alone_is_in_the_middle_with_the_land_around_it():
    extent = Extent.around([LonLat(14.5, 35.9)], BOX, 50.0)
    assert extent.point(LonLat(14.5, 35.9)) == pytest.approx(BOX.middle)
    assert 3.0 < BOX.width / extent.world * 360.0 < 20.0


def test_line_that_bends_north_is_inside_too():
    tokyo, new_york, top = LonLat(139.7, 35.7), LonLat(-74.0, 40.7), LonLat(213.0, 70.0)
    assert Extent.around([tokyo, new_york], BOX, 50.0, [[tokyo, top, new_york]]).drawn(top).y >= BOX.y + 49.9


@pytest.mark.parametrize("lat", [-70.0, 0.0, 35.0, 80.0])
def test_scale_is_true_at_the_middle_latitude(lat):
    extent = Extent.around([LonLat(10.0, lat), LonLat(12.0, lat)], BOX, 50.0)
    km, length = extent.scale(1.0, 110.0)
    assert 110.0 / 3 <= length <= 110.0
    half = length / extent.world * 180.0
    middle = extent.middle
    ends = (LonLat(middle.lon - half, middle.lat), LonLat(middle.lon + half, middle.lat))
    assert measure(*ends).distance_km == pytest.approx(km, rel=1e-3)
    assert km / 10 ** math.floor(math.log10(km)) in (1, 2, 3, 5)
