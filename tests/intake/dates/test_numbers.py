"""Numbers that stand for dates: known by all of a column together."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.dates import numbers


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (["1604275200", "1604448000000"], "Unix times"), (["44137", "44138.25"], "days of a spreadsheet"),
        (["202011", "202012"], "years with months"), (["44137", "7"], None), (["12", "15"], None), ([], None),
        (["1604275200", "44137"], None), (["999999"], None),
    ],
)  # fmt: skip
def test_kind_of_numbers_is_that_which_all_can_be(texts, kind):
    assert numbers.kind(texts) == kind


@given(st.datetimes(datetime(1974, 1, 1), datetime(2100, 1, 1)), st.sampled_from([1, 1_000, 1_000_000, 1_000_000_000]))
def test_unix_time_is_that_minute_in_utc(at, unit):
    read = numbers.read(str(int(at.replace(tzinfo=UTC).timestamp()) * unit), "Unix times")
    assert read == (f"{at:%Y-%m-%d}", f"{at:%H:%M}Z")


@given(st.dates(date(1928, 1, 1), date(2100, 1, 1)))
def test_day_of_a_spreadsheet_is_counted_from_1900(day):
    assert numbers.read(str((day - date(1899, 12, 30)).days), "days of a spreadsheet") == (day.isoformat(), None)


def test_days_as_spreadsheet_programs_number_them():
    # 1 January 2000 is 36526, as Excel's help on the function DATEVALUE and LibreOffice show it.
    assert numbers.read("36526.5", "days of a spreadsheet") == ("2000-01-01", "12:00")
