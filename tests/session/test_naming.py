"""Names of a draft that are still to be decided, and what a geocoder knows of them."""

import time

import pytest

from geo.gazetteer.geocoder import Found, GeocoderError
from geo.measure.geodesy import LonLat
from geo.session.naming import Naming


class Server:
    """A geocoder that knows one place."""

    host = "places.example"

    def find(self, name: str) -> tuple[Found, ...]:
        if name == "down":
            raise GeocoderError("It cannot be reached.")
        return (Found("Schuld, Germany", LonLat(6.89, 50.45)),) if name == "Schuld" else ()


def place(name: object, *coordinates: float, key: str = "a") -> dict:
    geometry = {"type": "Point", "coordinates": list(coordinates)}
    return {"type": "Feature", "id": key, "geometry": geometry, "properties": {"name": name}}


def draft(*places: dict) -> dict:
    return {"type": "FeatureCollection", "features": list(places)}


@pytest.fixture
def naming():
    return Naming()


def test_doubtful_names_come_with_candidates_and_a_reason_and_unknown_ones_without(naming):
    told = naming.told(draft(place("Tunis", 10.2, 36.8), place("Cham", key="c"), place("Old bridge", key="o")), None)
    assert (told["doubtful"], told["unknown"], told["waiting"]) == (1, 1, 0)
    cham, bridge = told["names"]
    assert (cham["index"], cham["id"], cham["name"], bridge["index"]) == (1, "c", "Cham", 2)
    assert {each["name"] for each in cham["places"]} >= {"Cham", "Damascus"}
    assert "people" in cham["places"][0]["hint"]
    assert bridge["places"] == []
    assert cham["reason"]
    assert bridge["reason"]


def test_candidate_says_which_place_of_the_draft_lies_near():
    told = Naming().told(draft(place("Dernau", 7.05, 50.533), place("Altenahr", 6.99, 50.517), place("Berg")), None)
    hints = [each["hint"] for each in told["names"][0]["places"]]
    assert "km from Altenahr" in hints[0]


def test_name_that_is_sure_is_offered_alone(naming):
    (told,) = naming.told(draft(place("Benghazi")), None)["names"]
    assert [each["name"] for each in told["places"]] == ["Benghazi"]


def test_places_with_positions_are_nothing_to_decide(naming):
    assert naming.told(draft(place("Cham", 1, 2)), None) is None
    assert naming.told(draft(), None) is None


@pytest.mark.parametrize("document", [None, [], {}, {"features": 1}, {"features": [1, None, {}]}, "x"])
def test_draft_in_any_form_is_passed_over(naming, document):
    assert naming.told(document, None) is None


def test_geocoder_answers_for_one_place(naming):
    naming.ask(Server(), "s", " Schuld ")
    told = naming.told(draft(place("Schuld", key="s")), Server())
    assert told["geocoder"] == "places.example"
    assert told["asked"]["places"] == [{"name": "Schuld, Germany", "lon": 6.89, "lat": 50.45}]
    assert (told["asked"]["id"], told["asked"]["problem"]) == ("s", None)


@pytest.mark.parametrize(("name", "problem"), [("zzz", "knows no place"), ("down", "cannot be reached")])
def test_geocoder_without_an_answer_says_why(naming, name, problem):
    naming.ask(Server(), "s", name)
    assert problem in naming.told(draft(place("Schuld")), None)["asked"]["problem"]


def test_nobody_is_asked_where_no_geocoder_is_switched_on(naming):
    naming.ask(None, "s", "Schuld")
    assert naming.told(draft(place("Schuld")), None)["asked"] is None


def test_ten_thousand_rows_are_quick_after_the_first_time(naming):
    document = draft(*(place(f"Springfield {n % 700}" if n % 2 else "Cham", key=str(n)) for n in range(10_000)))
    first = naming.told(document, None)
    assert (first["waiting"], len(first["names"])) == (9_000, 40)
    begun = time.process_time()
    assert naming.told(document, None) == first
    assert time.process_time() - begun < 0.2
