"""The page Make: a draft, which lives in the visitor's browser, and the story beside it as far as it can be shown."""

from typing import Any

import streamlit as st

from geo.desk import Desk
from geo.page import browser, frame, state
from geo.page.distances import distances_section
from geo.page.event import event_section
from geo.page.map import map_section
from geo.story import Story


def make_page(opened: Story) -> None:
    """The editor and, beside it, the preview; `opened` is the story that a draft may start from."""
    frame.title("Make a story · Dateline")
    desk = state.desk()
    header = st.container(key="header")
    with st.container(key="make"):
        left, right = st.columns([3, 2])
    editor, chart, line = left.container(key="editor"), right.container(key="map"), right.container(key="timeline")
    event, distances = (right.container(key=key) for key in ("event", "distances"))
    sketch = desk.sketch
    if sketch is not None:
        state.open_sketch(sketch)
    with editor:
        browser.style(key="style")
        browser.editor(key="editor-draft", data=desk.say(), on_said_change=lambda: _hear(desk, opened))
    with chart:
        map_section("draft")
    with line:
        browser.preview(key="line", data=desk.preview())
    with header:
        frame.make_header()
    if sketch is None:
        return
    with event:
        event_section(sketch)
        browser.steps(key="steps")
    with distances:
        distances_section(sketch)


def _hear(desk: Desk, opened: Story) -> None:
    said: Any = state.value("editor-draft").said
    desk.hear(said, opened)
