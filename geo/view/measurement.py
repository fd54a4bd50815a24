"""What the measured pair or path comes to, in words and figures, as plain values for the browser.

A change of the pair moves nothing else to the browser, so what is the same for every pair, such as the claims' quotes,
is in `geo.view.scene`.
"""

import math
from dataclasses import replace
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from geo.measure.geodesy import Geodetic, measure, path
from geo.measure.pairs import all_pairs, first_pairs
from geo.story.model import Claim, Place, Story
from geo.story.verdict import about_pair, distance_findings, judge_between
from geo.view import judgement, stop, wire, wording
from geo.view.link import MAX_VIA, View
from geo.view.working import working

#: Up to so many places the page has all their pairs; of more, those of one place, and the rest in the CSV file.
MAX_PLACES = 60


def measurement(view: View, story: Story) -> wire.Measurement:
    """Measured in a view: the stops, the distance, the claims about the pair, the reference points, the working.

    Every text is in the reader's unit where it has one; the working's numbers are unrounded metres and degrees.
    """
    origin = stop.place(view.origin, story, view.ref_from)
    to = stop.place(view.to, story, view.ref_to)
    stops = [origin, *(stop.place(name, story) for name in view.via), to]
    positions = [place.at for place in stops]
    way = path(positions)
    line = _line(measure(origin.at, to.at), view)
    claims = about_pair(story, view.origin, view.to)
    keys = (view.origin, *view.via, view.to)
    return {
        "stops": [{"key": key, "lon": at.lon, "lat": at.lat} for key, at in zip(keys, positions, strict=True)],
        **line,
        "total": wording.distance(way.total_km, view.unit),
        "legs": [_leg(leg, view) for leg in way.legs] if view.via else [],
        "cautions": _cautions(view, story, stops),
        "measured": _measured(claims, view, origin, to),
        "claims": {claim.id: _judged(claim, view, origin, to, is_measured=True) for claim in claims},
        "points": _points(view, story, claims),
        "working": [value for group in working(origin, to).figures().values() for value in group.values()],
        "legs_m": [leg.distance_km * 1000.0 for leg in way.legs] if view.via else [],
    }


def _leg(line: Geodetic, view: View) -> wire.Leg:
    if line.coincident:
        return {"distance": f"0 {view.unit}", "way": "one point, so no direction"}
    return {
        "distance": wording.distance(line.distance_km, view.unit),
        "way": wording.bearing(line.initial_bearing_deg),
    }


def _line(line: Geodetic, view: View) -> wire.Line:
    turn = abs((line.final_bearing_deg - line.initial_bearing_deg + 180.0) % 360.0 - 180.0)
    turns = not line.coincident and turn >= 1.0
    return {**_leg(line, view), "arriving": wording.whole_degrees(line.final_bearing_deg) if turns else None}


def _cautions(view: View, story: Story, stops: list[Place]) -> list[str]:
    vague = dict.fromkeys(place.name for place in stops if not place.is_spot)
    named = [f"{name} is named only as an area: measured to a point inside it, for orientation." for name in vague]
    suspicions = (stop.suspicion(key, story) for key in (view.origin, *view.via, view.to))
    return named + [sentence for sentence in suspicions if sentence is not None]


def _measured(claims: list[Claim], view: View, origin: Place, to: Place) -> str | None:
    """What the claims about the pair are held against, in words."""
    told = (judgement.measured(judge_between(claim, origin, to), view.unit) for claim in claims if claim.to)
    first = next(filter(None, told), None)
    return first and judgement.in_one_line(first)


def _judged(claim: Claim, view: View, origin: Place, to: Place, *, is_measured: bool) -> wire.Judged:
    """Judge a claim, and say by which numbers.

    The claim is about the view's two ends, which may stand the other way round than in it.
    """
    start, end = (origin, to) if claim.origin == view.origin else (to, origin)
    found = judge_between(claim, start, None if claim.to is None else end)
    return judgement.judged(found, view.unit, is_measured=is_measured)


