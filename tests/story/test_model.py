"""What a story answers about itself."""

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.base.faults import Fault, RefusedError
from geo.story.members import MAX_TAGS
from geo.story.model import HEDGES, KM_PER, MAX_KM, MOST_STATED, Quantity, Tag


def test_units_are_the_exact_international_ones():
    # 1,760 yards of 0.9144 m, of three feet each, 1959; 1,852 m, 1929.
    mile = pytest.approx(1760 * 0.9144 / 1000, abs=1e-12)
    assert dict(KM_PER) == {
        "km": 1,
        "mi": mile,
        "nmi": 1.852,
        "m": 0.001,
        "ft": pytest.approx(0.0009144 / 3, abs=1e-15),
        "yd": 0.0009144,
    }
    assert KM_PER["mi"] / KM_PER["ft"] == pytest.approx(5280)


@given(st.floats(0, MAX_KM), st.floats(0, MAX_KM), st.sampled_from(sorted(KM_PER)))
def test_quantity_in_km_converts_both_ends(low, high, unit):
    in_km = Quantity(low, high, unit).in_km
    assert [km / KM_PER[unit] for km in in_km] == pytest.approx([low, high])


def test_nothing_on_earth_is_farther_than_the_greatest_distance():
    # Half a meridian of WGS 84 is 20,003.93 km.
    assert 20_003.93 < MAX_KM < 20_005


def test_greatest_distance_can_be_stated_in_kilometres_and_metres_and_every_unit_has_a_limit():
    assert MOST_STATED["km"] == MOST_STATED["m"] / 1000 == MAX_KM
    assert MOST_STATED.keys() == KM_PER.keys()


def test_every_hedge_has_one_of_four_senses():
    assert set(HEDGES.values()) == {"about", "nearly", "more", "less"}
    one_of_each = [HEDGES[hedge] for hedge in ("some", "just under", "at least", "within")]
    assert one_of_each == ["about", "nearly", "more", "less"]


def test_error_names_every_place_and_problem_and_the_root_by_a_slash():
    error = RefusedError(iter([Fault("", "is bad", "mend it"), Fault("/a/0", "is worse", "drop it")]))
    assert str(error) == "/: is bad; /a/0: is worse"
    assert [problem.remedy for problem in error.faults] == ["mend it", "drop it"]


def test_story_cannot_be_changed_in_place(story):
    for part in (story, story.places[0], story.events[0], story.claims[0], story.sources[0], story.opening):
        with pytest.raises(FrozenInstanceError):
            part.id = "other"


def test_lookups_by_id_hold_every_thing_once(story):
    for lookup, things in ((story.place, story.places), (story.event, story.events), (story.source, story.sources)):
        assert list(lookup) == [thing.id for thing in things]
        assert list(lookup.values()) == list(things)


def test_position_counts_events_from_0_in_time_order(story):
    assert [story.position[event.id] for event in story.events] == list(range(14))


def test_events_at_a_place_are_in_time_order_and_an_event_without_one_is_nowhere(story):
    assert [event.id for event in story.events_at["tripoli"]] == ["offensive", "repelled"]
    assert sum(map(len, story.events_at.values())) == len(story.events) - 1
    assert "ceasefire" not in {event.id for events in story.events_at.values() for event in events}


def test_places_are_numbered_in_the_order_of_first_appearance(story):
    assert story.number == {
        **{"libya": 1, "tripoli": 2, "morocco": 3, "egypt": 4, "switzerland": 5, "bouznika": 6},
        **{"montreux": 7, "hurghada": 8, "geneva": 9, "ghadames": 10, "gammarth": 11, "tunisia": 12},
    }


def test_places_without_events_are_numbered_last_in_file_order(story):
    quiet = replace(story, events=tuple(event for event in story.events if event.place == "egypt"))
    assert list(quiet.number.items())[:4] == [("egypt", 1), ("ghadames", 2), ("tripoli", 3), ("libya", 4)]
    assert sorted(quiet.number.values()) == list(range(1, 13))


def test_place_that_only_added_events_speak_of_is_added(story):
    assert story.added == {"bouznika", "montreux", "hurghada", "geneva", "gammarth"}


def test_place_that_the_article_names_once_is_not_added(story):
    told = replace(story.event["geneva"], id="told", said_by="article")
    assert "geneva" not in replace(story, events=(*story.events, told)).added


def test_article_is_the_first_source_of_the_first_event_it_tells(story):
    assert story.article is story.source["news-item"]
    added_first = replace(story.event["geneva"], when=When.parse("1990"))
    assert replace(story, events=(added_first, *story.events[-4:])).article is story.source["news-item"]


def test_story_in_which_the_article_tells_nothing_has_no_article(story):
    added = tuple(event for event in story.events if event.said_by == "added")
    assert replace(story, events=added).article is None
    assert replace(story, events=(replace(story.event["uprising"], sources=()),)).article is None


@pytest.mark.parametrize(
    ("precision", "spot"), [("site", True), ("town", True), ("city", True), ("region", False), ("country", False)]
)
def test_only_sites_towns_and_cities_are_spots(story, precision, spot):
    assert replace(story.places[0], precision=precision).is_spot == spot


def test_letters_of_tags_are_those_of_their_names_and_none_comes_twice(story):
    names = ("Talks", "Trade", "تجارة", "7 July", "—", "tat")
    tags = tuple(Tag(id=f"tag-{index}", name=name) for index, name in enumerate(names))
    letters = replace(story, tags=tags).letter
    assert list(letters.values()) == ["T", "R", "ت", "7", "A", "B"]


def test_every_story_has_letters_enough(story):
    tags = tuple(Tag(id=f"tag-{index}", name="Aa") for index in range(MAX_TAGS))
    assert len(set(replace(story, tags=tags).letter.values())) == MAX_TAGS
