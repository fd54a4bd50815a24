"""The default story, as a `Story` and as the plain values of its file; and how hypothesis looks for counterexamples."""

import json
import sys

import pytest
from hypothesis import settings

from geo.base.root import ROOT
from geo.story import geojson

FILE = ROOT / "data" / "places.geojson"

# The same examples on every run and machine: a failure is never a matter of luck, and a slow machine is no failure.
settings.register_profile("dateline", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("dateline")


@pytest.fixture(autouse=True)
def without_first_paint(monkeypatch):
    """No test without a browser waits for one to paint. What has not loaded the page yet does not load it for this."""
    if state := sys.modules.get("geo.page.state"):
        monkeypatch.setattr(state, "_FIRST_PAINT_S", 0.0)


@pytest.fixture(scope="session")
def story():
    return geojson.read(FILE.read_bytes())


@pytest.fixture
def document():
    return json.loads(FILE.read_text())
