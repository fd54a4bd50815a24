"""Times of day as files have them, in the form of a story: 14:30, 14:30Z or 14:30+02:00."""

import re
from typing import NamedTuple

_ZONE = r"(?P<{0}>z\b|utc(?![\w+-])|gmt(?![\w+-])|(?:utc|gmt)?\s?[+\u2212-]\d{{1,2}}(?::?\d{{2}})?(?!\d))"
_HALF = r"(?P<{0}>[ap]\.?\s?m\b\.?)"
_SIGN = r"(?:(?<=\d)t|(?<![\d:.,/\w-]))"
_CLOCK = re.compile(
    rf"{_SIGN}(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?P<second>:\d{{2}}(?:[.,]\d{{1,9}})?)?(?![:\d]|,\d)"
    rf"(?:\s?{_HALF.format('half')})?(?:\s?{_ZONE.format('zone')})?(?:\s?(?:uhr|h|hrs|часов)\b)?"
    rf"|{_SIGN}(?P<hour2>\d{{1,2}})\s?h(?:rs?\b)?\s?(?P<minute2>\d{{2}})?(?!\w)(?:\s?{_ZONE.format('zone2')})?"
    rf"|{_SIGN}(?P<hour3>\d{{1,2}})(?:[.:](?P<minute3>\d{{2}}))?\s?{_HALF.format('half3')}"
    rf"|{_SIGN}(?P<hour4>\d{{1,2}})(?:[.:](?P<minute4>\d{{2}}))?\s?uhr\b"
    rf"|(?<=\d)t(?P<hour5>\d{{2}})(?P<minute5>\d{{2}})(?P<second5>\d{{2}}(?:[.,]\d{{1,9}})?)?{_ZONE.format('zone5')}?",
    re.IGNORECASE,
)
# Digits alone, as satellites and timetables have them: 615, 0615, 061500.
_DIGITS = re.compile(r"(\d{1,2}?)(\d{2})(\d{2})?")
_HOUR = re.compile(r"\d{1,2}")
_FRACTION = re.compile(r"0?[.,]\d{1,17}")
_DAY_MINUTES = 24 * 60
# Longer texts are no times.
_MAX_TEXT = 40


class Found(NamedTuple):
    """A time of day in a text: where, what it is, and whether it had seconds, which a story does not."""

    start: int
    end: int
    time: str
    has_seconds: bool


def find(text: str) -> Found | None:
    """The first time of day that a text has.

    >>> find("2 Nov 2020, 2:30 pm").time, find("2020-11-02T10:30:15+0200").time, find("le 2/11 à 14h30").time
    ('14:30', '10:30+02:00', '14:30')
    """
    for match in _CLOCK.finditer(text):
        given = {key.rstrip("2345"): part for key, part in match.groupdict().items() if part is not None}
        time = _time(int(given["hour"]), int(given.get("minute", 0)), given.get("half", ""), given.get("zone", ""))
        if time is not None:
            second = given.get("second", "").strip(":").replace(",", ".")
            return Found(match.start(), match.end(), time, bool(second) and float(second) > 0)
    return None


def alone(text: str) -> Found | None:
    """The time of day that a whole text is, as a cell under the heading *Time*: digits alone are one there.

    >>> alone("0615").time, alone("6.15 am").time, alone("14").time, alone("0.5").time, alone("2500")
    ('06:15', '06:15', '14:00', '12:00', None)
    """
    text = text.strip()
    if len(text) > _MAX_TEXT:
        return None
    if match := _DIGITS.fullmatch(text):
        time = _time(int(match[1]), int(match[2]), "", "")
        seconds = int(match[3] or 0)
        return Found(0, len(text), time, seconds > 0) if time and seconds < 60 else None
    if _HOUR.fullmatch(text):
        time = _time(int(text), 0, "", "")
        return Found(0, len(text), time, has_seconds=False) if time else None
    if _FRACTION.fullmatch(text):
        return Found(0, len(text), of_day(float(text.replace(",", "."))), has_seconds=False)
    found = find(text)
    return found if found is not None and (found.start, found.end) == (0, len(text)) else None


def of_day(share: float) -> str:
    """The time after this share of a day, as spreadsheets write times.

    >>> of_day(0.604166666)
    '14:30'
    """
    minutes = min(round(share * _DAY_MINUTES), _DAY_MINUTES - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _time(hour: int, minute: int, half: str, zone: str) -> str | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None
    offset = _offset(zone)
    return None if offset is None else f"{hour:02}:{minute:02}{offset}"


def _offset(zone: str) -> str | None:
    """A zone as a story writes it: empty, `Z` or `+02:00`; None where it is none."""
    if not zone:
        return ""
    zone = zone.strip().upper().removeprefix("UTC").removeprefix("GMT").strip().replace("\u2212", "-")
    if zone in ("", "Z"):
        return "Z"
    digits = zone[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return f"{zone[0]}{hours:02}:{minutes:02}" if hours <= 14 and minutes < 60 else None
