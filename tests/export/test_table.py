"""Events as CSV: every program reads the same table, and no text in it becomes a formula."""

import csv
import io
import re
import sys
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.export.table import _cell, events_csv, pairs_csv
from tests.tagged import tagged_story


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


# Beginnings that the OWASP page "CSV Injection" names, and whatever compatibility makes one of them.
FORMULA = (
    "\t",
    "\r",
    "\n",
    *(sign for sign in map(chr, range(sys.maxunicode + 1)) if nfkc(sign)[:1] in (*"=+-@\u2212",)),
)
# What shows nothing: white space, controls, format characters, and what Unicode ignores by default.
BLANK = (
    *(
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp")
    ),
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180f\u2065\u2800\u3164\ufe00\ufe0f\uffa0\ufff0\U000e0000\U000e01ef",
)
UNSEEN = "".join(set(BLANK) - {*"\t\r\n"})
hostile = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.tuples(
        st.text(st.sampled_from(BLANK), max_size=3),
        st.sampled_from(FORMULA),
        st.text("=1+A()'\",;\r\n\t \\|!", max_size=9),
    ).map("".join),
)


def rows(story):
    """The table as a CSV reader sees it, by column."""
    return list(csv.DictReader(io.StringIO(events_csv(story).decode("utf-8-sig"), newline="")))


def test_bytes_begin_with_one_byte_order_mark_and_lines_end_as_in_rfc_4180(story):
    content = events_csv(story)
    assert content.startswith(b"\xef\xbb\xbfnumber,event,when,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")


def test_columns_are_these(story):
    assert list(rows(story)[0]) == [
        *("number", "event", "when", "title", "text", "status", "said_by"),
        *("place", "name", "precision", "latitude", "longitude", "sources", "note"),
    ]


def test_table_reads_back_as_the_events_in_time_order(story):
    read = rows(story)
    assert [int(row["number"]) for row in read] == list(range(1, 15))
    for row, event in zip(read, story.events, strict=True):
        assert (row["event"], row["when"], row["title"], row["text"]) == (
            *(event.id, event.when.text),
            *(event.title, event.text),
        )
        assert (row["status"], row["said_by"], row["note"]) == (event.status, event.said_by, event.note or "")


def test_coordinates_are_numbers_latitude_first_even_below_zero(story):
    row = next(row for row in rows(story) if row["event"] == "bouznika")
    assert (float(row["latitude"]), float(row["longitude"])) == (33.78942, -7.15968)
    assert (row["place"], row["name"], row["precision"]) == ("bouznika", "Bouznika", "town")


def test_event_without_a_place_has_empty_cells_for_it(story):
    row = next(row for row in rows(story) if row["event"] == "ceasefire")
    assert [row[key] for key in ("place", "name", "precision", "latitude", "longitude")] == [""] * 5


def test_sources_are_titles_with_their_addresses(story):
    row = next(row for row in rows(story) if row["event"] == "geneva")
    first, second = row["sources"].split("; ")
    assert first.startswith("Fourth round of Joint Military Commission talks starts in Geneva https://www.libyaherald")
    assert second.startswith("Joint Military Commission agrees")
    bare = next(row for row in rows(story) if row["event"] == "ceasefire")
    assert bare["sources"] == "Libya's warring sides meet for face-to-face talks"


def altered(story, text):
    """The story with the text everywhere that a text can be."""
    events = tuple(replace(e, title=text, text=text, note=text, place=e.place and "tripoli") for e in story.events[-4:])
    places = tuple(replace(place, name=text) for place in story.places)
    sources = tuple(replace(source, title=text) for source in story.sources)
    return replace(story, events=events, places=places, sources=sources)


@given(hostile)
def test_no_text_at_all_makes_a_cell_that_acts_as_a_formula(story, text):
    for row in rows(altered(story, text)):
        for column, cell in row.items():
            if column not in ("latitude", "longitude"):
                assert not cell.lstrip(UNSEEN).startswith(FORMULA), column


@given(hostile)
def test_no_part_between_semicolons_tabs_or_line_breaks_acts_as_a_formula_either(story, text):
    for row in rows(altered(story, text)):
        for part in re.split(r"[;\t\r\n]", row["text"] + ";" + row["sources"]):
            assert not part.lstrip(UNSEEN + '"').startswith(FORMULA)


@pytest.mark.parametrize("sign", FORMULA, ids=ascii)
def test_every_sign_that_may_begin_a_formula_is_guarded_whatever_unseen_stands_before_it(story, sign):
    for text in (f"{sign}1+1", *(f"{unseen}{sign}1+1" for unseen in UNSEEN)):
        assert _cell(text) == text.replace(sign, f"'{sign}", 1)


@given(hostile)
def test_any_text_is_read_back_with_at_most_apostrophes_put_in(story, text):
    read = rows(altered(story, text))
    assert len(read) == 4
    for row in read:
        assert row["title"].replace("'", "") == text.replace("'", "")
        assert len(row["title"]) >= len(text)


@pytest.mark.parametrize(
    "text", ["Talks", "5+5 commission", "a=b", "'quoted'", "", " spaced", "one; two", "3-day talks", "غدامس"]
)
def test_ordinary_text_has_no_apostrophe_put_before_it(story, text):
    assert rows(altered(story, text))[0]["text"] == text


def test_no_name_acts_as_a_formula_among_the_pairs_and_one_point_has_no_direction(story):
    twins = (replace(story.places[0], name="=1+1"), replace(story.places[0], id="twin", name="@twin"))
    table = list(csv.reader(io.StringIO(pairs_csv(replace(story, places=twins, events=())).decode("utf-8-sig"))))
    assert table[1] == ["'=1+1", "'@twin", "0.0", "", "", "yes"]


def test_tags_have_a_column_where_an_event_has_one(story, document):
    assert "tags" not in rows(story)[0]
    shown = rows(tagged_story(document))
    assert {row["tags"] for row in shown} == {"", "Talks", "Talks; Truces <b>", "Truces <b>"}
