"""Names as ids: always slugs, each once, and quick to give."""

import time

from hypothesis import given
from hypothesis import strategies as st

from geo.intake.names import Ids, fold, slug
from geo.story.fields import is_slug


def test_names_become_plain_letters():
    assert slug("Zürich – Hauptbahnhof") == "zurich-hauptbahnhof"
    assert slug("Łódź, Straße 5") == "lodz-strasse-5"
    assert slug("１２３ ﬁn") == "123-fin"


def test_names_without_a_latin_letter_have_no_slug():
    assert slug("طرابلس") == slug("---") == slug("") == ""


def test_headings_are_compared_without_case_accents_and_spaces():
    assert fold("  Länge_(WGS 84) ") == fold("LANGE wgs84")


@given(st.lists(st.text(max_size=300)))
def test_every_id_is_a_slug_and_comes_once(names):
    ids = Ids()
    given_ids = [ids.give(slug(name), "place") for name in names]
    assert all(map(is_slug, given_ids))
    assert len(set(given_ids)) == len(given_ids)


def test_first_of_equal_names_keeps_it_and_nameless_ones_count_from_one():
    ids = Ids()
    assert [ids.give("a", "place") for _ in range(3)] == ["a", "a-2", "a-3"]
    assert [ids.give("", "place") for _ in range(2)] == ["place-1", "place-2"]
    assert [ids.give(name, "place") for name in ("b-2", "b", "b", "place-3", "")] == [
        *("b-2", "b", "b-3", "place-3", "place-4")
    ]


def test_ten_thousand_equal_names_take_no_time():
    ids = Ids()
    began = time.perf_counter()
    assert len({ids.give(slug("x" * 300), "place") for _ in range(10_000)}) == 10_000
    assert time.perf_counter() - began < 2
