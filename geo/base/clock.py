"""A time of day, as a story has it: hours and minutes, with the offset from UTC or none."""

import re

FORM = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?")


def is_time(text: str) -> bool:
    """Whether a text is a time of day.

    >>> is_time("14:30"), is_time("14:30+02:00"), is_time("24:00")
    (True, True, False)
    """
    return FORM.fullmatch(text) is not None


def minutes(time: str) -> int:
    """The minutes since midnight, in UTC where the offset is known, which may be below 0 or beyond a day."""
    found = int(time[:2]) * 60 + int(time[3:5])
    offset = time[5:]
    if len(offset) < 2:
        return found
    ahead = int(offset[1:3]) * 60 + int(offset[4:6])
    return found + ahead if offset[0] == "-" else found - ahead


def words(time: str) -> str:
    """The time as a reader reads it.

    >>> words("14:30"), words("14:30Z"), words("14:30+02:00")
    ('14:30', '14:30 UTC', '14:30 (UTC+02:00)')
    """
    offset = time[5:]
    return time[:5] + ("" if not offset else " UTC" if offset == "Z" else f" (UTC{offset})")
