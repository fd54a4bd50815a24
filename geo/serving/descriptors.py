"""File descriptors, of which a process has only so many, and what happens when they run short.

A session takes some beside its connection, and keeps them for two minutes after that has gone (Streamlit waits for it
to come back). Without any left nobody could connect, no file could be read and no picture drawn, so readers who come
when few are left are turned away while those inside read on.
"""

import logging
import resource
import time
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

from geo.serving.messages import turn_away

#: Left for what is no reader's session: connections that fetch the page's files, the files, the pipes to a picture.
_RESERVE = 64
_SAID_EVERY_S = 60.0
_OPEN = Path("/dev/fd")  # those of this process, on Linux, macOS and BSD

_log = logging.getLogger("dateline")


def are_scarce() -> bool:
    """Whether few are left."""
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return sum(1 for _ in _OPEN.iterdir()) > most - _RESERVE


class Descriptors:
    """ASGI middleware: takes as many as the system allows at the start, and turns readers away when few are left."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._said_at = float("-inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Begin, let a reader in, or pass on anything else."""
        if scope["type"] == "lifespan":
            _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        elif scope["type"] == "websocket" and are_scarce():
            self._say()
            await receive()
            return await turn_away(send)
        await self._app(scope, receive, send)

    def _say(self) -> None:
        now = time.monotonic()
        if now - self._said_at > _SAID_EVERY_S:
            self._said_at = now
            _log.error("readers are turned away, as few file descriptors are left: raise their limit (ulimit -n)")
