"""Dateline's story page, top to bottom. Run it with `streamlit run app.py`."""

import logging

import streamlit as st

from geo.page import browser, frame, opened, state
from geo.page.distances import distances_section
from geo.page.event import event_section
from geo.page.map import map_section


def page(shown: opened.Opened) -> None:
    """The story page of a story that could be opened."""
    story = shown.story
    with st.container(key="header"):
        frame.header(story)
        browser.copy_link(key="copy")
    notices = state.open_link(story)
    with st.container(key="notice"):
        frame.notices(notices)
    with st.container(key="story"):
        left, right = st.columns([2, 1])
    with right, st.container(key="event"):
        event_section(story)
        browser.steps(key="steps")
    with left, st.container(key="map"):
        map_section(shown)
    with left, st.container(key="timeline"):
        browser.timeline(key="line", data=shown.scene)
    with right, st.container(key="distances"):
        distances_section(shown)
    with right, st.container(key="share"):
        frame.share_section(shown)
    frame.in_words(story)
    frame.foot()


try:
    found = opened.default_story()
except (ValueError, OSError) as error:  # a StoryError, or what a setting says
    frame.style("Dateline")
    logging.getLogger("dateline").error("the story is not shown: %s", error)
    frame.refusal(getattr(error, "problems", ()))
else:
    frame.style(f"{found.story.title} · Dateline")
    page(found)
