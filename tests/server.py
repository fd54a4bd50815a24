"""A Dateline server of one's own, for tests and benchmarks."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from geo.base.root import ROOT


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
def serving(
    script: str = "app.py", port: int = 0, under: Sequence[str] = (), folder: Path = ROOT, **environment: str
) -> Iterator[Server]:
    """A server that runs a script of this repository with these settings, stopped at the end.

    `under`: a command that runs it in its own place, such as `env -i`. `folder`: where a copy of the repository is.
    """
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", port))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}", "--server.address=127.0.0.1"]
    # A file, as a pipe that nobody reads would fill up and stop the server.
    with tempfile.NamedTemporaryFile() as log, Path(log.name).open("rb", buffering=0) as written:
        process = subprocess.Popen(
            [*under, *command], cwd=folder, env=os.environ | environment, stdout=log, stderr=subprocess.STDOUT
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
