"""Where a table has its headings, if it has any, and what belongs together in several columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from statistics import median_high

from geo.intake import headings
from geo.intake.dates import words, written
from geo.intake.names import fold
from geo.intake.sheet import MAX_COLUMNS, Row, Rows, too_many_columns
from geo.measure.angles import Axis, angle, number, pair

#: So many rows show how a table is written.
SAMPLE = 60
#: So many rows may stand above the headings.
_MAX_TITLES = 10
_MAX_HEADING = 100
_YEAR, _MONTH, _DAY = (
    frozenset(map(fold, words.split()))
    for words in (
        "year annee jahr ano anno jaar yyyy startyear beginyear iyear год السنة 年",
        "month mois monat mes mese maand mm startmonth beginmonth imonth месяц الشهر 月",
        "day jour tag dia giorno dag dd startday beginday iday день اليوم 日",
    )
)
_END = tuple(frozenset({f"end{part}"}) for part in ("year", "month", "day"))
_LETTERS: Mapping[Axis, frozenset[str]] = {"latitude": frozenset("NS"), "longitude": frozenset("EW")}
# A month or day of one digit.
_DIGIT = re.compile(r"-(?=[0-9](?:-|\Z))")
_HEMISPHERE = frozenset("ns ew hem hemi hemisphere dir direction ref".split())
_PIECES = {"deg": "°", "degrees": "°", "min": "'", "minutes": "'", "sec": '"', "seconds": '"', "grad": "°"}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How the rows of a table lie.

    `header` has a heading for each column, each once. `titles` are the rows above the headings, `is_headed` says
    whether there is a row of headings. `joined` are columns made of several: by its heading the headings of its parts,
    each with what is written after it.
    """

    header: tuple[str, ...]
    titles: tuple[Row, ...] = ()
    is_headed: bool = True
    joined: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def body(self, rows: Rows) -> Iterator[Row]:
        """The rows below the headings."""
        return islice(iter(rows), len(self.titles) + self.is_headed, None)

    def cells(self, row: Row) -> dict[str, str]:
        """The cells of a row that have something in them, by heading; those that are made of several among them."""
        found = {heading: cell for heading, cell in zip(self.header, row, strict=False) if cell}
        for heading, parts in self.joined.items():
            texts = [cell + after for part, after in parts.items() if (cell := found.get(part, "").strip())]
            if next(iter(parts)) in found:
                found[heading] = _DIGIT.sub("-0", "".join(texts)).strip("- ")
        return found


def layout(rows: Rows, is_headed: bool | None = None) -> Layout:
    """Find how a table lies; `is_headed` says whether it has headings, where a person knows.

    Raises `RefusedError` where there are too many columns.
    """
    sample = list(islice(rows, SAMPLE))
    if not sample:
        return Layout(header=(), is_headed=False)
    above = _titles(sample)
    if above >= len(sample):
        return Layout(header=(), titles=tuple(sample), is_headed=False)
    if is_headed is None:
        is_headed = _is_header(sample[above], sample[above + 1 :])
        if not is_headed:
            above = _declarations(sample)
    elif not is_headed:
        above = _declarations(sample)
    below = sample[above + is_headed :]
    width = len(sample[above]) if is_headed else max(map(len, below), default=0)
    if width > MAX_COLUMNS:
        raise too_many_columns("the table", width)
    header = _distinct(sample[above] if is_headed else [""] * width)
    return Layout(
        header=header,
        titles=tuple(sample[:above]),
        is_headed=is_headed,
        joined=_joined(header, below) if is_headed else {},
    )


def _declarations(sample: Sequence[Row]) -> int:
    """How many rows at the start only say how the file is written: Excel's `sep=;`."""
    return int("".join(sample[0]).strip().casefold().startswith("sep=") and len("".join(sample[0]).strip()) <= 5)


