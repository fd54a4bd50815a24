"""JSON read strictly: every fault that a lenient parser lets through is found, located and explained.

`read` refuses what is too large, not UTF-8, nested too deep or not JSON. What is JSON all the same but has duplicate
keys, numbers that are none or text that is not Unicode comes back with these faults located, so that they can be listed
together with whatever else is wrong in the file.
"""

import json
import math
import re
from collections import Counter
from itertools import chain
from typing import Any, TypeAlias

import numpy as np

from geo.base.faults import Fault, RefusedError

MAX_SIZE = 4 * 1024 * 1024
MAX_DEPTH = 32
#: The most faults inside the values that are listed: nobody mends more by hand, and a file may have a million.
MAX_FAULTS = 1_000

# Strings go first, so that brackets inside text do not count; an unclosed one swallows the rest, which the parser then
# reports with its line and column. Possessive, so that no input makes the search go back over itself.
_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
# One level deeper, one back: 1 and, as a signed byte, -1.
_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[{]}"))
# Python refuses to read integers beyond some 4,300 digits; no number of a story has more than a float holds.
_MAX_DIGITS = 300
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)


# The way to a value: its key or index, after the way to what holds it.
_Steps: TypeAlias = "tuple[_Steps, str | int] | None"


class _Ambiguous(dict[str, object]):
    """An object of which some keys came more than once: these are its `duplicates`."""

    duplicates: tuple[str, ...] = ()


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    ambiguous = _Ambiguous(made)
    counts = Counter(key for key, _ in pairs)
    ambiguous.duplicates = tuple(key for key, count in counts.items() if count > 1)
    return ambiguous


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _MAX_DIGITS else math.inf


def pointer(path: str, key: str | int) -> str:
    """One step further down a JSON Pointer (RFC 6901)."""
    if isinstance(key, str):
        key = key.replace("~", "~0").replace("/", "~1")
    return f"{path}/{key}"


def _depth(content: bytes) -> int:
    # A bracket is one byte of UTF-8, and no other character has that byte.
    brackets = _STRINGS.sub(b"", content).translate(_STEPS, _NO_BRACKETS)
    return int(np.cumsum(np.frombuffer(brackets, dtype=np.int8), dtype=np.int32).max(initial=0))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _pointer(steps: _Steps) -> str:
    """The pointer that steps lead to, the last step first."""
    keys: list[str | int] = []
    while steps is not None:
        steps, key = steps
        keys.append(key)
    path = ""
    for key in reversed(keys):
        path = pointer(path, printable(key) if isinstance(key, str) else key)
    return path


def _is_sound(value: object) -> bool:
    """Whether no fault is in a value: level by level, as a call for each of a million values would take seconds."""
    level = [value]
    while level:
        kinds: set[type] = {*map(type, level)} - {int}
        # `Any`: each list has what its key says.
        of_type: dict[type, list[Any]] = {kind: [one for one in level if type(one) is kind] for kind in kinds}
        objects, texts = of_type.get(dict, []), of_type.get(str, [])
        if _Ambiguous in of_type or not all(map(math.isfinite, of_type.get(float, []))):
            return False
        if not _is_unicode("".join(chain(texts, chain.from_iterable(objects)))):
            return False
        level = [*chain.from_iterable(of_type.get(list, [])), *chain.from_iterable(map(dict.values, objects))]
    return True


def _faults(value: object, steps: _Steps, found: list[Fault]) -> None:
    # Pointers are written for faults only: a long line has hundreds of thousands of values.
    if len(found) >= MAX_FAULTS:
        return
    if isinstance(value, _Ambiguous):
        for key in value.duplicates:
            found.append(Fault(_pointer((steps, key)), "this key comes more than once", "keep one of them"))
    if isinstance(value, dict):
        for key, item in value.items():
            if not _is_unicode(key):
                found.append(
                    Fault(_pointer(steps), "a key holds half a character (a lone surrogate)", "write the key anew")
                )
            _faults(item, (steps, key), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _faults(item, (steps, index), found)
    elif isinstance(value, float) and not math.isfinite(value):
        found.append(Fault(_pointer(steps), "this is not a finite number", "write an ordinary decimal number"))
    elif isinstance(value, str) and not _is_unicode(value):
        found.append(
            Fault(_pointer(steps), "the text holds half a character (a lone surrogate)", "write the text anew")
        )


def printable(text: str) -> str:
    """The text for a message: what does not print (controls, direction marks, surrogates) as escapes, and cut."""
    text = text[:80]
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def read(content: bytes) -> tuple[object, list[Fault]]:
    """The JSON value in `content` (UTF-8, with or without a byte order mark), and the faults inside it.

    Raises `RefusedError` where there is no value to be had.
    """
    if len(content) > MAX_SIZE:
        problem = f"the file has {len(content):,} bytes; at most {MAX_SIZE:,} are read"
        raise RefusedError([Fault("", problem, "split the story, or shorten its texts and context shapes")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"line {line}: byte {error.start + 1} of the file is not valid UTF-8"
        raise RefusedError([Fault("", problem, "save the file in the encoding UTF-8")]) from None
    if (depth := _depth(content)) > MAX_DEPTH:
        problem = f"values are nested {depth} deep; at most {MAX_DEPTH} levels are read"
        raise RefusedError([Fault("", problem, "flatten the nested lists and objects")])
    try:
        # A function of ours for each of a million integers would take as long as all the rest.
        integer = _integer if b"0" * (_MAX_DIGITS + 1) in content.translate(_DIGITS) else None
        value = json.loads(text, object_pairs_hook=_object, parse_int=integer, parse_constant=lambda _: math.nan)
    except json.JSONDecodeError as error:
        problem = f"this is not JSON: line {error.lineno}, column {error.colno}: {error.msg}"
        raise RefusedError([Fault("", problem, "mend the file there, or export it again")]) from None
    found: list[Fault] = []
    if not _is_sound(value):
        _faults(value, None, found)
    return value, found
