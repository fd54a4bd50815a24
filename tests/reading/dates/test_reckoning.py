"""What a date comes to, reckoned from a day, by the calendar of the standard library."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import EdtfError
from geo.reading.dates.reckoning import Stated, reckon, reckon_span

TUESDAY = date(2020, 11, 3)


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)), st.integers(-1, 1))
def test_weeks_begin_on_monday_and_follow_each_other(base, ahead):
    (week, weekend) = (reckon(Stated(unit=unit, amount=ahead, turn=ahead), base).when for unit in ("week", "weekend"))
    first, last = week.begin.earliest, week.end.latest
    assert (first.weekday(), (last - first).days) == (0, 6)
    assert (base - first).days // 7 == -ahead
    assert (weekend.begin.earliest.weekday(), weekend.end) == (5, week.end)


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.integers(-11, 11))
def test_months_are_counted_over_the_ends_of_years(base, ahead):
    when = reckon(Stated(unit="month", amount=ahead), base).when
    assert (when.begin.year - base.year) * 12 + when.begin.month - base.month == ahead
    assert when.begin.day is None


@given(st.dates(date(1600, 1, 1), date(2090, 12, 31)), st.integers(1, 12))
def test_last_month_of_a_name_is_before_that_of_the_base_and_the_next_after_it(base, month):
    now = (base.year, base.month)
    last, this, coming = (reckon(Stated(month=month, turn=turn), base).when.begin for turn in (-1, 0, 1))
    assert (last.year, last.month) < now < (coming.year, coming.month)
    assert this.year == base.year
    assert coming.year - last.year <= 2


def test_day_to_come_is_meant_without_a_sign_of_the_future_only_where_it_is_near_and_in_the_same_year():
    days = {(11, 20): "2020-11-20", (12, 31): "2020-12-31", (1, 2): "2020-01-02", (11, 3): "2020-11-03"}
    for (month, day), meant in days.items():
        found = reckon(Stated(month=month, day=day), TUESDAY)
        assert found.when.text == meant
        assert (found.doubt is not None) == (meant > "2020-11-03")
        assert reckon(Stated(month=month, day=day), TUESDAY, "past").when.text <= "2020-11-03"
    assert reckon(Stated(month=12, day=31), date(2020, 10, 1)).when.text == "2019-12-31"


def test_weekday_beside_a_date_chooses_the_year_or_casts_doubt():
    assert reckon(Stated(month=11, day=20, weekday=2), TUESDAY).when.text == "2019-11-20"
    wrong = reckon(Stated(year=2020, month=11, day=3, weekday=0), TUESDAY)
    assert (wrong.when.text, wrong.doubt) == ("2020-11-03", "That day is a Tuesday, not a Monday.")


@pytest.mark.parametrize(
    ("begin", "end", "tense", "meant"),
    [
        (Stated(month=12, day=30), Stated(month=1, day=2), "past", "2019-12-30/2020-01-02"),
        (Stated(month=12, day=30), Stated(month=1, day=2), "future", "2020-12-30/2021-01-02"),
        (Stated(month=12, day=30), Stated(year=2019, month=1, day=2), None, "2018-12-30/2019-01-02"),
        (Stated(year=2018, month=12, day=30), Stated(month=1, day=2), None, "2018-12-30/2019-01-02"),
        (Stated(weekday=4), Stated(weekday=0), "past", "2020-10-30/2020-11-02"),
    ],
)
def test_ends_of_an_interval_lend_each_other_what_one_leaves_out(begin, end, tense, meant):
    assert reckon_span(begin, end, TUESDAY, tense).when.text == meant


@pytest.mark.parametrize(
    "stated",
    [
        Stated(month=2, day=30),
        Stated(year=2019, month=2, day=29),
        Stated(unit="year", amount=-2020),
        Stated(unit="day", amount=9_999_999),
        Stated(unit="week", amount=10**12),
        Stated(unit="month", amount=-24_251),
        Stated(unit="year", amount=1, month=2, day=29),
    ],
)
def test_what_the_calendar_does_not_have_is_refused(stated):
    with pytest.raises(EdtfError):
        reckon(stated, TUESDAY)


@given(st.sampled_from([date.min, date.max]), st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_first_and_last_day_of_the_calendar_give_a_date_or_are_refused(base, weekday, tense):
    for stated in (Stated(weekday=weekday), Stated(month=6, day=1), Stated(unit="week"), Stated(unit="day", amount=1)):
        with contextlib.suppress(EdtfError):
            assert reckon(stated, base, tense).when.text
