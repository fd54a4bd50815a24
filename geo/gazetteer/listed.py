"""The names of a list as places of the gazetteer: which are sure, which a person has to choose, which are unknown.

A list is read by its company: the country or region that a column names, or most of the other names lie in, and the
places near by. A settlement comes before a region or country of its name, unless the list is one of countries. What is
filled has a clear margin; other names of a place and near spellings are offered at most.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geo.gazetteer.places import SETTLEMENTS, Entry, Gazetteer
from geo.gazetteer.spelling import key
from geo.measure.sphere import cosine, unit_vectors
from geo.story.codec import is_country_code

#: So many candidates are offered for a name: as many as there are keys for them.
MAX_OFFERED = 9
#: What is filled is so many times as likely as the next.
_MARGIN = 3.0
#: The same for another name of a place beside one whose own name it is: Cham is Damascus, and a town in Bavaria.
_ALIAS_MARGIN = 12.0
#: What lies in the country or region that the row names counts so many times; where most of the list lies, less.
_HELD, _IN_COMPANY, _NEAR = 1e6, 100.0, 10.0
#: A list is one of a country where so great a share of its sure names lie there, and at least so many.
_SHARE, _LEAST = 0.6, 3
_NEAR_KM = 300.0
#: A list of countries, or of regions, has so great a share of names that are such.
_AREAS = 0.6
#: A place that nobody has counted people of weighs as much as one of so many.
_SMALL = 500.0


class Row(NamedTuple):
    """A name of a list, with what its row says of where it lies: texts of a country, a region and an address."""

    name: str
    country: str = ""
    region: str = ""
    address: str = ""


class Judged(NamedTuple):
    """What a name of a list means: `entry` where that is sure, else candidates, the likeliest first, and the reason."""

    entry: Entry | None
    candidates: tuple[Entry, ...]
    reason: str


class _Holder(NamedTuple):
    """The countries and regions that a row may name."""

    countries: frozenset[str]
    regions: frozenset[int]

    @property
    def is_known(self) -> bool:
        return bool(self.countries or self.regions)

    def holds(self, entry: Entry) -> bool:
        return entry.country in self.countries or entry.region in self.regions


_NOWHERE = _Holder(frozenset(), frozenset())
_UNKNOWN = Judged(None, (), "The gazetteer has no place of this name.")


def judge(rows: Sequence[Row], known: Gazetteer) -> list[Judged]:
    """Judge the names of a list by each other. Takes some milliseconds for a hundred."""
    holders = _holders(rows, known)
    heads = [_head(row) for row in rows]
    named = known.named(filter(None, {key(head) for head, _ in heads}))
    found = [named.get(key(head), []) for head, _ in heads]
    areas = sum(_is_area(each) for each in found) > _AREAS * sum(map(bool, found))
    held = [holders.get(within, _NOWHERE) for _, within in heads]
    weighed = [_weighed(each, holder, areas) for each, holder in zip(found, held, strict=True)]
    clear = [(each[0][0], holder.is_known) for each, holder in zip(weighed, held, strict=True) if _is_clear(each)]
    company = _Company(clear)
    return [
        _judged(each if holder.is_known else company.weighed(each), company, holder, within)
        for each, holder, (_, within) in zip(weighed, held, heads, strict=True)
    ]


def _head(row: Row) -> tuple[str, str]:
    """The name that is looked up, and the text of what it lies in: “Norwalk, Connecticut” has both."""
    within = row.country or row.region or row.address.rpartition(",")[2]
    name, comma, rest = row.name.partition(",")
    if comma and rest.strip():
        return name, rest.strip()
    return row.name, within.strip()


def _holders(rows: Sequence[Row], known: Gazetteer) -> dict[str, _Holder]:
    """By text, the countries and regions that are called so; their codes too."""
    texts = {within for row in rows if (within := _head(row)[1])}
    found = {}
    by_key = known.named({key(text) for text in texts}, codes=True)
    for text in texts:
        if is_country_code(text):
            found[text] = _Holder(frozenset((text,)), frozenset())
            continue
        entries = [entry for entry, _ in by_key.get(key(text), [])]
        countries = frozenset(entry.country for entry in entries if entry.kind == "country")
        regions = frozenset(entry.id for entry in entries if entry.kind == "region")
        if countries or regions:
            found[text] = _Holder(countries, regions if not countries else frozenset())
    return found


def _is_area(candidates: Iterable[tuple[Entry, float]]) -> bool:
    best = max(candidates, key=lambda each: each[1], default=None)
    return best is not None and best[0].kind in ("country", "continent")


def _weighed(candidates: Sequence[tuple[Entry, float]], holder: _Holder, areas: bool) -> list[tuple[Entry, float]]:
    """The candidates, the likeliest first: settlements before others, what the row's country holds before all."""
    found = []
    for entry, weight in candidates:
        if holder.is_known and not holder.holds(entry):
            continue
        is_first = entry.kind == "country" if areas else entry.kind in SETTLEMENTS
        found.append((entry, max(weight, _SMALL) * (_HELD if is_first else 1.0)))
    return sorted(found, key=lambda each: -each[1])


