"""What news articles say: places, claims of distance, dates, and the draft of a story."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from geo.base.edtf import EdtfError, When
from geo.base.faults import Fault, RefusedError
from geo.commands.refusal import unreadable
from geo.intake.dates import written
from geo.reading import article, reader, to_json, to_story
from geo.sweep.files import shown

HELP = "read news articles, plain text or HTML; prints one JSON object a line for each"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.description = (
        "Print one JSON object a line for what each article says. `start` and `end` count characters of `text`, the "
        "text that was taken from the file."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="- for standard input")
    parser.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="as in 2020-11-03; without it, what a page itself states",
    )
    parser.add_argument("--about", default="", metavar="TEXT", help="places that the articles are about")


def run(chosen: Namespace) -> int:
    """Print one JSON object a line for each file; 1 if any cannot be read."""
    refused = False
    for file in chosen.files:
        try:
            content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            report = _report(article.read(content, file), chosen.published, chosen.about)
        except RefusedError as error:
            report = _error(error.faults[0])
        except OSError as error:
            report = _error(unreadable(error))
        refused |= "error" in report
        print(json.dumps({"file": shown(file)} | report, ensure_ascii=False))
    return int(refused)


def _report(found: article.Article, given: When | None, about: str) -> dict[str, object]:
    published, published_from = (given, "given") if given else (found.published, found.published_from)
    reading = reader.read(found.text, published, about=about)
    of_article = {"title": found.title, "published": published.text if published else None}
    of_article |= {"published_from": published_from, "text": found.text}
    return of_article | to_json.plain(reading) | {"story": to_story.draft(reading, found.title)}


def _date(text: str) -> When:
    try:
        return When.parse(written.edtf(text) or text)
    except EdtfError:
        raise ArgumentTypeError(f"{text!r} cannot be read: write it as in 2021-07-14, 2021-07 or 2021") from None


def _error(problem: Fault) -> dict[str, object]:
    return {"error": {"problem": problem.problem, "remedy": problem.remedy}}
