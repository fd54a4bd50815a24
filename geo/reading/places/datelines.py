"""The dateline of a report, as in "BONN, March 24 - The cabinet met": where it was filed, and when.

What stands in it is always a place, whatever the words around it. It is where the report was written, not where
something happened.
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from geo.base import countries
from geo.gazetteer.places import Entry, key
from geo.reading.places.containment import SETTLEMENTS

_CAPITALS = r"[^\W\d_a-z](?:(?![a-z])[\w'’.-])+"
_NAME = rf"{_CAPITALS}(?: {_CAPITALS}){{0,4}}"
_WITHIN = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,3})"
_DATE = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?"
_DATELINE = re.compile(
    rf"[ \t]*(?P<name>{_NAME})(?:/{_NAME}){{0,2}}{_WITHIN}??(?:,? (?P<date>{_DATE}))?"
    rf"(?: ?\([^()\n]{{1,40}}\))?,? ?(?:--?|[–—])[ \n]"
)
#: A headline, a line of authors and the like may come before it.
_LINES = 6
#: So many times as many people make a place the better known one: of that name in other letters or of other times, or
#: in a country of which the article does not speak.
_TIMES = 8
#: Named in news of anywhere; and a town there has its state behind it, but for the largest.
_EVERYWHERE = "US"


class Dateline(NamedTuple):
    """Where the name of a dateline stands in the text, and its date: from and to; no date where it has none."""

    start: int
    end: int
    date: tuple[int, int] | None


def find(text: str) -> Dateline | None:
    """The dateline of a text: at the head of one of its first lines.

    >>> find("Talks fail\\nTHE HAGUE, March 24 (Reuters) - The court ruled.")
    Dateline(start=11, end=20, date=(22, 30))
    """
    begin = 0
    for _ in range(_LINES):
        if found := _DATELINE.match(text, begin):
            return Dateline(*found.span("name"), found.span("date") if found["date"] else None)
        begin = text.find("\n", begin) + 1
        if not begin:
            return None
    return None


def place(entries: Iterable[Entry], named: str, spoken_of: Collection[str]) -> tuple[Entry, bool] | None:
    """Which place a dateline without a region means, of those called so, and whether that is beyond doubt.

    None where there is no settlement among them.

    `named` is its key, `spoken_of` the codes of the countries that the article names. First comes a place there, then a
    capital, if they are not far smaller than others; then what has the name for its own, the most populous first.
    """
    settlements = sorted((entry for entry in entries if entry.kind in SETTLEMENTS), key=lambda entry: -entry.population)
    own = [entry for entry in settlements if _is_own(entry, named)]
    most = own[0].population if own else 0
    there = [e for e in own if e.country in spoken_of and e.country != _EVERYWHERE and e.population * _TIMES >= most]
    seats = [e for e in own if e.population * _TIMES >= most and is_capital(e, named)]
    better_known = [entry for entry in settlements[:1] if entry.population >= most * _TIMES]
    ranked = there + seats + better_known + own
    if not ranked:
        return None
    first = ranked[0]
    # As sure as a namesake of another country is small; beside a capital it may be as large as that.
    times = 1 if seats else _TIMES
    return first, bool(there) or all(
        e.population * times <= first.population for e in own if e.country != first.country
    )


def is_capital(entry: Entry, named: str) -> bool:
    """Whether a place with this key for its name is the capital of its country."""
    return key(countries.capitals().get(entry.country, "")) == named


def _is_own(entry: Entry, named: str) -> bool:
    """Whether a place has the name for its own, or at the head of it: "Frankfurt am Main", "New York City"."""
    return entry.official or key(entry.name).startswith(f"{named} ")
