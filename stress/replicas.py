"""Several replicas of the server behind nginx, as `deploy/` has them, but as processes of this machine."""

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

from geo.base.root import ROOT
from tests.server import Server, serving

_DEPLOY = ROOT / "deploy"
#: As compose.yaml sets it: what nginx says of a visitor's address counts.
_BEHIND_NGINX = {"DATELINE_TRUSTED_PROXIES": "127.0.0.1"}
_START_S = 20.0


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def get(port: int, path: str, source: str = "127.0.0.1", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """The answer to a GET from an address of this machine: status, headers by names in small letters, body."""
    connection = HTTPConnection("127.0.0.1", port, timeout=_START_S, source_address=(source, 0))
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def wait_until_ready(port: int, path: str = "/readyz") -> None:
    """Wait for the first answer that says so."""
    end = time.monotonic() + _START_S
    while True:
        with suppress(OSError):
            if get(port, path)[0] == 200:
                return
        if time.monotonic() > end:
            raise TimeoutError(f"nothing is ready at port {port}")
        time.sleep(0.05)


class Cluster:
    """nginx and its replicas. `port` is where readers come in; a replica is known by its own port."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.port, self._settings = free_port(), settings
        self.address = f"http://127.0.0.1:{self.port}/"
        self._log = folder / "access.log"
        self._folder = folder
        self._running: dict[int, tuple[Server, ExitStack]] = {}

    @property
    def replicas(self) -> list[int]:
        """The ports of those that run."""
        return list(self._running)

    def start(self, port: int) -> None:
        """Start a replica, and wait until it is ready."""
        stack = ExitStack()
        self._running[port] = stack.enter_context(serving("serve.py", port, **_BEHIND_NGINX | self._settings)), stack
        wait_until_ready(port)

    def stop(self, port: int, how: signal.Signals) -> float:
        """End a replica: the seconds that it took."""
        server, stack = self._running.pop(port)
        begin = time.monotonic()
        os.kill(server.pid, how)
        os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOWAIT)
        took = time.monotonic() - begin
        stack.close()
        return took

    def asked(self, uri: str) -> str:
        """Which replicas nginx asked, the first time that somebody wanted a path: addresses, separated by commas."""
        line = re.compile(rf"^\S+ \d+ \S+ {re.escape(uri)} \S+ \S+ (.*)$", re.MULTILINE)
        end = time.monotonic() + _START_S
        while not (found := line.search(self._log.read_text())):  # it is written after the answer
            if time.monotonic() > end:
                raise TimeoutError(f"nginx has not told of {uri}")
            time.sleep(0.01)
        return found[1]

    def home(self, cookie: str) -> int:
        """The replica that a reader with this cookie is on."""
        path = f"/{secrets.token_hex(8)}"
        get(self.port, path, Cookie=cookie)
        return int(self.asked(path).rpartition(":")[2])

    @contextmanager
    def nginx(self, ports: list[int]) -> Iterator[None]:
        """nginx with the configuration that is shipped, but for where it listens and where the replicas are."""
        shutil.copy(_DEPLOY / "nginx.conf", self._folder)
        shipped = (_DEPLOY / "replicas.conf").read_text()
        [(before, after)] = set(re.findall(r"^server \S+:8501 resolve( ?)(.*;)$", shipped, re.MULTILINE))
        lines = [f"server 127.0.0.1:{port}{before}{after}\n" for port in ports]
        (self._folder / "replicas.conf").write_text("".join(lines))
        (self._folder / "listen.conf").write_text(f"listen 127.0.0.1:{self.port};\n")
        user = "user root; " if os.geteuid() == 0 else ""
        command = [shutil.which("nginx"), "-p", self._folder, "-c", self._folder / "nginx.conf", "-e", "stderr"]
        with self._log.open("w") as log:
            process = subprocess.Popen([*command, "-g", f"{user}daemon off;"], stdout=log, cwd=self._folder)
        try:
            wait_until_ready(self.port, "/_stcore/health")
            yield
        finally:
            process.terminate()
            process.wait()

    def close(self) -> None:
        """End all that still run."""
        for port in self.replicas:
            self._running.pop(port)[1].close()


@contextmanager
def cluster(count: int, folder: Path, **settings: str) -> Iterator[Cluster]:
    """So many replicas behind nginx, all of them ready."""
    made = Cluster(folder, settings)
    ports = [free_port() for _ in range(count)]
    try:
        for port in ports:
            made.start(port)
        with made.nginx(ports):
            yield made
    finally:
        made.close()
