"""Many readers at once, and those who do harm: `python -m bench.load` prints a table with targets.

    python -m bench.load [--script FILE] [--alone] [--only NAME ...] [--seconds S] [--reruns N] [--visits N]

Client and server share the machine, the server is one process, and each measurement has a server of its own, first
with Dateline, then with the stock idiom under Streamlit's own settings, as people run it. An action chooses another
event, and an answer that lacks it, or does not come within 20 s, is a failure. All readers share one address, as
those behind an office's do. The soak runs only when it is named, as it takes long: `--only soak`.
"""

import argparse
import asyncio
import itertools
import sys
import time
import urllib.request
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from websockets.exceptions import WebSocketException

from bench import crowd
from bench.measuring import cpu_ms, rss_mb, show_table
from bench.session import Page, Session, Wrong
from tests.server import Server, serving

#: Readers act so often.
_PAUSE_S = 5.0
_PROBED_S = 0.1
_STREAMLITS_OWN = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
    "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "10000",
    "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "200",
}
_UPLOADS, _UPLOAD_BYTES, _CHUNK = 100, 200_000_000, bytes(1_000_000)
_PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'
_PARTS_END = b"\r\n--x--\r\n"
#: No server is filled further than this.
_ROOM_MB = 1_000
#: A measurement other than the soak is given up after so long, as of a server that answers nobody any more.
_ENOUGH_S = 240.0
#: So long descriptors are waited for.
_GONE_S = 90.0


class Contender(NamedTuple):
    """A page to be loaded: the script that serves it, and the settings of its server."""

    name: str
    script: str
    page: Page
    settings: dict[str, str]


class Row(NamedTuple):
    """A line of the table: a figure, with its unit in the title, and at which least or at which most it is met."""

    title: str
    figure: float
    most: float | None = None
    least: float | None = None
    decimals: int = 0

    def met(self) -> str:
        """The target, and whether the figure meets it."""
        if self.most is not None:
            return f"at most {self.most:,g}: {'met' if self.figure <= self.most else 'MISSED'}"
        if self.least is not None:
            return f"at least {self.least:,g}: {'met' if self.figure >= self.least else 'MISSED'}"
        return "–"


class Load(NamedTuple):
    """What is asked of a measurement: how long it takes, and how much the soak does."""

    seconds: float
    reruns: int
    visits: int


def _descriptors(server: Server) -> int:
    return sum(1 for _ in Path(f"/proc/{server.pid}/fd").iterdir())


async def readers_100(server: Server, page: Page, load: Load) -> list[Row]:
    """A hundred who read: what they wait for an answer, and what they cost."""
    before = _descriptors(server)
    async with crowd.readers(server, page, 100) as readers:
        tally = await crowd.act(readers, page, load.seconds, _PAUSE_S)
        return [
            Row("100 readers, p50, ms", tally.percentile(50)),
            Row("100 readers, p95, ms", tally.percentile(95), most=100),
            Row("100 readers, p99, ms", tally.percentile(99), most=250),
            Row("100 readers, failures", len(tally.failed), most=0),
            Row("100 readers, memory, MB", rss_mb(server), most=230),
            Row("100 readers, descriptors of each", (_descriptors(server) - before) / 100, decimals=1),
        ]


async def readers_400(server: Server, page: Page, load: Load) -> list[Row]:
    """Four hundred who read."""
    async with crowd.readers(server, page, 400) as readers:
        tally = await crowd.act(readers, page, load.seconds, _PAUSE_S)
    return [
        Row("400 readers, p95, ms", tally.percentile(95), most=250),
        Row("400 readers, failures", len(tally.failed), most=0),
    ]


async def flat_out(server: Server, page: Page, load: Load) -> list[Row]:
    """Twenty who never pause."""
    async with crowd.readers(server, page, 20) as readers:
        begin, spent = time.perf_counter(), cpu_ms(server)
        tally = await crowd.act(readers, page, load.seconds, 0)
        seconds, spent = time.perf_counter() - begin, cpu_ms(server) - spent
    done = max(len(tally.took), 1)
    return [
        Row("flat out, reruns a second", len(tally.took) / seconds, least=150),
        Row("flat out, server CPU of a rerun, ms", spent / done, decimals=1),
        Row("flat out, failures", len(tally.failed), most=0),
    ]


