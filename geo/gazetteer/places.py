"""Places by name: a gazetteer in one SQLite file, compiled from GeoNames by `data/rebuild_gazetteer.py`.

It holds settlements of a thousand people or more with their names in many languages and scripts, countries, regions,
counties, and seas, islands, rivers and areas of a table of our own. With them comes what tells a place's name from
other capitals in English prose: which of the names are words of the dictionary too, and which words are people's names.
"""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from geo.base.checkpoint import checkpoint
from geo.base.root import ROOT
from geo.gazetteer.spelling import key as key  # others have it from here
from geo.gazetteer.spelling import neighbours, skeleton
from geo.measure.geodesy import LonLat

FILE = ROOT / "data" / "gazetteer.sqlite"
CREDIT, CREDIT_LINK = "GeoNames (CC BY 4.0)", "https://www.geonames.org/"

#: What an entry may be, from the widest to the narrowest; the file has them as numbers in this order.
KINDS = (
    *("continent", "area", "country", "region", "county", "city", "town", "village"),
    *("island", "sea", "lake", "river", "mountain", "place"),
)
SETTLEMENTS = frozenset(("city", "town", "village"))
#: What a word may be beside a place's name.
WORD, GIVEN_NAME, SURNAME, COMMON_SURNAME = 1, 2, 4, 8
#: What a name is for: prose and search; search only; prose, where a comma or a full stop says that it is one. Or it is
#: no name but the rest of one, from a later word on, for search.
NAME, FOUND_ONLY, SHORT_FORM, REST = range(4)
#: The file has positions in whole hundred-thousandths of a degree, as GeoNames gives them.
PER_DEGREE = 100_000
#: Where more names than this begin in one way, the file lists the `NOTABLE` places among them.
MANY, NOTABLE = 1_000, 30

#: Of what is typed so much counts.
_MAX_TEXT = 100
#: A name may have a slip for each so many letters that are typed.
_LETTERS_A_SLIP = 4
#: Of names with so many consonants and more the beginning tells enough to look for those that are spelt nearly so.
_TELLING = 3
_MAX_NEAR = 2_000
#: The country or region after a name has so many words at most.
_WORDS_AROUND = 3
_ASKED_AT_ONCE = 400
_LAST = "\U0010ffff"

#: How far off a name is: a place is called so, has such a code, its name or the rest of it begins so; or slips count.
_CALLED_SO, _CODE, _BEGINS, _SLIPPED = 0.0, 0.5, 1.0, 2.0
_LESS_LIKELY = {"region": 4, "county": 10, "area": 10}

_ENTRY = "place.id, place.name, kind, lon, lat, population, country, region"
# What is asked for comes first, or each name of the file would be held against it.
_CALLED = f"""with asked (skeleton, key) as (values {{}})
    select name.key, {_ENTRY}, also, use from asked cross join name using (skeleton, key) join place on id = place
    where use in ({NAME}, {SHORT_FORM})"""
_NAMED = f"""with asked (skeleton, key) as (values {{}})
    select name.key, {_ENTRY}, also, use from asked cross join name using (skeleton, key) join place on id = place
    where use <> {REST}"""
_PLACES = f"select {_ENTRY}, 0, 0 from place where id in (values {{}})"
_COUNTRY = f"select {_ENTRY}, 0, 0 from place where country = ? and kind = {KINDS.index('country')}"
_CODES = f"select country from place where kind = {KINDS.index('country')}"
_EXACTLY = "select key, also, use, place from name where skeleton = ? and key = ?"
_CONTINUED = f"""select distinct {_ENTRY}, 1, {REST} from name join place on id = place
    where skeleton between ? and ? and key between ? and ? limit ?"""
_NOTABLE = "select also, use, place from notable where beginning = ?"
_BEGUN = "select key, also, use, place from name where skeleton between ? and ? and key between ? and ?"
_SOUNDING = """select key, also, use, place from name
    where skeleton in (values {}) and length(key) between ? and ?"""
_SOUNDING_BEGUN = "select key, also, use, place from name where skeleton between ? and ? and length(key) > ? limit ?"

#: A row of SQLite's: the query says what is in it.
_Row: TypeAlias = Any


class Entry(NamedTuple):
    """A place of the gazetteer.

    `id` is its number in the file: the GeoNames id where that is known, else below zero. `country` is an ISO 3166-1
    alpha-2 code, empty for a place in several or none; `region` the `id` of the region that it is in, 0 for none.
    `population` of a region is that of its settlements together; where nobody counts people, as in a sea, it is a guess
    at how well known the place is. `official` says whether the name that was asked for is its own name, and not one
    it also has; `short` whether it is a short form such as "Calif.".
    """

    id: int
    name: str
    kind: str
    position: LonLat
    population: int
    country: str
    region: int
    official: bool
    short: bool

    @property
    def geonameid(self) -> int | None:
        """Its number at GeoNames; None where the entry was made from other data."""
        return self.id if self.id > 0 else None

    @property
    def inhabitants(self) -> int | None:
        """How many people live in a country or a settlement; None of others, and where nobody has counted them."""
        counted = self.id > 0 and self.kind not in ("region", "county")
        return self.population or None if counted else None


