"""The view of this session. Only here are `st.session_state` and `st.query_params` touched.

The address bar is the truth when it was changed from outside (a link opened, browser Back); the session's view is the
truth after an action on the page, and is then written to the address.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geo.story import Story
from geo.view import FIELDS, View

#: The fields that a widget of the same name on the page holds, by that name.
_WIDGETS = {name: FIELDS[name] for name in ("from", "to", "unit", "base")}


def open_link(story: Story) -> tuple[str, ...]:
    """Take over what the address asks for, if it is news; the sentences about what it asks for in vain."""
    state = st.session_state
    asked = st.query_params.to_dict()
    if "view" not in state or asked != state["address"]:
        view, state["notices"] = View.from_query(asked, story)
        _put(view, story)
    notices: tuple[str, ...] = state["notices"]
    return notices


def current() -> View:
    """The view to show."""
    view: View = st.session_state["view"]
    return view


def change(story: Story, **fields: Any) -> None:
    """Change fields of the view; for callbacks, which run before the page is drawn again."""
    _put(replace(current(), **fields).moved(story), story)


def take_widgets(story: Story) -> None:
    """Change the view to what the widgets say; for their callbacks."""
    change(story, **{field: st.session_state[name] for name, field in _WIDGETS.items()})


def value(key: str) -> Any:
    """What a component of the page reports under its key."""
    return st.session_state[key]


def query(story: Story, **fields: Any) -> str:
    """The query of the link to the current view, or to it with other fields; empty for the opening."""
    return urlencode(replace(current(), **fields).moved(story).to_query(story))


def _put(view: View, story: Story) -> None:
    state = st.session_state
    state["view"] = view
    for name, field in _WIDGETS.items():
        if state.get(name) != getattr(view, field):
            state[name] = getattr(view, field)
    state["address"] = view.to_query(story)
    if st.query_params.to_dict() != state["address"]:
        st.query_params.from_dict(state["address"])
