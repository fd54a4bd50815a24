"""Files packed once and kept: one at a time, and only while somebody waits for them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from geo.serving import compression
from geo.serving.compression import Encoding

#: Of packed files; all that Streamlit and this project have come to half of it, in both encodings.
_KEPT_BYTES = 32_000_000
#: Of files that wait to be packed, a quarter of a second's work; a larger file is not packed at all.
_WAITING_BYTES = 5_000_000


class Version(NamedTuple):
    """A version of a file in an encoding. Another mark is another version."""

    path: Path
    encoding: Encoding
    mark: str


class _Kept(NamedTuple):
    mark: str
    body: bytes


class _Job:
    """A file to be packed, and how many wait for it."""

    def __init__(self, size: int, work: Future[bytes]) -> None:
        self.size, self.work, self.packed = size, work, asyncio.wrap_future(work)
        self.waiting = 0


class Packing:
    """Packed files, one of each file and encoding, up to `kept_bytes`. What is asked for least lately makes room."""

    def __init__(self, kept_bytes: int = _KEPT_BYTES, waiting_bytes: int = _WAITING_BYTES) -> None:
        self._most, self._most_waiting = kept_bytes, waiting_bytes
        self._kept: OrderedDict[tuple[Path, Encoding], _Kept] = OrderedDict()
        self._jobs: dict[Version, _Job] = {}
        # One thread of its own: what brotli needs for a moment, some megabytes, stays with each that ever ran it.
        self._thread = ThreadPoolExecutor(1, "packing")

    def kept(self, version: Version) -> bytes | None:
        """The packed file, where it is kept."""
        kept = self._kept.get((version.path, version.encoding))
        if kept is None or kept.mark != version.mark:
            return None
        self._kept.move_to_end((version.path, version.encoding))
        return kept.body

    def has_room(self, version: Version, size: int) -> bool:
        """Whether a file of `size` bytes may be waited for. Where too much waits already, it had better go as it is."""
        return version in self._jobs or size + sum(job.size for job in self._jobs.values()) <= self._most_waiting

    async def packed(self, version: Version, size: int, read: Callable[[], bytes]) -> bytes:
        """The packed file, which `read` gives. Who is cancelled waits no more; what nobody waits for is not begun."""
        job = self._jobs.get(version) or self._begin(version, size, read)
        job.waiting += 1
        try:
            # Shielded: the others want it even if this one has gone.
            return await asyncio.shield(job.packed)
        finally:
            job.waiting -= 1
            if not job.waiting and job.work.cancel():
                del self._jobs[version]

    def _begin(self, version: Version, size: int, read: Callable[[], bytes]) -> _Job:
        work = self._thread.submit(lambda: compression.packed(read(), version.encoding))
        job = self._jobs[version] = _Job(size, work)
        job.packed.add_done_callback(lambda packed: self._end(version, packed))
        return job

    def _end(self, version: Version, packed: asyncio.Future[bytes]) -> None:
        if packed.cancelled():
            return
        del self._jobs[version]
        if packed.exception() is not None:  # who waits is told
            return
        self._kept[version.path, version.encoding] = _Kept(version.mark, packed.result())
        self._kept.move_to_end((version.path, version.encoding))
        while sum(len(kept.body) for kept in self._kept.values()) > self._most:
            self._kept.popitem(last=False)
