"""What is found in an article, as rows of a table."""

import pytest

from geo.base.edtf import When
from geo.base.faults import Fault
from geo.reading import article
from geo.sweep import rows
from geo.sweep.files import Item
from tests.sweep.archives import ARTICLE, PAGE


def read(content, file="talks.txt", published=None):
    """The rows of an article by their kind."""
    found = {}
    for row in rows.of(Item(file, content.encode(), "0d", published)):
        found.setdefault(row["row"], []).append(row)
    return found


def test_article_comes_first_with_the_text_that_positions_count_in():
    first, *others = rows.of(Item("talks.txt", f"\ufeff{ARTICLE}\r\nغ".encode(), "0d"))
    assert (first["row"], first["text"], first["start"]) == ("article", f"{ARTICLE}\nغ", 0)
    assert "error" not in first
    assert len(others) == 4
    for row in (first, *others):
        assert (row["file"], row["digest"]) == ("talks.txt", "0d")
        assert first["text"][row["start"] : row["end"]] == row["text"]


def test_mention_has_its_place_and_how_far_it_can_be_trusted():
    ghadames, tripoli = read(ARTICLE)["mention"]
    assert (ghadames["name"], ghadames["kind"], ghadames["country"], ghadames["geonameid"]) == (
        *("Ghadames", "town", "LY", 2217440),
    )
    assert (ghadames["lat"], ghadames["lon"]) == (pytest.approx(30.13, abs=0.01), pytest.approx(9.50, abs=0.01))
    assert (tripoli["name"], tripoli["trust"]) == ("Tripoli", "sure")
    assert tripoli["reason"].endswith(".")


def test_claim_has_what_it_states_its_ends_and_its_verdict():
    found = read(ARTICLE)
    (claim,), (ghadames, tripoli) = found["claim"], found["mention"]
    assert claim["text"] == "some 465 km southwest of Tripoli"
    assert (claim["low"], claim["high"], claim["unit"], claim["hedge"]) == (465.0, 465.0, "km", "some")
    assert (claim["direction"], claim["checkable"]) == ("southwest", True)
    assert (claim["from_name"], claim["from_start"]) == ("Tripoli", tripoli["start"])
    assert (claim["to_name"], claim["to_start"]) == ("Ghadames", ghadames["start"])
    assert claim["distance_km"] == pytest.approx(464.5, abs=1)
    assert claim["bearing_deg"] == pytest.approx(229.9, abs=0.5)
    assert (claim["distance_verdict"], claim["direction_verdict"], claim["percent"]) == (
        *("agrees", "agrees"),
        pytest.approx(0.1, abs=0.01),
    )


def test_claim_that_differs_says_by_how_much():
    (claim,) = read("They met in Ghadames, 900 km (560 miles) north of Tripoli.")["claim"]
    assert (claim["also_low"], claim["also_high"], claim["also_unit"]) == (560.0, 560.0, "mi")
    assert (claim["distance_verdict"], claim["direction_verdict"]) == ("longer", "differs")
    assert claim["percent"] == pytest.approx(94, abs=3)


def test_claim_with_an_open_end_has_no_verdict():
    (claim,) = read("It lies 90 km from Tripoli. The road is closed.")["claim"]
    assert claim["from_name"] == "Tripoli"
    assert not {"to_name", "distance_km", "distance_verdict"} & claim.keys()


def test_relative_date_is_open_until_the_day_of_publication_is_known():
    (date,) = read(ARTICLE)["date"]
    assert (date["text"], date["edtf"]) == ("Monday", None)
    (date,) = read(ARTICLE, published=When.parse("2020-11-03"))["date"]
    assert (date["edtf"], date["base"]) == ("2020-11-02", "2020-11-03")


def test_date_of_publication_says_where_it_is_from_and_that_of_the_path_counts():
    (page,) = read(PAGE, "talks.html")["article"]
    assert (page["title"], page["published"]) == ("Talks", "2020-11-04")
    assert "article:published_time" in page["published_from"]
    (page,) = read(PAGE, "talks.html", When.parse("2020-11-03"))["article"]
    assert (page["published"], page["published_from"]) == ("2020-11-03", "path")
    (text,) = read(ARTICLE)["article"]
    assert (text["published"], text["published_from"]) == (None, None)


@pytest.mark.parametrize("content", ["", " \n", "\0\1\2", "%PDF-1.7"])
def test_file_that_is_no_article_has_one_row_with_the_reason(content):
    (row,) = rows.of(Item("x.txt", content.encode(), "0d"))
    assert (row["row"], row["file"], row["digest"]) == ("article", "x.txt", "0d")
    assert "; " in row["error"]


def test_file_that_is_too_deep_for_its_reader_has_one_row_with_the_reason(monkeypatch):
    def deeper(*arguments):
        return deeper(*arguments)

    monkeypatch.setattr(article, "read", deeper)
    (row,) = rows.of(Item("x.html", b"<p>", "0d"))
    assert row["error"].startswith("it is nested too deeply")


def test_file_that_could_not_be_opened_has_one_row_with_the_reason():
    (row,) = rows.of(Item("x.txt", problem=Fault("", "it is gone", "look for it")))
    assert (row["error"], row["digest"]) == ("it is gone; look for it", None)


def test_every_kind_of_row_fits_the_table():
    found = rows.of(Item("talks.txt", ARTICLE.encode(), "0d", When.parse("2020-11-03")))
    assert {name for row in found for name in row} <= {*rows.SCHEMA.names}
    table = rows.table(found)
    assert table.schema == rows.SCHEMA
    assert [{name: value for name, value in row.items() if value is not None} for row in table.to_pylist()] == [
        {name: value for name, value in row.items() if value is not None} for row in found
    ]
