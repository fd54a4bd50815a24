"""Check a file that another program might have written: what comes of it, and that nothing of it is lost unsaid.

Words that begin with `Zz` are put wherever such a file says something. Each is in the draft or in a note afterwards; if
it is neither, the check names what must be said instead.
"""

import json
import re
from typing import Any, NamedTuple

from geo.intake.files import read

_MARK = re.compile(r"Zz\w+")


class Variant(NamedTuple):
    """A file; `text` is what stands in it, where the bytes are packed.

    `places` are written as `name lon lat`, `events` as `when | title | place`. `said` are parts of notes, among them
    those that tell of marks which are neither in the draft nor in a note: `unkept` lists these.
    """

    name: str
    content: bytes | str
    places: str = ""
    events: str = ""
    said: tuple[str, ...] = ()
    unkept: str = ""
    text: str | None = None


def check(variant: Variant) -> None:
    """Assert that the file comes out as the variant says."""
    content = variant.content.encode() if isinstance(variant.content, str) else variant.content
    found = read(content, variant.name)
    document: Any = found.document
    places = [
        " ".join((f["properties"].get("name", "-"), *(f"{each:g}" for each in f["geometry"]["coordinates"][:2])))
        for f in document["features"]
        if f["geometry"]["type"] == "Point"
    ]
    events = [
        " | ".join(
            (e.get("when", "-") + (f"T{e['time']}" if "time" in e else ""), e.get("title", "-"), e["place"] or "-")
        )
        for e in document["story"]["events"]
    ]
    assert places == _lines(variant.places)
    assert events == _lines(variant.events), events
    said = "\n".join(f"{note.path} {note.problem}" for note in found.notes)
    for part in variant.said:
        assert part in said, f"{part}: {said}"
    text = variant.text if variant.text is not None else content.decode()
    kept = json.dumps(document, ensure_ascii=False) + said
    lost = {mark for mark in _MARK.findall(text) if mark not in kept}
    assert lost == set(variant.unkept.split()), f"{lost}, {said}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines() if line.strip()]
