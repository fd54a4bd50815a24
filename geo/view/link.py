"""What a link carries: which event, which pair and path, in which unit, on which base map, up to which event."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypedDict, Unpack, get_args
from urllib.parse import unquote

from geo.story.model import Story
from geo.story.strict_json import printable
from geo.view import stop

#: The units of `geo.story.model` that a whole story can be read in; metres, feet and yards are for claims only.
ReaderUnit = Literal["km", "mi", "nmi"]
Base = Literal["outline", "osm"]
UNITS: tuple[ReaderUnit, ...] = get_args(ReaderUnit)
BASES: tuple[Base, ...] = get_args(Base)

#: The parameters that bring or name a story; of several in a link the first counts.
STORY_PARAMETERS = ("data", "src", "story")
#: The other query parameters, each with the field of `View` that it is.
FIELDS = {
    **{name: name for name in ("event", "from", "to", "via", "ref_from", "ref_to", "unit", "base", "until", "hide")},
    "from": "origin",
}
#: Between the stops of `via`; a browser leaves this sign as it is.
_BETWEEN = "~"
#: The most stops on the way: more make a link that people cannot send.
MAX_VIA = 30


class ViewFields(TypedDict, total=False):
    """Some of the fields of a view."""

    event: str
    origin: str
    to: str
    via: tuple[str, ...]
    ref_from: str | None
    ref_to: str | None
    unit: ReaderUnit
    base: Base
    until: str | None
    hide: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class View:
    """What the page shows, all of it valid for the story.

    The ends of what is measured, `origin` and `to`, and the stops between, `via`, are as a link has them: a place's id,
    or `@latitude,longitude`. `ref_from` and `ref_to` are ids of reference points of the two ends, or None for the
    places' own points. `until` is an event's id, or None for the whole story; `hide` has the ids of
    the tags whose events are not shown.
    """

    event: str
    origin: str
    to: str
    via: tuple[str, ...] = ()
    ref_from: str | None = None
    ref_to: str | None = None
    unit: ReaderUnit = "km"
    base: Base = "outline"
    until: str | None = None
    hide: tuple[str, ...] = ()

    @classmethod
    def opening(cls, story: Story, event: str | None = None) -> "View":
        """The view that a link without parameters opens, or one that names an event and no more."""
        shown = event or story.opening.event
        origin, to = story.pair(shown) or (story.opening.origin, story.opening.to)
        return cls(event=shown, origin=origin, to=to)

    @classmethod
    def from_query(cls, query: Mapping[str, str], story: Story) -> tuple["View", tuple[str, ...]]:
        """The view that a link asks for, and a sentence for each thing it asks for that there is not.

        Never raises: what the story lacks falls back to its opening; parameters of others are passed over.
        """
        wanted: dict[str, Any] = {}  # each as its reader gives it
        for name, read in _READERS.items():
            if name in query:
                wanted[name] = read(query[name], story)
        usual = cls.opening(story, wanted.get("event"))
        for name, end in (("ref_from", "from"), ("ref_to", "to")):
            if name in query:
                measured = wanted.get(end) or getattr(usual, FIELDS[end])
                wanted[name] = query[name] if query[name] in stop.references(measured, story) else None
        notices = tuple(_notice(name, query[name]) for name in FIELDS if name in wanted and wanted[name] is None)
        found = {FIELDS[name]: value for name, value in wanted.items() if value is not None}
        return replace(usual, **found).moved(story), notices

    def to_query(self, story: Story) -> dict[str, str]:
        """The parameters of a link to this view: only what differs from how its event opens, in a fixed order."""
        default = replace(View.opening(story, self.event), event=story.opening.event)
        pairs = ((name, getattr(self, field), getattr(default, field)) for name, field in FIELDS.items())
        return {
            name: _BETWEEN.join(value) if isinstance(value, tuple) else value
            for name, value, usual in pairs
            if value != usual
        }

    def fitted(self, story: Story) -> "View":
        """This view of what may be another story: what that lacks falls back to its opening."""
        found = {name: getattr(self, field) for name, field in FIELDS.items()}
        query = {n: _BETWEEN.join(v) if isinstance(v, tuple) else v for n, v in found.items() if v}
        return View.from_query(query, story)[0]

    def measures(self, story: Story) -> bool:
        """Whether it measures something: the pair that the event or the story names, or one that a reader chose."""
        return story.pair(self.event) is not None or not self._is_usual(story)

    def _is_usual(self, story: Story) -> bool:
        """Whether it measures what its event opens with."""
        usual = View.opening(story, self.event)
        return (self.origin, self.to, self.via) == (usual.origin, usual.to, usual.via)

    def changed(self, story: Story, **fields: Unpack[ViewFields]) -> "View":
        """This view with other fields. With another event goes its pair, unless the reader has chosen one."""
        found = replace(self, **fields)
        if "event" in fields and self._is_usual(story):
            usual = View.opening(story, found.event)
            found = replace(found, origin=fields.get("origin", usual.origin), to=fields.get("to", usual.to))
        return found.moved(story)

    def moved(self, story: Story) -> "View":
        """This view with what depends on another field put right.

        `until` moves along where the event is later; a reference point goes when its place does.
        """
        late = self.until is not None and story.position[self.event] > story.position[self.until]
        return replace(
            self,
            until=self.event if late else self.until,
            ref_from=self.ref_from if self.ref_from in stop.references(self.origin, story) else None,
            ref_to=self.ref_to if self.ref_to in stop.references(self.to, story) else None,
        )


def mended(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a link as they were meant, where a program has encoded the link once more than it should.

    >>> mended({"event": "talks", "amp;unit": "mi", "from": "%4032.9%2C13.2"})
    {'event': 'talks', 'unit': 'mi', 'from': '@32.9,13.2'}
    """
    found = {name.removeprefix("amp;"): value for name, value in query.items()}
    return {name: unquote(value) if name in FIELDS and "%" in value else value for name, value in found.items()}


