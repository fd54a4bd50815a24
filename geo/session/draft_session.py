"""The draft of one visitor, as the server knows it: their browser keeps it, and hands over each change.

Both sides count the changes. Where they do not agree, after a break of the connection or a restart of the server, the
browser hands over the whole draft, and nothing is lost.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from geo.base import memory_budget
from geo.base.encoding import ENCODINGS
from geo.base.faults import Fault, RefusedError
from geo.base.memory_budget import MemoryBudgetError
from geo.gazetteer.geocoder import geocoder
from geo.intake import files
from geo.intake.asks import Ask
from geo.intake.columns import Columns
from geo.intake.files import Intake
from geo.intake.sheet import SEPARATORS
from geo.session.authors_words import for_author
from geo.session.naming import Naming
from geo.session.scene_sync import SceneSync
from geo.session.upload import MAX_ID, NOT_WHOLE, Upload
from geo.story import geojson
from geo.story.draft import Draft
from geo.story.members import VERSION
from geo.story.model import Story
from geo.story.patch import CostlyPatchError, PatchError
from geo.view import scene, wire

#: More faults than this are counted, and listed as others are mended.
_MAX_FAULTS = 300
#: What the first row of a table may be, as the page has it.
_HEADED = ("a row", "headings")
#: Of the name of a file so much counts, at its end.
_MAX_NAME = 300

_EMPTY = {
    "type": "FeatureCollection",
    "story": {"version": VERSION, "id": "my-story", "title": "", "lang": "en", "based_on": "nothing"}
    | {"sources": [], "events": [], "claims": []},
    "features": [],
}


def _table(intake: Intake, columns: Columns) -> wire.Table:
    """How a table was read, and what one may choose from."""
    named: dict[str, Any] = dict(vars(columns))  # `Any`, as one of them is no text
    return {
        "header": list(intake.header),
        "columns": named | {"is_headed": _HEADED[bool(columns.is_headed)]},
        "separators": list(SEPARATORS),
        "encodings": list(ENCODINGS),
    }


def _ask(ask: Ask) -> wire.Ask:
    return {
        "column": ask.column,
        "readings": list(ask.readings),
        "taken": ask.taken,
        "shown": ask.shown,
        "at": [at and list(at) for at in ask.at],
    }


class DraftSession:
    """Keep a visitor's draft: `receive` takes a message of their browser, `reply` is the answer."""

    def __init__(self, uploads: Upload | None = None) -> None:
        """`uploads` is where large things come in pieces."""
        self._uploads = uploads or Upload()
        self._close()

    def _close(self) -> None:
        memory_budget.VISITORS.reserve(self, 0)
        self._token: str | None = None
        self._count = 0
        self._draft: Draft | None = None
        self._handed_out: str | None = None
        self._upload: tuple[bytes, str] | None = None
        self._answers: dict[str, str] = {}
        self._chosen: Columns | None = None
        self._intake: Intake | None = None
        self._refused: tuple[Fault, ...] = ()
        self._lost_count = False
        self.is_to_be_shown = False
        self._naming = Naming()
        self._drawer = scene.Drawer()
        self._sync = SceneSync()

    @property
    def sketch(self) -> Story | None:
        """The draft as far as it can be shown as a story; None without a draft, or one too young for it."""
        return self._draft.sketch if self._draft else None

    @property
    def story(self) -> Story | None:
        """The draft as a story; None as long as anything is wrong with it."""
        return self._draft.reading.story if self._draft else None

    def receive(self, said: object, opened: Story | None) -> None:
        """Take what the browser says; `opened` is the story to start from. What makes no sense is passed over."""
        self.is_to_be_shown = False
        if not isinstance(said, dict):
            return
        self._sync.acknowledge(said.get("scene"))
        if said.get("token") == self._token:
            self._handed_out = None
        self._refused = ()
        match said:
            case {"open": "story"} if opened is not None:
                self._open(geojson.compact(opened))
            case {"open": "empty"}:
                self._open(json.dumps(_EMPTY))
            case {"file": {"name": str() as name, "upload": of}}:
                self._take_file(name[-_MAX_NAME:], self._uploads.take(of))
            case {"columns": dict() as columns}:
                self._choose(columns)
            case {"answers": dict() as answers}:
                self._answer(answers)
            case {"whole": text, "token": str() as token, "count": int() as count} if len(token) <= MAX_ID:
                self._take_whole(self._uploads.text(text), token, count)
            case {"changes": changes, "token": str() as token, "count": int() as count}:
                self._take_changes(self._uploads.text(changes), token, count)
            case {"locate": {"id": str() as place, "name": str() as name}, "token": str() as token} if (
                token == self._token
            ):
                self._naming.ask(geocoder(), place, name)
            case {"show": True}:
                self.is_to_be_shown = True
            case {"close": _}:
                self._close()

    def begin_with(self, document: Mapping[str, object]) -> None:
        """Begin a draft with a document made elsewhere on the page. Raises `RefusedError` if there is no room."""
        self._begin(json.dumps(document, ensure_ascii=False))

    @property
    def title(self) -> str | None:
        """The title of the draft, empty where it has none yet; None where there is no draft."""
        return (self._draft.reading.told.get("title") or "") if self._draft else None

    def refuse(self, error: RefusedError) -> None:
        """Say why the story cannot be shown on its page."""
        self._refused = error.faults

    def _open(self, text: str) -> None:
        try:
            self._begin(text)
        except RefusedError as error:
            self._refused = error.faults

    def _begin(self, text: str, intake: Intake | None = None, upload: tuple[bytes, str] | None = None) -> None:
        self._work_on(Draft(text), upload)
        self._sync.acknowledge(None)  # so that nothing of the one before is kept
        self._token, self._count = secrets.token_urlsafe(9), 0
        self._handed_out = text
        self._intake = intake and replace(intake, document={}, notes=intake.notes[:_MAX_FAULTS])
        self._lost_count = False

    def _work_on(self, draft: Draft, upload: tuple[bytes, str] | None) -> None:
        """Take a draft and the table that it was made of. Raises `MemoryBudgetError`."""
        room = draft.size * memory_budget.DRAFT + len(draft.reading.faults) * memory_budget.FAULT
        room += len(upload[0]) if upload else 0
        memory_budget.VISITORS.reserve(self, room)
        self._draft, self._upload = draft, upload

    def _take_file(self, name: str, content: bytes | None) -> None:
        if content is None:
            self._refused = (NOT_WHOLE,)
            return
        try:
            self._take_intake(files.read(content, name), (content, name))
            self._answers, self._chosen = {}, None
        except RefusedError as error:
            self._refused = error.faults

    def _answer(self, said: Mapping[object, object]) -> None:
        """Read a file again, with what a person answers of columns that may be read in several ways."""
        asked = {ask.column for ask in self._intake.asks} if self._intake else set()
        self._answers |= {str(column): str(reading) for column, reading in said.items() if column in asked}
        self._read_again()

    def _choose(self, wanted: Mapping[object, object]) -> None:
        """Read a table again, with other columns."""
        if self._intake is None or self._intake.columns is None:
            return
        names = {each.name for each in fields(Columns)}
        # `Any`, as some fields are text and some may be None; what is no separator is refused where it is read.
        chosen: dict[str, Any] = {
            name: value
            for name, value in wanted.items()
            if isinstance(name, str) and name in names and (value is None or isinstance(value, str))
        }
        if "is_headed" in chosen:
            chosen["is_headed"] = chosen["is_headed"] == _HEADED[True]
        self._chosen = replace(self._intake.columns, **chosen)
        self._read_again()

    def _read_again(self) -> None:
        if self._upload is None:
            return
        try:
            self._take_intake(files.read(*self._upload, self._chosen, self._answers), self._upload)
        except RefusedError as error:
            self._refused = error.faults

    def _take_intake(self, intake: Intake, upload: tuple[bytes, str]) -> None:
        self._begin(
            json.dumps(intake.document, ensure_ascii=False), intake, upload if intake.columns or intake.asks else None
        )

    def _take_whole(self, text: str | None, token: str, count: int) -> None:
        if text is None:  # it is handed over again
            return
        same = token == self._token
        try:
            self._work_on(Draft(text), self._upload if same else None)
        except RefusedError as error:
            self._refused = error.faults
        else:
            if not same:
                self._sync.acknowledge(None)
                self._intake = None
            self._token, self._count, self._lost_count = token, count, False

    def _take_changes(self, changes: str | None, token: str, count: int) -> None:
        self._lost_count = changes is None or (token, count) != (self._token, self._count)
        if self._draft is None or changes is None or self._lost_count:
            return
        try:
            self._draft.change(changes)
        except CostlyPatchError:
            self._lost_count = True  # and the browser, which has made the changes, hands over what came of them
            return
        except PatchError as error:
            # The browser has made the change already: it is given the draft as it was.
            self._refused = (Fault("", str(error), "the last change was taken back"),)
            self._handed_out = json.dumps(self._draft.document, ensure_ascii=False)
        self._count += 1
        try:
            self._work_on(self._draft, self._upload)
        except MemoryBudgetError as error:  # the browser, which has the draft, hands it over again until there is room
            self._close()
            self._refused = error.faults

    def reply(self) -> wire.DraftReply | wire.NoDraft:
        """What the browser is told: where the draft stands, and all that is wrong with it."""
        if self._draft is None:
            return {"token": None, "refused": [*map(wire.fault, self._refused)]}
        faults = self._draft.reading.faults
        intake = self._intake
        return {
            "token": self._token,
            "count": self._count,
            "lost": self._lost_count,
            "document": self._handed_out,
            "faults": [wire.fault(for_author(fault)) for fault in faults[:_MAX_FAULTS]],
            "faulty": self._draft.reading.faulty,
            "swaps": [{"index": index, "lon": at.lon, "lat": at.lat} for index, at in self._draft.swaps()],
            "refused": [*map(wire.fault, self._refused)],
            "notes": [*map(wire.fault, intake.notes[:_MAX_FAULTS])] if intake else [],
            "asks": [_ask(ask) for ask in intake.asks] if intake else [],
            "table": _table(intake, intake.columns) if intake and intake.columns else None,
            "naming": self._naming.told(self._draft.document, geocoder()),
        }

    def preview(self) -> wire.Update:
        """The scene of the draft: what is new of it for a browser that said which one it has, or the whole."""
        drawn = scene.blank((), ()) if self._draft is None else self._drawer.draft(self._draft)
        return self._sync.update(drawn)
