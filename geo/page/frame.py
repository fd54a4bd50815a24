"""What stands around the story: style, header, notices, the story in words, the share section, the foot."""

import os
from urllib.parse import urlsplit

import streamlit as st

from geo import basemap, geojson, paragraphs, wording
from geo.escape import markup
from geo.export import table
from geo.geocoder import geocoder
from geo.page import browser, event
from geo.page.opened import Opened
from geo.story import Problem, Story


def title(text: str) -> None:
    """The page's title, which a browser takes as plain text."""
    st.set_page_config(page_title=text, layout="wide", initial_sidebar_state="collapsed")


def refusal(problems: tuple[Problem, ...]) -> None:
    """The one sentence a visitor reads when there is no page; what is wrong is for the log.

    `problems` are those of the story file; where there are none, it cannot be read, or a setting is wrong.
    """
    count = f"{len(problems)} fault{'s' if len(problems) != 1 else ''}" if problems else "or a setting"
    st.html(
        '<div class="dl-refusal" role="alert"><h1>Dateline</h1><p>The story cannot be shown just now: its file has '
        f"something wrong ({count}). Whoever runs this page can see what in its log, and with "
        "<code>python -m geo check</code>.</p></div>"
    )


def header(story: Story) -> None:
    """Title, outlet, date, and one line on what the map adds."""
    st.html(
        '<header class="dl-header"><div class="dl-brand"><span class="dl-name">Dateline</span>'
        '<nav aria-label="Pages"><a href="?" target="_self" aria-current="page">Story</a></nav></div>'
        f'<div lang="{markup(story.lang)}"><h1>{markup(story.title)}</h1>'
        f'<p class="dl-lead">{paragraphs.outlet(story)} {markup(story.summary)}</p></div></header>'
    )


def make_header() -> None:
    """What the page Make is for, and who keeps what is made there."""
    st.html(
        '<header class="dl-header"><div class="dl-brand"><span class="dl-name">Dateline</span>'
        '<nav aria-label="Pages"><a href="./" target="_self">Story</a> '
        '<a href="make" target="_self" aria-current="page">Make</a></nav></div><h1>Make a story</h1>'
        '<p class="dl-lead">From a list of places and dates, in tables and on the map. Beside it is what readers will '
        "see.</p></header>"
    )


def notices(sentences: tuple[str, ...]) -> None:
    """A plain sentence for each thing that the link asked for in vain."""
    if sentences:
        st.html("".join(f'<p class="dl-notice" role="status">{markup(sentence)}</p>' for sentence in sentences))


#: The most places whose pairs one click writes: they make 45,000 lines. `python -m geo pairs` writes any number.
_PAIRS_OF_MOST = 300


def share_section(opened: Opened) -> None:
    """The link to this view with a copy button, and the story to take away."""
    story = opened.story
    st.html("<h2>Share</h2>")
    # Files are made when somebody wants one: a browser fetches a ready one with the page.
    browser.share(key="link")
    with st.container(horizontal=True, gap="small", key="downloads"):
        st.download_button(
            "Story file",
            lambda: geojson.write(story),
            f"{story.id}.geojson",
            "application/geo+json",
            key="download-story",
            on_click="ignore",
        )
        st.download_button(
            "Events as CSV",
            lambda: table.events_csv(story),
            f"{story.id}.csv",
            "text/csv",
            key="download-events",
            on_click="ignore",
        )
        if len(story.places) <= _PAIRS_OF_MOST:
            st.download_button(
                "All pairs as CSV",
                lambda: table.pairs_csv(story),
                f"{story.id}-pairs.csv",
                "text/csv",
                key="download-pairs",
                on_click="ignore",
            )


#: The story in words is as long as the story; beyond this many events the CSV serves better.
_IN_WORDS_MOST = 300


def in_words(story: Story) -> None:
    """Everything that the map and the timeline say, as a list of links."""
    items = []
    for shown in story.events[:_IN_WORDS_MOST]:
        where = paragraphs.place_line(story.place[shown.place], story) if shown.place else "No place is named."
        items.append(
            f'<li><p class="dl-eyebrow">{wording.date(shown.when)} · {wording.standing(shown)}</p>'
            f"<h3>{paragraphs.event_link(shown, event.address(shown, story), shown.title)}</h3>"
            f'<p class="dl-where">{where}</p><p class="dl-text">{markup(shown.text)}</p></li>'
        )
    left_out = len(story.events) - len(items)
    more = f'<p class="dl-small">{left_out:,} more events are in the CSV file.</p>' if left_out else ""
    st.html(
        f'<details class="dl-words"><summary>The whole story in words</summary><ol lang="{markup(story.lang)}">'
        f"{''.join(items)}</ol>{more}</details>"
    )


def foot() -> None:
    """Credits, privacy, and where to report a mistake."""
    tiles, known = basemap.tiles(), geocoder()
    search = (
        f"A name that you have looked up is sent to {markup(known.host)}, without anything about you. " if known else ""
    )
    st.html(
        '<footer class="dl-foot"><p>Outlines: Natural Earth, boundaries as in fact drawn there. Positions: '
        '<a href="https://www.geonames.org/" target="_blank">GeoNames</a> (CC BY 4.0) and as each place '
        "says. Distances are straight lines on the WGS 84 ellipsoid, not routes.</p>"
        f"<p>Nothing about you is stored. This page asks no other server, until you choose {markup(tiles.name)} as the "
        f"base map. {search}{_report()}</p></footer>"
    )


def _report() -> str:
    """Where to report a mistake: the setting `DATELINE_REPORT`, a web or mail address; nothing where there is none."""
    address = os.environ.get("DATELINE_REPORT", "").strip()
    if not address:
        return "To report a mistake, write to whoever sent you this page."
    link = address if urlsplit(address).scheme in ("http", "https", "mailto") else f"mailto:{address}"
    return f'<a href="{markup(link)}">Report a mistake</a>.'
