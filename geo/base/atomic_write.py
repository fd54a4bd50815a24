"""A file that is written whole or not at all: whoever reads it meanwhile has the one before, or the new one."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write(file: Path, content: bytes) -> None:
    """Put `content` in the file's place, with the permissions of the one before, if there is one. Raises `OSError`.

    What is no ordinary file, such as a terminal or a pipe, is written to; where there is a link, what it leads to.
    """
    if file.exists() and not file.is_file():
        file.write_bytes(content)
        return
    with opened(file) as out:
        out.write(content)


@contextmanager
def opened(file: Path) -> Iterator[BinaryIO]:
    """A new file to write to, which takes the file's place, and its permissions, at the end. Raises `OSError`.

    Where what is done with it raises, all stays as it was.
    """
    file = Path(os.path.realpath(file))
    # Beside it, because only within one file system is a file put in the place of another at once.
    beside = file.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
