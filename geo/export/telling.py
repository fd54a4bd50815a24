"""What the story tells, sentence by sentence as plain text, for files that have room for a description."""

from typing import NamedTuple

from geo.story.model import Claim, Event, GeoJson, Passage, Place, Source, Story
from geo.story.verdict import Verdict
from geo.view import fragment, judgement, wording


class Cited(NamedTuple):
    """A source as it is named, and its web address where it has one."""

    name: str
    url: str | None


class Description(NamedTuple):
    """A heading, paragraphs, and the sources of both."""

    heading: str
    paragraphs: tuple[str, ...]
    cited: tuple[Cited, ...]


def cited(source: Source, passage: Passage | None = None) -> Cited:
    """A source with all that is known of it; its address leads to the passage."""
    return Cited(_name(source), fragment.at(source.url, passage))


def _name(source: Source) -> str:
    """The title, publisher and date of a source."""
    date = wording.date(source.date) if source.date else None
    return ", ".join(filter(None, (source.title, source.publisher, date)))


def event(told: Event, story: Story) -> Description:
    """An event: its date in words and in EDTF, its text, its pair, whether it happened, who tells it, note, tags."""
    is_in_article = story.based_on == "article" and told.said_by != "added"
    standing = " · ".join(
        filter(None, (wording.standing(told, story.based_on), "in the article" if is_in_article else ""))
    )
    note = f"Note: {told.note}" if told.note else ""
    tagged = f"Tags: {tags(told, story)}" if told.tags else ""
    paragraphs = tuple(filter(None, (told.text, wording.pair(told, story), standing, note, tagged)))
    words = wording.moment(told)
    date = words if told.when is None or words == told.when.text else f"{words} ({told.when.text})"
    shown, left = wording.told_sources(told, story)
    sources = (
        *map(Cited, map(_name, shown), fragment.addresses(told, shown)),
        *((Cited(wording.more_sources(left), None),) if left else ()),
    )
    return Description(": ".join(filter(None, (date, told.title))), paragraphs, sources)


def tags(told: Event, story: Story) -> str:
    """The names of an event's tags."""
    return "; ".join(tag.name for tag in story.tags_of(told))


def place(shown: Place) -> Description:
    """A place: its other names, how precisely it is named, where its position is from, and its reference points."""
    within = f", within {shown.radius_km:,.6g} km" if shown.radius_km is not None else ""
    names = "; ".join(f"{name} ({tag})" for tag, name in shown.names.items())
    lines = [
        f"{wording.known_as(shown)}{within}: {wording.position(shown.at)}",
        f"Position: {shown.position_source}",
        *(
            f"{point.name}, within {point.radius_km:,.6g} km: {wording.position(point.at)}; {point.position_source}"
            for point in shown.references
        ),
    ]
    return Description(shown.name, ((names,) if names else ()) + tuple(lines), ())


def shape_name(shape: GeoJson, number: int) -> str:
    """How a context shape is called: by its own name, or by its number among the shapes."""
    name = (shape.get("properties") or {}).get("name")
    return name if isinstance(name, str) else f"Shape {number}"


def summary(story: Story) -> Description:
    """The story as a whole, with the article that it is about."""
    article = (cited(story.article),) if story.article else ()
    published = (f"Published {wording.date(story.published)}",) if story.published else ()
    return Description(story.title, (story.summary, *published), article)


def claim(made: Claim, found: Verdict, story: Story) -> Description:
    """A claim: what was measured, the verdict in words with the numbers that decided it, and who published it."""
    line = found.line
    way = f", {wording.bearing(line.initial_bearing_deg)}" if line and not line.coincident else ""
    measured = f": {wording.distance(line.distance_km, 'km')}{way}" if line else ""
    origin, *to = (end.name for end in found.ends if end)
    paragraphs = (
        f"{f'{origin} to {to[0]}' if to else f'From {origin}'}{measured}",
        f"{judgement.verdict(found)}: {judgement.MEANINGS[found.distance]}",
        *judgement.sentences(found),
    )
    return Description(f"“{made.quote}”", paragraphs, (cited(story.source[made.source], made.passage),))
