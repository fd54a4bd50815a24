"""The forms in which English news prose states a date, and what the words of each say."""

import re
from collections.abc import Callable
from typing import NamedTuple, cast

from geo.reading.dates import traps as traps
from geo.reading.dates.reckoning import Stated, Unit
from geo.reading.distances.numerals import GAP

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# By their first three letters.
_MONTH = {name[:3].lower(): number for number, name in enumerate(_MONTHS, 1)}
_WEEKDAY = {name[:3].lower(): number for number, name in enumerate(_WEEKDAYS)}
_TURNS = {"last": -1, "past": -1, "this": 0, "coming": 1, "next": 1}

_FULL = "|".join(_MONTHS)
_FULL_WEEKDAY = "|".join([*_WEEKDAYS, *map(str.upper, _WEEKDAYS)])
_SHORT = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MON = rf"(?P<mon>(?:{_FULL}|{_FULL.upper()})(?!\w)|(?:{_SHORT}|{_SHORT.upper()})(?!\w)\.?)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.:,/][0-9])"
_CENTURY = "(?:1[5-9]|20)"
_YEAR = rf"{_CENTURY}[0-9]{{2}}(?!\w|[-–/][0-9]|[.,:][0-9])"
_ON = rf"(?:(?P<weekday>{_FULL_WEEKDAY}|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri|Sat|Sun)(?!\w)\.?),?{GAP}(?:the{GAP})?)?"
_PART = rf"(?i:early|late|mid)(?:{GAP}|-)"
_HOUR = rf"(?:{GAP}(?:morning|afternoon|evening|night|noon|lunchtime)(?!\w))?"
_TURN = rf"(?P<turn>(?i:last|this|next))(?:{GAP}(?P<turn2>past|coming))?{GAP}"
_OF_YEAR = rf"(?P<tail>,?{GAP}(?:of{GAP})?(?:(?P<year>{_YEAR})|(?P<turned>last|this|next){GAP}year(?!\w)))?"
#: What stands between the two ends of an interval; "and" after "between" only.
TO = rf"(?:{GAP}?[-–—]{GAP}?|,?{GAP}(?:to|until|till|through|thru){GAP}(?:the{GAP})?)"
#: The name of a month before such a word.
MONTH_TO = re.compile(rf"(?:{_FULL}){TO}")
AND = rf"{GAP}and{GAP}(?:the{GAP})?"
_SECOND = rf"(?:(?:{TO}|(?P<and>{AND}))(?P<day2>{_DAY}))?"

# Where a form may begin, a figure or a word, after the sign before it; or a unit that an amount before it counts.
_BEGINNING = (
    r"(?:(?:(?<![$£€¥&+%:.,/#-])|(?<=post-)|(?<=pre-))(?=(?:[12][0-9]{3}|[0-9]{1,2})(?![0-9]))"
    r"|(?<![/#-])(?:"
    rf"(?={_SHORT}|{_SHORT.upper()}|Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN"
    r"|[Ee]arl|[Ll]at|[Mm]id|[Ll]ast|[Nn]ext|[Tt]hi|[Tt]o[dnm]|[Yy]est|[Dd]ay\s[ab]|weekend|[Ff]ollow|[Pp]rev|same"
    r"|[Ss]pri|[Ss]umm|[Aa]ut|[Ff]all|[Ww]int)"
    r"|(?P<counted>day|week|month|year|decade)(?:s[’']?|[’']s)?"
    rf"{GAP}(?P<way>ago|later|earlier|from{GAP}now|time)(?!\w|{GAP}than)))"
)
# Beginning with a sign, which Python finds quickly; at the beginning of the text there is none.
_AFTER_SIGN, _AT_FIRST = re.compile(rf"[^\w@]{_BEGINNING}"), re.compile(_BEGINNING)
_LEAD = re.compile(rf"(?<!\w)(?:from|(?P<between>between)){GAP}(?:the{GAP})?\Z", re.IGNORECASE)
_LEAD_REACH = 18
_SEASON = "A season is not the same time of the year everywhere."
#: Why "three days later" stays open.
ELSEWHERE = "It counts from something else that is told, not from the day of publication."


class Expression(NamedTuple):
    """The words of a date, or of an interval up to `last`, from `start` to `end` of a text.

    `fault` is a sentence that says why no date can be told from them, `doubt` one that says why it may be another.
    """

    form: str
    start: int
    end: int
    stated: Stated
    last: Stated | None = None
    fault: str | None = None
    doubt: str | None = None

    @property
    def needs_base(self) -> bool:
        """Whether it means nothing without a day to count from."""
        return self.stated.year is None and (self.last is None or self.last.year is None)

    @property
    def needs_tense(self) -> bool:
        """Whether it matters if the sentence speaks of the past or of the future."""
        return self.needs_base and not self.fault and self.stated.unit in (None, "weekend")


_Match = re.Match[str]
_Reader = Callable[[_Match, bool], Expression | None]


def _found(match: _Match, stated: Stated, last: Stated | None = None, fault: str | None = None) -> Expression:
    return Expression("", match.start(), match.end(), stated, last, fault)


