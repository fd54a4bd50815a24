"""Two addresses for what looks after the process: `/healthz`, whether it lives; `/readyz`, whether readers are served.

It is not ready without a story, and while a run of the page or a static file has had no answer for `_LONG_S`. What has
begun to be answered counts no more, however slowly somebody reads it; and a run that waits because its own connection
or address has used much of late does not count at all (`run_limiter`).
"""

import time
from collections.abc import Callable

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.base.faults import RefusedError
from geo.library import opened
from geo.serving.assets import FOLDERS

_FRESH = {"Cache-Control": "no-store"}
_LONG_S = 10.0
#: So long a probe waits for the story: a disk that does not answer must not keep it.
_READ_S = 2.0


class Unanswered:
    """Requests for static files that have no answer yet."""

    def __init__(self) -> None:
        self.asked: dict[int, float] = {}

    def longest_s(self) -> float:
        """The seconds for which the first of them has waited."""
        now = time.monotonic()
        return now - min(self.asked.values(), default=now)


class Watched:
    """ASGI middleware, the outermost: notes requests for static files until their answer begins."""

    def __init__(self, app: ASGIApp, unanswered: Unanswered, base: str = "") -> None:
        self._app, self._asked, self._base = app, unanswered.asked, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it pass, and note when."""
        if scope["type"] != "http" or not scope["path"].removeprefix(self._base).startswith(FOLDERS):
            return await self._app(scope, receive, send)
        key = id(scope)
        self._asked[key] = time.monotonic()

        async def send_and_note(message: Message) -> None:
            self._asked.pop(key, None)
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            self._asked.pop(key, None)


def routes(*longest_s: Callable[[], float]) -> list[BaseRoute]:
    """The two addresses; each of the arguments says for how many seconds something has had no answer."""
    reading = anyio.CapacityLimiter(1)

    async def ready(_: Request) -> PlainTextResponse:
        if any(longest() > _LONG_S for longest in longest_s):
            return _unready(f"a reader has had no answer for {_LONG_S:g} seconds")
        try:
            with anyio.fail_after(_READ_S):
                await anyio.to_thread.run_sync(opened.default_story, limiter=reading, abandon_on_cancel=True)
        except (RefusedError, OSError, ValueError):  # the page says which, and its log why; too late is an OSError too
            return _unready("no story can be shown")
        return PlainTextResponse("ready", headers=_FRESH)

    return [Route("/healthz", _alive), Route("/readyz", ready)]


async def _alive(_: Request) -> PlainTextResponse:
    return PlainTextResponse("alive", headers=_FRESH)


def _unready(why: str) -> PlainTextResponse:
    return PlainTextResponse(why, 503, headers=_FRESH)
