"""The members of one JSON object, read by name and kind; what is wrong is collected, with its place and the remedy.

Each method returns the value, or None where it is missing or wrong: the fault is then in the list that all share.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from geo.base import clock
from geo.base.checkpoint import checkpoint
from geo.base.edtf import MAX_TEXT as MAX_DATE
from geo.base.edtf import EdtfError, When
from geo.base.faults import Fault
from geo.story.strict_json import pointer, printable

T = TypeVar("T")

MAX_ID = 64
#: The most faults of one file that are listed. More are counted: nobody reads them, and a file may have a million.
MAX_FAULTS = 20_000
#: The most members of one object that are named as unknown.
_MAX_UNKNOWN = 100
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
MAX_LANGUAGE = 35
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}


def kind(value: object) -> str:
    """What a JSON value is, in words."""
    return next((words for type_, words in _KINDS.items() if isinstance(value, type_)), "a number")


def is_slug(text: str) -> bool:
    """Whether a text can be an id: lower-case letters and digits in groups joined by hyphens."""
    return len(text) <= MAX_ID and _ID.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Whether a text has the form of a BCP 47 language tag."""
    return len(text) <= MAX_LANGUAGE and LANGUAGE.fullmatch(text) is not None


def _shows(text: str) -> bool:
    """Whether a reader sees anything of a text."""
    is_plain = text != "" and text.isprintable() and not text.isspace()
    return is_plain or any(sign.isprintable() and not sign.isspace() for sign in text)


class Fields:
    """One JSON object at `path`; `faults` is where problems go."""

    def __init__(self, value: object, path: str, faults: list[Fault]) -> None:
        self.path = path
        self.faults = faults
        self._faults_before = len(faults)
        self.is_object = isinstance(value, Mapping)
        self.members: Mapping[str, object] = value if isinstance(value, Mapping) else {}
        if not self.is_object:
            self.fault("", f"this is {kind(value)}", "write an object, in braces")

    def fault(self, key: str | int, problem: str, remedy: str) -> None:
        """Note a problem of the member `key`, or of the object itself where `key` is empty."""
        self.faults.append(Fault(self.path if key == "" else pointer(self.path, key), problem, remedy))

    def _get(self, key: str, wanted: str, *limits: object, optional: bool) -> object:
        """A member; where it is missing, the fault says what is wanted, with the limits put into its braces."""
        value = self.members.get(key)
        if value is None and not optional:
            problem = f"`{key}` is null" if key in self.members else f"the member `{key}` is missing"
            self.fault(key, problem, f"give `{key}`: {wanted.format(*limits)}")
        return value

    def text(self, key: str, most: int, *, optional: bool = False) -> str | None:
        """A text that is not empty, of at most `most` characters."""
        value = self._get(key, "a text of 1 to {:,} characters", most, optional=optional)
        if value is None:
            return None
        if not isinstance(value, str):
            self.fault(key, f"`{key}` is {kind(value)}", "write a text, in quotation marks")
        elif not _shows(value):
            self.fault(key, f"`{key}` is empty", "write a text, or leave the member out if it is optional")
        elif len(value) > most:
            self.fault(key, f"`{key}` has {len(value):,} characters", f"shorten it to {most:,} at most")
        else:
            return value
        return None

    def id(self, key: str = "id") -> str | None:
        """A slug: lower-case letters and digits in groups joined by hyphens."""
        value = self.text(key, MAX_ID)
        if value is not None and not is_slug(value):
            self.fault(
                key,
                f"`{key}` is not a slug",
                "use a to z, 0 to 9 and single hyphens between, as in `old-town-2`",
            )
            return None
        return value

    def language(self, key: str) -> str | None:
        """A BCP 47 language tag, checked for form."""
        value = self.text(key, MAX_LANGUAGE)
        if value is not None and not is_language_tag(value):
            self.fault(key, f"`{key}` is not a language tag", "write one as in en, ar or pt-BR")
            return None
        return value

    def choice(self, key: str, options: Sequence[str], *, optional: bool = False) -> str | None:
        """One of a few words."""
        value = self.members.get(key)
        if isinstance(value, str) and value in options:
            return value
        words = ", ".join(options)
        if self._get(key, "one of {}", words, optional=optional) is None:
            return None
        shown = f"“{printable(value)}”" if isinstance(value, str) else kind(value)
        self.fault(key, f"`{key}` is {shown}", f"write one of {words}")
        return None

    def flag(self, key: str, *, optional: bool = False) -> bool | None:
        """True or false."""
        value = self._get(key, "true or false", optional=optional)
        if value is None or isinstance(value, bool):
            return value
        self.fault(key, f"`{key}` is {kind(value)}", "write true or false, without quotation marks")
        return None

    def number(self, key: str, low: float, high: float, *, optional: bool = False) -> float | None:
        """A number from `low` to `high`, both included. One that is not finite was reported where it was read."""
        value = self._get(key, "a number from {:,.10g} to {:,.10g}", low, high, optional=optional)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(key, f"`{key}` is {kind(value)}", "write a number, without quotation marks")
        elif not low <= value <= high:
            if value == value and abs(value) != float("inf"):
                self.fault(key, f"`{key}` is {value:,.10g}", f"write a number from {low:,.10g} to {high:,.10g}")
        else:
            return value
        return None

    def when(self, key: str, *, optional: bool = False) -> When | None:
        """A date or an interval of dates, in EDTF up to level 1."""
        value = self.text(key, MAX_DATE, optional=optional)
        if value is None:
            return None
        try:
            return When.parse(value)
        except EdtfError as error:
            self.fault(
                key,
                f"“{printable(value)}” is no date: {error}",
                "write for example 2020-09, 2020-11-02 or 2020-11-02/2020-11-04",
            )
            return None

    def time(self, key: str, *, optional: bool = False) -> str | None:
        """A time of day, as in `14:30` or `14:30+02:00`."""
        value = self.text(key, 20, optional=optional)
        if value is not None and not clock.is_time(value):
            self.fault(key, f"“{printable(value)}” is no time of day", "write it as in 14:30, 14:30Z or 14:30+02:00")
            return None
        return value

    def url(self, key: str) -> str | None:
        """A web address, optional: http or https, with a host and no user name."""
        value = self.text(key, 2000, optional=True)
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
            good = good and (parts.port is None or parts.port > 0)
        except ValueError:
            good = False
        if not good or not value.isprintable() or re.search(r"[\s\\<>\"]", value):
            self.fault(key, f"`{key}` is not a web address", "write http://… or https://…, without spaces")
            return None
        return value

    def items(self, key: str, most: int) -> Iterator[tuple[str, object]]:
        """The items of a list, each with its path."""
        value = self._get(key, "a list, which may be empty", optional=False)
        if value is None:
            return
        if not isinstance(value, list):
            self.fault(key, f"`{key}` is {kind(value)}", "write a list, in brackets")
            return
        if len(value) > most:
            self.fault(key, f"`{key}` has {len(value):,} items", f"keep at most {most:,}")
            return
        path = pointer(self.path, key)
        for index, item in enumerate(value):
            checkpoint()
            yield f"{path}/{index}", item

    def make(self, type_: Callable[..., T], **values: object) -> T | None:
        """`type_` of these values, or None if any fault came up since this object was begun."""
        return type_(**values) if len(self.faults) == self._faults_before else None

    def no_others(self, known: Collection[str]) -> None:
        """Refuse members that are not `known`: most likely a typing error."""
        if not (others := [key for key in self.members if key not in known]):
            return
        unknown = [printable(key) for key in others]
        remedy = f"correct or delete it; the members are {', '.join(sorted(known))}"
        for key in unknown[:_MAX_UNKNOWN]:
            self.fault(key, f"`{key}` is not a member that a story knows here", remedy)
        if len(unknown) > _MAX_UNKNOWN:
            self.fault("", f"{len(unknown) - _MAX_UNKNOWN:,} more members are none that a story knows here", remedy)


