"""The gazetteer: the file that is shipped, names looked up for prose, and the search for who types one."""

import sqlite3
import subprocess
import sys

import pytest

from geo.gazetteer import places
from geo.gazetteer.places import GIVEN_NAME, KINDS, WORD, Gazetteer
from geo.measure.geodesy import LonLat
from tests.conftest import ROOT

GHADAMES, TRIPOLI, LIBYA = 2217440, 2210247, 2215636


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return places.gazetteer()


@pytest.fixture(scope="module")
def file() -> sqlite3.Connection:
    return sqlite3.connect(f"{places.FILE.as_uri()}?mode=ro", uri=True)


def first(known: Gazetteer, text: str) -> tuple[str, str]:
    entry = known.find(text)[0]
    return entry.name, entry.country


# ---- the file


def test_file_is_whole_and_small_enough_to_come_with_a_clone(file):
    assert file.execute("pragma quick_check").fetchone() == ("ok",)
    assert places.FILE.stat().st_size < 40_000_000


def test_file_carries_credit_and_licences(file):
    about = dict(file.execute("select what, said from about"))
    assert about["credit"] == f"{places.CREDIT} {places.CREDIT_LINK}"
    assert "CC BY 4.0" in about["licences"]


def test_file_has_as_many_places_of_each_kind_as_data_readme_says(file):
    counts = dict(file.execute("select kind, count(*) from place group by kind"))
    said = (ROOT / "data" / "README.md").read_text()
    for kind, count in counts.items():
        assert f"| {KINDS[kind]} | {count:,} |" in said


def test_every_place_has_a_name_a_key_and_a_position_on_earth(file):
    assert not file.execute(
        """select id from place where trim(name) = '' or lon not between -18000000 and 18000000
        or lat not between -9000000 and 9000000 or kind not between 0 and ? or (lon = 0 and lat = 0)""",
        (len(KINDS) - 1,),
    ).fetchall()
    own = "select count(distinct place) from name where also = 0 and use = 0 and key <> ''"
    assert file.execute(own).fetchone() == file.execute("select count(*) from place").fetchone()


def test_regions_countries_and_demonyms_lead_to_places_of_that_kind(file):
    kinds = {
        number: (KINDS[kind], country) for number, kind, country in file.execute("select id, kind, country from place")
    }
    assert {kinds[place][0] for (place,) in file.execute("select place from demonym")} == {"country"}
    inside = file.execute("select distinct region, country from place where region <> 0")
    assert all(kinds[region] == ("region", country) for region, country in inside)
    codes = {country for kind, country in kinds.values() if kind == "country"}
    assert {country for _, country in kinds.values()} - codes <= {"", "AQ"}


def test_no_file_is_an_error_of_sqlite(tmp_path):
    with pytest.raises(sqlite3.OperationalError):
        Gazetteer(tmp_path / "none.sqlite").places([1])


# ---- what prose asks for


def test_town_is_known_by_its_names_in_latin_letters(known):
    found = known.called(["ghadames", "gadames", "ghadamis", "no such place"])
    assert {made: [e.id for e in entries] for made, entries in found.items()} == {
        made: [GHADAMES] for made in ("ghadames", "gadames", "ghadamis")
    }
    (entry,) = found["gadames"]
    assert entry.position == LonLat(9.50072, 30.13366)
    assert (entry.name, entry.kind, entry.country, entry.official) == ("Ghadames", "town", "LY", False)


def test_most_populous_comes_first(known):
    entries = known.called(["paris"])["paris"]
    assert (entries[0].country, entries[0].official) == ("FR", True)
    assert [e.population for e in entries] == sorted((e.population for e in entries), reverse=True)


def test_many_keys_are_asked_for_at_once(known):
    keys = [f"name {number}" for number in range(2_000)] + ["london"]
    assert list(known.called(keys)) == ["london"]


