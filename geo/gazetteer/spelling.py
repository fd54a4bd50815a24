"""How names are spelt: what one is looked up by, and what it has in common with other spellings of the same name."""

import re
import unicodedata
from functools import lru_cache

from geo.base.checkpoint import checkpoint

_JOINED = re.compile("['’ʼ`ʻʿʾ׳״.\u200c\u200d]+")
_APART = re.compile(r"[\W_]+")
# Letters that no decomposition takes apart, as they are commonly written without their signs; and letters of Arabic
# script that are one to a reader.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng"}
    | {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": ""}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

# Vowels and the like, which spellings of a name disagree on, in Latin, Greek, Cyrillic, Arabic and Hebrew; and Latin
# consonants that they take for each other.
_WEAK = "aeiouyh αεηιουω аеиоуыэюяьъіїє اويهءع אהויע"
_ALIKE = str.maketrans("cqjfwzx", "kkgvvss")
_STRONG = _ALIKE | dict.fromkeys(map(ord, _WEAK))
_FIRST = _ALIKE | dict.fromkeys(map(ord, _WEAK.replace("h", "")), "a")
_DOUBLED = re.compile(r"(.)\1+")
_MAX_SKELETON = 8
_CONSONANTS = "bdghklmnprstv"


def key(name: str) -> str:
    """What a name is looked up by: small letters without accents and punctuation, short forms written out.

    >>> key("St. John’s"), key("Guinea-Bissau"), key("Ghadāmis")
    ('saint johns', 'guinea bissau', 'ghadamis')
    """
    if name.isascii():
        text = _APART.sub(" ", _JOINED.sub("", name.lower()))
    else:
        plain = _JOINED.sub("", name.casefold()).translate(_PLAIN)
        text = "".join(map(_letter, unicodedata.normalize("NFKD", plain)))
    return " ".join(_SHORT.get(word, word) for word in text.split())


@lru_cache(maxsize=4096)
def _letter(sign: str) -> str:
    if unicodedata.combining(sign):
        return ""
    # The vowel signs of India and of Thailand are marks too, but no accents.
    return sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "


def skeleton(made: str) -> str:
    """The first consonants of a key, which most spellings of a name share; that of a longer key begins with it.

    >>> skeleton("ghadamis"), skeleton("gadames"), skeleton("gad"), skeleton("athens")
    ('gdms', 'gdms', 'gd', 'atns')
    """
    checkpoint()
    return _DOUBLED.sub(r"\1", made[:1].translate(_FIRST) + made[1:].translate(_STRONG))[:_MAX_SKELETON]


def neighbours(whole: str) -> set[str]:
    """A skeleton, and all that come of it by one slip: a letter more, another in its place, one left out, a swap."""
    cuts = [(whole[:at], whole[at:]) for at in range(len(whole) + 1)]
    found = {whole}
    for head, tail in cuts:
        found |= {head + letter + tail for letter in _CONSONANTS}
        if tail:
            found |= {head + letter + tail[1:] for letter in ("", "a" * (not head), *_CONSONANTS)}
            found.add(head + tail[1:2] + tail[:1] + tail[2:])
    return {_DOUBLED.sub(r"\1", made)[:_MAX_SKELETON] for made in found}
