"""Which place a name means, where several have it: what the article says of it, and what lies near the other places.

Each place that a name may mean has points of its own: for the people who live there, for the name's being its own, for
a region or country that the article names with it. Then all names of an article support each other: in three rounds,
each place gets points for the likely places of the other names that lie near it, or in the same region or country. The
weights were found by random search on the annotated articles that `evidence` names, and on single sentences
of our own, and rounded.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.gazetteer.places import Entry
from geo.measure.geodesy import MEAN_RADIUS_KM
from geo.measure.sphere import unit_vectors
from geo.reading.places.containment import HOLDERS, SETTLEMENTS, holds

Floats = npt.NDArray[np.float64]

#: Of the places that a name may mean so many are weighed, and offered.
MAX_CHOSEN = 14
#: So many names are weighed against each other: the time grows by the square of it, and no article has more.
_AT_ONCE = 60
_TENFOLD_POPULATION, _OFFICIAL, _WITHIN, _HOLDS = 0.32, 1.25, 4.0, 8.0
_SHADOWED, _ROUND_ITS_CITY = -2.5, -1.0
#: Of a settlement with more people than ten to this power each tenfold counts for more.
_LARGE, _TENFOLD_LARGE = 5.15, 0.4
_OF_KIND = {"country": 0.8, "region": 0.2, "county": -1.7, "continent": 1.5, "area": 1.5, "sea": 1.5, "island": 0.5}
#: Nearness counts for exp(-d / near) and, less, exp(-d / far); the middle of a wide area says little.
_NEAR_KM, _FAR_KM, _FAR, _WIDE = 75.0, 500.0, 0.8, 0.1
_SAME_REGION, _SAME_COUNTRY = 0.55, 0.2
#: A metropolis is named in articles on anywhere: it says less of where a small place is, but others are named with it.
_METROPOLIS, _METROPOLIS_AND_OTHER, _METROPOLISES = 500_000, 0.3, 0.1
_TOGETHER, _ENOUGH, _CERTAINTY, _SHARPNESS, _ROUNDS = 1.3, 7.5, 1.25, 1.9, 3
#: To lie in the country that the article is about, as a person says, outweighs all else; in the region, twice.
_ABOUT = 12.0
#: A name that is said often counts more, up to so many times.
_MAX_SAID = 4
_AREAS = frozenset(("country", "region", "continent", "area", "sea"))
#: So populous a settlement may be meant by the name of a country or region, like New York.
_CITY = 100_000
_REGION = 500_000
#: A region is named after its city, and not meant where the city may be, if that has so much of its people.
_CITY_SHARE = 0.24


class Name(NamedTuple):
    """A name of an article: the places that it may mean, and what the text says of it.

    `within` has what it is said to lie in, as in "Paris, Texas", each with its share of the times that this is said.
    `holds` is the share of times that the name stands behind a place that lies in it, like "Texas".
    """

    entries: tuple[Entry, ...]
    within: tuple[tuple[float, Entry], ...]
    holds: float
    times: int


class Beside(NamedTuple):
    """A place that the article speaks of without its name, so many times: France, in "the French police"."""

    entry: Entry
    times: int


class Chosen(NamedTuple):
    """A place that a name may mean, with its probability among the places that were weighed.

    `held` is the share of times that the article says a country, region or county which it lies in.
    """

    entry: Entry
    probability: float
    held: float


def choose(names: Sequence[Name], beside: Sequence[Beside] = (), about: Sequence[Entry] = ()) -> list[list[Chosen]]:
    """For each name the places that it may mean, the most probable first; their order in the names changes nothing.

    `about` are places that the article is about, as somebody knows who has read it: what lies there, or in the same
    region or country, comes first.
    """
    beside = [*beside, *(Beside(entry, _MAX_SAID) for entry in about)]
    blocks = [names[begin : begin + _AT_ONCE] for begin in range(0, len(names), _AT_ONCE)]
    return [chosen for block in blocks for chosen in _choose(block, beside, about)]


def _choose(names: Sequence[Name], beside: Sequence[Beside], about: Sequence[Entry]) -> list[list[Chosen]]:
    weighed = [_weighed(name, about) for name in names] + [[(entry, 0.0)] for entry, _ in beside]
    entries = [entry for each in weighed for entry, _ in each]
    own = np.repeat(np.arange(len(weighed)), [len(each) for each in weighed])
    starts = np.searchsorted(own, np.arange(len(weighed)))
    said = [*(min(name.times, _MAX_SAID) for name in names), *(min(times, _MAX_SAID) for _, times in beside)]
    nearness = _nearness(entries) * (own[:, None] != own[None, :])
    prior = np.array([points for each in weighed for _, points in each])
    probability = _shares(prior, own, starts)
    for _ in range(_ROUNDS):
        support = nearness @ (probability**_CERTAINTY * np.sqrt(said)[own])
        probability = _shares(prior + _TOGETHER * np.log1p(_ENOUGH * support), own, starts)
    found = []
    for index, name in enumerate(names):
        each = range(starts[index], starts[index] + len(weighed[index]))
        ranked = sorted(each, key=lambda i: -probability[i])
        found.append([Chosen(entries[i], float(probability[i]), _held(entries[i], name)) for i in ranked])
    return found


def _weighed(name: Name, about: Sequence[Entry]) -> list[tuple[Entry, float]]:
    """The places that a name is most likely to mean, and the points of each on its own.

    A small place that shares its name with a country stays behind that, whatever the article is about.
    """
    shadowed = any(
        entry.kind == "country" or (entry.kind == "region" and entry.official and entry.population > _REGION)
        for entry in name.entries
    )
    eponymous = _eponymous(name.entries)
    pointed = []
    for entry in name.entries:
        official = entry.official or (entry.kind == "city" and entry.country in eponymous)
        points = _OF_KIND.get(entry.kind, 0.0) + _OFFICIAL * official + _WITHIN * _held(entry, name)
        points += _TENFOLD_POPULATION * math.log10(entry.population + 1)
        if entry.kind in SETTLEMENTS:
            points += _TENFOLD_LARGE * max(0.0, math.log10(entry.population + 1) - _LARGE)
        if entry.kind in HOLDERS:
            points += _HOLDS * name.holds
        if entry.kind == "region" and entry.country in eponymous:
            points += _ROUND_ITS_CITY
        if shadowed and entry.population < _CITY and (entry.kind in SETTLEMENTS or entry.kind == "county"):
            points += _SHADOWED
        else:
            points += _ABOUT * max((_constants(entry, subject) for subject in about), default=0)
        pointed.append((entry, points))
    return sorted(pointed, key=lambda each: (-each[1], each[0].id))[:MAX_CHOSEN]


def _constants(one: Entry, other: Entry) -> int:
    """How many of country and region two places have in common."""
    if not one.country or one.country != other.country:
        return 0
    return 1 + (_region(one) == _region(other) != 0)


def _region(entry: Entry) -> int:
    """The number of the region that a place is in, or is; 0 where it is in none."""
    return entry.id if entry.kind == "region" else entry.region


def _eponymous(entries: Sequence[Entry]) -> set[str]:
    """The countries where one of the places is a region with the city of its name, in which many of its people live.

    There are none where a whole country has the name, as Mexico.
    """
    if any(entry.kind == "country" for entry in entries):
        return set()
    cities: dict[str, int] = {}
    for entry in entries:
        if entry.kind == "city":
            cities[entry.country] = max(cities.get(entry.country, 0), entry.population)
    return {
        entry.country
        for entry in entries
        if entry.kind == "region" and cities.get(entry.country, 0) >= max(_CITY_SHARE * entry.population, _CITY)
    }


def _held(entry: Entry, name: Name) -> float:
    """The greatest share of what the name is said to lie in that holds the place."""
    return max((share * holds(holder, entry) for share, holder in name.within), default=0.0)


def _nearness(entries: list[Entry]) -> Floats:
    """What each place (row) gets for each other one (column), by their distance and for the same region or country."""
    # On the sphere: half a per cent of a distance changes nothing here.
    vectors = unit_vectors([entry.position for entry in entries])
    km = MEAN_RADIUS_KM * np.arccos(np.clip(vectors @ vectors.T, -1.0, 1.0))
    near: Floats = np.exp(-km / _NEAR_KM) + _FAR * np.exp(-km / _FAR_KM)
    near *= np.where([entry.kind in _AREAS for entry in entries], _WIDE, 1.0)[None, :]
    large = np.array([entry.kind == "city" and entry.population > _METROPOLIS for entry in entries])
    region = np.array([_region(entry) for entry in entries])
    country = np.array([entry.country for entry in entries])
    near += _SAME_REGION * ((region[:, None] == region[None, :]) & (region != 0)[:, None])
    near += _SAME_COUNTRY * ((country[:, None] == country[None, :]) & (country != "")[:, None])
    near *= np.where(large[None, :] & ~large[:, None], _METROPOLIS_AND_OTHER, 1.0)
    near += _METROPOLISES * (large[:, None] & large[None, :])
    return near


def _shares(points: Floats, own: npt.NDArray[np.intp], starts: npt.NDArray[np.intp]) -> Floats:
    """Points as probabilities among the places of each name."""
    powers: Floats = np.exp(_SHARPNESS * (points - np.maximum.reduceat(points, starts)[own]))
    shares: Floats = powers / np.add.reduceat(powers, starts)[own]
    return shares
