"""Two addresses for what looks after the process: `/healthz`, whether it lives; `/readyz`, whether it has a story."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route

from geo.page import opened
from geo.story import StoryError

_FRESH = {"Cache-Control": "no-store"}


async def _alive(_: Request) -> PlainTextResponse:
    return PlainTextResponse("alive", headers=_FRESH)


async def _ready(_: Request) -> PlainTextResponse:
    try:
        await run_in_threadpool(opened.default_story)
    except (StoryError, OSError, ValueError):  # the page says which, and its log why
        return PlainTextResponse("no story can be shown", 503, headers=_FRESH)
    return PlainTextResponse("ready", headers=_FRESH)


def routes() -> list[BaseRoute]:
    """The two addresses."""
    return [Route("/healthz", _alive), Route("/readyz", _ready)]
