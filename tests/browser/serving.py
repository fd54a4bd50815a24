"""What the browser tests and the benchmarks need: a Dateline server of their own, and a Chromium without a network."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Server(NamedTuple):
    """A running server: its address, ending with a slash, its process id, and the pipe that it writes its log to."""

    address: str
    pid: int
    pipe: int = -1

    def log(self) -> str:
        """What it has written since it was started, or since the last call."""
        os.set_blocking(self.pipe, False)
        said = b""
        with suppress(BlockingIOError):
            while part := os.read(self.pipe, 1_000_000):
                said += part
        return said.decode(errors="replace")


@contextmanager
def serving(script: str = "app.py", port: int = 0, under: Sequence[str] = (), **environment: str) -> Iterator[Server]:
    """A server that runs a script of this repository with these settings, stopped at the end.

    `under`: a command that runs it in its own place, such as `env -i`.
    """
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    process = subprocess.Popen(
        [*under, *command],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            if "URL:" in line:
                break
        else:
            raise RuntimeError(f"the server did not start:\n{''.join(said)}")
        yield Server(f"http://127.0.0.1:{port}/", process.pid, process.stdout.fileno())
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def chromium(playwright: Playwright) -> Browser:
    """The Chromium or Chrome of this machine. Whatever a page asks outside fails at once, as without a network."""
    found = next(filter(None, map(shutil.which, _NAMES)), playwright.chromium.executable_path)
    if not Path(found).exists():
        raise RuntimeError("Chromium or Chrome is missing; `make test` says how to get one.")
    rules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--host-resolver-rules={rules}"]
    return playwright.chromium.launch(executable_path=found, args=flags)
