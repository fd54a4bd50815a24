"""Dates known to a day, a month or a year: what they may mean, which are none, and their order."""

import calendar
from datetime import date

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import EdtfDate, EdtfError, When


@st.composite
def dates(draw):
    """The text of a date and its first and last day, by the calendar of the standard library."""
    day = draw(st.dates())
    month_end = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])
    return draw(
        st.sampled_from(
            [
                (f"{day.year:04}", date(day.year, 1, 1), date(day.year, 12, 31)),
                (f"{day.year:04}-{day.month:02}", day.replace(day=1), month_end),
                (day.isoformat(), day, day),
            ]
        )
    )


@given(dates())
def test_date_may_mean_any_day_of_its_year_or_month_and_no_other(known):
    text, first, last = known
    parsed = EdtfDate.parse(text)
    assert (parsed.earliest, parsed.latest) == (first, last)


@given(dates())
def test_single_date_begins_and_ends_with_itself(known):
    when = When.parse(known[0])
    assert when.begin == when.end == EdtfDate.parse(known[0])
    assert when.text == known[0]
    assert not when.is_interval


@given(dates(), dates())
def test_interval_is_read_exactly_unless_its_end_starts_before_its_begin(one, other):
    text = f"{one[0]}/{other[0]}"
    if other[1] < one[1]:
        with pytest.raises(EdtfError, match="ends before it begins"):
            When.parse(text)
    else:
        when = When.parse(text)
        assert (when.text, when.begin, when.end) == (text, EdtfDate.parse(one[0]), EdtfDate.parse(other[0]))
        assert when.is_interval


@given(dates(), dates())
def test_order_is_by_first_day_then_the_wider_span(one, other):
    first, second = When.parse(one[0]), When.parse(other[0])
    if one[1] != other[1]:
        assert (first.order < second.order) == (one[1] < other[1])
    else:
        assert (first.order < second.order) == (one[2] > other[2])


def test_order_puts_the_month_before_the_days_in_it():
    texts = ["2020-09-06", "2020-10", "2020-09-01", "2020-09-01/2020-09-02", "2020-09", "2020"]
    expected = ["2020", "2020-09", "2020-09-01/2020-09-02", "2020-09-01", "2020-09-06", "2020-10"]
    assert [when.text for when in sorted(map(When.parse, texts), key=lambda when: when.order)] == expected


def test_parts_that_are_not_known_stay_unknown():
    assert EdtfDate.parse("2020-09") == EdtfDate(2020, 9)
    assert EdtfDate.parse("2020") == EdtfDate(2020)
    assert EdtfDate.parse("2020-09") != EdtfDate.parse("2020-09-01")


@pytest.mark.parametrize("text", ["2020-02-29", "2000-02-29", "0001", "9999-12-31", "2020-02", "2020/2020"])
def test_edges_of_the_calendar_are_dates(text):
    assert When.parse(text).text == text


@pytest.mark.parametrize(
    "text", ["2021-02-29", "1900-02-29", "2020-13", "2020-00", "2020-04-31", "2020-01-00", "2020-99-99"]
)
def test_day_that_the_calendar_lacks_is_refused(text):
    with pytest.raises(EdtfError, match="no such date"):
        When.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2020", "2020 ", "2020\n", "20", "20200", "+2020", "2020-9", "2020-09-6", "2020-W05", "-0000", "XXXX"),
        *("2020-250", "20200906", "2020.09", "2020-09-06T10:00", "2020-21-01-01", "٢٠٢٠", "2020??", "2X20", "Y2020"),
        *("201X-01", "2020-XX-01", "2020-25", "2020-21-XX", "2020/2021/2022", "2020//2021", "2020 / 2021", "2020–2021"),
        *("/", "../..", "/..", "?", "~2020", "Y12345678", "{2020,2021}", "2020-11-0X"),
    ],
)
def test_anything_beyond_level_1_is_refused(text):
    with pytest.raises(EdtfError):
        When.parse(text)


LEVEL_1 = [
    *("2020?", "2020~", "2020-11%", "2020-11-02?", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX"),
    *("2001-21", "2001-22", "2001-23", "-0043", "0000", "-0043-03-15", "Y17000", "Y-17000", "2020-06?/2021~"),
    *("-0043/0010", "2004-02-XX", "1900-02-XX"),
]


@pytest.mark.parametrize("text", LEVEL_1)
def test_days_that_a_date_may_mean_are_those_of_the_library_edtf(text):
    read, other = When.parse(text), edtf.parse_edtf(text)
    assert _day(read.begin.first) == tuple(other.lower_strict()[:3])
    assert _day(read.end.last) == tuple(other.upper_strict()[:3])
    assert (read.text, read.level) == (text, 1)
    assert read.is_interval or str(read.begin) == text


@given(
    st.integers(1, 9999),
    st.sampled_from(["", "-02", "-07", "-XX", "-11-XX", "-12-31"]),
    st.sampled_from("?~%"),
)
def test_generated_dates_have_the_days_of_the_library_edtf(year, rest, mark):
    text = f"{'-' if year < 0 else ''}{abs(year):04}{rest}{mark}"
    read, other = EdtfDate.parse(text), edtf.parse_edtf(text)
    assert (_day(read.first), _day(read.last)) == (tuple(other.lower_strict()[:3]), tuple(other.upper_strict()[:3]))
    assert str(read) == text


def _day(number):
    """Year, month and day of the number of a day; the calendar repeats itself every 400 years, of 146,097 days."""
    rounds, within = divmod(number - 1, 146_097)
    day = date.fromordinal(within + 1)
    return day.year + 400 * rounds, day.month, day.day


@pytest.mark.parametrize(
    ("text", "opens", "closes"),
    [("2020/..", False, True), ("2020/", False, True), ("../2020", True, False), ("/2020", True, False)],
)
def test_open_ends_are_known_as_such(text, opens, closes):
    when = When.parse(text)
    assert (when.opens, when.closes, when.begin, when.end) == (opens, closes, EdtfDate(2020), EdtfDate(2020))


def test_winter_lasts_into_the_next_year():
    winter = EdtfDate.parse("2001-24")
    assert (winter.season, winter.earliest, winter.latest) == (4, date(2001, 12, 1), date(2002, 2, 28))


def test_years_before_our_era_are_in_order():
    texts = ["-0044-03-15", "-0043", "0000", "0001", "Y17000"]
    assert [when.text for when in sorted(map(When.parse, reversed(texts)), key=lambda when: when.order)] == texts


def test_only_one_day_is_a_day():
    assert When.parse("2020-11-02").day == EdtfDate(2020, 11, 2)
    assert [When.parse(text).day for text in ("2020-11", "2020-11-02/2020-11-04", "2020-11-XX")] == [None] * 3


@given(st.text(alphabet="0123456789-/ .TX?٣", max_size=22) | st.text())
def test_any_text_is_either_read_exactly_or_refused_as_no_date(text):
    try:
        assert When.parse(text).text == text
    except EdtfError as error:
        assert str(error)  # noqa: PT017  (either way out is right)


@given(dates(), dates())
def test_dates_are_written_as_they_are_read_alone_and_as_the_ends_of_an_interval(known, other):
    one, two = sorted((EdtfDate.parse(text) for text, _, _ in (known, other)), key=lambda parsed: parsed.earliest)
    assert str(EdtfDate.parse(known[0])) == known[0]
    assert EdtfDate.of(known[1]).earliest == known[1]
    assert When.between(one, one) == When.parse(str(one))
    if one != two and one.latest <= two.latest:
        assert When.between(one, two) == When.parse(f"{one}/{two}")
