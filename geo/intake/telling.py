"""What the properties of a feature tell: its name, and the date, title and text of an event."""

from typing import NamedTuple

from geo.intake.finds import Finds
from geo.intake.headings import find
from geo.story.strict_json import pointer, printable


class Telling(NamedTuple):
    """What an event is made of; None is what nobody says."""

    name: str | None
    when: str | None
    title: str | None
    text: str | None

    @property
    def is_event(self) -> bool:
        """Whether there is more than the name of a place."""
        return bool(self.when or self.title or self.text)


def plain_text(value: object) -> str | None:
    """A text, or a number as text; None for an empty one and for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def take(finds: Finds, properties: dict[str, object], path: str) -> Telling:
    """What the properties tell, which is taken out of them. `path`: where they are in the file, as a JSON Pointer."""
    texts = {key: text for key, value in properties.items() if (text := plain_text(value)) is not None}
    name = find("name", texts)
    title = find("title", texts, (name,))
    if name is None:
        name, title = title, None
    date = find("date", texts, (name, title)) or find("time", texts, (name, title))
    text = find("text", texts, (name, title, date))
    keys = [None if key is None else (key, texts[key]) for key in (name, date, title, text)]
    for found in filter(None, keys):
        del properties[found[0]]
    when = finds.dated(texts[date], pointer(path, printable(date))) if date is not None else None
    return Telling(
        name=texts[name] if name is not None else None,
        when=when,
        title=texts[title] if title is not None else None,
        text=texts[text] if text is not None else None,
    )


def add(
    finds: Finds, told: Telling, points: list[list[object]], properties: dict[str, object], path: str, given: object
) -> None:
    """Add the points of one feature as places, and what it tells as an event at the first."""
    ids = [finds.place(told.name, point, properties, given) for point in points]
    if told.is_event and (ids or told.when or told.text):
        finds.event(ids[0] if ids else None, told.when, told.title or told.name, told.text)
    elif not ids:
        shown = f" “{printable(told.name)}”" if told.name else ""
        finds.note(path, f"this{shown} has neither position, date nor text: it is left out", "add it by hand")
        return
    if not ids:
        finds.note(path, "this has no position: it is kept as an event without a place", "give it a place")
    elif told.is_event and len(ids) > 1:
        finds.note(path, f"of the {len(ids):,} points here, the first has the date and the text", "move them if needed")
