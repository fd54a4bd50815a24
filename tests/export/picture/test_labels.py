"""Labels of a picture run into nothing and stay inside; marks of areas make way."""

import math

from geo.export.picture.extent import Box, Point
from geo.export.picture.labels import Labels, along, around, aside, beside

MAP = Box(0.0, 0.0, 400.0, 300.0)


def test_labels_around_one_mark_take_different_spots_until_none_is_left():
    free = Labels(MAP)
    at = Point(200.0, 150.0)
    taken = [free.take(around(at, 14.0, 60.0, 16.0)) for _ in range(9)]
    found = [spot for spot in taken if spot is not None]
    assert taken[-1] is None
    assert len(found) >= 4
    assert not any(one.meets(other) for one in found for other in found if one is not other)
    assert not any(spot.meets(Box(*at, 0.0, 0.0).grown(14.0)) for spot in found[:4])


def test_label_at_the_edge_stands_on_the_other_side():
    spot = Labels(MAP).take(around(Point(390.0, 150.0), 14.0, 60.0, 16.0))
    assert spot is not None
    assert spot.right < 390.0 - 14.0


def test_label_that_is_wider_than_the_map_is_left_out():
    assert Labels(MAP).take(around(Point(200.0, 150.0), 14.0, 500.0, 16.0)) is None


def test_tag_stands_beside_its_line():
    line = [Point(50.0, 250.0), Point(350.0, 50.0)]
    spot = Labels(MAP, along(line)).take(beside(line, 60.0, 20.0))
    assert spot is not None
    assert not any(spot.meets(box) for box in along(line))
    assert math.dist(spot.middle, Point(200.0, 150.0)) < 60.0


def test_mark_of_an_area_makes_way_and_that_of_a_spot_stays():
    at = Point(200.0, 150.0)
    spot, area = aside([at, at], [True, False])
    assert spot == at
    assert math.dist(spot, area) >= 24.0
