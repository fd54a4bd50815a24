"""Are these valid story files?"""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from geo.base.faults import Fault, RefusedError
from geo.commands.refusal import unreadable
from geo.story import geojson

HELP = "check story files; prints one JSON object a line for each"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(chosen: Namespace) -> int:
    """Print what is wrong with each file; 1 if any is refused."""
    refused = False
    for file in chosen.files:
        problems: tuple[Fault, ...] = ()
        try:
            geojson.read(file.read_bytes())
        except RefusedError as error:
            problems = error.faults
        except OSError as error:
            problems = (unreadable(error),)
        refused |= bool(problems)
        report = {"file": str(file), "ok": not problems, "problems": [p._asdict() for p in problems]}
        print(json.dumps(report, ensure_ascii=False))
    return int(refused)
