"""Dates of files: read where they can mean one thing only, and never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.intake import dates


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
    ],
)
def test_date_that_can_mean_one_thing_is_read(text, read):
    assert dates.edtf(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "02/11/2020", "02.11.2020", "2-11-2020", "02/11/20", "31/02/2020", "2020-02-30", "Monday", "2 Nov",
        "2020-11-04/2020-11-02", "2020-11-02/..", "~2020", "", "0000", "99999999", "1604275200000", "10:30", "²/²/²⁰²⁰",
        "2 Smarch 2020", "9" * 5000, "Nov " * 1000,
    ],
)  # fmt: skip
def test_date_that_can_mean_two_things_or_none_is_not_read(text):
    assert dates.edtf(text) is None


def test_order_decides_which_number_is_the_day():
    assert dates.edtf("02/11/2020", "day first") == "2020-11-02"
    assert dates.edtf("02/11/2020", "month first") == "2020-02-11"
    assert dates.edtf("11/13/2020", "day first") is None


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["02/11/2020", "13/11/2020"], "day first"),
        (["02/11/2020", "11/13/2020 10:00"], "month first"),
        (["13/11/2020", "11/13/2020"], None),
        (["02/11/2020", "2020-11-13", "99/11/2020", "13/14/2020"], None),
        ([], None),
    ],
)
def test_order_of_a_column_is_known_when_one_date_decides_and_none_contradicts(texts, order):
    assert dates.order(texts) == order


def test_only_a_date_of_unknown_order_is_ambiguous():
    assert dates.is_ambiguous("02/11/2020")
    assert not any(map(dates.is_ambiguous, ["13/11/2020", "2020", "soon", "32/13/2020"]))


@given(st.dates().filter(lambda day: day.day <= 12 and day.day != day.month))
def test_either_order_of_a_date_reads_back_as_that_day(day):
    assert dates.edtf(f"{day:%d/%m}/{day.year:04}", "day first") == day.isoformat()
    assert dates.edtf(f"{day:%m/%d}/{day.year:04}", "month first") == day.isoformat()


@given(st.text(max_size=70) | st.text("0123456789-/. :TZNov–٣", max_size=25))
def test_whatever_is_read_is_a_date_of_a_story(text):
    read = dates.edtf(text)
    assert read is None or When.parse(read).text == read
    assert dates.order([text]) in (None, "day first", "month first")
