"""Checkpoints: where a long computation lets others go first, and ends if nobody waits for it any more.

The word is trio's. A server puts each run of a visitor into a `Course`; where there is none, as for a command, a
checkpoint does nothing. It may raise what no `except Exception` catches. So what is half done at one has to be in local
names, to be kept when it is whole; and no lock is held there, as others may run into it.
"""

from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from typing import Protocol


class Course(Protocol):
    """What a run goes through."""

    def checkpoint(self) -> None:
        """Return when the run may go on; raise if it is to end."""
        ...

    def waiting(self) -> AbstractContextManager[None]:
        """For the time in which the run waits for something other than the processor."""
        ...


#: The course of the run that this thread is.
course: ContextVar[Course | None] = ContextVar("course", default=None)


def checkpoint() -> None:
    """Stand in each loop that may be long. Costs a tenth of a microsecond."""
    if (now := course.get()) is not None:
        now.checkpoint()


def waiting() -> AbstractContextManager[None]:
    """Stand around what waits, as for another server, so that others have the processor meanwhile."""
    return nullcontext() if (now := course.get()) is None else now.waiting()
