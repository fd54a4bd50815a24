"""Limit how many script runs go on at once; the rest wait, and whoever's runs are dear waits for their own.

Python uses one processor at a time. So a few runs go on at once, and the others wait in a queue. A run's place in it is
the moment at which it asked, and as many seconds later as its connection and its address have used the processor of
late (`usage`). Who has used nothing goes first; nobody waits for ever, as moments pass; and of the hundreds behind an
office's address, who have that address in common, each goes before the one among them who is dear.

A run is dear once it has used more than `_CHEAP_S`, or from its beginning where its connection has used more than
`_LATELY_S` of late. Of dear ones a single one goes on at a time, beside the cheap. After each `_SLICE_S`, at its next
checkpoint, it asks anew, and waits behind the others. So a hundred take no more from a cheap one than one does.

At a checkpoint, or while it waits, a run also learns that its visitor has left, and ends: Streamlit by itself ends one
at the next element that it draws, which may be seconds away. A connection has one run at a time, so no run meets
another's half-done work.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import NamedTuple

from streamlit.runtime.scriptrunner import StopException

from geo.base.checkpoint import Course, course
from geo.serving.usage import Usage

#: Seconds of CPU. A page opens in 0.05 to 0.07, a choice in it takes 0.004.
_CHEAP_S, _SLICE_S = 0.1, 0.05
#: What a connection may have used of late: it has opened some pages, and acts three times a second.
_LATELY_S = 0.4
#: Dear runs at once: with two, a cheap one among them has a third of the processor instead of half. And those that may
#: have begun and wait for a further turn: what each has in hand takes some 25 MB.
_DEAR_AT_ONCE, _DEAR_BEGUN = 1, 2
#: So often, in seconds, a run that goes on looks at its thread's clock, and one that waits whether it still has to.
_LOOK_S, _WAIT_S = 0.01, 0.4
#: Who has a turn for so many seconds without a checkpoint is stuck, as on a disk that does not answer, and holds up
#: nobody else.
_STUCK_S = 5.0
#: Whoever has used so many seconds of late, with all behind their address, waits for their own.
_OWN_S = 1.0


class Visitor(NamedTuple):
    """Whose run it is: the session, the address, and whether they have left."""

    session: str
    address: str
    has_left: Callable[[], bool]


class RunLimiter:
    """Let `at_once` cheap runs and one dear one go on at the same time; with 0 as many as there are."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lock = threading.Lock()
        self._waiting: list[_Turn] = []
        self._running: set[_Turn] = set()
        self._begun: dict[str, _Turn] = {}  # by session, also of those that wait for a further turn
        self._sessions, self._addresses = Usage(), Usage()

    @contextmanager
    def run(self, visitor: Visitor, *, is_dear: bool = False) -> Iterator[None]:
        """A run of a visitor, in this thread, which begins when it is its turn; `is_dear` where that can be foreseen.

        Raises `StopException` where they have left, as the checkpoints in it do.
        """
        turn = _Turn(self, visitor, is_dear)
        self.take(turn)
        token = course.set(turn)
        try:
            yield
        finally:
            course.reset(token)
            turn.charge()
            self.give_back(turn)

    def take(self, turn: "_Turn") -> None:
        """Wait until it is the run's turn, or its turn again. Raises `StopException`."""
        with self._lock:
            now = time.monotonic()
            used = self._sessions.of(turn.visitor.session, now)
            turn.is_dear = turn.is_dear or used > _LATELY_S
            turn.place = now + used + self._addresses.of(turn.visitor.address, now)
            turn.may_go.clear()
            self._running.discard(turn)
            self._waiting.append(turn)
            self._grant(now)
        while not turn.may_go.wait(_WAIT_S):
            if turn.visitor.has_left():
                self.give_back(turn)
                raise StopException
            with self._lock:
                self._grant(time.monotonic())
        turn.begin()

    def give_back(self, turn: "_Turn") -> None:
        """Let others go on, and another run of the same connection begin."""
        with self._lock:
            self._running.discard(turn)
            if turn in self._waiting:
                self._waiting.remove(turn)
            if self._begun.get(turn.visitor.session) is turn:
                del self._begun[turn.visitor.session]
            self._grant(time.monotonic())

    def _grant(self, now: float) -> None:
        """Give turns to those that may go on, as long as there are any."""
        while able := [turn for turn in self._waiting if self._may_go(turn, now)]:
            turn = min(able, key=attrgetter("place"))
            self._waiting.remove(turn)
            self._running.add(turn)
            self._begun[turn.visitor.session] = turn
            turn.since = now
            turn.may_go.set()

    def _may_go(self, turn: "_Turn", now: float) -> bool:
        begun = self._begun.get(turn.visitor.session)
        if begun not in (None, turn):
            return False
        if not self._at_once:
            return True
        alike = [each for each in self._running if each.is_dear == turn.is_dear and now - each.since < _STUCK_S]
        if not turn.is_dear:
            return len(alike) < self._at_once
        is_room = begun is turn or sum(each.is_dear for each in self._begun.values()) < _DEAR_BEGUN
        return is_room and len(alike) < _DEAR_AT_ONCE

    def charge(self, visitor: Visitor, seconds: float) -> None:
        """Charge a visitor's connection and address with seconds of CPU."""
        with self._lock:
            now = time.monotonic()
            self._sessions.add(visitor.session, seconds, now)
            self._addresses.add(visitor.address, seconds, now)

    def is_wanted(self) -> bool:
        """Whether a dear run waits for the one that goes on."""
        with self._lock:
            return any(turn.is_dear for turn in self._waiting)

    def longest_s(self) -> float:
        """The seconds for which a run is without an end, among those that do not wait for their own."""
        with self._lock:
            now = time.monotonic()
            asked = [turn.asked for turn in (*self._waiting, *self._running) if self._used(turn.visitor, now) < _OWN_S]
            return now - min(asked, default=now)

    def _used(self, visitor: Visitor, now: float) -> float:
        return self._sessions.of(visitor.session, now) + self._addresses.of(visitor.address, now)


