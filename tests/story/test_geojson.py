"""A story file is read whole or refused whole, with every fault; what was read is written back."""

import json
from dataclasses import replace
from typing import Any

import pytest

from geo.base.faults import Fault, RefusedError
from geo.story import geojson, members
from geo.story.draft import Draft
from geo.story.fields import MAX_FAULTS
from geo.story.model import Quantity
from tests.many_places import many_places
from tests.paired import paired
from tests.tagged import tagged


def encoded(document: Any) -> bytes:
    return json.dumps(document).encode()


def refusal(content: bytes) -> tuple[Fault, ...]:
    """What is wrong with the content; nothing if it is read."""
    try:
        geojson.read(content)
    except RefusedError as error:
        return error.faults
    return ()


def faults(document: Any) -> tuple[Fault, ...]:
    return refusal(encoded(document))


def fault(document: Any) -> Fault:
    (only,) = faults(document)
    assert only.problem
    assert only.remedy
    return only


def spots(value: Any, path: tuple = ()) -> list[tuple]:
    """The path of every member and item, of a list of objects only those of the fullest."""
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += spots(item, (*path, key))
    elif isinstance(value, list) and value:
        index = max(range(len(value)), key=lambda i: len(json.dumps(value[i])))
        found += spots(value[index], (*path, index))
    return found


def put(document: Any, path: tuple, value: Any) -> Any:
    """The document with the value in that place."""
    if not path:
        return value
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def take(document: Any, path: tuple) -> Any:
    inner = document
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return document


@pytest.fixture
def full(document):
    """The document with at least one of every member that a file may have."""
    claim = document["story"]["claims"][1]
    claim["quote"] *= 5
    document["story"]["events"][11]["text"] *= 3
    document["story"]["sources"][1]["title"] *= 3
    document["features"][0]["properties"]["position_source"] *= 4
    document["features"] = [
        *document["features"],
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": None},
    ]
    return document


def test_document_for_these_tests_is_read(full):
    assert faults(full) == ()
    names = {path[-1] for path in spots(full) if path}
    assert {"also", "hedge", "direction", "note", "url", "publisher", "date", "radius_km", "ar", "opening"} <= names


@pytest.mark.parametrize("text", ["null", "true", "0", "-1", "1e400", '""', '"x"', '"\\ud800"', "[]", "{}", "[[[]]]"])
def test_any_member_may_be_any_json_value_and_the_file_is_read_or_refused(full, text):
    original = json.dumps(full)
    refused = 0
    for path in spots(full):
        content = json.dumps(put(json.loads(original), path, "@put")).replace('"@put"', text).encode()
        if problems := refusal(content):
            refused += 1
            assert all(problem.problem and problem.remedy for problem in problems)
            assert "".join(map("".join, problems)).encode()
        else:
            read = geojson.read(content)
            assert geojson.read(geojson.write(read)) == read
            assert read.place[read.opening.origin]
    assert refused > 40


OPTIONAL = {
    "when",
    "text",
    "opening",
    "summary",
    "country",
    "names",
    "ar",
    "publisher",
    "date",
    "url",
    "note",
    "also",
    "hedge",
    "direction",
    "place",
    "to",
}


def test_each_member_is_required_unless_said_otherwise(full):
    original = json.dumps(full)
    for path in spots(full):
        if path and isinstance(path[-1], str) and path[0] != "features":
            missing = faults(take(json.loads(original), path))
            is_pair = path[1:2] == ("opening",) and path[-1] in ("from", "to")
            assert bool(missing) == (path[-1] not in OPTIONAL or is_pair) or path[1:] == ("opening", "event"), path
            assert not missing or "/" + "/".join(map(str, path)) in {problem.path for problem in missing}


