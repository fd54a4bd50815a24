"""The view of this session. Only here are `st.session_state` and `st.query_params` touched.

The browser keeps the address (`static/dateline/page/address.js` says why), and sends what a reader does in messages
with a number (`outbox.js`): changes of the view, or the address that Back came to. With that number the view goes back,
and the query that belongs to it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, Unpack
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from geo.base.checkpoint import waiting
from geo.gazetteer.geocoder import GeocoderError, geocoder
from geo.library.opened import Opened
from geo.session.draft_session import DraftSession
from geo.session.upload import Upload
from geo.story.model import Story
from geo.view import point, stop, wire
from geo.view.link import FIELDS, MAX_VIA, View, ViewFields, hidden, mended
from geo.view.measurement import itinerary
from geo.view.point import PointError

if TYPE_CHECKING:
    from geo.gazetteer.suggestions import Suggestions

T = TypeVar("T")

#: What a browser needs to fetch the code for the map and the timeline, and to show both.
_FIRST_PAINT_S = 0.15
#: Of one message so much is heard; the browser sends what is more in the next.
_MAX_ACTS = 10
_MAX_QUERY = 10_000
#: The browser counts no further: ECMAScript, Number.MAX_SAFE_INTEGER.
_MAX_NUMBER = 2**53
#: Of what a reader typed in vain so much is kept, to be shown again.
_MAX_TYPED = 200


def address() -> dict[str, str]:
    """The query of the address that the page was opened with, each parameter with its last value."""
    return mended(st.query_params.to_dict())


def named() -> dict[str, str]:
    """What of the address names the story, for the way to another page.

    A story that the address carries stays behind: on a way that the server leads, it would be sent with each change.
    """
    return {name: value for name, value in address().items() if name in ("src", "story")}


def _asked_view() -> dict[str, str]:
    return {name: value for name, value in address().items() if name in FIELDS}


def is_embedded() -> bool:
    """Whether another site shows the page in a frame (`embed=true` in the address)."""
    return bool(st.context.is_embedded)


def open_link(story: Story, parameter: str = "", sentences: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Take over what the address asks for, if it is news; the sentences about what it asks for in vain.

    `parameter` is the one that names the story. `sentences` say why another story is shown than the link asks for: then
    what it asks for in that story means nothing.
    """
    state = st.session_state
    asked = _asked_view()
    if state.get("story") is not story or asked != state["asked"]:
        state["parameter"] = parameter
        state["notices"] = sentences + _open({} if sentences else asked, story)
        # Last, as a run may be stopped anywhere, and the next one goes by these.
        state["asked"], state["story"] = asked, story
    found: tuple[str, ...] = state["notices"]
    return found


def _open(query: Mapping[str, str], story: Story) -> tuple[str, ...]:
    """Take over what a query asks for; the sentences about what it asks for in vain."""
    view, notices = View.from_query(query, story)
    st.session_state["unread"], st.session_state["found"] = {}, None
    _put(view, story)
    return notices


def parameter() -> str:
    """The parameter of the address that names the story; empty for the default story."""
    found: str = st.session_state["parameter"]
    return found


def pause_for_first_paint() -> None:
    """Let a browser that opens the page show what it has got, before the rest of the page comes.

    While any part of a page waits for its code, React shows the other parts that did only after 300 ms. Without the
    rest, the map and the timeline are shown at once, and their files come while the rest is drawn.
    """
    if not st.session_state.get("opened"):
        st.session_state["opened"] = True
        with waiting():
            time.sleep(_FIRST_PAINT_S)


def upload() -> Upload:
    """What the visitor sends in pieces."""
    found: Upload = st.session_state.setdefault("upload", Upload())
    return found


def draft_session() -> DraftSession:
    """The draft that the visitor works on."""
    if "draft_session" not in st.session_state:
        st.session_state["draft_session"] = DraftSession(upload())
    found: DraftSession = st.session_state["draft_session"]
    return found


def article_session(begin: Callable[[Upload], T]) -> T:
    """The article that the visitor reads; `begin` makes what there is before the first."""
    if "article_session" not in st.session_state:
        st.session_state["article_session"] = begin(upload())
    found: T = st.session_state["article_session"]
    return found


def open_sketch(story: Story, parameter: str) -> None:
    """Take over what the address asks for of a draft's sketch, and keep of the view what the sketch still has.

    `parameter` is the one that names the story that the page Story shows.
    """
    state = st.session_state
    if "story" not in state or _asked_view() != state["asked"]:
        open_link(story, parameter)
    elif state["story"] is not story:
        _put(current().fitted(story), story)
        state["parameter"], state["story"] = parameter, story


def show_mine(mine: Opened) -> None:
    """Keep the story that was made in this session, to be shown as `story=mine`."""
    st.session_state["mine"] = mine


def mine() -> Opened | None:
    """The story that was made in this session; None where there is none."""
    found: Opened | None = st.session_state.get("mine")
    return found


def view_at_last() -> Callable[[], View]:
    """What gives the latest view, whenever it is asked and in whatever thread: files are made when they are wanted."""
    box: dict[str, View] = st.session_state["box"]
    return lambda: box["view"]


def current() -> View:
    """The view to show."""
    view: View = st.session_state["view"]
    return view


def change(story: Story, **fields: Unpack[ViewFields]) -> None:
    """Change fields of the view; for callbacks, which run before the page is drawn again."""
    _put(current().changed(story, **fields), story)


