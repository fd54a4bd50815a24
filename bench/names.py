"""Names of lists found in the gazetteer: `python bench/names.py LIST...` prints a table with targets for each.

A list is a TSV file with headings: `name`, and `country` (an ISO code), `lat` and `lon`, or all of these. It is judged
three times: by its names alone, with the column of countries, and as lists of one country each, without the column. A
filled place is right where it lies within 25 km of the position of its row, or without one in the country of its row.
"""

import argparse
import csv
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

# Run as a file, not as a module, it does not find the rest by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.gazetteer.holders import Row
from geo.gazetteer.listed import Judged, judge
from geo.gazetteer.places import Entry, gazetteer
from geo.measure.geodesy import LonLat, sphere_km

NEAR_KM = 25.0
#: At least so many are filled, and so many of those right: with a country known, and without.
TARGETS = {"alone": (0.90, 0.98), "column": (0.95, 0.99), "one country": (0.95, 0.99)}
#: A thousand names take at most so many seconds of CPU.
SECONDS_A_THOUSAND = 2.0
#: A list of one country has so many names at least.
_LEAST = 10


class Known(NamedTuple):
    """A name of a list, and where its place is."""

    name: str
    country: str
    at: LonLat | None

    def is_right(self, entry: Entry) -> bool:
        """Whether an entry is that place."""
        if self.at is not None:
            return sphere_km(self.at, entry.position) <= NEAR_KM
        return entry.country == self.country


def read(path: Path) -> list[Known]:
    """The names of a list with what is known of them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [
        Known(
            row["name"],
            row.get("country") or "",
            LonLat(float(row["lon"]), float(row["lat"])) if row.get("lat") else None,
        )
        for row in rows
    ]


def _line(way: str, names: Sequence[Known], judged: Sequence[Judged | None], seconds: float, shown: bool) -> bool:
    filled = [(name, found.entry) for name, found in zip(names, judged, strict=True) if found and found.entry]
    right = [name for name, entry in filled if name.is_right(entry)]
    offered = sum(bool(found and found.candidates) for found in judged)
    first = sum(bool(f and f.candidates and n.is_right(f.candidates[0])) for n, f in zip(names, judged, strict=True))
    wanted, exact = TARGETS[way]
    share, correct = len(filled) / max(1, len(names)), len(right) / max(1, len(filled))
    per_thousand = seconds / max(1, len(names)) * 1000
    met = share >= wanted and correct >= exact and per_thousand <= SECONDS_A_THOUSAND
    print(
        f"  {way:12} {len(names):6,} names  "
        f"filled {share:6.1%} (≥ {wanted:.0%})  right {correct:6.1%} (≥ {exact:.0%})  "
        f"offered {offered:4} (first right {first})  {per_thousand:.2f} s per 1,000  {'' if met else 'MISSED'}"
    )
    if shown:
        for name, entry in filled:
            if not name.is_right(entry):
                print(
                    f"      wrong: {name.name} ({name.country}) as {entry.name}, {entry.country}, {entry.population:,}"
                )
        for name, found in zip(names, judged, strict=True):
            if found and not found.entry:
                offers = ", ".join(f"{entry.name} ({entry.kind}, {entry.country})" for entry in found.candidates[:3])
                print(f"      open: {name.name} ({name.country}): {found.reason} {offers}")
    return met


def measure(path: Path, shown: bool) -> bool:
    """Print the figures of a list; return whether they meet the targets."""
    names, known = read(path), gazetteer()
    print(path.name)
    begin = time.process_time()
    alone = judge([Row(name.name) for name in names], known)
    met = _line("alone", names, alone, time.process_time() - begin, shown)
    if any(name.country for name in names):
        begin = time.process_time()
        column = judge([Row(name.name, country=name.country) for name in names], known)
        met &= _line("column", names, column, time.process_time() - begin, shown)
    by_country: dict[str, list[Known]] = defaultdict(list)
    for name in names:
        by_country[name.country].append(name)
    begin, single, judged = time.process_time(), list[Known](), list[Judged | None]()
    for country, each in by_country.items():
        if country and len(each) >= _LEAST:
            single += each
            judged += judge([Row(name.name) for name in each], known)
    if single:
        met &= _line("one country", single, judged, time.process_time() - begin, shown)
    return met


def main() -> int:
    """Measure the lists that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="list what was wrong or left open")
    asked = parser.parse_args()
    met = [measure(path, asked.show) for path in asked.lists]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