def _number(word: str | None, numbers: dict[str, int]) -> int | None:
    return numbers[word[:3].lower()] if word else None


def _figure(day: str) -> int:
    return int(day[:2].rstrip("snrt"))


def _before(match: _Match) -> list[str]:
    """The two words before, in lower case; of the first words of a text, an empty one."""
    return ["", "", *match.string[max(0, match.start() - 20) : match.start()].lower().split()][-2:]


def lead_before(text: str, start: int) -> _Match | None:
    """The "from" or "between" that stands right before a date and makes it the first end of an interval."""
    return _LEAD.search(text, max(0, start - _LEAD_REACH), start)


def _iso(match: _Match, listed: bool) -> Expression:
    return _found(match, Stated(int(match["year"]), int(match["month"]), int(match["day"])))


def _numeric(match: _Match, listed: bool) -> Expression | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    low, high = sorted((one, two))
    if low < 1 or low > 12 or high > 31:
        return None
    if high > 12 or low == high:
        return _found(match, Stated(year, low, high))
    fault = f"It is {one} {_MONTHS[two - 1]} or {two} {_MONTHS[one - 1]}: the order of day and month is not said."
    return _found(match, Stated(year), fault=fault)


def _dated(match: _Match, listed: bool) -> Expression | None:
    """A day of a month, or several: "2 November 2020", "Monday, Nov. 2", "November 2-4"."""
    text, start, end, year = match.string, match.start(), match.end(), match["year"]
    if year and traps.is_number(text, end):
        end, year = match.start("tail"), None
    stated = Stated(
        year=int(year) if year else None,
        month=_number(match["mon"], _MONTH),
        day=_figure(match["day"]),
        weekday=_number(match["weekday"], _WEEKDAY),
        unit="year" if match["turned"] else None,
        amount=_TURNS[match["turned"]] if match["turned"] else 0,
    )
    last = None
    if match["day2"]:
        second = _figure(match["day2"])
        follows = second > _figure(match["day"])
        if match["and"] and second != _figure(match["day"]) + 1:
            lead = lead_before(text, start)
            follows = follows and lead is not None and lead["between"] is not None
        if follows:
            last = stated._replace(day=second, weekday=None)
        elif match.start("mon") > match.start("day"):
            return None
        else:
            end = match.end("day")
    if not year and not match["turned"] and not traps.is_day(text, end):
        return None
    return Expression("", start, end, stated, last)


def _month(match: _Match, listed: bool) -> Expression | None:
    if traps.is_number(match.string, match.end()):
        return None
    return _found(match, Stated(int(match["year"]), _number(match["mon"], _MONTH)))


def _month_alone(match: _Match, listed: bool) -> Expression | None:
    sure = match["turn"] or match["part"] or match["turned"]
    if not (sure or traps.is_month(match.string, match.start("mon"), match.end("mon"), listed=listed)):
        return None
    month = _number(match["mon"], _MONTH)
    if match["turned"]:
        return _found(match, Stated(month=month, unit="year", amount=_TURNS[match["turned"]]))
    return _found(match, Stated(month=month, turn=_turn(match)))


def _turn(match: _Match) -> int | None:
    return _TURNS[(match["turn2"] or match["turn"]).lower()] if match["turn"] else None


def _weekday(match: _Match, listed: bool) -> Expression | None:
    if not traps.is_weekday(match.string, match.start("weekday"), match.end("weekday")):
        return None
    weekday = _number(match["weekday"], _WEEKDAY)
    if match["week"]:
        return _found(match, Stated(weekday=weekday, unit="week", amount=_TURNS[match["week"]]))
    return _found(match, Stated(weekday=weekday, turn=_turn(match)))


def _years(match: _Match, listed: bool) -> Expression | None:
    # "1914-18" leaves out the century.
    year, last = int(match["year"]), int(match["year"][: -len(match["last"])] + match["last"])
    if last <= year or last > 2099 or (match["sign"] == "/" and last != year + 1):
        return None
    if traps.is_number(match.string, match.end()):
        return None
    return _found(match, Stated(year, last_year=last))


def _decade(match: _Match, listed: bool) -> Expression:
    year = int(match["year"]) * 10
    # "The 1800s" are the century; of the 2000s nobody can say yet.
    return _found(match, Stated(year, last_year=year + (99 if year % 100 == 0 and year < 2000 else 9)))


def _year(match: _Match, listed: bool) -> Expression | None:
    start, end = match.span("year")
    sure = match["sure"] or traps.is_year(match.string, start, end, listed=listed)
    return _found(match, Stated(int(match["year"]))) if sure and not traps.is_number(match.string, end) else None


def _weekend(match: _Match, listed: bool) -> Expression:
    turn = _turn(match)
    return _found(match, Stated(unit="weekend", amount=turn or 0, turn=turn))


def _unit(match: _Match, listed: bool) -> Expression | None:
    if _before(match)[1] == "the":
        return None
    return _found(match, Stated(unit=cast(Unit, match["unit"]), amount=_TURNS[match["turn"].lower()]))


_DAYS = {"last": -1, "day b": -2, "day a": 2, "yeste": -1, "tomor": 1}


