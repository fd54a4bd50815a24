"""Places by name: a gazetteer in one SQLite file, compiled from GeoNames by `data/rebuild_gazetteer.py`.

It holds settlements of a thousand people or more with their names in many languages and scripts, countries, regions,
counties, and seas, islands, rivers and areas of a table of our own. With them comes what tells a place's name from
other capitals in English prose: which of the names are words of the dictionary too, and which words are people's names.

Data from GeoNames, CC BY 4.0; NOTICE.md has the credit.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from geo.geodesy import LonLat

FILE = Path(__file__).resolve().parent.parent / "data" / "gazetteer.sqlite"

#: What an entry may be, from the widest to the narrowest; the file has them as numbers in this order.
KINDS = tuple("continent area country region county city town village island sea lake river mountain place".split())
SETTLEMENTS = frozenset(("city", "town", "village"))
#: What a word may be beside a place's name.
WORD, GIVEN_NAME, SURNAME, COMMON_SURNAME = 1, 2, 4, 8

_JOINED = re.compile(r"['’ʼ`ʻʿʾ.]+")
_APART = re.compile(r"[\W_]+")
# Letters that no decomposition takes apart, as they are commonly written without their signs.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŋ": "ng"}
)
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ASKED_AT_ONCE = 500


class Entry(NamedTuple):
    """A place of the gazetteer.

    `id` is its number in the file: the GeoNames id where that is known, else below zero. `country` is an ISO 3166-1
    alpha-2 code, empty for a place in several or none; `region` the `id` of the region that it is in, 0 for none.
    `official` says whether the name that was asked for is its own name, and not one it also has.
    """

    id: int
    name: str
    kind: str
    position: LonLat
    population: int
    country: str
    region: int
    official: bool
    short: bool

    @property
    def geonameid(self) -> int | None:
        """Its number at GeoNames; None where the entry was made from other data."""
        return self.id if self.id > 0 else None


def key(name: str) -> str:
    """What a name is looked up by: small letters without accents and punctuation, short forms written out.

    >>> key("St. John’s"), key("Guinea-Bissau"), key("Ghadāmis")
    ('saint johns', 'guinea bissau', 'ghadamis')
    """
    if name.isascii():
        text = name.lower()
        if text.isalpha():  # most words are one, and done
            return _SHORT.get(text, text)
    else:
        text = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
        text = "".join(sign for sign in text if not unicodedata.combining(sign))
    words = _APART.sub(" ", _JOINED.sub("", text)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


class Gazetteer:
    """The file, open for reading. What is asked for is found by index; nothing of it is kept in memory."""

    def __init__(self, file: Path = FILE) -> None:
        """Raises `sqlite3.OperationalError` where there is no such file."""
        # Streamlit runs each visitor in a thread of their own; the module is compiled to be shared by threads.
        self._file = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def called(self, keys: Iterable[str]) -> dict[str, list[Entry]]:
        """The places that have a name with one of these keys, by key; the most populous first."""
        found: dict[str, list[Entry]] = {}
        for row in self._all(
            """select name.key, place.id, place.name, place.kind, lon, lat, population, country, region, also, use
            from name join place on place.id = name.place where use <> 1 and name.key in ({})
            order by population desc""",
            keys,
        ):
            found.setdefault(row[0], []).append(_entry(row[1:]))
        return found

    def words(self, keys: Iterable[str]) -> dict[str, int]:
        """What of these keys are words of the dictionary or people's names: the sum of `WORD` and so on."""
        return dict(self._all("select key, kinds from word where key in ({})", keys))

    def places(self, ids: Iterable[int]) -> dict[int, Entry]:
        """The places with these numbers."""
        rows = self._all(
            "select id, name, kind, lon, lat, population, country, region, 0, 0 from place where id in ({})", ids
        )
        return {row[0]: _entry(row) for row in rows}

    def demonyms(self, keys: Iterable[str]) -> dict[str, int]:
        """The numbers of the countries whose people, or whose things, are called so."""
        return dict(self._all("select key, place from demonym where key in ({})", keys))

    def _all(self, query: str, asked: Iterable[str | int]) -> list[tuple]:  # type: ignore[type-arg]
        wanted = list(dict.fromkeys(asked))
        rows = []
        for begin in range(0, len(wanted), _ASKED_AT_ONCE):
            part = wanted[begin : begin + _ASKED_AT_ONCE]
            rows += self._file.execute(query.format(",".join("?" * len(part))), part).fetchall()
        return rows


def _entry(row: tuple) -> Entry:  # type: ignore[type-arg]
    number, name, kind, lon, lat, population, country, region, also, use = row
    return Entry(number, name, KINDS[kind], LonLat(lon, lat), population, country, region, not also, bool(use))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with Dateline, opened once."""
    return Gazetteer()
