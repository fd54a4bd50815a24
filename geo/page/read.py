"""The page Read: an article in the visitor's session, what was read in it, and the map of its places beside it."""

from collections.abc import Callable

import streamlit as st

from geo.base.faults import RefusedError
from geo.page import browser, frame, state
from geo.page.element import show_styles
from geo.page.map import map_section
from geo.page.uploading import uploading_section
from geo.session.article_session import ArticleSession
from geo.view import wire


def read_section(make: Callable[[], None]) -> None:
    """The article and its highlights, beside them the map and what there is to check; `make` leads to the page Make."""
    session = state.article_session(ArticleSession)
    show_styles("page/page.css")
    show_styles("page/checks.css")
    show_styles("read/read.css")
    with st.container(key="header"):
        frame.read_header()
    with st.container(key="read"):
        left, right = st.columns(2)
    with right.container(key="map"):
        map_section("article")
    with right.container(key="checks"):
        browser.checks(key="rows")
    with left:
        _article(session, make)
        uploading_section()


@st.fragment
def _article(session: ArticleSession, make: Callable[[], None]) -> None:
    """What the browser says and is told; reruns alone, as nothing else changes."""
    document = session.document() if session.is_to_be_made else None
    session.is_to_be_made = False
    if document is not None:
        try:
            state.draft_session().begin_with(document)
        except RefusedError as error:
            session.refuse_story(error)
        else:
            make()
    told: wire.ReadPage = {**session.reply(), "open": state.draft_session().title}
    browser.reader(key="article", data=told, on_said_change=lambda: session.receive(state.reported("article", "said")))
    with st.container(key="timeline"):
        browser.preview(key="line", data=session.preview())
