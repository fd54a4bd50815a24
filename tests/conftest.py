"""The default story, as a `Story` and as the plain values of its file."""

import json

import pytest

from geo import geojson
from tests.browser.serving import ROOT

FILE = ROOT / "data" / "places.geojson"


@pytest.fixture(scope="session")
def story():
    return geojson.read(FILE.read_bytes())


@pytest.fixture
def document():
    return json.loads(FILE.read_text())
