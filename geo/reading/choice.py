"""Which place a name means, where several have it: what the article says of it, and what lies near the other places.

Each place that a name may mean has points of its own: for the people who live there, for the name's being its own, for
a region or country that the article names with it. Then all names of an article support each other: in three rounds,
each place gets points for the likely places of the other names that lie near it, or in the same region or country. The
weights were found by random search on the annotated articles that `geo.reading.evidence` names, and rounded.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.gazetteer import SETTLEMENTS, Entry
from geo.geodesy import MEAN_RADIUS_KM

Floats = npt.NDArray[np.float64]

#: Of the places that a name may mean so many are weighed, and offered.
MOST = 14
_TENFOLD_POPULATION, _OFFICIAL, _WITHIN, _SHADOWED, _ROUND_ITS_CITY = 0.6, 1.5, 4.0, -2.5, -3.0
_OF_KIND = {"country": 0.8, "region": 0.5, "county": -1.7, "continent": 1.5, "area": 1.5, "sea": 1.5, "island": 0.5}
#: Nearness counts for exp(-d / near) and, less, exp(-d / far); the middle of a wide area says little.
_NEAR_KM, _FAR_KM, _FAR, _WIDE = 90.0, 600.0, 0.8, 0.3
_SAME_REGION, _SAME_COUNTRY = 0.8, 0.45
_TOGETHER, _ENOUGH, _SHARPNESS, _ROUNDS = 1.2, 4.0, 2.0, 3
#: A name that is said often counts more, up to so many times.
_SAID_MOST = 3
#: What the article is about, as a person says, counts as much as a name said so many times.
_ABOUT = 25
_AREAS = frozenset(("country", "region", "continent", "area", "sea"))
#: So populous a settlement may be meant by the name of a country or region, like New York.
_CITY = 100_000
_REGION = 500_000
#: A region with so much of its people in the city of its name is not meant where the city may be.
_CITY_SHARE = 0.25


class Name(NamedTuple):
    """A name of an article: the places that it may mean, what it is said to lie in, and how often it is said.

    `within` has a share for each: of the times that the name is said, how often with this place behind it.
    """

    entries: tuple[Entry, ...]
    within: tuple[tuple[float, Entry], ...]
    times: int


class Chosen(NamedTuple):
    """A place that a name may mean, with its probability among the places that were weighed.

    `held` is the share of times that the article says a country, region or county which it lies in.
    """

    entry: Entry
    probability: float
    held: float


def choose(names: Sequence[Name], about: Iterable[Entry] = ()) -> list[list[Chosen]]:
    """For each name the places that it may mean, the most probable first.

    `about` are places that the article is about, as somebody knows who has read it.
    """
    subject = [Name((entry,), (), _ABOUT) for entry in about]
    weighed = [_weighed(name) for name in (*names, *subject)]
    entries = [entry for each in weighed for entry, _ in each]
    if not entries:
        return []
    own = np.repeat(np.arange(len(weighed)), [len(each) for each in weighed])
    starts = np.searchsorted(own, np.arange(len(weighed)))
    prior = np.array([points for each in weighed for _, points in each])
    times = np.array([min(name.times, _SAID_MOST) if name.times < _ABOUT else _ABOUT for name in (*names, *subject)])
    nearness = _nearness(entries) * (own[:, None] != own[None, :])
    probability = _shares(prior, own, starts)
    for _ in range(_ROUNDS):
        support = nearness @ (probability * np.sqrt(times)[own])
        probability = _shares(prior + _TOGETHER * np.log1p(_ENOUGH * support), own, starts)
    found = []
    for index, name in enumerate(names):
        ranked = sorted(range(starts[index], starts[index] + len(weighed[index])), key=lambda i: -probability[i])
        found.append([Chosen(entries[i], float(probability[i]), _held(entries[i], name)) for i in ranked])
    return found


def _weighed(name: Name) -> list[tuple[Entry, float]]:
    """The places that a name is most likely to mean, and the points of each on its own."""
    shadowed = any(
        entry.kind == "country" or (entry.kind == "region" and entry.official and entry.population > _REGION)
        for entry in name.entries
    )
    cities = {entry.region: entry.population for entry in reversed(name.entries) if entry.kind in SETTLEMENTS}
    pointed = []
    for entry in name.entries:
        points = _TENFOLD_POPULATION * math.log10(entry.population + 1) + _OF_KIND.get(entry.kind, 0.0)
        points += _OFFICIAL * entry.official + _WITHIN * _held(entry, name)
        if shadowed and entry.population < _CITY and (entry.kind in SETTLEMENTS or entry.kind == "county"):
            points += _SHADOWED
        if entry.kind == "region" and cities.get(entry.id, 0) >= _CITY_SHARE * entry.population:
            points += _ROUND_ITS_CITY
        pointed.append((entry, points))
    return sorted(pointed, key=lambda each: -each[1])[:MOST]


def _held(entry: Entry, name: Name) -> float:
    """The greatest share of what the name is said to lie in that holds the place.

    Which county a settlement is in is not known: one in the same region has half of the share.
    """
    shares = [0.0]
    for share, holder in name.within:
        if holder.id == entry.id:
            continue
        in_country = holder.kind == "country" and holder.country == entry.country and entry.kind != "country"
        if in_country or (holder.kind == "region" and holder.id == entry.region):
            shares.append(share)
        elif holder.kind == "county" and holder.region == entry.region and entry.kind in SETTLEMENTS:
            shares.append(share / 2)
    return max(shares)


def _nearness(entries: list[Entry]) -> Floats:
    """What each place (row) gets for each other one (column), by their distance and for the same region or country."""
    lon = np.radians([entry.position.lon for entry in entries])
    lat = np.radians([entry.position.lat for entry in entries])
    unit = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    # On the sphere: half a per cent of a distance changes nothing here.
    km = MEAN_RADIUS_KM * np.arccos(np.clip(unit.T @ unit, -1.0, 1.0))
    near: Floats = np.exp(-km / _NEAR_KM) + _FAR * np.exp(-km / _FAR_KM)
    near *= np.where([entry.kind in _AREAS for entry in entries], _WIDE, 1.0)[None, :]
    region = np.array([entry.id if entry.kind == "region" else entry.region for entry in entries])
    country = np.array([entry.country for entry in entries])
    near += _SAME_REGION * ((region[:, None] == region[None, :]) & (region != 0)[:, None])
    near += _SAME_COUNTRY * ((country[:, None] == country[None, :]) & (country != "")[:, None])
    return near


def _shares(points: Floats, own: npt.NDArray[np.intp], starts: npt.NDArray[np.intp]) -> Floats:
    """Points as probabilities among the places of each name."""
    powers: Floats = np.exp(_SHARPNESS * (points - np.maximum.reduceat(points, starts)[own]))
    shares: Floats = powers / np.add.reduceat(powers, starts)[own]
    return shares
