"""Whose turn it is: one at a time, and of those who wait each address in its turn, however much it waits for."""

import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from geo.base.checkpoint import checkpoint

#: Each that waits takes a thread. Of one address: an office where twenty people want a picture at the same moment.
MAX_WAITING, WAITING_EACH = 64, 20
#: So often, in seconds, it is seen whether whoever waits is still there.
_LOOK_S = 0.4


class Full(Exception):  # noqa: N818  (a state)
    """There is no room to wait, or the time for it is over."""


class Queue:
    """Gives turns, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._served: str | None = None  # whose turn it is
        self._waiting: OrderedDict[str, deque[Event]] = OrderedDict()  # by address, the next to have a turn first

    @contextmanager
    def turn(self, address: str, seconds: float) -> Iterator[None]:
        """Wait for a turn, for so many seconds at most, and have it. Raises `Full`, and what a checkpoint raises."""
        self._enter(address, seconds)
        try:
            yield
        finally:
            with self._lock:
                self._pass_on()

    def _enter(self, address: str, seconds: float) -> None:
        with self._lock:
            if self._served is None:
                self._served = address
                return
            others = self._waiting.get(address, ())
            if len(others) >= WAITING_EACH or sum(map(len, self._waiting.values())) >= MAX_WAITING:
                raise Full
            called = Event()
            self._waiting.setdefault(address, deque()).append(called)
        until = time.monotonic() + seconds
        try:
            while not called.wait(max(0.0, min(_LOOK_S, until - time.monotonic()))):
                checkpoint()
                if time.monotonic() >= until:
                    raise Full
        except BaseException:
            self._leave(address, called)
            raise

    def _leave(self, address: str, called: Event) -> None:
        """Wait no more."""
        with self._lock:
            if called.is_set():  # in this very moment
                self._pass_on()
            else:
                self._waiting[address].remove(called)
                if not self._waiting[address]:
                    del self._waiting[address]

    def _pass_on(self) -> None:
        """Call the next address: another than the last, where there is one."""
        if self._served is not None and self._served in self._waiting:
            self._waiting.move_to_end(self._served)
        self._served = next(iter(self._waiting), None)
        if self._served is not None:
            calls = self._waiting[self._served]
            calls.popleft().set()
            if not calls:
                del self._waiting[self._served]