def _titles(sample: Sequence[Row]) -> int:
    """How many rows stand above the headings: those with far fewer cells than the rows below."""
    usual = median_high(row.filled for row in sample)
    start = _declarations(sample)
    for index in range(start, min(_MAX_TITLES, len(sample))):
        if usual < 2 or (sample[index].filled >= 2 and sample[index].filled * 2 >= usual):
            return index
    return start


def _is_header(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row is one of headings: by the words in it, or since numbers stand below where it has words."""
    if any(map(_is_value, row)):
        return False
    if any(headings.is_known(cell) for cell in row):
        return True
    return any(
        cell.strip()
        and sum(_begins_with_digit(other[index]) for other in below if index < len(other)) * 5 >= len(below) * 4
        for index, cell in enumerate(row)
        if below and not _begins_with_digit(cell)
    )


def _begins_with_digit(cell: str) -> bool:
    return cell.lstrip("<>~+-−(€$£ ")[:1].isdigit()


def _is_value(cell: str) -> bool:
    """Whether a cell is a number, a position or a date, and so no heading."""
    return number(cell) is not None or angle(cell) is not None or pair(cell) is not None or is_date(cell)


def is_date(cell: str) -> bool:
    """Whether a cell is a date, even one that may mean two days."""
    if words.kind(cell[:_MAX_HEADING].strip().partition(" ")[0]) == "label":  # "Year 2020" is a heading
        return False
    return written.edtf(cell) is not None or written.is_ambiguous(cell)


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    """The headings, each once: the second of two equal ones gets a number, one that is empty is called by its place."""
    seen: Counter[str] = Counter()
    distinct = []
    for index, heading in enumerate(found):
        heading = " ".join(heading[:_MAX_HEADING].split()) or f"column {index + 1}"
        seen[heading] += 1
        distinct.append(heading if seen[heading] == 1 else f"{heading} ({index + 1})")
    return tuple(distinct)


def _joined(header: Sequence[str], below: Sequence[Row]) -> dict[str, dict[str, str]]:
    """The columns that are one thing in several: year, month and day; degrees and hemisphere; degrees and minutes."""
    made = [_date(header, words) for words in ((_YEAR, _MONTH, _DAY), _END)]
    made += [_angle(header, below, axis) for axis in _LETTERS]
    return {" + ".join(parts): parts for parts in made if len(parts) > 1}


def _date(header: Sequence[str], parts: Iterable[frozenset[str]]) -> dict[str, str]:
    year, month, day = (next((h for h in header if fold(h) in words), None) for words in parts)
    if year is None or month is None:
        return {}
    return {year: "-", month: "-"} | ({day: ""} if day is not None else {})


def _angle(header: Sequence[str], below: Sequence[Row], axis: Axis) -> dict[str, str]:
    known = headings.among(axis, header)
    parts: dict[str, str] = {}
    for heading in header:
        each = headings.words(heading)
        sign = next((_PIECES[word] for word in each if word in _PIECES), None)
        if sign and sign not in parts.values() and any(headings.among(axis, [word]) for word in each):
            parts[heading] = sign
    if "'" not in parts.values():
        parts = dict.fromkeys(list(known)[:1], " ")
    if not parts or any("-" in row[header.index(next(iter(parts)))] for row in below if len(row) == len(header)):
        return parts
    last = max(header.index(heading) for heading in parts)
    beside = (
        heading
        for index, heading in enumerate(header)
        if (index == last + 1 or not _HEMISPHERE.isdisjoint(headings.words(heading))) and _letters(below, index, axis)
    )
    return parts | dict.fromkeys(list(beside)[:1], "")


def _letters(below: Sequence[Row], index: int, axis: Axis) -> bool:
    """Whether a column has nothing but the letters of hemispheres."""
    cells = [row[index].strip() for row in below if index < len(row) and row[index].strip()]
    return bool(cells) and all(cell[:1].upper() in _LETTERS[axis] and len(cell) <= 5 for cell in cells)
