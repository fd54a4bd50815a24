"""The story as KML: valid by the schema of OGC, the same to other readers, and text to whoever shows HTML."""

import re
from dataclasses import replace
from pathlib import Path

import fastkml
import pytest
from lxml import etree

from geo.base.edtf import When
from geo.export import kml
from geo.export.xml_text import legal
from geo.measure.geodesy import LonLat, measure, path
from geo.story.verdict import judge
from tests.export.reading import GEOMETRIES, Viewed, all_shapes, gdal, moved, story_of, valid
from tests.hostile import CORPUS, in_every_field, one_in_each_event
from tests.tagged import tagged_story

NS = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(file=str(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))


@pytest.fixture
def written(schema):
    """The root of the file of a story, held against the schema."""
    return lambda story: valid(kml.write(story), schema)


def marks(root, folder):
    """The Placemarks in the folder of this name."""
    return root.xpath(f"k:Document/k:Folder[k:name='{folder}']/k:Placemark", namespaces=NS)


def found(mark, way):
    """The texts of the elements that a way leads to."""
    return [element.text or "" for element in mark.xpath("/".join(f"k:{tag}" for tag in way.split("/")), namespaces=NS)]


def described(mark):
    return Viewed("".join(found(mark, "description")))


def lines(mark):
    """The lines of a Placemark, as positions."""
    drawn = mark.xpath(".//k:LineString/k:coordinates", namespaces=NS)
    return [[LonLat(*map(float, at.split(","))) for at in line.text.split()] for line in drawn]


def test_every_place_is_a_placemark_by_its_number_with_its_events_in_time_order(written, story):
    placed = marks(written(story), "Places")
    places = sorted(story.places, key=lambda place: story.number[place.id])
    assert [found(mark, "name") for mark in placed] == [[place.name] for place in places]
    for mark, place in zip(placed, places, strict=True):
        told = "\n".join(described(mark).paragraphs)
        at = [told.index(event.text) for event in story.events_at.get(place.id, ())]
        assert at == sorted(at)
        assert all(name in told for name in place.names.values())
        assert all(point.name in told for point in place.references)


def test_event_is_told_whole_with_its_date_in_words_and_in_edtf(written, story):
    mark = next(mark for mark in marks(written(story), "Events") if mark.get("id") == "event-geneva")
    event = story.event["geneva"]
    view = described(mark)
    assert view.paragraphs[0] == f"19–23 October 2020 ({event.when.text}): {event.title}"
    assert view.paragraphs[1:3] == [event.text, "happened · not in the article"]
    assert [f"Note: {event.note}"] * bool(event.note) == view.paragraphs[3:-1]
    assert view.addresses == [story.source[name].url for name in event.sources]
    assert all(story.source[name].title in view.paragraphs[-1] for name in event.sources)


def test_event_of_the_article_says_that_it_is_in_it(written, story):
    mark = marks(written(story), "Events")[0]
    assert described(mark).paragraphs[2] == "happened · in the article"


@pytest.mark.parametrize(
    ("when", "time"),
    [
        ("2020-10-23", {"when": "2020-10-23"}),
        ("2020-09", {"when": "2020-09"}),
        ("0033", {"when": "0033"}),
        ("2020-11-02/2020-11-04", {"begin": "2020-11-02", "end": "2020-11-04"}),
        ("2019/2020-11", {"begin": "2019", "end": "2020-11"}),
    ],
)
def test_time_is_as_precise_as_the_date(written, story, when, time):
    event = replace(story.events[0], when=When.parse(when))
    (mark,) = marks(written(replace(story, events=(event,))), "Events")
    elements = mark.xpath("(k:TimeStamp|k:TimeSpan)/*", namespaces=NS)
    assert {etree.QName(element).localname: element.text for element in elements} == time


def test_places_have_no_time_so_that_no_slider_hides_them(written, story):
    for mark in marks(written(story), "Places"):
        assert not mark.xpath("k:TimeStamp|k:TimeSpan", namespaces=NS)


def test_data_of_a_place_and_what_other_programs_wrote_are_columns(written, story):
    place = replace(story.place["ghadames"], extra={"id": "theirs", "stars": 3, "tags": ["a"], "none": None})
    shown = replace(story, places=tuple(place if p.id == place.id else p for p in story.places))
    mark = next(mark for mark in marks(written(shown), "Places") if mark.get("id") == "place-ghadames")
    data = {d.get("name"): d[0].text for d in mark.xpath("k:ExtendedData/k:Data", namespaces=NS)}
    assert data == {
        **{"id": "ghadames", "number": str(story.number["ghadames"]), "precision": "town"},
        **{"radius_km": str(place.radius_km), "country": "LY", "position_source": place.position_source},
        **{"name:ar": place.names["ar"], "stars": "3", "tags": '["a"]'},
    }


def test_folder_with_nothing_in_it_is_not_written(written, story):
    names = written(replace(story, claims=())).xpath("k:Document/k:Folder/k:name/text()", namespaces=NS)
    assert names == ["Places", "Events"]


def test_claims_are_their_geodesics_with_the_verdict_in_words(written, story):
    claimed = marks(written(story), "Claims")
    assert [found(mark, "name") for mark in claimed] == [[claim.quote] for claim in story.claims]
    for mark, claim in zip(claimed, story.claims, strict=True):
        (line,) = lines(mark)
        ends = story.place[claim.origin].at, story.place[claim.to].at
        assert (line[0], line[-1]) == ends
        assert path(line).total_km == pytest.approx(measure(*ends).distance_km, rel=1e-6)
        told = "\n".join(described(mark).paragraphs)
        assert judge(claim, story).distance in told
        assert "465 km, southwest · 230°" in told
    assert "the straight line is 78 km shorter, 17 %; may be by road" in "\n".join(described(claimed[2]).paragraphs)


