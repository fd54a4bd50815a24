"""What columns mean: by their headings and by all their values, or asked."""

import pytest

from geo.base.faults import RefusedError
from geo.intake.files import read


def table(text, answers=None, encoding="utf-8"):
    return read(text.encode(encoding), "table.csv", answers=answers)


def places(found):
    return [(f["properties"].get("name"), f["geometry"]["coordinates"]) for f in found.document["features"]]


def asked(found):
    return {ask.column: ask.taken for ask in found.asks}


@pytest.mark.parametrize(
    "text",
    [
        "Town,Injured\nOranquil,\"11,200\"\nSetiffo,\"36,105\"\n", "Ort;Tote\nOranquil;11 200\nSetiffo;36 105\n",
        "Match,Score\nOranquil,3-2\nSetiffo,1-0\n", "Shop,Price\nOranquil,12.50 - 14.99\nSetiffo,3.20\n",
        "Town,Share\nOranquil,45.1 %\nSetiffo,7 %\n",
        "Stop,Long,Breite\nOranquil,05:10:01,wide\nSetiffo,05:40:01,narrow\n",
    ],
)  # fmt: skip
def test_counts_scores_prices_shares_and_times_are_no_positions(text):
    found = table(text)
    assert places(found) == [("Oranquil", []), ("Setiffo", [])]
    assert found.asks == ()


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        ("name;stop_lat;stop_lon", "Oran;35.7;-0.63"), ("name;ActionGeo_Lat;ActionGeo_Long", "Oran;35.7;-0.63"),
        ("name;Breite;Länge_E", "Oran;35,7;-0,63"), ("name;GPSLatitude;GPSLongitude", "Oran;35.7;-0.63"),
        ("name;lat;NS;lon;EW", "Oran;35.7;N;0.63;W"),
        ("name;lat_deg;lat_min;lon_deg;lon_min;E/W", "Oran;35;42;0;37.8;W"),
        ("name;lon,lat", "Oran;-0.63,35.7"), ("name;Longitude / Latitude", "Oran;-0.63 / 35.7"),
        ("name;lnglat", "Oran;-0.63 35.7"),
        ("name;wkt", "Oran;'SRID=4326;POINT(-0.63 35.7)'"),
        ("name;where", "Oran;N 35°42' W 0°37.8'"), ("name;p", 'Oran;"[-0.63, 35.7]"'),
        ("name;shape", 'Oran;"{""type"":""Point"",""coordinates"":[-0.63,35.7]}"'),
        ("name;lat;lon", "Oran;35.7N;-0.63W"),
        ("name;lat;lon", "Oran;354200N;0003748W"), ("name;lat;lon", "Oran;35.7;359.37"),
    ],
)  # fmt: skip
def test_position_is_found_by_parts_of_headings_and_forms_of_values(headings, cells):
    ((name, at),) = places(table(f"{headings}\n{cells}\n".replace("'SRID", '"SRID').replace(")'", ')"')))
    assert name == "Oran"
    assert at == pytest.approx([-0.63, 35.7])


def test_x_and_y_are_asked_about_and_taken_as_answered():
    text = "id,x,y,slots\nA,20.0,10.5,20\nB,22.5,12.0,15\n"
    found = table(text)
    assert asked(found) == {"x, y": None}
    assert places(found) == [("A", []), ("B", [])]
    assert places(table(text, {"x, y": "degrees"})) == [("A", [20.0, 10.5]), ("B", [22.5, 12.0])]
    assert asked(table(text, {"x, y": "not positions"})) == {"x, y": "not positions"}


def test_names_that_lie_there_say_what_x_and_y_are():
    assert asked(table("name,x,y\nOran,-0.63,35.7\nTunis,10.17,36.8\n")) == {"x, y": "degrees"}


def test_metres_are_no_degrees():
    found = table("name,x,y\nOranquil,645123.1,4012345.2\n")
    assert (places(found), found.asks) == ([("Oranquil", [])], ())


@pytest.mark.parametrize(
    ("cells", "taken", "at"),
    [
        (("36.81234, 10.17345", "33.88123, 9.53789"), "latitude first", [10.17345, 36.81234]),
        (("[10.17345, 36.81234]", "[9.53789, 33.88123]"), "longitude first", [10.17345, 36.81234]),
    ],
)
def test_order_that_nothing_says_is_asked(cells, taken, at):
    text = "label,coordinates\n" + "".join(f'spot {index},"{cell}"\n' for index, cell in enumerate(cells))
    found = table(text)
    assert asked(found) == {"coordinates": taken}
    assert places(found)[0][1] == at
    other = "longitude first" if taken == "latitude first" else "latitude first"
    assert places(table(text, {"coordinates": other}))[0][1] == at[::-1]


