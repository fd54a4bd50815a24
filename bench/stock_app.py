"""The same story in the stock idiom: Folium markers with popups and tooltips, and `st_folium` as it comes.

As fast as that idiom gets: the story is read once, the assets are local, and nothing lies under the marks.
"""

from html import escape

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench import assets
from geo.library.opened import default_story

folium.Map.default_js = assets.addresses(".js")
folium.Map.default_css = assets.addresses(".css")

st.set_page_config(layout="wide")
story = default_story().story
event = story.event[story.opening.event]

st.title(story.title)
left, right = st.columns([2, 1])
with left:
    corners = [place.at.latlon for place in story.places]
    drawn = folium.Map(tiles=None)
    drawn.fit_bounds([tuple(map(min, zip(*corners, strict=True))), tuple(map(max, zip(*corners, strict=True)))])
    for place in sorted(story.places, key=lambda place: story.number[place.id]):
        told = [f"<b>{escape(e.title)}</b><p>{escape(e.text)}</p>" for e in story.events_at.get(place.id, ())]
        folium.Marker(
            place.at.latlon,
            tooltip=folium.Tooltip(escape(place.name)),
            popup=folium.Popup("".join(told), max_width=300),
        ).add_to(drawn)
    pair = [story.place[name].at for name in (story.opening.origin, story.opening.to)]
    folium.PolyLine([at.latlon for at in pair]).add_to(drawn)
    found = st_folium(drawn, key="map", height=520, use_container_width=True)
if clicked := found["last_object_clicked_tooltip"]:
    event = next(e for p in story.places if p.name == clicked for e in story.events_at[p.id])
with right, st.container(key="event"):
    st.subheader(event.title)
    st.write(event.text)
