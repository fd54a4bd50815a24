"""Places of the gazetteer by name."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace

from geo.commands.refusal import refuse
from geo.gazetteer.places import gazetteer

HELP = "find places by name; prints one JSON object a line for each"


def _count(text: str) -> int:
    """A number of one and more."""
    if not (text.isdecimal() and int(text) >= 1):
        raise ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("name", metavar="NAME", help="or the beginning of one; in any script, roughly spelt")
    parser.add_argument("--limit", type=_count, default=10, metavar="N", help="the most places to print; 10 by default")


def run(chosen: Namespace) -> int:
    """Print one JSON object a line for each place that a name may mean, the likeliest first; 1 where there is none."""
    known = gazetteer()
    found = known.find(chosen.name, chosen.limit)
    if not found:
        return refuse("The gazetteer knows no such place.")
    for entry in found:
        region = next((place.name for place in known.around(entry) if place.kind == "region"), None)
        report = {
            "name": entry.name,
            "kind": entry.kind,
            "country": entry.country or None,
            "region": region,
            "population": entry.inhabitants,
            "lat": entry.position.lat,
            "lon": entry.position.lon,
            "geonameid": entry.geonameid,
        }
        print(json.dumps(report, ensure_ascii=False))
    return 0
