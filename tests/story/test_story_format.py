"""What is made from the table of members is as the table has it, and agrees with the types and limits of the code."""

import json
import re
import sys
from dataclasses import fields as fields_of
from importlib.util import module_from_spec, spec_from_file_location
from typing import get_args

import pytest

from geo.base.root import ROOT
from geo.measure.geodesy import COMPASS_POINTS
from geo.story import fields, geojson, members
from geo.story.members import PARTS
from geo.story.model import (
    HEDGES,
    MAX_KM,
    MOST_STATED,
    Claim,
    Event,
    Opening,
    Place,
    Precision,
    Reference,
    SaidBy,
    Source,
    Status,
    Unit,
)
from geo.story.strict_json import MAX_DEPTH, MAX_SIZE
from tests.story.test_schema import SCHEMA, VALIDATOR, declared

README = (ROOT / "data" / "README.md").read_text()
_SPEC = spec_from_file_location("rebuild_format", ROOT / "data" / "rebuild_format.py")
rebuild_format = module_from_spec(_SPEC)
_SPEC.loader.exec_module(rebuild_format)


@pytest.mark.parametrize("name", rebuild_format.MADE)
def test_what_is_made_from_the_table_of_members_is_up_to_date(name):
    there = (ROOT / name).read_text()
    made = rebuild_format.MADE[name](there)
    if name.endswith(".json"):
        there, made = json.loads(there), json.loads(made)
    assert made == there, "run python data/rebuild_format.py"


@pytest.mark.parametrize(
    ("part", "type_", "apart"),
    [
        ("source", Source, set()),
        ("event", Event, set()),
        ("claim", Claim, {"stated", "low", "high", "unit"}),
        ("opening", Opening, {"is_pair"}),
        ("reference", Reference, set()),
        ("placeProperties", Place, {"id", "at", "extra"}),
    ],
)
def test_table_has_the_members_of_the_types(part, type_, apart):
    names = {member.name for member in PARTS[part].members}
    assert names ^ {each.name for each in fields_of(type_)} == apart


def test_cells_and_columns_name_members():
    for part in PARTS.values():
        inner = {
            f"{member.key}/{key}" for member in part.members if member.of in PARTS for key in PARTS[member.of].keys
        }
        assert set(part.cells) <= {*part.keys, *inner, "id", "coordinates"}
    assert all(shown is None or shown[1] in shown[0].keys for shown in members.EVENT_COLUMNS.values())


def test_every_member_has_a_title_and_a_description():
    for part in declared():
        for name, member in part.items():
            assert {"title", "description"} <= member.keys(), name


def test_limits_of_the_schema_beside_members_are_those_of_the_code():
    assert SCHEMA["$defs"]["unit"]["enum"] == list(get_args(Unit))
    assert SCHEMA["$defs"]["slug"]["maxLength"] == fields.MAX_ID
    assert SCHEMA["$defs"]["amount"] | {"minimum": 0, "maximum": MAX_KM} == SCHEMA["$defs"]["amount"]
    reach = SCHEMA["$defs"]["reach"]
    small = reach["if"]["properties"]["unit"]["enum"]
    for unit, most in MOST_STATED.items():
        limits = reach["then" if unit in small else "else"]["properties"]
        assert limits == {"low": {"maximum": most}, "high": {"maximum": most}}, unit
    assert SCHEMA["properties"]["features"]["maxItems"] == members.MAX_FEATURES
    for said in (
        f"{MAX_SIZE:,} bytes",
        f"{MAX_DEPTH} levels",
        f"{members.MAX_CLAIMS_OF_PAIR} claims are about one pair",
        f"{members.MAX_REFERENCES_OF_STORY:,} reference points",
    ):
        assert said in SCHEMA["$comment"]


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
    names = {name for part in declared() for name in part}
    choices = {*get_args(Precision), *get_args(SaidBy), *get_args(Status), *get_args(Unit), *HEDGES, *COMPASS_POINTS}
    missing = {word for word in names | choices if f"`{word}`" not in README}
    limits = [value for name, value in vars(members).items() if name.endswith("_MAX")]
    limits += [MAX_SIZE, MAX_DEPTH, *MOST_STATED.values(), MAX_KM, fields.MAX_ID, members.MAX_NAME]
    missing |= {f"{limit:,.0f}" for limit in limits if not re.search(rf"\b{limit:,.0f}\b", README)}
    assert missing == set()
