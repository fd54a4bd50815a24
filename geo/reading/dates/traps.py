"""What only looks like a date: "Theresa May", "2000 people", "1600 Pennsylvania Avenue", "Black Friday".

Each function takes the text and where in it the words stand, and looks at a few words around them.
"""

import re

from geo.reading.distances.numerals import GAP

# So many characters before hold the two words that are looked at.
_REACH = 40

# What is counted or measured by a number before it, and is no matter of a year.
_COUNTED = re.compile(
    rf"(?:{GAP}|-)(?:"
    r"(?:square|cubic|nautical|metric|local|more|new|other|additional|extra|armed|dead|wounded|odd|or(?=\sso\b|\smore\b))"
    r"|km|kms|kilomet(?:re|er)s?|mi|miles?|m|met(?:re|er)s?|cm|mm|ft|feet|foot|yards?|inch(?:es)?|hectares?|acres?"
    r"|kg|kilos?|kilograms?|grams?|tonn?es?|tons?|pounds?|lit(?:re|er)s?|gallons?|barrels?|watts?|volts?|[kKMG]W|degrees?"
    r"|percent|per|calories|bpm|rpm|hp|mph|kph|dollars?|euros?|dinars?|rupees?|rubles?|francs?|yen|yuan|cents?|pence"
    r"|people|persons?|men|women|children|kids|pupils|students|soldiers|troops|fighters|militants|militiamen|police"
    r"|officers|policemen|rebels(?=\sof)|mercenaries|guards|prisoners|detainees|hostages|refugees|migrants|civilians"
    r"|residents|inhabitants|villagers|families|households|homes|houses|buildings|tents|workers|employees|jobs|staff"
    r"|members|delegates|voters|votes|seats|guests|fans|spectators|passengers|patients|cases|deaths|victims|casualties"
    r"|animals|cattle|sheep|trees|vehicles|cars|trucks|tanks|ships|boats|aircraft|planes|flights|rockets|missiles|bombs"
    r"|rounds|shells|copies|pages|words|points|times|years?(?=\s(?:ago|later|earlier|old))|days|hours?|hrs|minutes|seconds"
    r"|weeks|months|shares|tests|doses|beds|pieces|items|units|strong|of(?=\s(?:them|these|those|us)\b)"
    r"|GMT|UTC|hrs|[ECMP][SD]T|CET|BC|BCE|B\.C\."
    r")(?!\w)"
)
_STREET = re.compile(
    rf"{GAP}(?:[A-Z][\w.’'-]{{0,20}}{GAP}){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr"
    r"|Highway|Parkway|Terrace)(?!\w)"
)
# The year of a model is none of the story's.
_CAR = re.compile(
    rf"{GAP}(?:Acura|Audi|BMW|Buick|Cadillac|Chevrolet|Chevy|Chrysler|Dodge|Fiat|Ford|GMC|Harley|Honda|Hyundai|Jeep|Kia"
    r"|Lexus|Lincoln|Mazda|Mercedes|Mercury|Mitsubishi|Nissan|Oldsmobile|Peugeot|Pontiac|Porsche|Renault|Saturn|Subaru"
    r"|Suzuki|Tesla|Toyota|Volkswagen|Volvo)(?!\w)"
)
_PLURAL = re.compile(rf"{GAP}(?!(?:has|was|does)\b)[a-z]{{2,30}}s(?!\w)")
# What takes place in a round year too, as in "the 2000 census".
_EVENT = re.compile(
    rf"{GAP}(?:census|elections?|vote|war|uprising|treaty|accords?|agreements?|law|season|Olympics?|World)(?!\w)"
)
_POSSESSIVE = re.compile(r"[’']s(?!\w)")
_FIRST_OF_ALL = re.compile(
    rf"{GAP}(?:was|is|will|has|had|saw|brought|began|ended|marked|turned|proved|would|could|may)(?!\w)"
)
# What may follow a year after a parenthesis opens.
_CLOSED = re.compile(r"[)\-–,;]|\s[-–]\s")
# Where a sentence or line may begin.
_OPENING = re.compile(r"(?:\A|[.!?:\n“\"‘(\[–—-])[ \t]{0,3}\Z")

_ALWAYS = frozenset(
    "in into since until till during year years before after by between throughout through early late".split()
)
_MOSTLY = frozenset("of from for around about circa the a an his her its their our this that and or than".split())
_BACK_TO = frozenset("back up prior dating date dates dated".split())


