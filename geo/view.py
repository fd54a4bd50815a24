"""What a link carries: which event, which pair, in which unit, on which base map, up to which event."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from geo.story import Story
from geo.strict_json import printable

#: The units of `geo.story` that a whole story can be read in; metres and feet are for claims only.
ReaderUnit = Literal["km", "mi", "nmi"]
Base = Literal["outline", "osm"]
UNITS: tuple[ReaderUnit, ...] = get_args(ReaderUnit)
BASES: tuple[Base, ...] = get_args(Base)

#: The query parameters, each with the field of `View` that it is.
FIELDS = {"event": "event", "from": "origin", "to": "to", "unit": "unit", "base": "base", "until": "until"}


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page shows, all of it valid for the story. `until` is an event's id, or None for the whole story."""

    event: str
    origin: str
    to: str
    unit: ReaderUnit = "km"
    base: Base = "outline"
    until: str | None = None

    @classmethod
    def opening(cls, story: Story) -> "View":
        """The view that a link without parameters opens."""
        return cls(event=story.opening.event, origin=story.opening.origin, to=story.opening.to)

    @classmethod
    def from_query(cls, query: Mapping[str, str], story: Story) -> tuple["View", tuple[str, ...]]:
        """The view that a link asks for, and a sentence for each thing it asks for that there is not.

        Never raises: what the story lacks falls back to its opening; parameters of others are passed over.
        """
        options = {
            "event": ("event", story.event),
            "from": ("place", story.place),
            "to": ("place", story.place),
            "unit": ("unit", UNITS),
            "base": ("base map", BASES),
            "until": ("event", story.event),
        }
        wanted: dict[str, Any] = {}
        notices = []
        for name, (what, known) in options.items():
            if name not in query:
                continue
            if query[name] in known:
                wanted[FIELDS[name]] = query[name]
            else:
                notices.append(
                    f"The link asks for the {what} “{printable(query[name])}”, which is not in this story; "
                    f"{_INSTEAD[name]} instead."
                )
        view = replace(cls.opening(story), **wanted)
        return view.moved(story), tuple(notices)

    def to_query(self, story: Story) -> dict[str, str]:
        """The parameters of a link to this view: only what differs from the story's opening, in a fixed order."""
        default = View.opening(story)
        pairs = ((name, getattr(self, field), getattr(default, field)) for name, field in FIELDS.items())
        return {name: value for name, value, usual in pairs if value != usual}

    def moved(self, story: Story) -> "View":
        """This view with `until` moved along where the event is later."""
        if self.until is None or story.position[self.event] <= story.position[self.until]:
            return self
        return replace(self, until=self.event)


_INSTEAD = {
    "event": "its opening event is shown",
    "from": "its opening place is used",
    "to": "its opening place is used",
    "unit": "kilometres are shown",
    "base": "the outlines are shown",
    "until": "the whole story is shown",
}
