"""KML as a draft: what has a point is a place, what has a date or description an event."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import RefusedError
from geo.intake.files import Intake, read

# As Google My Maps writes it, shortened, with what other programs add.
MY_MAPS = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
  <Document>
    <name>The talks</name>
    <description><![CDATA[Where they met]]></description>
    <Style id="icon-1899"><IconStyle><Icon><href>http://outside.example/icon.png</href></Icon></IconStyle></Style>
    <Folder>
      <name>Libya</name>
      <Placemark>
        <name>Ghadames</name>
        <description><![CDATA[<b>Talks</b> begin.<br>
See <a href="http://a.example">this</a> &amp; that]]></description>
        <styleUrl>#icon-1899</styleUrl>
        <TimeSpan><begin>2020-11-02T09:00:00Z</begin><end>2020-11-04</end></TimeSpan>
        <ExtendedData><Data name="people"><value>10</value></Data></ExtendedData>
        <Point><coordinates>
            9.50072,30.13366,0
        </coordinates></Point>
      </Placemark>
    </Folder>
    <Placemark><name>Road</name><LineString><coordinates>13.1,32.8,5 9.5,30.1,0</coordinates></LineString></Placemark>
    <NetworkLink><name>More</name><Link><href>http://outside.example/more.kml</href></Link></NetworkLink>
    <GroundOverlay><name>Old map</name></GroundOverlay>
  </Document>
</kml>"""


def kml(inner: str) -> Intake:
    return read(f"<kml><Document>{inner}</Document></kml>".encode(), "x.kml")


def one(inner: str) -> Intake:
    return kml(f"<Placemark>{inner}</Placemark>")


def test_file_of_my_maps_becomes_a_place_with_its_event_and_a_line():
    found = read(MY_MAPS.encode(), "talks.kml")
    place, line = found.document["features"]
    assert found.kind == "kml"
    assert (found.document["story"]["title"], found.document["story"]["summary"]) == ("The talks", "Where they met")
    assert (place["id"], place["geometry"]["coordinates"]) == ("ghadames", [9.50072, 30.13366])
    assert (place["properties"]["people"], place["properties"]["folder"]) == ("10", "Libya")
    event = found.document["story"]["events"][0]
    assert (event["when"], event["title"]) == ("2020-11-02/2020-11-04", "Ghadames")
    assert event["text"] == "Talks begin.\nSee this & that"
    assert line["geometry"] == {"type": "LineString", "coordinates": [[13.1, 32.8], [9.5, 30.1]]}
    assert line["properties"]["name"] == "Road"


def test_what_is_not_carried_over_is_named():
    found = read(MY_MAPS.encode(), "talks.kml")
    said = " ".join(f"{note.path}: {note.problem}" for note in found.notes)
    for part in ("“More”", "“Old map”", "icons", "a link in a text", "heights"):
        assert part in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_that_a_file_declares_are_read(encoding):
    declared = encoding.removesuffix("-sig")
    content = f'<?xml version="1.0" encoding="{declared}"?><kml><Document><name>Évian</name></Document></kml>'
    assert read(content.encode(encoding), "x").document["story"]["title"] == "Évian"


@pytest.mark.parametrize(
    ("time", "when"),
    [
        ("<TimeStamp><when>2020-11</when></TimeStamp>", "2020-11"),
        ("<TimeStamp><when>2020-11-02T00:00:00Z</when></TimeStamp>", "2020-11-02"),
        ("<TimeSpan><begin>2020</begin><end>2021</end></TimeSpan>", "2020/2021"),
        ("<TimeSpan><begin>2020</begin></TimeSpan>", "2020/.."),
        ("<TimeStamp><when>soon</when></TimeStamp>", "soon"),
        ("<ExtendedData><Data name='date'><value>2 Nov 2020</value></Data></ExtendedData>", "2020-11-02"),
    ],
)
def test_times_become_dates_or_stay_as_they_are(time, when):
    events = one(f"<name>a</name>{time}<Point><coordinates>1,2</coordinates></Point>").document["story"]["events"]
    assert [event["when"] for event in events] == [when]


@pytest.mark.parametrize(
    ("text", "coordinates"),
    [("1,2", [1, 2]), ("1,2,30", [1, 2, 30]), (" 1, 2, 0 ", [1, 2]), ("1", ["1"]), ("x,2", ["x,2"]), ("", [])],
)
def test_position_that_cannot_be_read_is_kept_and_located(text, coordinates):
    found = one(f"<name>a</name><Point><coordinates>{text}</coordinates></Point>")
    assert found.document["features"][0]["geometry"]["coordinates"] == coordinates
    assert ("Placemark 1" in [note.path for note in found.notes]) == (len(coordinates) < 2)


