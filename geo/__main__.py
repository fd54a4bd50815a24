"""The command line, `python -m geo`: check, import, measure, pairs, export, claims, find, read and sweep."""

import argparse
import sys
from typing import Protocol

from geo.commands import check, claims, export, find, import_files, measure, pairs, read, sweep


class _Command(Protocol):
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, chosen: argparse.Namespace) -> int: ...


_COMMANDS: dict[str, _Command] = {
    "check": check,
    "import": import_files,
    "measure": measure,
    "pairs": pairs,
    "export": export,
    "claims": claims,
    "find": find,
    "read": read,
    "sweep": sweep,
}


def main(arguments: list[str]) -> int:
    """Run one command; the exit status is 0 when all is well, 1 when a file is refused, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in _COMMANDS.items():
        command.arguments(commands.add_parser(name, help=command.HELP))
    # "-33.9,18.4" is a position, not an option; argparse knows only plain negative numbers.
    if arguments[:1] == ["measure"] and not {"-h", "--help", "--"} & set(arguments):
        arguments = ["measure", "--", *arguments[1:]]
    chosen = parser.parse_args(arguments)
    return _COMMANDS[chosen.command].run(chosen)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
