"""All distances between the places of a story."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from geo.commands.refusal import story_in
from geo.export import table

HELP = "measure all pairs of a story's places; prints CSV"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE")


def run(chosen: Namespace) -> int:
    """Print all pairs as CSV."""
    story = story_in(chosen.file)
    if story is None:
        return 1
    table.write_pairs_csv(story, sys.stdout)
    return 0
