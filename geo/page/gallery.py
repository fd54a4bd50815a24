"""The stories of this deployment, each a link."""

from urllib.parse import quote

import streamlit as st

from geo import shelf, wording
from geo.basemap import STATIC
from geo.escape import markup
from geo.page import browser, frame
from geo.shelf import Summary


def gallery_section() -> None:
    """The page of all stories that can be opened."""
    st.html(STATIC / "dateline" / "page.css")
    found = shelf.summaries()
    default = next(iter(shelf.files()))
    cards = "".join(_card("" if name == default else name, summary) for name, summary in found.items())
    with st.container(key="header"):
        st.html(f'<header class="dl-header">{frame.brand("stories")}<h1>Stories</h1></header>')
        browser.pages(key="pages")
    st.html(f'<ul class="dl-gallery">{cards}</ul>' if found else '<p class="dl-notice">No story can be shown.</p>')


def _card(name: str, story: Summary) -> str:
    query = f"?story={quote(name, safe='')}" if name else ""
    outlet = f"{markup(story.outlet)} · " if story.outlet else ""
    count = f"{_count(story.places, 'place')} · {_count(story.events, 'event')}"
    return (
        f'<li lang="{markup(story.lang)}"><h2><a href="./{query}" target="_self">{markup(story.title)}</a></h2>'
        f'<p class="dl-small" lang="en"><bdi>{outlet}</bdi>{wording.date(story.dates)} · {count}</p>'
        f"<p>{markup(story.summary)}</p></li>"
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