class _Turn(Course):
    """A run and its turn: when it asked, its place in the queue, since when it goes on, and what it has used."""

    def __init__(self, turns: RunLimiter, visitor: Visitor, is_dear: bool) -> None:
        self._turns, self.visitor, self.is_dear = turns, visitor, is_dear
        self.asked = time.monotonic()
        self.place = self.since = self._look_at = 0.0
        self._waits = False
        self.may_go = threading.Event()
        self._clock = self._cost = self._slice = 0.0

    def begin(self) -> None:
        """It goes on, in this thread."""
        self._clock, self._slice = time.thread_time(), 0.0
        self._look_at = time.monotonic() + _LOOK_S

    def charge(self) -> None:
        """Charge what was used since it was charged last."""
        before, self._clock = self._clock, time.thread_time()
        used = self._clock - before
        self._cost += used
        self._slice += used
        self._turns.charge(self.visitor, used)

    def checkpoint(self) -> None:
        """Return when the run may go on. Raises `StopException`."""
        if time.monotonic() < self._look_at:
            return
        if self.visitor.has_left():
            raise StopException
        if self._waits:
            return
        self.charge()
        becomes_dear = not self.is_dear and self._cost > _CHEAP_S
        self.is_dear = self.is_dear or becomes_dear
        if becomes_dear or (self.is_dear and self._slice > _SLICE_S and self._turns.is_wanted()):
            self._turns.take(self)
        self._look_at = time.monotonic() + _LOOK_S

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Leave the turn to others meanwhile."""
        self.charge()
        self._turns.give_back(self)
        self._waits = True
        try:
            yield
        finally:
            self._waits = False
            self._turns.take(self)
