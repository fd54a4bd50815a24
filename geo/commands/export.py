"""A story in another format."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from urllib.parse import parse_qsl

from geo.base import atomic_write
from geo.commands.refusal import refuse, story_in
from geo.export.formats import FORMATS
from geo.view.link import View

HELP = "write a story in another format"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--to", required=True, choices=FORMATS, help="the format")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write; else standard output")
    parser.add_argument(
        "--link",
        default="",
        metavar="QUERY",
        help="the view that a picture shows, as in event=talks&unit=mi",
    )


def run(chosen: Namespace) -> int:
    """Write the story to a file, or to standard output where none is named.

    What the link asks for in vain is said on standard error.
    """
    story = story_in(chosen.file)
    if story is None:
        return 1
    address = chosen.link.partition("#")[0]
    query = address.partition("?")[2] if "?" in address else address
    view, notices = View.from_query(dict(parse_qsl(query, keep_blank_values=True)), story)
    for notice in notices:
        print(notice, file=sys.stderr)
    content = FORMATS[chosen.to].write(story, view)
    try:
        if chosen.output is None:
            sys.stdout.buffer.write(content)
        else:
            atomic_write.write(chosen.output, content)
    except OSError as error:
        return refuse(f"{chosen.output or 'Standard output'} cannot be written: {error.strerror}.")
    return 0
