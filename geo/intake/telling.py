"""What the properties of a feature tell: its name, and the date, title and text of an event."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from geo.intake.dates import times
from geo.intake.dates.column import Dated, is_day
from geo.intake.finds import Finds
from geo.intake.headings import find
from geo.intake.names import fold
from geo.story.strict_json import pointer, printable

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}")
#: Properties of which the value may be the address of a source.
_LINKS = frozenset("url link href website web weblink source sourceurl reference permalink quelle lien enlace".split())


class Telling(NamedTuple):
    """What an event is made of; None is what nobody says."""

    name: str | None
    when: str | None
    title: str | None
    text: str | None
    time: str | None = None
    rest: str = ""
    links: tuple[tuple[str, str], ...] = ()

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
    date, time = find("date", texts, (name, title)), find("time", texts, (name, title))
    if date is None:
        date, time = time, None
    addresses = [key for key, value in texts.items() if _ADDRESS.fullmatch(value)]
    text = find("text", texts, (name, title, date, time, *addresses))
    keys = [None if key is None else (key, texts[key]) for key in (name, date, time, title, text)]
    for found in filter(None, keys):
        del properties[found[0]]
    dated = _dated(finds, date, time, texts, path)
    tells = dated.when or title or text  # else there is no event to have sources
    linked = [key for key in addresses if tells and fold(key) in _LINKS]
    for key in linked:
        del properties[key]
    return Telling(
        name=texts[name] if name is not None else None,
        when=dated.when,
        time=dated.time,
        rest=dated.rest,
        title=texts[title] if title is not None else None,
        text=texts[text] if text is not None else None,
        links=tuple((texts[key], texts[key]) for key in linked),
    )


def _dated(finds: Finds, date: str | None, time: str | None, texts: Mapping[str, str], path: str) -> Dated:
    """When the event is, by the properties called `date` and `time`; words that neither holds are its `rest`."""
    if date is None:
        return Dated()
    dated = finds.dated(texts[date], pointer(path, printable(date)), finds.dates(date, texts[date]))
    if time is None or time == date:
        return dated
    clock = times.alone(texts[time])
    if clock is not None and dated.time is None and is_day(dated.when):
        return replace(dated, time=clock.time)
    return dated.beside(f"{time}: {texts[time]}")


def survey(finds: Finds, all_properties: Iterable[object]) -> None:
    """Look over the dates of all features of a file, so that each property is read in one way."""
    found: dict[str, list[str]] = {}
    for properties in all_properties:
        if not isinstance(properties, dict):
            continue
        texts = {key: text for key, value in properties.items() if (text := plain_text(value)) is not None}
        for key in {find("date", texts), find("time", texts)} - {None}:
            found.setdefault(str(key), []).append(texts[str(key)])
    for key, texts_of_key in found.items():
        finds.survey_dates(key, texts_of_key)


def add(
    finds: Finds, told: Telling, points: list[list[object]], properties: dict[str, object], path: str, given: object
) -> None:
    """Add the points of one feature as places, and what it tells as an event at the first."""
    ids = [finds.place(told.name, point, properties, given) for point in points]
    if not ids and told.name and (properties.get("address") or not told.is_event):
        ids = [finds.place(told.name, [], properties, given)]
    if told.is_event and (ids or told.when or told.text):
        timed = {key: text for key, text in (("time", told.time), ("note", told.rest)) if text}
        finds.event(ids[0] if ids else None, told.when, told.title or told.name, told.text, links=told.links, **timed)
    elif not ids:
        shown = f" “{printable(told.name)}”" if told.name else ""
        finds.note(path, f"this{shown} has neither position, date nor text: it is left out", "add it by hand")
        return
    if not ids:
        finds.note(path, "this has no position: it is kept as an event without a place", "give it a place")
    elif told.is_event and len(ids) > 1:
        finds.note(path, f"of the {len(ids):,} points here, the first has the date and the text", "move them if needed")


def tell_of_shape(finds: Finds, properties: Mapping[str, object], path: str) -> None:
    """Add what a line or area tells as an event without a place, if it has a date."""
    told = take(finds, dict(properties), path)
    if told.when:
        timed = {key: text for key, text in (("time", told.time), ("note", told.rest)) if text}
        finds.event(None, told.when, told.title or told.name, told.text, links=told.links, **timed)
        finds.count("a line or area with a date is drawn, and an event without a place", "give the event a place")
