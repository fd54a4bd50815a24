"""Tables as drafts: however they are written, and with every cell that cannot be read still in them."""

import contextlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import RefusedError
from geo.export.table import events_csv
from geo.intake import sheet
from geo.intake.columns import Columns
from geo.intake.files import read
from geo.story import geojson
from tests.hostile import CORPUS
from tests.tagged import tagged_story


def table(text, encoding="utf-8", name="table.csv", columns=None):
    return read(text.encode(encoding), name, columns)


def places(found):
    return {f["id"]: f["geometry"]["coordinates"] for f in found.document["features"]}


def events(found):
    return [(e["place"], e.get("when"), e.get("title"), e.get("text")) for e in found.document["story"]["events"]]


ROWS = "name,lat,lon,date,title,description\nTripoli,32.5,13.25,2020-11-02,Talks,They met.\nÉvian,46.4,6.58,,,\n"


@pytest.mark.parametrize("separator", sheet.SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_ends_are_found(separator, encoding, end):
    found = table(ROWS.replace(",", separator).replace("\n", end), encoding)
    assert (found.kind, found.columns.separator) == ("csv", separator)
    assert places(found) == {"tripoli": [13.25, 32.5], "evian": [6.58, 46.4]}
    assert events(found) == [("tripoli", "2020-11-02", "Talks", "They met.")]
    assert found.document["features"][1]["properties"]["name"] == "Évian"


@pytest.mark.parametrize(
    ("headings", "meant"),
    [
        ("NAME;Latitude;Longitude;Date", ("NAME", "Latitude", "Longitude", "Date")),
        ("Ort;Breitengrad;Längengrad;Datum", ("Ort", "Breitengrad", "Längengrad", "Datum")),
        ("Nom; LAT ;LNG;Année", ("Nom", "LAT", "LNG", "Année")),
        ("lugar;latitud;longitud;fecha", ("lugar", "latitud", "longitud", "fecha")),
        ("الاسم;خط العرض;خط الطول;التاريخ", ("الاسم", "خط العرض", "خط الطول", "التاريخ")),
        ("Place name;stop_lat;stop_lon;year", ("Place name", "stop_lat", "stop_lon", "year")),
    ],
)
def test_headings_are_known_in_several_languages(headings, meant):
    columns = table(f"{headings}\na;1;2;2020\n").columns
    assert (columns.name, columns.latitude, columns.longitude, columns.date) == meant


def test_a_second_reading_takes_the_columns_that_were_asked_for():
    content = "a,b,c,d\nTripoli,13.25,32.5,2020\n"
    first = table(content)
    assert (first.columns.latitude, first.header) == (None, ("a", "b", "c", "d"))
    assert first.sample == (("Tripoli", "13.25", "32.5", "2020"),)
    second = table(content, columns=replace(first.columns, name="a", longitude="b", latitude="c", date="d"))
    assert places(second) == {"tripoli": [13.25, 32.5]}
    assert events(second) == [("tripoli", "2020", "Tripoli", None)]


def test_other_encoding_that_was_asked_for_is_taken():
    content = "name,lat,lon\nПариж,1,2\n".encode("windows-1251")
    columns = Columns(separator=",", encoding="windows-1251", latitude="lat", longitude="lon", name="name")
    assert read(content, "x.csv", columns).document["features"][0]["properties"]["name"] == "Париж"


@pytest.mark.parametrize("wrong", [{"encoding": "idna"}, {"encoding": "hex"}, {"separator": "x"}, {"separator": ""}])
def test_encodings_and_separators_that_are_not_offered_are_refused(wrong):
    with pytest.raises(RefusedError, match="separator or encoding"):
        table(ROWS, columns=Columns(**{"separator": ",", "encoding": "utf-8"} | wrong))


def test_columns_that_the_table_does_not_have_are_empty():
    found = table(ROWS, columns=Columns(separator=",", encoding="utf-8", name="name", latitude="no", longitude="none"))
    assert places(found)["tripoli"] == [13.18733, 32.88743]  # by its name, not as the table has it


@pytest.mark.parametrize(
    ("lat", "lon"), [("32,5", "13,25"), ("32°30′N", "13°15′E"), ("32.5 N", "13.25 E"), ("+32.50", "13.250")]
)
def test_coordinates_in_several_forms(lat, lon):
    assert places(table(f"name;lat;lon\na;{lat};{lon}\n")) == {"a": [13.25, 32.5]}


def test_both_coordinates_in_one_column():
    assert places(table('name,coordinates\na,"32.5, 13.25"\nb,here\n')) == {"a": [13.25, 32.5], "b": ["here"]}
    assert places(table("name;where\na;32.512, 13.253\n")) == {"a": [13.253, 32.512]}


def test_numbers_in_two_columns_are_not_taken_for_one_column_of_pairs():
    assert table("a,b\n1,2\n3,4\n").header == ("a", "b")


def test_cell_that_cannot_be_read_stays_as_it_was_typed_and_is_located():
    found = table('name,lat,lon\n"a\nb",near Tripoli,13.25\nc,32.5,\n\nd,95,13\n')
    assert list(places(found).values()) == [[13.25, "near Tripoli"], ["", 32.5], [13.0, 95.0]]
    located = {note.path for note in found.notes if note.path}
    assert located == {"line 2, column lat", "line 4, column lon", "line 6, column lat"}
    with pytest.raises(RefusedError) as caught:
        geojson.read(json.dumps(found.document).encode())
    assert {f"/features/{i}/geometry/coordinates" for i in range(3)} <= {p.path for p in caught.value.faults}


def test_columns_headed_the_wrong_way_round_are_noted_and_not_exchanged():
    found = table("name,lat,lon\na,113.2,32.5\nb,100,40\n")
    assert places(found) == {"a": [32.5, 113.2], "b": [40, 100]}
    assert any("wrong way round" in note.problem for note in found.notes)
    assert not any("wrong way round" in note.problem for note in table(ROWS).notes)


def test_place_in_several_rows_is_one_place_with_several_events():
    found = table("name,lat,lon,date,colour\na,1,2,2020,red\na,1,2,2021,blue\na,1,3,2022,\n")
    assert places(found) == {"a": [2, 1], "a-2": [3, 1]}
    assert [place for place, *_ in events(found)] == ["a", "a", "a-2"]
    assert found.document["features"][0]["properties"]["colour"] == "red"
    assert found.document["story"]["events"][1]["note"] == "colour: blue"


def test_one_date_decides_the_order_of_all_and_that_is_said():
    found = table("name,date\na,02/11/2020\nb,13/11/2020\n")
    assert [when for _, when, *_ in events(found)] == ["2020-11-02", "2020-11-13"]
    assert any("day first" in note.problem for note in found.notes)


@pytest.mark.parametrize("other", ["", "13/11/2020\nc,11/13/2020"])
def test_dates_whose_order_is_not_known_stay_as_they_are_and_are_asked_about(other):
    found = table(f"name,date\na,02/11/2020\nb,{other}\n")
    assert events(found)[0][1] == "02/11/2020"
    (ask,) = found.asks
    assert (ask.column, ask.taken) == ("date", None)
    assert dict(zip(ask.readings, ask.shown, strict=True)) == {
        "day first": "2 November 2020",
        "month first": "11 February 2020",
    }


def test_row_without_a_place_is_an_event_without_one():
    assert events(table("name,lat,lon,date,text\n,,,2020,It rained.\n")) == [(None, "2020", None, "It rained.")]


def test_row_that_says_nothing_is_named():
    assert "line 3" in [note.path for note in table("name,lat,lon,colour\na,1,2,\n,,,red\n").notes]


def test_equal_and_empty_headings_are_told_apart():
    assert table("a,a,,lat,lon\n1,2,3,4,5\n").header == ("a", "a (2)", "column 3", "lat", "lon")


def test_cells_beyond_the_headings_are_noted():
    assert any("4 cells" in note.problem for note in table("name,lat,lon\na,1,2,3\n").notes)


def test_our_own_table_comes_back_with_places_events_and_sources(story):
    found = read(events_csv(story), "events.csv")
    told = found.document["story"]
    assert [
        (e["id"], e["place"], e["when"], e["title"], e["text"], e["said_by"], e["status"], e.get("note"))
        for e in told["events"]
    ] == [(e.id, e.place, e.when.text, e.title, e.text, e.said_by, e.status, e.note) for e in story.events]
    assert places(found) == {p.id: list(p.at) for p in story.places if p.id in places(found)}
    assert {f["id"]: f["properties"]["precision"] for f in found.document["features"]} == {
        p.id: p.precision for p in story.places if p.id in story.events_at
    }
    title = {source["id"]: (source["title"], source.get("url")) for source in told["sources"]}
    for event, old in zip(told["events"], story.events, strict=True):
        assert [title[key] for key in event["sources"]] == [
            (story.source[key].title, story.source[key].url) for key in old.sources
        ]


def test_our_own_table_comes_back_with_its_tags(document):
    story = tagged_story(document)
    told = read(events_csv(story), "events.csv").document["story"]
    assert {tag["name"] for tag in told["tags"]} == {tag.name for tag in story.tags}
    assert [event.get("tags", []) for event in told["events"]].count([]) == sum(not e.tags for e in story.events)


@given(st.sampled_from(CORPUS) | st.text("=+-@\t\n ;\"'a＝﹢\u207c\u200b\u3164", min_size=1, max_size=9))
def test_texts_of_our_own_table_come_back_without_the_apostrophes_of_its_guard(story, text):
    given_story = replace(story, events=tuple(replace(e, title=text, text=text) for e in story.events[:2]))
    # An apostrophe that was there before cannot be told from that of the guard.
    if not any(f"'{sign}" in text for sign in "=+-@\t\r\n＝﹢\u207c"):
        found = read(events_csv(given_story), "events.csv")
        assert [(e["title"], e["text"]) for e in found.document["story"]["events"]] == [(text, text)] * 2


def test_apostrophes_of_other_tables_stay():
    assert events(table("name,text\na,'=1\n"))[0][3] == "'=1"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"   ", b"\xef\xbb\xbf", b"one column\nonly\n", b"," * 1_000_000, b'lat,lon\n"' + b"x" * 200_000,
        b"a,b\n" * 20_000, b"a,b\n" + b"\n" * 20_000, b"a," * 300 + b"\n", b"a,b\n" + b",\n" * 20_000,
        b"PK\x03\x04whatever", b"x" * (4 * 1024 * 1024 + 1),
    ],
)  # fmt: skip
def test_what_is_no_table_or_too_large_is_refused_with_a_remedy(content):
    with pytest.raises(RefusedError) as caught:
        read(content, "x.csv")
    assert all(problem.remedy for problem in caught.value.faults)


