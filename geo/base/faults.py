"""Say what is wrong in what somebody brought, each fault with its place and remedy."""

from collections.abc import Iterable
from typing import NamedTuple


class Fault(NamedTuple):
    """One fault: where it is (a JSON Pointer into the file), what it is, and what to do about it."""

    path: str
    problem: str
    remedy: str


class RefusedError(ValueError):
    """A file refused whole, with every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path or '/'}: {fault.problem}" for fault in self.faults))
