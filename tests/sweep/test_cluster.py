"""Sweeps on a Dask cluster of processes: a scheduler and two workers, as anybody starts them."""

import gc
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter

import dask
import pyarrow.parquet as pq
import pytest
from distributed import Client, LocalCluster

from geo.__main__ import main
from geo.sweep import parts, run
from geo.sweep.parts import SweepError
from tests.conftest import ROOT
from tests.sweep.archives import ARTICLE

ARTICLES = 600


@pytest.fixture
def start():
    """Starts the scheduler or a worker of a cluster, which ends with the test."""
    started = []

    def starting(what, *arguments, folder=ROOT):
        command = [sys.executable, "-m", "dask", what, *arguments, "--dashboard-address", "127.0.0.1:0"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        started.append(subprocess.Popen(command, cwd=folder, **quiet))
        return started[-1]

    yield starting
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def archive(tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    for number in range(ARTICLES):
        (folder / f"{number}.txt").write_text(f"{ARTICLE} " * 3 + str(number))
    return folder


def test_every_article_is_read_once_though_a_worker_is_killed_half_way(start, archive, tmp_path, capsys):
    meeting = ("--scheduler-file", str(tmp_path / "scheduler"))
    start("scheduler", *meeting, "--host", "127.0.0.1", "--port", "0")
    first, _ = (start("worker", *meeting, "--nthreads", "1", "--no-nanny") for _ in range(2))
    while not (tmp_path / "scheduler").exists():
        time.sleep(0.05)
    with Client(scheduler_file=meeting[1]) as client:
        client.wait_for_workers(2, timeout=30)
        address = client.scheduler.address
    out, kept = tmp_path / "out.parquet", tmp_path / "out.parquet.parts"
    done_when_killed = []

    def kill():
        while not any(kept.glob("*.parquet")):
            time.sleep(0.002)
        first.kill()
        done_when_killed.append(len([*kept.glob("*.parquet")]))

    killing = threading.Thread(target=kill, daemon=True)
    killing.start()
    assert main(["sweep", str(archive), "-o", str(out), "--scheduler", address]) == 0
    killing.join(timeout=5)
    assert first.wait(timeout=5) == -9
    assert done_when_killed[0] < ARTICLES / run._ARTICLES * 0.75
    table = pq.read_table(out, columns=["row", "file"])
    times = Counter(zip(*(table.column(name).to_pylist() for name in ("row", "file")), strict=True))
    expected = {"article": 1, "mention": 6, "claim": 3, "date": 3}
    files = [str(path) for path in archive.iterdir()]
    assert times == {(row, file): count for file in files for row, count in expected.items()}
    assert f"{ARTICLES:,} articles read, 0 not." in capsys.readouterr().err


def test_cluster_of_this_machine_has_so_many_processes_with_our_modules_that_leave_ctrl_c_to_us():
    with run.cluster(workers=1) as client:
        assert [*client.nthreads().values()] == [1]
        assert {*client.run(parts.version).values()} == {parts.version()}
        assert {*client.run(os.getpid).values()}.isdisjoint({os.getpid()})
        assert {*client.run(signal.getsignal, signal.SIGINT).values()} == {signal.SIG_IGN}
        assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


@pytest.mark.parametrize("address", ["nonsense", "teleport://10.0.0.1:8786", "tcp://127.0.0.1:1"])
def test_scheduler_that_cannot_be_reached_is_a_sentence(address, tmp_path, capsys):
    (tmp_path / "1.txt").write_text(ARTICLE)
    with dask.config.set({"distributed.comm.timeouts.connect": "0.1s"}):
        assert main(["sweep", str(tmp_path), "-o", str(tmp_path / "out.parquet"), "--scheduler", address]) == 1
    # Dask waits for ever where a client that reached nobody is cleared away just as the next begins.
    gc.collect()
    assert re.fullmatch(r"The cluster cannot be reached: .*\.\n", capsys.readouterr().err)


def test_cluster_without_workers_or_with_one_that_lacks_our_modules_is_refused(start, tmp_path, monkeypatch):
    with LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0") as scheduler:
        address = scheduler.scheduler_address
        with monkeypatch.context() as patch:
            patch.setattr(run, "_WAIT_S", 0.1)
            with pytest.raises(SweepError, match="cannot be reached: Only 0/1 workers"), run.cluster(address):
                pass
        start("worker", address, "--nthreads", "1", "--no-nanny", folder=tmp_path)
        with pytest.raises(SweepError, match="need this very version of Dateline"), run.cluster(address):
            pass
