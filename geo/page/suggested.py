"""What the page's search boxes offer as somebody types: places of the gazetteer."""

import streamlit as st

from geo.page import browser, state


@st.fragment
def suggested_section() -> None:
    """Brings what was found to the browser; reruns alone when a reader types on."""
    browser.suggestions(key="wire-suggestions", data=state.suggested(), on_typed_change=_typed)


def _typed() -> None:
    state.suggest(state.reported("wire-suggestions", "typed"))
