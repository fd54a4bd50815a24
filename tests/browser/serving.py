"""What the browser tests and the benchmarks need: a Dateline server of their own, and a Chromium without a network."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
_SHELL = "chromium-headless-shell"  # draws nothing but the page, so it needs a third less of the processor
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Server(NamedTuple):
    """A running server: its address, ending with a slash, its process id, and a descriptor of the file of its log."""

    address: str
    pid: int
    written: int = -1

    def log(self) -> str:
        """What it has written since it was started, or since the last call."""
        said = b""
        while part := os.read(self.written, 1_000_000):
            said += part
        return said.decode(errors="replace")

    def ended(self, patience_s: float) -> int | None:
        """Its exit code, or the signal that ended it as a negative number; None where it goes on."""
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            found = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found is not None:
                return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
            time.sleep(0.01)
        return None


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
    # A file, as a pipe that nobody reads would fill up and stop the server.
    with tempfile.NamedTemporaryFile() as log, Path(log.name).open("rb", buffering=0) as written:
        process = subprocess.Popen(
            [*under, *command], cwd=ROOT, env=os.environ | environment, stdout=log, stderr=subprocess.STDOUT
        )
        server = Server(f"http://127.0.0.1:{port}/", process.pid, written.fileno())
        try:
            said = ""
            while "URL:" not in said:
                said += server.log()
                if process.poll() is not None:
                    raise RuntimeError(f"the server did not start:\n{said}{server.log()}")
                time.sleep(0.01)
            yield server
        finally:
            process.kill()
            process.wait()


def chromium(playwright: Playwright, *, as_readers_have_it: bool = False) -> Browser:
    """The Chromium or Chrome of this machine. Whatever a page asks outside fails at once, as without a network.

    Times count in a browser as readers have it, so there its shell, which is quicker, comes last.
    """
    names = (*_NAMES, _SHELL) if as_readers_have_it else (_SHELL, *_NAMES)
    found = next(filter(None, map(shutil.which, names)), playwright.chromium.executable_path)
    if not Path(found).exists():
        raise RuntimeError("Chromium or Chrome is missing; `make test` says how to get one.")
    rules = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", f"--host-resolver-rules={rules}"]
    return playwright.chromium.launch(executable_path=found, args=flags)
