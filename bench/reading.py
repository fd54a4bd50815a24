"""Places read from annotated articles: `python bench/reading.py --corpus FILE...` prints a table with targets for each.

A mention counts where it overlaps with a name that somebody annotated. It is right where it lies within 161 km (100
miles) of the annotated position, has the same GeoNames id, or is the country, region or sea of that name. Adjectives
("European", "Kurdish") are no names of places: annotated ones are left out, and so is what overlaps with them. Found
and right is of the names that have a position.

The naive way is the peer: all capitals that the gazetteer has, the longest first, and the most populous place of each.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from lxml import etree

# Run as a file, not as a module, it does not find the rest by itself.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import measuring
from geo.gazetteer.places import Entry, gazetteer, key
from geo.measure.geodesy import LonLat, sphere_km
from geo.reading import reader
from geo.reading.places.spans import runs, spans
from geo.reading.places.words import words
from geo.reading.sentences import sentences

NEAR_KM = 161.0
#: For each corpus at least: precision, recall, found and right of all placed names; and right of those marked sure.
TARGETS = {"TR-News": (0.965, 0.952, 0.913, 0.99), "lgl-half": (0.95, 0.89, 0.82, 0.99)}
#: An article of 500 words takes at most so many milliseconds at the median.
_WORDS, _MS = 500, 10.0
#: An annotated phrase is looked for so many characters about the place where it is said to be.
_DRIFT = 40
#: Which feature codes of GeoNames may be annotated where the gazetteer has a wide place of one of its kinds.
_CODES = {
    "country": ("PCL",),
    "region": ("ADM1", "ADM2"),
    "county": ("ADM2",),
    "continent": ("CONT",),
    "area": ("RGN", "ZN", "AREA"),
    "sea": ("SEA", "OCN", "GULF"),
}
#: Adjectives among the annotated names, beside the demonyms of countries.
_ADJECTIVES = re.compile(
    r"(?:europe|asi|afric|south ?east asi)an|kurdish|arabi?an?|south ossetians?|ossetian|eastern|sinhalese|basque"
    r"|ohioans|minnesotans|new londoners",
    re.IGNORECASE,
)


class Name(NamedTuple):
    """A name that somebody annotated; `position` is None where they gave none."""

    start: int
    end: int
    text: str
    geonameid: int | None
    code: str
    position: LonLat | None
    official: str


class Found(NamedTuple):
    """A place that was read: where, what, and whether its reader is sure."""

    start: int
    end: int
    key: str
    entry: Entry | None
    is_sure: bool


def articles(file: Path) -> Iterator[tuple[str, str, list[Name]]]:
    """The id, the text and the annotated names of each article of TR-News, LGL and corpora in their form."""
    for article in etree.parse(file).iter("article"):
        text = article.findtext("text") or ""
        names = []
        for toponym in article.iter("toponym"):
            said, phrase = int(toponym.findtext("start")), toponym.findtext("phrase")
            begins = [i for i in range(max(0, said - _DRIFT), said + _DRIFT) if text.startswith(phrase, i)]
            start = min(begins, key=lambda i: abs(i - said), default=said)
            tag = toponym.find("gaztag")
            found = toponym if tag is None else tag
            lon, lat, number = found.findtext("lon"), found.findtext("lat"), found.get("geonameid")
            position = LonLat(float(lon), float(lat)) if lon and lat else None
            code, official = found.findtext("fcode") or "", found.findtext("name") or ""
            names.append(
                Name(start, start + len(phrase), phrase, int(number) if number else None, code, position, official)
            )
        yield article.get("docid"), text, names


def dateline(text: str) -> list[Found]:
    """The places as Dateline reads them."""
    mentions = reader.read(text).mentions
    return [Found(m.start, m.end, m.key, m.chosen, m.trust == "sure") for m in mentions]


def naive(text: str) -> list[Found]:
    """The places as the gazetteer alone has them."""
    found = words(text, sentences(text), gazetteer())
    named = spans(text, found, runs(text, found), gazetteer())
    return [
        Found(found[span.first].start, found[span.last - 1].end, span.key, span.entries[0], True)
        for span in named
        if span.entries
    ]


def _is_adjective(phrase: str) -> bool:
    return bool(_ADJECTIVES.fullmatch(phrase) or gazetteer().demonyms([key(phrase)]))


def _is_right(found: Found, name: Name) -> bool:
    entry = found.entry
    if entry is None or name.position is None:
        return False
    if entry.geonameid == name.geonameid is not None or sphere_km(entry.position, name.position) <= NEAR_KM:
        return True
    return name.code.startswith(_CODES.get(entry.kind, ("-",))) and key(name.official) in (key(entry.name), found.key)


def _overlap(one: Name | Found, other: Name | Found) -> bool:
    return one.start < other.end and other.start < one.end


class Score(NamedTuple):
    """Numbers of annotated names, with a position or not, of what was read, and of what of each is right."""

    names: int = 0
    placed: int = 0
    read: int = 0
    read_rightly: int = 0
    found: int = 0
    right: int = 0
    sure: int = 0
    sure_right: int = 0

    def plus(self, other: "Score") -> "Score":
        """Both together."""
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


def score(read: Sequence[Found], annotated: Sequence[Name], tell: Callable[[str, Name | Found], None]) -> Score:
    """The score of one article; `tell` is told what was missed, wrong or false."""
    adjectives = [name for name in annotated if _is_adjective(name.text)]
    names = [name for name in annotated if name not in adjectives]
    read = [each for each in read if not any(_overlap(each, adjective) for adjective in adjectives)]
    right = found = sure = sure_right = 0
    for name in names:
        over = [each for each in read if _overlap(each, name)]
        is_right = any(_is_right(each, name) for each in over)
        found += bool(over)
        right += is_right
        if over and name.position and over[0].is_sure:
            sure, sure_right = sure + 1, sure_right + is_right
        if not over:
            tell("missed", name)
        elif name.position and not is_right:
            tell("wrong", over[0])
    true = [each for each in read if any(_overlap(each, name) for name in names)]
    for each in read:
        if each not in true:
            tell("false", each)
    placed = sum(name.position is not None for name in names)
    return Score(len(names), placed, len(read), len(true), found, right, sure, sure_right)


def measure(file: Path, read: Callable[[str], list[Found]], show: str = "") -> tuple[Score, float]:
    """The score of a corpus, and milliseconds for 500 words at the median of its articles that have half as many."""
    total = Score()
    times = []
    read("The first reading, in Tripoli, opens the gazetteer.")
    for docid, text, annotated in articles(file):

        def tell(what: str, which: Name | Found, text: str = text, docid: str = docid) -> None:
            if what == show:
                print(f"{what} {docid} …{text[max(0, which.start - 50) : which.end + 30]!r} {which}")

        begin = time.perf_counter()
        found = read(text)
        taken = time.perf_counter() - begin
        if len(text.split()) >= _WORDS // 2:
            times.append(taken * 1000 * _WORDS / len(text.split()))
        total = total.plus(score(found, annotated, tell))
    return total, median(times)


def _show(file: Path, show: str) -> None:
    measured = [measure(file, read, show if read is dateline else "") for read in (dateline, naive)]
    targets = TARGETS.get(file.stem, (None,) * 4)
    shares = [
        ("precision", lambda s: s.read_rightly / max(s.read, 1)),
        ("recall", lambda s: s.found / max(s.names, 1)),
        ("found and right", lambda s: s.right / max(s.placed, 1)),
        ("right of the sure", lambda s: s.sure_right / max(s.sure, 1)),
    ]
    rows = []
    for (title, share), target in zip(shares, targets, strict=True):
        values = [share(scored) for scored, _ in measured]
        wanted = f"at least {target}: {'met' if round(values[0], 3) >= target else 'MISSED'}" if target else "–"
        rows.append([title, *(f"{value:.3f}" for value in values), wanted])
    rows.append(["sure, of all read", *(f"{s.sure:,} of {s.read:,}" for s, _ in measured), "–"])
    times = [f"{taken:.1f}" for _, taken in measured]
    rows.append(["500 words, ms", *times, f"at most {_MS:.0f}: {'met' if measured[0][1] <= _MS else 'MISSED'}"])
    total = measured[0][0]
    print(f"\n{file.stem}: {total.names:,} names of places, {total.placed:,} with a position\n")
    measuring.show_table(["", "Dateline", "naive", "target for Dateline"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="FILE", help="annotated articles, in XML"
    )
    parser.add_argument("--show", choices=("missed", "wrong", "false"), default="", help="list what went amiss as well")
    arguments = parser.parse_args()
    for file in arguments.corpus:
        _show(file, arguments.show)


if __name__ == "__main__":
    main()
