"""What the row of a list says of where its place lies: in which countries and regions, by columns or after the name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from geo.gazetteer.places import SETTLEMENTS, Entry, Gazetteer
from geo.gazetteer.spelling import key
from geo.measure.geodesy import LonLat

#: Of an address so many parts count, at its end.
_MAX_PARTS = 6
#: So many letters has a code of a country, or of a state of the United States.
_CODE = 2
_PARTS = re.compile(r"[,;()\n]")
_NUMBERS = re.compile(r"\b(?:[A-Z]{1,2}-)?\d[\w-]*")


class Row(NamedTuple):
    """A name of a list, with what its row says of where it lies: texts of a country, a region and an address.

    `at` is where the place is, of a row that has a position; such a row is company for the others.
    """

    name: str
    country: str = ""
    region: str = ""
    address: str = ""
    at: LonLat | None = None


class Within(NamedTuple):
    """The countries and regions that a row names, by code and number, and settlements that its address names.

    `told` are the words for them. What may be read as either, such as CA, `is_either`.
    """

    countries: frozenset[str] = frozenset()
    regions: frozenset[int] = frozenset()
    settlements: tuple[Entry, ...] = ()
    told: str = ""
    is_either: bool = False

    def narrowed(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those of the entries that lie there; none where none does."""
        if self.is_either:
            return [e for e in entries if e.country in self.countries or not self.regions.isdisjoint((e.region, e.id))]
        held = [entry for entry in entries if not self.countries or entry.country in self.countries]
        return [entry for entry in held if not self.regions or not self.regions.isdisjoint((entry.region, entry.id))]


class Head(NamedTuple):
    """A name as it is looked up: its key, and the parts behind it, as in “Paris, Texas”."""

    key: str
    name: str
    tail: tuple[str, ...]


def parts(text: str) -> list[str]:
    """The parts of an address or of a name with what it lies in, without house numbers and postal codes."""
    found = [_NUMBERS.sub(" ", part).strip() for part in _PARTS.split(text)]
    return [part for part in found if key(part)][:1] + [part for part in found if key(part)][1:][-_MAX_PARTS:]


class Holders:
    """The countries and regions that the rows of a list name, looked up all at once."""

    def __init__(self, rows: Sequence[Row], known: Gazetteer) -> None:
        """Look up all names of the rows too, which `named` then has by key."""
        self._parts = {text: parts(text) for row in rows for text in (row.name, row.address) if text}
        wanted = {key(row.name) for row in rows} | {key(part) for each in self._parts.values() for part in each}
        wanted |= {key(text) for row in rows for text in (row.country, row.region)}
        self.named: Mapping[str, list[Entry]] = known.named(filter(None, wanted))
        self._codes = known.country_codes()
        self._found: dict[tuple[str, ...], Within] = {}

    def head(self, row: Row) -> Head:
        """The name of a row: all of it where the gazetteer has that, else its first part."""
        whole = key(row.name)
        if self.called(whole):
            return Head(whole, row.name, ())
        first, *tail = self._parts.get(row.name) or [row.name]
        return Head(key(first), first, tuple(tail))

    def called(self, made: str) -> list[Entry]:
        """The places with this key for a name; what it is only a code of is none of them."""
        return [entry for entry in self.named.get(made, ()) if not entry.short]

    def within(self, row: Row, head: Head) -> Within:
        """What a row says of where its place lies."""
        asked = (row.country, row.region, row.address, *head.tail)
        if asked not in self._found:
            self._found[asked] = self._within(row, head)
        return self._found[asked]

    def _within(self, row: Row, head: Head) -> Within:
        address = [part for part in self._parts.get(row.address, ()) if key(part) != head.key]
        loose = [*head.tail, *address]
        countries = self._countries([row.country]) if row.country else frozenset[str]()
        regions = self._regions([row.region], countries) if row.region else frozenset[int]()
        if row.country and not countries:  # “England” in a column of countries
            regions = regions or self._regions([row.country], countries)
        told = next((text for text in (row.region, row.country) if text), "")
        is_either = False
        for part in reversed(loose):
            if not countries and not regions:
                countries = self._countries([part])
                if not countries or len(part) == _CODE:  # CA is California as well
                    regions = self._regions([part], frozenset())
                is_either = bool(countries and regions)
                told = part if countries or regions else told
            elif not regions and (regions := self._regions([part], countries)):
                told = part
        settled = tuple(entry for part in address for entry in self.called(key(part)) if entry.kind in SETTLEMENTS)
        return Within(countries, regions, settled, told if countries or regions else "", is_either)

    def _countries(self, texts: Sequence[str]) -> frozenset[str]:
        found = {entry.country for text in texts for entry in self._all(text) if entry.kind == "country"}
        # Not by its key, which writes MT out as Mount.
        return frozenset(found | {code for text in texts if (code := text.strip().upper()) in self._codes})

    def _regions(self, texts: Iterable[str], countries: frozenset[str]) -> frozenset[int]:
        found = [entry for text in texts for entry in self._all(text) if entry.kind in ("region", "county")]
        inside = [entry for entry in found if not countries or entry.country in countries]
        return frozenset(entry.id if entry.kind == "region" else entry.region for entry in inside)

    def _all(self, text: str) -> list[Entry]:
        return self.named.get(key(text), [])
