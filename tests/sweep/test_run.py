"""A sweep, with a worker that is a thread of this process."""

from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest
from distributed import Client, KilledWorker

from geo.sweep import files, parts, rows, run
from geo.sweep.parts import SweepError
from tests.sweep.archives import ARTICLE, PAGE, unreadable


@pytest.fixture(scope="module")
def client():
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0") as client:
        yield client


@pytest.fixture
def read(monkeypatch):
    """How often each file is read from now on; batches are of three articles."""
    monkeypatch.setattr(run, "_ARTICLES", 3)
    times = Counter()
    reading = rows.of
    monkeypatch.setattr(rows, "of", lambda item: times.update([Path(item.file).name]) or reading(item))
    return times


@pytest.fixture
def sweep(client, tmp_path):
    """Sweeps a folder of ten articles, `0.txt` to `9.txt`; gives what could not be read."""
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(10):
        (folder / f"{number}.txt").write_text(f"{ARTICLE} {number}")

    def sweeping(dates=None):
        failed = run.sweep(client, files.find([str(folder)]), tmp_path / "out.parquet", dates)
        return {Path(file).name: why for file, why in failed}

    sweeping.folder, sweeping.out = folder, tmp_path / "out.parquet"
    return sweeping


def articles(out):
    """How often each file has a row of an article in the table."""
    table = pq.read_table(out, filters=[("row", "=", "article")])
    return Counter(Path(file).name for file in table.column("file").to_pylist())


def once(*others):
    return Counter([f"{number}.txt" for number in range(10)] + list(others))


def test_every_article_is_read_once_into_the_rows_that_it_has_alone(sweep, read):
    assert sweep() == {}
    assert read == articles(sweep.out) == once()
    path = str(sweep.folder / "7.txt")
    table = pq.read_table(sweep.out, filters=[("file", "=", path)])
    assert table.to_pylist() == rows.table(rows.of(files.read(path))).to_pylist()


def test_second_sweep_reads_what_is_new_or_has_changed_and_drops_what_is_gone(sweep, read):
    sweep()
    read.clear()
    (sweep.folder / "3.txt").write_text("It rained in Paris.")
    (sweep.folder / "new.html").write_text(PAGE)
    (sweep.folder / "9.txt").unlink()
    (sweep.folder / "2.txt").touch()
    assert sweep() == {}
    assert read == Counter(["3.txt", "new.html"])
    assert articles(sweep.out) == once("new.html") - Counter(["9.txt"])


def test_sweep_that_is_stopped_goes_on_where_it_was(sweep, read, monkeypatch):
    kept = []
    add = parts.Parts.add

    def stopped(table, content):
        if len(kept) == 2:
            raise KeyboardInterrupt
        kept.append(add(table, content))

    with monkeypatch.context() as patch:
        patch.setattr(parts.Parts, "add", stopped)
        with pytest.raises(KeyboardInterrupt):
            sweep()
    assert not sweep.out.exists()
    read.clear()
    assert sweep() == {}
    assert len(read) == 10 - 6  # each perhaps twice: what the stopped sweep had sent may still be read
    assert articles(sweep.out) == once()


def test_files_that_cannot_be_read_are_listed_and_end_nothing(sweep, read, monkeypatch):
    monkeypatch.chdir(sweep.folder)
    reasons = unreadable(sweep.folder) | {"empty.txt": "is empty", "bytes.txt": "not text", "page.html": "no text of"}
    (sweep.folder / "empty.txt").touch()
    (sweep.folder / "bytes.txt").write_bytes(bytes(range(256)) * 9)
    (sweep.folder / "page.html").write_text("<html><p><![CDATA[ <!-- ")
    del reasons["none.txt"], reasons["folder.txt"]
    failed = sweep()
    assert failed.keys() == reasons.keys()
    for name, why in reasons.items():
        assert why in failed[name]
    assert articles(sweep.out) == once(*reasons)


def test_file_that_goes_while_the_sweep_is_under_way_is_listed(sweep, client):
    paths = files.find([str(sweep.folder)])
    (sweep.folder / "4.txt").unlink()
    ((file, why),) = run.sweep(client, paths, sweep.out)
    assert Path(file).name == "4.txt"
    assert "No such file" in why


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (ZeroDivisionError("of the text"), "Dateline failed at it (ZeroDivisionError); report"),
        (
            KilledWorker("read", SimpleNamespace(address="tcp://10.0.0.1:1"), 3),
            "the process that read it ended each time",
        ),
    ],
)
def test_article_that_brings_its_reader_down_is_listed_alone_and_tried_again(sweep, read, monkeypatch, error, why):
    reading = rows.of

    def failing(item):
        if item.file.endswith("5.txt"):
            raise error
        return reading(item)

    with monkeypatch.context() as patch:
        patch.setattr(rows, "of", failing)
        failed = sweep()
    assert failed.keys() == {"5.txt"}
    assert failed["5.txt"].startswith(why)
    assert articles(sweep.out) == once()
    read.clear()
    assert sweep() == {}
    assert read == Counter(["5.txt"])


def test_date_in_the_path_is_that_of_the_article_and_another_pattern_reads_all_anew(sweep, read):
    (sweep.folder / "2020-11-03.txt").write_text(ARTICLE)
    sweep()
    assert set(pq.read_table(sweep.out).column("published").to_pylist()) == {None}
    sweep(files.date_pattern(r"(\d{4})-(\d\d)-(\d\d)"))
    table = pq.read_table(sweep.out, filters=[("published", "=", "2020-11-03"), ("row", "=", "date")])
    assert table.column("edtf").to_pylist() == ["2020-11-02"]
    assert read == once("2020-11-03.txt") + once("2020-11-03.txt")


def test_part_of_a_worker_of_another_version_is_refused(sweep, monkeypatch):
    part = parts.part
    monkeypatch.setattr(parts, "part", lambda found, dates: part(found, "another"))
    with pytest.raises(SweepError, match="another version"):
        sweep()
    assert not sweep.out.exists()


def test_batches_are_of_so_many_articles_or_bytes(monkeypatch):
    monkeypatch.setattr(run, "_ARTICLES", 3)
    monkeypatch.setattr(run, "_BYTES", 100)
    items = [files.Item(str(size), b"-" * size) for size in (1, 1, 1, 1, 100, 400, 50, 50, 1)]
    assert [[len(item.content) for item in batch] for batch in run._batches(iter(items))] == [
        *([1, 1, 1], [1, 100], [400], [50, 50], [1]),
    ]
    assert list(run._batches(iter([]))) == []
