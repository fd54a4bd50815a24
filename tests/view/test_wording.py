"""Dates, distances and directions in words and figures."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.measure.geodesy import LonLat
from geo.story.members import PLACE
from geo.story.model import KM_PER, Precision, Quantity, Source, Unit
from geo.story.verdict import Interval
from geo.view import wording
from geo.view.link import UNITS


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        *((0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.5, 0, "-3"), (2.4999, 0, "2")),
        # Halves as written, which binary fractions do not hold: round() makes 2.67 and 1.0 of these.
        *((2.675, 2, "2.68"), (1.05, 1, "1.1"), (464.55, 1, "464.6"), (15507.2, -1, "1.551E+4")),
    ],
)
def test_halves_are_rounded_away_from_zero(value, places, expected):
    assert wording.round_half_up(value, places) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        ("2011", "2011", "2011"),
        ("2020-09", "September 2020", "Sep"),
        ("2020-05", "May 2020", "May"),
        ("2020-10-23", "23 October 2020", "23 Oct"),
        ("2020-11-02/2020-11-04", "2–4 November 2020", "2–4 Nov"),
        ("2020-10-28/2020-11-03", "28 October – 3 November 2020", "28 Oct – 3 Nov"),
        ("2019-12-30/2020-01-02", "30 December 2019 – 2 January 2020", "30 Dec 2019 – 2 Jan"),
        ("2019-11-02/2020-11-04", "2 November 2019 – 4 November 2020", "2 Nov 2019 – 4 Nov"),
        ("2019-11/2020-11", "November 2019 – November 2020", "Nov 2019 – Nov"),
        ("2020-04/2020-06", "April – June 2020", "Apr–Jun"),
        ("2019-04/2020-06", "April 2019 – June 2020", "Apr 2019 – Jun"),
        ("2020-09/2020-09-10", "September – 10 September 2020", "Sep – 10 Sep"),
        ("2014/2020", "2014–2020", "2014–2020"),
        ("2020-11-02/2020-11-02", "2 November 2020", "2 Nov"),
    ],
)
def test_date_is_said_as_precisely_as_it_is_known(text, long, short):
    assert wording.date(When.parse(text)) == long
    assert wording.date(When.parse(text), short=True) == short


@given(st.dates(), st.dates())
def test_date_names_every_part_of_both_ends_or_shares_it(one, other):
    first, last = sorted((one, other))
    said = wording.date(When.parse(f"{first.isoformat()}/{last.isoformat()}"))
    words = re.split(r" – |–| ", said)
    assert {str(first.day), str(last.day), str(first.year), str(last.year)} <= set(words)
    assert {f"{day:%B}" for day in (first, last)} <= set(words)


@pytest.mark.parametrize(
    ("km", "unit", "said"),
    [
        *((0, "km", "0.0 km"), (0.04, "km", "0.0 km"), (0.05, "km", "0.1 km"), (9.94, "km", "9.9 km")),
        *((9.95, "km", "10 km"), (10.49, "km", "10 km"), (10.5, "km", "11 km"), (464.55, "km", "465 km")),
        *((999.5, "km", "1,000 km"), (9999.4, "km", "9,999 km"), (9999.5, "km", "10,000 km")),
        *((15507.2, "km", "15,510 km"), (20003.9, "km", "20,000 km")),
        *((464.55, "mi", "289 mi"), (464.55, "nmi", "251 nmi"), (1.609344, "mi", "1.0 mi"), (1.852, "nmi", "1.0 nmi")),
    ],
)
def test_distance_has_whole_units_from_10_up_and_at_most_four_figures(km, unit, said):
    assert wording.distance(km, unit) == said


@given(st.floats(0, 20_004), st.sampled_from(UNITS))
def test_distance_said_is_within_half_its_last_figure(km, unit):
    figures, said_unit = wording.distance(km, unit).split()
    value, told = km / KM_PER[unit], float(figures.replace(",", ""))
    assert said_unit == unit
    assert abs(told - value) <= (0.05 if told < 10 else 0.5 if told < 10_000 else 5) + 1e-9
    assert len(figures.replace(",", "").replace(".", "").rstrip("0")) <= 4


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (465, 465, "465 km"),
        (4.5, 4.5, "4.5 km"),
        (1000, 1200.5, "1,000 to 1,200.5 km"),
        (0, 1, "0 to 1 km"),
        (20_004_000, 20_004_000, "20,004,000 km"),
    ],
)
def test_quantity_is_said_as_it_was_stated(low, high, said):
    for unit in get_args(Unit):
        assert wording.quantity(Quantity(low, high, unit)) == said.replace("km", unit)


@pytest.mark.parametrize(
    ("degrees", "said"),
    [(229.9, "southwest · 230°"), (359.6, "north · 0°"), (0.5, "north · 1°"), (11.25, "north-northeast · 11°")],
)
def test_bearing_is_said_with_its_wind_and_below_360(degrees, said):
    assert wording.bearing(degrees) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (LonLat(13.18733, 32.88743), "32.88743° N, 13.18733° E"),
        (LonLat(-7.15968, -33.7), "33.70000° S, 7.15968° W"),
        (LonLat(0, 0), "0.00000° N, 0.00000° E"),
    ],
)
def test_position_is_said_latitude_first_with_hemispheres(at, said):
    assert wording.position(at) == said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((441.75, 488.25), (444.5, 484.5), ("442–488 km", "445–485 km")),
        ((461.5, 462.5), (0, 20), ("461.5–462.5 km", "0–20 km")),
        ((0.345, 0.355), (464.5, 464.5), ("0.345–0.355 km", "464.5 km")),
        ((0, 440.2), (440.4, 480), ("0.0–440.2 km", "440.4–480.0 km")),
        ((9000, 11_000), (0, 0), ("9,000–11,000 km", "0.0 km")),
    ],
)
def test_intervals_are_said_as_finely_as_they_are_wide_and_apart(one, other, said):
    assert wording.spans(Interval(*one), Interval(*other)) == said
    assert wording.spans(Interval(*other), Interval(*one)) == said[::-1]


@given(*[st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(sorted)] * 2)
def test_two_intervals_are_said_to_meet_just_where_they_do(one, other):
    # Thousandths of a kilometre: metres.
    intervals = [Interval(low / 1000, high / 1000) for low, high in (one, other)]
    said = [[float(end) for end in re.findall(r"[0-9.]+", text.replace(",", ""))] for text in wording.spans(*intervals)]
    assert Interval(said[0][0], said[0][-1]).meets(Interval(said[1][0], said[1][-1])) == intervals[0].meets(
        intervals[1]
    )
    for interval, ends in zip(intervals, said, strict=True):
        assert (ends[0], ends[-1]) == pytest.approx(interval, abs=max((interval.high - interval.low) / 20, 0.05) + 1e-9)


def test_source_is_said_by_its_publisher_or_title_and_its_date():
    bare = Source(id="a", title="A title")
    assert wording.source(bare) == "A title"
    assert wording.source(replace(bare, publisher="Herald")) == "Herald"
    assert wording.source(replace(bare, publisher="Herald", date=When.parse("2020-11"))) == "Herald, November 2020"


@pytest.mark.parametrize(
    ("status", "said_by", "said"),
    [
        *(("happened", "article", "happened"), ("announced", "article", "announced")),
        *(
            ("happened", "added", "happened · not in the article"),
            ("announced", "added", "announced · not in the article"),
        ),
    ],
)
def test_standing_says_whether_it_happened_and_whether_the_article_tells_it(story, status, said_by, said):
    event = replace(story.events[0], status=status, said_by=said_by)
    assert wording.standing(event, "article") == said
    assert wording.standing(event, "sources") == ("announced" if status == "announced" else "")


def test_every_precision_and_unit_has_words():
    assert PLACE.member("precision").options.keys() == set(get_args(Precision))
    assert wording.UNIT_NAMES.keys() == KM_PER.keys()


def test_event_tells_all_its_sources_and_names_unless_they_are_more_than_there_is_room_for(story):
    for event in story.events:
        assert wording.told_sources(event, story) == ([story.source[name] for name in event.sources], 0)
    for place in story.places:
        assert wording.told_names(place, story) == (list(place.names.items()), 0)
    long = replace(story.sources[0], title="t" * 200, publisher="p" * 200, url="http://a/" + "x" * 1991)
    many = replace(story.events[0], sources=(long.id,) * 300)
    cited = replace(story, sources=(long,), events=(many,))
    assert wording.told_sources(many, cited) == ([long] * 4, 296)
    crowd = replace(cited, events=tuple(replace(many, id=f"e{i}") for i in range(10_000)))
    assert wording.told_sources(many, crowd) == ([long], 299)
    place = replace(story.places[0], names={f"aa-{i}": "name" for i in range(100)})
    shown, left = wording.told_names(place, crowd)
    assert (len(shown) + left, left > 50) == (100, True)
    assert shown == list(place.names.items())[: len(shown)]
