"""A reader without a browser, for many at once: a session of Streamlit's websocket protocol, as cheap as it can be."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

#: As Streamlit's own front end does, a session says which large messages of so many full runs it still has.
_KEPT_RUNS = 2
#: So long a connection is waited for.
_OPEN_S = 20.0


class Widget(NamedTuple):
    """A part of the page that reports to the server: its id, and the fragment that its report runs again, if any."""

    id: str
    fragment: str


class Page(NamedTuple):
    """What differs between the pages that are read: where their widget is, what it reports, what then comes.

    `widget` finds it in an element, `report` writes the report of a choice into a message, `shows` is the text that the
    answer has to hold.
    """

    widget: Callable[[Any], str | None]
    report: Callable[[Any, str], None]
    choices: dict[str, str]


class Wrong(Exception):  # noqa: N818  (an answer)
    """The server's answer lacks what was asked for, or says that the script failed."""


class Session:
    """A reader of a page from the connection to its end, at the end of the `async with`; `run` comes first.

    `source` is the address of this machine that the reader comes from.
    """

    def __init__(self, address: str, page: Page, source: str = "127.0.0.1") -> None:
        self._page = page
        self._stream = address.replace("http", "ws", 1) + "_stcore/stream"
        self._url = address
        self._source = source
        self._widget = Widget("", "")
        self._script = ""
        self._runs = 0
        self._kept: dict[str, int] = {}
        self._socket: ClientConnection
        self.id = ""

    async def __aenter__(self) -> "Session":
        self._socket = await connect(
            self._stream,
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            local_addr=(self._source, 0),
            max_size=None,
            compression=None,
            proxy=None,
            open_timeout=_OPEN_S,
            ping_interval=None,
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self._socket.close()

    async def run(self) -> None:
        """Open the page, and read all of it."""
        await self._socket.send(self._asking().SerializeToString())
        await self._answer("")

    async def choose(self, name: str) -> None:
        """Do what a reader does who chooses this; returns when all is there, raises `Wrong` if it is another answer."""
        await self._socket.send(self.choice(name))
        await self._answer(self._page.choices[name])

    def choice(self, name: str) -> bytes:
        """The message that says that this was chosen."""
        asking = self._asking()
        asking.rerun_script.page_script_hash = self._script
        asking.rerun_script.fragment_id = self._widget.fragment
        asking.rerun_script.cached_message_hashes.extend(self._kept)
        self._page.report(asking.rerun_script.widget_states.widgets.add(id=self._widget.id), name)
        return asking.SerializeToString()

    async def send(self, message: bytes) -> None:
        """Send a message, and wait for no answer."""
        await self._socket.send(message)

    async def listen(self) -> None:
        """Read whatever comes, until the connection ends."""
        async for _ in self._socket:
            pass

    def _asking(self) -> BackMsg:
        asking = BackMsg()
        asking.rerun_script.widget_states.SetInParent()
        context = asking.rerun_script.context_info
        context.timezone, context.locale, context.url, context.color_scheme = "UTC", "en-US", self._url, "light"
        return asking

    async def _answer(self, text: str) -> None:
        """Read until the script has finished; of what comes, take what a front end needs for its next message."""
        holds, sought = not text, text.encode()
        while True:
            data = await self._socket.recv()
            holds = holds or sought in data
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._take(message)
            elif kind == "new_session":
                self.id = self.id or message.new_session.initialize.session_id
                self._script = message.new_session.page_script_hash
            elif kind == "navigation":
                self._script = message.navigation.page_script_hash
            elif kind == "script_finished":
                break
        if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            self._runs += 1
            self._kept = {digest: run for digest, run in self._kept.items() if self._runs - run < _KEPT_RUNS}
        elif message.script_finished != ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            raise Wrong(ForwardMsg.ScriptFinishedStatus.Name(message.script_finished))
        if not holds:
            raise Wrong(f"no {text[:40]!r} in the answer")

    def _take(self, message: ForwardMsg) -> None:
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if message.delta.HasField("new_element"):
            element = message.delta.new_element
            if element.HasField("exception"):
                raise Wrong(element.exception.message)
            if found := self._page.widget(element):
                self._widget = Widget(found, message.delta.fragment_id)
