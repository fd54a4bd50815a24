"""A sweep: the articles of an archive read by the workers of a Dask cluster, here or elsewhere.

The files are read here and sent, so that workers need no disk in common with us. Dask gives what a lost worker had to
another; each batch of articles that comes back is kept at once, as a part of the table.
"""

import logging
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from dask.system import CPU_COUNT
from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, as_completed
from distributed.comm.core import CommClosedError
from distributed.utils import silence_logging_cmgr
from tqdm import tqdm

from geo.base.faults import Fault
from geo.sweep import files, parts, rows
from geo.sweep.files import Item
from geo.sweep.parts import Parts, SweepError

#: A batch ends with so many articles, or once it has so many bytes: half a second of work.
_ARTICLES, _BYTES = 50, 500_000
#: So many batches for each thread of the cluster are sent ahead, so that none waits.
_AHEAD = 3
_WAIT_S = 60

Batch = list[Item]

_NOT_THE_SAME = (
    "Scheduler and workers need this very version of Dateline, with requirements-sweep.txt; start them in its folder."
)
_LOST = "The connection to the cluster is lost; the same command goes on from here."


def read(batch: Batch, dates: str | None) -> bytes:
    """What a worker does: a batch of articles read, as a part of the table; `dates` is kept with it."""
    return parts.part([row for item in batch for row in rows.of(item)], dates)


@contextmanager
def cluster(scheduler: str | None = None, workers: int | None = None) -> Iterator[Client]:
    """The cluster of the scheduler at an address, or else one on this machine: a process a core, or so many `workers`.

    Raises `SweepError` where it cannot be reached, has no worker, or one of another version.
    """
    with ExitStack() as stack:
        # What Dask says of lost workers and connections, this module says too.
        stack.enter_context(silence_logging_cmgr(logging.CRITICAL))
        try:
            if scheduler is None:
                scheduler = stack.enter_context(_local(workers or CPU_COUNT)).scheduler_address
            client = stack.enter_context(Client(scheduler))
            client.wait_for_workers(1, timeout=_WAIT_S)
        except (OSError, ValueError) as error:
            raise SweepError(f"The cluster cannot be reached: {error}.") from None
        if set(client.run(parts.version, on_error="return").values()) != {parts.version()}:
            raise SweepError(_NOT_THE_SAME)
        # The scheduler too unpacks what workers are to do, and needs our modules for that.
        if client.submit(parts.version, pure=False).exception() is not None:
            raise SweepError(_NOT_THE_SAME)
        yield client


def _local(workers: int) -> LocalCluster:
    # Ctrl-C reaches all processes of a terminal. This one is to end the others, without a word of theirs.
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            # There is no dashboard, but a server for one, and 8787 may be taken.
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        )
    finally:
        signal.signal(signal.SIGINT, heard)


def sweep(client: Client, paths: list[str], out: Path, dates: re.Pattern[str] | None = None) -> list[tuple[str, str]]:
    """Read the articles at these paths into the table `out`; gives the files that could not be read, and why.

    What an earlier run read of them, to its end or not, is not read again unless the file has changed. `dates` finds
    the date of publication in a path. Raises `SweepError`, and `OSError` where the table cannot be written.
    """
    table = Parts(out, dates.pattern if dates else None)
    try:
        return table.join(_sweep(client, paths, table, dates))
    except (CancelledError, CommClosedError):
        raise SweepError(_LOST) from None


def _sweep(client: Client, paths: list[str], table: Parts, dates: re.Pattern[str] | None) -> dict[str, str | None]:
    """Read what is not in the parts of the table yet; gives the digest of each file, by its path."""
    pattern = dates.pattern if dates else None
    known = table.known()
    wanted: dict[str, str | None] = {}
    suspects: Batch = []
    with tqdm(total=len(paths), unit=" articles", disable=None) as bar:

        def unread() -> Iterator[Item]:
            for path in paths:
                item = files.read(path, dates)
                wanted[item.file] = item.digest
                if item.digest and known.get(item.file) == item.digest:
                    bar.update()
                else:
                    yield item

        for batch, future in _done(client, _batches(unread()), pattern):
            if future.exception() is None:
                table.add(future.result())
                bar.update(len(batch))
            else:
                suspects += batch
        # One article of a batch brought it down. Each alone shows which, and takes no other with it.
        for item in suspects:
            future = client.submit(read, [item], pattern, pure=False)
            if error := future.exception():
                wanted[item.file] = None
                row = rows.failed(item._replace(digest=None), _fault(error))
                table.add(parts.part([row], pattern))
            else:
                table.add(future.result())
            bar.update()
    return wanted


def _batches(items: Iterator[Item]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.content)
        if len(batch) == _ARTICLES or size >= _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _done(client: Client, batches: Iterator[Batch], dates: str | None) -> Iterator[tuple[Batch, Future[bytes]]]:
    """Each batch, in any order, with its future once that is done."""
    under_way: dict[Future[bytes], Batch] = {}
    done = as_completed()

    def send() -> None:
        most = _AHEAD * max(1, sum(client.nthreads().values()))
        for batch in islice(batches, max(0, most - len(under_way))):
            future = client.submit(read, batch, dates, pure=False)
            under_way[future] = batch
            done.add(future)

    send()
    for future in done:
        yield under_way.pop(future), future
        send()


def _fault(error: BaseException) -> Fault:
    if isinstance(error, KilledWorker):
        return Fault("", "the process that read it ended each time, perhaps for want of memory", "leave it out")
    return Fault("", f"Dateline failed at it ({type(error).__name__})", "report this as a mistake of Dateline")
