"""Latitudes and longitudes as people write them: decimal degrees, degrees with minutes and seconds, packed degrees."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Axis = Literal["latitude", "longitude"]

#: Longer texts are no positions.
MAX_TEXT = 80
#: The most degrees that an angle of each kind has.
MOST: dict[Axis, int] = {"latitude": 90, "longitude": 180}
# Minutes and seconds give endless decimals; a hundred-millionth of a degree is a millimetre.
_DECIMALS = 8
_PLAIN = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:E[+-]?[0-9]{1,2})?")
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_SIGNS = str.maketrans("−–‐‑′’‘ʹ´`″”“ʺº˚", "----''''''\"\"\"\"°°")
_WORDS = re.compile(r"\b(?:(NORTH|NORD|NORTE)|(SOUTH|SÜD|SUD|SUR|SUL)|(EAST|OST|ESTE?)|(WEST|OUEST|OESTE|OVEST))\b")
_PART = r"[0-9]{1,2}(?:\.[0-9]{0,12})?"
_PACKED_PART = r"[0-9]{2}(?:\.[0-9]{0,6})?"
_ANGLE = re.compile(
    r"([NSEW])? ?([+-])?([0-9]{1,3}(?:\.[0-9]{0,15})?)(?: ?(?:°|D(?:EG)?\b))?"
    rf"(?: ?(?<![0-9.])({_PART}) ?(?:'|M(?:IN)?\b)?(?: ?(?<![0-9.])({_PART}) ?(?:\"|''|S(?:EC)?\b)?)?)? ?([NSEW])?"
)
_PACKED = re.compile(rf"(?:([0-9]{{2}})|([0-9]{{3}}))({_PACKED_PART})({_PACKED_PART})?(?(1)([NS])|([EW]))")
_APART = re.compile(r" ?[;,/|] ?| ")
_WHOLE = re.compile(r"[+-]?[0-9]+")
# Where a letter stands between two numbers without a space: it belongs to the one before, unless letters come first.
_AFTER, _BEFORE = re.compile(r"(?<=[0-9'\"°][NSEW])(?=[+-]?[0-9])"), re.compile(r"(?<=[0-9'\"°])(?=[NSEW])")
_NUMBER_BEFORE, _NUMBER_AFTER = re.compile(r"[+-]?[0-9.]+\Z"), re.compile(r"[+-]?[0-9.]+")


class Angle(NamedTuple):
    """Degrees, north and east above zero; `axis` is known where a letter says it.

    `parts` is how many numbers it was written with: degrees, minutes, seconds.
    """

    degrees: float
    axis: Axis | None
    parts: int


class AnglePair(NamedTuple):
    """Two angles, in the order in which they are written."""

    first: Angle
    second: Angle


def clean(text: str) -> str:
    """The text in capitals, with one sign each for minus, minutes, seconds and degrees, a letter for a direction."""
    text = " ".join(text.upper().translate(_SIGNS).split())
    return _WORDS.sub(lambda word: "NSEW"[(word.lastindex or 1) - 1], text)


def number(text: str) -> float | None:
    """The number that a text is, with a decimal point or comma; None where there is anything else.

    >>> number("32,88743"), number("−7.5"), number("1.234,5")
    (32.88743, -7.5, None)
    """
    text = text.strip()
    if len(text) > MAX_TEXT:
        return None
    text = text.translate(_SIGNS).upper()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None


def angle(text: str) -> Angle | None:
    """The angle that a text is; None where it is none, or its sign and its letter say the opposite.

    A plain number comes back even beyond 180, so that it can be named.

    >>> angle("32°53′15″N"), angle("-0° 30'"), angle("325315N"), angle("-12.05S")
    (Angle(degrees=32.8875, axis='latitude', parts=3), Angle(degrees=-0.5, axis=None, parts=2), \
Angle(degrees=32.8875, axis='latitude', parts=3), Angle(degrees=-12.05, axis='latitude', parts=1))
    """
    plain = number(text)
    if plain is not None:
        return Angle(plain, None, 1)
    return _angle(_DECIMAL_COMMA.sub(".", clean(text))) if len(text) <= MAX_TEXT else None


def _angle(text: str) -> Angle | None:
    if packed := _PACKED.fullmatch(text):
        return _of(packed[5] or packed[6], None, float(packed[1] or packed[2]), packed[3], packed[4])
    found = _ANGLE.fullmatch(text)
    if found is None or (found[1] and found[6]):
        return None
    return _of(found[1] or found[6], found[2], float(found[3]), found[4], found[5])


def _of(letter: str | None, sign: str | None, degrees: float, minutes: str | None, seconds: str | None) -> Angle | None:
    parts = 3 if seconds else 2 if minutes else 1
    size = degrees + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60 or (minutes and degrees % 1):
        return None
    if sign and letter and (sign == "-") != (letter in "SW"):
        return None
    axis: Axis | None = None if not letter else "latitude" if letter in "NS" else "longitude"
    if size > (MOST[axis] if axis else 360):
        return None
    below = sign == "-" or (letter is not None and letter in "SW")
    return Angle(round(-size if below else size, _DECIMALS) + 0.0, axis, parts)


def pair(text: str) -> AnglePair | None:
    """The two angles that a text holds; None where it holds anything else, or can be parted in several ways.

    Whole numbers with nothing but a space, or a comma without one, between them are thousands or decimals, no pair.

    >>> pair("N 44° 25.845 , W 72° 02.485") == pair("44 25.845N 72 02.485W")
    True
    >>> pair("48,137"), pair("12 100")
    (None, None)
    """
    if not 3 <= len(text) <= MAX_TEXT:
        return None
    text = clean(text)
    if sum(map(text.count, "NSEW")) == 2:
        text = (_BEFORE if text[0] in "NSEW" else _AFTER).sub(" ", text)
    found = [each for first, last in _halves(text) if (each := _both(first, last)) is not None]
    alike = [each for each in found if each.first.parts == each.second.parts]
    if not alike and "°" in text:
        alike = found
    return alike[0] if len(set(alike)) == 1 else None


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Where the text may be parted, without the commas that have to be decimal ones."""
    commas = [sign.start() for sign in _APART.finditer(text) if sign.group() == ","]
    for sign in _APART.finditer(text):
        first, last = text[: sign.start()], text[sign.end() :]
        if not first or not last or (sign.group() == " " and _WHOLE.fullmatch(first) and _WHOLE.fullmatch(last)):
            continue
        before, after = _NUMBER_BEFORE.search(first), _NUMBER_AFTER.match(last)
        is_bare = before is not None and after is not None and "." not in before[0] + after[0]
        if sign.group() != "," or not is_bare or (len(commas) == 3 and sign.start() == commas[1]):
            yield first, last


def _both(first: str, last: str) -> AnglePair | None:
    one, other = (_angle(_DECIMAL_COMMA.sub(".", half)) if half.count(",") <= 1 else None for half in (first, last))
    if one is None or other is None or (one.axis is not None and one.axis == other.axis):
        return None
    return AnglePair(one, other)
