"""Slides of StoryMapJS and events of TimelineJS, as their JSON has them, as the events of a draft."""

from collections.abc import Mapping
from typing import TypeGuard

from geo.intake import markup
from geo.intake.finds import Finds
from geo.intake.telling import plain_text
from geo.measure.angles import angle
from geo.story.strict_json import pointer

_Object = Mapping[str, object]
_NOTHING: _Object = {}
#: Of a slide or an event what is read here.
_SLIDE = {"type", "location", "text", "date", "media", "unique_id"}
_EVENT = {"start_date", "end_date", "display_date", "text", "media", "location", "group", "unique_id"}
_PARTS = ("year", "month", "day")


def is_storymap(value: object) -> TypeGuard[_Object]:
    """Whether this is the JSON of StoryMapJS."""
    return isinstance(value, dict) and isinstance(_of(value, "storymap").get("slides"), list)


def is_timeline(value: object) -> TypeGuard[_Object]:
    """Whether this is the JSON of TimelineJS, by itself or in a member `timeline`."""
    events = value.get("events") if isinstance(value, dict) else None
    return isinstance(events, list) and any(isinstance(each, dict) and "start_date" in each for each in events)


def fill_storymap(finds: Finds, value: _Object) -> None:
    """Add the slides of a StoryMapJS: the overview is title and summary, each other one an event at its place."""
    slides = _of(value, "storymap").get("slides")
    for index, slide in enumerate(slides if isinstance(slides, list) else ()):
        if not isinstance(slide, dict):
            continue
        path = pointer("/storymap/slides", index)
        text, location = _of(slide, "text"), _of(slide, "location")
        if slide.get("type") == "overview" or (index == 0 and not location):
            _about(finds, text)
            continue
        _lost(finds, slide, _SLIDE)
        date = plain_text(slide.get("date"))
        dated = finds.dated(date, pointer(path, "date"), finds.dates("date", date)) if date else None
        _add(finds, slide, dated.when if dated else None, dated.time if dated else None)


def fill_timeline(finds: Finds, value: _Object) -> None:
    """Add the events of a TimelineJS; its title slide is title and summary."""
    _about(finds, _of(_of(value, "title"), "text"))
    events, eras = value.get("events"), value.get("eras")
    for event in events if isinstance(events, list) else ():
        if not isinstance(event, dict):
            continue
        _lost(finds, event, _EVENT)
        begin, end = (_date(_of(event, key)) for key in ("start_date", "end_date"))
        when = f"{begin}/{end}" if begin and end and begin != end else begin
        shown = plain_text(event.get("display_date")) or plain_text(_of(event, "start_date").get("display_date"))
        _add(finds, event, when, None if end and end != begin else _time(_of(event, "start_date")), shown)
    if isinstance(eras, list) and eras:
        finds.count("an era of a timeline is not carried over", "write it as an event with an interval", len(eras))


def _add(finds: Finds, told: _Object, when: str | None, time: str | None, shown: str | None = None) -> None:
    text, location, media = (_of(told, key) for key in ("text", "location", "media"))
    headline, body = plain_text(text.get("headline")), plain_text(text.get("text"))
    place = None
    at = [angle(str(location.get(key, ""))) for key in ("lon", "lat")]
    name = plain_text(location.get("name"))
    if all(at) or name:
        position: list[object] = [each.degrees for each in at if each] if all(at) else []
        place = finds.place_once(name or headline, position)
    others: dict[str, object] = {"time": time} if time and when else {}
    notes = [f"Shown as: {shown}"] if shown else []
    if caption := plain_text(media.get("caption")):
        notes.append(markup.plain(caption))
    if notes:
        others["note"] = "\n".join(notes)
    address = plain_text(media.get("url"))
    credit = plain_text(media.get("credit"))
    links = [(markup.plain(credit) if credit else address, address)] if address and address.startswith("http") else []
    if address:
        finds.count("a picture or video is kept as a source, not shown", "check the sources")
    finds.event(place, when, headline or name, body, plain_text(told.get("unique_id")), links=links, **others)


def _about(finds: Finds, text: _Object) -> None:
    headline, body = plain_text(text.get("headline")), plain_text(text.get("text"))
    finds.title = finds.title or (markup.plain(headline) if headline else None)
    finds.summary = finds.summary or (markup.plain(body) if body else None)


def _lost(finds: Finds, told: _Object, known: set[str]) -> None:
    for key in told.keys() - known:
        finds.count(f"“{key[:60]}” of a slide is not carried over", "write what matters into the text of its event")


def _date(parts: _Object) -> str | None:
    """A date of TimelineJS, in numbers or texts, as EDTF."""
    texts = []
    for key in _PARTS:
        text = plain_text(parts.get(key))
        if text is None or not text.lstrip("-").isdecimal():
            break
        sign = "-" if text.startswith("-") else ""
        texts.append(sign + text.lstrip("-").zfill(4 if key == "year" else 2))
    return "-".join(texts) or None


def _time(parts: _Object) -> str | None:
    hour, minute = (plain_text(parts.get(key)) for key in ("hour", "minute"))
    if hour is None or not hour.isdecimal() or (minute is not None and not minute.isdecimal()) or not _date(parts):
        return None
    return f"{hour.zfill(2)}:{(minute or '0').zfill(2)}"


def _of(value: object, key: str) -> _Object:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, dict) else _NOTHING