@dataclass
class References:
    """Ids that were defined, and those that others refer to, so that dangling ones are found at the end."""

    faults: list[Fault]
    defined: dict[str, dict[str, str]] = field(default_factory=dict)
    wanted: list[tuple[str, str | Sequence[object], str]] = field(default_factory=list)
    _taken: list[tuple["References", str]] = field(default_factory=list)

    def define(self, what: str, name: str | None, path: str) -> None:
        """Say that a thing of this kind has this id; a second one is a fault."""
        ids = self.defined.setdefault(what, {})
        if name is not None and ids.setdefault(name, path) != path:
            remedy = "give each its own id"
            self.faults.append(Fault(path, f"the {what} id “{name}” was already used at {ids[name]}", remedy))

    def want(self, what: str, name: str | None, path: str) -> None:
        """Say that the member at `path` refers to a thing of this kind."""
        if name is not None:
            self.wanted.append((what, name, path))

    def want_each(self, what: str, names: Sequence[object], path: str) -> None:
        """Say that the items of the list at `path` refer to things of this kind, as far as they are texts."""
        self.wanted.append((what, names, path))

    def take(self, part: "References", path: str) -> None:
        """Take over what a part at `path` defines and refers to, whose own paths begin there."""
        for what, ids in part.defined.items():
            for name, inner in ids.items():
                self.define(what, name, path + inner)
        if part.wanted:
            self._taken.append((part, path))

    def check(self) -> int:
        """Note every reference that leads nowhere; to be called when all ids are known.

        What comes of it is the number of those that there is no room for, beyond `MAX_FAULTS`.
        """
        unlisted = 0
        for what, name, path in self._lost():
            if len(self.faults) >= MAX_FAULTS:
                unlisted += 1
                continue
            remedy = f"add that {what}, or refer to one of those in the file"
            self.faults.append(Fault(path, f"there is no {what} with the id “{printable(name)}”", remedy))
        return unlisted

    def _lost(self) -> Iterator[tuple[str, str, str]]:
        """What is wanted and not defined: its kind, its id, and where that stands."""
        for part, path in ((self, ""), *self._taken):
            for what, wanted, inner in part.wanted:
                known = self.defined.get(what, {})
                if isinstance(wanted, str):
                    if wanted not in known:
                        yield what, wanted, path + inner
                elif not known.keys() >= {name for name in wanted if isinstance(name, str)}:
                    for index, name in enumerate(wanted):
                        if isinstance(name, str) and name not in known:
                            yield what, name, pointer(path + inner, index)