async def _get(server: Server, path: str) -> int:
    """The status of the answer to a GET on a connection of its own."""
    at = urlsplit(server.address)
    reader, writer = await asyncio.open_connection(at.hostname, at.port)
    try:
        writer.write(f"GET /{path} HTTP/1.1\r\nHost: {at.netloc}\r\nConnection: close\r\n\r\n".encode())
        status = int((await reader.readline()).split()[1])
        await reader.read()
        return status
    finally:
        writer.close()


async def health(server: Server, page: Page, load: Load) -> list[Row]:
    """What a probe waits for beside a hundred who never pause."""
    path = "healthz" if await _get(server, "healthz") == 200 and page is crowd.DATELINE else "_stcore/health"
    probed = crowd.Tally()

    async def probe() -> None:
        until = time.perf_counter() + load.seconds
        while (begin := time.perf_counter()) < until:
            if await _get(server, path) != 200:
                raise RuntimeError(f"/{path} says that the server is not well")
            probed.took.append((time.perf_counter() - begin) * 1000)
            await asyncio.sleep(_PROBED_S)

    async with crowd.readers(server, page, 100) as readers:
        tally, _ = await asyncio.gather(crowd.act(readers, page, load.seconds, 0), probe())
    return [
        Row("health beside 100 who never pause, p95, ms", probed.percentile(95)),
        Row("health beside 100 who never pause, longest, ms", max(probed.took), most=250),
        Row("their reruns a second", len(tally.took) / load.seconds),
    ]


async def attacker(server: Server, page: Page, load: Load) -> list[Row]:
    """A hundred readers, and one who sends a thousand messages a second, from elsewhere and from their own address."""
    choices = list(page.choices)
    rows = []

    async def attack(source: str) -> None:
        while True:
            with suppress(WebSocketException, OSError, Wrong):
                async with Session(server.address, page, source) as session:
                    await session.run()
                    listening = asyncio.create_task(session.listen())
                    listening.add_done_callback(lambda task: task.cancelled() or task.exception())  # it is cut off
                    begin = time.perf_counter()
                    for number in itertools.count():
                        await session.send(session.choice(choices[number % len(choices)]))
                        await asyncio.sleep(begin + number / 1000 - time.perf_counter())
                    listening.cancel()

    async with crowd.readers(server, page, 100) as readers:
        alone = await crowd.act(readers, page, load.seconds, _PAUSE_S)
        rows.append(Row("100 readers before the attack, p95, ms", alone.percentile(95)))
        for where, source in (("elsewhere", "127.0.0.2"), ("their address", "127.0.0.1")):
            attacking = asyncio.create_task(attack(source))
            beside = await crowd.act(readers, page, load.seconds, _PAUSE_S)
            attacking.cancel()
            times = beside.percentile(95) / alone.percentile(95)
            rows.append(Row(f"attacker from {where}, times p95 before", times, most=1.5, decimals=2))
            rows.append(Row(f"attacker from {where}, failures", len(beside.failed), most=0))
    return rows


