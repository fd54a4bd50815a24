"""What stands around the story: style, header, notices, the story in words, the share section, the foot."""

import os
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from geo.base.faults import Fault
from geo.base.markup import Markup
from geo.export import table
from geo.export.formats import FORMATS, Format
from geo.gazetteer.geocoder import geocoder
from geo.library import shelf
from geo.library.opened import Opened
from geo.page import browser, downloads, event, state
from geo.page.element import show_html
from geo.story.model import Story
from geo.view import basemap, paragraphs, wire
from geo.view.link import View


def title(text: str) -> None:
    """The page's title, which a browser takes as plain text."""
    st.set_page_config(page_title=text, layout="wide", initial_sidebar_state="collapsed")


def refusal(problems: tuple[Fault, ...]) -> None:
    """The one sentence a visitor reads when there is no page; what is wrong is for the log.

    `problems` are those of the story file; where there are none, it cannot be read, or a setting is wrong.
    """
    count = f"{len(problems)} fault{'s' if len(problems) != 1 else ''}" if problems else "or a setting"
    show_html(
        Markup(
            '<div class="dl-refusal" role="alert"><h1>Dateline</h1><p>The story cannot be shown just now: its file has '
            "something wrong ({}). Whoever runs this page can see what in its log, and with "
            "<code>python -m geo check</code>.</p></div>"
        ).format(count)
    )


#: The pages that the header leads to, each with its address relative to any of them.
_PAGES = {"./": "Story", "read": "Read", "make": "Make", "stories": "Stories"}


def brand(current: str) -> Markup:
    """The name and the links to the pages, as HTML; `current` is the address of this one.

    The browser puts story and view into the links (`static/dateline/page/share.js`).
    """
    shown = {address: title for address, title in _PAGES.items() if address != "stories" or shelf.has_several()}
    link = Markup('<a href="{}" target="_self" data-page{}>{}</a>')
    links = Markup().join(
        link.format(address, " aria-current=page" if address == current else "", title)
        for address, title in shown.items()
    )
    return Markup(
        '<div class="dl-brand"><span class="dl-name">Dateline</span><nav aria-label="Pages">{}</nav></div>'
    ).format(links)


def header(story: Story) -> None:
    """Name, pages, title, outlet, date, and one line on what the map adds."""
    show_html(
        Markup(
            '<header class="dl-header">{}<div lang="{}"><h1>{}</h1><p class="dl-lead">{} {}</p></div></header>'
        ).format(brand("./"), story.lang, story.title, paragraphs.outlet(story), story.summary)
    )
    browser.copy_link(key="copy", data=browser.now())


def make_header() -> None:
    """Name, pages, and what the page Make is for."""
    show_html(
        Markup(
            '<header class="dl-header">{}<h1>Make a story</h1><p class="dl-lead">From a list of places and dates, in '
            "tables and on the map. Beside it is what readers will see.</p></header>"
        ).format(brand("make"))
    )
    browser.pages(key="pages", data=browser.now())


def read_header() -> None:
    """Name, pages, and what the page Read is for."""
    show_html(
        Markup(
            '<header class="dl-header">{}<h1>Read an article</h1><p class="dl-lead">Its places on the map, its '
            "distances measured, its dates in order. Rules and a gazetteer read it; you check what is doubtful.</p>"
            "</header>"
        ).format(brand("read"))
    )
    browser.pages(key="pages", data=browser.now())


def full_page(story: Story) -> None:
    """In a frame of another site: the title, and the link to the page with the same view."""
    browser.full_page(key="open", data={"title": story.title, "lang": story.lang})


def notices(sentences: tuple[str, ...]) -> None:
    """A plain sentence for each thing that the link asked for in vain."""
    if sentences:
        notice = Markup('<p class="dl-notice" role="status">{}</p>')
        show_html(Markup().join(notice.format(sentence) for sentence in sentences))


#: The most places whose pairs one click writes: they make 45,000 lines. `python -m geo pairs` writes any number.
_MAX_PAIRS_OF = 300


#: Longer links are refused by servers and browsers; the page then offers the file instead.
_MAX_LINK = 8_000


