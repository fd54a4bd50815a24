"""The names of a list as places of the gazetteer: which are sure, which a person has to choose, which are unknown.

A name is read by the company of the other rows, and by what its own row says of where it lies. A settlement comes
before a region or a country of its name, unless the list is one of those. What is filled has a clear margin; a name
that is another place's own is none for a place that only has it beside its own.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.gazetteer.company import Company
from geo.gazetteer.holders import Holders
from geo.gazetteer.holders import Row as Row  # others have it from here
from geo.gazetteer.places import SETTLEMENTS, Entry, Gazetteer
from geo.gazetteer.sites import may_be_site
from geo.gazetteer.spelling import key
from geo.gazetteer.weighing import (
    KNOWN,
    SAME_KM,
    SMALL,
    Area,
    Asked,
    Weighed,
    area_of,
    asked_of,
    in_company,
    leading_of,
    owns,
    prior,
    priors,
    ranked_of,
    sounds_alike,
)
from geo.measure.geodesy import sphere_km

#: So many candidates are offered for a name: as many as there are keys for them.
MAX_OFFERED = 9
#: For so many names that the gazetteer does not have, those that begin or end so are looked for.
_MAX_CONTINUED, _CONTINUED_AT_ONCE = 200, 200
#: Where a place of so many people has the name for its own, no other is filled by it.
_OWNER = 20_000
#: A place by a name that sounds unlike its own, or so small a one without company, is only offered.
_LARGE = 5_000
_COMPANY = 0.05
#: A place that has fewer people than its namesakes is filled only where so great a share of the list is in its country.
_MOST = 0.5

#: A part of longer names has so many letters, and so many of those are offered.
_LETTERS, _MAX_LONGER = 4, 5


class Judged(NamedTuple):
    """What a name of a list means: `entry` where that is sure, else candidates, the likeliest first, and the reason."""

    entry: Entry | None
    candidates: tuple[Entry, ...]
    reason: str


_BY_ADDRESS = "The gazetteer does not have it; its address names this place."
UNKNOWN = Judged(None, (), "The gazetteer has no place of this name.")


def judge(rows: Sequence[Row], known: Gazetteer) -> list[Judged | None]:
    """Judge the names of a list by each other; None for a row that has a position. A thousand take some 0.2 s."""
    holders = Holders(rows, known)
    asked = [asked_of(number, row, holders) for number, row in enumerate(rows) if row.at is None]
    area = area_of(asked)
    placed = [(number, _country(row, holders), row.at) for number, row in enumerate(rows) if row.at is not None]
    alone = [priors(each, area) for each in asked]
    weighed = [ranked_of(each) for each in alone]
    company = Company(placed)
    for _ in range(2):
        leading = [(each.row, leading_of(ranked, area)) for each, ranked in zip(asked, weighed, strict=True)]
        first = [(row, found.entry) for row, found in leading if found]
        company = Company([*placed, *((row, entry.country, entry.position) for row, entry in first)])
        weighed = in_company(asked, alone, company)
    judged: list[Judged | None] = [None] * len(rows)
    for each, ranked in zip(asked, weighed, strict=True):
        checkpoint()
        judged[each.row] = _judged(each, ranked, company, area)
    unknown = [each for each in asked if (found := judged[each.row]) and not found.candidates and not found.entry]
    for each in unknown[:_MAX_CONTINUED]:
        judged[each.row] = _continued(each, known, company)
    return judged


def _country(row: Row, holders: Holders) -> str:
    """The code of the country of a row that has a position; empty where nothing says it."""
    countries = holders.within(row, holders.head(row)).countries
    return next(iter(countries)) if len(countries) == 1 else ""


def _judged(asked: Asked, ranked: Sequence[Weighed], company: Company, area: Area | None) -> Judged:
    if asked.is_site or not ranked:
        return _beside(asked)
    found = tuple(dict.fromkeys(each.entry for each in ranked))
    leading = leading_of(ranked, area)
    told = asked.within.told
    settled = _addressed(asked)
    if asked.is_elsewhere and settled:
        return Judged(None, settled, _BY_ADDRESS)
    if asked.is_elsewhere:
        return Judged(None, found[:MAX_OFFERED], f"The gazetteer has it elsewhere, but not in {told}.")
    if leading is None:
        return Judged(None, _offered(found, None), _undecided(found))
    meant = leading.entry
    if settled and all(sphere_km(entry.position, meant.position) > SAME_KM for entry in settled):
        return Judged(None, (meant, *settled)[:MAX_OFFERED], "Its address names another place than its name does.")
    if doubt := _doubt(asked, meant, found, company):
        return Judged(None, _offered(found, meant), doubt)
    if told:
        return Judged(meant, (), f"It is in {told}, as the list says.")
    if len(found) == 1:
        return Judged(meant, (), "The gazetteer has one place of this name.")
    return Judged(meant, (), f"{len(found)} places have this name; this one is by far the likeliest.")


def _offered(found: Sequence[Entry], meant: Entry | None) -> tuple[Entry, ...]:
    first = (meant,) if meant else ()
    return (*first, *(entry for entry in found if entry is not meant))[:MAX_OFFERED]


def _undecided(found: Sequence[Entry]) -> str:
    if len(found) == 1:
        return f"It is the name of a {found[0].kind}."
    return f"{len(found)} places have this name, and none is much likelier than the others."


def _doubt(asked: Asked, meant: Entry, found: Sequence[Entry], company: Company) -> str | None:
    """What speaks against a place that leads; nothing where the row says the country of it or the region."""
    if asked.within.told or meant.kind not in SETTLEMENTS:
        return None
    others = [entry for entry in found if entry.kind in SETTLEMENTS]
    share = company.share(meant.country, asked.row)
    if may_be_site(asked.head.name):
        return "It may be a site, and no place of the gazetteer."
    if not meant.official and asked.head.key.isascii():
        owned = any(entry.official and entry.population >= _OWNER for entry in others)
        if owned and share < _MOST:
            return f"It is another name of {meant.name}, and other places have it for their own."
        is_part = key(meant.name).startswith(asked.head.key + " ")
        is_unlike = not sounds_alike(meant, asked.head) and meant.population < KNOWN and share < _COMPANY
        if is_unlike or (is_part and meant.population < _OWNER):
            return f"It is another name of {meant.name}."
    points = prior(meant, asked.head, None)
    if share < _MOST and any(prior(other, asked.head, None) > points for other in others if not owns(meant, other)):
        return f"{len(found)} places have this name; the others of the list are nearer to this one."
    if company.is_of_one_country and meant.population < KNOWN and share < _COMPANY:
        return "The other places of the list lie in another country."
    if len(others) > 1 and meant.population < _LARGE and share < _COMPANY:
        return "It is a small place far from the others of the list: there may be others of its name."
    return None


def _addressed(asked: Asked) -> tuple[Entry, ...]:
    """The settlements that the address of a row names."""
    return tuple(dict.fromkeys(asked.within.narrowed(asked.within.settlements)))[:MAX_OFFERED]


def _beside(asked: Asked) -> Judged:
    """What is offered for a name that the gazetteer does not have: the settlement of its address."""
    offered = _addressed(asked)
    return Judged(None, offered, _BY_ADDRESS) if offered else UNKNOWN


def _continued(asked: Asked, known: Gazetteer, company: Company) -> Judged:
    """What is offered for a name that is part of longer ones, in the company of the others."""
    if asked.is_site or len(asked.head.key) < _LETTERS:
        return UNKNOWN
    found = [e for e in known.continued(asked.head.key, _CONTINUED_AT_ONCE) if e.kind in SETTLEMENTS]
    found = asked.within.narrowed(found)
    points = company.points([(asked.row, entry.country, entry.position) for entry in found]).tolist()
    ranked = ranked_of(
        Weighed(entry, math.log10(max(entry.population, SMALL)) + p) for entry, p in zip(found, points, strict=True)
    )
    if not ranked:
        return UNKNOWN
    offered = tuple(each.entry for each in ranked[:_MAX_LONGER])
    return Judged(None, offered, "No place has exactly this name; these have it as part of theirs.")
