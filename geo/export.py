"""The story as other programs read it."""

import csv
import io

from geo.story import Story

#: A cell that begins with one of these is taken for a formula by some spreadsheet (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_COLUMNS = (
    *("number", "event", "when", "title", "text", "status", "said_by", "place", "name"),
    *("precision", "latitude", "longitude", "sources", "note"),
)


def _cell(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: an apostrophe goes before a suspicious beginning."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA_STARTS) else text


def events_csv(story: Story) -> bytes:
    """The events in time order as CSV: UTF-8 with a byte order mark (for Excel), a header, RFC 4180 quoting.

    Coordinates are decimal degrees on WGS 84 and stay numbers; no other cell can act as a formula.
    """
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    writer.writerow(_COLUMNS)
    for number, event in enumerate(story.events, 1):
        place = story.place[event.place] if event.place is not None else None
        cited = "; ".join(
            " ".join(filter(None, (s.title, s.url))) for s in map(story.source.__getitem__, event.sources)
        )
        before = (event.id, event.when.text, event.title, event.text, event.status, event.said_by)
        where = (place.id, place.name, place.precision) if place else ("", "", "")
        at = place.at.latlon if place else ("", "")
        writer.writerow([number, *map(_cell, before), *map(_cell, where), *at, *map(_cell, (cited, event.note or ""))])
    return rows.getvalue().encode("utf-8-sig")
