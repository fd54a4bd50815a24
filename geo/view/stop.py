"""A stop of what is measured: a place of the story, one of its reference points, or a point of the reader's own.

A link and a `View` have a stop as a text, a place's id or `@latitude,longitude(name)`; measured, it is a `Place`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from geo.measure.geodesy import LonLat, measure
from geo.story.model import Place, Reference, Story
from geo.view import point

#: What the reader's own point says of itself where a place names the source of its position.
_OWN = "given by the reader"

#: A typed position is suspected to have its numbers swapped where so it is this near to a place of the story, in
#: kilometres, and as written this far from all of them.
_NEAR_KM, _FAR_KM = 100.0, 1000.0


def read(text: str, story: Story) -> str | None:
    """The stop that a link names, in the form that links have; None where it names none."""
    if text in story.place:
        return text
    own = point.from_key(text)
    return None if own is None else point.key(*own)


def typed(text: str, story: Story) -> str:
    """The stop that a reader typed: a place's id or its name in any language, or a position. Raises `PointError`."""
    known = read(text.strip(), story)
    if known is not None:
        return known
    name = text.strip().casefold()
    named = (p.id for p in story.places if name in (p.name.casefold(), *(n.casefold() for n in p.names.values())))
    return next(named, None) or point.key(point.parse(text))


def references(stop: str, story: Story) -> Mapping[str, Reference]:
    """The reference points, by id, of the place that a stop is; none of a point of the reader's own."""
    return story.place[stop].reference if stop in story.place else {}


def place(stop: str, story: Story, reference: str | None = None) -> Place:
    """The stop as a place that can be measured; `reference` is the id of one of its reference points.

    A point of the reader's own is a site with no radius, named by its position where the reader gives no name. Raises
    `KeyError` where the text is no stop of the story.
    """
    own = point.from_key(stop)
    if own is not None and stop not in story.place:
        at, name = own
        name = name or stop.removeprefix("@").replace(",", ", ")
        return Place(id=stop, name=name, at=at, precision="site", radius_km=0.0, country=None, position_source=_OWN)
    found = story.place[stop]
    if reference is None:
        return found
    chosen = found.reference[reference]
    return replace(
        found,
        name=chosen.name,
        at=chosen.at,
        precision="site",
        radius_km=chosen.radius_km,
        position_source=chosen.position_source,
    )


def suspicion(stop: str, story: Story) -> str | None:
    """A sentence where the two numbers of the reader's own point were perhaps swapped; None where nothing says so."""
    own = point.from_key(stop)
    if stop in story.place or own is None or abs(own[0].lon) > 90:
        return None
    at, _ = own
    swapped = LonLat(at.lat, at.lon)
    nearest = next(_within(_NEAR_KM, swapped, story), None)
    if nearest is None or next(_within(_FAR_KM, at, story), None) is not None:
        return None
    return (
        f"This is far from every place of the story; swapped, {point.key(swapped).removeprefix('@')}, the numbers "
        f"lie near {nearest.name}. Latitude is written first."
    )


def _within(km: float, at: LonLat, story: Story) -> Iterator[Place]:
    """The places of the story within so many kilometres; a degree of latitude has 110.5 at least."""
    near = (place for place in story.places if abs(place.at.lat - at.lat) <= km / 110.5)
    return (place for place in near if measure(at, place.at).distance_km <= km)
