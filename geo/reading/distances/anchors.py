"""The words that name the place a distance is counted from: "Tripoli", "the Libyan capital", "the port of Misrata".

No list of places stands behind it: a name begins with a capital, and a plain noun names a place if it is one of those
below. Where neither follows, nothing is named.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.reading.distances.numerals import GAP

#: Marks between which a name may stand.
QUOTES = "“”‘’\"'"
_OPENING = re.compile(rf"{GAP}?[{QUOTES}](?=\w)")
# A phrase has at most so many words.
_MAX_WORDS = 10

# A word; initials such as "U.S."; or an abbreviation that stands before a name. Length is bounded as in
# `geo.reading.distances.numerals`.
_TOKEN = re.compile(
    rf"{GAP}?((?:[A-Z]\.){{2,4}}|(?:St|Ste|Mt|Ft|Pt)\.(?=\s[A-Z])|\w{{1,40}}(?:['’-]\w{{1,40}}){{0,5}}(?!\w))"
)
_PARTICLE = re.compile(r"(?:al|el|as|ar|ad|an|at|az|ash|ech|es|d|l)['’-](?=\w)")
_CLOSED = re.compile(r"\s*(?:[.,;:!?)\]”\"—–]|\Z)")

_DETERMINERS = frozenset("the a an this that its his her their our my your another any each".split())
_ADVERBS = frozenset("here there home shore land town downtown".split())
# What may stand before a name without an article: "central Tripoli", "rebel-held Aleppo".
_LOOSE = frozenset(
    "north south east west northern southern eastern western northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western central downtown mainland nearby "
    "neighbouring neighboring coastal inner outer upper lower greater rural metropolitan old occupied "
    "government-held rebel-held modern ancient present-day modern-day historic colonial".split()
)
_SETTLEMENTS = frozenset(
    "capital city town village port settlement hamlet stronghold hub oasis suburb hometown".split()
)
_HEADS = _SETTLEMENTS | frozenset(
    "abbey academy airbase airfield airport airstrip apartment aquifer archipelago area areas arena atoll avenue "
    "bakery bank barn barracks barricade barrier base basin bay bazaar beach border borders boulevard boundary "
    "brewery bridge building buildings bunker buoy bureau cabin cafe camp campground campsite campus canal canyon "
    "cape castle cathedral cave cemetery center centre chapel checkpoint church cinema circle cliff cliffs clinic "
    "coast coastline college colony compound consulate continent convent cottage country county court courthouse "
    "courtyard cove crater creek crossing crossroads dam delta depot desert district divide dock docks dump dune "
    "dunes dyke edge embankment embassy enclave entrance epicenter epicentre equator estate estuary facility "
    "factory farm farms fence fences ferry field finish fjord flyover foothills forest fort fortress front "
    "frontier frontline gallery garage garrison gate gates glacier gorge graveyard gulf hall hangar harbor "
    "harbour headland headquarters heart helipad highway hill hills home homes hospital hostel hotel house houses "
    "hut icefield inlet institute intersection island islands isle islet isthmus jail jetty junction jungle "
    "kibbutz kindergarten laboratory lagoon lake lakes landfill landmark levee library lighthouse limits "
    "line lines lodge mainland marina market marsh mast meadow memorial meridian mill mine mines ministry "
    "monastery monument moor mosque motorway mountain mountains mouth museum neighborhood neighbourhood "
    "observatory office offices oilfield orphanage outpost outskirts overpass palace parallel parish park "
    "parliament pass peak peninsula perimeter pharmacy pier pipeline pit place plant plantation plateau platform "
    "playground plaza point pole pond ports post prefecture prison province pub pylon quarry quay racecourse "
    "racetrack railway rainforest ranch range rapids ravine reactor reef refinery region reserve residence resort "
    "restaurant ridge rig river road roadblock rocks roundabout ruins runway sanctuary sandbank sawmill scene "
    "school sea settlements shelter shipyard shop shops shore shoreline showground shrine site smelter source "
    "spot spring springs square stadium state station statue store strait straits stream street strip suburbs "
    "summit supermarket surface swamp synagogue tarmac temple terminal territory theater theatre tip tomb tower "
    "towns township track tracks trail trailhead trench trenches tropic tunnel underpass university valley villa "
    "villages vineyard volcano wall warehouse waterfall waters waterway weir well wells wetland wetlands wharf "
    "wilderness winery woods workshop wreck wreckage yard zone zoo".split()
)
_BOUNDED = frozenset("border borders boundary frontier".split())
# Small words inside a name, where a capital follows.
_INNER = frozenset(
    "of de del della di da do es dos das du des la le les los las el al bin ibn upon sur sous der den van von "
    "bei".split()
)
# Names with "and" in them, by the words on both sides of it.
_PAIRS = {
    ("Trinidad", "Tobago"),
    ("Antigua", "Barbuda"),
    ("Bosnia", "Herzegovina"),
    ("Kitts", "Nevis"),
    ("Vincent", "the"),
    ("Tomé", "Príncipe"),
    ("Tome", "Principe"),
    ("Turks", "Caicos"),
    ("Wallis", "Futuna"),
    ("Pierre", "Miquelon"),
    ("Newfoundland", "Labrador"),
    ("Jammu", "Kashmir"),
    ("Andaman", "Nicobar"),
    ("Tyne", "Wear"),
    ("Heard", "McDonald"),
}
_NUMBERED = frozenset(
    "camp gate area route highway block zone sector checkpoint terminal interstate exit junction pier reactor "
    "hut station point hill".split()
)
# Capitalised words that begin no name of a place, or end it where they follow one.
_NOT_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december general president prime minister mr mrs ms dr colonel captain "
    "i he she it they we you the a an this that these those his her their its in on at by from to of and but "
    "or if when while as after before where who which what there then some about around nearly almost over "
    "more less within".split()
)
# Lower-case words at which a phrase that has found no place ends.
_STOPS = _NOT_NAMES | frozenset(
    "for with into onto off near is are was were be been has have had will would can could may might must not "
    "no said says told than through towards toward because since until so yet both whom whose how why here".split()
)


# What an open phrase begins with, how many words it has, where it may end, and what is no place.
_ARTICLES = frozenset("the its his her their our my your this that".split())
_MAX_OPEN = 5
_ENDING = frozenset("and or but to in on at with for when where while as is was are were of".split())
_NO_PLACES = frozenset(
    "way end start beginning time day week month year goal ground surface truth record target rest present previous"
    " last first next other past future world same current new leader leaders deal others man men woman women boy girl"
    " child children people killer attacker gunman victim victims suspect wife husband mother father son".split()
)


class _Word(NamedTuple):
    text: str
    end: int

    @property
    def lower(self) -> str:
        return self.text.removesuffix("'s").removesuffix("’s").lower()

    @property
    def is_possessive(self) -> bool:
        return self.text.endswith(("'s", "’s"))

    @property
    def is_name(self) -> bool:
        """Whether it looks like a name: a capital, a letter of a script that has none, or a capital after "al-"."""
        first = self.text[0]
        if first.islower() and (particle := _PARTICLE.match(self.text)):
            first = self.text[particle.end()]
        return first.isalpha() and first == first.upper() and self.lower not in _NOT_NAMES


def end_of(text: str, start: int, *, open_: bool = True) -> int | None:
    """Where the phrase that names a place ends, if one begins at `start` (white space before it counts for nothing).

    `open_` lets a noun that is none of those known as places be one behind an article: "the burning reactors".

    >>> text = "from the Libyan capital, Tripoli, on Monday"
    >>> text[5 : end_of(text, 4)]
    'the Libyan capital, Tripoli'
    """
    opening = _OPENING.match(text, start)
    words = list(_words(text, opening.end() if opening else start))
    count = _phrase(words, 0) or (_open(text, words) if open_ else 0)
    if not count:
        return None
    last = words[count - 1]
    is_saint = count > 1 and words[count - 2].text in ("St.", "St", "Saint")
    end = last.end - 2 if last.is_possessive and not is_saint else last.end
    if opening:
        return end + text.startswith(tuple(QUOTES), end)
    if last.text.lower() in _SETTLEMENTS and text.startswith(",", end):
        name = list(_words(text, end + 1))
        after = _names(name, 0)
        if after and _CLOSED.match(text, name[after - 1].end):
            return name[after - 1].end
    return end


def _words(text: str, start: int) -> Iterator[_Word]:
    for _ in range(_MAX_WORDS):
        match = _TOKEN.match(text, start)
        if match is None:
            return
        start = match.end()
        yield _Word(match[1], start)


def _phrase(words: list[_Word], start: int) -> int:
    """The index after the phrase that begins at `start`; 0 where none does."""
    if start >= len(words):
        return 0
    if words[start].lower in _DETERMINERS:
        return _described(words, start + 1, 4)
    loose = start
    while loose < len(words) and words[loose].text in _LOOSE:
        loose += 1
    if end := _described(words, loose, 4 if loose > start else 0):
        return end
    return start + 1 if words[start].text in _ADVERBS else 0


def _open(text: str, words: list[_Word]) -> int:
    """The index after an article and the words up to where the phrase is closed; 0 where there is no such phrase."""
    if not words or words[0].text not in _ARTICLES:
        return 0
    for index in range(1, min(_MAX_OPEN, len(words))):
        word = words[index]
        if word.lower in _STOPS | _NO_PLACES or not word.text[0].isalpha() or word.is_name:
            return index if index > 1 and word.lower in _ENDING else 0
        if _CLOSED.match(text, word.end):
            return index + 1
    return 0


def _described(words: list[_Word], start: int, before: int) -> int:
    """The index after a name or noun at `start`, with at most so many other words before it; 0 where there is none."""
    for index in range(start, min(start + before + 1, len(words))):
        word = words[index]
        if word.is_name:
            return _named(words, index, before)
        if word.text in _HEADS:
            return _headed(words, index)
        if word.lower in _STOPS:
            break
    return 0


def _names(words: list[_Word], start: int) -> int:
    """The index after the capitalised words from `start` on, and the small ones between; 0 where there is none."""
    end = 0
    for index in range(start, len(words)):
        word = words[index]
        if word.is_name:
            end = index + 1
        elif 0 < end == index and word.text.isdigit() and len(word.text) <= 3 and words[index - 1].lower in _NUMBERED:
            return index + 1
        elif not end or not (word.text in _INNER or _is_inner(words, index)):
            break
        # Initials end a name, and perhaps the sentence.
        if word.is_possessive or (word.text.endswith(".") and word.text.count(".") > 1):
            break
    return end


def _is_inner(words: list[_Word], index: int) -> bool:
    """Whether a small word stands in a name: "Trinidad and Tobago", "Port of the Cross"."""
    before, word = words[index - 1].text, words[index].text
    if word == "and":
        return index + 1 < len(words) and (before, words[index + 1].text) in _PAIRS
    return word == "the" and before in ("of", "and")


def _named(words: list[_Word], start: int, before: int) -> int:
    """The index after a name and what follows from it: "Tripoli's airport"; with an article, "the Libyan army base"."""
    end = _names(words, start)
    if words[end - 1].is_possessive:
        return _described(words, end, 4) or end
    for index in range(end, min(end + max(before, 1), len(words))):
        if words[index].text in _HEADS:
            return _headed(words, index)
        if words[index].text in _STOPS or words[index].is_name:
            break
    return end


def _headed(words: list[_Word], start: int) -> int:
    """The index after the nouns from `start` on and what belongs to them: "port of Misrata", "border with Algeria"."""
    end = start + 1
    while end < len(words) and words[end].text in _HEADS:
        end += 1
    if end == len(words):
        return end
    head, link = words[end - 1].text, words[end].text
    if link == "of":
        return _phrase(words, end + 1) or end
    if link == "at" or (link == "with" and head in _BOUNDED):
        return _names(words, end + 1) or end
    return (_names(words, end) if head in _SETTLEMENTS else 0) or end
