"""The files of an archive: which are found, what is read of them, and the dates in their names."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from geo.sweep import files
from tests.sweep.archives import unreadable


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """An empty archive, which is the current folder; makes files in it by their names."""
    monkeypatch.chdir(tmp_path)

    def make(*names):
        for name in names:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_bytes(b"It rained in " + os.fsencode(name))

    return make


def test_folder_has_the_articles_in_it_and_below_by_their_endings(archive):
    archive("a/b.txt", "a/2020/11/c.HTML", "a/2020/d.htm", "a/e.xhtml", "a/f.jpg", "a/txt", "a/g.text", "other.txt")
    found = ["a/2020/11/c.HTML", "a/2020/d.htm", "a/b.txt", "a/e.xhtml", "a/g.text"]
    assert files.find(["a"]) == found
    assert files.find(["a/"]) == found


def test_folder_that_is_named_like_an_article_is_a_folder(archive):
    archive("a/x.txt/y.txt")
    assert files.find(["a"]) == files.find(["a/*.txt"]) == ["a/x.txt/y.txt"]


def test_pattern_has_the_files_that_it_matches_whatever_they_are_called(archive):
    archive("a/1.jpg", "a/2.txt", "a/b/3.txt", "a/b/4")
    assert files.find(["a/*.*"]) == ["a/1.jpg", "a/2.txt"]
    assert files.find(["a/**/*.txt"]) == ["a/2.txt", "a/b/3.txt"]
    assert files.find(["a/[b-z]"]) == ["a/b/3.txt"]


def test_file_is_itself_even_if_its_name_reads_like_a_pattern(archive):
    archive("[1].txt", "1.txt", "story.md")
    assert files.find(["[1].txt", "story.md"]) == ["[1].txt", "story.md"]


def test_what_is_asked_for_twice_is_found_once(archive):
    archive("a/1.txt", "a/2.txt")
    assert files.find(["a", "a/*.txt", "a/1.txt"]) == ["a/1.txt", "a/2.txt"]


def test_nothing_is_found_where_nothing_is(archive):
    archive("a/1.jpg")
    assert files.find(["a", "none", "none/*", "[", "\0"]) == []


def test_links_to_folders_are_not_followed_so_that_a_loop_has_an_end(archive):
    archive("a/1.txt")
    Path("a/loop").symlink_to("../a")
    assert files.find(["a"]) == ["a/1.txt"]


def test_folder_that_cannot_be_opened_is_found_and_reading_it_says_why(archive, monkeypatch):
    archive("a/1.txt", "a/closed/2.txt")
    scan = os.scandir

    def refusing(path):
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert files.find(["a"]) == ["a/1.txt", "a/closed"]
    assert files.read("a/closed").problem


def test_file_is_read_with_its_digest(archive):
    archive("a.txt")
    content = b"It rained in a.txt"
    assert files.read("a.txt") == files.Item("a.txt", content, sha256(content).hexdigest())


def test_file_that_cannot_be_read_says_why_at_once(archive):
    for name, why in unreadable(Path()).items():
        item = files.read(name)
        assert why in item.problem.problem
        assert item.problem.remedy
        assert (item.file, item.content, item.digest) == (name, b"", None)


def test_file_without_permission_says_so(archive, monkeypatch):
    archive("a.txt")

    def refusing(path, *_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refusing)
    assert files.read("a.txt").problem.problem == "the file cannot be read: Permission denied"


def test_name_of_any_bytes_is_shown_as_text_and_its_file_read(archive):
    name = os.fsdecode(b"caf\xe9.txt")
    archive(name, "غدامس.txt")
    assert [files.read(path).file for path in files.find(["."])] == [r"./caf\xe9.txt", "./غدامس.txt"]
    assert files.read(name).content


@pytest.mark.parametrize(
    ("pattern", "path", "date"),
    [
        (r"(\d{4})-(\d\d)-(\d\d)", "archive/2020-11-03 talks.txt", "2020-11-03"),
        (r"(\d{4})/(\d+)/(\d+)/", "archive/2020/11/3/talks.txt", "2020-11-03"),
        (r"(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d{4})", "talks_03112020.html", "2020-11-03"),
        (r"(\d{4})(?:-(\d\d))?", "2020.txt", "2020"),
        (r"(\d{4})", "2020-11-03.txt", "2020"),
        (r"(\d{4})-(\d\d)-(\d\d)", "talks.txt", None),
        (r"(\d{4})-(\d\d)-(\d\d)", "2020-13-03.txt", None),
        (r"(\w+)-", "soon-.txt", None),
        (r"(\d{4})?talks", "talks", None),
    ],
)
def test_date_in_a_path_is_as_precise_as_it_is_there(pattern, path, date):
    found = files.date_in(path, files.date_pattern(pattern))
    assert (found and found.text) == date


def test_date_in_the_path_is_that_of_the_file(archive):
    archive("2020-11-03.txt")
    assert files.read("2020-11-03.txt", files.date_pattern(r"(\d+)-(\d+)-(\d+)")).published.text == "2020-11-03"


@pytest.mark.parametrize(("pattern", "why"), [("(", "no regular expression"), (r"\d{4}", "groups for year")])
def test_pattern_that_finds_no_date_is_refused(pattern, why):
    with pytest.raises(ValueError, match=why):
        files.date_pattern(pattern)


@pytest.mark.parametrize("pattern", [r"(?P<month>\d)", r"(?P<year>\d)(?P<hour>\d)", r"(\d)(\d)(\d)(\d)"])
def test_pattern_with_other_groups_is_refused(pattern):
    with pytest.raises(ValueError, match="groups for year, month and day"):
        files.date_pattern(pattern)
