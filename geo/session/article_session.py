"""The article that one visitor reads, as the server knows it: what they decided of it is kept by their browser.

The browser says with each message all that was decided, so none of it is lost with a message. The text crosses once,
and again where the server does not have it, as after a restart. It is kept in memory, with the visitor's session, and
nowhere else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from geo.base import memory_budget
from geo.base.edtf import EdtfError, When
from geo.base.faults import Fault, RefusedError
from geo.base.memory_budget import MemoryBudgetError
from geo.gazetteer.places import Gazetteer, gazetteer
from geo.reading import article, reader, to_story
from geo.reading.article import Article
from geo.reading.findings import Reading
from geo.reading.to_story import DraftDocument, DraftEvent
from geo.session.annotation import Annotator, Readings, span
from geo.session.scene_sync import SceneSync
from geo.session.upload import MAX_ID, NOT_WHOLE, Upload
from geo.story.draft import Draft
from geo.story.strict_json import MAX_SIZE
from geo.view import scene, wire

#: An article may have so many characters, and name so many places.
MAX_TEXT, MAX_MENTIONS = 200_000, 3_000
#: Of the shorter texts that a visitor types so much counts.
_MAX_TYPED = 300
#: So many places are found by name.
_MAX_FOUND = 8
#: Numbers of places are smaller, either way.
_MAX_NUMBER = 2**53

_TOO_LONG = Fault("", f"the text has more than {MAX_TEXT:,} characters", "read it in parts")
_TOO_MANY = Fault("", f"the text names more than {MAX_MENTIONS:,} places", "read it in parts")
_TOO_LARGE = Fault("", f"the story would have more than {MAX_SIZE:,} bytes", "make it from a part of the article")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """How the article is to be read: the date of publication, what it is about, and what a person decided."""

    published: When | None = None
    about: str = ""
    decided: dict[int, int | None] = field(default_factory=dict)
    linked: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def alone(self) -> tuple[When | None, str]:
        """What counts before anything is decided."""
        return self.published, self.about


class ArticleSession:
    """Keep a visitor's article: `receive` takes a message of their browser, `reply` is the answer."""

    def __init__(self, uploads: Upload | None = None, known: Gazetteer | None = None) -> None:
        """`uploads` is where large things come in pieces."""
        self._uploads, self._known = uploads or Upload(), known or gazetteer()
        self._drawer, self._sync = scene.Drawer(), SceneSync()
        self.is_to_be_made = False
        self._count = 0
        self._refused: tuple[Fault, ...] = ()
        self._is_full = False
        self._unread: str | None = None
        self._taken: Article | None = None
        self._found: wire.FoundPlaces | None = None
        self._forget()

    def _forget(self) -> None:
        memory_budget.VISITORS.reserve(self, 0)
        self._token: str | None = None
        self._text = self._title = ""
        self._asked = _Asked()
        self._alone: Reading | None = None
        self._checked: Reading | None = None
        self._drawn: wire.Scene = scene.blank((), ())
        self._annotator = Annotator(self._known)
        self._sync.acknowledge(None)  # the map has to show all places of another article, not where the last one's were

    def document(self) -> DraftDocument | None:
        """The article as the draft of a story; None where there is no article."""
        return to_story.draft(self._checked, self._title or None) if self._checked else None

    def refuse_story(self, error: RefusedError) -> None:
        """Say that the story is too large to be worked on, or that there is no room for it just now."""
        self._refused = error.faults if isinstance(error, MemoryBudgetError) else (_TOO_LARGE,)

    def receive(self, said: object) -> None:
        """Take what the browser says. What makes no sense is passed over."""
        self.is_to_be_made = False
        if not isinstance(said, dict):
            return
        self._sync.acknowledge(said.get("scene"))
        self._refused, self._is_full, self._unread, self._taken, self._found = (), False, None, None, None
        self._reckon(self._alone, self._asked)
        count = said.get("count")
        self._count = count if isinstance(count, int) else 0
        match said:
            case {"file": {"name": str() as name, "upload": of}}:
                self._take_file(name, self._uploads.take(of))
            case {"find": str() as text}:
                self._find(text)
            case {"token": str() as token, "published": str() as published, "about": str() as about} if (
                len(token) <= MAX_ID
            ):
                self._take(token, said, published[:_MAX_TYPED], about[:_MAX_TYPED])
                self.is_to_be_made = said.get("make") is True and self._checked is not None
            case {"close": _}:
                self._forget()

    def _take_file(self, name: str, content: bytes | None) -> None:
        if content is None:
            self._refused = (NOT_WHOLE,)
            return
        try:
            taken = article.read(content, name)
            if len(taken.text) > MAX_TEXT:
                raise RefusedError([_TOO_LONG])
            self._taken = replace(taken, text=_sound(taken.text), title=taken.title and taken.title[:_MAX_TYPED])
            self._reckon(self._alone, self._asked)
        except RefusedError as error:
            self._refused, self._taken = error.faults, None

    def _reckon(self, read: Reading | None, asked: _Asked) -> None:
        """Have room for all that is kept of the article. Raises `MemoryBudgetError`."""
        room = memory_budget.CHARACTER * (len(self._text) + (len(self._taken.text) if self._taken else 0))
        if read:
            room += memory_budget.MENTION * (len(read.mentions) + len(read.claims))
            found = len(read.dates) + len(read.sentences) + len(asked.decided) + len(asked.linked)
            room += memory_budget.FOUND * found
        memory_budget.VISITORS.reserve(self, room)

    def _find(self, text: str) -> None:
        text = _sound(text[:_MAX_TYPED])
        places = [self._annotator.place(entry) for entry in self._known.find(text, _MAX_FOUND)]
        self._found = {"text": text, "places": places}

    def _take(self, token: str, said: Mapping[object, object], published: str, about: str) -> None:
        text = self._uploads.text(said.get("text"))
        if text is not None:
            self._forget()
            if len(text) > MAX_TEXT:
                self._refused = (_TOO_LONG,)
                return
            self._token, self._text = token, _sound(text)
        if self._token is None or token != self._token:
            self._forget()
            return
        title = said.get("title")
        self._title = _sound(title[:_MAX_TYPED]) if isinstance(title, str) else ""
        when = self._asked.published
        try:
            when = When.parse(published.strip()) if published.strip() else None
        except EdtfError:
            self._unread = "The date cannot be read: write it as in 2021-07-14, 2021-07 or 2021."
        decided = self._decisions(said.get("decided"))
        self._read(_Asked(published=when, about=_sound(about), decided=decided, linked=_links(said.get("linked"))))

    def _decisions(self, said: object) -> dict[int, int | None]:
        """Decisions on mentions: by where one begins, the number of a place that there is, or None."""
        found: dict[int, int | None] = {}
        for each in _items(said):
            match each:
                case {"start": int(start), "number": int() | None as number} if _are_small(start, number):
                    found[start] = number
        known = self._known.places({number for number in found.values() if number is not None})
        return {start: number for start, number in found.items() if number is None or number in known}

    def _read(self, asked: _Asked) -> None:
        alone = self._alone
        if alone is None or asked.alone != self._asked.alone:
            alone = reader.read(self._text, asked.published, about=asked.about, known=self._known)
            if asked.about != self._asked.about:  # places are where they were not before
                self._sync.acknowledge(None)
        elif asked == self._asked:
            return
        if len(alone.mentions) > MAX_MENTIONS:
            self._forget()
            self._refused = (_TOO_MANY,)
            return
        try:
            self._reckon(alone, asked)
        except MemoryBudgetError as error:
            self._forget()
            self._refused, self._is_full = error.faults, True
            return
        checked = alone
        if asked.decided or asked.linked:
            checked = reader.read(
                self._text,
                asked.published,
                about=asked.about,
                decided=asked.decided,
                linked=asked.linked,
                known=self._known,
            )
        self._drawn = self._draw(alone, checked)
        # At the end, as the visitor may leave at any checkpoint before, and be back with the same message.
        self._asked, self._alone, self._checked = asked, alone, checked

    def _draw(self, alone: Reading, checked: Reading) -> wire.ArticleScene:
        document = to_story.draft(checked)
        chosen = dict.fromkeys(mention.chosen.id for mention in checked.mentions if mention.chosen)
        keys = dict(zip(chosen, (feature["id"] for feature in document["features"]), strict=True))
        try:
            drawn = self._drawer.draft(Draft(json.dumps(document, ensure_ascii=False)))
        except RefusedError:  # too large for a story, which is said when one is to be made
            drawn = scene.blank((), ())
        told = _sentences(document["story"]["events"], checked)
        # The sentences are in the text.
        events: list[wire.Event] = [
            {**event, "text": "", "sentence": span(*told[event["id"]])} for event in drawn["events"]
        ]
        # What is stated comes with its verdict, and no claim is told of on its own.
        drawn = {**drawn, "events": events, "claims": []}
        return {**drawn, **self._annotator.annotation(Readings(alone, checked, keys)), "token": self._token}

    def reply(self) -> wire.ArticleReply:
        """What the browser is told: which of its messages this answers, which article is here, and what went wrong."""
        taken = self._taken
        published = taken.published.text if taken and taken.published else None
        return {
            "count": self._count,
            "token": self._token,
            "refused": [*map(wire.fault, self._refused)],
            "full": self._is_full,
            "unread": self._unread,
            "found": self._found,
            "taken": {
                "text": taken.text,
                "title": taken.title,
                "published": published,
                "published_from": taken.published_from,
            }
            if taken
            else None,
        }

    def preview(self) -> wire.Update:
        """The article's places and what was read in it: what is new for a browser that said what it has, or all."""
        return self._sync.update(self._drawn)


