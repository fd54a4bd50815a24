"""Limit the memory that the process gives to what its visitors bring, so that no crowd can fill it.

What something takes is reckoned from its size, as measured, to a factor of 2: `DRAFT` and those after it say how. What
owns it is remembered as long as it exists, so nobody has to give anything back.
"""

import os
import weakref
from collections import deque
from threading import RLock

from geo.base.faults import Fault, RefusedError

#: The setting, and what it is without one: 6 drafts of 4 MB, or 1,200 of 20 kB.
VARIABLE, USUAL = "DATELINE_KEPT_BYTES", 400_000_000
#: Bytes in memory for each byte of a draft's JSON, and of a story's that is drawn; for each fault of a draft.
DRAFT, STORY, FAULT = 16, 8, 700
#: And for each character of an article, each place or claim in it, and each date, sentence and decision.
CHARACTER, MENTION, FOUND = 4, 2_000, 400

_FULL = Fault(
    "",
    "the server holds as much for its visitors as it can just now",
    "what you have stays in this browser; try again in some minutes",
)


class MemoryBudgetError(RefusedError):
    """There is no room for it just now."""

    def __init__(self) -> None:
        super().__init__([_FULL])


class MemoryBudget:
    """Count the bytes that each owner reserved, all of them at most `most`; 0 is no limit.

    >>> class Owner: pass
    >>> owner, budget = Owner(), MemoryBudget(most=100)
    >>> budget.reserve(owner, 70), budget.reserve(owner, 90), budget.reserved
    (None, None, 90)
    >>> del owner; budget.reserved
    0
    """

    def __init__(self, most: int | None = None) -> None:
        """Without `most` the setting counts."""
        self._most = most
        self._lock = RLock()
        self._of: dict[int, int] = {}
        self._gone: deque[int] = deque()

    def reserve(self, owner: object, size: int) -> None:
        """Reserve `size` bytes for `owner`, in place of its earlier reservation.

        Raises `MemoryBudgetError`, and leaves it what it had, where there is no room for more.
        """
        most = int(os.environ.get(VARIABLE) or USUAL) if self._most is None else self._most
        with self._lock:
            taken = self.reserved
            had = self._of.get(id(owner), 0)
            if size > had and 0 < most < taken - had + size:
                raise MemoryBudgetError
            if id(owner) not in self._of:
                weakref.finalize(owner, self._gone.append, id(owner)).atexit = False
            self._of[id(owner)] = size

    @property
    def reserved(self) -> int:
        """The bytes that all owners have reserved."""
        with self._lock:
            # What goes away may do so anywhere, in the midst of this too, so it only says so.
            while self._gone:
                del self._of[self._gone.popleft()]
            return sum(self._of.values())


#: For the drafts and articles of all sessions; and as much again for the stories that links bring.
VISITORS, LINKS = MemoryBudget(), MemoryBudget()
