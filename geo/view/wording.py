"""How the page says dates, distances and directions in words and figures; `judgement` says verdicts.

Texts from here are fixed words and numbers; they still go through `geo.base.markup` like any other text.
"""

import calendar
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate, islice, takewhile

from geo.base import clock
from geo.base.edtf import EdtfDate, When
from geo.measure.geodesy import LonLat, compass, measure
from geo.story.interval import Interval
from geo.story.members import PLACE
from geo.story.model import KM_PER, BasedOn, Event, Place, Quantity, Source, Story, Unit
from geo.view.link import ReaderUnit

_MONTHS = tuple(calendar.month_name)[1:]
_SEASONS = ("spring", "summer", "autumn", "winter")
#: How a date is said that is uncertain, approximate or both.
_MARKED: Mapping[str, str] = {"": "{}", "?": "{} (uncertain)", "~": "about {}", "%": "about {} (uncertain)"}
# A millimetre: no position is known as well.
_MAX_PLACES = 6
# What every event repeats, its sources and the names of its place, has room for so many characters in all events
# together, and in one: else 4 MB of a file could make gigabytes of text.
_TOLD_ALL, _MAX_TOLD, _MIN_TOLD = 2_500_000, 10_000, 250
UNIT_NAMES: dict[Unit, str] = {
    **{"km": "kilometres", "mi": "miles", "nmi": "nautical miles"},
    **{"m": "metres", "ft": "feet", "yd": "yards"},
}
#: What is said of a place that nobody has confirmed.
UNCHECKED = "position not checked"
#: What the signs of a map mean, in the order of its legend.
LEGEND: dict[str, str] = {
    "named": "Named in the article",
    "added": "Added from other sources",
    "region": "Region only; exact place not given",
    "country": "Country only; exact place not given",
    "area": "A sea, a river or an area",
    "cluster": "Several places; press to come closer",
    "measured": "Straight line, not a route",
    "claimed": "Where the claim would put it",
}


