"""Archives: what is in them is read as if it lay beside them, within the same limits."""

import gzip
import io
import zipfile

import pytest

from geo.base.faults import RefusedError
from geo.intake.archives import MAX_ENTRIES
from geo.intake.files import read
from geo.story.strict_json import MAX_SIZE
from tests.intake.workbooks import zipped

KML = "<kml><Placemark><name>Oran</name><Point><coordinates>-0.63,35.7</coordinates></Point></Placemark></kml>"
CSV = "name,lat,lon\nOran,35.7,-0.63\n"
GEOJSON = (
    '{"type": "Feature", "properties": {"name": "Oran"}, "geometry": {"type": "Point", "coordinates": [-0.63, 35.7]}}'
)


def at(found):
    return [feature["geometry"]["coordinates"] for feature in found.document["features"]]


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (zipped({"doc.kml": KML}), "a.kmz", "kml"),
        (zipped({"files/icon.png": "x", "doc.kml": KML, "other.kml": "<kml/>"}), "a.kmz", "kml"),
        (zipped({"folder/places.kml": KML}), "a.zip", "kml"),
        (zipped({"list.csv": CSV, "__MACOSX/._list.csv": "x"}), "a.zip", "csv"),
        (zipped({"map.geojson": GEOJSON, "licence.pdf": "x"}), "a.zip", "geojson"),
        (gzip.compress(GEOJSON.encode()), "a.geojson.gz", "geojson"),
        (gzip.compress(CSV.encode()), "a.csv.gz", "csv"),
        (gzip.compress(KML.encode()), "a", "kml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_file_in_an_archive_is_read(content, name, kind):
    found = read(content, name)
    assert (found.kind, at(found)) == (kind, [[-0.63, 35.7]])


def test_what_is_left_in_the_archive_is_named():
    found = read(zipped({"doc.kml": KML, "files/photo.jpg": "x", "files/icon.png": "y"}), "a.kmz")
    (note,) = [note for note in found.notes if "archive" in note.problem]
    assert "files/photo.jpg, files/icon.png" in note.problem


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped({"a.csv": CSV, "b.csv": CSV}), "several files: a.csv, b.csv"),
        (zipped({"a.exe": "x"}), "no file that can be read: a.exe"),
        (zipped({}), "an empty archive"),
        (zipped({"a.csv": zipped({"b.csv": CSV})}), "an archive lies in this archive"),
        (gzip.compress(gzip.compress(b"x")), "an archive lies in this archive"),
        (zipped({"a.csv": b" " * (MAX_SIZE + 1)}), "unpacks to more than"),
        (gzip.compress(b" " * (MAX_SIZE + 1)), "unpacks to more than"),
        (gzip.compress(CSV.encode())[:-9], "cut off"),
        (b"\x1f\x8b\x08nonsense", "broken"),
        (zipped({f"{index}.x": "" for index in range(MAX_ENTRIES + 1)}), "entries"),
        (zipped({"a.csv": CSV})[:40], "broken"),
        (b"PK\x03\x04" + b"x" * 100, "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_archive_that_cannot_be_read_is_refused_with_what_is_in_it(content, said):
    with pytest.raises(RefusedError, match=said):
        read(content, "a.zip")


def test_locked_archive_is_refused():
    content = bytearray(zipped({"a.csv": CSV}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + flags] |= 1
    with pytest.raises(RefusedError, match="password"):
        read(bytes(content), "a.zip")


def test_size_that_an_entry_does_not_tell_is_found_as_it_unpacks():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b" " * (MAX_SIZE * 2))
    lying = content.getvalue().replace((MAX_SIZE * 2).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(RefusedError):
        read(lying, "a.zip")
