"""A length as English prose states it: its hedge, a value or a range, its unit, and perhaps a second unit."""

import re
from typing import NamedTuple

from geo.reading.distances.numerals import AND_PART, GAP, JOINT, NUMBER, WORDS, ends, value
from geo.story.model import HEDGES, Quantity, Unit
from geo.story.strict_json import printable

# What other words for a hedge come to; the words of a story come to themselves.
_SAME: dict[str, tuple[str, ...]] = {
    "approximately": ("approx.", "approx", "circa", "ca.", "c.", "~", "≈", "more or less"),
    "about": (
        *("something like", "in the region of", "somewhere around"),
        *("or so", "or thereabouts", "give or take", "odd"),
    ),
    "nearly": ("close to", "not quite"),
    "just under": (
        *("just shy of", "shy of", "just short of", "slightly under", "a little under", "a bit under"),
        *("slightly less than", "a little less than", "just less than"),
    ),
    "more than": (
        *("upwards of", "upward of", "in excess of", "greater than", "well over", "well more than"),
        *("slightly more than", "a little more than", "just more than", "plus", "+", ">"),
    ),
    "over": ("just over", "slightly over", "a little over", "a bit over"),
    "at least": ("no less than", "not less than", "no fewer than", "a minimum of", "or more", "≥"),
    "less than": ("fewer than", "well under", "<"),
    "up to": (
        *("no more than", "not more than", "no farther than", "no further than", "at most", "a maximum of"),
        *("as far as", "as much as", "as many as", "or less", "≤"),
    ),
    "within": ("to within", "well within", "within a radius of", "in a radius of"),
}
_MEANT = {hedge: hedge for hedge in HEDGES} | {words: hedge for hedge, same in _SAME.items() for words in same}
_AFTERWARDS = ("or so", "or thereabouts", "or more", "or less", "at least", "at most", "give or take", "more or less")
_HEDGE = "|".join(re.escape(words).replace(r"\ ", GAP) for words in sorted(_MEANT, key=len, reverse=True))
_LATER = "|".join(words.replace(" ", GAP) for words in _AFTERWARDS)

#: A unit of length as a word, in the pattern's own case: "nm" is a nautical mile too, but "5 nm from" is about chips.
UNIT = (
    r"(?-i:(?:[kK](?ai:ms?|ilomet(?:er|re)s?)|[mM](?ai:iles?)|mi|MI(?=\.\.\.)|[mM](?ai:et(?:er|re)s?)|m|[fF](?ai:eet|oot)"
    r"|ft|[yY](?ai:ards?)|yds?|(?:[nN](?ai:autical)|[sS](?ai:ea|tatute)|road|rail)[\s-](?ai:miles?)|nmi|NM|n\.m\."
    r"|nm(?!\s{1,3}from))"
    r"(?:\.(?=[,;)]?\s?[a-z(]))?(?!\w|/[^\W\d]))"
)
# By their first two letters.
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("km", "ki"), "km"),
    **dict.fromkeys(("mi", "st", "ro", "ra"), "mi"),
    **dict.fromkeys(("nm", "na", "se", "n"), "nmi"),
    **dict.fromkeys(("ya", "yd"), "yd"),
    **dict.fromkeys(("m", "me"), "m"),
    **dict.fromkeys(("ft", "fe", "fo"), "ft"),
}

