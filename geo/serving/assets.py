"""Static files, packed once for all browsers that ask for them.

Streamlit sends its own scripts, three megabytes of a first visit, as they are, and packs ours and those of components
anew for each who asks.
"""

import asyncio
import hashlib
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import anyio
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.serving import compression
from geo.serving.compression import Encoding

FOLDERS = ("/static/", "/app/static/", "/component/")
#: Of packed files; all that Streamlit and this project have come to half of it, in both encodings.
_KEPT_BYTES = 32_000_000
# What is not for the server behind: it answers with the whole file as it is.
_OURS = (b"accept-encoding", b"if-none-match", b"if-modified-since")


class _Answer(NamedTuple):
    status: int
    headers: MutableHeaders
    body: bytes


class _Version(NamedTuple):
    """A version of a file in an encoding."""

    path: str
    mark: str
    encoding: Encoding


class Assets:
    """ASGI middleware for static files. Ranges and what is no text pass as they are."""

    def __init__(self, app: ASGIApp, base: str = "", kept_bytes: int = _KEPT_BYTES) -> None:
        self._app, self._base, self._most = app, base, kept_bytes
        self._kept: OrderedDict[_Version, bytes] = OrderedDict()
        self._bytes = 0
        self._packing: dict[_Version, asyncio.Task[bytes]] = {}
        # One thread of its own: what brotli needs for a moment, some megabytes, stays with each that ever ran it.
        self._thread = ThreadPoolExecutor(1, "packing")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, pack it first, or let it pass."""
        if scope["type"] != "http" or not scope["path"].removeprefix(self._base).startswith(FOLDERS):
            return await self._app(scope, receive, send)
        asked = Headers(scope=scope)
        encoding = compression.wanted(asked.get("accept-encoding", ""))
        if scope["method"] not in ("GET", "HEAD") or "range" in asked or encoding is None:
            return await self._app(scope, receive, _varying(send))
        found = await self._answer(scope, "HEAD")
        if not _is_packable(found):
            return await self._app(scope, receive, _varying(send))
        # The files of components come without a tag. They are those of an installed package.
        mark = found.headers.get("etag") or found.headers["content-length"]
        version = _Version(scope["path"], mark, encoding)
        await _send(scope, asked, found, await self._packed(version, scope), encoding, send)

    async def _answer(self, scope: Scope, method: str) -> _Answer:
        """What the server behind answers, whole."""
        parts: list[Message] = []

        async def keep(message: Message) -> None:
            parts.append(message)

        async def nothing() -> Message:
            # Some wait for the browser to leave: it may, and others want the file all the same.
            await anyio.sleep_forever()
            raise AssertionError

        headers = [(name, value) for name, value in scope["headers"] if name not in _OURS]
        await self._app(dict(scope, method=method, headers=headers, extensions={}), nothing, keep)
        start, *bodies = parts
        body = b"".join(part.get("body", b"") for part in bodies)
        return _Answer(start["status"], MutableHeaders(raw=list(start["headers"])), body)

    async def _packed(self, version: _Version, scope: Scope) -> bytes:
        """The packed file; whoever asks for what is being packed waits for that."""
        if version in self._kept:
            self._kept.move_to_end(version)
            return self._kept[version]
        if version not in self._packing:
            self._packing[version] = asyncio.create_task(self._pack(version, scope))
        # Shielded: the others want it even if this one has gone.
        return await asyncio.shield(self._packing[version])

    async def _pack(self, version: _Version, scope: Scope) -> bytes:
        try:
            whole = await self._answer(scope, "GET")
            loop = asyncio.get_running_loop()
            body = await loop.run_in_executor(self._thread, compression.packed, whole.body, version.encoding)
        finally:
            del self._packing[version]
        self._kept[version] = body
        self._bytes += len(body)
        while self._bytes > self._most:
            self._bytes -= len(self._kept.popitem(last=False)[1])
        return body


def _is_packable(found: _Answer) -> bool:
    """Whether it is a whole file of text, and not a small one."""
    return (
        found.status == 200
        and compression.is_text(found.headers.get("content-type", ""))
        and "content-encoding" not in found.headers
        and int(found.headers.get("content-length", 0)) >= compression.LEAST_BYTES
    )


def _varying(send: Send) -> Send:
    """A `send` that says that the answer may be another for those who accept other encodings."""

    async def with_header(message: Message) -> None:
        if message["type"] == "http.response.start":
            _vary(MutableHeaders(scope=message))
        await send(message)

    return with_header


def _vary(headers: MutableHeaders) -> None:
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")


async def _send(scope: Scope, asked: Headers, found: _Answer, body: bytes, encoding: Encoding, send: Send) -> None:
    """The file in its encoding, or that the browser has it."""
    headers = found.headers
    name = headers.get("etag", "").removeprefix("W/").strip('"') or hashlib.sha256(body).hexdigest()[:16]
    headers["etag"] = f'"{name}-{encoding}"'
    _vary(headers)
    known = compression.is_known(asked.get("if-none-match", ""), headers["etag"])
    if known:
        del headers["content-length"]
        body = b""
    else:
        headers["content-encoding"] = encoding
        headers["content-length"] = str(len(body))
        body = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.start", "status": 304 if known else 200, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
