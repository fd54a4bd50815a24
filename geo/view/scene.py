"""The story as the browser draws it: plain values that cross once, as JSON, and become text only by `textContent`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Generic, TypeVar

from geo.base.checkpoint import checkpoint
from geo.base.json_text import written
from geo.gazetteer.geocoder import CREDIT, CREDIT_LINK, geocoder
from geo.measure.geodesy import COMPASS_POINTS, LonLat
from geo.story.draft import Draft
from geo.story.model import KM_PER, BasedOn, Claim, Event, Place, Source, Story, Tag
from geo.story.verdict import claimed, sector_deg
from geo.view import fragment, judgement, wire, wording, working
from geo.view.basemap import tiles
from geo.view.link import UNITS

Drawn = TypeVar("Drawn")


def _place(place: Place, number: int, added: bool) -> wire.Place:
    return {
        "id": place.id,
        "number": number,
        "name": place.name,
        "names": dict(place.names),
        "lon": place.at.lon,
        "lat": place.at.lat,
        "kind": place.kind(added=added),
        "spot": place.is_spot,
        "precision": wording.known_as(place),
        "own": "centre" if place.precision in ("town", "city") else "its point",
        "source": place.position_source,
        "references": [{"id": r.id, "name": r.name, "source": r.position_source} for r in place.references],
        "country": place.country,
    }


def _event(event: Event, where: str | None, based_on: BasedOn) -> wire.Event:
    return {
        "id": event.id,
        "place": event.place,
        "where": where,
        "when": wording.moment(event),
        "short": wording.moment(event, short=True),
        "year": wording.year(event.when) if event.when else None,
        "span": event.when is not None and event.when.is_interval,
        "title": event.title,
        "text": event.text,
        "added": event.said_by == "added" and based_on == "article",
        "standing": wording.standing(event, based_on),
        "sources": list(event.sources),
        "note": event.note,
        "tags": list(event.tags),
    }


def _tag(tag: Tag, letter: str) -> wire.Tag:
    return {"id": tag.id, "name": tag.name, "letter": letter, "colour": tag.colour}


def _source(source: Source) -> wire.Source:
    return {"id": source.id, "name": wording.source(source), "url": source.url}


def _claim(claim: Claim, story: Story) -> wire.Claim:
    cited = story.source[claim.source]
    return {
        "id": claim.id,
        "origin": claim.origin,
        "quote": claim.quote,
        "cited": "the article" if cited is story.article else cited.publisher or cited.title,
        "url": fragment.at(cited.url, claim.passage),
        "ring": ring(claim),
        "wedge": wedge(claim),
    }


def ring(claim: Claim) -> wire.Ring | None:
    """The kilometres that a claim may mean, as the map draws them; None where they do not begin at a position."""
    means = claimed(claim)
    return {"low": means.low, "high": means.high} if claim.has_ring else None


def wedge(claim: Claim) -> wire.Wedge | None:
    """The sector of a claim's direction, as the map draws it; None where it gives none."""
    if claim.direction is None:
        return None
    middle, half = sector_deg(claim.direction)
    return {"middle": middle, "half": half}


def _working_names() -> list[wire.FigureName]:
    """Names of the figures of any working, in their order."""
    anywhere = Place(
        id="x", name="x", at=LonLat(0, 0), precision="site", radius_km=0, country=None, position_source="x"
    )
    figures = working.working(anywhere, anywhere).figures()
    return [{"group": group, "name": name} for group, names in figures.items() for name in names]


def _geocoder() -> wire.Geocoder | None:
    known = geocoder()
    return {"host": known.host, "credit": CREDIT, "link": CREDIT_LINK} if known else None


class _Kind(Generic[Drawn]):
    """Draws things of one kind, and knows again those that it drew the last time."""

    def __init__(self, draw: Callable[..., Drawn]) -> None:
        self._draw = draw
        self._known: dict[int, tuple[tuple[object, ...], Drawn]] = {}

    def all(self, things: Iterable[tuple[object, ...]]) -> list[Drawn]:
        """Draw the first of each tuple, which is known again as itself, with what else shows in it."""
        before, self._known = self._known, {}
        found = []
        for of in things:
            checkpoint()
            known = before.get(id(of[0]))
            if known is None or known[0][0] is not of[0] or known[0][1:] != of[1:]:
                known = of, self._draw(*of)
            self._known[id(of[0])] = known
            found.append(known[1])
        return found


class Drawer:
    """Draws scenes, and knows again what it drew the last time: of an edited story it draws what changed."""

    def __init__(self) -> None:
        self._places, self._events, self._sources = _Kind(_place), _Kind(_event), _Kind(_source)

    def scene(self, story: Story) -> wire.Scene:
        """Everything about a story that the browser needs to draw its map and timeline, whatever the view."""

        def name(place: str | None) -> str | None:
            return None if place is None else story.place[place].name

        places = sorted(story.places, key=lambda place: story.number[place.id])
        return {
            **_constants(),
            "lang": story.lang,
            "legend": dict(wording.legend(story)),
            "opening": story.opening.event,
            "measures": story.opening.is_pair,
            "places": self._places.all((place, story.number[place.id], place.id in story.added) for place in places),
            "events": self._events.all((event, name(event.place), story.based_on) for event in story.events),
            "tags": [_tag(tag, story.letter[tag.id]) for tag in story.tags],
            "claims": [_claim(claim, story) for claim in story.claims],
            "sources": self._sources.all((source,) for source in story.sources),
            "shapes": list(story.shapes),
        }

    def draft(self, draft: Draft) -> wire.Scene:
        """The scene of a draft as far as it can be shown: its places alone where there is no event yet."""
        shown, reading = draft.sketch, draft.reading
        return self.scene(shown) if shown else blank(reading.places, reading.shapes)


def scene(story: Story) -> wire.Scene:
    """The scene of a story that is drawn but once."""
    return Drawer().scene(story)


def blank(places: Sequence[Place], shapes: Sequence[Mapping[str, object]]) -> wire.Scene:
    """The scene of places and shapes of which nothing is told yet."""
    drawn = [_place(place, number, False) for number, place in enumerate(places, 1)]
    return {
        **_constants(),
        "lang": "und",
        "opening": None,
        "measures": False,
        "places": drawn,
        "events": [],
        "tags": [],
        "claims": [],
        "sources": [],
        "shapes": list(shapes),
    }


def _constants() -> wire.Constants:
    return {
        "meanings": judgement.MEANINGS,
        "legend": wording.LEGEND,
        "km_per": {unit: KM_PER[unit] for unit in UNITS},
        "compass_points": list(COMPASS_POINTS),
        "working": working.means(),
        "working_names": _working_names(),
        "tiles": tiles().for_browser(),
        "geocoder": _geocoder(),
    }


def changes(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, wire.Splice | wire.Now]:
    """What of a scene is new: of a list where the new items begin, how many old ones they replace, and the items."""
    found: dict[str, wire.Splice | wire.Now] = {}
    for name, new in after.items():
        old = before.get(name)
        if new != old:
            found[name] = _splice(old, new) if isinstance(old, list) and isinstance(new, list) else {"now": new}
    return found


def _splice(old: list[object], new: list[object]) -> wire.Splice:
    same = takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))
    first = sum(1 for _ in same)
    ends = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], ends))
    return {"first": first, "gone": len(old) - first - last, "come": new[first : len(new) - last]}


def encoded(drawn: wire.Scene) -> bytes:
    """A scene as JSON, to be sent as it is: Streamlit would write it twice for each visitor."""
    return written(drawn)