# After these "over" and "around" are no hedges, nor is "under" in "went under".
_VERBS = "turned rolled flipped tipped pulled handed taken".split()
_SUNK = r"(?!(?:(?<=\bwent\s)|(?<=\bgone\s))under\b)"
_TURNED = "".join(rf"(?<!{verb}\s)" for verb in _VERBS)
# Before an amount none of these: a word or number that goes on, a currency, a sign of reckoning, what leads to the
# strength of an earthquake ("M 4.1 - 27 km NW of Ridgecrest").
_START = r"(?<![\w.,:/$£€¥₹#±×+^=%−-])(?<![0-9][–—‒])(?<!\b(?-i:M)\s)(?<!\bmagnitude\s)"
_ABOUT = rf"(?:(?:about|some|around|roughly|nearly|almost){GAP})"
_DASH = rf"{GAP}?[-–—−‒]{GAP}?"
_RANGE = rf"(?:{_DASH}|{JOINT}(?:to|or){JOINT})"
# Places that "are 12, 15 and 20 km away" are from 12 to 20 km away.
_ARE = r"(?P<are>(?<=\w,\s)|(?<=\bup\s)|(?<=\bare\s)|(?<=\bwere\s)|(?<=\blie\s)|(?<=\blay\s)|(?<=\bstand\s))?"
_LISTED = rf"(?:,{GAP}[0-9]{{1,4}}){{0,3}}{GAP}and{GAP}(?=[0-9])"
_VAGUE = (
    rf"(?:(?:a{GAP})?few|several|many|some|countless|a{GAP}couple(?:{GAP}of)?|a{GAP}(?:handful|number){GAP}of)"
    rf"(?:{JOINT}(?:more|other|dozen|hundred|thousand|million)s?)?(?:{GAP}of)?"
    rf"|(?:(?:many|tens|hundreds|scores|dozens){GAP}of{GAP})?(?:tens|scores|dozens|hundreds|thousands|millions){GAP}of"
)
_AMOUNT = re.compile(
    rf"{_START}{_ARE}(?P<between>between{GAP})?(?:{_TURNED}{_SUNK}(?P<hedge>{_HEDGE}){GAP}?{_ABOUT}?(?:an?{GAP}(?=[0-9]))?)?"
    rf"(?:(?P<low>{NUMBER})(?:(?(between){GAP}and{GAP}|(?:{_RANGE}|(?(are){_LISTED}|(?!))))(?P<high>{NUMBER}))?"
    rf"(?:{JOINT}(?P<odd>odd|plus|some|or{GAP}so)|(?P<plus>\+))?"
    rf"|(?P<vague>{_VAGUE})){JOINT}?\Z",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[^\W_]+")
# How whatever may belong to a length after its unit begins; mostly it does not, and four searches are spared.
_GOES_ON = re.compile(rf"{GAP}?[(\[/,–—−‒-]|\.\.\.|{JOINT}(?:and|to|or|at|give|more)(?!\w)", re.IGNORECASE)
_HALF = re.compile(AND_PART, re.IGNORECASE)
_UPPER = re.compile(rf"(?P<sep>{_RANGE}|{GAP}and{GAP})(?P<high>{NUMBER}){JOINT}?(?P<unit>{UNIT})", re.IGNORECASE)
# Encyclopedias give a third unit: "5 nautical miles (9.3 km; 5.8 mi)". It adds nothing.
_THIRD = rf"(?:{GAP}?(?:[;,/]|or(?!\w)){GAP}?[0-9][0-9.,]{{0,9}}{JOINT}?{UNIT})"
_OTHER = re.compile(
    rf"(?:{GAP}?(?P<open>[(\[])|{GAP}?/{GAP}?|\.\.\.|,?{GAP}or{GAP}|,{GAP}(?={_HEDGE})|(?P<dash>{GAP}[–—-]{GAP}))"
    rf"(?:between{GAP})?(?:(?:{_HEDGE}){GAP}?)?(?P<low>{NUMBER})(?:(?:{_RANGE}|{GAP}and{GAP})(?P<high>{NUMBER}))?"
    rf"{JOINT}?(?P<unit>{UNIT})(?(open){_THIRD}?{GAP}?[)\]])(?(dash){GAP}[–—-](?=\s))",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"{GAP}(?P<hedge>{_LATER})(?!\w)", re.IGNORECASE)
# So many characters before a unit may belong to its amount.
_REACH = 90
# The words of an amount; a backward look at these spares most searches.
_AMOUNT_WORDS = WORDS | frozenset(re.findall("[a-z]+", f"{' '.join(_MEANT)} between and to or".lower()))
_AMOUNT_WORDS |= frozenset("few several many some countless couple handful number more other tens scores".split())


class Length(NamedTuple):
    """A length and where in the text it stands; `stated` is None where it cannot be read.

    `fault` is a sentence that says why it cannot, or why what it says is no distance.
    """

    start: int
    end: int
    stated: Quantity | None
    also: Quantity | None
    hedge: str | None
    fault: str | None


def unit_of(word: str) -> Unit:
    """The unit that a word stands for which `UNIT` matches."""
    return _UNITS[word[:2].rstrip(".").lower()]


def amount_before(text: str, floor: int, unit_start: int) -> re.Match[str] | None:
    """The amount, with its hedge, that stands right before a unit and begins not before `floor`."""
    begin, first = unit_start, max(floor, unit_start - _REACH)
    for word in reversed(text[first:unit_start].split()):
        if word in _AMOUNT_WORDS or word.isdigit():
            begin = text.rfind(word, first, begin)
            continue
        known = [p in _AMOUNT_WORDS or p[-1].isnumeric() for p in _PIECES.findall(word.lower())] or [True]
        if not known[-1]:
            break
        begin = text.rfind(word, first, begin)
        if not all(known):
            break
    if begin == unit_start:
        return None
    return _AMOUNT.search(text, begin, unit_start)


def length_at(text: str, floor: int, start: int, end: int) -> Length | None:
    """The length whose unit stands from `start` to `end`, if an amount stands before it."""
    amount = amount_before(text, floor, start)
    if amount is None:
        return None
    hedge = _meant(amount["hedge"] or amount["odd"] or amount["plus"])
    if amount["vague"]:
        return Length(amount.start(), end, None, None, hedge, "It names no number.")
    unit = unit_of(text[start:end])
    low, high = amount["low"], amount["high"] or amount["low"]
    half, also = 0.0, None
    if _GOES_ON.match(text, end):
        if amount["high"] is None and (part := _HALF.match(text, end)):
            half, end = value(part[0]) or 0.0, part.end()
        upper = _UPPER.match(text, end) if amount["high"] is None else None
        if upper and unit_of(upper["unit"]) == unit and bool(amount["between"]) == ("and" in upper["sep"].lower()):
            high, end = upper["high"], upper.end()
        also, end = other_unit_at(text, end, unit) or (None, end)
        if after := _AFTER.match(text, end):
            hedge, end = hedge or _meant(after["hedge"]), after.end()
    stated, fault = _quantity(low, high, unit, half)
    if text[start] == "r":
        fault = fault or "These miles are counted along a road or railway."
    return Length(amount.start(), end, stated, also, hedge, fault)


def other_unit_at(text: str, start: int, unit: Unit) -> tuple[Quantity, int] | None:
    """The same length in another unit than `unit`, if it stands at `start`, and where it ends: " (480 km)"."""
    match = _OTHER.match(text, start)
    if match is None or unit_of(match["unit"]) == unit:
        return None
    stated, _ = _quantity(match["low"], match["high"] or match["low"], unit_of(match["unit"]))
    return (stated, match.end()) if stated else None


def _meant(hedge: str | None) -> str | None:
    return _MEANT.get(" ".join(hedge.lower().split())) if hedge else None


def _quantity(low: str, high: str, unit: Unit, half: float = 0.0) -> tuple[Quantity | None, str | None]:
    both = ends(low, high)
    if both is None:
        bad = next(text for text in (low, high) if value(text) is None)
        return None, f"“{printable(bad)}” is not a number as English writes it."
    return Quantity(both[0] + half, both[1] + half, unit), None
