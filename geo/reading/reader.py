"""An article read: its places, dates and claims of distance. Rules and a gazetteer; no model and no network."""

from collections.abc import Mapping
from dataclasses import replace

from geo.base.checkpoint import checkpoint
from geo.base.edtf import When
from geo.gazetteer.places import Gazetteer, gazetteer
from geo.reading import fitting
from geo.reading.dates.find import find_dates
from geo.reading.distances import claims, ends
from geo.reading.distances.claims import Found
from geo.reading.findings import Reading
from geo.reading.places import datelines, mentions
from geo.reading.places.containment import SETTLEMENTS
from geo.reading.places.mentions import Decisions
from geo.reading.sentences import sentences

#: What a person decided of a claim: by where it begins, where the names of its two ends begin, `origin` first.
Linked = Mapping[int, tuple[int, int]]

#: Of what an article is said to be about so many places count.
_MAX_SUBJECTS = 20


def read(
    text: str,
    published: When | None = None,
    *,
    about: str = "",
    decided: Decisions | None = None,
    linked: Linked | None = None,
    known: Gazetteer | None = None,
) -> Reading:
    """Read an article that was published then.

    Where that is None, the date in its dateline counts in its place; without one what is counted from it stays open.

    `about` names places that the article is about, as somebody knows who has read it: they rank all candidates anew.
    Never raises, whatever the text, and takes time in proportion to it.
    """
    known = known or gazetteer()
    where = sentences(text)
    stated = claims.read(text)
    subject = [m.chosen for m in mentions.find(about, sentences(about), known) if m.chosen] if about else []
    found = mentions.find(text, where, known, claims=stated, about=subject[:_MAX_SUBJECTS], decided=decided)
    reading = Reading(
        text=text,
        published=published,
        mentions=tuple(found),
        claims=(),
        dates=tuple(find_dates(text, published, where)),
        sentences=tuple(where),
        dateline=datelines.find(text),
    )
    if published is None and (filed_on := reading.filed_on) and filed_on.edtf:
        reading = replace(reading, dates=tuple(find_dates(text, When.parse(filed_on.edtf), where)))
    claimed = tuple(_linked(reading, stated, linked or {}))
    return replace(reading, claims=claimed, mentions=tuple(fitting.fitted(reading.mentions, claimed)))


def _linked(reading: Reading, stated: list[Found], linked: Linked) -> list[tuple[Found, ends.Ends]]:
    """The claims of the text, each with its ends."""
    places = [
        ends.Place(
            m.start,
            m.end,
            m.kind in SETTLEMENTS,
            is_capital=m.chosen is not None and datelines.is_capital(m.chosen, m.key),
            is_dateline=reading.is_in_dateline(m.start),
        )
        for m in reading.mentions
    ]
    by_start = {mention.start: index for index, mention in enumerate(reading.mentions)}
    found: list[tuple[Found, ends.Ends]] = []
    for claim in stated:
        checkpoint()
        sentence = reading.sentences[reading.sentence_at(claim.start)]
        each = ends.link(reading.text, claim, places, sentence, found[-1] if found else None)
        if claim.start in linked:
            origin, to = (by_start.get(start) for start in linked[claim.start])
            each = each._replace(origin=origin, to=to)
        found.append((claim, each))
    return found
