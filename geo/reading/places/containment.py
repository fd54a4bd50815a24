"""What a text says that a place lies in, as in "Paris, Texas"."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from geo.gazetteer.places import Entry
from geo.reading.places.spans import Span
from geo.reading.places.words import Word

#: Kinds of places where people live side by side.
SETTLEMENTS = frozenset(("city", "town", "village"))
#: Kinds of places that others lie in, as far as the gazetteer knows it.
HOLDERS = frozenset(("country", "region", "county"))

#: A region has so many times the people of a settlement that is hardly meant by its name; fewer, where that is
#: another name of it: Oklahoma City, and not New York.
_OUTWEIGHED, _OUTWEIGHED_ALIAS = 50, 3

_BETWEEN = (", ", " (")
_LISTED = (" and ", " or ", ", and ", ", or ")


def holds(holder: Entry, entry: Entry) -> float:
    """How surely a place lies in another: 1 or 0; of a county and a settlement only their region is known, so 0.5."""
    if holder.id == entry.id:
        return 0.0
    if holder.kind == "country":
        return float(holder.country == entry.country and entry.kind != "country")
    if holder.kind == "region":
        return float(holder.id == entry.region)
    return 0.5 if holder.kind == "county" and holder.region == entry.region and entry.kind in SETTLEMENTS else 0.0


class Containment:
    """What stands right behind the names of a text and may hold their places; all by the keys of names."""

    def __init__(self, text: str, words: list[Word], spans: list[Span]) -> None:
        self._places: dict[str, tuple[Entry, ...]] = {span.key: span.entries for span in spans}
        self._behind: dict[str, Counter[str]] = {}
        self._held: Counter[str] = Counter()
        gaps = [text[words[one.last - 1].end : words[two.first].start] for one, two in pairwise(spans)]
        said: Counter[tuple[str, str]] = Counter()
        for name, holder, gap, after in zip(spans, spans[1:], gaps, [*gaps[1:], ""], strict=False):
            is_list = after in _LISTED and _are_constants(name.entries, holder.entries)
            if gap in _BETWEEN and not is_list:
                said[name.key, holder.key] += 1
        for (name_key, holder_key), times in said.items():
            holders = self._holders(holder_key)
            if _hold(holders, self._places[name_key]):
                self._held[holder_key] += times
            elif _may_be_listed(self._places[holder_key]):
                continue  # "Tripoli, Derna" is a list, though Derna is a region as well.
            if holders:
                self._behind.setdefault(name_key, Counter())[holder_key] = times

    def within(self, key: str) -> tuple[tuple[float, Entry], ...]:
        """What a name is said to lie in, with the share of the times that this is said at all."""
        behind = self._behind.get(key, Counter())
        return tuple((times / behind.total(), entry) for made, times in behind.items() for entry in self._holders(made))

    def held_by(self, key: str) -> int:
        """How often a name stands right behind that of a place in it."""
        return self._held[key]

    def _holders(self, key: str) -> list[Entry]:
        return [entry for entry in self._places[key] if entry.kind in HOLDERS]


def _are_constants(entries: Sequence[Entry], others: Sequence[Entry]) -> bool:
    """Whether two names may stand in a list: "Rome, New York and London", as New York is a city too; "China, Japan"."""
    kinds, wide = {entry.kind for entry in others}, {entry.kind for entry in entries} & {"country", "region"}
    return "city" in kinds or not wide.isdisjoint(kinds)


def _may_be_listed(entries: Sequence[Entry]) -> bool:
    """Whether a name is that of a settlement that may be meant beside its region or country; not so "Idaho"."""
    towns = [entry for entry in entries if entry.kind in SETTLEMENTS]
    weighed = [town.population * (_OUTWEIGHED if town.official else _OUTWEIGHED_ALIAS) for town in towns]
    wide = max((e.population for e in entries if e.kind in ("region", "country") and e.official), default=0)
    return max(weighed, default=0) > wide


def _hold(holders: Sequence[Entry], entries: Sequence[Entry]) -> bool:
    """Whether one of the places lies in a country or region among the others; counties are not looked at."""
    countries = {holder.country for holder in holders if holder.kind == "country"}
    regions = {holder.id for holder in holders if holder.kind == "region"}
    return any(e.region in regions or (e.country in countries and e.kind != "country") for e in entries)
