"""Dates known to a day, a month or a year: what they may mean, which are none, and their order."""

import calendar
from datetime import date

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
    "text", ["0000", "2021-02-29", "1900-02-29", "2020-13", "2020-00", "2020-04-31", "2020-01-00", "2020-99-99"]
)
def test_day_that_the_calendar_lacks_is_refused(text):
    with pytest.raises(EdtfError, match="no such date"):
        When.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", " 2020", "2020 ", "2020\n", "20", "20200", "-2020", "+2020", "2020-9", "2020-09-6", "2020-W05"),
        *(
            "2020-250",
            "20200906",
            "2020.09",
            "2020-09-06T10:00",
            "2020?",
            "2020~",
            "202X",
            "Y12020",
            "2020-21-01-01",
            "٢٠٢٠",
        ),
        *("/", "2020/", "/2020", "2020/..", "../2020", "2020/2021/2022", "2020//2021", "2020 / 2021", "2020–2021"),
    ],
)
def test_anything_beyond_level_0_is_refused_with_how_a_date_is_written(text):
    with pytest.raises(EdtfError, match="YYYY-MM-DD"):
        When.parse(text)


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
