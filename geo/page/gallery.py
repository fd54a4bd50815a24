"""The stories of this deployment, each a link."""

from urllib.parse import quote

import streamlit as st

from geo.base.markup import Markup
from geo.library import shelf
from geo.library.shelf import Summary
from geo.page import browser, frame
from geo.page.element import show_html, show_styles
from geo.view import wording


def gallery_section() -> None:
    """The page of all stories that can be opened."""
    show_styles("page/page.css")
    found = shelf.summaries()
    default = next(iter(shelf.files()))
    cards = Markup().join(_card("" if name == default else name, summary) for name, summary in found.items())
    with st.container(key="header"):
        show_html(Markup('<header class="dl-header">{}<h1>Stories</h1></header>').format(frame.brand("stories")))
        browser.pages(key="pages", data=browser.now())
    none = Markup('<p class="dl-notice">No story can be shown.</p>')
    show_html(Markup('<ul class="dl-gallery">{}</ul>').format(cards) if found else none)


def _card(name: str, story: Summary) -> Markup:
    query = f"?story={quote(name, safe='')}" if name else ""
    return Markup(
        '<li lang="{lang}"><h2><a href="./{query}" target="_self">{title}</a></h2>'
        '<p class="dl-small" lang="en"><bdi>{outlet}</bdi>{dates}{places} · {events}</p><p>{summary}</p></li>'
    ).format(
        lang=story.lang,
        query=query,
        title=story.title,
        outlet=f"{story.outlet} · " if story.outlet else "",
        dates=f"{wording.date(story.dates)} · " if story.dates else "",
        places=_count(story.places, "place"),
        events=_count(story.events, "event"),
        summary=story.summary,
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
