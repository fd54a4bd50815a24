"""The words and sentences of a text, each with where it stands."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from geo.gazetteer import Gazetteer, key

# Letters with dots and apostrophes between them, as in "U.S.", "St.", "N'Djamena" and "O’Brien"; or figures. The
# possessive "'s" is a word of its own, and so are the parts of "Guinea-Bissau".
_WORD = re.compile(
    r"W\. ?Va\.|(?:[A-Z]\.){2,}"
    r"|(?:St|Ste|Mt|Ft|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Sgt|Col|Capt|Maj|Rev|Prof|Pte|Cpl|Jr|Sr)\."
    r"|['’][sS](?!\w)|[^\W\d_]+(?:['’](?![sS](?!\w))[^\W\d_]+)*|\d[\d,.]*"
)
# What makes an address of what it stands in, up to white space: on the web, by mail, a handle, a hashtag.
_ADDRESS = re.compile(r"(?:://|[@#]|(?<!\w)www\.|\.(?:com|org|net|edu|gov|info)(?!\w))\S*", re.IGNORECASE)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|\Z)|\n+")
_APOSTROPHES = ("'", "’")
_QUOTES = "\"'“‘([«"
# After these a full stop ends no sentence.
_SHORT = frozenset(
    "mr mrs ms dr st ste mt ft gen sen rep gov lt sgt col capt maj rev prof pte cpl"
    " jan feb mar apr jun jul aug sep sept oct nov dec no vs etc inc corp co ltd u.s u.k d.c e.g i.e a.m p.m"
    " hon supt det insp pres dist".split()
)
_LAST = re.compile(r"[\w.]+\Z")


class Word(NamedTuple):
    """A word and where it stands; `key` is what the gazetteer would find it by.

    `is_capital` says whether it begins with a capital letter, if need be after an apostrophe ("d'Ivoire"); `opens`
    whether it is the first of a sentence, a line or a quotation; `kinds` what it may be beside a place's name, as
    `geo.gazetteer.Gazetteer.words` says.
    """

    text: str
    key: str
    start: int
    end: int
    is_capital: bool
    opens: bool
    kinds: int


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends, without white space round it; headings and lines count as such."""
    found = []
    begin = 0
    for match in _STOP.finditer(text):
        if text[match.start()] == "." and match.end() < len(text) and text[match.end()] != "\n":
            last = _LAST.search(text, max(begin, match.start() - 12), match.start())
            before = last.group().lower() if last else ""
            after = text[match.end() : match.end() + 3].lstrip()
            if before in _SHORT or (len(before) == 1 and before.isalpha()) or after[:1].islower():
                continue
        if piece := _trimmed(text, begin, match.end()):
            found.append(piece)
        begin = match.end()
    if piece := _trimmed(text, begin, len(text)):
        found.append(piece)
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def words(text: str, sentences: list[tuple[int, int]], gazetteer: Gazetteer) -> list[Word]:
    """The words of a text with these sentences; what is in an address is no word."""
    matches = list(_matches(text))
    keys = {word: key(word) for word in {match.group() for match in matches}}
    kinds = gazetteer.words(made for word, made in keys.items() if word[0].isupper())
    begins = iter([start for start, _ in sentences] + [len(text)])
    begin = next(begins)
    found = []
    last = 0
    for match in matches:
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