def test_too_many_cells_that_mean_nothing_are_refused():
    head = ",".join(f"h{i}" for i in range(100))
    with pytest.raises(RefusedError, match="200,000 cells"):
        table(f"name,{head}\n" + "".join(f"p{i}{',x' * 100}\n" for i in range(2_100)))


def test_table_that_begins_like_json_is_still_a_table_by_its_name():
    assert table("[name],lat,lon\na,1,2\n").kind == "csv"


cells = st.sampled_from(
    ["name", "lat", "lon", "date", "2020", "1,5", "13", "02/11/2020", '"', "'", "32°N", "", " "]
) | st.text(max_size=5)


@given(
    st.lists(st.lists(cells, max_size=5), max_size=6),
    st.sampled_from(sheet.SEPARATORS),
    st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
def test_any_rows_are_a_draft_of_plain_values_or_refused(rows, separator, encoding):
    content = "\n".join(map(separator.join, rows)).encode(encoding, "replace")
    try:
        found = read(content, "x.csv")
    except RefusedError:
        return
    assert json.loads(json.dumps(found.document, allow_nan=False, ensure_ascii=False).encode()) == found.document
    assert read(content, "x.csv", found.columns).document == found.document if found.columns else True


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    for name in ("x.csv", "x.kml", "x"):
        with contextlib.suppress(RefusedError):
            json.dumps(read(content, name).document, allow_nan=False).encode()
