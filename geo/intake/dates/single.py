"""One date with the words around it, in all the ways in which its numbers may be meant."""

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from geo.base.edtf import Mark
from geo.intake.dates import words

#: How a date of numbers is meant: which of them is the day; or whether 2020-21 is two years, or a year and a month.
Reading = Literal["day first", "month first", "year first", "two years", "year and month"]
DAY_FIRST: Reading = "day first"
MONTH_FIRST: Reading = "month first"
YEAR_FIRST: Reading = "year first"
TWO_YEARS: Reading = "two years"
ONE_YEAR: Reading = "year and month"
#: The readings of which a column has one.
KINDS: tuple[tuple[Reading, ...], ...] = ((DAY_FIRST, MONTH_FIRST, YEAR_FIRST), (ONE_YEAR, TWO_YEARS))
#: The years that two digits stand for begin here, as POSIX and most programs have it.
FIRST_SHORT_YEAR = 1969

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# Two digits are no year between spaces, where they are seconds of an angle.
_THREE = re.compile(r"(\d{1,2})\s?([-/.]|\s)\s?(\d{1,2})\s?\2\s?(\d{4}|['’]?(?<!\d\s)\d{2})")
# 2020.5 is no month, but a year with decimals; 11.5764 is a number, 11.2020 hardly one.
_YEAR_AND_TWO = re.compile(r"(\d{4})[-/](\d{2})")
_YEAR_AND_MONTH = re.compile(r"(\d{4})[-/](\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})(?:[-/](\d{4})|\.((?:18|19|20)\d\d))")
_SHORT_YEAR = re.compile(r"[^\W\d_]-\d\d\Z|['’]\d\d\Z")
# From the first number to the last.
_CORE = re.compile(r"['’]?\d(?:[^A-Za-z]*\d)?")
_UNSURE = re.compile(r"\?\)?\Z")
_ERAS = (
    (
        re.compile(
            r"\bv\.?\s?(?:u\.\s?Z\b|Chr\b)\.?|\bav\.?\s?J\.?[-\s]{0,2}C\b\.?|\ba\.\s?C\b\.?|до\s?н\.\s?э\.?|ق\.\s?م"
        ),
        " bc ",
    ),
    (re.compile(r"\bn\.?\s?Chr\b\.?|\bap(?:r\.)?\.?\s?J\.?[-\s]{0,2}C\b\.?|\bd\.\s?C\b\.?|н\.\s?э\.?"), " ce "),
)
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[.'’][^\W\d_]+)*")


class Fields(NamedTuple):
    """A date of which some may be missing. `year` is EDTF's, as in 2020, -0043 or 201X; `until` is a second year."""

    year: str | None = None
    month: int | None = None
    day: int | None = None
    until: str | None = None


@dataclass
class One:
    """One date, or one end of two, by its readings."""

    by: dict[Reading | None, Fields] = field(default_factory=dict)
    mark: Mark = ""
    rest: list[str] = field(default_factory=list)
    is_short: bool = False
    is_since: bool = False
    is_until: bool = False
    weekday: int | None = None


def text_of(fields: Fields, mark: Mark) -> str | None:
    """A date in the form of EDTF, which may be none of the calendar; None where its year or month is missing."""
    year, month, day, until = fields
    if year is None or (day is not None and month is None):
        return None
    parts = [year, *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts) + mark + (f"/{until}{mark}" if until else "")


def one(text: str) -> One | None:
    """One date with the words around it; with all that is missing where it is one end of an interval."""
    found = One()
    is_unsure = _UNSURE.search(text) is not None
    is_about = text.startswith(("~", "≈"))
    for pattern, era in _ERAS:
        text = pattern.sub(era, text)
    tokens = _TOKEN.findall(text)
    numbers = [token for token in tokens if token.isdecimal()]
    named = [token for token in tokens if not token.isdecimal()]
    months = [token for token in named if words.month(token)]
    if len(months) > 1 and words.weekday(months[0]) is not None:
        del months[0]
    kinds: set[str] = set()
    season = century = None
    for word in named:
        if word in months:
            continue
        kind = words.kind(word)
        if (day := words.weekday(word)) is not None:
            found.weekday = day
        elif season is None and (number := words.season(word)):
            season = number
        elif century is None and (number := words.roman(word)) and "century" in map(words.kind, named):
            century = number
        elif kind is not None:
            kinds.add(kind)
        else:
            found.rest.append(word)
    found.mark = _mark(is_about or "about" in kinds, is_unsure or "unsure" in kinds)
    is_on = "present" in kinds and any(word == named[-1] for word in named if words.kind(word) == "present")
    found.is_since, found.is_until = "since" in kinds or (is_on and tokens[-1] == named[-1]), "until" in kinds
    if len(set(months)) > 1:
        return None
    if "century" in kinds:
        century = century or (int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) <= 2 else None)
        fields = Fields(f"{century - 1:02}XX") if century and not kinds & {"before christ"} else None
        return _with(found, fields if (not numbers or len(numbers) == 1) and not months else None)
    if season is not None:
        return _with(found, _in_season(numbers, season) if not months else None)
    if months:
        return _with(found, _in_month(text, numbers, months[0], kinds, found))
    if kinds & {"before christ", "after christ"}:
        return _with(found, Fields(_year(numbers[0], kinds, found)) if len(numbers) == 1 else None)
    if "decade" in kinds and len(numbers) == 1 and len(numbers[0]) == 4 and numbers[0][3] == "0":
        return _with(found, Fields(f"{numbers[0][:3]}X"))
    return _in_numbers(text, numbers, found)


