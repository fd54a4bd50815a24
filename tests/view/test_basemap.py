"""Tile providers, which cannot be without a credit, and the address of our own browser files."""

from pathlib import Path

import pytest

from geo.view import basemap
from geo.view.basemap import OPENSTREETMAP, STATIC, Tiles, version

SETTINGS = {
    "DATELINE_TILES_NAME": "Ours",
    "DATELINE_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png",
    "DATELINE_TILES_CREDIT": "© us",
    "DATELINE_TILES_LINK": "https://tiles.example/credit",
    "DATELINE_TILES_MAX_ZOOM": "12",
}


def provider(**changes):
    members = {"name": "n", "url": "https://a.example/{z}/{x}/{y}", "credit": "c", "link": "https://a.example"}
    return Tiles(**members | {"max_zoom": 5} | changes)


def test_openstreetmap_has_the_address_and_credit_that_its_policy_asks_for():
    # https://operations.osmfoundation.org/policies/tiles/ and https://osmfoundation.org/wiki/Licence/Attribution_Guidelines
    assert OPENSTREETMAP.url == "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    assert OPENSTREETMAP.credit == "© OpenStreetMap contributors"
    assert OPENSTREETMAP.link == "https://www.openstreetmap.org/copyright"


@pytest.mark.parametrize("environment", [{}, {"DATELINE_TILES_URL": ""}, {"DATELINE_TILES_NAME": "Ours"}])
def test_without_an_address_the_tiles_are_openstreetmaps(environment):
    assert basemap.tiles(environment) is OPENSTREETMAP


def test_settings_name_another_provider():
    assert basemap.tiles(SETTINGS).for_browser() == {
        **{"name": "Ours", "url": "https://tiles.example/{z}/{x}/{y}.png", "credit": "© us"},
        **{"link": "https://tiles.example/credit", "max_zoom": 12},
    }


def test_settings_are_those_of_the_process_unless_given(monkeypatch):
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    assert basemap.tiles().name == "Ours"


def test_name_and_zoom_may_be_left_out():
    short = {name: value for name, value in SETTINGS.items() if "NAME" not in name and "ZOOM" not in name}
    assert (basemap.tiles(short).name, basemap.tiles(short).max_zoom) == ("Tiles", 19)


@pytest.mark.parametrize("missing", ["DATELINE_TILES_CREDIT", "DATELINE_TILES_LINK"])
def test_provider_without_a_credit_or_its_link_is_refused(missing):
    with pytest.raises(ValueError, match="needs a credit and a link"):
        basemap.tiles({name: value for name, value in SETTINGS.items() if name != missing})


def test_zoom_that_is_no_number_is_refused():
    with pytest.raises(ValueError, match="invalid literal"):
        basemap.tiles(SETTINGS | {"DATELINE_TILES_MAX_ZOOM": "far"})


@pytest.mark.parametrize("link", ["", "a.example", "javascript:alert(1)", "//a.example"])
def test_credit_links_to_http_only(link):
    with pytest.raises(ValueError, match="needs a credit and a link"):
        provider(link=link)


@pytest.mark.parametrize(
    "url",
    [
        *("", "https://a.example/", "https://a.example/{z}/{x}", "ftp://a.example/{z}/{x}/{y}", "/{z}/{x}/{y}.png"),
        *(
            "https://{s}.a.example/{z}/{x}/{y}.png",
            "https://a.example/{z}/{x}/{-y}.png",
            "https://a.example/{z}/{z}/{x}/{y}",
        ),
    ],
)
def test_address_that_is_no_template_of_tiles_is_refused(url):
    with pytest.raises(ValueError, match="http"):
        provider(url=url)


@pytest.fixture
def static(tmp_path, monkeypatch):
    """A static folder of our own."""
    folder = tmp_path / "dateline"
    folder.mkdir()
    monkeypatch.setattr(basemap, "STATIC", tmp_path)
    (folder / "a.js").write_text("one")
    (folder / "b.js").write_text("two")
    basemap.files.cache_clear()
    yield folder
    basemap.files.cache_clear()


def test_version_is_the_same_for_the_same_files_and_another_after_any_change(static: Path):
    before = version()
    assert version() == before
    (static / "b.js").write_text("three")
    assert version() != before
    (static / "b.js").write_text("two")
    assert version() == before
    (static.parent / "vendor" / "fonts").mkdir(parents=True)
    (static.parent / "vendor" / "fonts" / "a.woff2").write_text("of others")
    basemap.files.cache_clear()  # as at a start
    assert version() != before


def test_version_is_fit_for_an_address():
    assert version().isalnum()
    assert len(version()) == 8
    assert (STATIC / "dateline" / "start.js").is_file()
