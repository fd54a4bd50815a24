"""The places that a name of a list may mean, with points for each, and the one that leads by a clear margin.

Points are logarithms to base ten: of how many people live there, of how much the name is the place's own, and of the
company of the other rows.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from geo.gazetteer.company import Company
from geo.gazetteer.holders import Head, Holders, Row, Within
from geo.gazetteer.places import SETTLEMENTS, Entry
from geo.gazetteer.sites import is_site
from geo.gazetteer.spelling import key, skeleton
from geo.measure.geodesy import sphere_km

#: A place of so many people is known by its other names too.
KNOWN = 100_000
#: A place that nobody has counted people of weighs as much as one of so many.
SMALL = 500
#: A place and a region or settlement of its name so near are one to a reader.
SAME_KM = 25.0
#: What is filled is so many times as likely as the next.
_MARGIN = math.log10(3)
#: Of the places of a name so many are weighed, the most populous.
_MAX_WEIGHED = 30
#: A list of countries, or of regions, has so great a share of names that are such.
_AREAS = 0.6
#: A city with so great a share of the people of a region comes before it, wherever it lies.
_OF_REGION = 0.02
#: A country weighs as much as a city of so many people.
_COUNTRY = 1_000_000
#: A name beside its own counts less for a place: the beginning of its own, as “Frankfurt”; one that sounds alike, as
#: “Moskau”; one that does not, as “Cham” for Damascus.
_BEGINNING, _ALIKE, _STRANGE = 0.3, 1.0, 1.5
#: Who writes an accent or an apostrophe means a place that is written so: San José, Saint George's.
_EXACT = 0.5
#: How much less a region or county is meant, where a list is one of settlements.
_REGION, _COUNTY = 0.7, 1.5
#: What a list of countries or of regions has comes before all else.
_OF_AREA = 6.0

Area = Literal["country", "region"]


class Weighed(NamedTuple):
    """A place that a name may mean, with its points as a logarithm to base ten."""

    entry: Entry
    points: float


class Asked(NamedTuple):
    """A row without a position, as it is looked up."""

    row: int
    head: Head
    within: Within
    entries: list[Entry]
    is_elsewhere: bool
    is_site: bool


def asked_of(number: int, row: Row, holders: Holders) -> Asked:
    """The row of this number as it is looked up; of its places, those in its country and region if there are any."""
    head = holders.head(row)
    within = holders.within(row, head)
    entries = sorted(holders.called(head.key), key=lambda entry: -entry.population)
    held = within.narrowed(entries)
    is_elsewhere = bool(entries) and not held
    unheld = bool(head.tail) and not within.told  # “The Bridge, Norwalk”: no country or region is named after it
    kept = (held or entries)[:_MAX_WEIGHED]
    return Asked(number, head, within, kept, is_elsewhere, unheld or is_site(row.name))


def area_of(asked: Sequence[Asked]) -> Area | None:
    """Whether a list is one of countries or of regions."""
    found = [each.entries for each in asked if each.entries]
    for area in ("country", "region"):
        if sum(_is_of(each, area) for each in found) > _AREAS * max(1, len(found)):
            return area
    return None


def _is_of(entries: Sequence[Entry], area: Area) -> bool:
    """Whether a name may stand in a list of countries, or of regions, which no large city has its name from."""
    areas = [entry for entry in entries if entry.kind == area]
    if area == "country":
        return bool(areas)
    cities = [entry for entry in entries if entry.kind in SETTLEMENTS and entry.official]
    return any(
        entry.official and not any(city.population > _OF_REGION * entry.population for city in cities)
        for entry in areas
    )


def priors(asked: Asked, area: Area | None) -> list[Weighed]:
    """The places of a row with their points on their own."""
    return [Weighed(entry, prior(entry, asked.head, area)) for entry in asked.entries]


def prior(entry: Entry, head: Head, area: Area | None) -> float:
    """The points of a place on its own."""
    people = _COUNTRY if entry.kind == "country" else max(entry.population, SMALL)
    points = math.log10(people)
    if entry.kind == area:
        return points + _OF_AREA
    if not entry.official and head.key.isascii() and entry.kind != "country":
        points -= _strangeness(entry, head)
    elif not head.name.isascii() or "'" in head.name:
        points += _EXACT * (entry.name.casefold().replace("’", "'") == head.name.casefold().replace("’", "'"))
    return points - {"region": _REGION, "county": _COUNTY}.get(entry.kind, 0.0)


def _strangeness(entry: Entry, head: Head) -> float:
    """How many points a name that is not its own costs a place."""
    if key(entry.name).startswith(head.key + " "):
        return _BEGINNING
    return _ALIKE if sounds_alike(entry, head) else _STRANGE


def sounds_alike(entry: Entry, head: Head) -> bool:
    """Whether a place's own name begins with the same sound."""
    return skeleton(key(entry.name))[:1] == skeleton(head.key)[:1]


def in_company(asked: Sequence[Asked], alone: Sequence[Sequence[Weighed]], company: Company) -> list[list[Weighed]]:
    """The places of all rows by their points `alone` and those of the company."""
    places = [
        (row.row, entry.country, entry.position) for row, each in zip(asked, alone, strict=True) for entry, _ in each
    ]
    points = iter(company.points(places).tolist())
    return [ranked_of(Weighed(entry, own + next(points)) for entry, own in each) for each in alone]


def ranked_of(weighed: Iterable[Weighed]) -> list[Weighed]:
    """The places, the likeliest first."""
    return sorted(weighed, key=lambda each: (-each.points, each.entry.id))


def leading_of(ranked: Sequence[Weighed], area: Area | None) -> Weighed | None:
    """The place that is meant with a clear margin, if one is: a settlement before a region or country that holds it."""
    wanted = frozenset((area,)) if area else SETTLEMENTS
    first = next((each for each in ranked if each.entry.kind in wanted), None)
    if first is None and ranked and ranked[0].entry.kind == "country":
        first = ranked[0]
    if first is None:
        return None
    first = next((each for each in ranked if owns(each.entry, first.entry)), first)
    least = first.points - _MARGIN
    rivals = (each for each in ranked if each.points > least and each is not first)
    return first if all(_are_one(first.entry, rival.entry) for rival in rivals) else None


def owns(entry: Entry, meant: Entry) -> bool:
    """Whether a settlement has for its own the name that a larger one beside it has too: New Delhi, beside Delhi."""
    if not entry.official or meant.official or entry.kind not in SETTLEMENTS:
        return False
    return sphere_km(meant.position, entry.position) < SAME_KM


def _are_one(meant: Entry, other: Entry) -> bool:
    """Whether a place stands for another of its name: the region or country round it, or what is as near."""
    if other.kind == "country":
        return other.country == meant.country
    if other.kind == "county" and other.region == meant.region:
        return True
    if other.kind == "region" and other.country == meant.country and meant.kind in SETTLEMENTS:
        is_city = meant.population >= max(KNOWN, _OF_REGION * other.population)
        return other.id == meant.region or is_city
    is_less = meant.population >= other.population or (meant.official and not other.official)
    return is_less and sphere_km(meant.position, other.position) < SAME_KM
