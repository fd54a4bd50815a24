"""The map."""

from streamlit_folium import st_folium

from geo.folium_map import story_map
from geo.page.opened import Opened

#: Of the frame before our style sheet fits it to the window. Constant: another height would make another frame.
_HEIGHT_PX = 520


def map_section(opened: Opened) -> None:
    """The map's frame, whose arguments never change for one story; the key carries the story's digest."""
    st_folium(story_map(), key=f"map-{opened.digest}", height=_HEIGHT_PX, use_container_width=True, returned_objects=[])
