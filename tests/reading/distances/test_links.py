"""The words between a length and a place: directions, and words such as "off" and "from"."""

import pytest

from geo.measure.geodesy import COMPASS_POINTS
from geo.reading.distances.links import link_after, link_before, link_between

LINKS = {
    " from Tripoli": (None, "Tripoli"),
    " off Malta": (None, "Malta"),
    " off the coast of Libya": (None, "the coast of Libya"),
    " outside Tripoli": (None, "Tripoli"),
    " outside of Tripoli": (None, "Tripoli"),
    " inside the border": (None, "the border"),
    " short of Kyiv": (None, "Kyiv"),
    " beyond Arlit": (None, "Arlit"),
    " past Arlit": (None, "Arlit"),
    " into Chad": (None, "Chad"),
    " behind the front line": (None, "the front line"),
    " across the border": (None, "the border"),
    " between Tripoli and Ghadames": (None, "Tripoli and Ghadames"),
    " southwest of Tripoli": ("southwest", "Tripoli"),
    " south-west of Tripoli": ("southwest", "Tripoli"),
    " south west of Tripoli": ("southwest", "Tripoli"),
    " South-West of Tripoli": ("southwest", "Tripoli"),
    " SW of Tripoli": ("southwest", "Tripoli"),
    " SOUTH OF TRIPOLI": ("south", "TRIPOLI"),
    " N of Tripoli": ("north", "Tripoli"),
    " S.E. of Tripoli": ("southeast", "Tripoli"),
    " SSE of Tripoli": ("south-southeast", "Tripoli"),
    " to the southwest of Tripoli": ("southwest", "Tripoli"),
    " due south of Tripoli": ("south", "Tripoli"),
    " further south of Tripoli": ("south", "Tripoli"),
    " southwest from Tripoli": ("southwest", "Tripoli"),
    " in a south-westerly direction from Tripoli": ("southwest", "Tripoli"),
    " north-north-east of Tripoli": ("north-northeast", "Tripoli"),
    " southeastern of Tripoli": ("southeast", "Tripoli"),
    " to the north": ("north", None),
    " south": ("south", None),
    " eastwards": ("east", None),
    " south of where they met": ("south", None),
    "\nsouth\nof\nTripoli": ("south", "Tripoli"),
    " from “Camp Speicher”": (None, "Camp Speicher"),
}


@pytest.mark.parametrize("words", LINKS)
def test_link_is_read_with_its_direction_and_place(words):
    link = link_after(f"{words}.", 0)
    assert (link.direction, link.anchor) == LINKS[words]
    assert link.end == len(words) or words.endswith("met")


@pytest.mark.parametrize("point", COMPASS_POINTS)
def test_every_point_is_read_however_it_is_spelt(point):
    points = point.replace("-", "").replace("north", " north").replace("south", " south")
    points = points.replace("east", " east").replace("west", " west").split()
    short = "".join(point[0].upper() for point in points)
    for spelt in (point, "-".join(points), " ".join(points), "".join(points), point.title(), point.upper(), short):
        assert link_after(f" {spelt} of Tripoli", 0).direction == point
    for spelt in (f"{points[-1]}wards", f"{points[-1]}erly", f"{points[-1]}ern"):
        assert link_after(f" {spelt} of Tripoli", 0).direction == points[-1]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            " ",
            " of road",
            " of Tripoli",
            " long",
            " and more",
            " in Tripoli",
            " to Tripoli",
            " off",
            " off course",
        ),
        *(" from start to finish", " from 10 km", " from Monday to Friday", " past noon", " into the second half"),
        *(
            " inside",
            " across",
            " beyond repair",
            " behind schedule",
            " behind Smith",
            " around Tripoli",
            " between Tripoli or Sirte",
        ),
        *(" northern border", " north coast road", " South Korea", " E", "south", " south-north of Tripoli"),
        *(" in the north of Tripoli", ", from Tripoli", " from\n\nTripoli", " off. Malta"),
    ],
)
def test_other_words_are_no_link(words):
    assert link_after(words, 0) is None