def _stops(text: str, story: Story) -> tuple[str, ...] | None:
    found = [stop.read(part, story) for part in text.split(_BETWEEN)]
    stops = tuple(part for part in found if part is not None)
    return stops if len(stops) == len(found) <= MAX_VIA else None


def _tags(text: str, story: Story) -> tuple[str, ...] | None:
    named = set(text.split(_BETWEEN))
    return hidden(named, story) if story.tag.keys() >= named else None


def hidden(tags: Container[object], story: Story) -> tuple[str, ...]:
    """Those of some tags that the story has, by id, in its order."""
    return tuple(tag.id for tag in story.tags if tag.id in tags)


def _one_of(options: Callable[[Story], Container[str]]) -> Callable[[str, Story], str | None]:
    return lambda text, story: text if text in options(story) else None


_READERS: Mapping[str, Callable[[str, Story], object]] = {
    "event": _one_of(lambda story: story.event),
    "from": stop.read,
    "to": stop.read,
    "via": _stops,
    "unit": _one_of(lambda story: UNITS),
    "base": _one_of(lambda story: BASES),
    "until": _one_of(lambda story: story.event),
    "hide": _tags,
}

#: By parameter: what it names, and what the page shows where there is no such thing.
_NAMED = {
    "event": ("event", "its opening event is shown"),
    "from": ("place", "its opening place is used"),
    "to": ("place", "its opening place is used"),
    "via": ("stops", "the straight line is measured"),
    "ref_from": ("reference point", "the place’s own point is used"),
    "ref_to": ("reference point", "the place’s own point is used"),
    "unit": ("unit", "kilometres are shown"),
    "base": ("base map", "the outlines are shown"),
    "until": ("event", "the whole story is shown"),
    "hide": ("tags", "all events are shown"),
}


def _notice(name: str, value: str) -> str:
    what, instead = _NAMED[name]
    are = "which are not all" if name in ("via", "hide") else "which is not"
    return f"The link asks for the {what} “{printable(value)}”, {are} in this story; {instead} instead."