def _mark(is_about: bool, is_unsure: bool) -> Mark:
    return "%" if is_about and is_unsure else "~" if is_about else "?" if is_unsure else ""


def _with(one: One, fields: Fields | None) -> One | None:
    if fields is None:
        return None
    one.by[None] = fields
    return one


def _in_season(numbers: list[str], season: int) -> Fields | None:
    """A season of one year, or a winter that is named by two: 2010/11 begins in 2010."""
    if not numbers or len(numbers[0]) != 4 or len(numbers) > 2:
        return None
    if len(numbers) == 2 and int(numbers[1]) not in (int(numbers[0]) + 1, (int(numbers[0]) + 1) % 100):
        return None
    return Fields(numbers[0], season)


def _in_month(text: str, numbers: list[str], name: str, kinds: set[str], one: One) -> Fields | None:
    """A date with the name of its month: with a year, a day, or both."""
    month = words.month(name)
    has_era = not kinds.isdisjoint(("before christ", "after christ"))
    years = [number for number in numbers if len(number) == 4]
    if len(years) == 1 and len(numbers) <= 2 and not has_era:
        days = [int(number) for number in numbers if number != years[0]]
        return Fields(years[0], month, days[0] if days else None)
    if len(numbers) == 1:
        number = numbers[0]
        if has_era:
            return Fields(_year(number, kinds, one), month)
        if _SHORT_YEAR.search(text) or (len(number) == 2 and int(number) > 31):
            return Fields(_year(number, kinds, one), month)
        return Fields(None, month, int(number)) if len(number) <= 2 else None
    if len(numbers) == 2 and len(numbers[0]) <= 2 and (has_era or len(numbers[1]) == 2):
        return Fields(_year(numbers[1], kinds, one), month, int(numbers[0]))
    return Fields(None, month) if not numbers else None


def _year(number: str, kinds: set[str], one: One) -> str:
    """A year as EDTF: before Christ, after, or one of two digits."""
    year = int(number[:6])
    if "before christ" in kinds:
        return "0000" if year <= 1 else f"-{year - 1:04}"
    if "after christ" not in kinds and len(number) == 2:
        one.is_short = True
        year += FIRST_SHORT_YEAR // 100 * 100
        year += 100 if year < FIRST_SHORT_YEAR else 0
    return f"{year:04}"


def _in_numbers(text: str, numbers: list[str], one: One) -> One | None:
    """A date of numbers alone, with words around them at most."""
    core = _CORE.search(text)
    if core is None or not numbers:
        return None
    if match := _YEAR_FIRST.fullmatch(core[0]) or _COMPACT.fullmatch(core[0]):
        year, month, day = match.groups() if match.re is _COMPACT else (match[1], match[3], match[4])
        return _with(one, Fields(year, int(month) or None, int(day) or None))
    if match := _THREE.fullmatch(core[0]):
        first, second, last = int(match[1]), int(match[3]), match[4].lstrip("'’")
        year = _year(last, set(), one)
        one.by = {DAY_FIRST: Fields(year, second, first), MONTH_FIRST: Fields(year, first, second)}
        if len(match[4]) == 2:
            one.by[YEAR_FIRST] = Fields(_year(f"{first:02}", set(), one), second, int(last))
        return one
    if match := _YEAR_AND_TWO.fullmatch(core[0]):
        return _year_and_two(match[1], match[2], one)
    if match := _YEAR_AND_MONTH.fullmatch(core[0]):
        return _with(one, Fields(match[1], int(match[2])))
    if match := _MONTH_AND_YEAR.fullmatch(core[0]):
        return _with(one, Fields(match[2] or match[3], int(match[1])))
    if len(numbers) == 1:
        number = numbers[0]
        if len(number) == 4:
            return _with(one, Fields(number)) if number != "0000" else None
        return _with(one, Fields(None, None, int(number))) if len(number) <= 2 else None
    if len(numbers) == 2 and len(numbers[0]) <= 2 and len(numbers[1]) == 4:
        return _with(one, Fields(numbers[1], None, int(numbers[0])))
    return None


def _year_and_two(year: str, two: str, one: One) -> One | None:
    """A year with a month or a season, or with the last digits of a second year."""
    later = int(year[:2] + two)
    if later <= int(year) and (int(year) + 1) % 100 == int(two):
        later += 100
    if 1 <= int(two) <= 12 or 21 <= int(two) <= 24:
        one.by[ONE_YEAR] = Fields(year, int(two))
    if later > int(year):
        one.by[TWO_YEARS] = Fields(year, until=f"{later:04}")
    return one