def _hour(match: _Match, listed: bool) -> Expression | None:
    if match["word"] and not traps.is_word(match.string, match.start()):
        return None
    word = " ".join(match[0].lower().split())
    return _found(match, Stated(unit="day", amount=next((n for w, n in _DAYS.items() if word.startswith(w)), 0)))


def _of_the_story(match: _Match, listed: bool) -> Expression | None:
    before = _before(match)
    # "Over the next week" is how long something takes.
    if before[1] != "the" or before[0] in ("in", "over", "during", "for", "within"):
        return None
    return _found(match, Stated(), fault=ELSEWHERE)


def _season(match: _Match, listed: bool) -> Expression:
    return _found(match, Stated(), fault=_SEASON)


_YEAR_TURNED = rf"(?:,?{GAP}(?P<turned>last|this|next){GAP}year(?!\w))?"
# In the order in which they are tried at one place: the longer first.
_FORMS: dict[str, tuple[_Reader, str]] = {
    "iso": (_iso, r"(?P<year>[12][0-9]{3})-(?P<month>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9]|-[0-9])"),
    "numeric": (
        _numeric,
        rf"(?P<one>[0-9]{{1,2}})(?P<sign>[/.-])(?P<two>[0-9]{{1,2}})(?P=sign)(?P<year>{_CENTURY}[0-9]{{2}})"
        r"(?!\w|[/-]|[.,][0-9])",
    ),
    "day first": (_dated, rf"{_ON}(?:{_PART})?(?P<day>{_DAY}){_SECOND}(?:{GAP}of)?{GAP}{_MON}{_OF_YEAR}"),
    "month first": (_dated, rf"{_ON}{_MON}{GAP}(?:the{GAP})?(?P<day>{_DAY}){_SECOND}{_OF_YEAR}"),
    "month": (_month, rf"(?:{_PART})?{_MON},?(?:{GAP}of)?{GAP}(?P<year>{_YEAR})"),
    "month alone": (_month_alone, rf"(?:{_TURN}|(?P<part>{_PART}))?(?P<mon>{_FULL})(?!\w){_YEAR_TURNED}"),
    "weekday": (
        _weekday,
        rf"(?:{_TURN}|(?i:early|late){GAP})?(?P<weekday>{_FULL_WEEKDAY})(?!\w){_HOUR}"
        rf"(?:,?{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week(?!\w))?",
    ),
    "years": (
        _years,
        rf"(?P<year>{_CENTURY}[0-9]{{2}})(?P<sign>[-–/])(?P<last>[0-9]{{2}}|[0-9]{{4}})(?!\w|[-–/.,:][0-9])",
    ),
    "decade": (_decade, rf"(?:{_PART})?(?P<year>{_CENTURY}[0-9])0s(?!\w)"),
    "year": (
        _year,
        rf"(?P<sure>{_PART}|(?i:spring|summer|autumn|fall|winter){GAP}(?:of{GAP})?)?(?P<year>{_YEAR})",
    ),
    "weekend": (_weekend, rf"(?:{_TURN}|(?<=the[ \n]))weekend(?!\w|{GAP}of(?!\w))"),
    "unit": (
        _unit,
        rf"(?:(?i:earlier|later|early|late){GAP})?(?P<turn>(?i:last|this|next)){GAP}(?P<unit>week|month|year)"
        rf"(?!\w|{GAP}of(?!\w))",
    ),
    "season": (_season, rf"(?:(?i:last|next)|[Tt]his(?!{GAP}fall)){GAP}(?:spring|summer|autumn|fall|winter)(?!\w)"),
    "hour": (
        _hour,
        rf"(?:[Ll]ast{GAP}night|[Tt]his{GAP}(?:morning|afternoon|evening)"
        rf"|[Dd]ay{GAP}(?:before{GAP}yesterday|after{GAP}tomorrow)"
        r"|(?P<word>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow))(?!\w)",
    ),
    "of the story": (
        _of_the_story,
        rf"(?:next|following|previous|same){GAP}(?:day|morning|evening|night|week|weekend|month|year)(?!\w)",
    ),
}
_READERS = {form: (reader, re.compile(pattern)) for form, (reader, pattern) in _FORMS.items()}
_OF_FIGURES = ("iso", "numeric", "day first", "years", "decade", "year")
_OF_WORDS = tuple(form for form in _FORMS if form not in ("iso", "numeric", "years"))


def read(text: str, start: int, *, listed: str | None = None) -> Expression | None:
    """The date that begins at `start`; `listed` is the form of the one before it in a list, if it is in one."""
    for form in _OF_FIGURES if text[start : start + 1].isdigit() else _OF_WORDS:
        reader, pattern = _READERS[form]
        match = pattern.match(text, start)
        if match and (found := reader(match, listed == form)):
            return found._replace(form=form)
    return None


def next_beginning(text: str, at: int) -> re.Match[str] | None:
    """The next place from `at` on where a date may begin, at the end of the match, or the unit of a counted time."""
    return (_AT_FIRST.match(text) if at == 0 else None) or _AFTER_SIGN.search(text, max(0, at - 1))