def test_all_faults_are_reported_at_once(document):
    story = document["story"]
    story["events"][0]["when"] = "2020-13"
    story["claims"][0]["to"] = "nowhere"
    story["sources"][1]["url"] = "ftp://a.example"
    document["features"][0]["properties"]["name"] = ""
    content = json.dumps(document).replace('"radius_km": 15', '"radius_km": NaN', 1).encode()
    with pytest.raises(RefusedError) as caught:
        geojson.read(content)
    paths = {problem.path for problem in caught.value.faults}
    assert paths == {
        *("/story/events/0/when", "/story/claims/0/to", "/story/sources/1/url"),
        *("/features/0/properties/name", "/features/1/properties/radius_km"),
    }
    assert all(problem.problem in str(caught.value) for problem in caught.value.faults)


def test_dropped_story_says_that_another_program_may_have_done_it(document):
    del document["story"]
    found = fault(document)
    assert found.path == "/story"
    assert "another program dropped it" in found.problem


@pytest.mark.parametrize("value", [None, [], "FeatureCollection", 1, {}])
def test_root_that_is_no_collection_is_refused(value):
    assert faults(value)


def test_empty_object_in_place_of_the_story_is_refused(document):
    document["story"] = {}
    assert any("story" in problem.path for problem in faults(document))


@pytest.mark.parametrize("version", [0, 3, 1.5, "1", True, None])
def test_other_versions_and_types_are_refused(document, version):
    document["story"]["version"] = version
    document["type"] = "Feature"
    assert [problem.path for problem in faults(document)] == ["/type", "/story/version"]


def test_story_without_events_is_refused(document):
    document["story"]["events"] = []
    assert any("has no event" in problem.problem for problem in faults(document))


@pytest.mark.parametrize(
    "path", [(), ("opening",), ("sources", 0), ("events", 0), ("claims", 0), ("claims", 1, "also")]
)
def test_unknown_member_anywhere_in_the_story_is_refused_and_the_known_ones_listed(document, path):
    put(document["story"], (*path, "titel"), "x")
    found = fault(document)
    assert found.path == "/".join(("/story", *map(str, path), "titel"))
    assert "`titel`" in found.problem
    assert "the members are" in found.remedy


@pytest.mark.parametrize("kind", ["sources", "events", "claims"])
def test_repeated_id_names_the_first_use(document, kind):
    items = document["story"][kind]
    items.append(dict(items[0]))
    found = fault(document)
    assert found.path == f"/story/{kind}/{len(items) - 1}"
    assert f"already used at /story/{kind}/0" in found.problem


def test_one_id_for_things_of_different_kinds_is_no_repetition(story):
    assert {"ghadames", "geneva"} <= story.place.keys() & story.event.keys()


@pytest.mark.parametrize(
    ("path", "what"),
    [
        (("opening", "event"), "event"),
        (("opening", "from"), "place"),
        (("opening", "to"), "place"),
        (("events", 0, "place"), "place"),
        (("events", 0, "sources", 0), "source"),
        (("claims", 0, "from"), "place"),
        (("claims", 0, "to"), "place"),
        (("claims", 0, "source"), "source"),
    ],
)
def test_reference_that_leads_nowhere_is_refused(document, path, what):
    put(document["story"], path, "nowhere")
    found = fault(document)
    assert found.path == "/story/" + "/".join(map(str, path))
    assert found.problem == f"there is no {what} with the id “nowhere”"


@pytest.mark.parametrize("when", ["2020-13", "2020-11-04/2020-11-02", "in June", "2020-06-1", "/"])
@pytest.mark.parametrize("path", [("published",), ("events", 0, "when"), ("sources", 0, "date")])
def test_bad_date_is_refused_with_the_reason(document, when, path):
    put(document["story"], path, when)
    assert f"“{when}” is no date" in fault(document).problem


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (("title",), 200),
        (("summary",), 1000),
        (("sources", 0, "title"), 200),
        (("events", 0, "title"), 200),
        (("events", 0, "text"), 5000),
        (("events", 0, "note"), 2000),
        (("claims", 0, "quote"), 500),
    ],
)
def test_text_is_read_up_to_its_length_and_refused_beyond_or_when_empty(document, path, most):
    assert faults(put(document["story"], path, "é" * most) and document) == ()
    put(document["story"], path, "é" * (most + 1))
    assert f"has {most + 1:,} characters" in fault(document).problem
    put(document["story"], path, " \n")
    assert "is empty" in fault(document).problem