def test_codes_and_other_scripts_are_not_for_prose_and_short_forms_say_so(known):
    assert "غدامس" not in known.called(["غدامس"])
    assert all(e.name != "Libya" for e in known.called(["ly"]).get("ly", []))
    assert [(e.name, e.short) for e in known.called(["calif"])["calif"]] == [("California", True)]
    assert [e.name for e in known.called(["francisco"])["francisco"] if e.name == "San Francisco"] == []


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        *(("netherlands", "country", "NL"), ("ivory coast", "country", "CI"), ("burma", "country", "MM")),
        *(("bryansk", "region", "RU"), ("vastra gotaland", "region", "SE"), ("nineveh", "region", "IQ")),
        *(("north sinai", "region", "EG"), ("raqqa", "region", "SY"), ("tyumen", "region", "RU")),
        *(("rhineland palatinate", "region", "DE"), ("antrim", "county", "GB"), ("cyrenaica", "area", "LY")),
        *(("mediterranean", "sea", ""), ("nile", "river", ""), ("mount everest", "mountain", "")),
    ],
)
def test_wide_places_are_known_as_newspapers_write_them(known, name, kind, country):
    assert (kind, country) in {(e.kind, e.country) for e in known.called([name])[name]}


def test_words_say_what_else_a_name_may_be(known):
    kinds = known.words(["nice", "of", "turkey", "jordan", "ghadames"])
    assert kinds["nice"] & WORD
    assert kinds["of"] & WORD
    assert kinds["jordan"] & GIVEN_NAME
    assert not kinds.get("turkey", 0) & WORD
    assert "ghadames" not in kinds


def test_demonyms_lead_to_the_country(known):
    assert known.demonyms(["libyan", "libyans", "new zealanders", "tripoli"]) == {
        "libyan": LIBYA,
        "libyans": LIBYA,
        "new zealanders": 2186224,
    }


def test_place_says_what_is_around_it(known):
    places = known.places([GHADAMES, TRIPOLI])
    assert [e.name for e in known.around(places[TRIPOLI])] == ["Tripoli", "Libya"]
    assert [e.kind for e in known.around(places[TRIPOLI])] == ["region", "country"]
    (area,) = known.called(["sub saharan africa"])["sub saharan africa"]
    assert known.around(area) == []


def test_who_counts_people_and_who_gives_numbers(known):
    (libya,) = known.places([LIBYA]).values()
    assert (libya.geonameid, libya.inhabitants) == (LIBYA, 6678567)
    (area,) = known.called(["sub saharan africa"])["sub saharan africa"]
    assert (area.geonameid, area.inhabitants) == (None, None)


# ---- the search


@pytest.mark.parametrize(
    "text",
    [
        *("Ghadames", "Ghadāmis", "Gadames", "Ghudamis", "Gaddames", "ghadame", "Gadamès", "GHADAMES"),
        *("غدامس", "غدام", "غدامیس", "Гадамес", "Гадамэс", "ⵖⴷⴰⵎⵙ", "Ghadames, Li", "Ghadames Libya"),
    ],
)
def test_ghadames_is_found_in_every_script_and_spelling(known, text):
    assert known.find(text)[0].id == GHADAMES


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        *(("Tripolli", "Tripoli", "LY"), ("Bengazi", "Benghazi", "LY"), ("Marakesh", "Marrakesh", "MA")),
        *(("Cairo Egypt", "Cairo", "EG"), ("Paris, Texas", "Paris", "US"), ("London, Ontario", "London", "CA")),
        *(("Paris TX", "Paris", "US"), ("London, Ont.", "London", "CA"), ("Lodnon", "London", "GB")),
        *(("Триполи", "Tripoli", "LY"), ("東京", "Tokyo", "JP"), ("Αθήνα", "Athens", "GR"), ("القاهره", "Cairo", "EG")),
        *(("リビア", "Libya", "LY"), ("Ливия", "Libya", "LY"), ("kyev", "Kyiv", "UA"), ("tokyo japan", "Tokyo", "JP")),
        *(("fransisco", "San Francisco", "US"), ("new york, new york", "New York City", "US")),
        *(("georgia", "Georgia", "GE"), ("atlanta, georgia", "Atlanta", "US"), ("Moscow", "Moscow", "RU")),
        *(("Paris, Nowhere", "Paris", "FR"), ("Bombay", "Mumbai", "IN"), ("St Petersburg", "Saint Petersburg", "RU")),
    ],
)
def test_search_finds_first_what_is_meant(known, text, name, country):
    assert first(known, text) == (name, country)


def test_what_is_called_so_comes_before_what_begins_so_and_that_before_slips(known):
    names = [entry.name for entry in known.find("York", limit=40)]
    assert names[0] == "York"
    assert names.index("York") < names.index("New York City") < len(names)
    slips = [entry.name for entry in known.find("Pittsburg")]
    assert slips.index("Pittsburg") < slips.index("Pittsburgh")


