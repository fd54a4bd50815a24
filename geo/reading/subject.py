"""The places that a sentence is about, of those that it names; and whether it tells of an event at all."""

import re
from collections.abc import Sequence

from geo.reading.findings import Reading
from geo.reading.places.mentions import Mention

#: Of the places in a sentence the narrowest is the one that it is about.
_WIDTH = {"region": 1, "area": 1, "county": 1, "country": 2, "continent": 3}
#: What stands before a place where something is: "in the town of", "off the coast of".
_LOCATED = re.compile(r"(?<!\w)(?:in|at|near|outside|inside|around|off|across|throughout) (?:[\w-]{1,20} ){0,4}\Z")
#: So many characters before or after a place may say that something is there, or that somebody of there says it.
_REACH = 110
#: At the head of a sentence: "In Tokyo, the government said".
_AT_HEAD = re.compile(r"[\"“'‘(]*(?:[A-Z]\w+,? )?(?:In|At|Near|Outside|Around) (?:the (?:\w+ ){1,3}?of )?\Z")
_AFTER_HEAD = re.compile(r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*){0,2})?,(?!\d)")
_SAID = "(?:said|says|told|added|warned|announced|confirmed|reported|wrote|claimed)"
_PERSON = (
    "(?:mayors?|(?:deputy |vice[- ])?governors?|ministers?|ministry|president|premier|chief|head|leaders?|police|army"
    "|officials?|officers?|authorities|government|council|spokes(?:man|woman|person|men|people)|commanders?|bishop"
    "|judge|prosecutors?|doctors?|hospitals?|residents?|wom[ae]n|m[ae]n|farmers?|traders?|nurses?|teachers?|witness(?:es)?"
    "|reporters?|correspondents?|diplomats?|activists?|lawmakers?|analysts?|people|embassy|university)"
)
_OF_THERE = rf"(?<!\w){_PERSON}(?:,? \w+){{0,2}}? (?P<which>of|in|from|at|for|based in) (?:the )?(?:\w+ of )?\Z"
_SPEAKER = re.compile(_OF_THERE, re.IGNORECASE)
_SAID_BEFORE = re.compile(
    rf"(?:(?<!\w){_SAID}(?: \w+){{0,4}}?|according to(?: \w+){{0,4}}?|{_SAID},? [A-Z][\w. ]{{1,30}},(?: \w+){{0,4}}?)"
    rf" {_OF_THERE}",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(rf"(?:,[^,.;]{{1,60}},)?(?: (?:also|later|has|have|had|on \w+day))? {_SAID}(?!\w)")
#: Holders of an office of a place may speak of anywhere; who is in a place speaks of what is there.
_OFFICE = "of"
#: What a sentence without a date says of a place at any time.
_ALWAYS = re.compile(
    r"(?<!\w)(?:(?:lies|sits|stands|borders) (?!in wait|down)"
    r"|(?:is|are) (?:an? |the |one of|some |about |around |nearly |just |only |home to|known|located|situated|\d)"
    r"|ha(?:s|ve) (?:long|a population|about|some|nearly|around|\d)|had (?:been|long)"
    r"|used to|(?:was|were) (?:once|long|founded|built)|for (?:years|decades|centuries)|since independence"
    r"|in (?:the past|recent years))"
)
_HARMED = "(?:was|were) (?:hit|struck|killed|shot)"
_RELATIVE = re.compile(r",? (?:which|who|where|whose) [^,.;]{1,200}")
_ACTS = re.compile(rf"(?<!\w)(?:{_SAID}|{_HARMED}|now|today)(?!\w)")


def of(reading: Reading, here: Sequence[Mention], subjects: set[int]) -> list[Mention]:
    """Find what a sentence that names these places is about, and what is listed with that: "in Egypt and Tunisia".

    It is about what stands at its head ("In Tokyo, ..."), or else what a distance in it is about, by where that begins
    (`subjects`), or else the narrowest. Who says it, and where it was filed, are none of it.
    """
    text = reading.text
    start, end = reading.sentences[reading.sentence_at(here[0].start)]
    here = [mention for mention in here if not _is_filed_only(reading, mention, here)]
    speakers = {mention.start: which for mention in here if (which := _speaker(text, mention, start, end))}
    others = [mention for mention in here if mention.start not in speakers]
    here = others or [mention for mention in here if speakers[mention.start] != _OFFICE]
    if not here:
        return []
    first = here[0]
    if _AT_HEAD.fullmatch(text, start, first.start) and _AFTER_HEAD.match(text, first.end):
        return [first]
    if subject := next((mention for mention in here if mention.start in subjects), None):
        return [subject]
    begin = last = min(range(len(here)), key=lambda i: _WIDTH.get(here[i].kind, 0))
    while begin > 0 and _beside(text, here[begin - 1], here[begin]):
        begin -= 1
    while last + 1 < len(here) and _beside(text, here[last], here[last + 1]):
        last += 1
    return here[begin : last + 1]


def is_background(sentence: str) -> bool:
    """Whether a sentence without a date says what is always so, and not what happened.

    >>> [is_background(each) for each in ("Oruro lies south of La Paz.", "Oruro was hit.", "Tral is 50 km off.")]
    [True, False, True]
    """
    main = _RELATIVE.sub("", sentence)
    return bool(_ALWAYS.search(main)) and not _ACTS.search(main)


def _speaker(text: str, mention: Mention, start: int, end: int) -> str | None:
    """The word that ties who speaks to a place, as "of" in "said the mayor of Lviv"; None where it names no speaker."""
    begin = max(start, mention.start - _REACH)
    if found := _SAID_BEFORE.search(text, begin, mention.start):
        return found["which"].lower()
    found = _SPEAKER.search(text, begin, mention.start)
    if found and _SAID_AFTER.match(text, mention.end, min(end, mention.end + _REACH)):
        return found["which"].lower()
    return None


def _is_filed_only(reading: Reading, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether a mention says where the article was filed, and not where something happened.

    The dateline does, unless the article names its place again and nothing in the sentence says of another where it is.
    """
    if not reading.is_in_dateline(mention.start):
        return False
    if not any(other.key == mention.key and not reading.is_in_dateline(other.start) for other in reading.mentions):
        return True
    return any(
        other is not mention
        and other.kind not in _WIDTH
        and _LOCATED.search(reading.text, max(0, other.start - _REACH), other.start)
        for other in here
    )


def _beside(text: str, one: Mention, other: Mention) -> bool:
    alike = _WIDTH.get(one.kind, 0) == _WIDTH.get(other.kind, 0)
    return alike and text[one.end : other.start] in (", ", " and ", ", and ", " or ", ", or ")
