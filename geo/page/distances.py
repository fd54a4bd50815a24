"""The measured pair or path: what the browser asks for, and what it comes to."""

import streamlit as st

from geo.page import browser, state
from geo.story.model import Story
from geo.view.measurement import measurement, pairs_of


def distances_section(story: Story) -> None:
    """The panel, which the browser draws, and the two wires that feed it."""
    browser.distances(key="pair")
    _measured(story)
    _pairs(story)


@st.fragment
def _measured(story: Story) -> None:
    """What is measured; reruns alone when the reader asks for something else."""
    view = state.current()
    browser.tell(
        "measured",
        story,
        {
            "pair": measurement(view, story) if view.measures(story) or state.is_measuring(story) else None,
            "via": list(view.via),
            "ref_from": view.ref_from,
            "ref_to": view.ref_to,
            "unit": view.unit,
            "base": view.base,
            "unread": state.unread(),
            "found": state.found(),
        },
        "open pick ask" if any(event.origin for event in story.events) else "open ask",
    )


@st.fragment
def _pairs(story: Story) -> None:
    """All pairs, once the reader has asked to see them."""
    asked = state.asked_pairs()
    pairs = None if asked is None else pairs_of(asked, story)
    browser.tell("pairs", story, {"pairs": pairs}, "pairs")
