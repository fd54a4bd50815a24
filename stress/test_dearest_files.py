"""Static files as dear as they can be asked for: by many spellings, or each of them, by who hangs up at once."""

import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from socket import create_connection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from geo.serving import assets
from stress.serving import SCRIPT, assert_readable, cpu_s, read_by_a_newcomer, rss_mb
from tests.server import Server, serving
from tests.visitor import visiting

_TIMES = 2_000
#: Seconds are those of the server's processor, which on a machine with nothing else to do are those that pass.
_MOST_MB, _MOST_S, _MOST_WAIT_S = 30, 3.0, 1.0
FILES = assets.found()
_LARGEST = max(
    (address for address in FILES if address.endswith(".js")), key=lambda name: FILES[name].path.stat().st_size
)
_HONEST = next(address for address in FILES if address.startswith("/static/js/index."))


def spellings(address: str) -> Iterator[str]:
    """More addresses than anybody needs, each of which comes to the same file for who resolves them."""
    _, folder, *rest = address.split("/")
    for number in range(1, _TIMES):
        for step in ("./", "/", ".//", "%2e/", "x/../", "%2E%2e/static/", ".%2f", "%252e/", "%5c", ".\\"):
            yield f"/{folder}/{step * (number % 50 + 1)}{'/' * (number // 50)}{'/'.join(rest)}"


_ACCEPTED = ("br", "gzip", "br;q=0.9", "gzip;q=0.8, x", "*", "x-gzip", "identity", "")
#: What is asked for, and in which encoding.
ASKED = {
    "spellings of one file": zip(spellings(_LARGEST), cycle(_ACCEPTED[:2])),
    "one file": zip(cycle([_LARGEST]), cycle(_ACCEPTED[:2])),
    "one file under other queries": (((f"{_LARGEST}?v={number}"), "br") for number in range(_TIMES)),
    "one file for other headers": zip(cycle([_LARGEST]), cycle(_ACCEPTED)),
    "each file": ((address, encoding) for address in cycle(FILES) for encoding in _ACCEPTED[:2]),
    "names of no file": (((f"/static/js/{number}.js"), "br") for number in range(_TIMES)),
}


def hang_up(server: Server, address: str, encoding: str) -> None:
    """Ask for a file, and be gone."""
    place = urlsplit(server.address)
    head = f"GET {address} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept-Encoding: {encoding}\r\n\r\n"
    with create_connection((place.hostname, place.port)) as connection:
        connection.sendall(head.encode())


class Wait(NamedTuple):
    """For a file: seconds that passed, and seconds that the server's processor worked meanwhile."""

    passed_s: float
    cpu_s: float


def fetched(server: Server) -> Wait:
    """What an honest reader waits for a file, in a process of their own."""
    before = cpu_s(server)
    command = ["curl", "-sf", "-o", "/dev/null", "-w", "%{time_total}", "-H", "Accept-Encoding: br"]
    said = subprocess.run([*command, f"{server.address}{_HONEST[1:]}"], capture_output=True, check=True, timeout=60)
    return Wait(float(said.stdout), cpu_s(server) - before)


@contextmanager
def watched(server: Server) -> Iterator[tuple[list[float], list[Wait]]]:
    """The memory of the server in MB, and what an honest reader waits, time and again until all is answered."""
    memory, waits, ended = [rss_mb(server)], [fetched(server)], []

    def look() -> None:
        while not ended:
            memory.append(rss_mb(server))
            time.sleep(0.02)

    def read() -> None:
        while not ended:
            waits.append(fetched(server))

    with ThreadPoolExecutor(2) as threads:
        tasks = [threads.submit(look), threads.submit(read)]
        try:
            yield memory, waits
        finally:
            ended.append(True)
    for task in tasks:
        task.result()


@pytest.mark.needs("curl")
@pytest.mark.parametrize("asked", ASKED)
def test_2_000_requests_hung_up_at_once(asked, seen):
    with serving(SCRIPT) as server:
        read_by_a_newcomer(server)
        fetched(server)
        before, used = rss_mb(server), cpu_s(server)
        with watched(server) as (memory, waits):
            for address, encoding in islice(ASKED[asked], _TIMES):
                hang_up(server, address, encoding)
            waits.append(fetched(server))  # comes after them all
        grown, used = max(*memory, rss_mb(server)) - before, cpu_s(server) - used
        with visiting(server.address) as visitor:
            assert_readable(visitor)
        assert "Traceback" not in server.log()
    seen(f"{grown:.0f} MB more memory, {used:.1f} s of CPU; {waited(waits)}")
    assert grown < _MOST_MB
    assert used < _MOST_S
    assert max(wait.cpu_s for wait in waits) < _MOST_WAIT_S


def waited(waits: list[Wait]) -> str:
    cpu = max(wait.cpu_s for wait in waits)
    return f"others wait {cpu:.2f} s of CPU at most for a file ({max(waits).passed_s:.2f} s on this machine)"


@pytest.mark.needs("curl")
def test_every_file_in_every_encoding_by_who_stays(seen):
    """All that there is to pack is packed once: the bound of the processor's work, and of what is kept."""
    wanted = [(address, encoding) for address in FILES for encoding in ("br", "gzip")]

    def stay(server: Server, address: str, encoding: str) -> None:
        command = ["curl", "-sf", "-o", "/dev/null", "-H", f"Accept-Encoding: {encoding}"]
        subprocess.run([*command, f"{server.address}{address[1:]}"], check=True, timeout=60)

    with serving(SCRIPT) as server:
        read_by_a_newcomer(server)
        fetched(server)
        before, used = rss_mb(server), cpu_s(server)
        with watched(server) as (_, waits), ThreadPoolExecutor(20) as threads:
            for task in [threads.submit(stay, server, *each) for each in wanted * 2]:
                task.result()
        grown, used = rss_mb(server) - before, cpu_s(server) - used
    many = f"{2 * len(wanted):,} requests, 20 at once"
    seen(f"{many}: {grown:.0f} MB more memory, {used:.1f} s of CPU; {waited(waits)}")
    assert grown < 32 + _MOST_MB  # what may be kept, and what packing takes
    assert max(wait.cpu_s for wait in waits) < _MOST_WAIT_S
