"""All pairs at once against each pair alone, then the edges."""

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.measure.geodesy import LonLat, measure
from geo.measure.pairs import all_pairs
from tests.conftest import ROOT

positions = st.builds(LonLat, st.floats(-180, 180), st.floats(-90, 90))


@settings(max_examples=50)
@given(st.lists(positions, max_size=6))
def test_each_pair_is_there_once_from_the_earlier_to_the_later(places):
    found = all_pairs(places)
    assert list(zip(found.origin.tolist(), found.to.tolist(), strict=True)) == list(combinations(range(len(places)), 2))
    assert {len(column) for column in found} == {len(places) * (len(places) - 1) // 2}


@settings(max_examples=50)
@given(st.lists(positions, max_size=6))
def test_distances_are_those_of_each_pair_to_15_nanometres(places):
    found = all_pairs(places)
    alone = [measure(one, other).distance_km for one, other in combinations(places, 2)]
    assert np.abs(found.distance_km - alone).max(initial=0.0) <= 15e-12


def test_bearings_are_those_of_each_pair():
    places = [LonLat(lon, lat) for lon in (-179.5, -60.25, 0.0, 45.0, 130.0) for lat in (-70.0, -1.5, 0.0, 33.0, 80.0)]
    found = all_pairs(places)
    alone = [measure(one, other) for one, other in combinations(places, 2)]
    for column, name in (
        (found.initial_bearing_deg, "initial_bearing_deg"),
        (found.final_bearing_deg, "final_bearing_deg"),
    ):
        gaps = (column - [getattr(line, name) for line in alone] + 180.0) % 360.0 - 180.0
        assert np.abs(gaps).max() < 1e-9


@settings(max_examples=50)
@given(st.lists(positions, min_size=2, max_size=6))
def test_bearings_are_at_least_0_and_below_360_or_there_is_no_direction(places):
    found = all_pairs(places)
    for bearing in (found.initial_bearing_deg, found.final_bearing_deg):
        assert (np.isnan(bearing) == (found.distance_km == 0.0)).all()
        assert ((bearing >= 0.0) & (bearing < 360.0) | np.isnan(bearing)).all()


def test_bearing_a_hair_west_of_north_is_still_below_360():
    (initial,) = all_pairs([LonLat(1e-13, 0.0), LonLat(0.0, 80.0)]).initial_bearing_deg
    assert 0.0 <= initial < 360.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LonLat(13.0, 32.0), LonLat(13.0, 32.0)),
        (LonLat(180.0, 20.0), LonLat(-180.0, 20.0)),
        (LonLat(0.0, 90.0), LonLat(77.0, 90.0)),
    ],
    ids=["one position twice", "180 east and west", "a pole"],
)
def test_coincident_positions_are_0_km_apart_in_no_direction(one, other):
    found = all_pairs([one, other])
    assert found.distance_km.tolist() == [0.0]
    assert np.isnan([found.initial_bearing_deg, found.final_bearing_deg]).all()


@pytest.mark.parametrize("places", [[], [LonLat(13.0, 32.0)]])
def test_fewer_than_two_positions_make_no_pair(places):
    assert [len(column) for column in all_pairs(places)] == [0] * 5


def test_pyproj_is_loaded_with_the_first_pairs_and_not_before():
    program = (
        "import sys; from geo.measure.pairs import all_pairs; before = 'pyproj' in sys.modules; "
        "all_pairs([]); sys.exit(0 if (before, 'pyproj' in sys.modules) == (False, True) else 1)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT).returncode == 0
