"""Stops: places, their reference points, and points of the reader's own."""

import pytest

from geo.measure.geodesy import LonLat
from geo.view import stop
from geo.view.point import PointError


@pytest.mark.parametrize("text", ["geneva", "Geneva", " GENEVA ", "جنيف"])
def test_place_is_known_by_its_id_and_by_its_name_in_any_language(story, text):
    assert stop.typed(text, story) == "geneva"


def test_coordinates_become_a_point_and_nonsense_an_error(story):
    assert stop.typed("46.2N 6.1E", story) == "@46.2,6.1"
    with pytest.raises(PointError):
        stop.typed("Atlantis", story)


def test_point_of_the_readers_own_is_an_exact_site_of_no_country(story):
    place = stop.place("@46.2,6.1", story)
    assert (place.at, place.radius_km, place.precision, place.country) == (LonLat(6.1, 46.2), 0, "site", None)
    assert place.name == "46.2, 6.1"


def test_point_of_the_readers_own_goes_by_its_name(story):
    place = stop.place("@27.03766,14.42832(Sabha)", story)
    assert (place.name, place.at, place.radius_km) == ("Sabha", LonLat(14.42832, 27.03766), 0)
    assert place.position_source == "given by the reader"
    assert stop.read("@27.037660,14.42832(Sab~ha)", story) == "@27.03766,14.42832(Sabha)"
    assert stop.typed(" @27.03766,14.42832(Sabha) ", story) == "@27.03766,14.42832(Sabha)"


def test_reference_point_stands_for_its_place(story):
    own, airport = stop.place("tripoli", story), stop.place("tripoli", story, "mitiga")
    assert own is story.place["tripoli"]
    assert (airport.id, airport.name, airport.radius_km) == ("tripoli", "Mitiga airport", 2)
    assert airport.at == LonLat(13.276, 32.8941)
    assert "airportsdata" in airport.position_source


def test_unknown_stop_is_a_key_error(story):
    for name, reference in (("atlantis", None), ("tripoli", "old-town"), ("@91,0", None)):
        with pytest.raises(KeyError):
            stop.place(name, story, reference)


def test_exchanged_numbers_near_a_place_of_the_story_are_suspected(story):
    assert "lie near Bouznika" in stop.suspicion("@-7.15,33.79", story)
    assert "33.79,-7.15" in stop.suspicion("@-7.15,33.79", story)
    assert "33.79,-7.15, the numbers" in stop.suspicion("@-7.15,33.79(Sabha)", story)


@pytest.mark.parametrize("name", ["geneva", "@33.79,-7.15", "@0,0", "@13.2,32.9", "@-60,170"])
def test_what_is_plausible_as_written_is_not_suspected(story, name):
    found = stop.suspicion(name, story)
    assert found is None or name == "@13.2,32.9"  # Tripoli exchanged: 1,100 km and more from every place
