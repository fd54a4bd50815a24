"""Dateline for strangers: the page of `app.py` behind limits and strict policies: `streamlit run serve.py`."""

import os
import sys

import streamlit as st

from geo.serving import application, settings
from geo.view.basemap import tiles

try:
    chosen = settings.read(os.environ)
    tiles()  # whose provider the policy names
except ValueError as error:
    sys.exit(f"Dateline does not start, as its settings cannot be.\n{error}")

app = st.App(
    "app.py",
    middleware=application.middleware(chosen),
    routes=application.routes(chosen),
)
