"""Many readers without browsers, on a page that they all open and act on: Dateline's, or the stock idiom's."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from statistics import quantiles
from typing import Any

from websockets.exceptions import WebSocketException

from bench.session import Page, Session, Wrong
from geo.library.opened import default_story
from tests.server import Server

#: So long a reader waits for an answer at most.
_PATIENCE_S = 20.0
#: Readers who open the page at the same time.
OPENING = 8

_STORY = default_story().story
_NUMBERS = itertools.count(1)


def _wire(element: Any) -> str | None:
    found: str = element.bidi_component.id
    return f"$$STREAMLIT_INTERNAL_KEY_{found}__events" if "wire-event" in found else None


def _pick(state: Any, event: str) -> None:
    asked = {"number": next(_NUMBERS), "acts": [{"pick": event}]}
    state.json_trigger_value = json.dumps([{"event": "asked", "value": asked}])


def _click(state: Any, place: str) -> None:
    state.json_value = json.dumps({"last_object_clicked_tooltip": place, "zoom": 4})


DATELINE = Page(_wire, _pick, {event.id: event.text for event in _STORY.events})
STOCK = Page(
    lambda element: element.component_instance.id or None,
    _click,
    {_STORY.place[place].name: events[0].text for place, events in _STORY.events_at.items()},
)


class Tally:
    """How long answers took, in ms, and how many were none or wrong."""

    def __init__(self) -> None:
        self.took: list[float] = []
        self.failed: list[str] = []

    async def of(self, answer: Awaitable[None]) -> bool:
        """Wait for an answer; whether it was right and came in time."""
        begin = time.perf_counter()
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await answer
        except (Wrong, TimeoutError, OSError, WebSocketException) as error:
            self.failed.append(repr(error))
            return False
        self.took.append((time.perf_counter() - begin) * 1000)
        return True

    def percentile(self, percent: int) -> float:
        """So many of a hundred answers took at most so long; nobody answered is infinitely long."""
        if len(self.took) < 2:
            return max(self.took, default=float("inf"))
        return quantiles(self.took, n=100, method="inclusive")[percent - 1]


@asynccontextmanager
async def readers(server: Server, page: Page, count: int) -> AsyncIterator[list[Session]]:
    """Readers who have opened the page and read it, until they leave."""
    gate = asyncio.Semaphore(OPENING)
    async with AsyncExitStack() as stack:

        async def come() -> Session:
            async with gate:
                session = await stack.enter_async_context(Session(server.address, page))
                await session.run()
                return session

        yield list(await asyncio.gather(*(come() for _ in range(count))))


async def _act(session: Session, choices: Sequence[str], until: float, pause_s: float, tally: Tally) -> None:
    """Choose one after another, so long after the last choice, or when that was answered, whichever is later."""
    turn = random.randrange(len(choices))  # noqa: S311  (who acts when is no secret)
    due = time.perf_counter() + random.random() * pause_s  # noqa: S311
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        turn += 1
        if not await tally.of(session.choose(choices[turn % len(choices)])):
            return
        due = max(due + pause_s, time.perf_counter())


async def act(readers: Iterable[Session], page: Page, seconds: float, pause_s: float) -> Tally:
    """All of them act for so long, each so often; a pause of 0 is none."""
    tally = Tally()
    until = time.perf_counter() + seconds
    await asyncio.gather(*(_act(reader, list(page.choices), until, pause_s, tally) for reader in readers))
    return tally


async def rerun(readers: Iterable[Session], page: Page, count: int) -> Tally:
    """All of them act without a pause until they have done so many times together."""
    tally, turns = Tally(), iter(range(count))
    choices = list(page.choices)

    async def turn(reader: Session) -> None:
        for number in turns:
            if not await tally.of(reader.choose(choices[number % len(choices)])):
                return

    await asyncio.gather(*map(turn, readers))
    return tally


async def visit(server: Server, page: Page, count: int) -> Tally:
    """So many come, read the page, and leave, a few at a time."""
    tally, visits = Tally(), iter(range(count))

    async def come() -> None:
        async with Session(server.address, page) as session:
            await session.run()

    async def one_after_another() -> None:
        for _ in visits:
            await tally.of(come())

    await asyncio.gather(*(one_after_another() for _ in range(OPENING)))
    return tally
