"""A part of a story file, as a source or an event, and a member of it: types only. `members` has all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

#: What a value is, so how it is read, described and edited.
Form = Literal[
    "id",  # names the object itself
    "link",  # the id of another object
    "links",  # a list of them
    "text",
    "date",
    "time",  # of day
    "language",
    "url",
    "choice",
    "flag",  # true or false
    "number",
    "amount",  # of a claim: its limit is that of its unit
    "country",
    "names",  # a text by language
    "position",
    "quantity",  # `low`, `high` and `unit` once more
    "object",  # another part
    "list",  # of objects of another part
]


@dataclass(frozen=True, kw_only=True, eq=False)
class Member:
    """One member of a part: its key in the file, its form, and all that is said of it.

    `about` says what it means, in a sentence; `label` is its column in the editor, empty where it has none. `most`
    counts characters or items, or is the greatest number. `of` is the kind of thing that an id names, or the part that
    an object is. `since` is the version of the format that first has it, and `newer`
    are the options that version 1 does not have.
    `attribute` is its name in `geo.story.model`. An optional member may be null, which is written where
    `is_null_written`.
    """

    key: str
    form: Form
    title: str
    about: str
    example: object = None
    optional: bool = False
    most: int = 0
    least: int = 0
    since: int = 1
    options: Mapping[str, str] = field(default_factory=dict)
    newer: tuple[str, ...] = ()
    of: str = ""
    attribute: str = ""
    label: str = ""
    hint: str = ""
    is_wide: bool = False
    is_long: bool = False
    is_null_written: bool = False

    @property
    def name(self) -> str:
        """Its name in `geo.story.model`."""
        return self.attribute or self.key


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """A kind of object in a story file, with its members in the order in which they are written.

    `cells` are the members that the editor shows, in its order: keys, or paths to members of an inner part.
    """

    name: str
    members: tuple[Member, ...]
    cells: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all members."""
        return tuple(member.key for member in self.members)

    def member(self, key: str) -> Member:
        """The member with a key."""
        return next(member for member in self.members if member.key == key)
