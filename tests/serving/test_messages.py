"""Websockets: who is let in, and which messages pass, when."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from geo.base import memory_budget
from geo.serving import messages
from geo.serving.messages import Messages, refusal
from geo.serving.settings import Settings

RERUN = BackMsg(app_heartbeat=True).SerializeToString()


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self, monkeypatch):
        self.now, self._sleep = 1000.0, asyncio.sleep
        monkeypatch.setattr("time.monotonic", lambda: self.now)
        monkeypatch.setattr("asyncio.sleep", self.sleep)

    async def sleep(self, delay):
        self.now += delay
        await self._sleep(0)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


def connect(app, messages, client="192.0.2.1"):
    """What a connection is sent when these messages come, as ASGI has it."""
    coming, said = [{"type": "websocket.connect"}, *messages, {"type": "websocket.disconnect", "code": 1001}], []

    async def receive():
        return coming.pop(0)

    async def send(message):
        said.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": (client, 40000)}
    asyncio.run(app(scope, receive, send))
    return said


def frames(data, count=1):
    return [{"type": "websocket.receive", "bytes": data} for _ in range(count)]


class Server:
    """What is behind the limits: remembers when it received what."""

    def __init__(self, clock=None):
        self.clock, self.received, self.ended = clock, [], None

    async def __call__(self, scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            self.received.append((self.clock.now if self.clock else 0, message["bytes"]))
        self.ended = message["code"]


def test_messages_above_the_rate_wait_and_none_is_lost(clock, monkeypatch):
    monkeypatch.setattr(messages, "MESSAGES_AT_ONCE", 12)
    server = Server(clock)
    connect(Messages(server, Settings(messages_per_second=4)), frames(RERUN, 20))
    times = [round(time - 1000, 3) for time, _ in server.received]
    assert times == [0.0] * 12 + [0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0]


def test_connections_of_one_address_share_its_rate_and_others_have_their_own(clock, monkeypatch):
    monkeypatch.setattr(messages, "ADDRESS_MESSAGES_PER_SECOND", 2)
    monkeypatch.setattr(messages, "ADDRESS_MESSAGES_AT_ONCE", 10)
    server = Server(clock)
    app = Messages(server, Settings())
    connect(app, frames(RERUN, 10))
    connect(app, frames(RERUN, 1))
    connect(app, frames(RERUN, 1), client="192.0.2.2")
    assert [round(time - 1000, 3) for time, _ in server.received[-2:]] == [0.5, 0.5]


def test_who_stays_above_the_rate_is_closed(clock, monkeypatch):
    monkeypatch.setattr(messages, "MESSAGES_AT_ONCE", 1)
    monkeypatch.setattr(messages, "PATIENCE_S", 10)
    server = Server(clock)
    said = connect(Messages(server, Settings(messages_per_second=4)), frames(RERUN, 90))
    assert said[-1] == {"type": "websocket.close", "code": 1008}
    assert (server.ended, len(server.received)) == (1008, 42)


def test_rate_of_0_lifts_the_limit(clock):
    server = Server(clock)
    connect(Messages(server, Settings(messages_per_second=0)), frames(RERUN, 5_000))
    assert {time for time, _ in server.received} == {1000.0}
    assert len(server.received) == 5_000


def test_many_bytes_wait_too(clock, monkeypatch):
    monkeypatch.setattr(messages, "BYTES_AT_ONCE", 2_000_000)
    server, large = Server(clock), BackMsg()
    large.rerun_script.widget_states.widgets.add(json_trigger_value="x" * 999_980)
    app = Messages(server, Settings(bytes_per_second=1_000_000))
    connect(app, frames(large.SerializeToString(), 3))
    assert [round(time - 1000, 2) for time, _ in server.received] == [0, 0, 1]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"type": "websocket.receive", "text": "{}"}, 1003),
        ({"type": "websocket.receive", "bytes": b"\xff" * 40}, 1007),
        ({"type": "websocket.receive", "bytes": b"x" * 1_000_001}, 1009),
    ],
)
def test_a_frame_that_no_page_sends_closes_the_connection(message, code):
    server = Server()
    said = connect(Messages(server, Settings()), [message, *frames(RERUN)])
    assert said[-1] == {"type": "websocket.close", "code": code}
    assert (server.received, server.ended) == ([], code)


def test_who_has_gone_before_being_refused_is_gone_without_a_word():
    coming, server = [{"type": "websocket.connect"}, *frames(b"\xff" * 40)], Server()

    async def receive():
        return coming.pop(0)

    async def send(message):
        if message["type"] == "websocket.close":
            raise RuntimeError("as uvicorn does after the end")

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": ("192.0.2.1", 40000)}
    asyncio.run(Messages(server, Settings())(scope, receive, send))
    assert server.ended == 1007


def operation(**payload):
    message = BackMsg()
    getattr(message.backend_operation_request, next(iter(payload))).SetInParent()
    return message


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(set_run_on_save=True),
        BackMsg(load_git_info=True),
        BackMsg(debug_disconnect_websocket=True),
        BackMsg(debug_shutdown_runtime=True),
        operation(install_skills=1),
        operation(dismiss_skills_nudge=1),
        operation(dataframe_chunk=1),
        BackMsg(),
    ],
)
def test_what_touches_everybody_or_is_for_developers_is_not_passed_on(message):
    server = Server()
    connect(Messages(server, Settings()), [*frames(message.SerializeToString()), *frames(RERUN)])
    assert [data for _, data in server.received] == [RERUN]


def test_what_would_stay_with_the_session_is_short_and_reports_of_the_page_are_as_long_as_a_message():
    query, value, report = (BackMsg() for _ in range(3))
    query.rerun_script.query_string = "x" * 200_000
    value.rerun_script.widget_states.widgets.add(id="a", json_value="x" * 4_000)
    report.rerun_script.query_string = "x" * 100_000
    report.rerun_script.widget_states.widgets.add(id="a", json_trigger_value="x" * 800_000)
    assert [refusal(message.SerializeToString()) for message in (query, value, report)] == [1009, 1009, None]


def test_long_link_is_reckoned_and_there_may_be_no_room_for_it(monkeypatch):
    server, long = Server(), BackMsg()
    long.rerun_script.query_string = "x" * 60_000
    monkeypatch.setenv(memory_budget.VARIABLE, str(memory_budget.VISITORS.reserved + 1_000_000))
    assert connect(Messages(server, Settings()), frames(long.SerializeToString()))[-1]["type"] == "websocket.accept"
    monkeypatch.setenv(memory_budget.VARIABLE, str(memory_budget.VISITORS.reserved + 400_000))
    said = connect(Messages(server, Settings()), [*frames(RERUN), *frames(long.SerializeToString())])
    assert said[-1] == {"type": "websocket.close", "code": 1013}
    assert len(server.received) == 2


def test_who_does_not_read_is_told_no_more_until_they_do():
    async def visit():
        coming, taken, passed = [{"type": "websocket.connect"}, *frames(RERUN, 2)], asyncio.Event(), []

        async def receive():
            return coming.pop(0) if coming else {"type": "websocket.disconnect", "code": 1001}

        async def send(message):
            if message["type"] == "websocket.send":
                await taken.wait()

        async def server(scope, receive, send):
            await receive()
            await send({"type": "websocket.accept"})
            passed.append(await receive())
            telling = asyncio.create_task(send({"type": "websocket.send", "bytes": b"a page"}))
            await asyncio.sleep(0)
            passed.append(await receive())
            await telling

        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": ("192.0.2.1", 40000)}
        visitor = asyncio.create_task(Messages(server, Settings())(scope, receive, send))
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(passed) == 1
        taken.set()
        await visitor
        assert len(passed) == 2

    asyncio.run(visit())


def test_what_pages_send_is_passed_on():
    rerun = BackMsg()
    rerun.rerun_script.query_string = "event=geneva"
    for message in (rerun, BackMsg(stop_script=True), BackMsg(app_heartbeat=True), operation(deferred_file=1)):
        assert refusal(message.SerializeToString()) is None


def test_names_of_parts_that_no_page_has_are_not_passed_on_as_they_would_be_logged():
    for odd in ("typed by a visitor", "0" * 65, "0\n0"):
        messages = [BackMsg() for _ in range(5)]
        messages[0].rerun_script.fragment_id = messages[1].rerun_script.page_script_hash = odd
        asked = [message.backend_operation_request for message in messages[2:]]
        asked[0].deferred_file.file_id = asked[1].request_id = asked[2].session_id = odd
        asked[1].deferred_file.file_id = asked[2].deferred_file.file_id = "0"
        assert [refusal(message.SerializeToString()) for message in messages] == [0] * 5


class Waiting:
    """A server whose readers stay."""

    def __init__(self):
        self.inside, self.leave = 0, asyncio.Event()

    async def __call__(self, scope, receive, send):
        self.inside += 1
        await self.leave.wait()


@pytest.mark.parametrize("settings", [{"connections": 2}, {"address_connections": 2}])
def test_more_connections_than_there_may_be_are_turned_away_until_some_leave(settings):
    async def visits():
        server, said = Waiting(), []
        app = Messages(server, Settings(**settings))

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            said.append(message)

        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": ("192.0.2.1", 40000)}
        staying = [asyncio.create_task(app(scope, receive, send)) for _ in range(2)]
        await asyncio.sleep(0)
        await app(scope, receive, send)
        assert (server.inside, said[0]["status"]) == (2, 503)
        other = asyncio.create_task(app(scope | {"client": ("192.0.2.2", 1)}, receive, send))
        await asyncio.sleep(0)
        assert server.inside == (2 if "connections" in settings else 3)
        server.leave.set()
        await asyncio.gather(*staying, other)
        await app(scope, receive, send)
        assert server.inside == (3 if "connections" in settings else 4)

    asyncio.run(visits())


def test_a_changed_limit_is_meant():
    limits = messages.MESSAGE_BYTES, messages.MESSAGES_AT_ONCE, messages.BYTES_AT_ONCE, messages.PATIENCE_S
    assert limits == (1_000_000, 30, 12_000_000, 60)


def link(size):
    """A message that is so many bytes long without the reports of the page's parts."""
    message = BackMsg()
    message.rerun_script.query_string = "x" * (size - 100)
    message.rerun_script.query_string += "x" * (size - message.ByteSize())
    return message


