"""An event that names its own pair of places shows that distance while it is selected."""

import json

import pytest
from playwright.sync_api import expect

from geo.base.root import ROOT
from tests.paired import paired
from tests.server import serving


@pytest.fixture(scope="module", params=[True, False], ids=["a pair opens", "nothing is measured"])
def address(request, tmp_path_factory):
    document = json.loads((ROOT / "data" / "places.geojson").read_text())
    file = tmp_path_factory.mktemp("story") / "pairs.geojson"
    file.write_text(json.dumps(paired(document, opens_with_pair=request.param)))
    with serving(DATELINE_STORY=str(file)) as running:
        yield running.address, request.param


def test_distance_follows_the_selected_event_and_back_and_a_link_bring_it_again(reader, address):
    start, opens_with_pair = address
    reader.open(start)
    figure = reader.page.locator(".dl-figure")
    line = reader.map.locator(".dl-tag")

    def shows_the_storys_own():
        if opens_with_pair:
            expect(figure).to_contain_text("465 km")
            expect(line).to_have_text("465 km")
        else:
            expect(figure).to_be_hidden()
            expect(line).to_have_count(0)

    def shows_the_events():
        expect(figure).to_contain_text("3,215 km")
        expect(line).to_have_text("3,215 km")

    shows_the_storys_own()
    reader.page.locator(".dl-line button", has_text="Geneva").click()
    shows_the_events()
    reader.address_is("event=geneva")
    reader.page.locator(".dl-line button", has_text="Hurghada").first.click()
    shows_the_storys_own()
    reader.address_is("event=hurghada")
    reader.page.go_back()
    shows_the_events()
    reader.open(f"{start}?event=geneva")
    shows_the_events()
