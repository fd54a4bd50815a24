"""A server in miniature: drives an ASGI application by itself, without a socket."""

import asyncio
from typing import NamedTuple

from starlette.datastructures import Headers


class Answer(NamedTuple):
    """What came back: the status, the headers (names in any case), and the body."""

    status: int
    headers: Headers
    body: bytes


def ask(app, path="/", method="GET", query="", headers=(), scheme="http", client=("192.0.2.1", 40000)) -> Answer:
    """The answer of an application to one request."""
    given = [(b"host", b"dateline.example"), *((k.lower().encode(), v.encode()) for k, v in dict(headers).items())]
    if any(name == b"host" for name, _ in given[1:]):
        given = given[1:]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": given,
        "client": client,
        "server": ("127.0.0.1", 80),
    }
    said = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        said.append(message)

    asyncio.run(app(scope, receive, send))
    start = said[0]
    return Answer(start["status"], Headers(raw=start["headers"]), b"".join(m.get("body", b"") for m in said[1:]))
