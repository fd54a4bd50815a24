"""The shipped story: complete, true to its sources, and stable when it is read and written."""

import json
from collections import Counter
from urllib.parse import urlsplit

import pytest

from geo.story import geojson, outlines
from geo.story.model import Quantity
from tests.conftest import FILE

ARABIC = {
    **{"ghadames": "غدامس", "tripoli": "طرابلس", "libya": "ليبيا", "morocco": "المغرب", "egypt": "مصر"},
    **{"switzerland": "سويسرا", "tunisia": "تونس", "bouznika": "بوزنيقة", "montreux": "مونترو"},
    **{"hurghada": "الغردقة", "geneva": "جنيف", "gammarth": "قمرت"},
}
# Latitude and longitude as GeoNames gives them, Gammarth as Wikipedia does.
SPOTS = {
    **{"ghadames": (30.13366, 9.50072), "tripoli": (32.88743, 13.18733), "bouznika": (33.78942, -7.15968)},
    **{"montreux": (46.43301, 6.91143), "hurghada": (27.25738, 33.81291), "geneva": (46.20222, 6.14569)},
    "gammarth": (36.91144, 10.30183),
}


def test_it_has_twelve_places_fourteen_events_and_five_claims(story):
    assert len(story.places) == 12
    assert Counter(event.said_by for event in story.events) == {"article": 9, "added": 5}
    assert len(story.claims) == 5


def test_it_opens_on_ghadames_with_tripoli_to_ghadames_measured(story):
    opening = story.opening
    assert (opening.event, opening.origin, opening.to) == ("ghadames", "tripoli", "ghadames")


def test_events_of_the_article_are_where_and_when_it_says(story):
    told = [(e.when.text, e.place, e.status) for e in story.events if e.said_by == "article"]
    assert told == [
        ("2011", "libya", "happened"),
        ("2019-04", "tripoli", "happened"),
        ("2020-06", "tripoli", "happened"),
        ("2020-09", "morocco", "happened"),
        ("2020-09", "egypt", "happened"),
        ("2020-09", "switzerland", "happened"),
        ("2020-10-23", None, "happened"),
        ("2020-11-02/2020-11-04", "ghadames", "happened"),
        ("2020-11-09", "tunisia", "announced"),
    ]


def test_added_events_are_where_and_when_their_sources_say(story):
    added = {e.place: e.when.text for e in story.events if e.said_by == "added"}
    assert added == {
        "bouznika": "2020-09-06/2020-09-10",
        "montreux": "2020-09-07/2020-09-09",
        "hurghada": "2020-09-28/2020-09-29",
        "geneva": "2020-10-19/2020-10-23",
        "gammarth": "2020-11-09/2020-11-15",
    }


def test_added_events_never_cite_the_article_and_its_own_always_do(story):
    assert story.article is not None
    for event in story.events:
        assert event.sources
        assert (story.article.id in event.sources) == (event.said_by == "article")


def test_the_article_has_no_publisher_and_no_address(story):
    article = story.article
    assert (article.publisher, article.url, article.date) == (None, None, story.published)
    assert story.published.text == "2020-11-02/2020-11-03"


def test_sources_other_than_the_article_have_an_address_and_each_is_cited(story):
    cited = {source for event in story.events for source in event.sources} | {claim.source for claim in story.claims}
    assert cited == story.source.keys()
    for source in story.sources:
        assert source is story.article or urlsplit(source.url).hostname


def test_claims_are_as_published(story):
    about = [(c.stated, c.also, c.hedge, c.direction) for c in story.claims]
    assert about == [
        (Quantity(465, 465, "km"), None, "some", "southwest"),
        (Quantity(462, 462, "km"), Quantity(287, 287, "mi"), "roughly", "southwest"),
        (Quantity(543, 543, "km"), None, None, "southwest"),
        (Quantity(549, 549, "km"), None, "roughly", "southwest"),
        (Quantity(740, 740, "km"), None, None, None),
    ]
    assert {(claim.origin, claim.to) for claim in story.claims} == {("tripoli", "ghadames")}


def test_quote_of_a_claim_has_its_number_hedge_and_direction(story):
    for claim in story.claims:
        assert f"{claim.stated.low:g} " in claim.quote
        assert (claim.hedge or "") in claim.quote
        assert (claim.direction or "") in claim.quote


def test_reports_that_differ_are_noted(story):
    assert {event.id for event in story.events if event.note} == {"ghadames"}


def test_spots_are_where_their_sources_say(story):
    assert {place.id: place.at.latlon for place in story.places if place.is_spot} == SPOTS


def test_every_place_lies_in_its_country(story):
    for place in story.places:
        # A town on the coast may lie off an outline this coarse, but by no more than it is wide.
        assert outlines.is_near(place.country, place.at, place.radius_km or 0) is True, place.id


def test_country_point_says_that_it_is_only_a_label(story):
    countries = [place for place in story.places if place.precision == "country"]
    assert {place.country for place in countries} == {"LY", "MA", "EG", "CH", "TN"}
    for place in countries:
        assert "not a position of the country" in place.position_source


def test_radius_follows_the_rule_of_its_precision(story):
    assert {(place.precision, place.radius_km) for place in story.places} == {
        ("town", 5),
        ("city", 15),
        ("country", None),
    }


def test_every_place_has_its_arabic_name_and_a_source(story):
    assert {place.id: place.names["ar"] for place in story.places} == ARABIC
    for place in story.places:
        assert "GeoNames" in place.position_source or place.id == "gammarth"


def test_what_is_written_reads_back_equal(story):
    assert geojson.read(geojson.write(story)) == story


def test_shipped_file_is_byte_for_byte_what_is_written(story):
    assert geojson.write(story) == FILE.read_bytes()


@pytest.mark.parametrize("value", ["red", 5, 0.5, None, True, [], {"a": [1, {"b": None}]}])
def test_unknown_property_of_a_feature_survives(document, value):
    document["features"][4]["properties"]["marker-color"] = value
    read = geojson.read(json.dumps(document).encode())
    assert read.places[4].extra == {"marker-color": value}
    assert json.loads(geojson.write(read)) == document


def test_tripoli_and_ghadames_have_the_airports_and_the_old_town_as_reference_points(story):
    found = {place.id: {r.id: r.at.latlon for r in place.references} for place in story.places if place.references}
    assert found == {
        "tripoli": {"mitiga": (32.8941, 13.276), "international": (32.6635, 13.159)},
        "ghadames": {"east-airport": (30.1517, 9.71531), "old-town": (30.1333, 9.5)},
    }
