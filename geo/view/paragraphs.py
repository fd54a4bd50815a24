"""A story told in paragraphs of HTML: what the page and the story saved as one file say in the same words."""

from collections.abc import Callable
from itertools import islice
from typing import Literal

from geo.base import countries
from geo.base.markup import Markup
from geo.story.model import Event, Place, Story, Tag
from geo.view import fragment, wording

#: The scripts written from right to left (ISO 15924), and the languages that are unless their tag names another script.
_RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
_RTL_LANGUAGES = frozenset(
    "ar arc arz azb bal ckb dv fa glk he iw khw ks lrc mzn nqo ota pnb ps prs sd skr syr ug ur yi".split()
)


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written, by its BCP 47 tag.

    >>> direction("ar-LY"), direction("pa-Arab-PK"), direction("ks-Deva"), direction("en")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    language, *further = lang.lower().split("-")
    script = next((part for part in further[:2] if len(part) == 4 and part.isalpha()), None)
    backwards = language in _RTL_LANGUAGES if script is None else script in _RTL_SCRIPTS
    return "rtl" if backwards else "ltr"


def outside(address: str | None, text: str, rel: str = "") -> Markup:
    """A text, or HTML, linked to an address elsewhere if it has one; `rel` as in HTML."""
    if not address:
        return Markup.escape(text)
    relation = Markup(' rel="{}"').format(rel) if rel else ""
    return Markup('<a href="{}" target="_blank"{}>{}</a>').format(address, relation, text)


def outlet(story: Story, rel: str = "") -> Markup:
    """Whose news item the story is about, and of when; linked where its address is known. Of others, the date alone."""
    if story.based_on != "article":
        return Markup("{}.").format(wording.date(story.published)) if story.published else Markup()
    news = story.article
    name = f"From {news.publisher}" if news and news.publisher else "From a news item"
    of = f" of {wording.date(story.published)}." if story.published else "."
    return outside(news.url if news else None, name, rel) + of


def eyebrow(event: Event, story: Story) -> str:
    """When an event is, which of how many, and whether it had happened: fixed words and numbers."""
    number = f"event {story.position[event.id] + 1} of {len(story.events)}"
    return " · ".join(filter(None, (wording.moment(event), number, wording.standing(event, story.based_on))))


def country_name(place: Place, story: Story) -> str | None:
    """The name of a place's country as the story itself has it, else in English; None for a country or none."""
    if place.precision == "country" or place.country is None:
        return None
    return story.country_names.get(place.country, countries.name(place.country))


def place_line(place: Place, story: Story) -> Markup:
    """A place in a line of HTML: number, name, its names in other languages, precision in words, country."""
    names, left = wording.told_names(place, story)
    name_of_its_own = Markup(' <span lang="{}" dir="auto" class="dl-own">{}</span>')
    others = Markup().join(name_of_its_own.format(tag, name) for tag, name in names)
    others += f" and {left:,} more names" if left else ""
    where = wording.known_as(place, country_name(place, story))
    return Markup('<span class="dl-number">{}</span> <strong><bdi>{}</bdi></strong>{} {}').format(
        story.number[place.id], place.name, others, where
    )


def where(event: Event, story: Story) -> Markup:
    """The paragraph of an event's place, or of why it has none."""
    if event.place is None:
        teller = "source" if event.said_by == "added" else "article"
        if story.based_on != "article":
            return Markup('<p class="dl-where">No place is named, so the map has no mark for this.</p>')
        return Markup('<p class="dl-where">The {} names no place, so the map has no mark for this.</p>').format(teller)
    kind = " dl-added" if event.place in story.added else ""
    return Markup('<p class="dl-where{}">{}</p>').format(kind, place_line(story.place[event.place], story))


def letter(tag: Tag, story: Story) -> Markup:
    """The letter that stands for a tag, on its colour."""
    hue = Markup(' data-hue="{}"').format(tag.colour) if tag.colour else ""
    return Markup('<i class="dl-letter" aria-hidden="true"{}>{}</i>').format(hue, story.letter[tag.id])


def tags(event: Event, story: Story) -> Markup:
    """The paragraph of an event's tags, each with its letter; empty where it has none."""
    one = Markup("<span>{}<bdi>{}</bdi></span>")
    listed = [one.format(letter(tag, story), tag.name) for tag in story.tags_of(event)]
    return Markup('<p class="dl-small dl-tags">{}</p>').format(Markup().join(listed)) if listed else Markup()


def head(event: Event, story: Story, heading: Markup, where: Markup) -> Markup:
    """When an event is, its heading, its tags, and the paragraph of its place."""
    told = (eyebrow(event, story), heading, tags(event, story), where)
    return Markup('<p class="dl-eyebrow">{}</p>{}{}{}').format(*told)


def sources(event: Event, story: Story, rel: str = "") -> Markup:
    """The sources of an event, linked where they have an address."""
    cited, left = wording.told_sources(event, story)
    named = [
        outside(address, Markup("<bdi>{}</bdi>").format(wording.source(each)), rel)
        for each, address in zip(cited, fragment.addresses(event, cited), strict=True)
    ]
    return Markup(" · ").join([*named, *([wording.more_sources(left)] if left else [])])


def said_by(event: Event, story: Story, rel: str = "") -> Markup:
    """Who says so, and what there is to note; empty where there is neither."""
    lines = []
    if event.sources:
        lines.append(Markup('<p class="dl-small">Source: {}</p>').format(sources(event, story, rel)))
    if event.note:
        lines.append(Markup('<p class="dl-small dl-note">{}</p>').format(event.note))
    return Markup().join(lines)


def event_link(event: Event, address: str, text: str) -> Markup:
    """A link to an event: followed in place, or opened anew like any link."""
    return Markup('<a href="{}" data-event="{}" target="_self"><bdi>{}</bdi></a>').format(address, event.id, text)


def foot(event: Event, story: Story, address: Callable[[Event], str], rel: str = "") -> Markup:
    """Who says so, what there is to note, and what else happened there; empty where there is nothing.

    `address` gives the address of another event.
    """
    lines = [said_by(event, story, rel)]
    here = list(islice((e for e in story.events_at.get(event.place or "", ()) if e.id != event.id), 10))
    if here:
        links = (event_link(e, address(e), ": ".join(filter(None, (wording.moment(e), e.title)))) for e in here)
        lines.append(Markup('<p class="dl-small">Also here: {}</p>').format(Markup(", ").join(links)))
    return Markup().join(lines)
