"""What the browser gets to draw: plain values, complete, and the same for every view."""

import json
from dataclasses import replace

import pytest

from geo.base.edtf import When
from geo.story.model import Passage
from geo.view.link import View
from geo.view.measurement import measurement
from geo.view.scene import encoded, scene


@pytest.fixture
def drawn(story):
    return scene(story)


def test_scene_is_plain_values_that_survive_json(drawn):
    assert json.loads(json.dumps(drawn)) == drawn


def test_places_come_in_the_order_of_their_numbers(drawn, story):
    assert [place["number"] for place in drawn["places"]] == list(range(1, 13))
    assert {place["id"]: place["number"] for place in drawn["places"]} == story.number


def test_place_has_its_position_by_name_and_its_names(drawn, story):
    ghadames = next(place for place in drawn["places"] if place["id"] == "ghadames")
    assert ghadames == {
        **{"id": "ghadames", "number": 10, "name": "Ghadames", "names": {"ar": "غدامس"}, "lon": 9.50072},
        **{"lat": 30.13366, "kind": "named", "precision": "a town", "country": "LY", "spot": True, "own": "centre"},
        "source": story.place["ghadames"].position_source,
        "references": [
            {"id": r.id, "name": r.name, "source": r.position_source} for r in story.place["ghadames"].references
        ],
    }


def test_event_has_what_is_told_of_it_where_no_server_can(drawn, story):
    sources = {source["id"]: source for source in drawn["sources"]}
    for event in drawn["events"]:
        told = story.event[event["id"]]
        assert event["note"] == told.note
        assert [sources[name]["url"] for name in event["sources"]] == [story.source[name].url for name in told.sources]
    assert sources["libya-herald-november"]["name"] == "Libya Herald, 4 November 2020"


def test_claim_says_what_it_means_as_a_ring_and_a_wedge(drawn):
    first = drawn["claims"][0]
    assert (first["origin"], first["cited"]) == ("tripoli", "the article")
    assert first["ring"] == pytest.approx({"low": 465 * 0.95, "high": 465 * 1.05})
    assert first["wedge"] == {"middle": 225.0, "half": 22.5}
    assert drawn["claims"][4]["wedge"] is None


@pytest.mark.parametrize(
    ("kind", "has_ring"),
    [("pair", True), ("radius", True), ("border", False), ("coast", False), ("inside", False), ("halfway", False)],
)
def test_claim_is_a_ring_where_it_counts_from_a_position(story, kind, has_ring):
    for to in ("ghadames", None):
        odd = replace(story.claims[0], kind=kind, to=to)
        (claim,) = scene(replace(story, claims=(odd,)))["claims"]
        assert (claim["ring"] is not None) == has_ring


def test_claim_leads_to_its_passage_and_an_unchecked_place_says_so(story):
    claim = replace(story.claims[2], passage=Passage("It is some 465 km."))
    places = tuple(replace(place, checked=place.id != "ghadames") for place in story.places)
    drawn = scene(replace(story, claims=(claim,), places=places))
    assert drawn["claims"][0]["url"].endswith("#:~:text=It%20is%20some%20465%20km.")
    known = {place["id"]: place["precision"] for place in drawn["places"]}
    assert (known["ghadames"], known["tripoli"]) == ("a town; position not checked", "a city")


@pytest.mark.parametrize(("place", "kind"), [("tripoli", "named"), ("geneva", "added"), ("egypt", "country")])
def test_kind_tells_places_of_the_article_added_ones_and_countries_apart(drawn, place, kind):
    assert next(p["kind"] for p in drawn["places"] if p["id"] == place) == kind


def test_region_is_a_kind_of_its_own_and_an_added_country_is_a_country(story):
    changed = {"geneva": "region", "gammarth": "country"}
    places = tuple(replace(p, precision=changed.get(p.id, p.precision)) for p in story.places)
    kinds = {p["id"]: p["kind"] for p in scene(replace(story, places=places))["places"]}
    assert (kinds["geneva"], kinds["gammarth"]) == ("region", "country")


def test_events_come_in_time_order_with_where_and_when_in_words(drawn, story):
    assert [event["id"] for event in drawn["events"]] == [event.id for event in story.events]
    ghadames = next(event for event in drawn["events"] if event["id"] == "ghadames")
    expected = {
        **{"place": "ghadames", "where": "Ghadames", "when": "2–4 November 2020", "short": "2–4 Nov", "year": "2020"},
        **{"span": True, "added": False, "standing": "happened"},
    }
    assert expected.items() <= ghadames.items()


def test_event_without_a_place_is_nowhere(drawn):
    ceasefire = next(event for event in drawn["events"] if event["id"] == "ceasefire")
    assert (ceasefire["place"], ceasefire["where"], ceasefire["span"]) == (None, None, False)


def test_added_and_announced_events_are_marked(drawn):
    marked = {event["id"]: (event["added"], event["standing"]) for event in drawn["events"]}
    assert marked["geneva"] == (True, "happened · not in the article")
    assert marked["tunisia"] == (False, "announced")


def test_year_is_that_of_the_end_under_which_a_span_stands(story):
    event = replace(story.events[0], when=When.parse("2019-12-30/2020-01-02"))
    assert scene(replace(story, events=(event,)))["events"][0]["year"] == "2020"


def test_year_before_our_era_is_said_in_words(story):
    event = replace(story.events[0], when=When.parse("-0043-03-15"))
    assert scene(replace(story, events=(event,)))["events"][0]["year"] == "44 BC"


def test_shapes_and_tiles_come_along(story):
    shape = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": {}}
    drawn = scene(replace(story, shapes=(shape,)))
    assert drawn["shapes"] == [shape]
    assert drawn["tiles"]["credit"] == "© OpenStreetMap contributors"


def test_encoded_scene_is_its_json(drawn):
    assert json.loads(encoded(drawn)) == drawn


def test_working_has_a_name_for_each_figure_of_a_measurement(drawn, story):
    assert drawn["working"]["ellipsoid"]["name"] == "WGS 84"
    assert drawn["working_names"][0] == {"group": "geodesic", "name": "distance_m"}
    assert len(drawn["working_names"]) == len(measurement(View.opening(story), story)["working"])