class _Match(NamedTuple):
    """A name of a place that a search finds, and how far off it is; what sorts first is nearest."""

    off: float
    also: int
    use: int
    place: int


class _Hit(NamedTuple):
    """A place that a search finds, how far off its name is, and how likely it is beside others as far off."""

    off: float
    weight: float
    entry: Entry


def weight(kind: str, population: int, also: int, use: int) -> float:
    """How likely a place is meant by a name that others have too: rather a country, a city, one that owns the name."""
    heavy = population + 1e8 if kind in ("continent", "country") else population / _LESS_LIKELY.get(kind, 1)
    return heavy / (100 if use == FOUND_ONLY else 10 if also else 1)


class Gazetteer:
    """The file, open for reading. What is asked for is found by index; nothing of it is kept in memory."""

    def __init__(self, file: Path = FILE) -> None:
        """Raises `sqlite3.OperationalError` where there is no such file."""
        # Streamlit runs each visitor in a thread of their own; the module is compiled to be shared by threads.
        self._file = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def called(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """The places that have a name with one of these keys, by key; the most populous first."""
        found: dict[str, list[Entry]] = {}
        for made, *row in self._all(_CALLED, ((skeleton(made), made) for made in set(keys))):
            found.setdefault(made, []).append(_entry(row))
        for entries in found.values():
            entries.sort(key=lambda entry: -entry.population)
        return found

    def named(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """The places by key as in `called`, and those that have it for a code or a name in other letters."""
        found: dict[str, list[Entry]] = {}
        for made, *row in self._all(_NAMED, ((skeleton(made), made) for made in set(keys))):
            found.setdefault(made, []).append(_entry(row)._replace(short=_is_code(made, row[-1])))
        return found

    def continued(self, made: str, limit: int) -> list[Entry]:
        """The places whose name has more words after this key, or has it after others: "neuenahr" in "Bad Neuenahr"."""
        beginning = skeleton(made)
        rows = self._file.execute(_CONTINUED, (beginning, beginning + _LAST, made + " ", made + " " + _LAST, limit))
        return [_entry(row) for row in rows]

    def words(self, keys: Iterable[str]) -> dict[str, int]:
        """What of these keys are words of the dictionary or people's names: the sum of `WORD` and so on."""
        return dict(self._all("select key, kinds from word where key in (values {})", zip(keys)))

    def demonyms(self, keys: Iterable[str]) -> dict[str, int]:
        """By key, the `id` of the country whose people or things are called so, as in "Libyan" and "Libyans"."""
        return dict(self._all("select key, place from demonym where key in (values {})", zip(keys)))

    def places(self, ids: Iterable[int]) -> dict[int, Entry]:
        """The places with these numbers."""
        return {row[0]: _entry(row) for row in self._all(_PLACES, zip(ids))}

    def country_codes(self) -> frozenset[str]:
        """The ISO 3166-1 alpha-2 codes of all countries."""
        return frozenset(code for (code,) in self._file.execute(_CODES))

    def around(self, entry: Entry) -> list[Entry]:
        """The region and the country that a place is in, as far as they are known."""
        wide = list(self.places([entry.region]).values())
        if entry.kind != "country":
            wide += [_entry(row) for row in self._file.execute(_COUNTRY, (entry.country,))]
        return wide

    def find(self, text: str, limit: int = 10) -> list[Entry]:
        """The places that somebody may mean who has typed this much of a name, in any script, the likeliest first.

        First those that are called so, then those whose name or the rest of it begins so, then those that are spelt
        nearly so. A country or a region may follow, after a comma or without: "Paris, Texas", "Cairo Egypt".
        """
        text = text[:_MAX_TEXT]
        hits = self._like(key(text), limit)
        inside = []
        for head, tail, is_begun in _split(text):
            if is_inside := self._inside(tail, is_begun):
                inside += [hit for hit in self._like(head, limit) if is_inside(hit.entry)]
        if inside:
            hits = [hit for hit in hits if hit.off < _SLIPPED] + inside
        elif not hits and "," in text:
            hits = self._like(key(text.partition(",")[0]), limit)
        found: dict[int, Entry] = {}
        for hit in sorted(hits, key=lambda hit: (hit.off, -hit.weight)):
            found.setdefault(hit.entry.id, hit.entry)
        return list(found.values())[:limit]

    def _like(self, wanted: str, limit: int) -> list[_Hit]:
        """The places that a key may mean; those that are spelt nearly so only where there are few others."""
        if not wanted:
            return []
        best = _nearest(self._exactly(wanted))
        # Who has typed a name that there is has hardly made two slips; who has typed a place's own name, none.
        slips = 1 if best else max(1, (len(wanted) + 1) // _LETTERS_A_SLIP)
        is_own = any(match.off == _CALLED_SO and not match.also for match in best.values())
        if len(best) < limit:
            best = _nearest(self._begun(wanted)) | best
        if len(best) < limit and not is_own:
            best = _nearest(self._nearly(wanted, slips)) | best
        places = self.places(best)
        return [_hit(places[match.place], match) for match in best.values()]

    def _exactly(self, wanted: str) -> Iterator[_Match]:
        for made, also, use, place in self._file.execute(_EXACTLY, (skeleton(wanted), wanted)):
            yield _Match(_BEGINS if use == REST else _CODE if _is_code(made, use) else _CALLED_SO, also, use, place)

    def _begun(self, wanted: str) -> Iterator[_Match]:
        notable = self._file.execute(_NOTABLE, (wanted,)).fetchall()
        if notable:
            yield from (_Match(_BEGINS, *row) for row in notable)
            return
        whole = skeleton(wanted)
        for made, also, use, place in self._file.execute(_BEGUN, (whole, whole + _LAST, wanted, wanted + _LAST)):
            if not _is_code(made, use):
                yield _Match(_BEGINS, also, use, place)

    def _nearly(self, wanted: str, most: int) -> Iterator[_Match]:
        from rapidfuzz.distance import OSA  # here, as most pages search for nothing

        whole = skeleton(wanted)
        for made, *name in self._all(_SOUNDING, zip(neighbours(whole)), (len(wanted) - most, len(wanted) + most)):
            slips = OSA.distance(wanted, made, score_cutoff=most)
            if slips <= most and not _is_code(made, name[1]):
                yield _Match(_SLIPPED + slips, *name)
        if len(whole) < _TELLING:
            return
        for made, *name in self._file.execute(_SOUNDING_BEGUN, (whole, whole + _LAST, len(wanted), _MAX_NEAR)):
            slips = OSA.distance(wanted, made[: len(wanted)], score_cutoff=most)
            if slips <= most:
                yield _Match(_SLIPPED + slips + 0.5, *name)

    def _inside(self, tail: str, is_begun: bool) -> Callable[[Entry], bool] | None:
        """What says whether a place is in the country or region that a key names or, where `is_begun`, begins to name.

        None where it can name none.
        """
        named = self.places(row[-1] for row in self._file.execute(_EXACTLY, (skeleton(tail), tail))).values()
        regions = {entry.id for entry in named if entry.kind == "region"}
        countries = {entry.country for entry in named if entry.kind == "country"}

        def is_inside(entry: Entry) -> bool:
            if entry.region in regions or entry.country in countries:
                return True
            return is_begun and any(key(place.name).startswith(tail) for place in self.around(entry))

        return is_inside if is_begun or regions or countries else None

    def _all(self, query: str, asked: Iterable[tuple[object, ...]], more: tuple[object, ...] = ()) -> Iterator[_Row]:
        """The rows for all these values, which the query has in place of its braces, with `more` after them."""
        wanted = list(dict.fromkeys(asked))
        for begin in range(0, len(wanted), _ASKED_AT_ONCE):
            checkpoint()
            part = wanted[begin : begin + _ASKED_AT_ONCE]
            marks = ",".join([f"({','.join('?' * len(part[0]))})"] * len(part))
            yield from self._file.execute(query.format(marks), [*chain(*part), *more])


def _entry(row: _Row) -> Entry:
    number, name, kind, lon, lat, population, country, region, also, use = row
    position = LonLat(lon / PER_DEGREE, lat / PER_DEGREE)
    return Entry(number, name, KINDS[kind], position, population, country, region, not also, use == SHORT_FORM)


def _nearest(matches: Iterable[_Match]) -> dict[int, _Match]:
    """The nearest of each place's names, by place."""
    return {match.place: match for match in sorted(matches, reverse=True)}


def _hit(entry: Entry, match: _Match) -> _Hit:
    heavy = weight(entry.kind, entry.population, match.also, match.use)
    # A slip more is as unlikely as a place a thousand times as small; all these come after what begins so.
    off = match.off if match.off < _SLIPPED else match.off + 4 - math.log10(1 + heavy) / 3
    return _Hit(off, heavy, entry._replace(official=not match.also))


def _is_code(made: str, use: int) -> bool:
    """Whether a key is a code or a short form rather than a name, and means nothing before it is typed whole."""
    return use == SHORT_FORM or (use == FOUND_ONLY and len(made) <= 4 and made.isascii())


def _split(text: str) -> Iterator[tuple[str, str, bool]]:
    """Where a text may be a name and what that is in, as keys; after a comma, that may be typed in part so far."""
    head, comma, tail = text.partition(",")
    if comma and key(tail):
        yield key(head), key(tail), True
        return
    words = key(text).split()
    for at in range(max(1, len(words) - _WORDS_AROUND), len(words)):
        yield " ".join(words[:at]), " ".join(words[at:]), False


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Dateline, opened once."""
    return Gazetteer()
