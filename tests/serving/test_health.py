"""Probes: what makes a process unready, and that they are answered whatever hangs."""

import asyncio
import threading

import pytest
from starlette.applications import Starlette

from geo.base.faults import RefusedError
from geo.library import opened
from geo.serving import health
from geo.serving.health import Unanswered, Watched
from tests.serving.asked import ask

FILE = "/static/js/index.js"


def ready(*longest_s):
    return asyncio.run(ask(Starlette(routes=health.routes(*longest_s)), "/readyz"))


def test_ready_where_nobody_waits():
    assert ready(lambda: 0.0, lambda: 9.0).status == 200


def test_unready_while_somebody_has_had_no_answer_for_10_seconds():
    answered = ready(lambda: 0.0, lambda: 11.0)
    assert (answered.status, answered.body) == (503, b"a reader has had no answer for 10 seconds")


def test_unready_without_a_story(monkeypatch):
    def refuse():
        raise RefusedError([])

    monkeypatch.setattr(opened, "default_story", refuse)
    assert ready().status == 503


def test_a_story_that_cannot_be_read_for_long_keeps_no_probe(monkeypatch):
    is_read = threading.Event()
    monkeypatch.setattr(health, "_READ_S", 0.01)
    monkeypatch.setattr(opened, "default_story", is_read.wait)
    app = Starlette(routes=health.routes())

    async def trial():
        try:
            return [(await ask(app, path)).status for path in ("/readyz", "/readyz", "/healthz")]
        finally:
            is_read.set()

    assert asyncio.run(trial()) == [503, 503, 200]


@pytest.fixture
def unanswered():
    return Unanswered()


def asked(unanswered, answer, path=FILE):
    async def app(scope, receive, send):
        await answer(send)

    return ask(Watched(app, unanswered), path)


async def answers(send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(("path", "counts"), [(FILE, 1), ("/app/static/x.js", 1), ("/", 0), ("/healthz", 0)])
def test_a_static_file_counts_until_its_answer_begins(unanswered, path, counts):
    seen = []

    async def answer(send):
        seen.append(len(unanswered.asked))
        await answers(send)

    asyncio.run(asked(unanswered, answer, path))
    assert seen == [counts]
    assert unanswered.asked == {}


def test_who_reads_slowly_is_answered_once_the_answer_has_begun(unanswered):
    async def trial():
        async def stalls(message):
            seen.append(len(unanswered.asked))

        seen = []

        async def app(scope, receive, send):
            await answers(send)

        await Watched(app, unanswered)({"type": "http", "path": FILE}, None, stalls)
        assert seen == [0, 0]

    asyncio.run(trial())


def test_a_request_that_fails_is_over(unanswered):
    async def fails(send):
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  (which one is no matter)
        asyncio.run(asked(unanswered, fails))
    assert unanswered.asked == {}
