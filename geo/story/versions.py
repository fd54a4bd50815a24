"""The version of the format that a story needs: the oldest that has all its members, dates and choices."""

from collections.abc import Iterable, Mapping

from geo.base.edtf import EdtfError, When
from geo.story.members import CLAIM, EVENT, PLACE, QUANTITY, SOURCE, STORY, VERSION
from geo.story.part import Part


def version(told: Mapping[str, object], places: Iterable[object]) -> int:
    """The version for the member `story` of a file and for the properties of its places, as plain values."""
    opening = told.get("opening")
    has_pair = isinstance(opening, Mapping) and all(opening.get(key) is not None for key in ("event", "from", "to"))
    places = list(places)
    parts = [(STORY, [told]), (PLACE, places), *((part, told.get(f"{part.name}s")) for part in (EVENT, CLAIM, SOURCE))]
    is_newer = any(_is_newer(part, items) for part, items in parts if isinstance(items, list))
    has_all = has_pair and told.get("published") is not None and told.get("summary") is not None
    return VERSION if is_newer or not has_all else 1


def _is_newer(part: Part, items: Iterable[object]) -> bool:
    newer = [member.key for member in part.members if member.since > 1]
    choices = [(member.key, member.newer) for member in part.members if member.newer]
    dates = [member.key for member in part.members if member.form == "date"]
    for item in items:
        if isinstance(item, Mapping) and (
            any(item.get(key) is not None for key in newer)
            or any(_is_level_1(item.get(key)) for key in dates)
            or (part is EVENT and (item.get("when") is None or item.get("text") is None))
            or (part is CLAIM and item.get("to") is None)
            or any(item.get(key) in options for key, options in choices)
            or (part is CLAIM and _is_newer(QUANTITY, [item.get("also")]))
        ):
            return True
    return False


def _is_level_1(text: object) -> bool:
    try:
        return isinstance(text, str) and When.parse(text).level > 0
    except EdtfError:
        return False
