"""The map, and the choice of what lies under it."""

import streamlit as st
from streamlit_folium import st_folium

from geo import basemap
from geo.folium_map import story_map
from geo.page import browser, state
from geo.page.opened import Opened
from geo.view import BASES

#: Of the frame before our style sheet fits it to the window. Constant: another height would make another frame.
_HEIGHT_PX = 520


def map_section(opened: Opened) -> None:
    """The map's frame, whose arguments never change for one story; the key carries the story's digest."""
    st_folium(story_map(), key=f"map-{opened.digest}", height=_HEIGHT_PX, use_container_width=True, returned_objects=[])
    _base_choice(opened)


@st.fragment
def _base_choice(opened: Opened) -> None:
    names = {"outline": "Outlines", "osm": basemap.tiles().name}
    st.segmented_control(
        "Base map",
        BASES,
        key="base",
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: state.take_widgets(opened.story),
    )
    browser.tell(opened.story, "base")
