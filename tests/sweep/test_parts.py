"""The parts of a table: what is known, what is kept, and how it becomes one file."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.sweep import parts
from geo.sweep.parts import Parts, SweepError


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.parquet"


def part(digests, dates=None, error=None):
    """A part with an article of two rows for each file."""
    articles = [{"row": "article", "file": file, "digest": digest, "error": error} for file, digest in digests.items()]
    mentions = [{"row": "mention", "file": file, "digest": digest} for file, digest in digests.items()]
    return parts.part([row for pair in zip(articles, mentions, strict=True) for row in pair], dates)


def rows_of(out):
    """The file, digest and kind of each row, in order of the file's name."""
    table = pq.read_table(out).to_pylist()
    return sorted((row["file"], row["digest"], row["row"]) for row in table)


def both(file, digest):
    return [(file, digest, "article"), (file, digest, "mention")]


def test_parts_become_one_table_and_are_gone(out):
    table = Parts(out, None)
    table.add(part({"a": "1", "b": "2"}))
    table.add(part({"c": "3"}))
    assert not out.exists()
    assert table.join({"a": "1", "b": "2", "c": "3"}) == []
    assert rows_of(out) == [*both("a", "1"), *both("b", "2"), *both("c", "3")]
    assert [path.name for path in out.parent.iterdir()] == ["out.parquet"]


def test_what_was_kept_before_a_break_is_known_after_it(out):
    Parts(out, None).add(part({"a": "1"}))
    table = Parts(out, None)
    assert table.known() == {"a": "1"}
    table.add(part({"b": "2"}))
    table.join({"a": "1", "b": "2"})
    assert rows_of(out) == [*both("a", "1"), *both("b", "2")]


def test_what_is_in_the_table_is_known_and_stays_and_what_is_not_wanted_any_more_goes(out):
    table = Parts(out, None)
    table.add(part({"a": "1", "b": "2", "c": "3"}))
    table.join({"a": "1", "b": "2", "c": "3"})
    table = Parts(out, None)
    assert table.known() == {"a": "1", "b": "2", "c": "3"}
    table.add(part({"b": "changed"}))
    table.join({"a": "1", "b": "changed"})
    assert rows_of(out) == [*both("a", "1"), *both("b", "changed")]


def test_article_in_two_parts_is_in_the_table_once(out):
    table = Parts(out, None)
    table.add(part({"a": "1", "b": "2"}))
    table.add(part({"b": "2", "c": "3"}))
    table.join({"a": "1", "b": "2", "c": "3"})
    assert rows_of(out) == [*both("a", "1"), *both("b", "2"), *both("c", "3")]


def test_file_that_could_not_be_opened_is_tried_again_and_is_in_the_table_once(out):
    table = Parts(out, None)
    table.add(part({"a": None}, error="it is gone"))
    assert table.known() == {}
    assert table.join({"a": None}) == [("a", "it is gone")]
    table = Parts(out, None)
    assert table.known() == {}
    table.add(part({"a": None}, error="it is gone"))
    assert table.join({"a": None}) == [("a", "it is gone")]
    assert rows_of(out) == both("a", None)


def test_file_that_is_no_article_is_known_and_named_each_time(out):
    table = Parts(out, None)
    table.add(part({"b": "2", "a": "1"}, error="no text"))
    table.add(part({"c": "3"}))
    wanted = {"a": "1", "b": "2", "c": "3"}
    for _ in range(2):
        assert table.join(wanted) == [("a", "no text"), ("b", "no text")]
        table = Parts(out, None)
        assert table.known() == wanted


def test_what_was_read_by_another_pattern_of_dates_is_not_known(out):
    table = Parts(out, None)
    table.add(part({"a": "1"}))
    table.join({"a": "1"})
    Parts(out, None).add(part({"b": "2"}))
    table = Parts(out, "(....)")
    assert table.known() == {}
    table.add(part({"a": "1"}, "(....)"))
    table.join({"a": "1"})
    assert rows_of(out) == both("a", "1")


def test_what_another_version_read_is_not_known_and_cannot_be_added(out, monkeypatch):
    table = Parts(out, None)
    table.add(part({"a": "1"}))
    monkeypatch.setattr(parts, "version", lambda: "another")
    assert Parts(out, None).known() == {}
    with pytest.raises(SweepError, match="another version of Dateline"):
        table.add(part({"b": "2"}))


def test_version_is_another_where_code_libraries_or_gazetteer_are_others(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "ROOT", tmp_path)
    monkeypatch.setattr(parts.places, "FILE", tmp_path / "gazetteer.sqlite")
    (tmp_path / "geo" / "reading").mkdir(parents=True)
    names = ("geo/reading/reader.py", "requirements.txt", "gazetteer.sqlite")
    for name in names:
        (tmp_path / name).touch()
    seen = {parts.version.__wrapped__(), parts.version.__wrapped__()}
    assert len(seen) == 1
    for name in names:
        (tmp_path / name).write_text("changed")
        seen.add(parts.version.__wrapped__())
    assert len(seen) == 4


@pytest.mark.parametrize("content", [b"", b"PAR1", b"It rained."])
def test_part_that_is_broken_is_left_aside(out, content):
    table = Parts(out, None)
    table.add(part({"a": "1"}))
    (out.parent / "out.parquet.parts" / "broken.parquet").write_bytes(content)
    assert table.known() == {"a": "1"}
    table.join({"a": "1"})
    assert rows_of(out) == both("a", "1")


def test_table_is_not_written_where_a_part_is_missing(out):
    table = Parts(out, None)
    table.add(part({"a": "1"}))
    table.join({"a": "1"})
    table = Parts(out, None)
    table.add(part({"b": "2"}))
    with pytest.raises(SweepError, match="parts with 1 of the articles are gone"):
        table.join({"a": "1", "b": "2", "c": "3"})
    assert rows_of(out) == both("a", "1")
    assert table.known() == {"a": "1", "b": "2"}


@pytest.mark.parametrize("content", [b"", b"A story of mine."])
def test_file_that_is_something_else_is_not_written_over(out, content):
    out.write_bytes(content)
    with pytest.raises(SweepError, match="no table of an earlier sweep"):
        Parts(out, None)
    pq.write_table(pa.table({"a": [1]}), out)
    with pytest.raises(SweepError, match="no table of an earlier sweep"):
        Parts(out, None)
    assert [path.name for path in out.parent.iterdir()] == ["out.parquet"]


def test_folder_in_the_place_of_the_table_is_refused_and_one_that_is_missing_an_error(tmp_path):
    with pytest.raises(SweepError, match="choose another name"):
        Parts(tmp_path, None)
    with pytest.raises(OSError, match="No such file"):
        Parts(tmp_path / "none" / "out.parquet", None)


def test_article_is_never_in_two_groups_of_rows(out, monkeypatch):
    monkeypatch.setattr(parts, "_GROUP", 3)
    table = Parts(out, None)
    for file in "abcde":
        table.add(part({file: "1"}))
    table.join(dict.fromkeys("abcde", "1"))
    with pq.ParquetFile(out) as file:
        groups = [file.read_row_group(i).column("file").to_pylist() for i in range(file.num_row_groups)]
    assert [len(group) for group in groups] == [4, 4, 2]
    assert sum(len(set(group)) for group in groups) == 5


def test_archive_without_articles_is_an_empty_table(out):
    assert Parts(out, None).join({}) == []
    assert rows_of(out) == []