def test_gdal_reads_the_same_places_and_events(story, tmp_path):
    content = kml.write(story)
    columns, points = gdal(tmp_path / "story.kml", content, "Places")
    places = [story.place[name] for name in columns["id"]]
    assert len(places) == len(story.places)
    assert columns["Name"] == [place.name for place in places]
    assert columns["name_ar"] == [place.names.get("ar") for place in places]
    assert points == [tuple(place.at) for place in places]
    columns, points = gdal(tmp_path / "story.kml", content, "Events")
    assert columns["Name"] == [event.title for event in story.events]
    assert columns["when"] == [event.when.text for event in story.events]
    assert points == [tuple(story.place[e.place].at) if e.place else None for e in story.events]
    for told, event in zip(columns["description"], story.events, strict=True):
        assert event.text in Viewed(told).paragraphs


def test_shapes_of_every_type_are_the_same_to_another_reader(written, document):
    story = story_of(all_shapes(document))
    written(story)
    (top,) = fastkml.KML.from_string(kml.write(story).decode().partition("?>")[2]).features
    shapes = next(folder for folder in top.features if folder.name == "Shapes").features
    assert [shape.name for shape in shapes] == [
        *(f"the {kind}" for kind in GEOMETRIES),
        *("the GeometryCollection", "Shape 7"),
    ]
    read = [shape.geometry.__geo_interface__ for shape in shapes[:5]]

    def listed(value):
        return [*map(listed, value)] if isinstance(value, tuple) else value

    assert [(shape["type"], listed(shape["coordinates"])) for shape in read] == list(GEOMETRIES.items())


def test_collection_inside_a_collection_is_kept(written, document):
    mark = marks(written(story_of(all_shapes(document))), "Shapes")[5]
    inner = mark.xpath("k:MultiGeometry/k:MultiGeometry/*", namespaces=NS)
    assert [etree.QName(element).localname for element in inner] == ["LineString", "Point"]


def test_line_over_the_antimeridian_is_cut_there(written, document):
    story = story_of(moved(document, tripoli=[178.0, -18.0], ghadames=[-171.8, -13.8]))
    parts = lines(marks(written(story), "Claims")[0])
    assert [part[end].lon for part in parts for end in (0, -1)] == [178.0, 180.0, -180.0, -171.8]
    ends = (story.place["tripoli"].at, story.place["ghadames"].at)
    assert sum(path(part).total_km for part in parts) == pytest.approx(measure(*ends).distance_km, rel=1e-5)


def test_place_at_a_pole_and_claim_from_it_are_written(written, document):
    story = story_of(moved(document, tripoli=[0.0, 90.0]))
    root = written(story)
    mark = next(mark for mark in marks(root, "Places") if mark.get("id") == "place-tripoli")
    assert found(mark, "Point/coordinates") == ["0,90"]
    assert lines(marks(root, "Claims")[0])[0][0] == LonLat(0.0, 90.0)


def test_heights_are_left_out(written, document):
    document["features"][0]["geometry"]["coordinates"] = [20.6, 26.06, 1e300]
    assert found(marks(written(story_of(document)), "Places")[0], "Point/coordinates") == ["20.6,26.06"]


def nothing_but_text(root):
    """Whether a viewer that takes any text for HTML finds our few elements in descriptions and none elsewhere."""
    for element in root.iter("{*}*"):
        if element.tag == f"{{{NS['k']}}}description":
            view = Viewed(element.text)
            good = view.elements <= {"p", "b", "br", "a"} and view.attributes <= {"dir", "href"}
            if not good or not all(re.match("https?://", url) for url in view.addresses) or "$[" in element.text:
                return False
        elif element.tag != f"{{{NS['k']}}}text" and any(map(tags, [element.text or "", *element.attrib.values()])):
            return False
    return True


def tags(text):
    return Viewed(text).elements


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_in_every_field_is_read_back_and_never_alive(written, document, text):
    story = story_of(all_shapes(in_every_field(document, text)))
    root = written(story)
    assert b"CDATA" not in kml.write(story)
    assert nothing_but_text(root)
    shown = legal(text)
    for folder in ("Places", "Events", "Claims"):
        for mark in marks(root, folder):
            assert found(mark, "name")[0].replace("< ", "<") == shown.replace("< ", "<")
            assert any(shown in paragraph for paragraph in described(mark).paragraphs)
    assert described(root[0]).paragraphs[:2] == [shown, shown]


def test_each_hostile_text_beside_the_others_is_its_own(written, document, tmp_path):
    story = story_of(one_in_each_event(document))
    assert nothing_but_text(written(story))
    columns, points = gdal(tmp_path / "story.kml", kml.write(story), "Events")
    assert points == [tuple(place.at) for place in story.places]
    for told, text in zip(columns["description"], CORPUS, strict=True):
        assert Viewed(told).paragraphs[1] == legal(text)


def test_text_of_any_script_is_written_as_it_is(written, story):
    event = replace(story.events[0], title="محادثات في غدامس", text="بدأت <المحادثات> & انتهت")
    content = kml.write(replace(story, events=(event,)))
    assert "محادثات في غدامس".encode() in content
    (mark,) = marks(etree.fromstring(content), "Events")
    assert described(mark).paragraphs[1] == event.text


def test_event_tells_its_tags(written, document):
    root = written(tagged_story(document))
    told = [found(mark, "ExtendedData/Data[@name='tags']/value") for mark in marks(root, "Events")]
    assert ["Talks; Truces < b>"] in told
    assert [] in told
    assert any("Tags: Talks; Truces <b>" in described(mark).paragraphs for mark in marks(root, "Events"))
