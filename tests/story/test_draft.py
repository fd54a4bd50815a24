"""A story in the making: changed by patches, read after each, shown as far as it can be."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.faults import RefusedError
from geo.measure.geodesy import LonLat
from geo.story import geojson, patch
from geo.story.draft import Draft, sketch, suspects
from geo.story.patch import CostlyPatchError, PatchError
from tests.many_places import many_places
from tests.paired import paired


@pytest.fixture
def draft(document):
    return Draft(json.dumps(document))


def change(draft, *operations):
    draft.change(json.dumps(operations))


def test_draft_of_a_sound_file_is_its_story(draft, story):
    assert draft.reading.story == story
    assert sketch(draft.reading) is draft.reading.story


def test_change_is_made_and_what_it_breaks_is_located(draft, story):
    change(draft, {"op": "replace", "path": "/story/title", "value": "Another"})
    assert draft.reading.story == replace(story, title="Another")
    change(draft, {"op": "replace", "path": "/story/events/0/when", "value": "soon"})
    assert draft.reading.story is None
    assert [fault.path for fault in draft.reading.faults] == ["/story/events/0/when"]


def test_changed_draft_reads_as_a_draft_of_the_changed_document(draft, document):
    change(
        draft,
        {"op": "move", "from": "/features/0", "path": "/features/4"},
        {"op": "remove", "path": "/features/2"},
        {"op": "add", "path": "/story/events/-", "value": {"id": "new"}},
        {"op": "add", "path": "/features/0", "value": document["features"][3]},
    )
    assert draft.reading == Draft(json.dumps(draft.document)).reading


def test_item_that_did_not_change_is_not_read_again(draft):
    before = draft.reading.places
    change(draft, {"op": "replace", "path": "/features/0/properties/name", "value": "Elsewhere"})
    assert draft.reading.places[0] is not before[0]
    assert all(now is then for now, then in zip(draft.reading.places[1:], before[1:], strict=True))


def test_reader_does_not_take_a_new_item_for_an_old_one_at_the_same_address(draft):
    for name in map(str, range(200)):
        change(draft, {"op": "replace", "path": "/features/0/properties/name", "value": name})
        assert draft.reading.places[0].name == name


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "test", "path": "/story", "value": 1},
        {"op": "copy", "from": "/story", "path": "/other"},
        {"op": "replace", "path": "/story/nothing", "value": 1},
        {"op": "remove", "path": "/features/99"},
        {"op": "add", "path": "/features/one", "value": 1},
        {"op": "add", "path": "/features/²", "value": 1},
        {"op": "replace", "path": "/features/-", "value": 1},
        {"op": "add", "path": "/story/title/deeper", "value": 1},
        {"op": "move", "from": "/features/99", "path": "/features/0"},
        {"op": "add", "path": "", "value": 1},
        {"op": "add", "path": 7, "value": 1},
        {"op": "add", "path": "/a" * 40, "value": 1},
        {"op": "add", "path": "/x"},
        "add",
        None,
    ],
)
def test_change_that_cannot_be_made_leaves_the_draft_as_it_was(draft, operation):
    before = draft.document
    with pytest.raises(PatchError):
        change(draft, {"op": "replace", "path": "/story/title", "value": "Another"}, operation)
    assert draft.document is before


@pytest.mark.parametrize("text", ["", "{}", "[", "1", '[{"op":"add","path":"/x","value":NaN}]', '["\ud800"]'])
def test_text_that_is_no_list_of_changes_is_refused(draft, text):
    with pytest.raises(PatchError):
        draft.change(text)


def test_draft_does_not_grow_beyond_four_megabytes():
    text = "x" * 300_000
    draft = Draft(json.dumps({"a": text, "b": "x" * 3_500_000}))
    for key in ("c", "a", "a"):  # twice the same size again
        change(draft, {"op": "add", "path": f"/{key}", "value": text})
    before = draft.document
    with pytest.raises(PatchError, match="more than 4,194,304 bytes"):
        change(draft, {"op": "add", "path": "/d", "value": text})
    assert draft.document is before


def test_patch_that_takes_longer_to_read_than_a_draft_is_not_begun(draft):
    before = draft.document
    with pytest.raises(CostlyPatchError):
        change(draft, {"op": "add", "path": "/a", "value": "x" * patch.MAX_SIZE})
    assert draft.document is before


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 40 + "]" * 40])
def test_text_that_is_no_strict_json_is_refused(text):
    with pytest.raises(RefusedError):
        Draft(text)


@pytest.mark.parametrize("text", ["null", "[]", "{}", '{"features": 7, "story": []}', '{"features": [null, {}]}'])
def test_any_json_is_a_draft_without_a_sketch(text):
    draft = Draft(text)
    assert draft.reading.faults
    assert draft.swaps() == []
    assert sketch(draft.reading) is None


def test_sketch_leaves_out_what_is_faulty_and_what_refers_to_it(draft, story):
    change(draft, {"op": "replace", "path": "/features/0/properties/precision", "value": "hamlet"})
    lost = story.places[0].id
    shown = sketch(draft.reading)
    assert lost not in shown.place
    assert [e.id for e in shown.events] == [e.id for e in story.events if e.place != lost]
    assert all(lost not in (claim.origin, claim.to) for claim in shown.claims)


def test_sketch_has_an_event_without_its_pair_where_one_of_the_two_is_not_there(document):
    draft = Draft(json.dumps(paired(document)))
    assert draft.sketch.event["geneva"].origin == "geneva"
    lost = next(index for index, place in enumerate(document["features"]) if place.get("id") == "hurghada")
    draft.change(json.dumps([{"op": "remove", "path": f"/features/{lost}"}]))
    assert (draft.sketch.event["geneva"].origin, draft.sketch.event["geneva"].to) == (None, None)


def test_sketch_has_stand_ins_for_what_is_missing():
    draft = Draft(many_places(2))
    for name in ("title", "summary", "lang", "published", "opening", "id"):
        change(draft, {"op": "remove", "path": f"/story/{name}"})
    shown = sketch(draft.reading)
    assert (shown.opening.event, shown.opening.origin, shown.opening.to) == ("e0", "p0", "p1")
    change(draft, {"op": "remove", "path": "/features/1"}, {"op": "remove", "path": "/story/events/1"})
    shown = sketch(draft.reading)
    assert (shown.opening.origin, shown.opening.to) == ("p0", "p0")


def test_position_outside_its_country_and_inside_when_exchanged_is_offered(draft, story):
    lon, lat = story.place["ghadames"].at
    index = next(i for i, f in enumerate(draft.document["features"]) if f["id"] == "ghadames")
    change(draft, {"op": "replace", "path": f"/features/{index}/geometry/coordinates", "value": [lat, lon]})
    assert draft.swaps() == [(index, LonLat(lon, lat))]


def test_numbers_that_are_a_position_only_when_exchanged_are_offered():
    draft = Draft(many_places(3))
    change(draft, {"op": "replace", "path": "/features/1/geometry/coordinates", "value": [52.5, 113.4]})
    assert draft.swaps() == [(1, LonLat(113.4, 52.5))]


def test_place_far_from_all_others_but_near_them_when_exchanged_is_suspected(story):
    odd = replace(story.place["ghadames"], id="odd", at=LonLat(52.5, 13.4))
    near = replace(odd, id="near", at=LonLat(13.1, 52.4))
    other = replace(odd, id="other", at=LonLat(11.6, 48.1))
    far = replace(odd, id="far", at=LonLat(120.0, 60.0))
    assert suspects((odd, near, other, far)) == [odd]
    assert suspects((odd, far)) == []
    assert suspects((odd,)) == suspects(()) == []


pointers = st.lists(st.sampled_from(["features", "story", "events", "0", "1", "-", "id", "x~1", ""]), max_size=4).map(
    lambda keys: "".join(f"/{key}" for key in keys)
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "type", "geometry"]), inner),
    max_leaves=5,
)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"op": st.sampled_from(["add", "remove", "replace", "move"]), "path": pointers},
            optional={"from": pointers, "value": values},
        )
    )
)
def test_any_changes_are_made_or_refused_and_the_document_given_is_never_touched(operations):
    content = many_places(2)
    draft = Draft(content)
    given = draft.document
    try:
        change(draft, *operations)
    except PatchError:
        assert draft.document is given
    assert given == json.loads(content)
    assert draft.reading == geojson.Reader().read(json.loads(json.dumps(draft.document)), [])
    draft.swaps()
    sketch(draft.reading)
