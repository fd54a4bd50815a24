"""What a command says where it cannot do what is asked."""

import sys
from pathlib import Path

from geo.base.faults import Fault, RefusedError
from geo.story import geojson
from geo.story.model import Story


def refuse(sentence: str) -> int:
    """Say why on standard error; gives the exit status."""
    print(sentence, file=sys.stderr)
    return 1


def unreadable(error: OSError) -> Fault:
    """What is wrong with a file that cannot be read."""
    return Fault("", f"the file cannot be read: {error.strerror}", "check its name and permissions")


def story_in(file: Path) -> Story | None:
    """The story in a file; None if it is refused or cannot be read, said in a sentence on standard error."""
    try:
        return geojson.read(file.read_bytes())
    except RefusedError as error:
        first = error.faults[0]
        refuse(f"{file} is refused: {first.path or '/'}: {first.problem}; `check` lists all faults.")
    except OSError as error:
        refuse(f"{file} cannot be read: {error.strerror}.")
    return None
