"""Claims of distance in English prose: "some 465 km southwest of Tripoli". Rules, no model and no list of places.

A quantity alone is no claim ("ran 10 km", "a 400 km border"): a direction, a word such as "from" or "off" with a place,
or "away" makes it one. What is found but cannot be held against a straight line says why.
"""

import re
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.reading.distances.lengths import UNIT, Length, amount_before, length_at, other_unit_at
from geo.reading.distances.links import Link, link_after, link_before, link_between
from geo.reading.distances.numerals import GAP, JOINT
from geo.reading.distances.ways import JOURNEY, MEANS, WAY, is_way
from geo.story.model import MAX_KM, ClaimKind, Quantity
from geo.story.verdict import claimed_interval
from geo.view import judgement, wording

# The first letters are looked at first: most words of a text begin with another.
_HIT = re.compile(
    rf"[\s0-9½¼¾⅓⅔+-](?=[kKmMfFnNsSrhHdDwWyY])(?:({UNIT})|(?P<time>[mM]inutes?|[hH]ours?|[dD]ays?|[wW]eeks?)(?!\w))"
)
_AWAY = re.compile(
    rf"{GAP}(?:away|distant|(?P<apart>apart)|(?P<coast>inland|off[ -]?shore(?!{GAP}(?-i:[A-Z]))))(?!\w)", re.IGNORECASE
)
_RADIUS = re.compile(
    rf"{JOINT}(?:(?P<round>(?:(?:exclusion|no-fly|safety|security|buffer|danger|evacuation){GAP}){{0,2}}"
    rf"(?:radius|(?P<zone>zone|ring|circle|perimeter))(?={GAP}(?:of|from|around)))|distance(?={GAP}(?:between|from))(?!\w))",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b[^\W\d_a-z]")
_INLAND = re.compile(r"\b(?:inland|off[ -]?shore)\b", re.IGNORECASE)
_ROUND_BEFORE = re.compile(rf"(?:radius|zone|ring|circle|perimeter){GAP}(?:of|from|around){GAP}\Z", re.IGNORECASE)
_ROUND = re.compile(rf"\A(?:to{GAP}|well{GAP})?(?:with)?in{GAP}a{GAP}radius{GAP}of", re.IGNORECASE)
# What a length may go over on its way to where it is counted from.
_TERRAIN = re.compile(
    rf"{GAP}(?:across|over){GAP}(?:(?:the|open|flat){GAP}){{0,2}}(?:ocean|sea|waters?|desert|sand|country|ice|land)(?={GAP}from)",
    re.IGNORECASE,
)
_BORDER = re.compile(r"\b(?:borders?|boundary|frontier)\b", re.IGNORECASE)
_COAST = re.compile(r"\b(?:coast|coastline|shore|shoreline|seaboard|beach)\b", re.IGNORECASE)
# "Ten miles up the Elliott Highway" is counted from nowhere.
_ALONG = re.compile(rf"{GAP}(?:up|down|along){GAP}the{GAP}[A-Z]")
# What may stand between a length and the words that tie it to a place.
_PASSED = (("way", WAY), ("radius", _RADIUS), ("terrain", _TERRAIN), ("means", MEANS), ("away", _AWAY))
_AND = re.compile(rf",?{GAP}(?:and{GAP}(?:then{GAP})?)?", re.IGNORECASE)
_LEGS = [{one, other} for one in ("north", "south") for other in ("east", "west")]
_ARTICLE = re.compile(rf"(?<!\w)an?{GAP}\Z", re.IGNORECASE)
# So many characters before a length may say how it was gone.
_REACH = 60
_NO_WHOLE = frozenset("first last next final every".split())
_LED_UP_TO = (["by"], ["at"], ["of"])
_UPRIGHT = frozenset("altitude height elevation depth".split())
# "At 37,000 feet" is a height: a distance of so many feet or metres has no "at" before it.
_SMALL, _HIGH = ("m", "ft"), 1_000
# People and things stand less far apart than this, and no two places do.
_SPACING_KM = 0.01
_NO_JOURNEY = _NO_WHOLE | frozenset("after for in with within".split())

_NOT_STRAIGHT = "It is the length of a way, not of a straight line."
_NOT_A_LENGTH = "It is a travel time, not a distance."
_TOO_FAR = "It is more than half the earth round, and no two places are farther apart."


class Found(NamedTuple):
    """A claim and where in the text it stands: the text from `start` to `end` is `quote`.

    `stated` is None where there is no number in a unit of length, `anchor` where the words name no place; `direction`
    is one of the 16 compass points, `hedge` a word of `geo.story.model.HEDGES`. `reason` is a sentence that says why
    a claim is not `checkable`, why its kind has no verdict, or else why its two units are not `consistent`.
    """

    quote: str
    start: int
    end: int
    stated: Quantity | None
    also: Quantity | None
    consistent: bool
    hedge: str | None
    direction: str | None
    anchor: str | None
    checkable: bool
    reason: str | None
    kind: ClaimKind = "pair"

    @property
    def is_judged(self) -> bool:
        """Whether it can be held against the line between two places."""
        return self.checkable and self.kind == "pair"

    def plain(self) -> dict[str, object]:
        """The claim as JSON has it: `low`, `high` and `unit` in place of `stated`."""
        low, high, unit = self.stated or (None, None, None)
        also = self.also._asdict() if self.also else None
        values = {"quote": self.quote, "start": self.start, "end": self.end, "low": low, "high": high, "unit": unit}
        return values | {"also": also} | {name: getattr(self, name) for name in self._fields[5:]}


def read(text: str) -> list[Found]:
    """The claims in a text, in order; none overlap. Never raises, and takes time in proportion to the text.

    >>> (found,) = read("The talks were in Ghadames, some 465 km southwest of Tripoli.")
    >>> found.quote, found.stated.low, found.stated.unit, found.hedge, found.direction, found.anchor
    ('some 465 km southwest of Tripoli', 465.0, 'km', 'some', 'southwest', 'Tripoli')
    """
    found: list[Found] = []
    floor = 0
    for hit in _HIT.finditer(text):
        checkpoint()
        start = hit.start() + 1
        if start < floor:
            continue
        if hit["time"]:
            claim = _journey(text, floor, start, hit.end())
        else:
            length = length_at(text, floor, start, hit.end())
            claim = _distance(text, floor, length) if length else None
        if claim:
            floor = claim.end
            if found and _are_legs(text, found[-1], claim):
                found.pop()
            else:
                found.append(claim)
    return found


def _are_legs(text: str, one: Found, other: Found) -> bool:
    """Whether two claims are legs to one place, and neither is its distance: "5 km north and 3 km east of Sirte"."""
    across = one.anchor is None and {one.direction, other.direction} in _LEGS
    return across and _AND.fullmatch(text, one.end, other.start) is not None


def _distance(text: str, floor: int, length: Length) -> Found | None:
    """The claim that a length is part of; None where nothing ties the length to a place."""
    before = text[max(floor, length.start - _REACH) : length.start].lower().split()
    *_, second, last = ("", "", *before)
    if last in _NO_WHOLE or _is_upright(second, last, length.stated):
        return None
    tied = _tied(text, floor, length, before)
    if tied is None:
        return None
    start, link, gone = tied
    end = link.end
    if length.stated and not length.also and text[end : end + 2].strip()[:1] == "(":
        other = other_unit_at(text, end, length.stated.unit)
        length, end = (length._replace(also=other[0]), other[1]) if other else (length, end)
    means = MEANS.match(text, end)
    if means and (means["land"] or means["along"]):
        gone, end = True, end if means["track"] else means.end()
    gone = gone or is_way(before, between_ends=link.counts and link.direction is None)
    kind = "radius" if _is_radius(before) else _kind(text[start:end], link)
    return _found(text, start, end, length, link, _NOT_STRAIGHT if gone else None, kind)


def _is_radius(before: list[str]) -> bool:
    return before[-2:] == ["radius", "of"]


def _kind(quote: str, link: Link) -> ClaimKind:
    """What the distance lies between, by its words."""
    anchor = link.anchor or ""
    if _ROUND.match(quote) or _ROUND_BEFORE.search(quote.removesuffix(anchor)):
        return "radius"
    if _BORDER.search(anchor):
        return "border"
    if link.lies == "off" or _COAST.search(anchor) or _INLAND.search(quote):
        return "coast"
    return "inside" if link.lies == "into" else "pair"


def _is_upright(second: str, last: str, stated: Quantity | None) -> bool:
    """Whether the two words before a length say that it goes up or down: "at 37,000 feet", "at a depth of 10 km"."""
    if last == "of":
        return second in _UPRIGHT
    return last == "at" and stated is not None and stated.unit in _SMALL and stated.low >= _HIGH


def _tied(text: str, floor: int, length: Length, before: list[str]) -> tuple[int, Link, bool] | None:
    """Where the claim begins, what ties it to a place, and whether words in between say that a way is so long."""
    within, doubled = length.hedge == "within" or _is_radius(before), length.also is not None
    if link := link_after(text, length.end, within=within, comma=doubled):
        return length.start, link, False
    passed, end = {}, length.end
    for name, pattern in _PASSED:
        if match := pattern.match(text, end):
            passed[name], end = match, match.end()
    way, means, away = passed.get("way"), passed.get("means"), "away" in passed
    is_round = "radius" in passed and passed["radius"]["round"] is not None
    within = within or is_round or (means is not None and means["flow"] is not None)
    gone = way is not None or (means is not None and bool(means["land"] or means["along"]))
    if "away" in passed and passed["away"]["apart"]:
        near = length.stated is not None and length.stated.in_km[1] < _SPACING_KM
        return None if near else (length.start, Link(end, None, None, True), gone)
    if passed and (link := link_after(text, end, within=within, comma=away or doubled)):
        if is_round and not (link.anchor and (not passed["radius"]["zone"] or _NAMED.search(link.anchor))):
            return None
        return length.start, link, gone
    if means and means["along"] and _ALONG.match(text, length.end):
        return length.start, Link(means.end(), None, None, True), gone
    if (away or before[-1:] in _LED_UP_TO) and (first := link_before(text, floor, length.start, away=away)):
        return first[0], first[1]._replace(end=end), gone
    if "distance" in before and (between := link_between(text, floor, length.start)):
        return between[0], between[1]._replace(end=end), between[2] or gone
    return (length.start, Link(end, None, None, True), gone) if away or (way and way["walk"]) else None


def _journey(text: str, floor: int, start: int, end: int) -> Found | None:
    """A travel time whose unit stands from `start` to `end`: "a two-hour drive from Tripoli"."""
    match = JOURNEY.match(text, end)
    way = match and (match["walk"] or match["means"])
    # "Two days from Tripoli" may be a date, and "two weeks south of it" a holiday.
    if match is None or (not way and text[start] not in "hHmM"):
        return None
    away = _AWAY.match(text, match.end())
    end = away.end() if away else match.end()
    if away and (means := MEANS.match(text, end)):
        way, end = means[0], means.end()
    link = link_after(text, end, counted=not way)
    if link is None and away and way:
        link = Link(end, None, None, True)
    elif link is None or not (link.anchor or way):
        return None
    amount = amount_before(text, floor, start)
    before = text[max(floor, amount.start() - 9) : amount.start()].lower().split() if amount else []
    if amount is None or (not way and before and before[-1] in _NO_JOURNEY):
        return None
    if means := MEANS.match(text, link.end):
        link = link._replace(end=means.end())
    article = _ARTICLE.search(text, max(floor, amount.start() - 4), amount.start())
    length = Length(article.start() if article else amount.start(), link.end, None, None, None, _NOT_A_LENGTH)
    return _found(text, length.start, link.end, length, link, None)


def _found(
    text: str, start: int, end: int, length: Length, link: Link, reason: str | None, kind: ClaimKind = "pair"
) -> Found:
    stated, also = length.stated, length.also if length.stated else None
    both = [quantity for quantity in (stated, also) if quantity is not None]
    reason = length.fault or reason
    if reason is None and any(quantity.in_km[1] > MAX_KM for quantity in both):
        reason = _TOO_FAR
    disagreement = _disagreement(stated, also, length.hedge) if stated and also else None
    return Found(
        quote=text[start:end],
        start=start,
        end=end,
        stated=stated,
        also=also,
        consistent=disagreement is None,
        hedge=length.hedge,
        direction=link.direction,
        anchor=link.anchor,
        checkable=reason is None,
        reason=reason or disagreement or (None if kind == "pair" else judgement.REASONS[kind]),
        kind=kind,
    )


def _disagreement(stated: Quantity, also: Quantity, hedge: str | None) -> str | None:
    one, other = claimed_interval(stated, hedge), claimed_interval(also, hedge)
    if one.meets(other):
        return None
    km, other_km = wording.spans(one, other)
    return (
        f"Its two units do not meet: {wording.quantity(stated)} means {km}, {wording.quantity(also)} means {other_km}."
    )
