"""The dates in English news prose, as EDTF: "from 28 October to 3 November", "last Monday", "in 2011".

Rules, no model. `dateparser` was weighed for the values and left: it takes 0.4 to 1.2 ms for each date, where a whole
article has 1 ms, and it knows neither intervals nor whether the sentence speaks of the past or of the future. The tests
ask it as a judge of what it can tell.

The day from which "Monday" or "last week" is counted is the day of publication, and never today.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from geo.base.checkpoint import checkpoint
from geo.base.edtf import EdtfDate, EdtfError, When
from geo.reading.dates.elapsed import elapsed
from geo.reading.dates.forms import AND, MONTH_TO, TO, Expression, lead_before, next_beginning, read
from geo.reading.dates.reckoning import Reckoned, reckon, reckon_span
from geo.reading.dates.tense import Tense, Tenses
from geo.reading.distances.numerals import GAP
from geo.reading.sentences import Sentence, sentences

_TO = re.compile(TO)
_AND = re.compile(AND)
# What is moved from one day to another does not last from one to the other.
_MOVED = re.compile(
    r"(?<!\w)(?:moved|postponed|rescheduled|changed|shifted|delayed|pushed|transferred|forward)(?:\s\w{1,20}){0,4}\s{1,3}\Z"
)
_LISTED = re.compile(rf",{GAP}?(?:(?:and|or){GAP})?|{GAP}(?:and|or){GAP}(?:in{GAP})?")
# So many characters before "from" may say what is moved.
_MOVED_REACH = 90

_NO_BASE = "It is counted from the day of publication, which is not known."
_COARSE = "It is counted from the date of publication, which is not known to the day."
_NO_SUCH = "The calendar has no such date."


class DateFound(NamedTuple):
    """A date and where in the text it stands: the text from `start` to `end` is `text`.

    `edtf` is as coarse as what is said, an interval `begin/end` where it has two ends, and None where it stays open.
    `base` is the date, as EDTF, from which it was counted, if it was. `reason` is a sentence that says why it is open,
    or else why it may be meant otherwise.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    base: str | None
    reason: str | None


def find_dates(text: str, published: When | None, split: Sequence[Sentence] | None = None) -> list[DateFound]:
    """The dates in a text published then, in order; none overlap. Takes time in proportion to the text.

    `split` are its sentences, where they are known already.

    A day, month or weekday without a year is the last one before publication, or the next where the sentence speaks of
    the future. Where `published` is not known to the day, what is counted from it is as coarse as it must be.

    >>> found = find_dates("Talks began on Monday and will go on until 12 November.", When.parse("2020-11-03"))
    >>> [(date.text, date.edtf) for date in found]
    [('Monday', '2020-11-02'), ('12 November', '2020-11-12')]
    >>> [date.reason for date in find_dates("Talks began on Monday.", None)]
    ['It is counted from the day of publication, which is not known.']
    """
    found: list[DateFound] = []
    tenses = Tenses(text, sentences(text) if split is None else split)
    for said in _expressions(text):
        checkpoint()
        tense = tenses.at(said.start, said.end) if said.needs_tense else None
        base, counted_from = published, published.text if published else None
        if tense == "later" and found and tenses.is_one_sentence(found[-1].start, said.start) and _is_day(found[-1]):
            base, counted_from = When.parse(str(found[-1].edtf)), found[-1].base or found[-1].edtf
        edtf, reason = _value(said, base, tense)
        counted_from = counted_from if edtf and said.needs_base else None
        found.append(DateFound(said.start, said.end, text[said.start : said.end], edtf, counted_from, reason))
    return found


def _is_day(found: DateFound) -> bool:
    return found.edtf is not None and len(found.edtf) == len("2020-11-02")


def _value(said: Expression, base: When | None, tense: Tense | None) -> tuple[str | None, str | None]:
    """The date as EDTF, and the reason why it is open or doubtful."""
    if said.fault:
        return None, said.fault
    try:
        if not said.needs_base:
            when, doubt = _reckoned(said, date.max, None)
            return when.text, said.doubt or doubt
        if base is None:
            return None, _NO_BASE
        first = _reckoned(said, base.begin.earliest, tense)
        last = first if base.begin.day and not base.is_interval else _reckoned(said, base.end.latest, tense)
    except EdtfError:
        return None, _NO_SUCH
    if first.when == last.when:
        return last.when.text, said.doubt or last.doubt
    return _holding(first.when.begin, last.when.end), _COARSE


def _reckoned(said: Expression, base: date, tense: Tense | None) -> Reckoned:
    if said.last:
        return reckon_span(said.stated, said.last, base, tense)
    return reckon(said.stated, base, tense)


def _holding(begin: EdtfDate, end: EdtfDate) -> str | None:
    """The month or year that holds both dates, if one does."""
    if begin.year != end.year:
        return None
    in_month = begin.month if begin.month == end.month else None
    return str(EdtfDate(begin.year, in_month))


def _expressions(text: str) -> Iterator[Expression]:
    """What the text states, in order, none overlapping."""
    at, before = 0, None
    while hit := next_beginning(text, at):
        checkpoint()
        start, at = hit.end(), hit.end() + 1
        if hit["counted"]:
            found = elapsed(text, before.end if before else 0, hit)
        else:
            is_listed = before is not None and _LISTED.fullmatch(text, before.end, start)
            found = _span(text, start, before.form if before and is_listed else None)
        if found:
            yield found
            at, before = found.end, found


def _span(text: str, start: int, listed: str | None) -> Expression | None:
    """The date that begins at `start`, with the second end of an interval, if it has one."""
    first = read(text, start, listed=listed)
    lone = first is None and MONTH_TO.match(text, start) is not None
    if lone:
        # "March" alone is a word; before "to May 2019" it is a month.
        first = read(text, start, listed="month alone")
    if first is None or first.fault or first.stated.unit:
        return None if lone else first
    lead = lead_before(text, start)
    begin = lead.start() if lead else start
    if first.last:
        return first._replace(start=begin)
    to = (_AND if lead and lead["between"] else _TO).match(text, first.end)
    second = to and read(text, to.end(), listed=first.form)
    if second and _is_span(first, second) and not (lead and _MOVED.search(text, max(0, begin - _MOVED_REACH), begin)):
        return first._replace(start=begin, end=second.end, last=second.stated)
    return None if lone else first


def _is_span(first: Expression, second: Expression) -> bool:
    """Whether two dates, one after the other, are the ends of one interval."""
    one, two = first.stated, second.stated
    if second.last or second.fault or two.unit or one.grain != two.grain:
        return False
    ends = [(stated.year, stated.month or 0, stated.day or 0) for stated in (one, two)]
    return None in (one.year, two.year) or ends[0] < ends[1]