def _before(text: str, start: int) -> list[str]:
    """The last two words before, in lower case, the nearest first, as far as they stand in the same paragraph."""
    words = text[max(0, start - _REACH) : start].rpartition("\n\n")[2].lower().split()
    return [word.lstrip("“‘\"'([") for word in words[:-3:-1]]


def is_number(text: str, end: int) -> bool:
    """Whether a number that ends there counts or measures something, is a time of day, or names a house or a model."""
    return any(trap.match(text, end) for trap in (_COUNTED, _STREET, _CAR))


def is_year(text: str, start: int, end: int, *, listed: bool) -> bool:
    """Whether four figures are a year; `listed`: another year stands right before, as in "2010, 2013 and 2018"."""
    if is_number(text, end):
        return False
    if listed or _POSSESSIVE.match(text, end):
        return True
    words = _before(text, start)
    last, former = [*words, "", ""][:2]
    opens = text[start - 1 : start]
    if opens == "(":
        return _CLOSED.match(text, end) is not None
    if opens in ("-", "–"):
        return last in ("post-", "pre-")
    is_round, plural = text[end - 2 : end] == "00", _PLURAL.match(text, end) is not None
    if last in _ALWAYS:
        return not (is_round and plural)
    if last in _MOSTLY or _POSSESSIVE.search(last):
        if is_round:
            return _EVENT.match(text, end) is not None
        return not (plural and last in ("of", "from", "for", "around", "about", "than"))
    if last == "to" and former in _BACK_TO:
        return not (is_round or plural)
    return bool(_OPENING.search(text, max(0, start - 4), start) and _FIRST_OF_ALL.match(text, end))


# Months that are words or names too.
_UNSURE = frozenset(("March", "April", "May", "June", "August"))
_IN = frozenset("in into since until till during through throughout early late mid last this next".split())
_NEAR = frozenset("by before after from between of for to and or around about".split())
_MIDDLE = frozenset("end start beginning middle half week weeks days month close".split())
_TRUST = frozenset("confidence faith trust belief believe believed".split())
_COLOURS = frozenset(("black", "red", "bloody"))
_NAME_GOES_ON = re.compile(rf"{GAP}[A-Z][a-z]")
_VERSUS = re.compile(rf"{GAP}vs?\.?{GAP}")
_MOVEMENT = re.compile(
    rf"{GAP}(?:[Aa]lliance|[Mm]ovement|[Cc]oalition|[Bb]loc|[Bb]rigades?|attack(?:er)?s?|hijack|terror)"
)


def is_month(text: str, start: int, end: int, *, listed: bool) -> bool:
    """Whether the name of a month, alone, is meant for one; `listed`: another month stands right before."""
    name = text[start:end]
    words = _before(text, start)
    last, former = [*words, "", ""][:2]
    goes_on = _NAME_GOES_ON.match(text, end) is not None
    if name == "May" and (_POSSESSIVE.match(text, end) or (last == "in" and former in _TRUST)):
        return False
    if last in _IN or listed:
        return _VERSUS.match(text, end) is None
    if name == "May":
        return last == "of" and former in _MIDDLE
    if last in _NEAR:
        return not (goes_on and name in _UNSURE)
    return name not in _UNSURE and not goes_on and last not in _COLOURS


def is_day(text: str, end: int) -> bool:
    """Whether a day and month that end there are a day, and no name as in "the March 14 Alliance"."""
    return _MOVEMENT.match(text, end) is None


# Before a weekday these make it a name, or a day of every week.
_NAMED = frozenset(
    "black good easter palm ash super bloody cyber giving fat shrove maundy holy whit casual sheffield ruby every each "
    "any".split()
)
_GOES_ON = re.compile(
    rf"{GAP}(?:[Pp]rayers?|[Ss]ermons?|[Ss]chools?|roasts?|Times|Telegraph|Mirror|Mail|Express|Herald|Post|Independent|World"
    rf"|Star|Tribune|Sun|Club|Addams|Night{GAP}(?:Live|Football|Lights|Raw)|[Nn]ight{GAP}football)(?!\w)"
)


def is_weekday(text: str, start: int, end: int) -> bool:
    """Whether the name of a weekday is meant for one day."""
    words = _before(text, start)
    if words[:2] in (["on", "mail"], ["a", "on"]) or (words and words[0] in _NAMED):
        return False
    return _GOES_ON.match(text, end) is None


def is_word(text: str, start: int) -> bool:
    """Whether "today" and its like are words there, not names such as "USA Today": lower case, or first of all."""
    return text[start].islower() or _OPENING.search(text, max(0, start - 4), start) is not None