def share_section(shown: Opened, *, mine: bool) -> None:
    """The link to this view with a copy button, the snippet for another site, and the story to take away.

    `mine`: the story was made in this session, so that only a link with the whole of it leads others to it.
    """
    story = shown.story
    show_html(Markup("<h2>Share</h2>"))
    # Files are made when somebody wants one: a browser fetches a ready one with the page.
    browser.share(key="link", data=_shared(shown, mine))
    view = state.view_at_last()

    def download(title: str, write: Callable[[], bytes], name: str, media_type: str) -> None:
        downloads.download(title, write, f"{story.id}{name}", media_type, key=f"download{name}")

    with st.container(horizontal=True, gap="small", key="downloads"):
        for kind in FORMATS.values():
            download(kind.title, partial(_written, kind, story, view), f".{kind.suffix}", kind.media_type)
        if len(story.places) <= _MAX_PAIRS_OF:
            download("All pairs as CSV", lambda: table.pairs_csv(story), "-pairs.csv", "text/csv")


def _written(kind: Format, story: Story, view: Callable[[], View]) -> bytes:
    return kind.write(story, view())


def _shared(shown: Opened, mine: bool) -> wire.Shared:
    """A story for the link; one that no address names to others is packed, or said to be too long."""
    title = shown.story.title
    if not mine:
        return {"title": title, "data": None}
    text = shown.packed
    if len(text) <= _MAX_LINK:
        return {"title": title, "data": text}
    return {"title": title, "data": text[:_MAX_LINK], "more": len(text) - _MAX_LINK}


#: The story in words is as long as the story; beyond this many events the CSV serves better.
_MAX_IN_WORDS = 300


def in_words(story: Story) -> None:
    """Each event with a link to it; without a server the browser tells the selected one by these (`offline.js`)."""
    item = Markup('<li data-event="{}">{}<p class="dl-text" dir="auto">{}</p>{}</li>')
    items, places = [], dict[tuple[str | None, str], Markup]()  # a place with many names may have many events
    for shown in story.events[:_MAX_IN_WORDS]:
        link = paragraphs.event_link(shown, event.address(shown, story), shown.title)
        place = (shown.place, shown.said_by)
        if place not in places:
            places[place] = paragraphs.where(shown, story)
        head = paragraphs.head(shown, story, Markup("<h3>{}</h3>").format(link), places[place])
        items.append(item.format(shown.id, head, shown.text, paragraphs.said_by(shown, story)))
    left_out = len(story.events) - len(items)
    more = Markup('<p class="dl-small">{} more events are in the CSV file.</p>').format(f"{left_out:,}")
    show_html(
        Markup(
            '<details class="dl-words"><summary>The whole story in words</summary><ol lang="{}">{}</ol>{}</details>'
        ).format(story.lang, Markup().join(items), more if left_out else "")
    )


def foot() -> None:
    """Credits, privacy, and where to report a mistake."""
    tiles, known = basemap.tiles(), geocoder()
    search = f"A name that you have looked up is sent to {known.host}, without anything about you. " if known else ""
    show_html(
        Markup(
            '<footer class="dl-foot"><p>Outlines: Natural Earth, boundaries as in fact drawn there. Positions: '
            '<a href="https://www.geonames.org/" target="_blank">GeoNames</a> (CC BY 4.0) and as each place '
            "says. Distances are straight lines on the WGS 84 ellipsoid, not routes.</p>"
            "<p>Nothing about you is stored. This page asks no other server, until you choose {tiles} as the "
            "base map. {search}{report}</p></footer>"
        ).format(tiles=tiles.name, search=search, report=_report())
    )


def _report() -> Markup:
    """Where to report a mistake: the setting `DATELINE_REPORT`, a web or mail address; nothing where there is none."""
    address = os.environ.get("DATELINE_REPORT", "").strip()
    if not address:
        return Markup("To report a mistake, write to whoever sent you this page.")
    link = address if urlsplit(address).scheme in ("http", "https", "mailto") else f"mailto:{address}"
    return Markup('<a href="{}">Report a mistake</a>.').format(link)