def test_names_and_values_beyond_90_decide_the_order():
    assert places(table('name,coordinates\nTunis,"10.17, 36.81"\n'))[0][1] == [10.17, 36.81]
    found = table('label,coordinates\na,"113.26, 23.13"\nb,"10.2, 36.8"\n')
    assert (places(found)[1][1], found.asks) == ([10.2, 36.8], ())


def test_list_of_positions_without_headings_keeps_its_first_row():
    found = table("36.81234, 10.17345\n33.88123, 9.53789\n")
    assert [at for _, at in places(found)] == [[10.17345, 36.81234], [9.53789, 33.88123]]
    assert asked(found) == {"column 1, column 2": "latitude first"}


def test_list_without_headings_has_its_columns_by_their_values():
    found = table("14 July 2021\tSchuld\tThe gauge stops at six in the evening\n15 July 2021\tSinzig\tA bridge falls\n")
    columns = found.columns
    assert (columns.date, columns.name, columns.text) == ("column 1", "column 2", "column 3")
    assert [event["when"] for event in found.document["story"]["events"]] == ["2021-07-14", "2021-07-15"]


def test_names_alone_are_places_found_by_name_and_events_without_dates():
    found = table("Oran\nAnnaba\nSetif\nMy old mill\n")
    assert [(name, bool(at)) for name, at in places(found)] == [
        *(("Oran", True), ("Annaba", True), ("Setif", True), ("My old mill", False)),
    ]
    assert len(found.document["story"]["events"]) == 4


def test_titles_above_the_headings_and_empty_rows_and_the_separator_are_passed_over_and_said():
    found = table("Talks - places\n\nSource: desk\n\nname,lat,lon\nOran,35.7,-0.63\n")
    assert places(found) == [("Oran", [-0.63, 35.7])]
    assert [note.path for note in found.notes if "above the headings" in note.problem] == ["line 1", "line 3"]
    assert places(table("sep=;\nname;lat;lon\nOran;35,7;-0,63\n")) == [("Oran", [-0.63, 35.7])]


def test_mac_roman_letters_are_read():
    text = "Ort;Breite;Länge\nMünchen;48,137;11,575\nKöln;50,94;6,96\n"
    assert places(table(text, encoding="mac-roman")) == [("München", [11.575, 48.137]), ("Köln", [6.96, 50.94])]


def test_years_and_months_in_columns_of_their_own_are_one_date():
    events = table("Country,Month,Year,Lat,Lon\nGuinea,3,2014,9.95,-9.7\nGuinea,11,2014,9.95,-9.7\n").document["story"][
        "events"
    ]
    assert [(event["place"], event["when"]) for event in events] == [("guinea", "2014-03"), ("guinea", "2014-11")]


def test_zero_zero_is_questioned_once():
    found = table("name,lat,lon\na,0,0\nb,0.0,0.0\nc,1,2\n")
    (note,) = [note for note in found.notes if "0, 0" in note.problem]
    assert "2 times" in note.problem


def test_row_with_a_name_alone_is_about_the_place_of_that_name():
    found = table("name,lat,lon,date\nOran,35.7,-0.63,2020\nOran,,,2021\nTunis,36.8,10.2,2021\n")
    assert len(places(found)) == 2
    assert [event["place"] for event in found.document["story"]["events"]] == ["oran", "oran", "tunis"]


def test_columns_that_mean_nothing_are_named_with_their_rows():
    found = table("name,lat,lon,height,colour\nOran,35.7,-0.63,429,red\nTunis,36.8,10.2,,blue\n")
    (note,) = [note for note in found.notes if "does not know" in note.problem]
    assert "height (1 row), colour (2 rows)" in note.problem
    assert found.document["features"][0]["properties"]["height"] == "429"


def test_text_that_is_neither_a_table_nor_a_list_of_names_is_refused():
    with pytest.raises(RefusedError, match="no table"):
        table("nothing here\nthat is a name\n")


@pytest.mark.parametrize("text", ["sep=;", "sep=;\n", "sep=,\n\n"])
def test_text_that_only_says_how_it_is_written_is_refused(text):
    with pytest.raises(RefusedError, match="no table"):
        table(text)


def test_commas_inside_cells_do_not_part_a_table_with_semicolons():
    found = table(
        "name;address\nInn A;1 Main Road, Oran, Region 1, Country 2\nInn B;2 Main Road, Oran, Region 1, Country 2\n"
    )
    assert [name for name, _ in places(found)] == ["Inn A", "Inn B"]
