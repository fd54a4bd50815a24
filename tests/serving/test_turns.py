"""Runs of the page's script: how many begin at once, in which order, and what gives a turn back."""

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from geo.serving import turns
from geo.serving.turns import Turns

RUN = BackMsg()
RUN.rerun_script.SetInParent()
RUN, BEAT = RUN.SerializeToString(), BackMsg(app_heartbeat=True).SerializeToString()
HAS_RUN = ForwardMsg(script_finished=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY).SerializeToString()
SHOWN = ForwardMsg(ref_hash="x").SerializeToString()


async def settled():
    """Everything has happened that can without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


class Script:
    """What is behind the turns: notes which connections ask it to run, and answers when it is told to."""

    def __init__(self):
        self.began, self.heard, self._sends = [], [], {}

    async def __call__(self, scope, receive, send):
        self._sends[scope["name"]] = send
        while (message := await receive())["type"] == "websocket.receive":
            self.heard.append(message["bytes"])
            if message["bytes"] == RUN:
                self.began.append(scope["name"])

    async def sends(self, name, data):
        await self._sends[name]({"type": "websocket.send", "bytes": data})
        await settled()


class Reader:
    """A connection through the turns."""

    def __init__(self, app, name):
        self._coming, self.received = asyncio.Queue(), []
        self.task = asyncio.create_task(app({"type": "websocket", "name": name}, self._coming.get, self._receive))

    async def _receive(self, message):
        self.received.append(message["bytes"])

    async def says(self, *messages):
        for data in messages:
            self._coming.put_nowait({"type": "websocket.receive", "bytes": data})
        await settled()

    async def leaves(self):
        self._coming.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await settled()


@pytest.fixture
def three(monkeypatch):
    """Three readers of a script that runs twice at once, each of whom has asked it to run, in a trial to be awaited."""
    monkeypatch.setattr(turns, "_LONGEST_S", 60)

    async def asked():
        script = Script()
        app = Turns(script, at_once=2)
        readers = {name: Reader(app, name) for name in "abc"}
        for reader in readers.values():
            await reader.says(RUN)
        return script, readers

    return asked


def test_one_more_than_may_run_waits_until_a_run_has_ended(three):
    async def trial():
        script, _ = await three()
        assert script.began == ["a", "b"]
        await script.sends("b", SHOWN)
        assert script.began == ["a", "b"]
        await script.sends("b", HAS_RUN)
        assert script.began == ["a", "b", "c"]

    asyncio.run(trial())


def test_what_is_no_run_waits_for_nobody_and_all_answers_pass(three):
    async def trial():
        script, readers = await three()
        await readers["b"].says(BEAT)
        assert script.heard == [RUN, RUN, BEAT]
        await script.sends("a", SHOWN)
        await script.sends("a", HAS_RUN)
        assert readers["a"].received == [SHOWN, HAS_RUN]

    asyncio.run(trial())


def test_a_reader_who_leaves_or_interrupts_their_own_run_keeps_nobody_waiting(three):
    async def trial():
        script, readers = await three()
        await readers["a"].says(RUN, RUN)
        assert script.began == ["a", "b", "a", "a"]
        await readers["a"].leaves()
        assert script.began == ["a", "b", "a", "a", "c"]

    asyncio.run(trial())


def test_one_who_leaves_while_waiting_takes_no_turn(three):
    async def trial():
        script, readers = await three()
        readers["c"].task.cancel()
        await script.sends("a", HAS_RUN)
        await readers["a"].says(RUN)
        assert script.began == ["a", "b", "a"]

    asyncio.run(trial())


async def begun(at_once):
    script = Script()
    app = Turns(script, at_once=at_once)
    for name in "abc":
        await Reader(app, name).says(RUN)
    return script.began


def test_a_run_that_waits_for_something_lets_others_go_on(monkeypatch):
    monkeypatch.setattr(turns, "_LONGEST_S", 0)
    assert asyncio.run(begun(at_once=1)) == ["a", "b", "c"]


def test_without_a_limit_all_run_at_once():
    assert asyncio.run(begun(at_once=0)) == ["a", "b", "c"]
