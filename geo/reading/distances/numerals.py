"""Numbers as English prose writes them: 1,250, 1 250, 1½, twenty-five, half a dozen, three-quarters of a.

The patterns are for `re.IGNORECASE`. None of them can run on for long, so that no text makes a search slow.
"""

import re

#: White space within a sentence: a line may be broken there, a paragraph may not.
GAP = r"(?:(?=\s)[^\S\n]{0,2}\n?[^\S\n]{0,2})"
#: What joins two words: white space or a hyphen.
JOINT = rf"(?:{GAP}|-)"

_ONES = {word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)}
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_WORDS = _ONES | {word: n for n, word in enumerate(_TEENS, 10)} | _TENS
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_PARTS = {"half": 1 / 2, "quarter": 1 / 4, "quarters": 1 / 4, "third": 1 / 3, "thirds": 1 / 3}
_SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}

_GROUPS = r"[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9])"
_SIGN = f"[{''.join(_SIGNS)}]"
_FIGURES = (
    rf"(?:(?:{_GROUPS}|[0-9]+(?:[.,][0-9]+)*|\.[0-9]+)(?![0-9/])(?:{GAP}?{_SIGN}|{JOINT}[1-9]/[2-9])?"
    rf"|[1-9]/[2-9]|{_SIGN})"
)
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:{JOINT}(?:{'|'.join(_ONES)}))?|{'|'.join([*_TEENS, *_ONES])})"
_AND = rf"{JOINT}(?:and{JOINT})?"
_HUNDREDS = rf"(?:(?:(?:an?|{_SMALL}){JOINT})?hundred(?:{_AND}{_SMALL})?|{_SMALL})"
_THOUSANDS = rf"(?:(?:an?|{_HUNDREDS}){JOINT})?(?:thousand|million|billion)(?:{_AND}{_HUNDREDS})?"
_DOZENS = rf"(?:(?:(?:half{JOINT})?an?|{_SMALL}){JOINT})?dozen"
_PART = rf"(?:(?:an?|one|two|three){JOINT})?(?:half|quarters?|thirds?)"

#: Every word that may belong to a number.
WORDS = frozenset([*_WORDS, *_SCALES, *(f"{scale}s" for scale in _SCALES), *_PARTS, "a", "an", "and", "of"])
#: What follows a whole number, or a whole mile: "and a half".
AND_PART = rf"(?:{JOINT}and{JOINT}{_PART})"
#: A number that stands before a unit. It may be as little as "a", as in "a mile from".
NUMBER = (
    rf"(?:{_FIGURES}(?:{JOINT}(?:{'|'.join(_SCALES)}))?{AND_PART}?"
    rf"|{_PART}(?:{JOINT}of)?(?:{JOINT}an?)?|(?:{_THOUSANDS}|{_DOZENS}|{_HUNDREDS}){AND_PART}?|an?)"
)

_LEADING = re.compile(rf"(?:{_GROUPS}|[0-9][0-9.,]*|\.[0-9]+)(?![0-9/])")
_GOOD = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]*\.?[0-9]+")
_PIECES = re.compile(rf"{_SIGN}|[1-9]/[2-9]|[a-z]+")
# Far more than a distance has, and far fewer than a float holds.
_MAX_FIGURES = 30
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")


def value(number: str) -> float | None:
    """What a text that `NUMBER` or `AND_PART` matches is worth; None where its figures are no number in English.

    >>> [value(text) for text in ("1,250.5", "1 250", "12,5", "1 1/2", "one hundred and fifty", "two and a half")]
    [1250.5, 1250.0, None, 1.5, 150.0, 2.5]
    >>> [value(text) for text in ("a", "half a dozen", "three-quarters of a", "1.5 million", "and a half")]
    [1.0, 6.0, 0.75, 1500000.0, 0.5]
    """
    number = number.lower()
    leading = _LEADING.match(number)
    whole = current = last = 0.0
    if leading:
        figures = _SPACES.sub("", leading[0])
        if len(figures) > _MAX_FIGURES or not _GOOD.fullmatch(figures):
            return None
        current = float(figures.replace(",", ""))
    pieces = _PIECES.findall(number, leading.end() if leading else 0)
    for piece in pieces:
        numerator, last = last, 0.0
        if piece in _WORDS:
            last = _WORDS[piece]
            current += last
        elif piece in _PARTS:
            current = current - numerator + (numerator or 1) * _PARTS[piece]
        elif piece in _SIGNS:
            current += _SIGNS[piece]
        elif "/" in piece:
            current += int(piece[0]) / int(piece[2])
        elif piece in ("dozen", "hundred"):
            current = (current or 1) * _SCALES[piece]
        elif piece in _SCALES:
            whole, current = whole + (current or 1) * _SCALES[piece], 0.0
    # An article alone is one.
    return whole + current or float(not leading)


def ends(low: str, high: str) -> tuple[float, float] | None:
    """Both ends of a range, the lower first; None where one is no number. "Two to three hundred" begins at 200."""
    one = value(low)
    other = one if low == high else value(high)
    if one is None or other is None:
        return None
    if low == high:
        return one, one
    scale = next((_SCALES[word] for word in _SCALES if high.lower().endswith(word) and not low.endswith(word)), 1)
    if one * scale <= other:
        one *= scale
    return min(one, other), max(one, other)
