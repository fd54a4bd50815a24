"""The dateline of a report: always a place, where it was filed, and when."""

import csv
from pathlib import Path

import pytest

from geo.base.edtf import When
from geo.measure.geodesy import LonLat, measure
from geo.reading import reader, to_story
from geo.reading.places import datelines

FORMS = ("{}, March 24 - The talks were put off on Tuesday.", "{} (Reuters) — Officials met on Monday, a man said.")
PUBLISHED = When.parse("1987-03-25")


def cities() -> list[tuple[str, LonLat]]:
    """Where each dateline of a list was filed: the name, and a position within 100 km."""
    with Path(__file__).with_name("datelines.tsv").open(encoding="utf-8") as rows:
        return [(name, LonLat(float(lon), float(lat))) for name, _, lat, lon in csv.reader(rows, delimiter="\t")]


def filed(text: str) -> str | None:
    """What the dateline means, with its country and how far that can be relied on."""
    (first,) = (mention for mention in reader.read(text, PUBLISHED).mentions if text.startswith(mention.text))
    return f"{first.chosen.name}, {first.chosen.country}: {first.trust}"


def test_datelines_of_cities_with_namesakes_mean_the_right_one():
    wrong, wrong_for_sure, sure = [], [], 0
    for name, at in cities():
        for form in FORMS:
            found = [mention for mention in reader.read(form.format(name), PUBLISHED).mentions if mention.start == 0]
            is_sure = bool(found) and found[0].trust == "sure"
            sure += is_sure
            if not found or measure(found[0].chosen.position, at).distance_km > 100:
                (wrong_for_sure if is_sure else wrong).append(name)
    count = len(cities()) * len(FORMS)
    assert count > 400
    assert len(wrong) <= 0.01 * count, wrong
    assert wrong_for_sure == []
    assert sure >= 0.9 * count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LONDON, March 3 - The firm has a mill in Ontario.", "London, GB: sure"),
        ("LONDON, Ont., March 3 - The firm has a mill there.", "London, CA: sure"),
        ("TRIPOLI, March 3 - The Lebanese army moved in.", "Tripoli, LB: sure"),
        ("TRIPOLI, March 3 - The army moved in.", "Tripoli, LY: sure"),
        ("GEORGETOWN (AP) - Ministers of the U.S. came.", "Georgetown, GY: sure"),
        ("FRANKFURT — Shares fell in the United States.", "Frankfurt am Main, DE: sure"),
        ("NICE, France (AP) - A trial began.", "Nice, FR: sure"),
    ],
)
def test_dateline_means_the_place_in_its_region_or_a_country_of_the_article_or_a_capital(text, expected):
    assert filed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING - Two men were held in Lima.",
        "The NATO, March 3 - a date that nobody forgets.",
        "A. WHO - nobody knows.",
        "COVID-19 - what we know",
        "Paris, March 3 - The talks go on.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(text):
    found = reader.read(text, PUBLISHED)
    assert not [mention for mention in found.mentions if "dateline" in mention.reason]


def test_dateline_may_stand_behind_a_headline_and_names_its_date():
    text = "Talks fail again\nBy Our Correspondent\n\nTHE HAGUE, 24 March 1987 (Reuters) - The court ruled."
    found = datelines.find(text)
    assert (text[found.start : found.end], text[slice(*found.date)]) == ("THE HAGUE", "24 March 1987")
    assert datelines.find("\n" * 50 + "BONN, March 24 - It met.") is None


def test_date_of_the_dateline_counts_as_long_as_nobody_says_when_it_was_published():
    text = "MANILA, 14 August 2023 - A ferry sank on Sunday night near Calapan."
    alone, published = reader.read(text), reader.read(text, When.parse("2023-08-16"))
    assert alone.filed_on.edtf == published.filed_on.edtf == "2023-08-14"
    assert [date.edtf for date in alone.dates] == ["2023-08-14", "2023-08-13"]
    assert reader.read("BONN, March 24 - The cabinet met.").filed_on is None


def test_no_event_is_where_and_when_the_article_was_filed():
    text = "MANILA, 14 August 2023 - A ferry sank on Sunday night near Calapan. It sailed from Cebu."
    events = to_story.draft(reader.read(text, When.parse("2023-08-14")))["story"]["events"]
    assert (events[0]["place"], events[0]["when"]) == ("calapan", "2023-08-13")
    assert "manila" not in {event["place"] for event in events}


def test_article_that_tells_of_the_place_of_its_dateline_has_events_there():
    text = "MANILA, Philippines - Marchers met on Monday. They stayed in Manila until Tuesday."
    events = to_story.draft(reader.read(text, When.parse("2023-08-16")))["story"]["events"]
    assert [event["place"] for event in events] == ["manila", "manila"]
    text = "MANILA, Philippines - Marchers met in Calapan on Monday. They stayed in Manila until Tuesday."
    events = to_story.draft(reader.read(text, When.parse("2023-08-16")))["story"]["events"]
    assert [event["place"] for event in events] == ["calapan", "manila"]