@pytest.mark.parametrize(("size", "said"), [(200_000, None), (200_001, 1009)])
def test_a_link_has_200_kilobytes_at_most(size, said):
    assert link(size).ByteSize() == size
    assert refusal(link(size).SerializeToString()) == said


@pytest.mark.parametrize(("size", "said"), [(4_000, None), (4_001, 1009)])
def test_values_of_widgets_have_4_kilobytes_at_most(size, said):
    message = BackMsg()
    widget = message.rerun_script.widget_states.widgets.add(string_value="x" * (size - 100))
    widget.string_value += "x" * (size - widget.ByteSize())
    assert widget.ByteSize() == size
    assert refusal(message.SerializeToString()) == said


def test_who_leaves_makes_room_for_one():
    class Each:
        """A server whose readers leave one by one."""

        def __init__(self):
            self.leave = []

        async def __call__(self, scope, receive, send):
            self.leave.append(asyncio.Event())
            await self.leave[-1].wait()

    async def visits():
        server, said = Each(), []
        app = Messages(server, Settings(address_connections=2))

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            said.append(message)

        scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "client": ("192.0.2.1", 40000)}

        async def come():
            task = asyncio.create_task(app(scope, receive, send))
            await asyncio.sleep(0)
            return task

        first, second = await come(), await come()
        server.leave[0].set()
        await first
        third = await come()
        assert (len(server.leave), said) == (3, [])
        await (await come())
        assert (len(server.leave), said[0]["status"]) == (3, 503)
        for leave in server.leave:
            leave.set()
        await asyncio.gather(second, third)
        assert not app._connected

    asyncio.run(visits())


@pytest.mark.parametrize(("size", "said"), [(1_000_000, None), (1_000_001, 1009)])
def test_a_message_has_a_megabyte_at_most(size, said):
    message, server = BackMsg(), Server()
    widget = message.rerun_script.widget_states.widgets.add(json_trigger_value="x" * (size - 100))
    widget.json_trigger_value += "x" * (size - message.ByteSize())
    content = message.SerializeToString()
    assert len(content) == size
    ended = connect(Messages(server, Settings()), frames(content))[-1]
    assert ended.get("code") == said


def test_usual_messages_are_part_of_what_a_session_takes_and_longer_ones_are_reckoned():
    taken = []

    async def server(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] == "websocket.receive":
            taken.append(memory_budget.VISITORS.reserved)

    before = memory_budget.VISITORS.reserved
    connect(Messages(server, Settings()), [*frames(RERUN), *frames(link(20_000).SerializeToString()), *frames(RERUN)])
    assert [room - before for room in taken] == [0, 160_000, 0]