def round_half_up(value: float, places: int = 0) -> Decimal:
    """The value rounded to so many decimals, halves away from zero; never up as such."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def moment(event: Event, *, short: bool = False) -> str:
    """The date of an event, and its time of day where that is known; empty where there is no date."""
    if event.when is None:
        return ""
    return date(event.when, short=short) + (f", {clock.words(event.time)}" if event.time else "")


def known_as(place: Place, country: str | None = None) -> str:
    """How exactly a place is known, in words, with the name of the country that it is in.

    >>> from geo.measure.geodesy import LonLat
    >>> given = {"id": "x", "name": "x", "at": LonLat(0, 0), "radius_km": None, "country": None, "position_source": "x"}
    >>> known_as(Place(precision="town", **given), "Germany"), known_as(Place(precision="region", **given), "Libya")
    ('a town, Germany', 'region only, Libya; exact place not given')
    """
    words, mark, more = PLACE.member("precision").options[place.precision].partition(";")
    known = f"{words}, {country}{mark}{more}" if country else f"{words}{mark}{more}"
    return known if place.checked else f"{known}; {UNCHECKED}"


def _date(date: EdtfDate, month: int, year: int | None, short: bool) -> str:
    """One date; leaves out the month or year where they are the ones given (0 and None for none)."""
    parts = []
    if date.any_day:
        parts.append("some day in" if date.month else "some day of")
    elif date.any_month:
        parts.append("some month of")
    if date.day is not None:
        parts.append(str(date.day))
    if date.season is not None:
        parts.append(_SEASONS[date.season - 1])
    elif date.month is not None and (date.month, date.year) != (month, year):
        name = _MONTHS[date.month - 1]
        parts.append(name[:3] if short else name)
    if date.year != year or date.month is None:
        parts.append(_year(date))
    return _MARKED[date.mark].format(" ".join(parts))


def _year(date: EdtfDate) -> str:
    """A year in words: "2011", "44 BC", "the 2010s", "2000 to 2099"."""
    if date.years == 10 and date.year > 0:
        return f"the {date.year}s"
    if date.years > 1:
        first, last = (
            (date.year, date.year + date.years - 1) if date.year >= 0 else (date.year - date.years + 1, date.year)
        )
        return f"{_year(replace(date, year=first, years=1))} to {_year(replace(date, year=last, years=1))}"
    return str(date.year) if date.year > 0 else f"{1 - date.year:,} BC"


def year(when: When) -> str:
    """The year under which a date stands on a timeline: that of its end.

    >>> year(When.parse("2019-12-30/2020-01-02")), year(When.parse("-0043"))
    ('2020', '44 BC')
    """
    return _year(when.end)


def date(when: When, *, short: bool = False) -> str:
    """A date or span as precisely as it is known and no more; short without the year, for under a heading that has it.

    >>> date(When.parse("2020-11-02/2020-11-04")), date(When.parse("2020-09")), date(When.parse("2011"))
    ('2–4 November 2020', 'September 2020', '2011')
    >>> date(When.parse("2020-10-28/2020-11-03")), date(When.parse("2020-11-02/2020-11-04"), short=True)
    ('28 October – 3 November 2020', '2–4 Nov')
    """
    end = _date(when.end, 0, when.end.year if short else None, short)
    if when.opens or when.closes:
        return f"until {end}" if when.opens else f"from {end} on"
    if when.begin == when.end:
        return end
    same_month = (
        not when.begin.mark + when.end.mark
        and when.begin.day is not None
        and (when.begin.month, when.begin.year) == (when.end.month, when.end.year)
    )
    month = when.end.month or 0
    begin = _date(when.begin, month if same_month else 0, when.end.year, short)
    dash = " to " if " to " in begin + end else "–" if same_month or " " not in begin + end else " – "
    return f"{begin}{dash}{end}"


def distance(km: float, unit: ReaderUnit) -> str:
    """A distance as prose has it: whole units from 10 up, one decimal below, at most four significant figures.

    >>> distance(464.5, "km"), distance(9.96, "km"), distance(15507.2, "km"), distance(464.1, "mi")
    ('465 km', '10 km', '15,510 km', '288 mi')
    """
    value = km / KM_PER[unit]
    if value < 9.95:
        return f"{round_half_up(value, 1)} {unit}"
    if value >= 9999.5:
        return f"{round_half_up(value, -1):,f} {unit}"
    return f"{round_half_up(value):,} {unit}"


def quantity(stated: Quantity) -> str:
    """A claim's value or range, as it was stated."""
    low, high = (f"{value:,.10g}" for value in (stated.low, stated.high))
    return f"{low} {stated.unit}" if low == high else f"{low} to {high} {stated.unit}"


def bearing(degrees: float) -> str:
    """A bearing with its compass word: "southwest · 230°"; 359.6 degrees are 0."""
    return f"{compass(degrees)} · {whole_degrees(degrees)}°"


def whole_degrees(bearing_deg: float) -> int:
    """A bearing in whole degrees, from 0 to 359."""
    return int(round_half_up(bearing_deg)) % 360


def position(at: LonLat) -> str:
    """A position as people read it: latitude first, with letters for the hemispheres.

    >>> position(LonLat(-7.15968, 33.78942))
    '33.78942° N, 7.15968° W'
    """
    return f"{abs(at.lat):.5f}° {'S' if at.lat < 0 else 'N'}, {abs(at.lon):.5f}° {'W' if at.lon < 0 else 'E'}"


def percent(value: float) -> str:
    """How far off a claim is: whole per cent, and "under 1 %" where that would say 0."""
    whole = abs(round_half_up(value))
    return f"{whole:,} %" if whole else "under 1 %"


