"""Times of day: read in the forms of people and programs, as a story has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base import clock
from geo.intake.dates import times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("06:15", "06:15"), ("0615", "06:15"), ("615", "06:15"), ("14h30", "14:30"), ("14 h", "14:00"), ("14", "14:00"),
        ("2:30 pm", "14:30"), ("2:30 p.m.", "14:30"), ("12 am", "00:00"), ("12 pm", "12:00"), ("14.30 Uhr", "14:30"),
        ("14:30:15.25", "14:30"), ("14:30Z", "14:30Z"), ("14:30 UTC", "14:30Z"), ("14:30 GMT", "14:30Z"),
        ("14:30+02:00", "14:30+02:00"), ("14:30 UTC+2", "14:30+02:00"), ("14:30:00-0530", "14:30-05:30"),
        ("143015", "14:30"), ("0.604166667", "14:30"), ("0,25", "06:00"),
    ],
)  # fmt: skip
def test_time_alone_is_read(text, time):
    assert times.alone(text).time == time


@pytest.mark.parametrize(
    "text", ["", "24:00", "14:60", "2500", "13 pm", "evening", "14:30 evening", "2020-11-02", "1.5", "9" * 90]
)
def test_what_is_no_time_is_not_read(text):
    assert times.alone(text) is None


def test_seconds_are_known_to_be_left_out():
    assert times.alone("14:30:15").has_seconds
    assert not times.alone("14:30:00").has_seconds


@pytest.mark.parametrize("text", ["2020-11-02", "1:50,000", "3-2", "12.05.2020", "10:5", "Route 66h"])
def test_other_numbers_are_no_times(text):
    assert times.find(text) is None


@given(st.text("0123456789:.,hamp TZ+-UC", max_size=25))
def test_whatever_is_read_is_a_time_of_a_story(text):
    for found in (times.find(text), times.alone(text)):
        assert found is None or clock.is_time(found.time)


@given(st.integers(0, 1439))
def test_share_of_a_day_is_its_minute(minute):
    assert times.of_day(minute / 1440) == f"{minute // 60:02}:{minute % 60:02}"