def test_claim_about_one_place_only_is_refused(document):
    document["story"]["claims"][0]["to"] = "tripoli"
    assert fault(document).path == "/story/claims/0/to"


@pytest.mark.parametrize("path", [("claims", 1), ("claims", 1, "also")])
def test_range_that_ends_below_its_begin_is_refused(document, path):
    put(document["story"], (*path, "low"), 600)
    assert fault(document).path == "/story/" + "/".join(map(str, path)) + "/high"


@pytest.mark.parametrize(
    ("item", "member", "value"),
    [
        *(("claims", *pair) for pair in (("unit", "leagues"), ("hedge", "circa"), ("direction", "SW"))),
        *(("claims", *pair) for pair in (("high", 20_005), ("low", -1), ("low", "465"), ("low", True))),
        *(("events", *pair) for pair in (("said_by", "reader"), ("status", "planned"))),
    ],
)
def test_word_that_is_not_known_or_number_out_of_range_is_refused(document, item, member, value):
    document["story"][item][0][member] = value
    assert fault(document).path == f"/story/{item}/0/{member}"


def test_more_claims_about_one_pair_than_allowed_are_one_fault_whichever_way_round(document):
    claim = document["story"]["claims"][0]
    turned = claim | {"from": claim["to"], "to": claim["from"]}
    most = members.MAX_CLAIMS_OF_PAIR
    document["story"]["claims"] = [(claim, turned)[i % 2] | {"id": f"c{i}"} for i in range(most)]
    assert len(geojson.read(json.dumps(document).encode()).claims) == most
    document["story"]["claims"].append(claim | {"id": "one-more"})
    found = fault(document)
    assert found.path == "/story/claims"
    assert found.problem == "101 claims are about “ghadames” and “tripoli”"
    assert found.remedy == "keep at most 100 about one pair of places"
    assert len(geojson.Reader().read(document, []).told["claims"]) == most


def test_more_claims_than_a_story_may_have_are_one_fault(document):
    claim = document["story"]["claims"][0]
    document["story"]["claims"] = [claim | {"id": f"c{i}"} for i in range(members.MAX_CLAIMS + 1)]
    found = fault(document)
    assert (found.path, found.remedy) == ("/story/claims", "keep at most 500")


def test_more_items_than_allowed_are_one_fault(document):
    document["story"]["events"][0]["sources"] = ["news-item"] * (members.MAX_ITEMS + 1)
    assert "10,001 items" in fault(document).problem


def test_of_more_faults_than_are_listed_the_first_are_and_all_are_counted(document):
    document["features"] = [{} for _ in range(10_000)]
    document["story"]["claims"] = [{} for _ in range(10)]
    document["story"]["events"] = [{"sources": ["none"] * 10} for _ in range(5)]
    reader = geojson.Reader()
    full = reader.read(document, [])
    assert full.story is None
    assert len(full.faults) == MAX_FAULTS < full.faulty
    # What was only counted is listed when there is room for it.
    fewer = document | {"features": document["features"][:100]}
    found = reader.read(fewer, [])
    assert found == geojson.Reader().read(fewer, [])
    assert len(found.faults) == found.faulty
    assert sum("/sources/" in path for path, *_ in found.faults) == 50
    assert full.faulty - found.faulty == 9_900 * sum(path.startswith("/features/0/") for path, *_ in found.faults)


def test_events_come_in_time_order_whatever_the_order_in_the_file(document, story):
    document["story"]["events"].reverse()
    days = [event.when.order for event in geojson.read(encoded(document)).events]
    assert days == sorted(event.when.order for event in story.events)


def test_events_of_one_date_keep_the_order_of_the_file(document):
    document["story"]["events"].reverse()
    ids = [event.id for event in geojson.read(encoded(document)).events if event.when.text == "2020-09"]
    assert ids == ["talks-switzerland", "talks-egypt", "talks-morocco"]


