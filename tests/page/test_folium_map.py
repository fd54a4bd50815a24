"""The Folium map is a constant: no text of a story, no outside host, one script of ours."""

import re

import pytest

from geo.page.folium_map import BaseMap, StoryLayer, story_map
from geo.view.basemap import STATIC


@pytest.fixture
def page():
    return story_map().get_root().render()


def test_page_asks_no_outside_host_for_anything(page):
    assert not re.search(r"(https?:)?//[a-z]", page)


def test_every_asset_is_a_file_of_ours(page):
    sources = [address for _, address in BaseMap.default_js + BaseMap.default_css]
    addresses = {*sources, StoryLayer().start, *re.findall(r'(?:src|href)="([^"]+)"', page)}
    assert len(addresses) == 4
    for address in addresses:
        assert address.startswith("../../app/static/")
        assert (STATIC / address.removeprefix("../../app/static/").split("?")[0]).is_file()


def test_our_own_files_carry_their_version_so_that_none_is_stale(page):
    assert len(set(re.findall(r"/dateline/[a-z./]+\?v=([0-9a-f]{8})", page))) == 1
    assert len(re.findall(r"/dateline/[a-z./]+", page)) == len(re.findall(r"/dateline/[a-z./]+\?v=", page))


def test_script_is_mounted_once_on_the_map_of_the_page(page):
    (name,) = re.findall(r"var (map_[0-9a-f]+) = L\.map", page)
    assert page.count(f"map.mount({name})") == 1


def test_map_has_no_tiles_and_no_control_that_would_name_folium(page):
    assert "tileLayer" not in page
    assert '"attributionControl": false' in page


def test_wheel_scrolls_the_page_and_not_the_map(page):
    assert '"scrollWheelZoom": false' in page


def test_lowest_zoom_reaches_the_map(page):
    assert '"minZoom": 2' in page


def test_maps_differ_in_nothing_but_their_names():
    first, second = (re.sub(r"[0-9a-f]{32}", "id", story_map().get_root().render()) for _ in range(2))
    assert first == second


def test_map_is_made_anew_each_time():
    assert story_map() is not story_map()


def test_text_of_a_story_is_not_in_the_page(page, story):
    for text in (story.title, *(place.name for place in story.places), *(event.title for event in story.events)):
        assert text not in page
