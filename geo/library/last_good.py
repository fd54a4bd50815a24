"""Keep the last version of a file that could be read: one that is missing, broken or half written takes nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from geo.base.faults import RefusedError

T = TypeVar("T")
E = TypeVar("E", bound=BaseException)

#: The files that were asked for last are kept, as many as come to so many bytes: eight of the largest, or hundreds.
_ROOM = 32 * 1024 * 1024
#: A file counts for so much at least, so that those without a good version are forgotten too.
_MIN_SIZE = 32 * 1024
#: The last second of the year 9999: a file may say that it is younger.
_LAST_S = 253_402_300_799

_log = logging.getLogger("dateline")


class Version(NamedTuple, Generic[T]):
    """What was read from a file, when that version of it was written, and whether the file is still so."""

    value: T
    written: datetime
    is_current: bool


# What tells versions of a file apart: a change of its permissions too, as it may be what was wrong.
_Stamp = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True)
class _Known(Generic[T]):
    """A file: the version looked at last, the last good one and its bytes, and what is wrong with the file now."""

    stamp: _Stamp | None = None
    good: Version[T] | None = None
    size: int = _MIN_SIZE
    fault: RefusedError | OSError | None = None


class LastGoodFile(Generic[T]):
    """What `read` makes of files, each version of a file read once, and kept while later ones cannot be read.

    `read` raises `RefusedError` for what it refuses.
    """

    def __init__(self, read: Callable[[bytes], T], room: int = _ROOM) -> None:
        self._read, self._room = read, room
        self._files: dict[Path, _Known[T]] = {}  # the one asked for last at the end
        self._lock = Lock()

    def __contains__(self, file: Path) -> bool:
        """Whether there is a version of the file to show, whatever has become of it."""
        known = self._files.get(file)
        return known is not None and known.good is not None

    def version(self, file: Path) -> Version[T]:
        """The file as it is, or as it could last be read. What is wrong with it is logged once for each version of it.

        Raises the `RefusedError` or `OSError` where no version of it could be read.
        """
        known = self._keep(file, self._looked_at(file, self._files.get(file, _Known())))
        if known.good is None:
            assert known.fault is not None  # noqa: S101 - one of the two there is
            raise known.fault.with_traceback(None)  # or it would grow with each visit
        return known.good._replace(is_current=known.fault is None)

    def _looked_at(self, file: Path, known: _Known[T]) -> _Known[T]:
        try:
            status = file.stat()
            stamp = (status.st_ino, status.st_ctime_ns, status.st_size)
            if stamp == known.stamp:
                return known
            value = self._read(file.read_bytes())
        except RefusedError as error:
            return replace(known, stamp=stamp, fault=_bare(error))
        except OSError as error:  # which may pass without a change of the file, so it is tried again
            return replace(known, stamp=None, fault=_bare(error))
        written = datetime.fromtimestamp(min(max(status.st_mtime, 0), _LAST_S), UTC)
        return _Known(stamp=stamp, good=Version(value, written, True), size=max(status.st_size, _MIN_SIZE))

    def _keep(self, file: Path, known: _Known[T]) -> _Known[T]:
        """Keep what is known of a file, or what another thread has read of the same version meanwhile."""
        with self._lock:
            before: _Known[T] = self._files.pop(file, _Known())
            if known.stamp is not None and known.stamp == before.stamp:
                known = before
            elif known.fault and (known.stamp, str(known.fault)) != (before.stamp, str(before.fault)):
                _log.error("the story file %s cannot be read: %s", file, known.fault)
            self._files[file] = known
            too_much = sum(each.size for each in self._files.values()) - self._room
            for oldest in [*self._files][:-1]:
                if too_much <= 0:
                    break
                too_much -= self._files.pop(oldest).size
        return known


def _bare(error: E) -> E:
    """An error to keep: without what was read when it was raised, which may be the whole file."""
    error.__context__ = error.__cause__ = None
    return error.with_traceback(None)
