"""What kind of file it is shows in its content first, in its name second; and no file holds the server up."""

import json
import subprocess
import sys
import time

import pytest

from geo.base.faults import RefusedError
from geo.base.root import ROOT
from geo.intake.files import read
from geo.story.strict_json import MAX_SIZE

POINT = b'{"type": "Point", "coordinates": [1, 2]}'
TABLE = b"name,lat,lon\na,1,2\n"
XML = b"<?xml version='1.0'?>"


@pytest.mark.parametrize("name", ["x.kml", "x.txt", "", "x", "\x00/..\\x.gpx", "\ud800", "." * 5000])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"story": {}}', "story"),
        (b"\xef\xbb\xbf \n" + POINT, "geojson"),
        (TABLE, "csv"),
        (XML + b"<kml/>", "kml"),
        (b"<!-- <k> --><k:kml xmlns:k='x'/>", "kml"),
        (XML + b"<gpx></gpx>", "gpx"),
        ("\ufeff<gpx/>".encode("utf-16-le"), "gpx"),
    ],
)
def test_content_decides_what_a_file_is(content, kind, name):
    if not (kind in ("story", "geojson") and name == "x.txt"):
        assert read(content, name).kind == kind


def test_name_decides_where_content_could_be_both():
    assert read(b"[a],lat,lon\nb,1,2\n", "x.csv").kind == "csv"
    with pytest.raises(RefusedError, match="not JSON"):
        read(b"[a],lat,lon\nb,1,2\n", "x")
    with pytest.raises(RefusedError, match="not JSON"):
        read(TABLE, "x.geojson")


@pytest.mark.parametrize(
    "content", [b"", b" \n ", b"\xff\xfe", b"\0\0\0", b"PK\x03\x04", b"%PDF-1.7", b"\x89PNG\r\n", b"hi"]
)
def test_what_is_no_file_of_a_known_kind_is_refused_with_a_remedy(content):
    with pytest.raises(RefusedError) as caught:
        read(content, "x")
    assert all(problem.problem and problem.remedy for problem in caught.value.faults)


@pytest.mark.parametrize("beginning", [POINT, TABLE, XML])
def test_files_over_the_limit_are_refused_before_they_are_parsed(beginning):
    with pytest.raises(RefusedError, match="at most 4,194,304"):
        read(beginning.ljust(MAX_SIZE + 1), "x")
    with pytest.raises(RefusedError, match="empty"):
        read(b" " * MAX_SIZE, "x")


@pytest.mark.parametrize(
    "content",
    [
        b"number,event,when,title,text,status,said_by,place,name,precision,latitude,longitude,sources,note\n"
        + b"1,e,2020,t,'" + b"\t" * 9_000 + b"',,,,,,,,,\n" * 40,
        b"lat,lon\n" + b'"\n",' * 300_000,
        b"name,lat,lon\n" + b'a,"' + b"9 9 " * 14 + b'",E\n' * 5_000,
        b"name,date\n" + b'a,"1 nov of 2020 1 nov of 2020 1 nov of 2020 - 2020"\n' * 5_000,
        b"<kml><Placemark><description><![CDATA[" + b"<!--<![</" * 100_000 + b"]]></description></Placemark></kml>",
        b"[" + b"NaN," * 500_000 + b"1]",
        b"<kml>" + b"<Style><a/></Style>" * 50_000 + b"</kml>",
        b'{"type": "FeatureCollection", "features": [' + b",".join([b'{"type": "Feature"}'] * 10_000) + b"]}",
        json.dumps({"type": "Feature", "geometry": None, "properties": {str(i): "" for i in range(50_000)}}).encode(),
    ],
)  # fmt: skip
def test_files_made_to_be_slow_are_not(content):
    began = time.process_time()
    try:
        read(content, "x")
    except RefusedError as error:
        shown = error.faults
        assert len(shown) == 1
    assert time.process_time() - began < 2


def test_what_reads_single_forms_is_loaded_when_such_a_file_comes():
    code = (
        "import sys\nfrom geo.intake.files import read\n"
        "read(b'name,lat,lon\\nOran,35.7,-0.63\\n', 'x.csv')\n"
        "print(*{'python_calamine', 'shapefile', 'antimeridian', 'shapely', 'pyproj', 'lxml'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
