"""Names as ids and as keys: in plain small letters, whatever they are written in."""

import re
import unicodedata

from geo.story.fields import MAX_ID

# Letters that no decomposition takes to ASCII, as they are commonly written without their signs.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
_APART = re.compile(r"[^a-z0-9]+")
# A number may follow an id that is already taken; ids of 10,000 things need six more characters.
_MAX_STEM = MAX_ID - 8
#: A longer name makes no other id; what comes after is not looked at.
_LOOKED_AT = 200


def fold(text: str) -> str:
    """The text in small letters without accents, spaces and punctuation, to compare headings by.

    >>> fold("Längengrad (°)")
    'langengrad'
    """
    text = unicodedata.normalize("NFKD", text[:_LOOKED_AT].casefold())
    return "".join(sign for sign in text if sign.isalnum())


def slug(text: str) -> str:
    """The ASCII letters and digits of a text, joined by hyphens; empty where there are none.

    >>> slug("Aéroport d’Oran – Es Sénia")
    'aeroport-d-oran-es-senia'
    >>> slug("طرابلس")
    ''
    """
    text = unicodedata.normalize("NFKD", text[:_LOOKED_AT].casefold().translate(_PLAIN))
    plain = "".join(sign for sign in text if not unicodedata.combining(sign))
    return _APART.sub("-", plain).strip("-")[:_MAX_STEM].rstrip("-")


class Ids:
    """The ids given so far to things of one kind, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        # The last number that was tried after each stem, so that a thousand equal names are not counted from 2 each.
        self._last: dict[str, int] = {}

    def give(self, stem: str, otherwise: str) -> str:
        """`stem`, or that with the next free number after it; `otherwise` with a number where there is no stem."""
        name = stem
        stem = stem or otherwise
        while not name or name in self._taken:
            self._last[stem] = number = self._last.get(stem, 1 if name else 0) + 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        return name