def _sentences(events: list[DraftEvent], reading: Reading) -> dict[str, tuple[int, int]]:
    """Where the sentence stands that each event tells, by the event's id; both come in the order of the text."""
    sentences = iter(reading.sentences)
    found, here, text = {}, (0, 0), ""
    for event in events:
        while not text or not text.startswith(event["text"]):
            here = next(sentences)
            text = " ".join(reading.text[slice(*here)].split())
        found[event["id"]] = here
    return found


def _sound(text: str) -> str:
    """The text without halves of characters, which nothing can look up or write."""
    return text.encode(errors="replace").decode()


def _are_small(*numbers: int | None) -> bool:
    return all(number is None or abs(number) < _MAX_NUMBER for number in numbers)


def _items(said: object) -> list[object]:
    """The items of a list, as far as they can be meant."""
    return said[:MAX_MENTIONS] if isinstance(said, list) else []


def _links(said: object) -> dict[int, tuple[int, int]]:
    """What is linked: by where a claim begins, where the names of its ends begin; -1, where no name does, for none."""
    found = {}
    for each in _items(said):
        match each:
            case {"start": int(start), "origin": int() | None as origin, "to": int() | None as to} if _are_small(
                start, origin, to
            ):
                found[start] = (-1 if origin is None else origin, -1 if to is None else to)
    return found
