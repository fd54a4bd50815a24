"""The selected event: when, where and what, who says so, and the way to the next."""

import streamlit as st

from geo.base.markup import Markup
from geo.page import browser, state
from geo.page.element import show_html
from geo.story.model import Event, Story
from geo.view import paragraphs, wire
from geo.view.link import View


def address(event: Event, story: Story) -> str:
    """The address, from this page, of the view with another event."""
    return f"?{state.query(story, event=event.id)}"


def _shown(view: View) -> wire.EventView:
    return {"event": view.event, "until": view.until, "hide": list(view.hide)}


@st.fragment
def event_section(story: Story) -> None:
    """The selected event, which reruns alone when another is selected, wherever on the page."""
    view = state.current()
    event = story.event[view.event]
    head = st.container()
    # The text itself is there before the code for anything else has come: of all elements `st.text` alone shows what it
    # is given as it is (but for white space at its ends), and is part of the first load.
    st.text(event.text)
    state.pause_for_first_paint()
    with head:
        title = Markup("<h2>{}</h2>").format(event.title)
        show_html(paragraphs.head(event, story, title, paragraphs.where(event, story)))
    if foot := paragraphs.foot(event, story, lambda other: address(other, story)):
        show_html(foot)

    browser.tell("event", story, _shown(view), "open pick until hide")
