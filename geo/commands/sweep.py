"""An archive of news articles read into one table."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from geo.commands.refusal import refuse
from geo.sweep import files

HELP = "read an archive of articles into one Parquet file, on all cores or on a Dask cluster"

#: So many files that could not be read are named.
_NAMED = 20
#: What shells take for the status of a command that was stopped from the keyboard.
_STOPPED = 130


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        "Read many articles into one table; README lists its columns. The same command goes on where it was stopped, "
        "and reads again only what has changed."
    )
    parser.add_argument("asked", nargs="+", metavar="FOLDER_OR_GLOB")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FILE", help="the Parquet file to write")
    parser.add_argument(
        "--published-from-name",
        type=_pattern,
        metavar="REGEX",
        help=r"where paths have the date: groups for year, month and day, as in '(\d{4})-(\d\d)-(\d\d)'",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_count, metavar="N", help="so many processes; else one for each core")
    where.add_argument("--scheduler", metavar="ADDRESS", help="that of a Dask cluster, as in tcp://10.0.0.1:8786")


def run(chosen: Namespace) -> int:
    """Write the table; says on standard error what could not be read, and is then 1."""
    try:
        # Dask and pyarrow take most of a second to import.
        from geo.sweep.parts import SweepError
        from geo.sweep.run import cluster, sweep
    except ModuleNotFoundError as error:
        needed = f"A sweep needs packages of its own, and {error.name} is missing"
        return refuse(f"{needed}; install them with: pip install -r requirements-sweep.txt")
    paths = files.find(chosen.asked)
    if not paths:
        return refuse(f"There is no article; in a folder they end in {', '.join(files.ENDINGS)}.")
    try:
        with cluster(chosen.scheduler, chosen.workers) as client:
            failed = sweep(client, paths, chosen.output, chosen.published_from_name)
    except SweepError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(f"{chosen.output} cannot be written: {error.strerror}.")
    except KeyboardInterrupt:
        refuse("Stopped; the same command goes on from here.")
        return _STOPPED
    print(f"{len(paths) - len(failed):,} articles read, {len(failed):,} not.", file=sys.stderr)
    for file, why in failed[:_NAMED]:
        print(f"{_printed(file)}: {why}.", file=sys.stderr)
    if len(failed) > _NAMED:
        print(f"All of them are in {chosen.output}, in rows that have an error.", file=sys.stderr)
    return int(bool(failed))


def _printed(name: str) -> str:
    """A name without signs that a terminal obeys."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in name)


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return files.date_pattern(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)
