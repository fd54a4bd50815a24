"""The words that tie a length to a place: "southwest of Tripoli", "off the coast of Libya", "away"."""

import re
from typing import Literal, NamedTuple

from geo.measure.geodesy import COMPASS_POINTS
from geo.reading.distances.anchors import QUOTES, end_of
from geo.reading.distances.numerals import GAP

_POINTS = {point.replace("-", ""): point for point in COMPASS_POINTS}
_SHORT = {
    "".join(point[0].upper() for point in re.findall("north|south|east|west", point)): point for point in COMPASS_POINTS
}

#: A point of the compass, for other patterns.
POINT = "(?:north|south|east|west)"
# Sailors say "nor west".
_SPOKEN = r"(?:nor['’]?(?=[\s-]?(?:north|east|west)))"
_POINT = (
    rf"(?:(?:{_SPOKEN}[\s-]?)?{POINT}(?:[\s-]?{POINT}){{0,2}}(?:erly|ern|wards?)?"
    r"|(?-i:(?:[NSEW]\.){1,3}|[NS]{1,2}[EW]|[EW][NS][EW]|[NSEW]))(?!\w)"
)
_DIRECTION = re.compile(
    rf"(?P<comma>,?){GAP}(?:(?:almost|just|further|farther){GAP})?"
    rf"(?:(?:(?:to|towards?|on){GAP}the|in{GAP}an?){GAP}|(?:due|directly|straight){GAP})?"
    rf"(?P<point>{_POINT})(?:{GAP}(?:and|or){GAP}(?P<other>{POINT})(?={GAP}of(?!\w)))?(?:{GAP}direction)?"
    rf"(?P<of>{GAP}(?:of(?:f(?![\s-]?shore))?|from)(?!\w))?",
    re.IGNORECASE,
)
_WORD = re.compile(
    rf"(?P<comma>,?){GAP}(?:(?P<from>from)|(?P<out>out{GAP}of)|(?P<between>between|separate[sd]?)|(?P<within>of|around)"
    rf"|(?P<off>off(?!{GAP}shore(?!\w))|off-?shore)|(?P<into>inside(?:{GAP}of)?|(?:deep{GAP})?into)|outside(?:{GAP}of)?"
    rf"|short{GAP}of|beyond|past|(?P<behind>behind)|across|over(?={GAP}the{GAP}(?:\w{{1,20}}{GAP})?(?:border|frontier|boundary)))(?!\w)",
    re.IGNORECASE,
)
_AND = re.compile(rf"(?:,[^,;.()\n]{{1,60}},)?{GAP}and(?!\w)", re.IGNORECASE)
_AND_OR_FROM = re.compile(rf"{GAP}(?:and|from)(?!\w)", re.IGNORECASE)
# What is counted from may be several, or each of them.
_EACH = re.compile(rf"{GAP}(?:each(?!{GAP}other)|either|both)(?!\w)(?!{GAP}[A-Z(])")
# What may follow "from" where no place is named, but some place or somebody is meant.
_MEANT = re.compile(
    rf"{GAP}(?:where|what|each{GAP}other|one{GAP}another|it|them|him|her|us|me|the|an?|his|their|its)(?!\w)",
    re.IGNORECASE,
)
# What may follow a direction that no place follows; else it belongs to the next word, as in "30 km north coast road".
_CLOSED = re.compile(
    rf"\s*(?:[.,;:!?()\]”’\"—–]|\Z)|\s*\n|{GAP}-{GAP}"
    rf"|{GAP}(?:and|or|but|from|in|on|at|to|by|as|is|was|lies|lay|are|were|where|when|while|with|after|before|along|near"
    rf"|until|then|through|across|towards?|into|for|that|which|over|down|up)(?!\w)"
)
_FIRST = re.compile(rf"(?<!\w)(?:to{GAP}the{GAP}|due{GAP})?(?P<point>{_POINT}){GAP}of(?!\w)", re.IGNORECASE)
_BRIDGE = re.compile(rf",?{GAP}?(?:(?:and|but){GAP})?(?P<stated>(?:at|by){GAP}(?:a{GAP}distance{GAP}of{GAP})?)?")
_DISTANCE = re.compile(
    rf"(?<!\w)(?:(?P<way>road|rail|driving|walking|sailing){GAP})?distance(?P<by>{GAP}by{GAP}(?:road|rail|sea|land))?"
    rf"(?={GAP}(?:between|from)(?!\w))",
    re.IGNORECASE,
)
_TO = re.compile(rf"{GAP}to(?!\w)", re.IGNORECASE)
_IS = re.compile(rf",?{GAP}(?:is|was|of|being)(?:{GAP}(?:only|just))?{GAP}", re.IGNORECASE)
# So many characters before a length may hold what belongs to it.
_REACH = 120


