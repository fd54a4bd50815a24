"""`data/story.schema.json` and `data/README.md` state the members, choices and limits of the code."""

import json
import re
import sys
from typing import get_args

from geo import features, fields, geojson
from geo.geodesy import WINDS
from geo.story import HEDGES, KM_MAX, MOST_STATED, Precision, SaidBy, Status, Unit
from geo.strict_json import DEPTH_MAX, SIZE_MAX
from tests.browser.serving import ROOT
from tests.test_schema import SCHEMA, VALIDATOR, declared

README = (ROOT / "data" / "README.md").read_text()


def test_every_member_has_a_title_and_a_description():
    for members in declared():
        for name, member in members.items():
            assert {"title", "description"} <= member.keys(), name


def members(part):
    return SCHEMA["$defs"][part]["properties"]


def test_choices_are_those_of_the_code():
    assert members("placeProperties")["precision"]["enum"] == list(get_args(Precision))
    assert members("event")["said_by"]["enum"] == list(get_args(SaidBy))
    assert members("event")["status"]["enum"] == list(get_args(Status))
    assert SCHEMA["$defs"]["unit"]["enum"] == list(get_args(Unit))
    assert members("claim")["hedge"]["enum"] == [*HEDGES, None]
    assert members("claim")["direction"]["enum"] == [*WINDS, None]
    assert members("story")["version"]["const"] == geojson.VERSION
    assert tuple(members("placeProperties")) == ("name", "names", *features.PLACE_PROPERTIES[2:])


def test_limits_are_those_of_the_code():
    longest = {
        ("story", "title"): geojson.TITLE_MAX,
        ("story", "summary"): geojson.SUMMARY_MAX,
        ("source", "title"): geojson.TITLE_MAX,
        ("source", "publisher"): geojson.TITLE_MAX,
        ("event", "title"): geojson.TITLE_MAX,
        ("event", "text"): geojson.TEXT_MAX,
        ("event", "note"): geojson.NOTE_MAX,
        ("claim", "quote"): geojson.QUOTE_MAX,
        ("placeProperties", "name"): features.NAME_MAX,
        ("placeProperties", "position_source"): features.POSITION_SOURCE_MAX,
    }
    for (part, name), most in longest.items():
        assert members(part)[name]["maxLength"] == most, (part, name)
    assert members("placeProperties")["names"]["additionalProperties"]["maxLength"] == features.NAME_MAX
    assert SCHEMA["$defs"]["slug"]["maxLength"] == fields.ID_MAX
    assert SCHEMA["$defs"]["amount"] | {"minimum": 0, "maximum": KM_MAX} == SCHEMA["$defs"]["amount"]
    reach = SCHEMA["$defs"]["reach"]
    small = reach["if"]["properties"]["unit"]["enum"]
    for unit, most in MOST_STATED.items():
        limits = reach["then" if unit in small else "else"]["properties"]
        assert limits == {"low": {"maximum": most}, "high": {"maximum": most}}, unit
    items = {"sources": geojson.ITEMS_MAX, "events": geojson.ITEMS_MAX, "claims": geojson.CLAIMS_MAX}
    for name, most in items.items():
        assert members("story")[name]["maxItems"] == most
    assert members("placeProperties")["references"]["maxItems"] == features.REFERENCES_MAX
    assert f"{geojson.CLAIMS_OF_PAIR_MAX} claims are about one pair" in SCHEMA["$comment"]
    assert f"{features.REFERENCES_OF_STORY_MAX:,} reference points" in SCHEMA["$comment"]
    assert f"{geojson.CLAIMS_MAX} at most, and {geojson.CLAIMS_OF_PAIR_MAX} about one pair" in README
    assert f"{features.REFERENCES_MAX} at most, and {features.REFERENCES_OF_STORY_MAX:,} in a story" in README
    assert SCHEMA["properties"]["features"]["maxItems"] == features.FEATURES_MAX
    assert f"{SIZE_MAX:,} bytes" in SCHEMA["$comment"]
    assert f"{DEPTH_MAX} levels" in SCHEMA["$comment"]


def test_language_tags_have_the_pattern_of_the_code():
    assert SCHEMA["$defs"]["language"]["pattern"] == f"^{fields.LANGUAGE.pattern}$"


def test_white_space_of_the_schema_is_that_of_python():
    other = re.compile(SCHEMA["$defs"]["text"]["pattern"])
    characters = map(chr, range(sys.maxunicode + 1))
    assert [c for c in characters if bool(other.match(c)) == c.isspace()] == []


def test_example_in_the_readme_is_a_story():
    example = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])
    read_back = geojson.read(json.dumps(example).encode())
    assert read_back.article is not None
    assert len(read_back.claims) == 1
    assert list(VALIDATOR.iter_errors(example)) == []


def test_readme_names_every_member_every_choice_and_every_limit():
    names = {name for members in declared() for name in members}
    choices = {*get_args(Precision), *get_args(SaidBy), *get_args(Status), *get_args(Unit), *HEDGES, *WINDS}
    missing = {word for word in names | choices if f"`{word}`" not in README}
    limits = [value for name, value in vars(geojson).items() if name.endswith("_MAX")]
    limits += [SIZE_MAX, DEPTH_MAX, *MOST_STATED.values(), KM_MAX, fields.ID_MAX, features.NAME_MAX]
    missing |= {f"{limit:,.0f}" for limit in limits if not re.search(rf"\b{limit:,.0f}\b", README)}
    assert missing == set()
