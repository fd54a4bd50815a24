"""The claims of distance in a text."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from geo.commands.refusal import refuse
from geo.reading.distances import claims

HELP = "find claims of distance in a text; prints one JSON object a line for each"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("text", nargs="?", metavar="TEXT")
    source.add_argument("--file", metavar="FILE", help="a file in UTF-8; - for standard input")


def run(chosen: Namespace) -> int:
    """Print one JSON object a line for each claim in the text, or in the file."""
    text: str | None = chosen.text
    try:
        if text is None:
            content = sys.stdin.buffer.read() if chosen.file == "-" else Path(chosen.file).read_bytes()
            text = content.decode("utf-8-sig")
        # An argument that is not UTF-8 comes as halves of characters, which cannot be printed.
        text.encode()
    except OSError as error:
        return refuse(f"{chosen.file} cannot be read: {error.strerror}.")
    except UnicodeError:
        return refuse("The text is not valid UTF-8; save it in that encoding.")
    for found in claims.read(text):
        print(json.dumps(found.plain(), ensure_ascii=False))
    return 0
