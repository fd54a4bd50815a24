"""One request to an ASGI app, without a server."""

import asyncio
from typing import NamedTuple
from urllib.parse import unquote

from starlette.datastructures import Headers


class Answered(NamedTuple):
    status: int
    headers: Headers
    body: bytes


async def ask(app, path, *, query="", method="GET", scheme="http", **headers):
    """What an app answers. Headers as in `accept_encoding="br"`."""
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": scheme},
        **{"path": unquote(path), "raw_path": path.encode(), "root_path": "", "query_string": query.encode()},
        "headers": [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()],
        **{"client": ("192.0.2.7", 1234), "server": ("127.0.0.1", 80)},
    }
    sent = []

    async def receive():
        await asyncio.Event().wait()  # nothing more comes, and the browser stays

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    start, *bodies = sent
    return Answered(start["status"], Headers(raw=start["headers"]), b"".join(part.get("body", b"") for part in bodies))
