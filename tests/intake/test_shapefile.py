"""Shapefiles: their shapes on WGS 84, their fields, and what is asked where nobody says in which degrees they are."""

import contextlib
import gc
import io

import pytest
import shapefile
from pyproj import CRS, Transformer

from geo.base.faults import RefusedError
from geo.intake.files import read
from tests.intake.workbooks import zipped

WGS84 = CRS.from_epsg(4326).to_wkt("WKT1_ESRI")
MARS = """GEOGCS["M",DATUM["M",SPHEROID["Mars",3396190,169.9]],PRIMEM["R",0],UNIT["Degree",0.017453292519943295]]"""


def packed(points, epsg=4326, names=("Oran", "Tunis"), kind=shapefile.POINT, encoding="utf-8", **others):
    """A ZIP with a shapefile of points, or of what `kind` is made of them."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=kind, encoding=encoding) as writer:
        writer.field("name", "C", 40)
        writer.field("date", "D")
        if kind == shapefile.POINT:
            for at, name in zip(points, names, strict=True):
                writer.point(*at)
                writer.record(name, None)
        else:
            writer.line([points])
            writer.record(names[0], None)
    files = {"list.shp": shp.getvalue(), "list.shx": shx.getvalue(), "list.dbf": dbf.getvalue()}
    return zipped(files | ({"list.prj": CRS.from_epsg(epsg).to_wkt("WKT1_ESRI")} if epsg else {}) | others)


def places(found):
    return [(f["properties"]["name"], f["geometry"]["coordinates"]) for f in found.document["features"]]


def test_points_are_places():
    found = read(packed([(-0.63, 35.7), (10.2, 36.8)]), "x.zip")
    assert (found.kind, places(found)) == ("shapefile", [("Oran", [-0.63, 35.7]), ("Tunis", [10.2, 36.8])])


def test_other_coordinate_systems_become_degrees():
    there = Transformer.from_crs(4326, 3857, always_xy=True).transform(-0.63, 35.7)
    (_, at), _ = places(read(packed([there, (0, 0)], 3857), "x.zip"))
    assert at == pytest.approx([-0.63, 35.7], abs=1e-6)


def test_missing_system_is_asked_about_where_the_numbers_are_degrees_and_else_refused():
    found = read(packed([(-0.63, 35.7), (10.2, 36.8)], None), "x.zip")
    assert [(ask.column, ask.taken) for ask in found.asks] == [("coordinates", "degrees on WGS 84")]
    with pytest.raises(RefusedError, match=r"no \.prj"):
        read(packed([(-70131.28, 4256456.63), (1135458.8, 4408586.9)], None), "x.zip")


def test_lines_are_drawn():
    found = read(packed([[-0.63, 35.7], [10.2, 36.8]], kind=shapefile.POLYLINE), "x.zip")
    assert found.document["features"][0]["geometry"]["type"] == "LineString"


def test_letters_are_read_as_the_cpg_says():
    content = packed([(1, 2), (3, 4)], names=("Évian", "b"))
    assert places(read(content, "x.zip"))[0][0] == "Évian"


@pytest.mark.parametrize("cut", [0, 50, 90])
def test_broken_shapefile_is_refused(cut):
    with pytest.raises(RefusedError):
        read(
            zipped({"a.shp": b"\x00\x00\x27\x0a" + b"\xff" * cut, "a.dbf": b"\x03" + b"\xff" * cut, "a.prj": ""}),
            "x.zip",
        )


@pytest.mark.parametrize("projection", ["PROJCS[nonsense", "GCS_WGS_1984", 'GEOGCS["x"],' * 2_000, MARS])
def test_system_that_nobody_knows_is_refused(projection):
    with pytest.raises(RefusedError, match=r"\.prj file cannot be read"):
        read(packed([(1, 2), (3, 4)], None, **{"list.prj": projection}), "x.zip")


@pytest.mark.parametrize(
    ("label", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("1252", "cp1252"),
        ("ANSI 1251", "cp1251"),
        ("88591", "latin-1"),
        ("", "cp1252"),
        ("x", "utf-8"),
    ],
)
def test_encoding_is_that_of_the_cpg_or_the_likeliest(label, encoding):
    name = "Ижевск" if encoding == "cp1251" else "Évian"
    content = packed([(1, 2), (3, 4)], names=(name, "b"), encoding=encoding, **{"list.cpg": label})
    assert places(read(content, "x.zip"))[0][0] == name


def test_second_shapefile_and_other_files_are_named():
    found = read(packed([(1, 2), (3, 4)], **{"other.shp": "x", "list.shp.xml": "x", "list.sbn": "x"}), "x.zip")
    (note,) = [note for note in found.notes if "archive" in note.problem]
    assert "other.shp, list.shp.xml" in note.problem
    assert "list.sbn" not in note.problem


def test_measures_are_named_and_heights_of_points_kept():
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, shx=shx, dbf=dbf, shapeType=shapefile.POINTZ) as writer:
        writer.field("name", "C", 40)
        writer.pointz(1, 2, 30, 4)
        writer.record("Oran")
        writer.null()
        writer.record("Tunis")
    found = read(zipped({"a.shp": shp.getvalue(), "a.dbf": dbf.getvalue(), "a.prj": WGS84}), "x.zip")
    assert places(found)[0] == ("Oran", [1, 2, 30])
    assert any("measure" in note.problem for note in found.notes)


def test_shapes_with_many_positions_are_refused_before_they_are_read():
    line = shapefile.Writer(shp=(shp := io.BytesIO()), shapeType=shapefile.POLYLINE)
    line.line([[(i % 90, i % 80) for i in range(110_000)]])
    line.close()
    with pytest.raises(RefusedError, match="more than 100,000 positions"):
        read(zipped({"a.shp": shp.getvalue(), "a.prj": WGS84}), "x.zip")


def test_nothing_of_a_file_stays_in_memory_whether_it_is_read_or_refused():
    whole = packed([(1.5, 42.0), (2.5, 43.0)])
    read(whole, "spots.zip")
    with contextlib.suppress(RefusedError):
        read(packed([(1.5, 42.0)], kind=shapefile.POLYLINE), "spots.zip")
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, shapefile.Reader)]
