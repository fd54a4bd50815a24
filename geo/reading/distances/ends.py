"""Which places a claim of distance is about: both ends linked where the words leave no doubt, else offered.

Taking the nearest name before a distance for its subject is wrong as often as not: "Forces that had left Benghazi stood
50 km from Tripoli". So a claim is linked only where a settlement stands right before it, in apposition or with
a verb of lying, or right after it; everything else in the sentence is offered as a choice.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from geo.reading.distances.claims import Found
from geo.reading.distances.numerals import GAP

# Between a settlement and a claim about it: a comma or a bracket, perhaps behind where it is, or that it lies there.
_APPOSITION = re.compile(
    rf"(?:(?:,{GAP}(?:directly{GAP}|right{GAP}|just{GAP})?(?:on|near|at|in|by)(?:{GAP}[\w’'-]+){{1,5}})?,|{GAP}\("
    rf"|,?{GAP}(?:which|that)?{GAP}?(?:is|was|lies|lay|sits|stands|(?:is{GAP})?(?:located|situated)))"
    rf"(?:{GAP}(?:a|an|the)(?:{GAP}[\w-]+){{1,4}})?(?:{GAP}(?:just|only|located|situated|lying))?,?{GAP}?\Z"
)
# After a claim, before the settlement that it is about: "50 km from Tripoli, in the town of Tarhuna".
_AFTER = re.compile(
    rf",?{GAP}?(?:,|in|at|near|lies|stands|sits){GAP}(?:the{GAP}(?:town|city|village|port|oasis){GAP}of{GAP})?\Z"
)
_AND_SO_FAR = re.compile(rf",?{GAP}(?:and|but){GAP}(?:is{GAP}|lies{GAP})?(?:only{GAP}|just{GAP})?")
_HERE = re.compile(r"here|this (?:city|town|village|port|capital)", re.IGNORECASE)
_CAPITAL = re.compile(r"(?:the|its|their) capital", re.IGNORECASE)
#: So far before or after the claim, in characters, the other end is looked for.
_REACH = 80
#: So many places are offered for an end.
_OFFERED = 6

_start = attrgetter("start")


class Place(NamedTuple):
    """A place named in the text, as far as it matters for a claim: where it stands, and what it is."""

    start: int
    end: int
    is_settlement: bool
    is_capital: bool = False
    is_dateline: bool = False


class Ends(NamedTuple):
    """The ends of a claim as indexes of places: the distance is counted from `origin`, and is about `to`.

    None is an end that the words do not settle; `origins` and `tos` are what it may be, the likeliest first.
    """

    origin: int | None
    to: int | None
    origins: tuple[int, ...]
    tos: tuple[int, ...]


def link(
    text: str,
    claim: Found,
    places: Sequence[Place],
    sentence: tuple[int, int],
    before: tuple[Found, Ends] | None = None,
) -> Ends:
    """The ends of a claim among the places of the text, in order; `sentence` says where its own begins and ends.

    `before` is the claim before it, with its ends: "660 km south of Tripoli and 230 km north of Murzuq" is one.
    """
    first, last = (bisect_left(places, position, key=_start) for position in (claim.start, claim.end))
    inside = list(range(first, last))
    beside = (*range(max(0, first - _OFFERED), first), *range(last, min(last + _OFFERED, len(places))))
    near = [i for i in beside if sentence[0] <= places[i].start and places[i].end <= sentence[1]]
    outside = sorted(near, key=lambda i: _gap(places[i], claim))
    if len(inside) == 2 and claim.anchor and " and " in claim.anchor:
        return Ends(inside[0], inside[1], tuple(inside), tuple(inside[::-1]))
    origin = inside[-1] if len(inside) == 1 and claim.anchor else None
    to = _subject(text, claim, places, outside)
    if to is None and before and _AND_SO_FAR.fullmatch(text, before[0].end, claim.start):
        to = before[1].to
    meant = _meant(claim.anchor or "", places)
    origins = tuple(dict.fromkeys([*meant, *(inside or outside)]))[:_OFFERED]
    return Ends(origin, to, origins, tuple(i for i in outside if i != origin)[:_OFFERED])


def _meant(anchor: str, places: Sequence[Place]) -> list[int]:
    """What "here" and "this city" are offered as, the place of the dateline, and "the capital", a capital of the text.

    Offered only: the words alone settle nothing.
    """
    if _HERE.fullmatch(anchor):
        return [index for index, place in enumerate(places) if place.is_dateline]
    if _CAPITAL.fullmatch(anchor):
        return [index for index, place in enumerate(places) if place.is_capital][:_OFFERED]
    return []


def _subject(text: str, claim: Found, places: Sequence[Place], outside: Sequence[int]) -> int | None:
    """The settlement that the claim is about, where its place in the sentence says so."""
    for index in outside:
        place = places[index]
        if not place.is_settlement:
            continue
        if place.end <= claim.start:
            between = text[max(place.end, claim.start - _REACH) : claim.start]
            if _APPOSITION.match(between):
                return index
        elif _AFTER.match(text[claim.end : min(place.start, claim.end + _REACH)]):
            return index
    return None


def is_end(text: str, claims: Sequence[Found], start: int, end: int) -> bool:
    """Whether the name from `start` to `end` is where a distance is counted from, or stands as what it is about.

    `claims` are those of the text, in order.
    """
    index = bisect_right(claims, start, key=_start)
    if index and start < claims[index - 1].end and claims[index - 1].anchor:
        return True
    after = claims[index].start if index < len(claims) else len(text)
    return end <= after <= end + _REACH and _APPOSITION.match(text[end:after]) is not None


def _gap(place: Place, claim: Found) -> int:
    """How many characters lie between; a name after the claim counts as twice as far."""
    return claim.start - place.end if place.end <= claim.start else 2 * (place.start - claim.end)
