"""The view of this session. Only here are `st.session_state` and `st.query_params` touched.

The browser keeps the address (`static/dateline/address.js` says why), and sends what a reader does in messages with a
number (`outbox.js`): changes of the view, or the address that Back came to. With that number the view goes back, and
the query that belongs to it.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from geo.base.checkpoint import waiting
from geo.gazetteer.geocoder import GeocoderError, geocoder
from geo.session.draft_session import DraftSession
from geo.session.upload import Upload
from geo.story.model import Story
from geo.view import point, stop
from geo.view.link import BASES, FIELDS, MAX_VIA, UNITS, View
from geo.view.measurement import itinerary
from geo.view.point import PointError

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
    return st.query_params.to_dict()


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
        state["story"], state["parameter"], state["asked"] = story, parameter, asked
        state["notices"] = sentences + _open({} if sentences else asked, story)
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


def desk() -> DraftSession:
    """The draft that the visitor works on."""
    if "desk" not in st.session_state:
        st.session_state["desk"] = DraftSession(upload())
    found: DraftSession = st.session_state["desk"]
    return found


def review(begin: Callable[[Upload], T]) -> T:
    """The article that the visitor reads; `begin` makes what there is before the first."""
    if "review" not in st.session_state:
        st.session_state["review"] = begin(upload())
    found: T = st.session_state["review"]
    return found


def open_sketch(story: Story, parameter: str) -> None:
    """Take over what the address asks for of a draft's sketch, and keep of the view what the sketch still has.

    `parameter` is the one that names the story that the page Story shows.
    """
    state = st.session_state
    if "view" not in state or _asked_view() != state["asked"]:
        open_link(story, parameter)
    elif state["story"] is not story:
        state["story"], state["parameter"] = story, parameter
        _put(current().fitted(story), story)


def show_mine(mine: Any) -> None:
    """Keep the story that was made in this session, to be shown as `story=mine`."""
    st.session_state["mine"] = mine


def mine() -> Any:
    """The story that was made in this session; None where there is none."""
    return st.session_state.get("mine")


def view_at_last() -> Callable[[], View]:
    """What gives the latest view, whenever it is asked and in whatever thread: files are made when they are wanted."""
    box: dict[str, View] = st.session_state["box"]
    return lambda: box["view"]


def current() -> View:
    """The view to show."""
    view: View = st.session_state["view"]
    return view


def change(story: Story, **fields: Any) -> None:
    """Change fields of the view; for callbacks, which run before the page is drawn again."""
    _put(replace(current(), **fields).moved(story), story)


def receive(story: Story, message: Any) -> None:
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


def _do(story: Story, act: Any) -> None:
    match act:
        case {"open": str(query)}:
            _open(dict(parse_qsl(query[:_MAX_QUERY])), story)
        case {"pick": str(event)} if event in story.event:
            change(story, event=event)
        case {"until": switch}:
            change(story, until=current().event if switch else None)
        case {"ask": wanted}:
            ask(story, wanted)
        case {"pairs": place}:
            st.session_state["pairs"] = str(place)[:_MAX_TYPED]


def ask(story: Story, wanted: Any) -> None:
    """Change the view as the reader asks on the page: a mapping of the panel's and the map's own words to values.

    What cannot be read is kept as it was typed, with the reason, and changes nothing.
    """
    view = current()
    unread: dict[str, list[str]] = {}
    st.session_state["unread"], st.session_state["found"] = unread, None
    fields: dict[str, Any] = {}
    for name, value in wanted.items() if isinstance(wanted, dict) else ():
        try:
            if name in ("find from", "find to", "find stop"):
                st.session_state["found"] = _find(name.removeprefix("find "), value)
            fields |= _asked(name, value, view, story)
        except (PointError, GeocoderError) as error:
            unread[name.removeprefix("find ")] = ["" if name == "via" else str(value)[:_MAX_TYPED], str(error)]
    change(story, **fields)


def _asked(name: str, value: Any, view: View, story: Story) -> dict[str, Any]:
    match name, value:
        case "from" | "to", str():
            return {FIELDS[name]: stop.typed(value, story)}
        case "stop", str():
            return {"via": _stops([*view.via, value], story)}
        case "via", list():
            return {"via": _stops(value, story)}
        case "itinerary", _:
            first, *between, last = itinerary(story)
            return {"origin": first, "via": tuple(between), "to": last}
        case "swap", _:
            ends = {"origin": view.to, "to": view.origin, "ref_from": view.ref_to, "ref_to": view.ref_from}
            return {**ends, "via": view.via[::-1]}
        case "unit", str() if value in UNITS:
            return {"unit": value}
        case "base", str() if value in BASES:
            return {"base": value}
        case "ref_from" | "ref_to", str() | None:
            return {name: value}
        case _:
            return {}


def _find(field: str, name: Any) -> dict[str, Any] | None:
    """The places that a geocoder knows by a name, for one of the panel's fields; None where none is switched on."""
    known = geocoder()
    if known is None or not isinstance(name, str) or not name.strip():
        return None
    places = [
        [place.name, point.key(place.at, place.name.partition(",")[0])] for place in known.find(" ".join(name.split()))
    ]
    if not places:
        raise GeocoderError(f"{known.host} knows no place of this name.")
    return {"field": field, "places": places}


def suggest(typed: Any) -> None:
    """Find what may be meant by what a reader has typed so far into a search box."""
    from geo.gazetteer.suggestions import (
        suggestions,  # here, as SQLite takes 2 MB, which pages without a search do not need
    )

    st.session_state["suggested"] = suggestions(str(typed)[:_MAX_TYPED])


def suggested() -> dict[str, Any] | None:
    """What was found last for a search box; None before anybody has typed."""
    found: dict[str, Any] | None = st.session_state.get("suggested")
    return found


def _stops(values: list[Any], story: Story) -> tuple[str, ...]:
    if len(values) > MAX_VIA:
        raise PointError(f"A path has {MAX_VIA} stops on the way at most.")
    return tuple(stop.typed(value, story) for value in values if isinstance(value, str))


def unread() -> dict[str, list[str]]:
    """What could not be read when the reader last asked, by field: as it was typed, and why."""
    found: dict[str, list[str]] = st.session_state["unread"]
    return found


def found() -> dict[str, Any] | None:
    """What a geocoder found when the reader last asked: the field it is for, and names with the stops they are at."""
    found: dict[str, Any] | None = st.session_state["found"]
    return found


def asked_pairs() -> str | None:
    """The place of which the reader wants to see all pairs; None where nobody has asked for pairs."""
    found: str | None = st.session_state.get("pairs")
    return found


def value(key: str) -> Any:
    """What a component of the page reports under its key."""
    return st.session_state[key]


def query(story: Story, **fields: Any) -> str:
    """The query of the link to the current view, or to it with other fields; empty for the opening."""
    return urlencode(replace(current(), **fields).moved(story).to_query(story))


def _put(view: View, story: Story) -> None:
    state = st.session_state
    state["view"] = view
    state.setdefault("box", {})["view"] = view
