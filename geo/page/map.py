"""The map."""

from streamlit_folium import st_folium

from geo.page.folium_map import story_map

#: Of the frame before our style sheet fits it to the window. Constant: another height would make another frame.
_HEIGHT_PX = 520


def map_section(name: str) -> None:
    """The map's frame, whose arguments never change; with another name, as for another story, it is another frame."""
    st_folium(story_map(), key=f"map-{name}", height=_HEIGHT_PX, use_container_width=True, returned_objects=[])
