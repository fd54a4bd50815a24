"""The dearest messages that change a draft: from what the browser says to what it is answered and shown."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.session.draft_session import DraftSession
from geo.story import patch
from geo.story.strict_json import MAX_SIZE
from tests.conftest import ROOT
from tests.many_places import many_places

#: Of one core: for a change of a draft in which few items are touched, and for one in which all of 10,000 places are.
#: A machine that does other things at the same time takes up to twice as long as one that does not.
FEW_S, ALL_S = 1.0, 3.0
_SMALL = (ROOT / "data" / "places.geojson").read_text()
_LARGE = many_places(10_000).decode()
_FLAT = json.dumps({"a": [0] * 1_900_000}, separators=(",", ":"))
_FAULTY = {
    "type": "FeatureCollection",
    "story": {"events": [{"sources": ["a"] * 9_000}] * 100},
    "features": [{}] * 9_000,
}


def packed(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def filled(operation: Callable[[int], Any]) -> str:
    """As many of such operations as one patch may hold."""
    count = patch.MAX_SIZE // len(packed([operation(12_345)]))
    return packed([operation(index) for index in range(count)])


def add(path: str, value: Any) -> dict[str, Any]:
    return {"op": "add", "path": path, "value": value}


def move(source: str, path: str) -> dict[str, Any]:
    return {"op": "move", "from": source, "path": path}


def canadian() -> str:
    """10,000 places in the country of which it takes longest to say that they are not in it."""
    document = json.loads(_LARGE)
    for feature in document["features"]:
        feature["properties"]["country"] = "CA"
    return packed(document)


_MEMBERS = {str(number): 0 for number in range(36_000)}
_LISTS = ("/features", "/story/sources", "/story/events", "/story/claims")
_LEFT = patch.MAX_SIZE // 3 - 20
FEW: dict[str, tuple[str, Callable[[], str]]] = {
    "operations on one member": (_SMALL, lambda: filled(lambda _: add("/a", 0))),
    "one value of empty lists": (_SMALL, lambda: packed([add("/a", [[]] * _LEFT)])),
    "one value of empty objects": (_SMALL, lambda: packed([add("/a", [{}] * _LEFT)])),
    "unknown members": (_SMALL, lambda: packed([add("/story/claims/-", _MEMBERS)])),
    "names without a language": (_SMALL, lambda: packed([add("/features/0/properties/names", _MEMBERS)])),
    "references to nothing": (_SMALL, lambda: packed([add("/story/events/-", {"sources": ["a"] * 9_900})] * 10)),
    "new first items of a long list": (_FLAT, lambda: filled(lambda _: add("/a/0", 0))),
    "as many of them as are made": (_FLAT, lambda: packed([add("/a/0", 0)] * 100)),
    "new first items of a table": (_LARGE, lambda: filled(lambda _: add("/features/0", 0))),
    "the last row moved to the top": (_LARGE, lambda: filled(lambda _: move("/features/9999", "/features/0"))),
    "moves into each other": (packed({"a": [{}] * 9_000}), lambda: packed([move("/a/0", "/a/0/x")] * 8_000)),
    "one name among 10,000": (_LARGE, lambda: packed([add("/features/0/properties/name", "Elsewhere")])),
    "one name in a draft with a million faults": (packed(_FAULTY), lambda: packed([add("/story/title", "Else")])),
}
ALL: dict[str, tuple[str, Callable[[], str]]] = {
    "an id of each of 10,000 places": (_LARGE, lambda: filled(lambda n: add(f"/features/{n % 10_000}/id", "a"))),
    "a property of each": (_LARGE, lambda: filled(lambda n: add(f"/features/{n % 10_000}/properties/a", 0))),
    "positions far from their country": (
        canadian(),
        lambda: filled(lambda n: add(f"/features/{n}/geometry/coordinates/0", 50)),
    ),
    "40,000 items without anything": (_SMALL, lambda: packed([add(path, [{}] * 10_000) for path in _LISTS])),
}


def memory_mb(name: str) -> float:
    """Of this process: what is resident now (VmRSS), or was at most since `forget_peak` (VmHWM)."""
    return int(re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1024


def forget_peak() -> None:
    """Let the peak of what is resident begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def told(document: str, changes: str) -> tuple[float, float, dict[str, Any]]:
    """Seconds of a core and megabytes that a change takes from the browser's word to its answer, and that answer."""
    desk = DraftSession()
    desk.receive({"whole": document, "token": "t", "count": 1}, None)
    number = desk.preview()["number"]
    desk.receive({"scene": number}, None)
    desk.preview()
    message = {"changes": changes, "token": "t", "count": 1, "scene": number}
    forget_peak()
    before, start = memory_mb("VmRSS"), time.process_time()
    desk.receive(message, None)
    said = desk.reply()
    desk.preview()
    return time.process_time() - start, memory_mb("VmHWM") - before, said


@pytest.mark.parametrize("name", FEW)
def test_change_in_which_few_items_are_touched(name, seen):
    document, changes = FEW[name]
    seconds, megabytes, said = told(document, changes())
    assert seconds < FEW_S
    assert megabytes < 150
    outcome = "asked for the whole" if said["lost"] else "refused" if said["refused"] else "made"
    seen(f"{name}: {outcome}; {seconds:.2f} s of CPU, {megabytes:.0f} MB")


@pytest.mark.parametrize("name", ALL)
def test_change_in_which_all_items_are_touched(name, seen):
    document, changes = ALL[name]
    text = changes()
    seconds, megabytes, said = told(document, text)
    assert (said["lost"], said["refused"]) == (False, [])
    assert seconds < ALL_S
    assert megabytes < 150
    seen(f"{name} ({len(text):,} bytes): {seconds:.2f} s of CPU, {megabytes:.0f} MB")


def test_dearest_drafts_are_within_what_may_be():
    assert all(len(document) <= MAX_SIZE for document, _ in (*FEW.values(), *ALL.values()))
    assert all(len(changes()) <= patch.MAX_SIZE for _, changes in (*FEW.values(), *ALL.values()))
