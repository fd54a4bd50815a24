"""What an importer found in a file, in the shape of a story file, without what the file does not say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import Any, TypeAlias, get_args

from geo.base.faults import Fault, RefusedError
from geo.intake import by_name, crossing, markup
from geo.intake.coordinates import turned
from geo.intake.dates.column import DateColumn, Dated
from geo.intake.names import Ids, slug
from geo.intake.remarks import Remarks
from geo.story.fields import is_slug
from geo.story.members import MAX_FEATURES, MAX_ITEMS, MAX_TITLE, PLACE
from geo.story.model import RADIUS_KM, SPOTS, Precision
from geo.story.strict_json import printable
from geo.story.versions import version

#: The most positions that all lines and areas of a file have together: a story file of 4 MiB, with a line for each
#: number, has room for half as many.
MAX_POSITIONS = 100_000
_MAX_FILE_NAME = 100


def _has_form(key: str, value: object) -> bool:
    """Whether a member of a place has the form that a story gives it; what is in it, `geo.story.geojson` reads."""
    if key == "precision":
        return value in get_args(Precision)
    if key == "radius_km":
        return isinstance(value, int | float)
    if key == "country":
        return isinstance(value, str) and len(value) == 2
    wanted = {"names": dict, "references": list}.get(key, str)
    return isinstance(value, wanted)


#: A place as a draft has it; `Any`, as what the file says of it may be anything.
_Place: TypeAlias = dict[str, Any]


class Finds(Remarks):
    """The places, events and shapes found so far in the file called `name`, and the notes about it."""

    def __init__(self, name: str, answers: Mapping[str, str] | None = None) -> None:
        """`name` is empty for a list that was pasted; `answers` say which reading of a column is meant."""
        super().__init__(answers or {})
        self._dates: dict[str, DateColumn] = {}
        self.file = printable(PurePath(name.replace("\\", "/")).name.strip())[:_MAX_FILE_NAME]
        self.title: str | None = None
        self.summary: str | None = None
        #: The language of the texts, as a BCP 47 tag; "und" where nobody says it.
        self.lang = "und"
        #: Members of the file that are kept beside its features.
        self.others: dict[str, object] = {}
        self._places: list[_Place] = []
        self._shapes: list[dict[str, object]] = []
        self._events: list[dict[str, object]] = []
        self._sources: dict[tuple[str, str | None], dict[str, object]] = {}
        self._tags: dict[str, dict[str, object]] = {}
        self._place_ids, self._event_ids, self._source_ids, self._tag_ids = Ids(), Ids(), Ids(), Ids()
        self._known: dict[tuple[str | None, ...], _Place] = {}
        self._positions = self._crossings = 0

    def place(
        self,
        name: str | None,
        coordinates: list[object],
        properties: Mapping[str, object] | None = None,
        given: object = None,
    ) -> str:
        """Add a place and return its id. `given`: the id that the file gives it, used if it is one and still free.

        `coordinates` are as the draft will hold them: a number for each that is one, the file's own text for others.
        """
        self._room()
        called = (name, *map(repr, coordinates))
        name = self._plain(name) or name
        stem = given if isinstance(given, str) and is_slug(given) else slug(name or "")
        key = self._place_ids.give(stem, "place")
        coordinates = self._on_earth(coordinates)
        found: dict[str, object] = {} if name is None else {"name": name}
        found |= self._in_form(properties or {})
        geometry = {"type": "Point", "coordinates": coordinates}
        place = {"type": "Feature", "id": key, "geometry": geometry, "properties": found}
        self._places.append(place)
        self._known.setdefault(called, place)
        return key

    def has_place(self, name: str | None, coordinates: list[object]) -> bool:
        """Whether a place with this name and position is there already."""
        return bool(name) and (name, *map(repr, coordinates)) in self._known

    def place_once(
        self, name: str | None, coordinates: list[object], properties: Mapping[str, object] | None = None
    ) -> tuple[str, dict[str, object]]:
        """The id of the place with this name and position, added if it is new; and properties that it has not."""
        if not self.has_place(name, coordinates):
            return self.place(name, coordinates, properties), {}
        known = self._known[name, *map(repr, coordinates)]
        others = {key: value for key, value in (properties or {}).items() if known["properties"].get(key) != value}
        return str(known["id"]), others

    def _on_earth(self, coordinates: list[object]) -> list[object]:
        """The coordinates with a longitude beyond 180 turned; 0, 0 is questioned."""
        match coordinates:
            case [0 | 0.0, 0 | 0.0, *_]:
                self.count(
                    "0, 0 is in the sea south of Ghana: it mostly means that the position is missing",
                    "find the place by its name, or press on the map where it is",
                )
            case [int() | float() as lon, *rest] if 180 < abs(lon) <= 360:
                self.count("a longitude beyond 180 is turned: 181.5 is 178.5 west", "check where the place lies")
                return [turned(lon), *rest]
        return coordinates

    def _find_by_name(self) -> None:
        """Give places without a position that of the place of their name, where that is sure."""
        counts = by_name.fill(self._places)
        for count, problem, remedy in (
            (counts.found, "places found by their name in the gazetteer", "check them on the map"),
            (counts.doubtful, "names that may mean several places, or one elsewhere", "choose which is meant"),
            (
                counts.unknown,
                "names that are not in the gazetteer",
                "press on the map where they are, or leave them out",
            ),
        ):
            if count:
                self.once(f"{problem}: {count:,}", remedy)

    def _complete(self, place: _Place) -> None:
        """Assume of a place what the file does not say of it; of a place with a position, that is said once."""
        properties, has_position = place["properties"], bool(place["geometry"]["coordinates"])
        if "precision" not in properties:
            properties["precision"] = "town"
            if has_position:
                self.once(
                    "the file does not say how exactly its positions are meant: each is taken for that of a town",
                    "set the precision of places that are larger or smaller",
                )
        precision = properties["precision"]
        if precision in SPOTS and "radius_km" not in properties:
            properties["radius_km"] = RADIUS_KM[precision]
            if has_position:
                self.once(
                    "the file does not say how far from its position a place may be meant: a town is taken to be "
                    f"within {RADIUS_KM['town']:g} km, a city within {RADIUS_KM['city']:g}, a site within "
                    f"{RADIUS_KM['site']:g}",
                    "set the radius of places that are larger or smaller",
                )
        properties.setdefault("position_source", f"from the file {self.file}" if self.file else "as in the list")

    def _in_form(self, properties: Mapping[str, object]) -> dict[str, object]:
        """The properties; what a story means otherwise by that name, such as a country's whole name, under another."""
        kept = {}
        for key, value in properties.items():
            if key not in PLACE.keys or (value is not None and _has_form(key, value)):
                kept[key] = value
            elif value is not None:
                kept[f"{key} in the file"] = value
                self.once(
                    f"`{key}` in the file is not what a story calls so: it is kept as `{key} in the file`",
                    f"set `{key}` anew where it is known",
                )
        return kept

    def shape(self, feature: dict[str, object]) -> None:
        """Add a feature that is drawn without events; it goes the short way over the 180th meridian."""
        self._room()
        geometry = feature.get("geometry")
        room = crossing.MAX_CROSSINGS - self._crossings
        if isinstance(geometry, dict) and (cut := crossing.cut(geometry, room)) is not None:
            short, crossings = cut
            self._crossings += crossings
            feature = {**feature, "geometry": short}
            self.count("a line or area crosses the 180th meridian: it is cut there", "check how it is drawn")
        self._shapes.append(feature)

    def positions(self, count: int) -> None:
        """Count so many positions of lines and areas. Raises `RefusedError` where there are too many in all."""
        self._positions += count
        if self._positions > MAX_POSITIONS:
            problem = f"the lines and areas of the file have more than {MAX_POSITIONS:,} positions"
            remedy = "simplify them, or leave out those that the story does not need"
            raise RefusedError([Fault("", problem, remedy)])

    def _room(self) -> None:
        if len(self._places) + len(self._shapes) >= MAX_FEATURES:
            problem = f"the file has more than {MAX_FEATURES:,} places, lines and areas"
            raise RefusedError([Fault("", problem, "split it, or leave out those that the story does not need")])

    def source(self, title: str, **others: str) -> str:
        """The id of the source with this title and address, added if it is new."""
        title = title[:MAX_TITLE]
        known = self._sources.get((title, others.get("url")))
        if known is None:
            known = {"id": self._source_ids.give(slug(title), "source"), "title": title, **others}
            self._sources[title, others.get("url")] = known
        return str(known["id"])

    def tag(self, name: str) -> str:
        """The id of the tag of this name, added if it is new."""
        known = self._tags.get(name)
        if known is None:
            known = {"id": self._tag_ids.give(slug(name), "tag"), "name": name}
            self._tags[name] = known
        return str(known["id"])

    def event(
        self,
        place: str | None,
        when: str | None,
        title: str | None,
        text: str | None,
        given: object = None,
        links: Sequence[tuple[str, str]] = (),
        **others: Any,
    ) -> None:
        """Add an event; what is None is left out. `given` as in `place`; `others` are further members of the event.

        HTML becomes text. Its `links`, each with its text and address, become sources, and those that are given; where
        `others` have sources, the event is our own and stays as it is.
        """
        if len(self._events) >= MAX_ITEMS:
            problem = f"the file has more than {MAX_ITEMS:,} events"
            raise RefusedError([Fault("", problem, "split it, or leave out those that the story does not need")])
        stem = given if isinstance(given, str) and is_slug(given) else slug(title or "")
        if "sources" not in others:
            others["sources"] = [self.source(self.file)] if self.file else []
            title, text, linked = self._plain(title), self._plain(text), markup.links(text or "")
            if linked:
                self.count("a link in a text is kept as a source of the event", "check the sources", len(linked))
            others["sources"] += [self.source(name, url=url) for name, url in [*linked, *links]]
        told = {"when": when, "title": title, "text": text}
        self._events.append(
            {"id": self._event_ids.give(stem, "event"), "place": place}
            | {key: value for key, value in told.items() if value is not None}
            | {"said_by": "added", "status": "happened"}
            | others
        )

    def _plain(self, text: str | None) -> str | None:
        """What a reader would see of a text that may be HTML."""
        if text is None or not markup.is_html(text):
            return text
        if markup.has_pictures(text):
            self.count("pictures and videos of a text are not carried over", "name what they show as a source")
        found = markup.plain(text) or None
        if found is None:
            self.count("a text of HTML that shows nothing is left out", "write what it means")
        return found

    def dated(self, text: str, path: str, column: DateColumn) -> Dated:
        """What a date is by its column; with a note, as it is in the file where it is none.

        A time of day beside something that is no one day becomes words beside it, with a note.
        """
        read = column.read(text)
        if read is None:
            if text.strip() not in column.open:
                problem = f"“{printable(text)}” cannot be read as a date"
                self.note(path, problem, "write it as in 2020, 2020-11 or 2020-11-02")
            return Dated(when=text)
        if read.time and not read.is_day:
            if read.when is None:
                return replace(read, time=None)
            self.count("a time of day stands beside no one day: it is kept in the note of the event", "give the day")
            return replace(read, time=None).beside(read.time)
        return read

    def survey_dates(self, key: str, texts: Iterable[str]) -> None:
        """Look over the dates that all features of a file have under a key."""
        self._dates[key] = DateColumn.of(key, texts, self.ask)

    def dates(self, key: str, text: str) -> DateColumn:
        """The dates under a key: as they were looked over, or this one alone."""
        column = self._dates.get(key) or DateColumn.of(key, (text,), self.ask)
        self.say(column.notes)
        return column

    def document(self) -> dict[str, object]:
        """The draft as the plain values of a story file. What nobody knows yet is not in it: no date is made up."""
        title = self._plain(self.title) or PurePath(self.file).stem
        for text in filter(None, (self.title, self.summary)):
            for name, url in markup.links(text):
                self.source(name, url=url)
        self.summary = self._plain(self.summary)
        self._find_by_name()
        for place in self._places:
            self._complete(place)
        if not self._events and self._places:
            self.once(
                "the file tells no dates and no texts: each of its places is an event without a date",
                "write what happened there, and when, as far as the story needs it",
            )
            for place in self._places:
                self.event(place["id"], None, str(place["properties"].get("name", "")) or None, None)
        is_article = any(event["said_by"] == "article" for event in self._events)
        told: dict[str, object] = {
            "id": slug(title) or "story",
            **({"title": title} if title else {}),
            **({"summary": self.summary} if self.summary else {}),
            "lang": self.lang,
            **({} if is_article else {"based_on": "sources" if self._sources else "nothing"}),
            "sources": list(self._sources.values()),
            **({"tags": list(self._tags.values())} if self._tags else {}),
            "events": self._events,
            "claims": [],
        }
        if not self._places and not self._shapes:
            self.once("there are no places in this file", "add places by hand, or open another file")
        elif not self._places:
            self.once(
                "there are no places in this file: its lines and areas are drawn, but cannot be measured",
                "add the places by hand",
            )
        told = {"version": version(told, (place["properties"] for place in self._places)), **told}
        return {"type": "FeatureCollection", "story": told, **self.others, "features": [*self._places, *self._shapes]}