def test_what_was_read_is_written_and_read_back_equal(full):
    full["generator"] = {"name": "another program", "list": [1, None, {"a": True}]}
    full["features"][0]["properties"]["colour"] = "red"
    read = geojson.read(encoded(full))
    assert geojson.read(geojson.write(read)) == read
    written = json.loads(geojson.write(read))
    assert written["generator"] == full["generator"]
    assert written["features"][0]["properties"]["colour"] == "red"
    assert written["features"][-1] == full["features"][-1]


def test_changed_story_is_not_equal_and_is_written_changed(story):
    claim = replace(story.claims[0], stated=Quantity(460.5, 470, "mi"), also=Quantity(1, 2, "nmi"), hedge=None)
    changed = replace(story, claims=(claim,))
    assert changed != story
    assert geojson.read(geojson.write(changed)) == changed


def test_text_in_any_script_survives_unescaped(story):
    changed = replace(story, title="غدامس “a” \\ \u2028 </script> 😀")
    assert changed.title in json.loads(geojson.write(changed))["story"]["title"]
    assert "غدامس".encode() in geojson.write(changed)
    assert geojson.read(geojson.write(changed)) == changed


def test_large_story_is_written_so_that_it_can_be_read_again():
    large = geojson.read(many_places(10_000))
    assert geojson.read(geojson.write(large)) == large


def test_of_a_draft_only_sound_shapes_are_shown(document):
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}, "properties": {}}
    broken = line | {"geometry": {"type": "LineString", "coordinates": [[1, 2]]}}
    document["features"] += [line, broken]
    assert geojson.Reader().read(document, []).shapes == (line,)


def test_claim_of_0_is_read_and_a_negative_one_is_not(document):
    claim = document["story"]["claims"][0]
    claim |= {"low": 0, "high": 0}
    assert faults(document) == ()
    claim |= {"low": -1, "high": 0.5}
    assert fault(document).path == "/story/claims/0/low"
    claim |= {"low": 0.5, "high": 0.75}
    assert faults(document) == ()


def test_story_with_tags_is_version_2_and_comes_back(document):
    story = geojson.read(encoded(tagged(document)))
    assert [tag.name for tag in story.tags] == ["Talks", "Truces <b>"]
    assert story.event[document["story"]["events"][0]["id"]].tags == ("talks", "truces")
    written = json.loads(geojson.write(story))
    assert written["story"]["version"] == 2
    assert geojson.read(encoded(written)) == story


def test_story_without_tags_has_no_such_member(story):
    told = geojson.to_geojson(story)["story"]
    assert "tags" not in told
    assert all("tags" not in event for event in told["events"])


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("events", 0, "tags"), ["gone"], "there is no tag with the id “gone”"),
        (("tags", 1, "colour"), "blue", "the tags “Talks” and “Truces <b>” are both blue"),
        (("tags", 1, "colour"), "mauve", "`colour` is “mauve”"),
        (("tags", 1, "id"), "talks", "already used"),
        (("tags",), {}, "`tags` is an object"),
    ],
)
def test_tags_that_cannot_be_are_a_fault(document, path, value, said):
    found = faults({**tagged(document), "story": put(document["story"], path, value)})
    assert any(said in each.problem for each in found)


def test_draft_shows_an_event_whose_tag_is_gone(document):
    del tagged(document)["story"]["tags"]
    sketch = Draft(json.dumps(document)).sketch
    assert sketch is not None
    assert len(sketch.events) == len(document["story"]["events"])
    assert not any(event.tags for event in sketch.events)


@pytest.mark.parametrize(
    ("precision", "radius_km"),
    [("address", 0.2), ("sea", None), ("river", None), ("area", None)],
)
def test_newer_precision_makes_a_story_of_version_2(document, precision, radius_km):
    place = next(each for each in document["features"] if each["properties"]["precision"] == "city")
    place["properties"] |= {"precision": precision, "radius_km": radius_km}
    place["properties"].pop("references", None)
    story = geojson.read(encoded(document))
    assert story.place[place["id"]].is_spot == (radius_km is not None)
    assert json.loads(geojson.write(story))["story"]["version"] == 2