async def uploads(server: Server, page: Page, load: Load) -> list[Row]:
    """A hundred uploads of 200 MB each, which nobody asked for."""
    at = urlsplit(server.address)
    accepted = 0
    # Streamlit hands it to whoever asks.
    with urllib.request.urlopen(f"{server.address}_stcore/health") as answer:
        token = answer.headers["Set-Cookie"].partition("=")[2].partition(";")[0]

    async def put(session: str, number: int) -> bool:
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        head = (
            f"PUT /_stcore/upload_file/{session}/{number} HTTP/1.1\r\nHost: {at.netloc}\r\n"
            f"Cookie: _streamlit_xsrf={token}\r\nX-Xsrftoken: {token}\r\n"
            f"Content-Type: multipart/form-data; boundary=x\r\n"
            f"Content-Length: {len(_PART) + _UPLOAD_BYTES + len(_PARTS_END)}\r\n\r\n"
        )
        writer.write(head.encode() + _PART)
        answer = asyncio.create_task(reader.readline())
        with suppress(ConnectionError):
            for _ in range(_UPLOAD_BYTES // len(_CHUNK)):
                if answer.done():
                    break
                writer.write(_CHUNK)
                await writer.drain()
            writer.write(_PARTS_END)
        writer.transport.abort() if answer.done() else None
        with suppress(ConnectionError, IndexError):
            return (await answer).split()[1].startswith(b"2")
        return False

    async with crowd.readers(server, page, 1) as [reader]:
        before = most = rss_mb(server)
        for number in range(_UPLOADS):
            accepted += await put(reader.id, number)
            most = max(most, rss_mb(server))
            if most - before > _ROOM_MB:
                break
    return [Row("uploads of 200 MB, more memory, MB", most - before, most=20), Row("uploads taken", accepted)]


async def soak(server: Server, page: Page, load: Load) -> list[Row]:
    """Many reruns, then many visits: what memory and descriptors they leave behind."""

    async def work(reruns: int, visits: int) -> list[str]:
        async with crowd.readers(server, page, 20) as readers:
            acted = await crowd.rerun(readers, page, reruns)
        return acted.failed + (await crowd.visit(server, page, visits)).failed

    async with crowd.readers(server, page, 1):
        descriptors = _descriptors(server)
    # A tenth of it first, so that what a server keeps once counts for nothing.
    await work(max(load.reruns // 10, 500), max(load.visits // 10, 150))
    before = rss_mb(server)
    failed = await work(load.reruns, load.visits)
    after, gone = rss_mb(server), time.perf_counter()
    while _descriptors(server) > descriptors and time.perf_counter() - gone < _GONE_S:
        await asyncio.sleep(1)
    return [
        Row(f"{load.reruns:,} reruns, {load.visits:,} visits: memory, MB", after),
        Row("memory has grown by, %", 100 * (after / before - 1), most=5, decimals=1),
        Row("descriptors are back after, s", time.perf_counter() - gone, most=60),
        Row("descriptors more than with one reader at first", _descriptors(server) - descriptors),
        Row("soak, failures", len(failed), most=0),
    ]


_MEASUREMENTS: dict[str, Callable[[Server, Page, Load], Awaitable[list[Row]]]] = {
    measure.__name__.replace("_", "-"): measure
    for measure in (readers_100, readers_400, flat_out, health, attacker, uploads, soak)
}
_USUAL = [name for name in _MEASUREMENTS if name != "soak"]
#: What is measured without the server's own limit on messages, as its clients send more than any reader.
_UNLIMITED = ("flat-out", "health", "soak")
_NO_LIMIT = {"DATELINE_MESSAGES_PER_SECOND": "0"}


async def _measured(name: str, server: Server, page: Page, load: Load) -> list[Row]:
    """What a measurement finds; nothing where it comes to no end."""
    with suppress(TimeoutError):
        async with asyncio.timeout(None if name == "soak" else _ENOUGH_S):
            return await _MEASUREMENTS[name](server, page, load)
    print("  given up", file=sys.stderr)
    return []


def main() -> None:
    asking = argparse.ArgumentParser(prog="python -m bench.load")
    asking.add_argument("--script", default="serve.py", help="the one that serves Dateline")
    asking.add_argument("--only", nargs="+", choices=_MEASUREMENTS, default=_USUAL, metavar="NAME")
    asking.add_argument("--seconds", type=float, default=15, help="how long each measurement takes")
    asking.add_argument("--reruns", type=int, default=100_000, help="of the soak")
    asking.add_argument("--visits", type=int, default=10_000, help="of the soak")
    asking.add_argument("--alone", action="store_true", help="without the stock idiom")
    asked = asking.parse_args()
    load = Load(asked.seconds, asked.reruns, asked.visits)
    contenders = [
        Contender("Dateline", asked.script, crowd.DATELINE, {}),
        Contender("stock", "bench/stock_app.py", crowd.STOCK, _STREAMLITS_OWN),
    ][: 1 if asked.alone else 2]
    lines = []
    for name in asked.only:
        found = []
        for contender in contenders:
            more = _NO_LIMIT if name in _UNLIMITED else {}
            print(f"{name}, {contender.name} …", file=sys.stderr)
            with serving(contender.script, **contender.settings, **more) as server:
                found.append(asyncio.run(_measured(name, server, contender.page, load)))
            for row in found[-1]:
                print(f"  {row.title}: {row.figure:,.{row.decimals}f}", file=sys.stderr)
        for rows in zip_longest(*found):  # there is no figure of who answers nobody
            first = rows[0]
            lines.append(
                [first.title, *(f"{row.figure:,.{row.decimals}f}" if row else "–" for row in rows), first.met()]
            )
    show_table(["", *(contender.name for contender in contenders), "target for Dateline"], lines)


if __name__ == "__main__":
    main()
