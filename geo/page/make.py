"""The page Make: a draft, which lives in the visitor's browser, and the story beside it as far as it can be shown."""

from collections.abc import Callable

import streamlit as st

from geo.base.memory_budget import MemoryBudgetError
from geo.library import opened
from geo.library.opened import Asked, Opened
from geo.page import browser, frame, state
from geo.page.distances import distances_section
from geo.page.element import show_styles
from geo.page.event import event_section
from geo.page.map import map_section
from geo.page.suggested import suggested_section
from geo.page.uploading import uploading_section
from geo.session.draft_session import DraftSession


def make_section(asked: Asked | None, show: Callable[[Opened], None]) -> None:
    """The editor, and beside it the preview.

    `asked` is the story that a draft may start from, if there is one; `show` leads to the page of the finished one.
    """
    session = state.draft_session()
    if session.is_to_be_shown and session.story is not None:
        session.is_to_be_shown = False
        try:
            made = opened.of_draft(session.story)
        except MemoryBudgetError as error:
            session.refuse(error)
        else:
            show(made)
    show_styles("page/page.css")
    show_styles("page/checks.css")
    with st.container(key="header"):
        frame.make_header()
    with st.container(key="make"):
        left, right = st.columns([3, 2])
    editor, chart, line = left.container(key="editor"), right.container(key="map"), right.container(key="timeline")
    event, distances = (right.container(key=key) for key in ("event", "distances"))
    sketch = session.sketch
    if sketch is not None:
        state.open_sketch(sketch, asked.parameter if asked else "")
    with editor:
        browser.editor(key="draft", data=session.reply(), on_said_change=lambda: _receive(session, asked))
        suggested_section()
        uploading_section()
    with chart:
        map_section("draft")
    with line:
        browser.preview(key="line", data=session.preview())
    if sketch is None:
        return
    with event:
        event_section(sketch)
        browser.steps(key="steps")
    with distances:
        distances_section(sketch)


def _receive(session: DraftSession, asked: Asked | None) -> None:
    session.receive(state.reported("draft", "said"), asked.opened.story if asked else None)