def test_areas_tracks_and_parts_become_shapes_and_points_places():
    ring = "<LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>"
    found = one(
        f"<name>n</name><MultiGeometry><Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
        "<Track><when>2020</when><coord>1 2 3</coord><coord>4 5 6</coord></Track>"
        "<Point><coordinates>7,8</coordinates></Point></MultiGeometry>"
    )
    place, shape = found.document["features"]
    assert place["geometry"]["coordinates"] == [7, 8]
    assert shape["geometry"]["geometries"] == [
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        {"type": "LineString", "coordinates": [[1, 2], [4, 5]]},
    ]


def test_placemark_without_a_position_is_an_event_or_named_as_left_out():
    found = kml(
        "<Placemark><name>a</name><description>d</description></Placemark><Placemark><name>b</name></Placemark>"
    )
    assert [(e["place"], e["title"]) for e in found.document["story"]["events"]] == [(None, "a")]
    assert [(f["properties"]["name"], f["geometry"]["coordinates"]) for f in found.document["features"]] == [("b", [])]


def test_placemark_with_an_address_only_is_a_place_to_be_found():
    found = kml(
        "<Placemark><name>Inn</name><address>1 Main Road, Oran</address><description>d</description></Placemark>"
    )
    (place,) = found.document["features"]
    assert (place["properties"]["name"], place["properties"]["address"]) == ("Inn", "1 Main Road, Oran")
    assert [event["place"] for event in found.document["story"]["events"]] == ["inn"]


BOMB = '<!DOCTYPE k [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
OUTSIDE = '<!DOCTYPE kml SYSTEM "http://outside.example/kml.dtd">'


@pytest.mark.parametrize("doctype", [BOMB, FILE, OUTSIDE, "<!DOCTYPE kml>"])
def test_document_types_and_entities_are_refused_in_one_sentence(doctype):
    with pytest.raises(RefusedError, match="document type") as caught:
        read(f"{doctype}<kml><name>&x;</name></kml>".encode(), "x.kml")
    assert len(caught.value.faults) == 1


@pytest.mark.parametrize(
    "content",
    [
        "<", "<kml", "<kml></gpx>", "<html><body/></html>", "<kml>&nbsp;</kml>", "<kml/><kml/>", "<?xml?>",
        "<?xml version='1.0' encoding='utf-7'?><kml/>", "<?xml version='1.0' encoding='hex'?><kml/>",
        "<?xml version='1.0' encoding='shift_jis'?><kml/>", "<?xml version='1.0' encoding='no such'?><kml/>",
        f"<kml>{'<Folder>' * 40}{'</Folder>' * 40}</kml>",
        f"<kml><Placemark>{'<a>' * 40}{'</a>' * 40}</Placemark></kml>",
        f"<kml><Placemark>{'<a/>' * 60_000}</Placemark></kml>", f"<kml {' '.join(f'a{i}=`1`' for i in range(9999))}/>",
        f"<kml><Placemark><LineString><coordinates>{'1,2 ' * 110_000}</coordinates></LineString></Placemark></kml>",
        f"<kml>{'<Placemark><Point/></Placemark>' * 10_001}</kml>",
    ],
)  # fmt: skip
def test_what_is_broken_too_deep_or_too_large_is_refused_with_a_remedy(content):
    with pytest.raises(RefusedError) as caught:
        read(content.replace("`", '"').encode(), "x.kml")
    assert all(problem.remedy for problem in caught.value.faults)


tags = st.sampled_from(
    "Document Folder Placemark name description Point coordinates LineString Polygon outerBoundaryIs LinearRing "
    "TimeSpan MultiGeometry begin when TimeStamp ExtendedData Data value NetworkLink Track coord".split()
)
texts = st.sampled_from(["1,2", "1,2 3,4", "2020", "x", "", "&lt;b>", "<![CDATA[<!--]]>", "&#233;"])
trees = st.recursive(
    texts, lambda inner: st.tuples(tags, st.lists(inner, max_size=4)).map(lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>")
)


@given(st.lists(trees, max_size=5).map("".join))
def test_any_tree_is_a_draft_of_plain_values_or_refused(inner):
    with contextlib.suppress(RefusedError):
        json.dumps(kml(inner).document, allow_nan=False, ensure_ascii=False).encode()
