"""Times counted in units: "two weeks ago", "in three months' time", "three days later"."""

import re
from typing import cast

from geo.reading.dates.forms import ELSEWHERE, Expression
from geo.reading.dates.reckoning import Stated, Unit
from geo.reading.distances.lengths import amount_before
from geo.reading.distances.numerals import GAP, value
from geo.story.model import HEDGES

_IN = re.compile(rf"(?<!\w)in{GAP}\Z", re.IGNORECASE)
_NO_NUMBER = "It names no exact time."
_ROUGHLY = "It is said to be rough."
# The calendar has no more years.
_MAX_AMOUNT = 9_999


def elapsed(text: str, floor: int, hit: re.Match[str]) -> Expression | None:
    """The time that is counted from the day of publication, or from something else that is told.

    `hit` is what `next_beginning` found at the unit; what stands before `floor` does not belong to it.
    """
    amount = amount_before(text, floor, hit.start("counted"))
    if amount is None:
        return None
    start, way, unit = amount.start(), hit["way"], hit["counted"]
    if way == "time":
        preposition = _IN.search(text, max(floor, start - 6), start)
        if preposition is None:
            return None
        start = preposition.start()
    number = None if amount["vague"] or amount["high"] else value(amount["low"])
    hedge = " ".join((amount["hedge"] or amount["odd"] or amount["plus"] or "").lower().split())
    is_rough = HEDGES.get(hedge) in ("about", "nearly")
    found = Expression("elapsed", start, hit.end(), Stated())
    if way in ("later", "earlier"):
        return found._replace(fault=ELSEWHERE)
    if unit == "decade" or number is None or number % 1 or number > _MAX_AMOUNT or (hedge and not is_rough):
        return found._replace(fault=_NO_NUMBER)
    stated = Stated(unit=cast(Unit, unit), amount=int(number) * (-1 if way == "ago" else 1))
    return found._replace(stated=stated, doubt=_ROUGHLY if is_rough else None)
