"""Slides of StoryMapJS and events of TimelineJS, as their JSON has them, as the events of a draft."""

import re
from collections.abc import Iterable, Mapping
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
#: Of an event of the second version what the third has otherwise.
_SECOND = {"startDate", "endDate", "headline", "text", "asset", "tag"}
_LOCATION = {"lat", "lon", "name"}
_MEDIA = {"url", "caption", "credit"}
_OF_DATE = {"year", "month", "day", "hour", "minute", "display_date", "format"}
_PARTS = ("year", "month", "day")
# A date of the second version of TimelineJS: "2012,1,26" or "1/26/2012", with a time or none.
_COMMAS = re.compile(r"\s*(-?[0-9]{1,9})(?:,([0-9]{1,2}))?(?:,([0-9]{1,2}))?(?:,([0-9]{1,2}))?(?:,([0-9]{1,2}))?")


def is_storymap(value: object) -> TypeGuard[_Object]:
    """Whether this is the JSON of StoryMapJS."""
    return isinstance(value, dict) and isinstance(_of(value, "storymap").get("slides"), list)


def is_timeline(value: object) -> TypeGuard[_Object]:
    """Whether this is the JSON of TimelineJS, of its third version or of its second, which has a member `timeline`."""
    events = value.get("events") if isinstance(value, dict) else None
    is_third = isinstance(events, list) and any(isinstance(each, dict) and "start_date" in each for each in events)
    return is_third or isinstance(_of(value, "timeline").get("date"), list)


def fill_storymap(finds: Finds, value: _Object) -> None:
    """Add the slides of a StoryMapJS: the overview is title and summary, each other one an event at its place."""
    slides = _of(value, "storymap").get("slides")
    for index, slide in enumerate(slides if isinstance(slides, list) else ()):
        if not isinstance(slide, dict):
            finds.count("an entry that is no slide is left out", "add what it means by hand")
            continue
        path = pointer("/storymap/slides", index)
        text, location = _of(slide, "text"), _of(slide, "location")
        if slide.get("type") == "overview" or (index == 0 and not location):
            _about(finds, text, _of(slide, "media"))
            _lost(finds, slide, _SLIDE)
            continue
        _lost(finds, slide, _SLIDE)
        date = plain_text(slide.get("date"))
        dated = finds.dated(date, pointer(path, "date"), finds.dates("date", date)) if date else None
        _add(finds, slide, dated.when if dated else None, dated.time if dated else None)


def fill_timeline(finds: Finds, value: _Object) -> None:
    """Add the events of a TimelineJS; its title slide is title and summary."""
    if isinstance(_of(value, "timeline").get("date"), list):
        value = _third(_of(value, "timeline"))
    title = _of(value, "title")
    _about(finds, _of(title, "text"), _of(title, "media"))
    events, eras = value.get("events"), value.get("eras")
    for event in events if isinstance(events, list) else ():
        if not isinstance(event, dict):
            finds.count("an entry that is no event is left out", "add what it means by hand")
            continue
        _lost(finds, event, _EVENT)
        start, stop = _of(event, "start_date"), _of(event, "end_date")
        begin, end = _date(start), _date(stop)
        when = f"{begin}/{end}" if begin and end and begin != end else begin
        shown = plain_text(event.get("display_date")) or plain_text(start.get("display_date"))
        notes = [f"Shown as: {shown}"] if shown else []
        time, until = _time(start), _time(stop)
        is_long = bool(end) and end != begin
        if until or (time and is_long):
            notes.append(f"From {time or 'the beginning'} to {until or 'the end'}")
        for date, name in ((start, "start"), (stop, "end")):
            others = [f"{key} {text}" for key in date if (text := plain_text(date[key])) and _is_lost(date, key)]
            notes += [f"Its {name}: {', '.join(others)}"] if others else []
        _add(finds, event, when, None if is_long else time, notes)
    if isinstance(eras, list) and eras:
        finds.count("an era of a timeline is not carried over", "write it as an event with an interval", len(eras))


