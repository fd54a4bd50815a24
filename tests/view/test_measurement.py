"""What the panel of distances gets: words and figures of a pair or path, in the reader's unit."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from geo.measure import geodesy
from geo.measure.geodesy import measure
from geo.story.verdict import judge_between
from geo.view import stop
from geo.view.link import UNITS, View
from geo.view.measurement import MAX_PLACES, all_judged, itinerary, measurement, pairs_of
from tests.many_places import many_places


@pytest.fixture
def view(story):
    return View.opening(story)


def test_opening_is_465_km_to_the_southwest(view, story):
    found = measurement(view, story)
    assert (found["distance"], found["way"], found["arriving"]) == ("465 km", "southwest · 230°", 228)
    assert found["legs"] == []
    assert found["claims"]["news-465"] == {
        **{"finding": "agrees", "verdict": "agrees", "direction": "direction right"},
        "told": "the straight line is 0.5\xa0km shorter, under 1\xa0%; claimed: 442 to 488\xa0km",
    }
    assert found["measured"] == "465\xa0km in a straight line (445 to 485, given the size of both towns)"
    alone = all_judged(view, story)["news-465"]["told"]
    assert alone == f"{found['measured']}; {found['claims']['news-465']['told']}"
    longer = {"finding": "longer", "verdict": "59 % longer"}
    assert longer.items() <= found["claims"]["morocco-740"].items()
    assert found["working"][0] == 464548.001673557


def test_values_survive_json_and_are_small(view, story):
    found = measurement(view, story)
    assert json.loads(json.dumps(found)) == found
    assert len(json.dumps(found, ensure_ascii=False).encode()) < 2400


def test_swapped_pair_changes_the_line_and_no_finding_on_any_claim(view, story):
    there = measurement(view, story)
    back = measurement(replace(view, origin=view.to, to=view.origin), story)
    assert back["way"] == "northeast · 48°"
    assert back["claims"] == there["claims"]


def test_readers_unit_changes_no_finding_and_no_number_of_the_working(view, story):
    found = [measurement(replace(view, unit=unit), story) for unit in UNITS]
    assert [f["distance"] for f in found] == ["465 km", "289 mi", "251 nmi"]
    for other in found[1:]:
        for one, same in zip(found[0]["claims"].values(), other["claims"].values(), strict=True):
            assert same | {"told": one["told"]} == one
        assert other["working"] == found[0]["working"]


def test_one_point_twice_is_0_km_and_no_direction(view, story):
    found = measurement(replace(view, to=view.origin), story)
    assert (found["distance"], found["way"], found["arriving"]) == ("0 km", "one point, so no direction", None)
    assert found["working"][:3] == [0, None, None]


def test_path_has_each_leg_and_their_total_and_the_straight_line_beside(view, story):
    found = measurement(replace(view, via=("geneva", "@27.3,33.8")), story)
    assert [stop["key"] for stop in found["stops"]] == ["tripoli", "geneva", "@27.3,33.8", "ghadames"]
    assert len(found["legs"]) == 3
    assert found["total"] == f"{sum(found['legs_m']) / 1000:,.0f} km"
    assert found["distance"] == "465 km"


def test_country_is_measured_for_orientation_and_said_so(view, story):
    found = measurement(replace(view, to="libya"), story)
    assert found["cautions"] == [
        "Libya is named only as an area: measured to a point inside it, for orientation.",
    ]


def test_exchanged_numbers_are_suspected_in_a_caution(view, story):
    (caution,) = measurement(replace(view, to="@-7.15,33.79"), story)["cautions"]
    assert "swapped, 33.79,-7.15, the numbers lie near Bouznika" in caution


def test_reference_points_show_the_span_and_which_verdicts_would_flip(view, story):
    points = measurement(view, story)["points"]
    assert points["cells"][0][0] == "465 km"
    assert points["span"] == "430 km to 471 km"
    assert [len(row) for row in points["cells"]] == [3, 3, 3]
    # From the international airport to the eastern one it is 430 km: with 2 km either way, less than 442.
    longer = {"longer": [7]}
    assert points["flips"] == {"news-465": longer, "encyclopedia-462": longer}


def test_each_pair_of_positions_is_measured_once_however_many_claims_there_are(view, story, monkeypatch):
    first = story.claims[0]
    sense = ({}, {"origin": first.to, "to": first.origin})
    many = replace(story, claims=tuple(replace(first, id=f"c{i}", **sense[i % 2]) for i in range(60)))
    asked = Counter()
    inverse = geodesy.geodesic

    def counted(start, end):
        asked[start, end] += 1
        return inverse(start, end)

    monkeypatch.setattr(geodesy, "geodesic", counted)
    measure.cache_clear()
    found = measurement(view, many)
    assert len(found["claims"]) == 60
    assert asked.total() == len(asked) == 2 * 9
    all_judged(view, many)
    measurement(replace(view, unit="mi"), many)
    assert asked.total() == 2 * 9


def test_table_of_reference_points_has_the_verdicts_of_each_pair_of_them(view, story):
    first = story.claims[0]
    turned = replace(first, id="turned", origin=first.to, to=first.origin)
    both = replace(story, claims=(*story.claims, turned))
    flips = measurement(view, both)["points"]["flips"]
    assert "turned" in flips
    rows, columns = ([None, *stop.references(place, story)] for place in (view.origin, view.to))
    for claim in both.claims:
        ends = [
            [(stop.place(view.origin, story, row), stop.place(view.to, story, column)) for column in columns]
            for row in rows
        ]
        found = {
            (i, j): judge_between(claim, *(pair if claim.origin == view.origin else pair[::-1])).distance
            for i, row in enumerate(ends)
            for j, pair in enumerate(row)
        }
        others = {
            divmod(cell, len(columns)): finding for finding, cells in flips.get(claim.id, {}).items() for cell in cells
        }
        assert others == {cell: finding for cell, finding in found.items() if finding != found[0, 0]}


def test_chosen_reference_points_are_measured_and_judged(view, story):
    found = measurement(replace(view, ref_from="international", ref_to="east-airport"), story)
    assert found["distance"] == "430 km"
    assert found["claims"]["news-465"]["finding"] == "longer"
    assert found["points"]["cells"][0][0] == "465 km"


def test_places_without_reference_points_have_no_table(view, story):
    assert measurement(replace(view, origin="geneva", to="hurghada"), story)["points"] is None


def test_itinerary_is_the_spots_in_time_order(story):
    assert itinerary(story) == ("tripoli", "bouznika", "montreux", "hurghada", "geneva", "ghadames", "gammarth")


def test_itinerary_of_a_story_without_spots_or_with_one_is_still_a_pair(story):
    assert itinerary(replace(story, events=())) == ("tripoli", "ghadames")
    assert itinerary(replace(story, events=(story.event["ghadames"],))) == ("ghadames", "ghadames")


def test_all_pairs_are_the_geodesics_between_all_places(story):
    found = pairs_of("tripoli", story)
    assert found["of"] is None
    assert len(found["rows"]) == 66
    rows = {(row["origin"], row["to"]): (row["km"], row["degrees"]) for row in found["rows"]}
    line = measure(story.place["tripoli"].at, story.place["ghadames"].at)
    km, bearing = rows["tripoli", "ghadames"]
    assert km == pytest.approx(line.distance_km, abs=1e-9)
    assert bearing == pytest.approx(line.initial_bearing_deg, abs=1e-9)


def test_large_story_has_the_pairs_of_one_place():
    from geo.story import geojson

    large = geojson.read(many_places(MAX_PLACES + 1))
    found = pairs_of("p7", large)
    assert found["of"] == "p7"
    assert {row["origin"] for row in found["rows"]} == {"p7"}
    assert len(found["rows"]) == MAX_PLACES
    assert pairs_of("@1,2", large)["of"] == "p0"


def test_every_claim_is_judged_as_for_its_own_pair_whichever_pair_is_measured(story):
    opening = View.opening(story)
    own = all_judged(opening, story)
    assert list(own) == [claim.id for claim in story.claims]
    assert all_judged(replace(opening, origin="geneva", to="hurghada"), story) == own
    other_way = replace(opening, origin=opening.to, to=opening.origin, ref_to="mitiga")
    for view in (opening, other_way):
        found = measurement(view, story)
        with_line = {
            name: claim | {"told": f"{found['measured']}; {claim['told']}"} for name, claim in found["claims"].items()
        }
        assert all_judged(view, story) == with_line
