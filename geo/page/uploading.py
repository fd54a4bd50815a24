"""What a visitor sends in pieces: each is answered by itself, so that the page is not drawn anew for it."""

import streamlit as st

from geo.page import browser, state


@st.fragment
def uploading_section() -> None:
    """Takes pieces of a file or a text, and tells the browser which it has; reruns alone."""
    browser.upload(key="upload-pieces", data=state.upload().reply(), on_piece_change=_heard)


def _heard() -> None:
    state.upload().receive(state.reported("upload-pieces", "piece"))
