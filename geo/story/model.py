"""What a story is made of: types only. A `Story` that exists is valid; `geo.story.geojson` is where one comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from string import ascii_uppercase, digits
from typing import Any, Literal, NamedTuple, TypeAlias

from geo.base import clock
from geo.base.edtf import When
from geo.measure.geodesy import LonLat

Precision = Literal["site", "address", "town", "city", "region", "country", "sea", "river", "area"]
SaidBy = Literal["article", "added"]
Status = Literal["happened", "announced"]
BasedOn = Literal["article", "sources", "nothing"]
Unit = Literal["km", "mi", "nmi", "m", "ft", "yd"]
#: What a claim counts between: two places, or a place and something that has no position of its own.
ClaimKind = Literal["pair", "radius", "border", "coast", "inside", "halfway"]
#: How a place is marked: a spot that the article names or that others add, or only the area that is named.
Kind = Literal["named", "added", "region", "country", "area"]

#: Kilometres in one of each unit: the international mile, yard and foot (1959) and nautical mile (1929), all exact.
KM_PER: Mapping[Unit, float] = {
    **{"km": 1.0, "mi": 1.609344, "nmi": 1.852},
    **{"m": 0.001, "ft": 0.000_304_8, "yd": 0.000_914_4},
}

# Before any minute of a day, wherever it is.
_DAY_MIN = 24 * 60

#: Half the earth round, in kilometres: nothing is farther away.
MAX_KM = 20_004.0

#: The most that a claim may state in each unit: round in the large ones, and a thousand times as much in the small.
MOST_STATED: Mapping[str, float] = {unit: MAX_KM * (1 if per >= 1 else 1000) for unit, per in KM_PER.items()}

#: Precisions at which a place is a spot on the ground: a distance to it can be judged.
SPOTS: tuple[Precision, ...] = ("site", "address", "town", "city")

#: The radius of a spot of which nobody says how large it is, in kilometres: those of `data/places.geojson`, and of an
#: address as far as a house may be from where its street is found.
RADIUS_KM: Mapping[Precision, float] = {"site": 2, "address": 0.2, "town": 5, "city": 15}

#: The hedges that a claim may have, by what they say of its value; `geo.story.verdict` holds how far that goes.
HEDGES: Mapping[str, Literal["about", "nearly", "more", "less"]] = {
    **dict.fromkeys(("some", "about", "around", "roughly", "approximately"), "about"),
    **dict.fromkeys(("nearly", "almost", "just under"), "nearly"),
    **dict.fromkeys(("more than", "over", "at least"), "more"),
    **dict.fromkeys(("less than", "under", "up to", "within"), "less"),
}

#: A feature or a geometry of GeoJSON as the file has it: how deep its lists lie depends on its type, which
#: `geo.story.features` has held them against.
GeoJson: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A named point of a place that distances may be measured from instead: its airport, its old town."""

    id: str
    name: str
    at: LonLat
    radius_km: float
    position_source: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place of the story. `radius_km`: how far from `at` it may reasonably be meant; None where that is not judged.

    `names` holds the name by BCP 47 language tag; `country` is ISO 3166-1 alpha-2; `checked` is False as long as nobody
    has confirmed that this place is the one that is meant; `extra` keeps what other programs wrote into the feature's
    properties.
    """

    id: str
    name: str
    at: LonLat
    precision: Precision
    radius_km: float | None
    country: str | None
    position_source: str
    names: Mapping[str, str] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    checked: bool = True
    extra: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def reference(self) -> Mapping[str, Reference]:
        """Its reference points by id."""
        return {reference.id: reference for reference in self.references}

    @property
    def is_spot(self) -> bool:
        return self.precision in SPOTS

    def kind(self, *, added: bool) -> Kind:
        """How it is marked; `added`: the article does not name it."""
        if self.is_spot:
            return "added" if added else "named"
        return self.precision if self.precision in ("country", "region") else "area"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where something was read."""

    id: str
    title: str
    publisher: str | None = None
    date: When | None = None
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tag:
    """A kind of event that the story tells apart; `colour` is one of `geo.base.colours.TAG_COLOURS`, or None."""

    id: str
    name: str
    colour: str | None = None


