"""Sentences of English prose, each by where it begins and ends: the one splitter for places, claims and dates."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from geo.base.checkpoint import checkpoint

#: Where a sentence begins, and where it ends: positions in characters, as of a slice.
Sentence = tuple[int, int]

#: A name follows these titles, so a full stop after one ends no sentence.
TITLES = (
    "Mr Mrs Ms Mx Dr Prof Rev Fr Msgr Hon St Ste Mt Ft Gen Brig Col Lt Maj Capt Cmdr Cpl Sgt Pte Pvt Adm Amb Sen Rep"
    " Gov Pres Cllr Ald Atty Insp Supt Det Const"
).split()
_TITLES = frozenset(title.lower() for title in TITLES)
#: After these a sentence may end or not: what comes next says which.
_SHORT = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun jr sr inc corp co ltd"
    " bros vs etc est dist dept govt approx".split()
)
#: Short for "number", "article" and "page" where a figure follows; else words that may end a sentence.
_NUMBERED = frozenset("no nos art p pp vol".split())
#: Capitals that begin a sentence rather than go on with a name.
_OPENERS = frozenset(
    "a an the this that these those it its he she they we i you his her their our in on at by from to of for with after"
    " before since until when while where if as but and or so yet then there here now not no all both some many most"
    " more another other each one two three what who why how however meanwhile earlier later also still even despite"
    " according although though because during once only nobody somebody".split()
)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|\Z)|\n\s*")
_LAST = re.compile(r"[\w.]+\Z")
_NEXT = re.compile(r"\s*[\"'“‘(\[]*(\w+)")
#: The longest abbreviation has fewer characters.
_REACH = 12


def sentences(text: str) -> list[Sentence]:
    """Split a text; headings and lines count as sentences, and white space round them belongs to none.

    A line that goes on in small letters was only broken to fit a page.

    >>> [text[slice(*each)] for text in ["He met Insp. Ali in the U.A.E. They talked…"] for each in sentences(text)]
    ['He met Insp. Ali in the U.A.E.', 'They talked…']
    """
    found = []
    begin = 0
    for stop in _STOP.finditer(text):
        checkpoint()
        if _ends(text, begin, stop):
            if piece := _trimmed(text, begin, stop.end()):
                found.append(piece)
            begin = stop.end()
    if piece := _trimmed(text, begin, len(text)):
        found.append(piece)
    return found


def index_at(sentences: Sequence[Sentence], position: int) -> int:
    """Find the sentence that a position of the text is in, or the last before it: its index, 0 where there is none."""
    return max(bisect_right(sentences, position, key=lambda sentence: sentence[0]) - 1, 0)


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a sentence that began there ends at this stop."""
    after = _NEXT.match(text, stop.end())
    if text[stop.start()] == "\n":
        is_paragraph = text.count("\n", stop.start(), stop.end()) > 1
        return is_paragraph or after is None or not after[1][0].islower()
    if after is None or "\n" in text[stop.end() : after.start(1)]:
        return True
    word = after[1]
    if word[0].islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    last = _LAST.search(text, max(begin, stop.start() - _REACH), stop.start())
    before = last.group().lower() if last else ""
    if before in _TITLES:
        return False
    if before in _NUMBERED:
        return not word.isdecimal()
    is_initials = (before.isalpha() and len(before) == 1) or ("." in before.strip(".") and not before[0].isdecimal())
    return word.lower() in _OPENERS if before in _SHORT or is_initials else True


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
