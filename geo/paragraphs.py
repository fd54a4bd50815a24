"""A story told in paragraphs of HTML: what the page and the story saved as one file say in the same words."""

from collections.abc import Callable
from itertools import islice
from typing import Literal

from geo import wording
from geo.escape import markup
from geo.story import Event, Place, Story

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


def outside(address: str | None, text: str, rel: str = "") -> str:
    """A text, which is HTML already, linked to an address elsewhere if it has one; `rel` as in HTML."""
    if not address:
        return text
    relation = f' rel="{rel}"' if rel else ""
    return f'<a href="{markup(address)}" target="_blank"{relation}>{text}</a>'


def outlet(story: Story, rel: str = "") -> str:
    """Whose news item the story is about, and of when; linked where its address is known."""
    news = story.article
    name = f"From {markup(news.publisher)}" if news and news.publisher else "From a news item"
    return f"{outside(news.url if news else None, name, rel)} of {wording.date(story.published)}."


def eyebrow(event: Event, story: Story) -> str:
    """When an event is, which of how many, and whether it had happened: fixed words and numbers."""
    number = f"event {story.position[event.id] + 1} of {len(story.events)}"
    return f"{wording.date(event.when)} · {number} · {wording.standing(event)}"


def country_name(place: Place, story: Story) -> str | None:
    """The name of a place's country as the story itself has it, else its code; None for a country or none."""
    if place.precision == "country" or place.country is None:
        return None
    return story.country_names.get(place.country, place.country)


def place_line(place: Place, story: Story) -> str:
    """A place in a line of HTML: number, name, its names in other languages, precision in words, country."""
    names, left = wording.told_names(place, story)
    others = "".join(
        f' <span lang="{markup(tag)}" dir="auto" class="dl-own">{markup(name)}</span>' for tag, name in names
    )
    others += f" and {left:,} more names" if left else ""
    country = country_name(place, story)
    where = wording.PRECISIONS[place.precision] + (f", {country}" if country else "")
    return (
        f'<span class="dl-number">{story.number[place.id]}</span> '
        f"<strong><bdi>{markup(place.name)}</bdi></strong>{others} {markup(where)}"
    )


def where(event: Event, story: Story) -> str:
    """The paragraph of an event's place, or of why it has none."""
    if event.place is None:
        teller = "source" if event.said_by == "added" else "article"
        return f'<p class="dl-where">The {teller} names no place, so the map has no mark for this.</p>'
    kind = " dl-added" if event.place in story.added else ""
    return f'<p class="dl-where{kind}">{place_line(story.place[event.place], story)}</p>'


def sources(event: Event, story: Story, rel: str = "") -> str:
    """The sources of an event, linked where they have an address."""
    cited, left = wording.told_sources(event, story)
    named = [outside(each.url, f"<bdi>{markup(wording.source(each))}</bdi>", rel) for each in cited]
    return " · ".join(named + ([wording.more_sources(left)] if left else []))


def event_link(event: Event, address: str, text: str) -> str:
    """A link to an event: followed in place, or opened anew like any link."""
    return f'<a href="{markup(address)}" data-event="{event.id}" target="_self"><bdi>{markup(text)}</bdi></a>'


def foot(event: Event, story: Story, address: Callable[[Event], str], rel: str = "") -> str:
    """Who says so, what there is to note, and what else happened there; empty where there is nothing.

    `address` gives the address of another event.
    """
    lines = []
    if event.sources:
        lines.append(f'<p class="dl-small">Source: {sources(event, story, rel)}</p>')
    if event.note:
        lines.append(f'<p class="dl-small dl-note">{markup(event.note)}</p>')
    here = list(islice((e for e in story.events_at.get(event.place or "", ()) if e.id != event.id), 10))
    if here:
        links = ", ".join(event_link(e, address(e), f"{wording.date(e.when)}: {e.title}") for e in here)
        lines.append(f'<p class="dl-small">Also here: {links}</p>')
    return "".join(lines)
