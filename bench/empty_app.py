"""An empty Streamlit page: what no page on this platform can beat. One text, and a button so that it runs again."""

import streamlit as st

st.session_state.run = st.session_state.get("run", 0) + 1
with st.container(key="event"):
    st.text(f"This is run {st.session_state.run}.")
st.button("Again")