class Link(NamedTuple):
    """Where the words end, and what they say: a direction, the words for a place, or neither.

    `counts` is whether the length is counted from that place by "from" or a direction, not by a word like "off". `lies`
    is "off" or "into", where the place is counted from its coast or its border.
    """

    end: int
    direction: str | None
    anchor: str | None
    counts: bool
    lies: Literal["off", "into"] | None = None


def link_after(
    text: str, start: int, *, within: bool = False, comma: bool = False, counted: bool = False
) -> Link | None:
    """The link that begins at `start`, if one does.

    `within` lets "of" and "around" be one, `comma` lets a comma come first, `counted` lets none be that does not count.
    """
    match = _DIRECTION.match(text, start)
    point = _point(match["point"]) if match and len(match["comma"]) <= comma else None
    if match and point:
        if match["of"]:
            off = match["of"].lower().endswith("off")
            return _linked(text, match.end(), _between(point, match["other"]))._replace(lies="off" if off else None)
        if match["point"].islower() and _CLOSED.match(text, match.end()):
            return Link(match.end(), point, None, True)
        return None
    match = _WORD.match(text, start)
    if match is None or len(match["comma"]) > comma or (match["within"] and not within):
        return None
    if counted and not match["from"]:
        return None
    if match["from"] and (each := _EACH.match(text, match.end())):
        return Link(each.end(), None, None, True)
    link = _linked(text, match.end(), None, open_=not counted and bool(match["from"] or match["between"]))
    if match["between"]:
        other = (_AND if match["between"][0] in "bB" else _AND_OR_FROM).match(text, link.end) if link.anchor else None
        end = end_of(text, other.end()) if other else None
        if not end and link.anchor and match["between"][0] in "sS":  # "15 km separate the two cities"
            end = link.end
        return Link(end, None, text[match.end() : end].strip(), True) if end else None
    if match["behind"] and link.anchor and not link.anchor.split()[-1].islower():
        # Behind a front or a border; behind somebody with a name, it is a race.
        return None
    if link.anchor or (match["from"] and _MEANT.match(text, match.end())):
        lies: Literal["off", "into"] | None = "off" if match["off"] else "into" if match["into"] else None
        return link._replace(counts=bool(match["from"] or match["out"]), lies=lies)
    return None


def link_before(text: str, floor: int, start: int, *, away: bool) -> tuple[int, Link] | None:
    """Where the direction begins that stands before a length at `start`, and its link: "southwest of Tripoli, 465 km".

    Unless the length is said to be `away`, "at a distance of" or "by" must lead from one to the other.
    """
    for match in _FIRST.finditer(text, max(floor, start - _REACH), start):
        point, end = _point(match["point"]), end_of(text, match.end())
        if point is None or end is None or end > start:
            continue
        bridge = _BRIDGE.fullmatch(text, end, start)
        if bridge and (away or bridge["stated"]):
            return match.start(), _linked(text, match.end(), point)
    return None


def link_between(text: str, floor: int, start: int) -> tuple[int, Link, bool] | None:
    """Where "distance between Tripoli and Ghadames is" begins before a length at `start`, its link, and if by a way.

    "The distance from Tripoli to Ghadames is" is the same and counts from Tripoli.
    """
    for match in _DISTANCE.finditer(text, max(floor, start - _REACH), start):
        link = link_after(text, match.end())
        if link is None or link.anchor is None:
            continue
        to = _TO.match(text, link.end)
        end = (to and end_of(text, to.end())) or link.end
        if _IS.fullmatch(text, end, start):
            return match.start(), link, bool(match["way"] or match["by"])
    return None


def _between(point: str, other: str | None) -> str | None:
    """The direction of "north and west of"; of two that are opposite, none."""
    if other is None:
        return point
    return next((p for p in (f"{point}{other.lower()}", f"{other.lower()}{point}") if p in COMPASS_POINTS), None)


def _linked(text: str, start: int, direction: str | None, *, open_: bool = True) -> Link:
    end = end_of(text, start, open_=open_)
    return Link(end or start, direction, _unquoted(text[start:end].strip()) if end else None, True)


def _unquoted(words: str) -> str:
    return words[1:-1] if words[0] in QUOTES and words[-1] in QUOTES else words


def _point(words: str) -> str | None:
    """The compass point that words mean: "South-West", "southwesterly" and "S.W." are southwest; None if none is."""
    if words[0].isupper() and (point := _SHORT.get(words.replace(".", ""))):
        return point
    return _POINTS.get(re.sub(r"\Anor['’]?(?!th)", "north", re.sub(r"[\s-]|(?:erly|ern|wards?)\Z", "", words.lower())))
