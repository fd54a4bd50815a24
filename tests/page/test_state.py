"""What the reader asks for on the page, and what becomes of the view; in a session without a browser."""

import contextlib
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.page import state
from geo.story import geojson
from geo.view.link import View
from tests.many_places import many_places


def asking(wanted):
    """A page that takes one wish and says what the view is then."""
    import streamlit as st

    from geo.library import opened
    from geo.page import state

    story = opened.default_story().story
    state.open_link(story)
    state.ask(story, wanted)
    view = state.current()
    st.json(
        {
            "unread": state.unread(),
            "found": state.found(),
            **{field: getattr(view, field) for field in view.__dataclass_fields__},
        }
    )


def asked(wanted: Any, **query: str) -> dict[str, Any]:
    test = AppTest.from_function(asking, args=(wanted,), default_timeout=30)
    for name, value in query.items():
        test.query_params[name.rstrip("_")] = value
    test.run()
    assert not test.exception
    return json.loads(test.json[0].value)


def test_pair_may_be_typed():
    found = asked({"from": "Geneva", "to": "27.3N 33.8E"})
    assert (found["origin"], found["to"], found["unread"]) == ("geneva", "@27.3,33.8", {})


def test_point_with_a_name_is_a_stop_like_others():
    found = asked({"to": "@27.03766,14.42832(Sabha)"}, via="@1,2(Here)~geneva")
    assert (found["to"], found["via"], found["unread"]) == ("@27.03766,14.42832(Sabha)", ["@1,2(Here)", "geneva"], {})


def test_what_cannot_be_read_is_kept_with_the_reason_and_changes_nothing():
    found = asked({"from": "99, 12"})
    assert found["origin"] == "tripoli"
    assert found["unread"]["from"]["typed"] == "99, 12"
    assert "Latitude goes from -90 to 90" in found["unread"]["from"]["why"]


def test_swap_turns_pair_path_and_reference_points_round():
    found = asked({"swap": True}, via="geneva~hurghada", ref_from="mitiga", ref_to="old-town")
    assert (found["origin"], found["to"]) == ("ghadames", "tripoli")
    assert found["via"] == ["hurghada", "geneva"]
    assert (found["ref_from"], found["ref_to"]) == ("old-town", "mitiga")


def test_stops_are_added_and_dropped():
    assert asked({"stop": "Geneva"}, via="hurghada")["via"] == ["hurghada", "geneva"]
    assert asked({"via": ["hurghada"]}, via="hurghada~geneva")["via"] == ["hurghada"]
    assert asked({"via": []}, via="hurghada")["via"] == []


def test_path_has_a_most_number_of_stops():
    found = asked({"stop": "geneva"}, via="~".join(["geneva"] * 30))
    assert len(found["via"]) == 30
    assert found["unread"]["stop"]["why"] == "A path has 30 stops on the way at most."


def test_itinerary_is_a_pair_and_a_path():
    found = asked({"itinerary": True})
    assert (found["origin"], found["to"]) == ("tripoli", "gammarth")
    assert found["via"] == ["bouznika", "montreux", "hurghada", "geneva", "ghadames"]


def test_unit_base_and_reference_points_are_taken():
    found = asked({"unit": "nmi", "base": "osm", "ref_from": "mitiga", "ref_to": None}, ref_to="old-town")
    assert (found["unit"], found["base"], found["ref_from"], found["ref_to"]) == ("nmi", "osm", "mitiga", None)


def suggesting(typed):
    """A page whose reader types into a search box."""
    import streamlit as st

    from geo.page import state

    assert state.suggested() is None
    state.suggest(typed)
    st.json(state.suggested())


@pytest.mark.parametrize("typed", ["Bengazi", "x" * 5_000, "", None, 7, {"a": 1}, [], "\ud800"])
def test_search_box_takes_anything_and_keeps_little_of_it(typed):
    test = AppTest.from_function(suggesting, args=(typed,), default_timeout=30).run()
    assert not test.exception
    found = json.loads(test.json[0].value)
    assert len(found["typed"]) <= 200
    assert (typed == "Bengazi") == (found["places"][:1] != [] and found["places"][0]["name"] == "Benghazi")


