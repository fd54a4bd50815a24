"""Shapes on a picture: where each is drawn, and how few strokes many of them take."""

import numpy as np
import pytest
from matplotlib.path import Path

from geo.export.picture import shapes
from geo.export.picture.extent import Box, Extent
from geo.measure.geodesy import LonLat

EXTENT = Extent.around([LonLat(-10, -10), LonLat(20, 20)], Box(0, 0, 600, 400), 20)
RING = [[0, 0], [5, 0], [5, 5], [0, 0]]


class Sheet:
    """What was drawn, in order."""

    def __init__(self) -> None:
        self.drawn: list[tuple[str, object]] = []

    def path(self, path: Path, **style) -> None:
        self.drawn.append(("area" if style["facecolor"] != "none" else "line", path))

    def dots(self, points, *style) -> None:
        self.drawn.append(("dots", points))


def drawn(*geometries):
    sheet = Sheet()
    shapes.draw(sheet, EXTENT, [{"geometry": {"type": kind, "coordinates": at}} for kind, at in geometries])
    return sheet.drawn


def at(lon, lat):
    return pytest.approx(EXTENT.point(LonLat(lon, lat)), abs=0.26)


def test_areas_come_first_then_lines_then_points_and_collections_are_taken_apart():
    inner = {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2, 300]}]}
    sheet = Sheet()
    line, area = {"type": "LineString", "coordinates": RING}, {"type": "Polygon", "coordinates": [RING]}
    shapes.draw(sheet, EXTENT, [{"geometry": {"type": "GeometryCollection", "geometries": [inner, line, area]}}])
    assert [kind for kind, _ in sheet.drawn] == ["area", "line", "dots"]
    assert [*map(tuple, sheet.drawn[2][1])] == [at(1, 2)]


def test_lines_of_all_shapes_are_one_path_and_never_joined():
    ((_, path),) = drawn(
        ("LineString", [[0, 0], [1, 1]]), ("MultiLineString", [[[5, 5], [6, 6], [7, 5]], [[9, 9], [8, 8]]])
    )
    assert path.codes.tolist() == [1, 2, 1, 2, 2, 1, 2]
    assert tuple(path.vertices[2]) == at(5, 5)


def test_an_area_has_its_holes_and_is_closed():
    hole = [[1, 1], [2, 1], [2, 2], [1, 1]]
    ((kind, path),) = drawn(("Polygon", [RING, hole]))
    assert (kind, path.codes.tolist()) == ("area", [1, 2, 2, 79] * 2)


@pytest.mark.parametrize(("count", "paths"), [(shapes.MAX_AREAS, shapes.MAX_AREAS), (shapes.MAX_AREAS + 1, 1)])
def test_few_areas_are_painted_one_by_one_and_many_as_one(count, paths):
    assert len(drawn(("MultiPolygon", [[RING]] * count))) == paths


def test_points_in_the_same_place_are_drawn_once():
    ((_, points),) = drawn(("MultiPoint", [[3, 4]] * 1_000 + [[5, 6]]))
    assert len(points) == 2


def test_line_that_begins_on_the_next_turn_of_the_earth_is_drawn_there_as_one():
    extent = Extent.around([LonLat(170, 0), LonLat(-170, 0)], Box(0, 0, 600, 400), 20)
    sheet = Sheet()
    shapes.draw(sheet, extent, [{"geometry": {"type": "LineString", "coordinates": [[-179, 0], [-175, 0]]}}])
    assert tuple(sheet.drawn[0][1].vertices[0]) == pytest.approx(extent.point(LonLat(-179, 0)))


@pytest.mark.parametrize("kind", ["LineString", "MultiLineString"])
def test_of_more_positions_than_are_seen_every_so_many_th_is_drawn_and_the_ends(kind):
    many = [[i % 17, i % 13] for i in range(shapes.MAX_POSITIONS)] * 3 + [[19, 19]]
    lines = many if kind == "LineString" else [many[i : i + 2] for i in range(0, len(many) - 1, 2)]
    ((_, path),) = drawn((kind, lines))
    assert len(path.vertices) <= 2 * shapes.MAX_POSITIONS
    if kind == "LineString":
        assert (tuple(path.vertices[0]), tuple(path.vertices[-1])) == (at(0, 0), at(19, 19))
    assert np.isfinite(path.vertices).all()
