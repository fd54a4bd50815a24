"""Other people's files as drafts of stories."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from pathlib import Path

from geo.base.faults import RefusedError
from geo.commands.refusal import refuse, unreadable
from geo.intake import files
from geo.intake.names import Ids

HELP = "read lists, tables and maps of other programs as drafts of stories; prints one JSON object a line for each"


def arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="write the drafts into this folder")
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        type=_answer,
        metavar="COLUMN=READING",
        help="which reading of a column is meant, of those that `asks` lists",
    )


def _answer(text: str) -> tuple[str, str]:
    column, equals, reading = text.rpartition("=")
    if not equals:
        raise ArgumentTypeError(f"“{text}” has no =; write it as in date=day first")
    return column, reading


def run(chosen: Namespace) -> int:
    """Print what came of each file; 1 if any is refused or cannot be written."""
    failed, names = False, Ids()
    for file in chosen.files:
        report = _report(file, dict(chosen.answer))
        failed |= "error" in report
        print(json.dumps({"file": str(file), **report}, ensure_ascii=False))
        if chosen.output is not None and "draft" in report:
            failed |= not _write(chosen.output / f"{names.give(file.stem, 'draft')}.geojson", report["draft"])
    return int(failed)


def _report(file: Path, answers: Mapping[str, str]) -> dict[str, object]:
    """The draft with its notes and asks, or the error."""
    try:
        found = files.read(file.read_bytes(), file.name, answers=answers)
    except RefusedError as error:
        return {"error": {"problem": error.faults[0].problem, "remedy": error.faults[0].remedy}}
    except OSError as error:
        fault = unreadable(error)
        return {"error": {"problem": fault.problem, "remedy": fault.remedy}}
    return {
        "draft": found.document,
        "notes": [{"path": note.path, "note": note.problem, "remedy": note.remedy} for note in found.notes],
        "asks": [
            {"column": ask.column, "readings": ask.readings, "taken": ask.taken, "shown": ask.shown}
            for ask in found.asks
        ],
    }


def _write(file: Path, draft: object) -> bool:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(draft, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror}.")
        return False
    return True
