"""What a link carries, read without ever failing and written without what goes without saying."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat
from geo.story.model import KM_PER
from geo.view import point, stop
from geo.view.link import BASES, FIELDS, MAX_VIA, UNITS, View, mended
from tests.paired import paired_story
from tests.tagged import tagged_story

NAMES = list(FIELDS)


def views(story):
    """Every view that the page can show."""
    events, places = st.sampled_from(list(story.event)), st.sampled_from(list(story.place))
    own = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90)).map(point.key)
    references = st.none() | st.sampled_from([r.id for place in story.places for r in place.references])
    return st.builds(
        View,
        event=events,
        origin=places | own,
        to=places | own,
        via=st.lists(places | own, max_size=MAX_VIA).map(tuple),
        ref_from=references,
        ref_to=references,
        unit=st.sampled_from(UNITS),
        base=st.sampled_from(BASES),
        until=st.none() | events,
    ).map(lambda view: view.moved(story))


def test_fields_and_query_names_are_the_same_words_but_for_the_keyword():
    assert list(FIELDS.values()) == [field.name for field in fields(View)]
    assert {name: field for name, field in FIELDS.items() if name != field} == {"from": "origin"}


@given(st.data())
def test_link_to_a_view_opens_it_without_a_notice(story, data):
    view = data.draw(views(story))
    assert View.from_query(view.to_query(story), story) == (view, ())


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(st.characters()), st.text(st.characters())))
def test_any_query_at_all_opens_a_valid_view(story, query):
    view, notices = View.from_query(query, story)
    assert view.event in story.event
    assert all(stop.read(name, story) == name for name in (view.origin, *view.via, view.to))
    assert view.ref_from in {None, *stop.references(view.origin, story)}
    assert view.ref_to in {None, *stop.references(view.to, story)}
    assert view.unit in UNITS
    assert view.base in BASES
    assert view.until is None or story.position[view.until] >= story.position[view.event]
    known = {*story.event, *story.place, *UNITS, *BASES}
    assert len(notices) == len({name for name in query.keys() & FIELDS.keys() if query[name] not in known})
    assert all(notice.encode() for notice in notices)


@given(st.data())
def test_each_good_parameter_is_taken_whatever_the_others_are(story, data):
    wanted = data.draw(views(story)).to_query(story)
    query = wanted | data.draw(st.dictionaries(st.sampled_from(NAMES), st.just("no such thing")))
    view, notices = View.from_query(query, story)
    # An event may move `until`, and a reference point means nothing without its place.
    alone = [name for name in wanted if name not in ("event", "until", "ref_from", "ref_to")]
    shown = {name: getattr(view, FIELDS[name]) for name in alone if query[name] == wanted[name]}
    assert {n: "~".join(v) if n == "via" else v for n, v in shown.items()} == {n: wanted[n] for n in shown}
    assert len(notices) >= list(query.values()).count("no such thing")


def test_reader_chooses_among_units_of_the_story_but_neither_metres_nor_feet(story):
    assert UNITS == ("km", "mi", "nmi")
    assert KM_PER.keys() - set(UNITS) == {"m", "ft", "yd"}
    for unit in ("m", "ft", "yd"):
        assert View.from_query({"unit": unit}, story)[0] == View.opening(story)


def test_link_without_parameters_opens_as_the_story_says(story):
    expected = View(event="ghadames", origin="tripoli", to="ghadames", unit="km", base="outline", until=None)
    assert View.from_query({}, story) == (expected, ())
    assert View.opening(story) == expected


def test_opening_leaves_nothing_in_the_address(story):
    assert View.opening(story).to_query(story) == {}
    spelt_out = {"event": "ghadames", "from": "tripoli", "to": "ghadames", "unit": "km", "base": "outline"}
    assert View.from_query(spelt_out, story)[0].to_query(story) == {}


def test_only_what_differs_is_in_the_address_in_a_fixed_order(story):
    view = View(event="geneva", origin="geneva", to="ghadames", unit="nmi", base="osm", until="tunisia")
    query = {"event": "geneva", "from": "geneva", "unit": "nmi", "base": "osm", "until": "tunisia"}
    assert list(view.to_query(story).items()) == list(query.items())


def test_places_exchanged_are_another_link(story):
    view = View(event="ghadames", origin="ghadames", to="tripoli")
    assert view.to_query(story) == {"from": "ghadames", "to": "tripoli"}


@pytest.mark.parametrize(
    ("name", "what", "instead"),
    [
        ("event", "the event “x”", "its opening event is shown instead"),
        ("from", "the place “x”", "its opening place is used instead"),
        ("to", "the place “x”", "its opening place is used instead"),
        ("unit", "the unit “x”", "kilometres are shown instead"),
        ("base", "the base map “x”", "the outlines are shown instead"),
        ("until", "the event “x”", "the whole story is shown instead"),
        ("via", "the stops “x”", "the straight line is measured instead"),
        ("ref_from", "the reference point “x”", "the place’s own point is used instead"),
        ("ref_to", "the reference point “x”", "the place’s own point is used instead"),
    ],
)
def test_notice_says_what_was_asked_for_and_what_is_shown_instead(story, name, what, instead):
    view, (notice,) = View.from_query({name: "x"}, story)
    assert what in notice
    assert instead in notice
    assert view == View.opening(story)


@pytest.mark.parametrize(
    ("name", "value"),
    [("unit", "KM"), ("unit", ""), ("event", "Ghadames"), ("to", "ceasefire"), ("event", "libya ")]
    + [("from", text) for text in ("@", "@1", "@91,0", "@0,181", "@nan,0", "@inf,0", "@1,2,3", "32.9,13.2")]
    + [("via", text) for text in ("", "~", "geneva~", "geneva~x", "~".join(["geneva"] * 31))]
    + [("ref_from", "old-town"), ("ref_to", "mitiga")],
)
def test_near_miss_is_a_miss(story, name, value):
    assert len(View.from_query({name: value}, story)[1]) == 1


def test_parameters_of_others_are_passed_over(story):
    assert View.from_query({"utm_source": "mail", "origin": "geneva", "": ""}, story) == (View.opening(story), ())


def test_long_value_is_cut_in_its_notice(story):
    _, (notice,) = View.from_query({"event": "x" * 100_000}, story)
    assert len(notice) < 300


def test_until_before_the_event_moves_along_to_it(story):
    view, notices = View.from_query({"event": "geneva", "until": "uprising"}, story)
    assert (view.event, view.until, notices) == ("geneva", "geneva", ())
    assert View.from_query({"until": "uprising"}, story)[0].until == "ghadames"


def test_until_at_or_after_the_event_stays(story):
    for until in ("geneva", "ceasefire", "tunisia"):
        assert View.from_query({"event": "geneva", "until": until}, story)[0].until == until


@given(st.data())
def test_moving_along_twice_is_moving_along_once_and_changes_until_only(story, data):
    view = data.draw(views(story))
    later = replace(view, event=data.draw(st.sampled_from(list(story.event)))).moved(story)
    assert later.moved(story) == later
    assert replace(later, until=None) == replace(view, event=later.event, until=None)


def test_positions_are_written_as_numbers_and_read_back_exactly(story):
    view, _ = View.from_query({"from": "@32.887430,13.18733", "to": "@-0.0,180"}, story)
    assert (view.origin, view.to) == ("@32.88743,13.18733", "@0,180")


def test_reference_point_goes_when_its_place_does(story):
    view, notices = View.from_query({"ref_from": "mitiga", "ref_to": "old-town"}, story)
    assert (view.ref_from, view.ref_to, notices) == ("mitiga", "old-town", ())
    elsewhere = replace(view, origin="geneva").moved(story)
    assert (elsewhere.ref_from, elsewhere.ref_to) == (None, "old-town")


def test_hidden_tags_are_in_the_link_in_the_order_of_the_story(document):
    story = tagged_story(document)
    view, notices = View.from_query({"hide": "truces~talks"}, story)
    assert (view.hide, notices) == (("talks", "truces"), ())
    assert view.to_query(story) == {"hide": "talks~truces"}


def test_of_tags_that_the_story_lacks_none_is_hidden_and_the_page_says_so(document):
    view, (notice,) = View.from_query({"hide": "talks~x"}, tagged_story(document))
    assert view.hide == ()
    assert notice.endswith("the tags “talks~x”, which are not all in this story; all events are shown instead.")


def test_link_that_was_encoded_once_more_is_read_as_it_was_meant(story):
    asked = {"event": "geneva", "amp;unit": "mi", "amp;from": "geneva", "to": "%4030.13366%2C9.50072"}
    view, notices = View.from_query(mended(asked), story)
    assert (view.event, view.unit, view.origin, view.to) == ("geneva", "mi", "geneva", "@30.13366,9.50072")
    assert notices == ()


def test_what_brings_a_story_is_not_decoded_again():
    assert mended({"src": "https://a.example/x%20y", "amp;story": "places"}) == {
        "src": "https://a.example/x%20y",
        "story": "places",
    }


def measured(view):
    return view.origin, view.to


def test_event_brings_its_own_pair_and_the_next_one_the_storys(document):
    story = paired_story(document)
    view, notices = View.from_query({"event": "geneva"}, story)
    assert (measured(view), notices, view.to_query(story)) == (("geneva", "hurghada"), (), {"event": "geneva"})
    assert View.opening(story).changed(story, event="geneva") == view
    assert view.changed(story, event="ghadames") == View.opening(story)


def test_pair_that_the_reader_chose_stays_whatever_event_is_selected(document):
    story = paired_story(document)
    chosen = View.opening(story).changed(story, origin="hurghada", to="tripoli")
    later = chosen.changed(story, event="geneva")
    assert measured(later) == measured(chosen)
    assert View.from_query(later.to_query(story), story)[0] == later
    back = View.from_query({"event": "geneva", "from": "tripoli", "to": "ghadames"}, story)[0]
    assert measured(back) == ("tripoli", "ghadames")


def test_story_without_a_pair_measures_only_with_the_event_that_names_one(document):
    story = paired_story(document, opens_with_pair=False)
    opening = View.opening(story)
    with_pair = opening.changed(story, event="geneva")
    assert (opening.measures(story), with_pair.measures(story)) == (False, True)
    assert not with_pair.changed(story, event="ghadames").measures(story)
