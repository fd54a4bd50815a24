"""The elements of the page that are HTML: the one way for them, as `st.html` takes any text."""

import streamlit as st

from geo.base.markup import Markup
from geo.view.basemap import STATIC


def show_html(html: Markup) -> None:
    """Show HTML, in which text is escaped: a type checker lets nothing else through."""
    st.html(html)


def show_styles(name: str) -> None:
    """Put one of our own style sheets into the page."""
    st.html(STATIC / "dateline" / name)