@pytest.mark.parametrize(
    "wanted",
    [
        *(None, 1, "from", [], [["from", "geneva"]], {"from": 1}, {"from": None}, {"unit": "ly"}, {"unit": []}),
        *({"via": "geneva"}, {"via": [1, None, {}]}, {"base": {}}, {"ref_from": "no"}, {"ref_to": 7}, {"x": 1}),
        *({"origin": "geneva"}, {"event": "geneva"}),
    ],
)
def test_wish_that_no_page_of_ours_sends_changes_nothing(wanted):
    found = asked(wanted)
    assert found == asked({})


def hearing(messages):
    """A page that hears messages of the browser, and says what the view is then."""
    import streamlit as st

    from geo.library import opened
    from geo.page import state

    story = opened.default_story().story
    state.open_link(story)
    for message in messages:
        state.receive(story, message)
    st.json({"query": state.query(story), "number": state.number()})


def heard(*messages: Any) -> tuple[str, int]:
    test = AppTest.from_function(hearing, args=(messages,), default_timeout=30)
    test.run()
    assert not test.exception
    found = json.loads(test.json[0].value)
    return found["query"], found["number"]


def test_acts_count_in_their_order_and_answer_with_their_number():
    acts = [{"open": "event=geneva&unit=mi"}, {"pick": "bouznika"}, {"ask": {"swap": True}}, {"until": True}]
    query = "event=bouznika&from=ghadames&to=tripoli&unit=mi&until=bouznika"
    assert heard({"number": 7, "acts": acts}) == (query, 7)


def test_address_that_is_opened_is_the_whole_view():
    first = {"number": 1, "acts": [{"ask": {"unit": "nmi"}}, {"pick": "geneva"}]}
    assert heard(first, {"number": 2, "acts": [{"open": "until=montreux"}]})[0] == "until=ghadames"
    assert heard(first, {"number": 2, "acts": [{"open": ""}]}) == ("", 2)


def test_tags_that_the_story_does_not_have_are_not_hidden():
    assert heard({"number": 1, "acts": [{"hide": ["gone", 7, ["x"]]}]}) == ("", 1)


def test_message_that_comes_again_counts_once():
    swap = {"number": 3, "acts": [{"ask": {"swap": True}}]}
    assert heard(swap, swap) == heard(swap)


@pytest.mark.parametrize(
    "message",
    [
        *(None, 7, [], {}, {"number": 1}, {"acts": []}, {"number": "1", "acts": []}),
        *({"number": number, "acts": [{"pick": "geneva"}]} for number in (0, -1, 1.5, 2**53)),
    ],
)
def test_message_that_no_page_sends_is_not_heard(message):
    assert heard(message) == ("", 0)


@pytest.mark.parametrize("act", [None, "pick", {"pick": "atlantis"}, {"pick": ["geneva"]}, {"open": 7}, {"other": 1}])
def test_act_that_makes_no_sense_changes_nothing(act):
    assert heard({"number": 1, "acts": [act]}) == ("", 1)


def test_of_one_message_ten_acts_are_heard():
    assert heard({"number": 1, "acts": [{"pick": "geneva"}] * 10 + [{"pick": "bouznika"}]})[0] == "event=geneva"


class Stopped(dict):
    """A session's state whose run is stopped once so many values were kept."""

    left = 1_000

    def __setitem__(self, key, value):
        if not self.left:
            raise InterruptedError
        self.left -= 1
        super().__setitem__(key, value)


@pytest.mark.parametrize("writes", range(8))
@pytest.mark.parametrize("take", [state.open_link, lambda story: state.open_sketch(story, "")])
@pytest.mark.parametrize("is_first", [True, False])
def test_run_that_is_stopped_while_it_opens_a_link_leaves_that_to_the_next(monkeypatch, story, take, is_first, writes):
    kept = Stopped()
    monkeypatch.setattr(state.st, "session_state", kept)
    monkeypatch.setattr(state, "address", dict)
    if not is_first:
        take(geojson.read(many_places(2)))
    kept.left = writes
    with contextlib.suppress(InterruptedError):
        take(story)
    kept.left = 1_000
    take(story)
    assert kept["story"] is story
    assert kept["box"]["view"] == kept["view"] == View.opening(story)
    assert kept["notices"] == ()