def _is_clear(weighed: Sequence[tuple[Entry, float]]) -> bool:
    """Whether the first candidate is so much likelier than the next."""
    return bool(weighed) and (len(weighed) == 1 or weighed[0][1] >= _MARGIN * weighed[1][1])


class _Company:
    """The places of a list that are clear by themselves: what lies with them is likelier."""

    def __init__(self, clear: Sequence[tuple[Entry, bool]]) -> None:
        """With each place comes whether its row says where it lies: such a row says nothing of the others."""
        countries = Counter(entry.country for entry, is_held in clear if not is_held)
        (self.country, count), *_ = countries.most_common(1) or [("", 0)]
        self.is_of_one_country = count >= _LEAST and count >= _SHARE * countries.total()
        self._vectors = unit_vectors([entry.position for entry, _ in clear])

    def weighed(self, candidates: Sequence[tuple[Entry, float]]) -> list[tuple[Entry, float]]:
        """The candidates anew, where several may be meant: those in the country of the list, or near others, first."""
        if len(candidates) < 2:
            return list(candidates)
        near = self._near([entry for entry, _ in candidates])
        found = []
        for (entry, weight), count in zip(candidates, near, strict=True):
            in_country = self.is_of_one_country and entry.country == self.country
            found.append((entry, weight * (_IN_COMPANY if in_country else 1.0) * (_NEAR if count > 1 else 1.0)))
        return sorted(found, key=lambda each: -each[1])

    def _near(self, entries: Sequence[Entry]) -> list[int]:
        """How many places of the list lie near each of these; itself may be one."""
        if not len(self._vectors):
            return [0] * len(entries)
        close = unit_vectors([entry.position for entry in entries]) @ self._vectors.T > cosine(_NEAR_KM)
        counts: list[int] = close.sum(axis=1).tolist()
        return counts


def _judged(weighed: Sequence[tuple[Entry, float]], company: _Company, holder: _Holder, within: str) -> Judged:
    candidates = tuple(entry for entry, _ in weighed[:MAX_OFFERED])
    if not candidates:
        return _UNKNOWN
    first = candidates[0]
    namesake = max((weight for entry, weight in weighed if entry.official), default=0.0)
    if not _is_clear(weighed) or (not first.official and weighed[0][1] < _ALIAS_MARGIN * namesake):
        return Judged(None, candidates, "Several places have this name.")
    if within and not holder.is_known:
        return Judged(None, candidates, f"The gazetteer has no country or region called {within}.")
    if company.is_of_one_country and not holder.is_known and first.country != company.country:
        return Judged(None, candidates, "The other places of the list lie in another country.")
    if first.kind not in SETTLEMENTS and first.kind != "country":
        return Judged(None, candidates, f"The gazetteer has only a {first.kind} of this name.")
    return Judged(first, candidates, "")
