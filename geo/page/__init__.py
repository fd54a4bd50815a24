"""The sections of the page: with `app.py` and `serving` the only modules that know Streamlit.

Imports `session` and below. Main names: `frame`, `state`, which alone touches the session's state and the address,
`browser`, and a module for each section.
"""