def test_search_as_one_types_comes_to_the_place(known):
    text = "Tripoli"
    found = [known.find(text[:size]) for size in range(1, len(text) + 1)]
    assert all(found)
    assert all(entry.name[0] == "T" for entry in found[0])
    assert all(entries[0].id == TRIPOLI for entries in found[4:])


@pytest.mark.parametrize("text", ["Washington, D.C.", "Oklahoma City, Oklahoma", "Mexico City Mexico", "York, York"])
def test_place_that_is_found_in_two_ways_is_given_once(known, text):
    ids = [entry.id for entry in known.find(text)]
    assert len(set(ids)) == len(ids) > 0


@pytest.mark.parametrize("limit", [1, 3, 25])
def test_search_gives_each_place_once_and_no_more_than_asked_for(known, limit):
    found = known.find("san", limit=limit)
    assert len({entry.id for entry in found}) == len(found) == limit


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "%", "_", "'", '"', "a%' or 1=1 --", ",", ",,,", ", Texas", "Paris,", "\x00", "\ud800", "🙂"),
        *("a" * 200, "aeiou" * 100, "ab, " * 100, "dido saso lelo kikike", "ﷺ", "\u202e", "a" * 100_000, "ß" * 200),
    ],
)
def test_search_takes_any_text_and_finds_nothing_in_none(known, text):
    found = known.find(text)
    assert bool(found) <= any(map(str.isalnum, text))


def plan(query: str, *values: object) -> str:
    file = sqlite3.connect(f"{places.FILE.as_uri()}?mode=ro", uri=True)
    return " / ".join(row[3] for row in file.execute(f"explain query plan {query}", values))


@pytest.mark.parametrize(
    ("query", "values", "found"),
    [
        (places._CALLED.format("(?,?),(?,?)"), 4, "SEARCH name USING PRIMARY KEY (skeleton=? AND key=?)"),
        (places._PLACES.format("(?),(?)"), 2, "SEARCH place USING INTEGER PRIMARY KEY (rowid=?)"),
        (places._COUNTRY, 1, "SEARCH place USING INDEX country (country=?)"),
        (places._EXACTLY, 2, "SEARCH name USING PRIMARY KEY (skeleton=? AND key=?)"),
        (places._NOTABLE, 1, "SEARCH notable USING PRIMARY KEY (beginning=?)"),
        (places._BEGUN, 4, "SEARCH name USING PRIMARY KEY (skeleton>? AND skeleton<?)"),
        (places._SOUNDING.format("(?),(?)"), 4, "SEARCH name USING PRIMARY KEY (skeleton=?)"),
        (places._SOUNDING_BEGUN, 4, "SEARCH name USING PRIMARY KEY (skeleton>? AND skeleton<?)"),
    ],
)
def test_every_question_is_answered_by_index(query, values, found):
    told = plan(query, *["a"] * values)
    assert found in told
    assert "SCAN name" not in told
    assert "SCAN place" not in told


def test_beginnings_that_many_names_have_lead_to_few_places(file):
    for beginning in ("a", "s", "sa", "san", "san ", "saint", "santa", "al"):
        those = "select count(*) from name where key between ? and ?"
        assert file.execute(those, (beginning, beginning + "\U0010ffff")).fetchone() > (places.MANY,)
        assert file.execute(places._NOTABLE, (beginning,)).fetchall()
    most = "select max(counted) from (select count(*) as counted from notable group by beginning)"
    assert file.execute(most).fetchone() == (places.NOTABLE,)


def test_opening_and_a_thousand_look_ups_take_less_than_ten_megabytes():
    script = """
import geo.gazetteer.places, random
def used(): return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS")))
before = used()
known = geo.gazetteer.places.gazetteer()
random.seed(1)
for number in range(1000):
    name = "".join(random.choice("bdklmnrst") + random.choice("aeio") for _ in range(3))
    known.called([name, name[:4], name[2:]])
    if number % 10 == 0:
        known.find(name)
print(used() - before)
"""
    if not sys.platform.startswith("linux"):
        pytest.skip("reads /proc")
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert int(ran.stdout) < 10_000
