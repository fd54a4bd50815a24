"""The measured pair or path: what the browser asks for, and what it comes to."""

import streamlit as st

from geo.measurement import measurement, pairs_of
from geo.page import browser, state
from geo.page.opened import Opened


def distances_section(opened: Opened) -> None:
    """The panel, which the browser draws, and the two wires that feed it."""
    browser.distances(key="pair")
    _measured(opened)
    _pairs(opened)


@st.fragment
def _measured(opened: Opened) -> None:
    """What is measured; reruns alone when the reader asks for something else."""
    story = opened.story
    view = state.current()
    browser.tell(
        "measured",
        story,
        {
            "pair": measurement(view, story),
            "via": list(view.via),
            "ref_from": view.ref_from,
            "ref_to": view.ref_to,
            "unit": view.unit,
            "base": view.base,
            "unread": state.unread(),
            "found": state.found(),
        },
        ask=lambda wanted: state.ask(story, wanted),
    )


@st.fragment
def _pairs(opened: Opened) -> None:
    """All pairs, once the reader has asked to see them."""
    asked = state.asked_pairs()
    pairs = None if asked is None else pairs_of(asked, opened.story)
    browser.tell("pairs", opened.story, {"pairs": pairs}, pairs=state.ask_pairs)