@pytest.mark.parametrize("place", ["where they met", "each other", "one another", "him", "the man", "a police patrol"])
def test_from_somewhere_that_is_not_named_is_a_link_without_a_place(place):
    link = link_after(f" from {place}", 0)
    assert (link.end, link.direction, link.anchor) == (5, None, None)


def test_words_that_need_leave_are_links_with_it_only():
    assert link_after(" of Tripoli", 0, within=True).anchor == "Tripoli"
    assert link_after(" around Tripoli", 0, within=True).anchor == "Tripoli"
    assert link_after(", southwest of Tripoli", 0) is None
    assert link_after(", southwest of Tripoli", 0, comma=True).anchor == "Tripoli"
    assert link_after(", from Tripoli", 0, comma=True).anchor == "Tripoli"


def test_only_from_and_a_direction_count():
    assert [link_after(words, 0).counts for words in (" from Tripoli", " north of Tripoli", " off Malta")] == [
        True,
        True,
        False,
    ]
    assert link_after(" off Malta", 0, counted=True) is None
    assert link_after(" from Malta", 0, counted=True).anchor == "Malta"


@pytest.mark.parametrize(
    ("before", "away", "begins"),
    [
        ("It lies southwest of Tripoli, ", True, 8),
        ("It lies to the southwest of Tripoli, ", True, 8),
        ("It lies southwest of Tripoli and ", True, 8),
        ("It lies southwest of Tripoli by ", False, 8),
        ("It lies southwest of Tripoli, at a distance of ", False, 8),
        ("North of Sirte. It lies southwest of Tripoli, ", True, 24),
    ],
)
def test_direction_may_stand_before_the_length(before, away, begins):
    start, link = link_before(f"{before}465 km", 0, len(before), away=away)
    assert (start, link.direction, link.anchor) == (begins, "southwest", "Tripoli")


@pytest.mark.parametrize(
    ("before", "away"),
    [
        ("It lies southwest of Tripoli, ", False),
        ("It lies southwest of Tripoli. Not far, ", True),
        ("It lies southwest of Tripoli where the road is ", True),
        ("It lies southwest of where ", True),
        ("Southwest of Tripoli" + " and" * 60 + " ", True),
        ("", True),
    ],
)
def test_direction_before_must_lead_up_to_the_length(before, away):
    assert link_before(f"{before}465 km", 0, len(before), away=away) is None


def test_direction_before_begins_not_before_the_floor():
    text = "It lies southwest of Tripoli, 465 km"
    assert link_before(text, 8, 30, away=True)
    assert link_before(text, 9, 30, away=True) is None


@pytest.mark.parametrize(
    ("before", "anchor", "by_a_way"),
    [
        ("distance between Tripoli and Ghadames is ", "Tripoli and Ghadames", False),
        ("distance from Tripoli to Ghadames was only ", "Tripoli", False),
        ("distance from Tripoli, is ", "Tripoli", False),
        ("road distance from Tripoli to Ghadames is ", "Tripoli", True),
        ("distance by road between Tripoli and Ghadames is ", "Tripoli and Ghadames", True),
    ],
)
def test_distance_between_two_places_may_be_told_before_the_length(before, anchor, by_a_way):
    text = f"The {before}465 km"
    start, link, way = link_between(text, 0, len(text) - len("465 km"))
    assert (start, link.direction, link.anchor, way) == (len("The "), None, anchor, by_a_way)


@pytest.mark.parametrize(
    "before",
    [
        "distance between Tripoli and Ghadames is great, at ",
        "distance from 12 to 14 is ",
        "distance is ",
        "equidistance ",
    ],
)
def test_distance_that_does_not_lead_up_to_the_length_is_no_link(before):
    assert link_between(f"{before}465 km", 0, len(before)) is None
