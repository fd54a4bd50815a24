"""When the rows of a table are: dates, ends and times together."""

import pytest

from geo.intake.files import read


def table(text):
    return read(text.encode(), "table.csv")


def moments(found):
    return [(e.get("when"), e.get("time"), e.get("note")) for e in found.document["story"]["events"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,lat,lon,acq_date,acq_time\na,1,2,2020-09-28,0615\n", ("2020-09-28", "06:15", None)),
        ("name,lat,lon,date,time\na,1,2,2 Nov 2020,2:30 pm\n", ("2020-11-02", "14:30", None)),
        ("name,lat,lon,date\na,1,2,2020-11-02T10:30:00Z\n", ("2020-11-02", "10:30Z", None)),
        ("name,lat,lon,Year,Month,Day,Hour\na,1,2,2014,3,5,14\n", ("2014-03-05", "14:00", None)),
        ("name,lat,lon,Year,Month\na,1,2,2014,March\n", ("2014-03", None, None)),
        ("name,lat,lon,start date,end date\na,1,2,2020-11-02,2020-11-04\n", ("2020-11-02/2020-11-04", None, None)),
        ("name,lat,lon,date,end date\na,1,2,2020-11-02,\n", ("2020-11-02", None, None)),
        ("name,lat,lon,date,time\na,1,2,2020-11-02,evening\n", ("2020-11-02", None, "evening")),
        ('name,lat,lon,date\na,1,2,"2 Nov 2020, evening"\n', ("2020-11-02", None, "evening")),
    ],
)
def test_columns_of_one_row_are_one_moment(text, expected):
    found = table(text)
    assert moments(found) == [expected]
    assert not any("does not know these columns" in note.problem for note in found.notes)


def test_time_without_a_date_is_named_and_one_beside_no_one_day_is_kept_in_the_note():
    found = table("name,lat,lon,date,time\na,1,2,2020-11,14:30\nb,1,3,,15:00\n")
    assert moments(found) == [("2020-11", None, "14:30")]
    said = [note.problem for note in found.notes]
    assert any("beside no one day" in problem for problem in said)
    assert any("are without a date" in problem for problem in said)


def test_begin_and_end_decide_for_each_other_which_number_is_the_day():
    found = table("name,lat,lon,date,end date\na,1,2,02/11/2020,13/11/2020\n")
    assert (moments(found), found.asks) == ([("2020-11-02/2020-11-13", None, None)], ())


def test_end_before_the_begin_is_kept_in_the_note():
    found = table("name,lat,lon,date,end date\na,1,2,2020-11-04,2020-11-02\n")
    assert moments(found) == [("2020-11-04", None, "end date: 2020-11-02")]
    assert any("not after the begin" in note.problem for note in found.notes)


def test_own_table_keeps_its_dates_and_times_without_a_question():
    heads = "number,event,when,time,title,text,status,said_by,place,name,latitude,longitude"
    rows = (f"{n},e{n},{when},{time},t,x,happened,added,a,A,1,2" for n, (when, time) in enumerate(OWN))
    found = table("\n".join([heads, *rows, ""]))
    assert found.asks == ()
    assert [(when, time or "") for when, time, _ in moments(found)] == OWN


OWN = [("0615", ""), ("2020-21", ""), ("2020-11-02", "00:00Z"), ("../2020", ""), ("-0043~", "")]
