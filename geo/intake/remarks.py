"""What there is to say of a file beside what it holds: notes of what is wrong or lost, and questions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from geo.base.faults import Fault
from geo.intake.asks import Ask
from geo.intake.dates.column import Note
from geo.measure.geodesy import LonLat

#: The most notes of one kind that are listed; the others are counted.
MAX_LIKE = 100


class Remarks:
    """Collects notes and questions; `answers` are what a person said to those, by column."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self._answers = answers
        self._asks: dict[str, Ask] = {}
        self._notes: dict[str, list[Fault]] = {}
        self._count: Counter[str] = Counter()
        self._times: Counter[tuple[str, str]] = Counter()

    def note(self, path: str, problem: str, remedy: str, *, kind: str = "") -> None:
        """Note what is wrong or lost at `path` of the file; of one `kind` (or remedy), only so many are kept."""
        kind = kind or remedy
        self._count[kind] += 1
        if self._count[kind] <= MAX_LIKE:
            self._notes.setdefault(kind, []).append(Fault(path, problem, remedy))

    def once(self, problem: str, remedy: str) -> None:
        """Note something about the whole file, at its first occurrence only."""
        self._notes.setdefault(problem, [Fault("", problem, remedy)])

    def count(self, problem: str, remedy: str, times: int = 1) -> None:
        """Note something that is said once for all its occurrences, with how many there are."""
        self._times[problem, remedy] += times

    def ask(
        self, column: str, readings: Sequence[str], otherwise: str | None = None, means: Sequence[str | LonLat] = ()
    ) -> str | None:
        """Ask which of the readings of a column is meant; give the answer, or `otherwise` where there is none."""
        answer = self._answers.get(column)
        is_answered = answer in readings
        taken = answer if is_answered else otherwise
        self._asks[column] = Ask(
            column=column, readings=tuple(readings), taken=taken, is_answered=is_answered, means=tuple(means)
        )
        return taken

    @property
    def asks(self) -> tuple[Ask, ...]:
        """All questions, those that are answered too."""
        return tuple(self._asks.values())

    @property
    def notes(self) -> tuple[Fault, ...]:
        """All notes; where there were too many of a kind, the last says how many."""
        found = []
        for kind, notes in self._notes.items():
            found += notes
            if (more := self._count[kind] - MAX_LIKE) > 0:
                found.append(Fault("", f"there are {more:,} more faults like the last", notes[-1].remedy))
        for (problem, remedy), times in self._times.items():
            found.append(Fault("", problem if times == 1 else f"{problem} ({times:,} times)", remedy))
        return tuple(found)

    def say(self, notes: Iterable[Note]) -> None:
        """Note what is to be said of a column, once."""
        for note in notes:
            self.once(*note)
