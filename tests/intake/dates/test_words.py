"""Words of dates: one month for each name, whatever the language."""

import pytest

from geo.intake.dates import words


def test_each_month_has_its_names_in_every_language():
    last = ["december", "décembre", "diciembre", "Dezember", "dicembre", "dezembro", "декабря", "ديسمبر", "كانونالأول"]
    assert {words.month(name) for name in last} == {12}
    assert [words.month(name) for name in ("Janvier", "févr", "März", "аПрель", "mai")] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("word", ["Smarch", "", "2020", "quarta"])
def test_other_words_are_no_months(word):
    assert words.month(word) is None


def test_weekdays_begin_with_monday():
    names = ["Monday", "mardi", "miércoles", "Donnerstag", "venerdì", "sábado", "воскресенье"]
    assert [words.weekday(name) for name in names] == list(range(7))


def test_letters_for_two_weekdays_stand_for_none():
    # Of these, "di" is Tuesday in German and Sunday in French.
    assert [words.weekday(word) for word in ("di", "do", "ma")] == [None] * 3


def test_no_word_is_a_month_and_something_else_that_changes_a_date():
    others = [word for word in words._MONTH if words.season(word) or words.kind(word) not in (None, "filler")]
    assert others == []


@pytest.mark.parametrize(("word", "number"), [("I", 1), ("IV", 4), ("IX", 9), ("XIXe", 19), ("XXI", 21), ("XL", None)])
def test_roman_numbers_of_centuries(word, number):
    assert words.roman(word) == number
