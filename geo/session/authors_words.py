"""Faults of a draft in the words of whoever makes it: by the names of the columns, without the marks of the file.

The reader of story files (`geo.story.geojson`) says what is wrong for people who write such a file. On the page Make
the cell stands beside the sentence, and nobody sees brackets and quotation marks.
"""

import re

from geo.base.faults import Fault
from geo.story.members import PARTS

#: The columns of the tables by the keys of the members that they show.
_LABELS = {m.key: m.label for part in PARTS.values() for m in part.members if m.label} | {"coordinates": "Position"}
_MEMBER = re.compile(r"`([a-z_]+)`")
_POINTER = re.compile(r" at /\S*?(\d+)(?:/[a-z_]\S*)?$")
_ITSELF = re.compile(r"^`[a-z_]+` (?=is|has)")
_SWAP = re.compile(r"write \[.*\]: GeoJSON has the longitude first")
#: Words of the file, and those of the page.
_SAID = {
    "this is not an ISO 3166-1 alpha-2 code": "this is no country",
    "write two capitals, as in LY": "write its name or its code, as in Libya or LY",
    "is not a slug": "cannot be an id",
    "write a text, in quotation marks": "write a text",
    "write a number, without quotation marks": "write a number",
    "write an object, in braces": "write each name after its language, as in ar: غدامس; fr: Ghadamès",
    "or refer to one of those in the file": "or choose one of those that there are",
    "write [longitude, latitude] in degrees, longitude from -180 to 180, latitude from -90 to 90": (
        "write degrees: latitude from -90 to 90, longitude from -180 to 180"
    ),
    "write a text, or leave the member out if it is optional": "write a text, or leave it empty",
    "is not a member that a story knows here": "in the file is nothing that a story has here",
}
_OTHERS = re.compile(r"correct or delete it; the members are .*")
_LEAVE_OUT = re.compile(r"leave `([a-z_]+)` out")


def for_author(fault: Fault) -> Fault:
    """Say a fault of a draft as its author can act on it; the place stays as it is.

    >>> for_author(Fault("/story/claims/0/high", "`high` (3) is less than `low` (5)", "swap the two"))
    Fault(path='/story/claims/0/high', problem='“Highest” (3) is less than “Lowest” (5)', remedy='swap the two')
    """
    problem = _POINTER.sub(lambda found: f" in row {int(found[1]) + 1}", _ITSELF.sub("this ", _plain(fault.problem)))
    remedy = _OTHERS.sub("take it out of the file, or leave it", _SWAP.sub("swap the two", _plain(fault.remedy)))
    return fault._replace(problem=_labelled(problem), remedy=_labelled(_LEAVE_OUT.sub(r"leave `\1` empty", remedy)))


def _plain(text: str) -> str:
    for before, after in _SAID.items():
        text = text.replace(before, after)
    return text


def _labelled(text: str) -> str:
    return _MEMBER.sub(lambda found: f"“{_LABELS.get(found[1], found[1])}”", text).replace("`", "")
