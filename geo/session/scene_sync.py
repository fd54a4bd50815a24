"""Remember which scene a browser has, to send only the difference."""

import secrets

from geo.view import scene, wire

#: Numbers begin anywhere below, so that a browser that goes from one page to another does not take one for another's.
_MAX_BEGIN = 2**40


class SceneSync:
    """The scenes that one browser was sent, by number: the latest, and the one that it says it has."""

    def __init__(self) -> None:
        self._known: dict[int, wire.Scene] = {}
        self._latest = secrets.randbelow(_MAX_BEGIN)
        self._there: int | None = None

    def acknowledge(self, number: object) -> None:
        """Take the number of the scene that the browser says it has; with any other value it has none of these."""
        self._there = number if isinstance(number, int) and number in self._known else None

    def update(self, drawn: wire.Scene) -> wire.Update:
        """Keep a scene as the latest; return what is new in it for the browser, the whole of it where none is known."""
        before = self._known.get(self._there) if self._there is not None else None
        if self._known.get(self._latest) != drawn:
            self._latest += 1
        self._known = {n: s for n, s in self._known.items() if n == self._there} | {self._latest: drawn}
        told: wire.Update = {"number": self._latest, "on": self._there}
        if before is None:
            told["scene"] = drawn
        else:
            told["changes"] = scene.changes(before, drawn)
        return told