def all_judged(view: View, story: Story) -> dict[str, wire.Judged]:
    """How each claim of the story fares, by its id, in the form and words of `measurement`.

    Those about the view's pair are held against what the view measures, the others against their own two places.
    """
    found = {}
    for claim in story.claims:
        about = view
        if {claim.origin, claim.to} != {view.origin, view.to}:
            about = replace(view, origin=claim.origin, to=claim.to or claim.origin, ref_from=None, ref_to=None)
        ends = (stop.place(about.origin, story, about.ref_from), stop.place(about.to, story, about.ref_to))
        found[claim.id] = _judged(claim, about, *ends, is_measured=False)
    return found


def _points(view: View, story: Story, claims: list[Claim]) -> wire.Points | None:
    """The distance for each pair of reference points, the span, and the findings that would be others; None for one."""
    rows = [None, *stop.references(view.origin, story)]
    columns = [None, *stop.references(view.to, story)]
    if len(rows) == len(columns) == 1:
        return None
    start = [stop.place(view.origin, story, row) for row in rows]
    end = [stop.place(view.to, story, column) for column in columns]
    table = _all_km(start, end).tolist()
    every = [km for row in table for km in row]
    low, high = (wording.distance(km, view.unit) for km in (min(every), max(every)))
    return {
        "cells": [[wording.distance(km, view.unit) for km in row] for row in table],
        "span": low if low == high else f"{low} to {high}",
        "flips": _flips(claims, view, start, end),
    }


def _all_km(start: list[Place], end: list[Place]) -> NDArray[np.float64]:
    return np.array([[measure(one.at, other.at).distance_km for other in end] for one in start])


def _flips(claims: list[Claim], view: View, start: list[Place], end: list[Place]) -> dict[str, dict[str, list[int]]]:
    """By claim the findings other than that for the places' own points, each with the cells of the table that give it.

    Every cell is measured once in the sense of the claims, however many they are.
    """
    if not all(place.is_spot for place in (*start, *end)):
        return {}
    slack = np.array([[(one.radius_km or 0.0) + (other.radius_km or 0.0) for other in end] for one in start])
    there, back = _all_km(start, end), _all_km(end, start).T
    flips = {}
    confirmed = start[0].checked and end[0].checked
    for claim in claims:
        if claim.to is None:
            continue
        found = distance_findings(claim, there if claim.origin == view.origin else back, slack, confirmed=confirmed)
        others = [finding for finding in dict.fromkeys(found.ravel().tolist()) if finding != found[0, 0]]
        if others:
            flips[claim.id] = {finding: np.flatnonzero(found == finding).tolist() for finding in others}
    return flips


def pairs_of(place: str, story: Story) -> wire.Pairs:
    """All pairs with kilometres and bearing (None for one point); in a large story those of one place.

    That is `of` then, and None otherwise. Where `place` is none of the story's, it is the first of them.
    """
    places = sorted(story.places, key=lambda other: story.number[other.id])
    large = len(places) > MAX_PLACES
    if large:
        places.sort(key=lambda other: other.id != place)
    found = (first_pairs if large else all_pairs)([other.at for other in places])
    rows: list[wire.Pair] = [
        {
            "origin": places[origin].id,
            "to": places[to].id,
            "km": km,
            "degrees": None if math.isnan(bearing) else bearing,
        }
        for origin, to, km, bearing in zip(*(column.tolist() for column in found[:4]), strict=True)
    ]
    return {"of": places[0].id if large else None, "rows": rows}


def itinerary(story: Story) -> tuple[str, ...]:
    """The spots of the story in time order, as stops; two events in a row at one place make one stop.

    Places of which only a country or region is named are none. A long story has as many as a link can carry; one with a
    single spot has it twice.
    """
    spots = [event.place for event in story.events if event.place is not None and story.place[event.place].is_spot]
    stops = [name for name, _ in groupby(spots)][: MAX_VIA + 2] or [story.opening.origin, story.opening.to]
    return tuple(stops if len(stops) > 1 else stops * 2)
