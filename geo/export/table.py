"""The story as tables: its events, and all pairs of its places."""

import csv
import io
import math
import re
from typing import TextIO

from geo.base.formula import SIGNS, UNSEEN
from geo.export.telling import tags
from geo.measure.pairs import first_pairs
from geo.story.codec import write_members
from geo.story.geojson import event_values
from geo.story.members import EVENT, EVENT_COLUMNS, PLACE
from geo.story.model import Event, Story
from geo.story.part import Part
from geo.view import fragment, wording

# What some spreadsheet takes for a formula is guarded at the beginning of a cell, and where a program that separates
# cells by semicolons or tabs would see one begin. What shows nothing, and separators, are taken run by run, so that a
# text of nothing else costs no more than another.
_SIGN = re.compile(f"[{SIGNS}]")
_RUN = re.compile(rf"\A[\";{UNSEEN}]*|[\";{UNSEEN}]+")
_SEPARATOR = re.compile(r"[;\t\r\n]")
_LEADING = re.compile(rf"\A(?:(?![\t\r\n])[{UNSEEN}])*+(?=[\t\r\n])")


def _cell(text: str) -> str:
    """The text so that no spreadsheet takes any of it for a formula: an apostrophe goes before a suspicious sign."""

    def guarded(found: re.Match[str]) -> str:
        begins = found.start() == 0
        run = _LEADING.sub(r"\g<0>'", found[0]) if begins else found[0]
        formula = _SIGN.match(text, found.end()) and (begins or _SEPARATOR.search(found[0]))
        return f"{run}'" if formula else run

    return _RUN.sub(guarded, text)


def write_pairs_csv(story: Story, out: TextIO) -> None:
    """Write all pairs of places as CSV, in the form of `events_csv`; to micrometres and millionths of a degree.

    A place of which only a region or country is named is measured to a point inside it: `judged` is then no. What is
    held in memory grows with the number of places only, not with that of their pairs.
    """
    writer = csv.writer(out)
    writer.writerow(("from", "to", "distance_km", "initial_bearing_deg", "final_bearing_deg", "judged"))
    places = sorted(story.places, key=lambda place: story.number[place.id])
    for index, one in enumerate(places):
        others = places[index + 1 :]
        found = first_pairs([one.at, *(other.at for other in others)])
        for other, *figures in zip(others, *(column.tolist() for column in found[2:]), strict=True):
            judged = "yes" if one.is_spot and other.is_spot else "no"
            numbers = ("" if math.isnan(figure) else round(figure, 6) for figure in figures)
            writer.writerow((_cell(one.name), _cell(other.name), *numbers, judged))


def pairs_csv(story: Story) -> bytes:
    """What `write_pairs_csv` writes, with a byte order mark (for Excel)."""
    rows = io.StringIO(newline="")
    write_pairs_csv(story, rows)
    return rows.getvalue().encode("utf-8-sig")


def events_csv(story: Story) -> bytes:
    """The events in time order as CSV: UTF-8 with a byte order mark (for Excel), a header, RFC 4180 quoting.

    Coordinates are decimal degrees on WGS 84 and stay numbers; no other cell can act as a formula.
    """
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    shown = [name for name, column in EVENT_COLUMNS.items() if _is_told(column, story)]
    writer.writerow(shown)
    for number, event in enumerate(story.events, 1):
        cells = _row(number, event, story)
        writer.writerow(cells[name] for name in shown)
    return rows.getvalue().encode("utf-8-sig")


def _is_told(column: tuple[Part, str] | None, story: Story) -> bool:
    """Whether a table has a column: one of a member that came with a newer version, only if some event has it."""
    if column is None:
        return True
    member = column[0].member(column[1])
    return member.since == 1 or any(getattr(event, member.name) for event in story.events)


def _row(number: int, event: Event, story: Story) -> dict[str, object]:
    """Give the cells of an event by column."""
    place = story.place[event.place] if event.place is not None else None
    sources, left = wording.told_sources(event, story)
    links = fragment.addresses(event, sources)
    cited = [" ".join(filter(None, (source.title, link))) for source, link in zip(sources, links, strict=True)]
    cited += [wording.more_sources(left)] if left else []
    parts = {
        EVENT.name: write_members(EVENT, event_values(event))
        | {"sources": "; ".join(cited), "tags": tags(event, story)},
        PLACE.name: write_members(PLACE, vars(place)) if place else {},
    }
    lat, lon = place.at.latlon if place else ("", "")
    plain = {"number": number, "latitude": lat, "longitude": lon}
    return {
        column: _cell(str(parts[shown[0].name].get(shown[1]) or "")) if shown else plain[column]
        for column, shown in EVENT_COLUMNS.items()
    }
