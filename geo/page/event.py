"""The selected event: when, where and what, who says so, and the way to the next."""

from typing import Any

import streamlit as st

from geo import wording
from geo.escape import markup
from geo.page import browser, state
from geo.story import Event, Place, Story


def country_name(place: Place, story: Story) -> str | None:
    """The name of a place's country as the story itself has it, else its code; None for a country or none."""
    if place.precision == "country" or place.country is None:
        return None
    named = (p.name for p in story.places if p.precision == "country" and p.country == place.country)
    return next(named, place.country)


def place_line(place: Place, story: Story) -> str:
    """A place in a line of HTML: number, name, its names in other languages, precision in words, country."""
    others = "".join(
        f' <span lang="{markup(tag)}" dir="auto" class="dl-own">{markup(name)}</span>'
        for tag, name in place.names.items()
    )
    country = country_name(place, story)
    where = wording.PRECISIONS[place.precision] + (f", {country}" if country else "")
    return (
        f'<span class="dl-number">{story.number[place.id]}</span> '
        f"<strong><bdi>{markup(place.name)}</bdi></strong>{others} {markup(where)}"
    )


def sources(event: Event, story: Story) -> str:
    """The sources of an event as HTML, linked where they have an address."""
    lines = []
    for cited in (story.source[name] for name in event.sources):
        text = f"<bdi>{markup(wording.source(cited))}</bdi>"
        if cited.url:
            text = f'<a href="{markup(cited.url)}" target="_blank">{text}</a>'
        lines.append(text)
    return " · ".join(lines)


def event_link(event: Event, story: Story, text: str) -> str:
    """A link to the view with another event, in HTML: followed in place, or opened anew like any link."""
    query = markup(state.query(story, event=event.id))
    return f'<a href="?{query}" data-event="{event.id}" target="_self"><bdi>{markup(text)}</bdi></a>'


def head_html(event: Event, story: Story) -> str:
    """When and where the event is, and what it is called, as HTML."""
    lines = [
        f'<p class="dl-eyebrow">{wording.date(event.when)} · event {story.position[event.id] + 1} of '
        f"{len(story.events)} · {wording.standing(event)}</p>",
        f"<h2>{markup(event.title)}</h2>",
    ]
    if event.place is None:
        teller = "source" if event.said_by == "added" else "article"
        lines.append(f'<p class="dl-where">The {teller} names no place, so the map has no mark for this.</p>')
    else:
        kind = " dl-added" if event.place in story.added else ""
        lines.append(f'<p class="dl-where{kind}">{place_line(story.place[event.place], story)}</p>')
    return "".join(lines)


def foot_html(event: Event, story: Story) -> str:
    """Who says so, what there is to note, and what else happened there, as HTML; empty where there is nothing."""
    lines = []
    if event.sources:
        lines.append(f'<p class="dl-small">Source: {sources(event, story)}</p>')
    if event.note:
        lines.append(f'<p class="dl-small dl-note">{markup(event.note)}</p>')
    here = [e for e in story.events_at.get(event.place or "", ()) if e.id != event.id]
    if here:
        links = ", ".join(event_link(e, story, f"{wording.date(e.when)}: {e.title}") for e in here[:10])
        lines.append(f'<p class="dl-small">Also here: {links}</p>')
    return "".join(lines)


@st.fragment
def event_section(story: Story) -> None:
    """The selected event, which reruns alone when another is selected, wherever on the page."""
    view = state.current()
    event = story.event[view.event]
    head = st.container()
    # The text itself is there before the code for anything else has come: of all elements `st.text` alone shows what it
    # is given as it is (but for white space at its ends), and is part of the first load.
    st.text(event.text)
    state.breathe()
    with head:
        st.html(head_html(event, story))
    if foot := foot_html(event, story):
        st.html(foot)

    def pick(event: Any) -> None:
        if isinstance(event, str) and event in story.event:
            state.change(story, event=event)

    def until(switch: Any) -> None:
        state.change(story, until=view.event if switch == "on" else None)

    browser.tell("event", story, {"event": view.event, "until": view.until}, pick=pick, until=until)
