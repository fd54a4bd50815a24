"""Files as they could last be read: missing, refused, half written, replaced, and what of it the log has."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.base import atomic_write
from geo.base.faults import Fault, RefusedError
from geo.library.last_good import LastGoodFile


def read(content: bytes) -> str:
    """Texts that end with a full stop are whole."""
    if not content.endswith(b"."):
        raise RefusedError([Fault("/end", "its end is missing", "write it whole")])
    return content.decode()


@pytest.fixture
def files():
    return LastGoodFile(read)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "a.geojson"
    file.write_text("One.")
    return file


def shown(files: LastGoodFile[str], file: Path) -> tuple[str, bool]:
    version = files.version(file)
    return version.value, version.is_current


def test_file_is_read_once_for_each_version_of_it(file):
    read_now: list[bytes] = []
    files = LastGoodFile(lambda content: (read_now.append(content), read(content))[1])
    for text in ("One.", "Two.", "broken"):
        file.write_text(text)
        assert files.version(file) == files.version(file)
    assert read_now == [b"One.", b"Two.", b"broken"]


def test_version_says_when_it_was_written(files, file):
    at = datetime(2026, 11, 28, 17, 40, tzinfo=UTC)
    os.utime(file, (0, at.timestamp()))
    assert files.version(file).written == at
    file.unlink()
    assert files.version(file).written == at


def test_time_that_no_calendar_has_is_no_fault(files, file):
    for at in (10**12, -(10**12)):  # or the nearest that the disk can say
        os.utime(file, (0, at))
        assert shown(files, file) == ("One.", True)


def spoil_by_removing(file: Path) -> None:
    file.unlink()


def spoil_by_writing_half(file: Path) -> None:
    file.write_text("One")


def spoil_by_a_folder_in_its_place(file: Path) -> None:
    file.unlink()
    file.mkdir()


def spoil_by_a_link_to_nowhere(file: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("gone"))


SPOILT = [
    spoil_by_removing,
    spoil_by_writing_half,
    spoil_by_a_folder_in_its_place,
    spoil_by_a_link_to_nowhere,
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_last_good_version_stands_in_until_the_file_is_good_again_and_is_logged_once(files, file, caplog, spoil):
    assert shown(files, file) == ("One.", True)
    spoil(file)
    assert [shown(files, file), shown(files, file)] == [("One.", False)] * 2
    (record,) = caplog.records
    assert str(file) in record.message
    if file.is_dir():
        file.rmdir()
    atomic_write.write(file, b"Two.")
    assert shown(files, file) == ("Two.", True)
    spoil_by_removing(file)
    assert shown(files, file) == ("Two.", False)
    assert len(caplog.records) == 2


def test_each_broken_version_is_logged(files, file, caplog):
    shown(files, file)
    for text in ("Tw", "Two", "Two, three"):
        file.write_text(text)
        assert shown(files, file) == ("One.", False)
    assert len(caplog.records) == 3


def test_file_that_was_never_good_is_refused_with_the_same_error_each_time_until_it_is(files, file, caplog):
    file.write_text("One")
    depths = []
    for _ in range(3):
        with pytest.raises(RefusedError, match="its end is missing") as caught:
            files.version(file)
        depths.append(len(caught.traceback))
    assert len(set(depths)) == 1, "what is raised again and again grows"
    assert file not in files
    assert len(caplog.records) == 1
    file.unlink()
    with pytest.raises(FileNotFoundError):
        files.version(file)
    file.write_text("One.")
    assert shown(files, file) == ("One.", True)
    assert file in files


def test_fault_that_passes_by_itself_is_tried_again(files, file, monkeypatch):
    def no_descriptor(file: Path) -> bytes:
        raise OSError(24, "Too many open files", str(file))

    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", no_descriptor)
        with pytest.raises(OSError, match="Too many open files"):
            files.version(file)
    assert shown(files, file) == ("One.", True)


def test_what_was_asked_for_long_ago_is_forgotten_when_there_is_no_more_room(tmp_path):
    files = LastGoodFile(read, room=100_000)
    several = [tmp_path / name for name in "abcd"]
    for file in several:
        file.write_text("One.")
        files.version(file)
    assert [file in files for file in several] == [False, True, True, True]
    several[1].unlink()
    files.version(several[1])
    large = tmp_path / "large"
    large.write_bytes(b"x" * 200_000 + b".")
    files.version(large)
    assert [file in files for file in (*several, large)] == [False] * 4 + [True]
