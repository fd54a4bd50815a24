"""The files of an archive: which there are, what is in each, and the date that its name gives."""

import os
import re
import stat
from collections.abc import Iterator, Sequence
from glob import iglob
from hashlib import sha256
from typing import NamedTuple

from geo.base.edtf import EdtfError, When
from geo.base.faults import Fault
from geo.story.strict_json import MAX_SIZE

#: Of the files in a folder, those with such an ending are taken for articles.
ENDINGS = (".txt", ".text", ".html", ".htm", ".xhtml")

_PARTS = ("year", "month", "day")
_FIND = "check that it is still there, and that you may read it"


class Item(NamedTuple):
    """A file of the archive with its bytes, or with the `problem` that stands against reading it.

    `file` is its path as it was asked for, `digest` the SHA-256 of its bytes in hexadecimal, `published` the date that
    its path gives.
    """

    file: str
    content: bytes = b""
    digest: str | None = None
    published: When | None = None
    problem: Fault | None = None


def find(asked: Sequence[str]) -> list[str]:
    """The paths of the articles that were asked for, sorted, each once: files, folders and glob patterns.

    Of a folder, also one that a pattern matches, all articles in it and below; links to other folders are not followed.
    A folder that cannot be opened is among the paths, so that reading it says why. Nothing that matches is no error.
    """
    found: set[str] = set()
    for one in asked:
        matching = [one] if os.path.lexists(one) else iglob(one, recursive=True)
        for path in matching:
            found |= set(_below(path)) if os.path.isdir(path) else {path}
    return sorted(found)


def _below(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for directory, _, names in os.walk(folder, onerror=lambda error: closed.append(error.filename)):
        yield from (os.path.join(directory, name) for name in names if name.lower().endswith(ENDINGS))
    yield from closed


def read(path: str, dates: re.Pattern[str] | None = None) -> Item:
    """The file at a path; `dates` finds the date of publication in it, see `date_pattern`. Never raises `OSError`."""
    file, published = shown(path), date_in(path, dates) if dates else None
    try:
        status = os.stat(path)
        # To open a pipe that nobody writes to takes for ever.
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            return Item(file, problem=Fault("", "this is no file, but a device, a pipe or the like", "leave it out"))
        with open(path, "rb") as opened:
            content = opened.read(MAX_SIZE + 1)
        if len(content) > MAX_SIZE:
            size = max(status.st_size, len(content))
            problem = f"the file has {size:,} bytes; at most {MAX_SIZE:,} are read"
            return Item(file, problem=Fault("", problem, "leave it out, or split it"))
    except OSError as error:
        return Item(file, problem=Fault("", f"the file cannot be read: {error.strerror}", _FIND))
    return Item(file, content, sha256(content).hexdigest(), published)


def shown(path: str) -> str:
    r"""A path as text of any script; bytes that are not UTF-8 become `\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def date_pattern(text: str) -> re.Pattern[str]:
    """A pattern of the date in a path, from a regular expression. Raises `ValueError` with a sentence.

    It has groups for year, month and day, or the first of them, in this order, or by name in any.
    """
    try:
        pattern = re.compile(text)
    except re.error as error:
        raise ValueError(f"This is no regular expression: {error}.") from None
    named = set(pattern.groupindex)
    if not (named <= {*_PARTS} and "year" in named if named else 1 <= pattern.groups <= len(_PARTS)):
        raise ValueError(r"The pattern needs groups for year, month and day, as in (\d{4})-(\d\d)-(\d\d).")
    return pattern


def date_in(path: str, pattern: re.Pattern[str]) -> When | None:
    """The date in a path, as precise as it is there; None where there is none, or none of the calendar.

    >>> date_in("2020/11-03 talks.html", date_pattern(r"(\\d{4})/(\\d\\d)-(\\d\\d)")).text
    '2020-11-03'
    """
    match = pattern.search(path)
    if match is None:
        return None
    said = match.groupdict() or dict(zip(_PARTS, match.groups(), strict=False))
    parts = [said[part].zfill(2) for part in _PARTS if said.get(part)]
    try:
        return When.parse("-".join(parts))
    except EdtfError:
        return None