def receive(story: Story, message: object) -> None:
    """Take over what the reader did, from a message of the browser: its number, and one mapping for each act.

    A message comes once to each part of the page that it concerns, and again where its answer was late; it counts once.
    """
    match message:
        case {"number": int(new), "acts": list(acts)} if 0 < new < _MAX_NUMBER and new != number():
            st.session_state["number"] = new
            for act in acts[:_MAX_ACTS]:
                _do(story, act)


def number() -> int:
    """The number of the message that was heard last; 0 before the first."""
    found: int = st.session_state.get("number", 0)
    return found


def _do(story: Story, act: object) -> None:
    match act:
        case {"open": str(query)}:
            _open(dict(parse_qsl(query[:_MAX_QUERY])), story)
        case {"pick": str(event)} if event in story.event:
            change(story, event=event)
        case {"until": switch}:
            change(story, until=current().event if switch else None)
        case {"hide": list(tags)}:
            change(story, hide=hidden(tags, story))
        case {"ask": wanted}:
            ask(story, wanted)
        case {"pairs": place}:
            st.session_state["pairs"] = str(place)[:_MAX_TYPED]


def ask(story: Story, wanted: object) -> None:
    """Change the view as the reader asks on the page: a mapping of the panel's and the map's own words to values.

    What cannot be read is kept as it was typed, with the reason, and changes nothing.
    """
    view = current()
    unread: dict[str, wire.Unread] = {}
    st.session_state["unread"], st.session_state["found"] = unread, None
    fields: ViewFields = {}
    for name, value in wanted.items() if isinstance(wanted, dict) else ():
        try:
            if name in ("find from", "find to", "find stop"):
                st.session_state["found"] = _find(name.removeprefix("find "), value)
            fields |= _asked(name, value, view, story)
        except (PointError, GeocoderError) as error:
            typed = "" if name == "via" else str(value)[:_MAX_TYPED]
            unread[name.removeprefix("find ")] = {"typed": typed, "why": str(error)}
    change(story, **fields)


def is_measuring(story: Story) -> bool:
    """Whether the reader asked to measure in this story, which opens without a pair."""
    return st.session_state.get("measuring") == story.id


def _asked(name: str, value: object, view: View, story: Story) -> ViewFields:
    match name, value:
        case "from", str(typed):
            return {"origin": stop.typed(typed, story)}
        case "to", str(typed):
            return {"to": stop.typed(typed, story)}
        case "stop", str(typed):
            return {"via": _stops([*view.via, typed], story)}
        case "via", list(stops):
            return {"via": _stops(stops, story)}
        case "itinerary", _:
            first, *between, last = itinerary(story)
            return {"origin": first, "via": tuple(between), "to": last}
        case "swap", _:
            return {
                "origin": view.to,
                "to": view.origin,
                "ref_from": view.ref_to,
                "ref_to": view.ref_from,
                "via": view.via[::-1],
            }
        case "measure", _:
            st.session_state["measuring"] = story.id
            return {}
        case "unit", "km" | "mi" | "nmi" as unit:
            return {"unit": unit}
        case "base", "outline" | "osm" as base:
            return {"base": base}
        case "ref_from", str() | None as reference:
            return {"ref_from": reference}
        case "ref_to", str() | None as reference:
            return {"ref_to": reference}
        case _:
            return {}


def _find(field: str, name: object) -> wire.FoundStops | None:
    """The places that a geocoder knows by a name, for one of the panel's fields; None where none is switched on."""
    known = geocoder()
    if known is None or not isinstance(name, str) or not name.strip():
        return None
    places: list[wire.FoundStop] = [
        {"name": place.name, "stop": point.key(place.at, place.name.partition(",")[0])}
        for place in known.find(" ".join(name.split()))
    ]
    if not places:
        raise GeocoderError(f"{known.host} knows no place of this name.")
    return {"field": field, "places": places}


def suggest(typed: object) -> None:
    """Find what may be meant by what a reader has typed so far into a search box."""
    from geo.gazetteer.suggestions import (
        suggestions,  # here, as SQLite takes 2 MB, which pages without a search do not need
    )

    st.session_state["suggested"] = suggestions(str(typed)[:_MAX_TYPED])


def suggested() -> "Suggestions | None":
    """What was found last for a search box; None before anybody has typed."""
    found: Suggestions | None = st.session_state.get("suggested")
    return found


def _stops(values: Sequence[object], story: Story) -> tuple[str, ...]:
    if len(values) > MAX_VIA:
        raise PointError(f"A path has {MAX_VIA} stops on the way at most.")
    return tuple(stop.typed(value, story) for value in values if isinstance(value, str))


def unread() -> dict[str, wire.Unread]:
    """What could not be read when the reader last asked, by field: as it was typed, and why."""
    found: dict[str, wire.Unread] = st.session_state["unread"]
    return found


def found() -> wire.FoundStops | None:
    """What a geocoder found when the reader last asked: the field it is for, and names with the stops they are at."""
    found: wire.FoundStops | None = st.session_state["found"]
    return found


def asked_pairs() -> str | None:
    """The place of which the reader wants to see all pairs; None where nobody has asked for pairs."""
    found: str | None = st.session_state.get("pairs")
    return found


def reported(key: str, name: str) -> object:
    """Give the report of the component with this key under a name; it may be anything."""
    found: object = getattr(st.session_state[key], name)
    return found


def query(story: Story, **fields: Unpack[ViewFields]) -> str:
    """The query of the link to the current view, or to it with other fields; empty for the opening."""
    return urlencode(current().changed(story, **fields).to_query(story))


def _put(view: View, story: Story) -> None:
    state = st.session_state
    state["view"] = view
    state.setdefault("box", {})["view"] = view
