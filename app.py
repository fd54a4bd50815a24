"""Dateline's pages, and the story page, top to bottom. Run it with `streamlit run app.py`."""

import streamlit as st

from geo.library import opened, shelf
from geo.page import browser, frame, state
from geo.page.distances import distances_section
from geo.page.event import event_section
from geo.page.gallery import gallery_section
from geo.page.make import make_section
from geo.page.map import map_section
from geo.page.suggested import suggested_section


def story_page() -> None:
    """The story that the address asks for, or one sentence where none can be shown."""
    try:
        asked = opened.asked(state.address(), state.mine())
    except (ValueError, OSError) as error:  # a RefusedError, or what a setting says
        frame.title("Dateline")
        opened.log_refusal(str(error))
        frame.refusal(getattr(error, "faults", ()))
    else:
        frame.title(f"{asked.opened.story.title} · Dateline")
        show(asked)


def show(asked: opened.Asked) -> None:
    """A story that could be opened: the places of the page from top to bottom, then what goes there.

    First what has the longest way to go: the map, and the timeline, which brings the story's places and the style. In a
    frame of another site the story stands alone, with a link to the page.
    """
    shown, story, embedded = asked.opened, asked.opened.story, state.is_embedded()
    header, notice = st.container(key="full" if embedded else "header"), st.container(key="notice")
    with st.container(key="story"):
        left, right = st.columns([2, 1])
    chart, line = left.container(key="map"), left.container(key="timeline")
    event, distances, share = (right.container(key=key) for key in ("event", "distances", "share"))
    notices = state.open_link(story, asked.parameter, asked.notices)
    with chart:
        map_section(shown.digest)
    with line:
        browser.timeline(key="line", data=shown.scene)
    with event:
        event_section(story)
        browser.steps(key="steps")
    with header:
        if embedded:
            frame.full_page(story)
        else:
            frame.header(story)
    with notice:
        frame.notices(asked.outdated + notices)
    with distances:
        distances_section(story)
        suggested_section()
    if embedded:
        return
    with share:
        frame.share_section(shown, mine=shown is state.mine())
    frame.in_words(story)
    frame.foot()


def make_page() -> None:
    """Where a story is made; it may start from the one that the address asks for."""
    frame.title("Make a story · Dateline")
    try:
        asked = opened.asked(state.address(), state.mine())
    except (ValueError, OSError):  # the story page says so, and the log
        asked = None
    make_section(asked, show_made)


def show_made(made: opened.Opened) -> None:
    """Go to the page of a story that was made here."""
    state.show_mine(made)
    st.switch_page(STORY, query_params={"story": opened.MINE})


def read_page() -> None:
    """Where an article is read, which may become a story."""
    # Here, as what reads takes room that the other pages do without.
    from geo.page.read import read_section

    frame.title("Read an article · Dateline")
    read_section(lambda: st.switch_page(MAKE, query_params=state.named()))


def stories_page() -> None:
    """The stories that there are."""
    frame.title("Stories · Dateline")
    gallery_section()


# Each page with its own address. The header leads from one to the other, so Streamlit's own menu stays hidden; and as
# the list of pages is sent with each change of the view, it has what there is to go to and no more.
STORY = st.Page(story_page, title="Story", default=True)
MAKE = st.Page(make_page, title="Make", url_path="make")
PAGES = [STORY, st.Page(read_page, title="Read", url_path="read"), MAKE]
if shelf.has_several():
    PAGES.append(st.Page(stories_page, title="Stories", url_path="stories"))
st.navigation(PAGES, position="hidden").run()
