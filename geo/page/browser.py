"""The parts of the page that live in the browser: a few small components of `static/dateline/page.js`.

Each Streamlit component here is one line that imports that file, so that what crosses with every run stays small and a
strict policy on scripts covers the rest. CONTRIBUTING says why the page is built this way.
"""

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.basemap import version
from geo.page import state
from geo.scene import measured
from geo.story import Story

# Relative to the page, so that a base path of the server survives. Without a line break it would be taken for a path.
_IMPORT = """export default c => {{
import(new URL("app/static/dateline/page.js?v={version}", document.baseURI)).then(m => m.{part}(c))}}"""


def _component(part: str) -> Callable[..., Any]:
    script = _IMPORT.format(version=version(), part=part)
    return st.components.v2.component(part, js=script, isolate_styles=False)


timeline = _component("timeline")
steps = _component("steps")
share = _component("share")
copy_link = _component("copyLink")
_wire = _component("wire")


def tell(story: Story, *fields: str, **reports: Callable[[], None]) -> None:
    """Send these fields of the view to the map and the timeline, and the link to this view to the share section.

    `pair` stands for the measured pair. `reports` are callbacks for what a reader does there.
    """
    view = state.current()
    part = {field: measured(view, story) if field == "pair" else getattr(view, field) for field in fields}
    _wire(
        key="wire-" + fields[0],
        data={"view": part, "query": state.query(story)},
        **{f"on_{name}_change": callback for name, callback in reports.items()},
    )
