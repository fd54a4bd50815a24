"""Dateline's pages, and the story page, top to bottom. Run it with `streamlit run app.py`."""

import logging

import streamlit as st

from geo.page import browser, frame, opened, state
from geo.page.distances import distances_section
from geo.page.event import event_section
from geo.page.make import make_page
from geo.page.map import map_section


def story_page() -> None:
    """The story page, or one sentence where the story cannot be shown."""
    try:
        shown = opened.default_story()
    except (ValueError, OSError) as error:  # a StoryError, or what a setting says
        frame.title("Dateline")
        logging.getLogger("dateline").error("the story is not shown: %s", error)
        frame.refusal(getattr(error, "problems", ()))
    else:
        frame.title(f"{shown.story.title} · Dateline")
        show(shown)


def show(shown: opened.Opened) -> None:
    """A story that could be opened: the places of the page from top to bottom, then what goes there.

    First what has the longest way to go: the map, and the timeline, which brings the story's places and the style.
    """
    story = shown.story
    header, notice = st.container(key="header"), st.container(key="notice")
    with st.container(key="story"):
        left, right = st.columns([2, 1])
    chart, line = left.container(key="map"), left.container(key="timeline")
    event, distances, share = (right.container(key=key) for key in ("event", "distances", "share"))
    notices = state.open_link(story)
    with chart:
        map_section(shown.digest)
    with line:
        browser.timeline(key="line", data=shown.scene)
    with event:
        event_section(story)
        browser.steps(key="steps")
    with header:
        frame.header(story)
        browser.copy_link(key="copy")
    with notice:
        frame.notices(notices)
    with distances:
        distances_section(story)
    with share:
        frame.share_section(shown)
    frame.in_words(story)
    frame.foot()


# Each page with its own address. The header leads from one to the other, so Streamlit's own menu stays hidden.
st.navigation(
    [
        st.Page(story_page, title="Story", default=True),
        st.Page(lambda: make_page(opened.default_story().story), title="Make", url_path="make"),
    ],
    position="hidden",
).run()
