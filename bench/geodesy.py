"""All pairs of 1,000 places, three ways in one run: `python -m bench.geodesy` prints a table with targets.

Rounds alternate between the three, in turning order, so that a busy machine is busy for all of them; figures are
medians. geopy is asked for every hundredth pair only, and its time is scaled: all of them would take it half a minute.
"""

import time
import tracemalloc
from collections.abc import Callable
from statistics import median

import numpy as np
from geopy.distance import geodesic
from pyproj import Geod

from bench import measuring
from geo.measure.geodesy import LonLat
from geo.measure.pairs import all_pairs

ROUNDS = 9
PLACES = 1_000
#: Of the pairs, each so many-th is measured with geopy.
_EVERY = 100
#: Dateline is to be at least so many times faster than geopy, to take at most so many times as long as pyproj alone on
#: arrays that lie ready, and to be at most so many nanometres off.
_FASTER, _OVERHEAD, _OFF_NM = 60, 1.2, 15


def _places() -> list[LonLat]:
    """Places all over the globe, the same in each run."""
    chance = np.random.default_rng(PLACES)
    lon, sine = chance.uniform(-180, 180, PLACES), chance.uniform(-1, 1, PLACES)
    return [LonLat(*at) for at in zip(lon.tolist(), np.degrees(np.arcsin(sine)).tolist(), strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _peak_mb(work: Callable[[], object]) -> float:
    """The most memory that is allocated at once, in millions of bytes."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _verdict(met: bool) -> str:
    return "met" if met else "MISSED"


def main() -> None:
    places = _places()
    lon, lat = np.array(places).T
    origin, to = np.triu_indices(PLACES, k=1)
    ready = [lon[origin], lat[origin], lon[to], lat[to]]
    some = [(places[i].latlon, places[j].latlon) for i, j in zip(origin[::_EVERY], to[::_EVERY], strict=True)]
    geod = Geod(ellps="WGS84")
    contenders: list[tuple[str, Callable[[], object], float]] = [
        ("Dateline", lambda: all_pairs(places), 1.0),
        ("pyproj alone", lambda: geod.inv(*ready), 1.0),
        ("geopy in a loop", lambda: [geodesic(*pair).km for pair in some], len(origin) / len(some)),
    ]
    taken: dict[str, list[float]] = {name: [] for name, *_ in contenders}
    for turn in range(ROUNDS):
        for name, work, scale in contenders[turn % 3 :] + contenders[: turn % 3]:
            taken[name].append(_seconds(work) * scale)
    ours, pyproj, geopy = middles = [median(seconds) for seconds in taken.values()]
    off_nm = np.abs(all_pairs(places).distance_km[::_EVERY] - [geodesic(*pair).km for pair in some]).max() * 1e12
    memory = [f"{_peak_mb(work):.0f}" for _, work, scale in contenders if scale == 1.0]
    faster = f"at least {_FASTER}: {_verdict(geopy >= _FASTER * ours)}"
    overhead = f"at most {_OVERHEAD}: {_verdict(ours <= _OVERHEAD * pyproj)}"
    rows = [
        ["all pairs, s", *(f"{seconds:.2f}" for seconds in middles), "–"],
        ["a pair, µs", *(f"{seconds / len(origin) * 1e6:.2f}" for seconds in middles), "–"],
        ["times faster than geopy", *(f"{geopy / seconds:.0f}" for seconds in middles), faster],
        ["times as long as pyproj alone", *(f"{seconds / pyproj:.2f}" for seconds in middles), overhead],
        ["most memory taken, MB", *memory, "–", "–"],
        ["farthest off geopy, nm", f"{off_nm:.1f}", "–", "–", f"at most {_OFF_NM}: {_verdict(off_nm <= _OFF_NM)}"],
    ]
    measuring.show_table(["", *taken, "target for Dateline"], rows)
    asked = f"{PLACES:,} places, {len(origin):,} pairs; geopy on {len(some):,} of them, scaled"
    print(f"\nMedians of {ROUNDS} interleaved rounds, {asked}.")
    print("Dateline starts from the places, pyproj alone from arrays that lie ready.")


if __name__ == "__main__":
    main()
