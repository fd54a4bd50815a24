"""A column of dates: read in one way, asked about once, noted once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.intake.dates.column import DateColumn, Dated, TimeColumn, interval


class Asked:
    """Answers as it is told, and keeps what was asked."""

    def __init__(self, answer=None):
        self.answer, self.asks = answer, []

    def __call__(self, column, readings, otherwise=None, shown=()):
        self.asks.append((column, *readings))
        self.shown = dict(zip(readings, shown, strict=True))
        return self.answer if self.answer in readings else otherwise


def column(*texts, answer=None):
    ask = Asked(answer)
    made = DateColumn.of("when", texts, ask)
    return [read and read.when for read in map(made.read, texts)], made, ask


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("02/11/2020", "13/11/2020"), ["2020-11-02", "2020-11-13"]),
        (("02/11/2020", "11/13/2020 10:00"), ["2020-02-11", "2020-11-13"]),
        (("11/2/20", "11/30/20"), ["2020-11-02", "2020-11-30"]),
        (("2009-10", "2018-19"), ["2009/2010", "2018/2019"]),
    ],
)
def test_one_date_decides_for_all_with_one_note(texts, read):
    found, made, ask = column(*texts)
    assert (found, ask.asks) == (read, [])
    assert sum("can only be meant so" in note.problem for note in made.notes) == 1


def test_order_that_nothing_shows_is_asked_once_with_what_each_comes_to():
    found, made, ask = column("11/2/20", "10/3/20")
    assert found == [None, None]
    assert ask.asks == [("when", "day first", "month first", "year first")]
    assert ask.shown == {
        "day first": "11 February 2020",
        "month first": "2 November 2020",
        "year first": "20 February 2011",
    }
    assert made.open == {"11/2/20", "10/3/20"}


@pytest.mark.parametrize(
    ("answer", "read"),
    [("day first", "2020-02-11"), ("month first", "2020-11-02"), ("year first", "2011-02-20")],
)
def test_answer_reads_all(answer, read):
    found, made, _ = column("11/2/20", answer=answer)
    assert (found, made.open) == ([read], frozenset())
    assert sum("two digits" in note.problem for note in made.notes) == 1


def test_dates_that_contradict_each_other_decide_for_themselves_only():
    found, made, ask = column("13/11/2020", "11/13/2020", "02/11/2020")
    assert ["not all written in one way" in note.problem for note in made.notes] == [True]
    assert found == ["2020-11-13", "2020-11-13", None]
    assert ask.asks == [("when", "day first", "month first")]


def test_points_between_the_numbers_mean_the_day_first_until_somebody_says_otherwise():
    assert column("02.11.2020")[0] == ["2020-11-02"]
    assert column("02.11.2020")[2].asks == [("when", "day first", "month first")]
    assert column("02.11.2020", answer="month first")[0] == ["2020-02-11"]


def test_years_that_may_be_seasons_are_asked_about():
    found, _, ask = column("2020-21", "2021-22")
    assert (found, ask.asks) == ([None, None], [("when", "year and month", "two years")])
    assert column("2020-21", answer="year and month")[0] == ["2020-21"]


def test_months_alone_are_not_asked_about():
    assert column("2009-10", "2010-11")[0] == ["2009-10", "2010-11"]
    assert column("2009-10", "2010-11")[2].asks == []


@pytest.mark.parametrize(
    ("texts", "read", "said"),
    [
        (("1604275200", "1604448000000"), ["2020-11-02", "2020-11-04"], "Unix times"),
        (("44137", "44138"), ["2020-11-02", "2020-11-03"], "days of a spreadsheet"),
        (("2 Nov 2020", "44138"), ["2020-11-02", "2020-11-03"], "days of a spreadsheet"),
        (("44137", "7"), [None, None], ""),
    ],
)
def test_numbers_are_judged_together_and_noted_once(texts, read, said):
    found, made, _ = column(*texts)
    assert found == read
    assert [said in note.problem for note in made.notes] == ([True] if said else [])


def test_digits_that_begin_with_zero_are_times_unless_somebody_says_years():
    found, made, ask = column("0615", "1430")
    assert (found, ask.asks) == ([None, None], [("when", "times of day", "years")])
    assert any("without a date" in note.problem and "2 rows" in note.problem for note in made.notes)
    assert column("0615", "1430", answer="years")[0] == ["0615", "1430"]


def test_time_without_a_date_is_named():
    _, made, _ = column("10:30", "2020-11-02")
    assert made.read("10:30") == Dated(time="10:30")
    assert ["“10:30” (1 row)" in note.problem for note in made.notes] == [True]


def test_midnight_is_the_day_alone_and_named_only_beside_other_times():
    _, made, _ = column("2020-11-02T00:00:00Z")
    assert (made.read("2020-11-02T00:00:00Z"), made.notes) == (Dated(when="2020-11-02"), ())
    _, made, _ = column("2020-11-02 00:00", "2020-11-02 14:30")
    assert made.read("2020-11-02 14:30") == Dated(when="2020-11-02", time="14:30")
    assert ["midnight" in note.problem for note in made.notes] == [True]


def test_words_beside_dates_are_noted_once_for_all_rows():
    _, made, _ = column("2020-11-02, evening", "2020-11-03, evening", "2020-11-04, morning")
    assert made.read("2020-11-02, evening") == Dated(when="2020-11-02", rest="evening")
    assert ["“evening”, “morning” (3 rows)" in note.problem for note in made.notes] == [True]


def test_wrong_weekday_and_seconds_are_noted():
    _, made, _ = column("Tuesday, 2 November 2020", "2020-11-02 14:30:10")
    assert ["seconds" in made.notes[0].problem, "weekday" in made.notes[1].problem] == [True, True]


def test_column_of_times_reads_digits_and_hours_with_a_note():
    made = TimeColumn.of("acq_time", ["0615", "14", "2:30 pm", "evening", "?", ""])
    assert [made.read(text) for text in ("0615", "14", "2:30 pm", "evening")] == ["06:15", "14:00", "14:30", None]
    assert ["hours" in note.problem for note in made.notes] == [True]


def test_two_columns_make_an_interval():
    assert interval(Dated(when="2020-11-02"), Dated(when="2020-11-04")) == Dated(when="2020-11-02/2020-11-04")
    assert interval(Dated(when="2020-11-02", time="10:00"), Dated(when="2020-11-02")).time == "10:00"
    assert interval(Dated(when="2020-11-04"), Dated(when="2020-11-02")) is None


@given(st.lists(st.text("0123456789-/. :TZNov–?~", max_size=16), max_size=6))
def test_whatever_a_column_reads_is_a_date_of_a_story(texts):
    made = DateColumn.of("when", texts, Asked())
    for read in filter(None, map(made.read, texts)):
        assert read.when is None or When.parse(read.when).text == read.when