@pytest.mark.parametrize("precision", ["sea", "river", "area"])
def test_area_has_no_radius(document, precision):
    place = next(each for each in document["features"] if each["properties"]["precision"] == "city")
    place["properties"] |= {"precision": precision, "radius_km": 9}
    place["properties"].pop("references", None)
    article = "an" if precision == "area" else "a"
    assert fault(document).problem == f"{article} {precision} has no radius: distances to it are not judged"


def test_event_names_both_places_of_its_pair_or_neither(document):
    story = geojson.read(json.dumps(paired(document)).encode())
    assert geojson.read(geojson.write(story)) == story
    del next(event for event in document["story"]["events"] if event["id"] == "geneva")["from"]
    with pytest.raises(RefusedError) as refused:
        geojson.read(json.dumps(document).encode())
    (fault,) = refused.value.faults
    assert (fault.problem, fault.remedy) == ("the member `from` is missing", "name both places of the pair, or neither")


PASSAGE = {"exact": "The talks opened.", "prefix": "Geneva. ", "suffix": " They went on"}


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        *(("claims", "kind", kind) for kind in ("radius", "border", "coast", "inside", "halfway")),
        *(
            (part, "passage", passage)
            for part in ("events", "claims")
            for passage in (PASSAGE, {"exact": "It rained."})
        ),
        ("claims", "to", None),
    ],
)
def test_newer_member_makes_a_story_of_version_2_and_comes_back(document, part, key, value):
    document["story"][part][0][key] = value
    story = geojson.read(encoded(document))
    written = json.loads(geojson.write(story))
    assert written["story"]["version"] == 2
    assert written["story"][part][0].get(key) == value
    assert geojson.read(geojson.write(story)) == story


def test_place_is_checked_unless_it_says_otherwise(document):
    for said, checked, version in ((False, False, 2), (True, True, 1), (None, True, 1)):
        document["features"][0]["properties"]["checked"] = said
        story = geojson.read(encoded(document))
        written = json.loads(geojson.write(story))
        assert (story.places[0].checked, written["story"]["version"]) == (checked, version)
        assert written["features"][0]["properties"].get("checked") == (None if checked else False)
        assert geojson.read(geojson.write(story)) == story


def test_pair_is_the_kind_of_a_claim_that_names_none(document):
    document["story"]["claims"][0]["kind"] = "pair"
    story = geojson.read(encoded(document))
    assert [claim.kind for claim in story.claims] == ["pair"] * 5
    assert json.loads(geojson.write(story))["story"]["version"] == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("features/0/properties/checked", "no"),
        ("story/claims/0/kind", "road"),
        ("story/claims/0/passage", "The talks"),
        ("story/claims/0/passage", {"prefix": "The"}),
        ("story/events/0/passage", {"exact": "x", "type": "TextQuoteSelector"}),
        ("story/events/0/passage", {"exact": "x", "suffix": "y" * 33}),
    ],
)
def test_newer_members_are_refused_where_they_are_wrong(document, path, value):
    put(document, tuple(int(key) if key.isdecimal() else key for key in path.split("/")), value)
    assert fault(document).path.startswith(f"/{path}")


def test_too_many_claims_from_one_place_are_refused(document):
    claim = document["story"]["claims"][0]
    del claim["to"]
    count = members.MAX_CLAIMS_OF_PAIR + 1
    document["story"]["claims"] = [claim | {"id": f"c-{number}"} for number in range(count)]
    assert "claims are about “tripoli”" in fault(document).problem


def test_sketch_keeps_a_claim_without_its_other_end(document):
    document["story"]["claims"][0]["to"] = None
    document["story"]["events"].append({})
    shown = Draft(json.dumps(document)).sketch
    assert [claim.to for claim in shown.claims] == [None, *["ghadames"] * 4]
