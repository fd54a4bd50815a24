"""The stories of a deployment: a file or a folder, the default first, and what was never sound left out but logged."""

import json
import os
from pathlib import Path

import pytest

from geo.library import shelf
from geo.library.shelf import files, summaries
from geo.view import wording
from tests.conftest import FILE


@pytest.fixture
def folder(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.geojson").write_bytes(FILE.read_bytes())
    return tmp_path


def setting(path: Path) -> dict[str, str]:
    return {"DATELINE_STORY": str(path)}


def test_without_a_setting_the_stories_are_those_in_data_with_places_first():
    assert next(iter(files({}))) == "places"
    assert files({}) == {file.stem: file for file in FILE.parent.glob("*.geojson")}


def test_setting_of_a_file_is_the_only_story(folder):
    assert files(setting(folder / "b.geojson")) == {"b": folder / "b.geojson"}
    assert files(setting(folder / "none.geojson")) == {"none": folder / "none.geojson"}  # and reading it will say so


def test_default_of_a_folder_is_places_or_the_first_by_name(folder):
    (folder / "README.md").write_text("no story")
    (folder / ".a.geojson").write_text("an editor's own")
    assert list(files(setting(folder))) == ["a", "b"]
    (folder / "places.geojson").write_bytes(FILE.read_bytes())
    assert list(files(setting(folder))) == ["places", "a", "b"]


def test_folder_without_a_story_is_said_to_be_so(tmp_path):
    with pytest.raises(OSError, match="has no file that ends with"):
        files(setting(tmp_path))


def test_summary_says_title_dates_and_counts(folder):
    found = summaries(setting(folder))["a"]
    assert found.title == "Rivals meet inside Libya: the talks at Ghadames"
    assert wording.date(found.dates) == "2011 – 15 November 2020"
    assert (found.events, found.places) == (14, 12)


def test_refused_file_is_logged_once_with_its_faults_and_the_others_are_listed(folder, caplog):
    document = json.loads(FILE.read_text())
    document["story"]["title"] = ""
    (folder / "a.geojson").write_text(json.dumps(document))
    (folder / "c.geojson").symlink_to(folder / "gone")
    assert list(summaries(setting(folder))) == ["b"]
    summaries(setting(folder))
    assert len([record for record in caplog.records if "/story/title" in record.message]) == 1
    assert "c.geojson" in caplog.text


def test_each_version_of_a_file_is_read_once(folder, monkeypatch):
    summaries(setting(folder))
    read: list[Path] = []
    content = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: (read.append(file), content(file))[1])
    summaries(setting(folder))
    assert read == []
    os.utime(folder / "b.geojson", ns=(1, 1))
    summaries(setting(folder))
    assert read == [folder / "b.geojson"]


def test_dates_go_to_the_latest_day_that_any_event_may_have(folder):
    document = json.loads(FILE.read_text())
    document["story"]["events"][0]["when"] = "2010/2030-05"
    (folder / "a.geojson").write_text(json.dumps(document))
    assert summaries(setting(folder))["a"].dates == shelf.When.parse("2010/2030-05")


def test_story_that_can_no_longer_be_read_stays_in_the_list_as_it_was(folder):
    before = summaries(setting(folder))
    (folder / "a.geojson").write_text("{")
    assert summaries(setting(folder)) == before
