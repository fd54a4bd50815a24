"""The measured pair: distance, direction, who says otherwise, and all pairs of the story."""

from functools import lru_cache
from itertools import combinations

import streamlit as st

from geo import wording
from geo.escape import markup
from geo.geodesy import Geodetic, measure
from geo.page import browser, state
from geo.page.opened import Opened
from geo.story import Claim, Story
from geo.verdict import about_pair, judge
from geo.view import UNITS, ReaderUnit, View

#: The table of all pairs grows with the square of the places; 40 make 780 rows.
_PAIRS_OF_MOST = 40

_RULE = """<details class="dl-rule"><summary>How this is judged</summary>
<p>Two intervals are compared. <b>The claim’s</b>: its value plus or minus half the step in which it is stated (465: 5;
460: 10; 500: 50), then its hedge: “some”, “about”, “roughly” widen it to at least 5 % each way, “nearly” means 0.9 to 1
times, “more than” 1 to 1.2 times, “up to” 0 to 1 times the value. Of two units the narrower counts. <b>The
measured</b>: the WGS 84 geodesic plus or minus the radius in which each place may be meant.</p>
<p>Where they meet, the claim <b>agrees</b>. Above, it is <b>longer</b>: a road may be that long, the straight line is
not. Below, it is <b>shorter</b>: no path over the earth is that short. Per cent compare the claim’s value with the
geodesic. Where only a region or country is named, nobody <b>can tell</b>. A direction agrees within its word’s sector
and is borderline up to 11.25° beyond.</p></details>"""


def _headline(line: Geodetic, view: View, story: Story) -> str:
    if line.coincident:
        return '<p class="dl-figure"><b>0 km</b> one point, so no direction</p>'
    final = ""
    turn = abs((line.final_bearing_deg - line.initial_bearing_deg + 180.0) % 360.0 - 180.0)
    if turn >= 1.0:
        final = (
            f'<span class="dl-small"> arriving at {int(wording.round_half_up(line.final_bearing_deg)) % 360}°</span>'
        )
    vague = [story.place[name] for name in (view.origin, view.to) if not story.place[name].is_spot]
    caution = "".join(
        f'<p class="dl-small"><bdi>{markup(place.name)}</bdi> is a {place.precision}: measured to a point inside it, '
        "for orientation.</p>"
        for place in vague
    )
    return (
        f'<p class="dl-figure"><b>{wording.distance(line.distance_km, view.unit)}</b> '
        f"{wording.bearing(line.initial_bearing_deg)}{final}</p>{caution}"
    )


def _claim_row(claim: Claim, story: Story, unit: ReaderUnit) -> str:
    found = judge(claim, story)
    cited = story.source[claim.source]
    name = "the article" if cited is story.article else f"<bdi>{markup(cited.publisher or cited.title)}</bdi>"
    if cited.url:
        name = f'<a href="{markup(cited.url)}" target="_blank">{name}</a>'
    measured_as = wording.distance(found.line.distance_km, unit)
    stated = wording.quantity(claim.stated) + (f" ({wording.quantity(claim.also)})" if claim.also else "")
    numbers = f"{stated}, measured {measured_as}{_difference(claim, found.line, unit)}"
    if claim.direction:
        numbers += f" · {wording.direction(found, claim.direction)}"
    tone = {"agrees": "dl-agrees", "cannot tell": "dl-muted"}.get(found.distance, "dl-off")
    return (
        f'<li><q lang="{markup(story.lang)}">{markup(claim.quote)}</q>'
        f'<strong class="{tone}" title="{wording.meaning(found)}">{wording.verdict(found)}</strong>'
        f'<span class="dl-small">{name}: {numbers}</span></li>'
    )


def _difference(claim: Claim, line: Geodetic, unit: ReaderUnit) -> str:
    low, high = claim.stated.in_km
    if low <= line.distance_km <= high:
        return ""
    gap = low - line.distance_km if low > line.distance_km else high - line.distance_km
    return f", {'+' if gap > 0 else '−'}{wording.distance(abs(gap), unit)}"


@lru_cache(maxsize=16)
def _all_pairs(opened: Opened, unit: ReaderUnit) -> str:
    story = opened.story
    places = sorted(story.places, key=lambda place: story.number[place.id])[:_PAIRS_OF_MOST]
    rows = []
    for one, other in combinations(places, 2):
        line = measure(one.at, other.at)
        way = "one point" if line.coincident else wording.bearing(line.initial_bearing_deg)
        mark = "" if one.is_spot and other.is_spot else " *"
        rows.append(
            f"<tr><td><bdi>{markup(one.name)}</bdi></td><td><bdi>{markup(other.name)}</bdi></td>"
            f"<td>{wording.distance(line.distance_km, unit)}{mark}</td><td>{way}</td></tr>"
        )
    left_out = len(story.places) - len(places)
    more = f" The first {len(places)} places are paired; {left_out:,} more are left out." if left_out else ""
    return (
        '<details class="dl-pairs"><summary>All pairs</summary><div class="dl-scroll" tabindex="0" role="region" '
        'aria-label="Distances of all pairs"><table><thead><tr><th scope="col">From</th><th scope="col">To</th>'
        f'<th scope="col">Distance</th><th scope="col">Direction</th></tr></thead><tbody>{"".join(rows)}</tbody>'
        '</table></div><p class="dl-small">Straight lines (geodesics), not routes. * Only a region or country is '
        f"named: measured to a point inside it, for orientation.{more}</p></details>"
    )


@st.fragment
def distances_section(opened: Opened) -> None:
    """From, to and unit, and what follows from them; reruns alone when one of them changes."""
    story = opened.story
    names = {place.id: place.name for place in story.places}
    ordered = sorted(names, key=story.number.__getitem__)

    def taken() -> None:
        state.take_widgets(story)

    def swapped() -> None:
        view = state.current()
        state.change(story, origin=view.to, to=view.origin)

    st.html("<h2>Distance</h2>")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="pair"):
        st.selectbox("From", ordered, key="from", format_func=names.__getitem__, on_change=taken)
        st.button("Swap", key="swap", on_click=swapped)
        st.selectbox("To", ordered, key="to", format_func=names.__getitem__, on_change=taken)
        st.segmented_control("Unit", UNITS, key="unit", required=True, on_change=taken)
    view = state.current()
    line = measure(story.place[view.origin].at, story.place[view.to].at)
    claims = "".join(_claim_row(claim, story, view.unit) for claim in about_pair(story, view.origin, view.to))
    found = (
        f'<ul class="dl-claims">{claims}</ul>'
        if claims
        else '<p class="dl-small">No published claim about this pair.</p>'
    )
    st.html(f"{_headline(line, view, story)}{found}{_RULE}")
    st.html(_all_pairs(opened, view.unit))
    browser.tell(story, "pair", "unit")
