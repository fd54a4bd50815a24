"""A visitor without a browser: one session of the page over Streamlit's websocket, with what it would show."""

import json
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

#: A server under stress may take long, but not for ever.
PATIENCE_S = 60.0
#: As the page's own script asks for them; the id of a session that is to go on may follow.
PROTOCOLS = ["streamlit", "PLACEHOLDER_AUTH_TOKEN"]


class Failed(Exception):  # noqa: N818  (an answer)
    """The server says that the page's script failed."""


def socket(address: str, **options: Any) -> ClientConnection:
    """A websocket to the page at an address, as the page's own script opens it; `options` are those of `connect`."""
    stream = address.replace("http", "ws", 1) + "_stcore/stream"
    mine: dict[str, Any] = {"compression": None, "proxy": None, "max_size": None}
    mine |= {"open_timeout": PATIENCE_S, "close_timeout": 1, "subprotocols": PROTOCOLS}
    return connect(stream, **mine | options)


def closed_with(connection: ClientConnection, patience_s: float = 10.0) -> int | None:
    """The code with which the server closes a connection, 1006 where it does so without one; None where it does not."""
    try:
        while True:
            connection.recv(patience_s)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006
    except TimeoutError:
        return None


class Visitor:
    """One session. `open` comes first; what the page has then is in `elements`, by where on the page they are."""

    def __init__(self, connection: ClientConnection, query: str = "") -> None:
        self.connection, self._query = connection, query
        self.elements: dict[tuple[int, ...], Any] = {}
        self._fragments: dict[str, str] = {}
        self._script = self.session = ""
        self._number = 0

    def open(self) -> "Visitor":
        """Run the page, and read all of it."""
        self.elements = {}
        self.connection.send(self.asking().SerializeToString())
        return self.read()

    def go(self, query: str) -> "Visitor":
        """Open another address in the same session."""
        self._query = query
        return self.open()

    def turn_to(self, page: str) -> "Visitor":
        """Open another page, by its name in the address."""
        self.elements = {}
        message = self.asking()
        message.rerun_script.page_script_hash, message.rerun_script.page_name = "", page
        self.connection.send(message.SerializeToString())
        return self.read()

    def say(self, part: str, said: dict[str, Any]) -> None:
        """Send what the browser says of its draft or its article, which is the name of the part."""
        self.connection.send(self._reporting(f"-{part}", said=said).SerializeToString())

    def pick(self, event: str) -> "Visitor":
        """Choose an event, and read the answer."""
        self.connection.send(self.picking(event).SerializeToString())
        return self.read()

    def ask_for(self, title: str) -> None:
        """Have a file made, by the title of its button."""
        button = next(e.download_button for e in self.elements.values() if e.download_button.label == title)
        message = BackMsg()
        message.backend_operation_request.request_id = secrets.token_hex(16)
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = button.deferred_file_id
        self.connection.send(message.SerializeToString())

    def download(self, title: str) -> str:
        """Have a file made: the address of it on the server, or the sentence that says why there is none."""
        self.ask_for(title)
        while True:
            answer = ForwardMsg.FromString(self.connection.recv(PATIENCE_S))
            if answer.WhichOneof("type") == "backend_operation_response":
                told = answer.backend_operation_response
                return told.error_msg or told.deferred_file.url

    def asking(self) -> BackMsg:
        """The message that runs the page."""
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._script
        message.rerun_script.widget_states.SetInParent()
        return message

    def picking(self, event: str) -> BackMsg:
        """The message that chooses an event."""
        return self.telling("event", pick=event)

    def telling(self, part: str, **reports: Any) -> BackMsg:
        """The message by which a part of the page, that of a wire, reports what its reader did."""
        self._number += 1
        acts = [{name: value} for name, value in reports.items()]
        return self._reporting(f"-wire-{part}", asked={"number": self._number, "acts": acts})

    def _reporting(self, part: str, **reports: Any) -> BackMsg:
        message = self.asking()
        wire = next(name for name in self._fragments if name.endswith(part))
        message.rerun_script.fragment_id = self._fragments[wire]
        told = json.dumps([{"event": name, "value": value} for name, value in reports.items()])
        message.rerun_script.widget_states.widgets.add(
            id=f"$$STREAMLIT_INTERNAL_KEY_{wire}__events", json_trigger_value=told
        )
        return message

    def read(self) -> "Visitor":
        """Take what comes until the script has finished. Raises `Failed`, `TimeoutError` or `ConnectionClosed`."""
        while True:
            message = ForwardMsg.FromString(self.connection.recv(PATIENCE_S))
            kind = message.WhichOneof("type")
            if kind == "delta" and message.delta.HasField("new_element"):
                self._take(message)
            elif kind == "new_session":
                self._script = message.new_session.page_script_hash
                self.session = message.new_session.initialize.session_id
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "script_finished":
                if message.script_finished not in (
                    ForwardMsg.FINISHED_SUCCESSFULLY,
                    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
                ):
                    raise Failed(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
                return self

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.HasField("exception"):
            raise Failed(element.exception.message)
        self.elements[tuple(message.metadata.delta_path)] = element
        if element.HasField("bidi_component"):
            self._fragments[element.bidi_component.id] = message.delta.fragment_id

    @property
    def words(self) -> str:
        """All HTML of the page, and the text of the event."""
        kinds = ((element.WhichOneof("type"), element) for element in self.elements.values())
        return "\n".join(
            element.html.body if kind == "html" else element.text.body for kind, element in kinds if kind in _WORDS
        )

    @property
    def title(self) -> str:
        """The title of the story; of the page where there is no story."""
        return _TITLE.findall(self.words)[0]

    @property
    def notices(self) -> list[str]:
        """The sentences at the top of the page."""
        return _NOTICE.findall(self.words)

    def _wires(self) -> Iterator[dict[str, Any]]:
        for element in self.elements.values():
            if element.HasField("bidi_component") and element.bidi_component.component_name == "wire":
                yield json.loads(element.bidi_component.bytes)

    @property
    def view(self) -> dict[str, Any]:
        """What the browser is told of the view, and what is measured."""
        return {name: value for wire in self._wires() for name, value in wire["view"].items()}

    @property
    def query(self) -> dict[str, str]:
        """The query that the browser is told to put into the address."""
        return dict(parse_qsl(next(self._wires())["query"]))


_WORDS = ("html", "text")
_TITLE = re.compile(r"<h1>(.*?)</h1>")
_NOTICE = re.compile(r'<p class="dl-notice"[^>]*>(.*?)</p>')


@contextmanager
def visiting(address: str, query: str = "", **options: Any) -> Iterator[Visitor]:
    """A visitor who has opened the page with a query, and leaves at the end."""
    with socket(address, **options) as connection:
        yield Visitor(connection, query).open()