def _is_lost(date: _Object, key: str) -> bool:
    """Whether a part of a date of TimelineJS is not in what is made of it."""
    if key in _PARTS:
        return (_date(date) or "").lstrip("-").count("-") < _PARTS.index(key) or _date(date) is None
    return key not in _OF_DATE or (key in ("hour", "minute") and _time(date) is None)


def _third(timeline: _Object) -> _Object:
    """A timeline of the second version as one of the third."""
    texts = {"headline": timeline.get("headline"), "text": timeline.get("text")}
    dates, eras = timeline.get("date"), timeline.get("era")
    events = [
        {
            **{key: each for key, each in old.items() if key not in _SECOND},
            "start_date": _parted(old.get("startDate")),
            "end_date": _parted(old.get("endDate")),
            "text": {"headline": old.get("headline"), "text": old.get("text")},
            "media": {"url": _of(old, "asset").get("media"), **_of(old, "asset")},
            "group": old.get("tag"),
        }
        for old in (dates if isinstance(dates, list) else ())
        if isinstance(old, dict)
    ]
    return {"title": {"text": texts, "media": _of(timeline, "asset")}, "events": events, "eras": eras}


def _parted(date: object) -> _Object:
    text = plain_text(date) or ""
    if (slashes := text.split("/"))[2:]:
        text = ",".join((slashes[2], slashes[0], slashes[1]))
    if not (match := _COMMAS.fullmatch(text)):
        return {"year": text} if text else {}
    names = (*_PARTS, "hour", "minute")
    return {name: part for name, part in zip(names, match.groups(), strict=True) if part}


def _add(finds: Finds, told: _Object, when: str | None, time: str | None, notes: Iterable[str] = ()) -> None:
    text, location, media = (_of(told, key) for key in ("text", "location", "media"))
    headline, body = plain_text(text.get("headline")), plain_text(text.get("text"))
    place = None
    at = [angle(str(location.get(key, ""))) for key in ("lon", "lat")]
    name = plain_text(location.get("name"))
    if all(at) or name:
        position: list[object] = [each.degrees for each in at if each] if all(at) else []
        place, _ = finds.place_once(name or headline, position)
    others: dict[str, object] = {"time": time} if time and when else {}
    if group := plain_text(told.get("group")):
        others["tags"] = [finds.tag(group)]
    notes = list(notes)
    if caption := plain_text(media.get("caption")):
        notes.append(markup.plain(caption))
    address = plain_text(media.get("url"))
    credit = plain_text(media.get("credit"))
    links = [(markup.plain(credit) if credit else address, address)] if address and address.startswith("http") else []
    if links:
        finds.count("a picture or video is kept as a source, not shown", "check the sources")
    elif address or credit:
        notes.append(f"Media: {', '.join(filter(None, (address, markup.plain(credit) if credit else None)))}")
    for where, held, known in (("the place", location, _LOCATION), ("the picture", media, _MEDIA)):
        for key in sorted(key for key in held.keys() - known if held[key] not in (None, "", False, True)):
            finds.count(f"“{key[:60]}” of {where} of a slide is not carried over", "write what matters into its text")
    if location and not place:
        finds.count("the place of a slide has neither a name nor a position", "choose the place of its event")
    if notes:
        others["note"] = "\n".join(notes)
    finds.event(place, when, headline or name, body, plain_text(told.get("unique_id")), links=links, **others)


def _about(finds: Finds, text: _Object, media: _Object) -> None:
    finds.title = finds.title or plain_text(text.get("headline"))
    finds.summary = finds.summary or plain_text(text.get("text"))
    address = plain_text(media.get("url")) or plain_text(media.get("media"))
    if address and address.startswith("http"):
        finds.source(markup.plain(plain_text(media.get("credit")) or address), url=address)
        finds.count("a picture or video is kept as a source, not shown", "check the sources")
    elif media:
        finds.count("the picture of the title is not carried over", "name what it shows as a source")


def _lost(finds: Finds, told: _Object, known: set[str]) -> None:
    for key in sorted(key for key in told.keys() - known if told[key] not in (None, "", {}, [])):
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