def spans(one: Interval, other: Interval, unit: ReaderUnit = "km") -> tuple[str, str]:
    """Two intervals to a tenth of the width, or finer so that they are seen to meet just where they do.

    >>> spans(Interval(441.75, 488.25), Interval(444.5, 484.5)), spans(Interval(0.0, 440.2), Interval(440.4, 480.4))
    (('442–488 km', '445–485 km'), ('0.0–440.2 km', '440.4–480.4 km'))
    """
    ends = [Interval(*(end / KM_PER[unit] for end in interval)) for interval in (one, other)]
    for places in range(_MAX_PLACES + 1):
        a, b = (_rounded(interval, max(places, _places(interval))) for interval in ends)
        if one.meets(other) == (a[0] <= b[1] and b[0] <= a[1]):
            break
    return f"{_span(*a)} {unit}", f"{_span(*b)} {unit}"


def _places(interval: Interval) -> int:
    """The decimals in which a tenth of an interval's width shows; one for a single point."""
    width = interval.high - interval.low
    # Rounded, because the width of 461.5 to 462.5 is a hair off one.
    return min(max(math.ceil(round(1.0 - math.log10(width), 6)), 0), _MAX_PLACES) if width > 0.0 else 1


def _rounded(interval: Interval, places: int) -> tuple[Decimal, Decimal]:
    return round_half_up(interval.low, places), round_half_up(interval.high, places)


def _span(low: Decimal, high: Decimal) -> str:
    return f"{low:,f}–{high:,f}" if low < high else f"{low:,f}"


def pair(event: Event, story: Story) -> str:
    """What is measured with an event, in a line; empty where it names no pair of its own."""
    if event.origin is None or event.to is None:
        return ""
    one, other = story.place[event.origin], story.place[event.to]
    line = measure(one.at, other.at)
    way = "" if line.coincident else f", {bearing(line.initial_bearing_deg)}"
    return f"{one.name} to {other.name}: {distance(line.distance_km, 'km')}{way}"


def source(cited: Source) -> str:
    """A source in a line, by its publisher if it has one, else by its title, and its date."""
    name = cited.publisher or cited.title
    return f"{name}, {date(cited.date)}" if cited.date else name


def legend(story: Story) -> Mapping[str, str]:
    """What the signs of a story's map mean: those that speak of an article only where there is one."""
    return LEGEND if story.based_on == "article" else LEGEND | {"named": "A place of the story"}


def standing(event: Event, based_on: BasedOn) -> str:
    """Whether an event had happened or was to come when the article was written, and who tells it.

    Of a story that is not based on an article only what was still to come is said.
    """
    told = "announced" if event.status == "announced" else "happened"
    if based_on != "article":
        return told if event.status == "announced" else ""
    return f"{told} · not in the article" if event.said_by == "added" else told


def told_sources(event: Event, story: Story) -> tuple[list[Source], int]:
    """The sources that an event is told with, and how many more it has: in a long story there is less room for each."""
    cited = [story.source[name] for name in event.sources[:_MAX_TOLD]]
    count = _fitting((len(one.title) + len(one.publisher or "") + len(one.url or "") for one in cited), story)
    return cited[:count], len(event.sources) - count


def more_sources(count: int) -> str:
    """What stands in place of the sources that are not told."""
    return f"{count:,} more in the story file"


def told_names(place: Place, story: Story) -> tuple[list[tuple[str, str]], int]:
    """The names in other languages that a place is told with wherever an event is there, and how many more it has."""
    count = _fitting((len(tag) + len(name) for tag, name in place.names.items()), story)
    return list(islice(place.names.items(), count)), len(place.names) - count


def _fitting(sizes: Iterable[int], story: Story) -> int:
    """How many of the texts of these sizes, one at least, an event has room for."""
    room = min(_MAX_TOLD, max(_TOLD_ALL // len(story.events), _MIN_TOLD))
    return sum(1 for _ in takewhile(lambda one: one[0] == 0 or one[1] <= room, enumerate(accumulate(sizes))))