class Passage(NamedTuple):
    """A passage of a source, word for word, with what stands before and after it: W3C's TextQuoteSelector."""

    exact: str
    prefix: str | None = None
    suffix: str | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened or is announced; `place`, `sources` and `tags` are ids.

    `place` is None where the source names none, `when` where nobody says it, and `text` is empty where there is no more
    than the title. `time` is that of the day `when`, as in `14:30` or `14:30+02:00`. `origin` and `to` are the places
    that are measured while it is selected, both or neither. `passage` is of the first source.
    """

    id: str
    place: str | None
    when: When | None
    title: str
    text: str
    sources: tuple[str, ...]
    said_by: SaidBy
    status: Status
    note: str | None = None
    time: str | None = None
    tags: tuple[str, ...] = ()
    origin: str | None = None
    to: str | None = None
    passage: Passage | None = None

    @property
    def order(self) -> tuple[bool, int, int, int]:
        """Sorts by date, and events of one day by time: those without a time first, those without a date last."""
        begins, span = self.when.order if self.when else (0, 0)
        return self.when is None, begins, span, clock.minutes(self.time) if self.time else -_DAY_MIN


class Quantity(NamedTuple):
    """A value or a range (`low` equals `high` for a single value) in a unit."""

    low: float
    high: float
    unit: Unit

    @property
    def in_km(self) -> tuple[float, float]:
        """Both ends in kilometres."""
        return self.low * KM_PER[self.unit], self.high * KM_PER[self.unit]


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A published distance from `origin` to `to` (place ids), with the direction, if any, in that same sense.

    `to` is None where nobody says which place it is, or where it is none.
    """

    id: str
    quote: str
    origin: str
    to: str | None
    stated: Quantity
    also: Quantity | None = None
    hedge: str | None = None
    direction: str | None = None
    source: str
    kind: ClaimKind = "pair"
    passage: Passage | None = None

    @property
    def has_ring(self) -> bool:
        """Whether it counts from a position, so that it is a ring round that."""
        return self.kind in ("pair", "radius")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What the story shows first: an event, and the pair of places that it measures. All ids.

    Where the story measures none, `is_pair` is False, and the two are its first places, for a reader who asks.
    """

    event: str
    origin: str
    to: str
    is_pair: bool = True


@dataclass(frozen=True, kw_only=True)
class Story:
    """A whole story. `events` are in time order; every id that is referred to exists.

    `shapes` are the features drawn without events, as GeoJSON mappings; `extra` keeps the file's other members.
    """

    id: str
    title: str
    summary: str
    lang: str
    published: When | None
    opening: Opening
    sources: tuple[Source, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    shapes: tuple[GeoJson, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    based_on: BasedOn = "article"
    tags: tuple[Tag, ...] = ()

    @cached_property
    def place(self) -> Mapping[str, Place]:
        """Places by id."""
        return {place.id: place for place in self.places}

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.events}

    @cached_property
    def source(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.sources}

    @cached_property
    def tag(self) -> Mapping[str, Tag]:
        """Tags by id."""
        return {tag.id: tag for tag in self.tags}

    def tags_of(self, event: Event) -> tuple[Tag, ...]:
        """The tags of an event, in the order of the story."""
        return tuple(tag for tag in self.tags if tag.id in event.tags) if event.tags else ()

    @cached_property
    def letter(self) -> Mapping[str, str]:
        """The letter that stands for each tag, by its id: the first of its name that no tag before has."""
        found: dict[str, str] = {}
        for tag in self.tags:
            own = (sign.upper() for sign in tag.name if sign.isalnum() and len(sign.upper()) == 1)
            free = (sign for sign in chain(own, ascii_uppercase, digits) if sign not in found.values())
            found[tag.id] = next(free, "#")
        return found

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each event stands in time order, by id, counted from 0."""
        return {event.id: index for index, event in enumerate(self.events)}

    @cached_property
    def events_at(self) -> Mapping[str, tuple[Event, ...]]:
        """The events at each place, by the place's id, in time order; places without events are absent."""
        found: dict[str, list[Event]] = {}
        for event in self.events:
            if event.place is not None:
                found.setdefault(event.place, []).append(event)
        return {place: tuple(events) for place, events in found.items()}

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each place by id: the order of first appearance, then file order for places without events."""
        order = [*self.events_at, *(p.id for p in self.places if p.id not in self.events_at)]
        return {place: index for index, place in enumerate(order, 1)}

    @cached_property
    def added(self) -> frozenset[str]:
        """Ids of the places that only added events speak of: the article does not name them."""
        if self.based_on != "article":
            return frozenset()
        return frozenset(place for place, events in self.events_at.items() if all(e.said_by == "added" for e in events))

    @cached_property
    def country_names(self) -> Mapping[str, str]:
        """The names of the countries that are places of the story themselves, by code."""
        countries = (place for place in reversed(self.places) if place.precision == "country")
        return {place.country: place.name for place in countries if place.country is not None}

    def pair(self, event: str) -> tuple[str, str] | None:
        """The places between which is measured while an event is selected, by its id; None where none are named."""
        told, opening = self.event[event], self.opening
        if told.origin is not None and told.to is not None:
            return told.origin, told.to
        return (opening.origin, opening.to) if opening.is_pair else None

    @cached_property
    def article(self) -> Source | None:
        """The article that the story is about: the first source of its first event that the article tells."""
        if self.based_on != "article":
            return None
        told = (event for event in self.events if event.said_by == "article" and event.sources)
        return next((self.source[event.sources[0]] for event in told), None)
