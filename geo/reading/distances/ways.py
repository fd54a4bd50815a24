"""Words that tell the length of a way, or a travel time, from a distance: neither is that of a straight line."""

import re

from geo.reading.distances.links import POINT
from geo.reading.distances.numerals import AND_PART, GAP, JOINT

_WALKS = "drive ride walk hike trek march trudge trip journey flight crossing voyage sail cruise commute detour".split()
_WALKS += [f"{how}{GAP}distance" for how in ("walking", "driving", "cycling", "sailing", "flying")]
_WALK = f"(?P<walk>{'|'.join(_WALKS)})"
_LINE = "(?:road|highway|motorway|railway|railroad|track|trail|route|path|pipeline|stretch|tunnel|canal|corridor)"
_LAND = (
    rf"(?P<land>by{GAP}(?:road|car|bus|train|rail|lorry|truck|jeep|motorbike|bicycle|bike|boat|ferry|ship|sea|land|river"
    rf"|camel|horse|donkey|taxi)|on{GAP}(?:foot|horseback)|overland|(?P<flow>(?:up|down)[\s-]?(?:stream|river))|(?:up|down)hill"
    rf"|(?P<track>on{GAP}an?{GAP}(?:[\w-]{{1,20}}{GAP}){{0,2}}?{_LINE}))"
)
_ALONG = rf"(?P<along>(?:up|down|along){GAP}the{GAP}(?:(?:[\w’'-]{{1,20}}{GAP}){{1,2}}?{_LINE}|\w{{1,20}}))"
_AIR = rf"(?:by{GAP}(?:air|plane|helicopter)|as{GAP}the{GAP}crow{GAP}flies|in{GAP}a{GAP}straight{GAP}line)"
# Up to two words before a noun, none of which leads on to a place: "30-kilometre overland march".
_ADJECTIVES = (
    rf"(?:(?!(?:from|off?|to|on|in|at|and|or|the|an?|by|for|with|before|during|after|along|away|into|outside|inside"
    rf"|beyond|past|short|behind|across|within|as|up|down|{POINT}\w*)\b)[a-z][a-z’'-]{{1,20}}{GAP}){{0,2}}?"
)

#: After a length: the noun whose length it is. `walk` matches where somebody goes it.
WAY = re.compile(rf"{JOINT}{_ADJECTIVES}(?:{_WALK}|{_LINE}(?:{GAP}of{GAP}\w{{1,20}})?)(?!\w)", re.IGNORECASE)
#: After a length or a place: how it was gone. `land` or `along` matches where that was not straight.
MEANS = re.compile(rf"(?:,?{GAP}(?:{_LAND}|{_AIR})|{GAP}{_ALONG})(?!\w)", re.IGNORECASE)
#: After a unit of time: what makes it a travel time. It matches everywhere, perhaps nothing.
JOURNEY = re.compile(
    rf"(?:['’]s?)?(?:{AND_PART}(?:['’]s)?)?(?:{JOINT}{_ADJECTIVES}{_WALK}(?!\w))?(?P<means>{GAP}(?:{_LAND}|{_ALONG}|{_AIR})(?!\w))?",
    re.IGNORECASE,
)

# Words before a length that say that somebody went it, that something is so long, and what may come between.
_MOVES = frozenset(
    "drove driven drive driving walk walked walking walks travel traveled travelled traveling travelling "
    "travels march marched marching marches hike hiked hiking trek trekked trekking rode ridden riding cycle "
    "cycled cycling sail sailed sailing fly flew flown flying ran swam crawled rowed paddled".split()
)
_SPANS = frozenset("run runs running stretch stretches stretched stretching extend extends extended extending".split())
_BETWEEN = frozenset("for the another about on back through over a further distance of".split())
_BEING = frozenset("is are was were been".split())


def is_way(before: list[str], *, between_ends: bool) -> bool:
    """Whether the words before a length, in lower case, say that it was gone: "drove another", "a journey of".

    What "runs" so far is that long if both its ends are told (`between_ends`), else it is so far off. Who "was sailing"
    so far off was there, and had not sailed so far.
    """
    words = [word for word in before if word not in _BETWEEN]
    if not words:
        return False
    lead = words[-1]
    if lead.endswith("ing") and words[-2:-1] and words[-2] in _BEING:
        return False
    return lead in _MOVES or (lead in _WALKS and before[-1] == "of") or (lead in _SPANS and between_ends)
