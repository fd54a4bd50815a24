"""The words of a text, each with where it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.gazetteer.places import Gazetteer, key
from geo.reading.sentences import TITLES, Sentence

# Letters with dots and apostrophes between them, as in "U.S.", "St.", "N'Djamena" and "O’Brien"; or figures. The
# possessive "'s" is a word of its own, and so are the parts of "Guinea-Bissau".
_WORD = re.compile(
    r"W\. ?Va\.|(?:[A-Z]\.){2,}"
    rf"|(?:{'|'.join(TITLES)}|Jr|Sr)\."
    r"|['’][sS](?!\w)|[^\W\d_]+(?:['’](?![sS](?!\w))[^\W\d_]+)*|\d[\d,.]*"
)
# What makes an address of what it stands in, up to white space: on the web, by mail, a handle, a hashtag.
_ADDRESS = re.compile(r"(?:://|[@#]|(?<!\w)www\.|\.(?:com|org|net|edu|gov|info)(?!\w))\S*", re.IGNORECASE)
_APOSTROPHES = ("'", "’")
_QUOTES = "\"'“‘([«"


class Word(NamedTuple):
    """A word and where it stands; `key` is what the gazetteer would find it by.

    `is_capital` says whether it begins with a capital letter, if need be after an apostrophe ("d'Ivoire"); `opens`
    whether it is the first of a sentence, a line or a quotation; `kinds` what it may be beside a place's name, as
    `geo.gazetteer.places.Gazetteer.words` says.
    """

    text: str
    key: str
    start: int
    end: int
    is_capital: bool
    opens: bool
    kinds: int


def words(text: str, sentences: list[Sentence], gazetteer: Gazetteer) -> list[Word]:
    """The words of a text with these sentences; what is in an address is no word."""
    matches = list(_matches(text))
    keys = {word: key(word) for word in {match.group() for match in matches}}
    kinds = gazetteer.words(made for word, made in keys.items() if word[0].isupper())
    begins = iter([start for start, _ in sentences] + [len(text)])
    begin = next(begins)
    found = []
    last = 0
    for match in matches:
        checkpoint()
        (start, end), word = match.span(), match.group()
        gap = text[last:start]
        opens = start >= begin or (gap != " " and any(quote in gap for quote in _QUOTES))
        while start >= begin:
            begin = next(begins)
        is_capital = word[0].isupper() or (word[1:2] in _APOSTROPHES and word[2].isupper())
        found.append(Word(word, keys[word], start, end, is_capital, opens, kinds.get(keys[word], 0)))
        last = end
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    begin = 0
    for mark in _ADDRESS.finditer(text):
        start = mark.start()
        while start > begin and not text[start - 1].isspace():
            start -= 1
        yield from _WORD.finditer(text, begin, start)
        begin = mark.end()
    yield from _WORD.finditer(text, begin)
