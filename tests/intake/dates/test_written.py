"""Dates of files: read where they can mean one thing only, and never otherwise."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.intake.dates import written


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2020", "2020"),
        ("2020-09", "2020-09"),
        (" 2020-11-02 ", "2020-11-02"),
        ("2020-11-02/2020-11-04", "2020-11-02/2020-11-04"),
        ("2020-11-02T10:30:00Z", "2020-11-02"),
        ("2020-11-02T23:30:00.123+02:00", "2020-11-02"),
        ("2020-11-02 10:30", "2020-11-02"),
        ("2020/11/2", "2020-11-02"),
        ("2020.11.02", "2020-11-02"),
        ("20201102", "2020-11-02"),
        ("2 Nov 2020", "2020-11-02"),
        ("2nd of November 2020", "2020-11-02"),
        ("November 2, 2020", "2020-11-02"),
        ("Nov. 2020", "2020-11"),
        ("November 2020", "2020-11"),
        ("2-Nov-2020", "2020-11-02"),
        ("1er août 2020", "2020-08-01"),
        ("2. März 2020", "2020-03-02"),
        ("2 de noviembre de 2020", "2020-11-02"),
        ("13/11/2020", "2020-11-13"),
        ("11/13/2020", "2020-11-13"),
        ("13.11.2020 08:15", "2020-11-13"),
        ("11/11/2020", "2020-11-11"),
        ("2 Nov 2020 – 4 Nov 2020", "2020-11-02/2020-11-04"),
        ("2020-11-02 to 2020-11-04", "2020-11-02/2020-11-04"),
        ("2019–2020", "2019/2020"),
        ("2020-11-02/..", "2020-11-02/.."),
        ("~2020", "2020~"),
        ("11/2020", "2020-11"),
        ("2014-3-5", "2014-03-05"),
        ("2014-March-5", "2014-03-05"),
        ("2014-3-0", "2014-03"),
        ("Nov-20", "2020-11"),
        ("2-Nov-99", "1999-11-02"),
        ("2018-19", "2018/2019"),
        ("1999/00", "1999/2000"),
    ],
)
def test_date_that_can_mean_one_thing_is_read(text, read):
    assert written.edtf(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "02/11/2020", "02.11.2020", "2-11-2020", "02/11/20", "31/02/2020", "2020-02-30", "Monday", "2 Nov",
        "2020-11-04/2020-11-02", "", "0000", "2020-21", "Boeing 747", "2018 or 2019", "November",
        "2 Nov, evening", "99999999", "1604275200000", "10:30", "²/²/²⁰²⁰",
        "2 Smarch 2020", "48 08 15", "11.5764", "2020.5", "1234.12", "Q1 2020", "9" * 5000, "Nov " * 1000,
    ],
)  # fmt: skip
def test_date_that_can_mean_two_things_or_none_is_not_read(text):
    assert written.edtf(text) is None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("le 1er mars 2021", "2021-03-01"), ("3 févr. 2021", "2021-02-03"), ("12 décembre 2020", "2020-12-12"),
        ("2 de noviembre de 2020", "2020-11-02"), ("lunes, 2 nov 2020", "2020-11-02"), ("enero de 2021", "2021-01"),
        ("Montag, 2. November 2020", "2020-11-02"), ("3. Jänner 2021", "2021-01-03"), ("im März 2021", "2021-03"),
        ("lunedì 2 novembre 2020", "2020-11-02"), ("1º maggio 2021", "2021-05-01"), ("gen 2021", "2021-01"),
        ("segunda-feira, 2 de novembro de 2020", "2020-11-02"), ("7 de setembro de 2022", "2022-09-07"),
        ("maandag 2 november 2020", "2020-11-02"), ("3 mrt. 2021", "2021-03-03"),
        ("понедельник, 2 ноября 2020 г.", "2020-11-02"), ("12 мая 2021 года", "2021-05-12"), ("май 2021", "2021-05"),
        ("٢ تشرين الثاني ٢٠٢٠", "2020-11-02"), ("2 نوفمبر 2020", "2020-11-02"),
        ("الاثنين ٢ نوفمبر ٢٠٢٠", "2020-11-02"),
        ("5 جويلية 1962", "1962-07-05"), ("14 غشت 1979", "1979-08-14"), ("كانون الثاني 2021", "2021-01"),
    ],
)  # fmt: skip
def test_months_and_weekdays_are_read_in_many_languages(text, read):
    assert written.edtf(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("c. 1850", "1850~"), ("about 2 November 2020", "2020-11-02~"), ("um 1900", "1900"), ("etwa 1900", "1900~"),
        ("2020?", "2020?"), ("circa 2020?", "2020%"), ("perhaps 2020", "2020?"),
        ("44 BC", "-0043"), ("1 BC", "0000"), ("15 March 44 BC", "-0043-03-15"), ("AD 79", "0079"),
        ("44 av. J.-C.", "-0043"), ("44 v. Chr.", "-0043"), ("79 n. Chr.", "0079"), ("44 a.C.", "-0043"),
        ("44 до н. э.", "-0043"), ("44 ق.م", "-0043"), ("100 BC – 44 BC", "-0099/-0043"),
        ("spring 2001", "2001-21"), ("Frühling 2001", "2001-21"), ("été 2003", "2003-22"),
        ("winter 2010/11", "2010-24"),
        ("1990s", "199X"), ("the 2010s", "201X"), ("1990er Jahre", "199X"),
        ("années 1990", "199X"),
        ("19th century", "18XX"), ("XIXe siècle", "18XX"), ("19. Jahrhundert", "18XX"), ("siglo XIX", "18XX"),
        ("from 2020", "2020/.."), ("seit 2 Nov 2020", "2020-11-02/.."), ("2020–present", "2020/.."),
        ("until 2020", "../2020"), ("bis März 2021", "../2021-03"),
        ("2 to 4 November 2020", "2020-11-02/2020-11-04"), ("vom 2. bis 4. November 2020", "2020-11-02/2020-11-04"),
        ("du 2 au 4 novembre 2020", "2020-11-02/2020-11-04"), ("с 2 по 4 ноября 2020", "2020-11-02/2020-11-04"),
        ("من 2 إلى 4 نوفمبر 2020", "2020-11-02/2020-11-04"), ("Nov 2-4, 2020", "2020-11-02/2020-11-04"),
        ("del 2 al 4 de noviembre de 2020", "2020-11-02/2020-11-04"), ("2/4 November 2020", "2020-11-02/2020-11-04"),
        ("30 October - 2 November 2020", "2020-10-30/2020-11-02"), ("2020-11-02–05", "2020-11-02/2020-11-05"),
        ("between 2018 and 2020", "2018/2020"), ("13.11.2020 - 15.11.2020", "2020-11-13/2020-11-15"),
    ],
)  # fmt: skip
def test_what_is_vague_or_open_is_read_as_vague_as_it_is(text, read):
    assert written.edtf(text) == read


@pytest.mark.parametrize(
    ("text", "when", "time"),
    [
        ("2020-11-02T10:30:00Z", "2020-11-02", "10:30Z"), ("20201102T103000Z", "2020-11-02", "10:30Z"),
        ("2020-11-02T23:30:00.123+02:00", "2020-11-02", "23:30+02:00"), ("2 Nov 2020, 2:30 pm", "2020-11-02", "14:30"),
        ("le 2 novembre 2020 à 14h30", "2020-11-02", "14:30"), ("2. November 2020, 14.30 Uhr", "2020-11-02", "14:30"),
        ("10 am Nov 2 2020", "2020-11-02", "10:00"), ("Mon 2020-11-02 14:30 UTC", "2020-11-02", "14:30Z"),
    ],
)  # fmt: skip
def test_time_of_day_beside_a_date_is_kept(text, when, time):
    read = written.read(text)
    assert (read.edtf(), read.time) == (when, time)


@pytest.mark.parametrize(("text", "meant"), json.loads((Path(__file__).parents[2] / "typed_dates.json").read_text()))
def test_typed_date_is_read_as_the_fields_of_the_page_read_it(text, meant):
    read = written.read(text)
    by = {reading: edtf for reading, edtf in (read.when if read else {}).items() if reading != "year first"}
    found = list(dict.fromkeys(by.values()))
    assert (found[0] if len(found) == 1 else found or None) == meant


def test_time_alone_is_never_a_year():
    assert [(read.when, read.time) for read in map(written.read, ("14:30", "20:20", "2:30 pm"))] == [
        ({}, "14:30"),
        ({}, "20:20"),
        ({}, "14:30"),
    ]


def test_weekday_tells_which_number_is_the_day():
    assert written.edtf("Monday, 02/11/2020") == "2020-11-02"
    assert written.edtf("Thursday, 02/11/2020") is None


def test_weekday_of_another_day_is_remarked():
    assert written.read("Tuesday, 2 November 2020").is_other_weekday
    assert not written.read("Monday, 2 November 2020").is_other_weekday


@pytest.mark.parametrize(
    ("text", "when", "rest"),
    [
        ("2 November 2020, evening", "2020-11-02", "evening"), ("early November 2020", "2020-11", "early"),
        ("2020-11-02 late at night", "2020-11-02", "late night"),
    ],
)  # fmt: skip
def test_words_beside_a_date_are_kept_and_make_it_no_plain_date(text, when, rest):
    read = written.read(text)
    assert (read.edtf(), read.rest) == (when, rest)
    assert written.edtf(text) is None


def test_sentence_with_a_year_is_no_date():
    assert written.read("in 2020 a great storm came over the whole coast") is None


def test_order_decides_which_number_is_the_day():
    assert written.edtf("02/11/2020", "day first") == "2020-11-02"
    assert written.edtf("02/11/2020", "month first") == "2020-02-11"
    assert written.edtf("11/13/2020", "day first") is None


def test_only_a_date_of_unknown_order_is_ambiguous():
    assert written.is_ambiguous("02/11/2020")
    assert not any(map(written.is_ambiguous, ["13/11/2020", "2020", "soon", "32/13/2020"]))


@given(st.dates().filter(lambda day: day.day <= 12 and day.day != day.month))
def test_either_order_of_a_date_reads_back_as_that_day(day):
    assert written.edtf(f"{day:%d/%m}/{day.year:04}", "day first") == day.isoformat()
    assert written.edtf(f"{day:%m/%d}/{day.year:04}", "month first") == day.isoformat()


@given(st.text(max_size=70) | st.text("0123456789-/. :TZNov–٣", max_size=25))
def test_whatever_is_read_is_a_date_of_a_story(text):
    read = written.edtf(text)
    assert read is None or When.parse(read).text == read
