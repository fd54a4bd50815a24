"""The parts of the page that live in the browser: a few small components of `static/dateline/page/page.js`.

Each Streamlit component here is one line that imports that file, so that what crosses with every run stays small and a
strict policy on scripts covers the rest. CONTRIBUTING says why the page is built this way.
"""

import json
from collections.abc import Callable

import streamlit as st

from geo.page import state
from geo.story.model import Story
from geo.view import modules, wire
from geo.view.basemap import STATIC, version

# Relative to the page, so that a base path of the server survives. Streamlit sends this line each time a component
# changes, so it is short. Without a line break it would be taken for a path.
_IMPORT = """export default c =>
import(new URL("{start}",document.baseURI)).then(s => s.mount("{part}",c))"""


def _component(part: str, css: str | None = None) -> Callable[..., object]:
    script = _IMPORT.format(start=modules.address(modules.START), part=part)
    return st.components.v2.component(part, js=script, css=css, isolate_styles=False)


# With the style of the whole page, in place of Streamlit's own looks.
timeline = _component("timeline", (STATIC / "dateline" / "page" / "page.css").read_text())
steps = _component("steps")
distances = _component("distances")
share = _component("share")
copy_link = _component("copyLink")
preview = _component("preview")
editor = _component("make")
reader = _component("read")
checks = _component("checks")
full_page = _component("fullPage")
pages = _component("pages")
suggestions = _component("suggestions")
upload = _component("upload")
_wire = _component("wire")


def now() -> wire.Header:
    """The version that the browser's files have now, for the parts of a page's header."""
    return {"version": version()}


def tell(key: str, story: Story, view: wire.MeasuredView | wire.PairsView | wire.EventView, reports: str) -> None:
    """Send a part of the view to the map and the page's other parts, with the query of the whole of it.

    `reports` are the names of what a reader does that this part is drawn anew for, `number` that of the message that is
    answered. `parameter` says which one of the address stays, as it names the story: its value, which may be the whole
    story, does not come back from here.
    """
    key = f"wire-{key}"
    data: wire.Wire = {
        "view": view,
        "query": state.query(story),
        "parameter": state.parameter(),
        "reports": reports,
        "number": state.number(),
    }
    _wire(
        key=key,
        # Written here, as Streamlit would take a tenth more room. What a reader typed may have halves of characters.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"),
        on_asked_change=lambda: state.receive(story, state.reported(key, "asked")),
    )
