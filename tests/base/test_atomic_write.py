"""Files written whole or not at all."""

import os
from pathlib import Path

import pytest

from geo.base import atomic_write


@pytest.fixture
def names(tmp_path):
    return lambda: sorted(file.name for file in tmp_path.iterdir())


def test_new_file_has_the_content_and_the_usual_permissions(tmp_path, names):
    usual = tmp_path / "usual"
    usual.touch()
    atomic_write.write(tmp_path / "new", b"\x00\r\n")
    assert (tmp_path / "new").read_bytes() == b"\x00\r\n"
    assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
    assert names() == ["new", "usual"]


def test_file_that_was_there_keeps_its_permissions(tmp_path, names):
    file = tmp_path / "old"
    file.write_bytes(b"old and longer")
    file.chmod(0o640)
    atomic_write.write(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert names() == ["old"]


def test_file_stays_as_it_was_where_the_new_one_cannot_be_finished(tmp_path, names, monkeypatch):
    file = tmp_path / "old"
    file.write_bytes(b"old")

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        atomic_write.write(file, b"new")
    assert file.read_bytes() == b"old"
    assert names() == ["old"]


def test_file_stays_as_it_was_where_what_is_to_be_in_it_comes_to_no_end(tmp_path, names):
    file = tmp_path / "old"
    file.write_bytes(b"old")

    def half():
        with atomic_write.opened(file) as out:
            out.write(b"ne")
            raise KeyError

    with pytest.raises(KeyError):
        half()
    assert file.read_bytes() == b"old"
    assert names() == ["old"]


def test_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "link").symlink_to("target")
    atomic_write.write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_what_is_no_ordinary_file_is_written_to_and_stays():
    nowhere = Path(os.devnull)
    atomic_write.write(nowhere, b"gone")
    assert nowhere.is_char_device()


def test_folder_and_missing_folder_are_errors(tmp_path, names):
    with pytest.raises(OSError, match="directory"):
        atomic_write.write(tmp_path, b"new")
    with pytest.raises(OSError, match="No such file"):
        atomic_write.write(tmp_path / "none" / "file", b"new")
    assert names() == []
