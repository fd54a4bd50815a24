"""Static files: those that exist, each by the one spelling of its address, and packed once for all who ask for it.

Streamlit would look on the disk for whatever an address comes to, send its own scripts, three megabytes of a first
visit, as they are, and pack ours and those of the map's frame anew for each who asks.
"""

import asyncio
import hashlib
import importlib.util
import mimetypes
from collections.abc import Awaitable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.base.markup import Markup
from geo.serving import compression, response_headers
from geo.serving.packing import Packing, Version
from geo.serving.settings import YEAR_S
from geo.view import basemap, modules

FOLDERS = ("/static/", "/app/static/", "/component/")


class Asset(NamedTuple):
    """A file, the headers of its own, and its bytes where they are not those on the disk."""

    path: Path
    headers: Mapping[str, str]
    body: bytes | None = None

    def read(self) -> bytes:
        """The bytes that are served. Raises `FileNotFoundError`."""
        return self.path.read_bytes() if self.body is None else self.body


def found(base: str = "") -> dict[str, Asset]:
    """All static files that a page needs, by their addresses as a browser sends them."""
    forever = {"Cache-Control": f"public, max-age={YEAR_S}, immutable"}  # their names have digests
    folders = (
        ("/static/", response_headers.INDEX.parent / "static", forever),
        ("/app/static/", basemap.STATIC, {"Access-Control-Allow-Origin": "*"}),  # for the frame, whose origin is null
        ("/component/streamlit_folium.st_folium/", _frame(), {"Cache-Control": "no-cache"}),
    )
    return {
        quote(f"{base}{address}{path.relative_to(folder).as_posix()}"): Asset(path, headers, _body(path, base))
        for address, folder, headers in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


def _body(path: Path, base: str) -> bytes | None:
    """The bytes of a file that is served otherwise than it is.

    Our modules name each other with the version, and the frame asks for its own at once.
    """
    if path.suffix == ".js" and path.is_relative_to(modules.PAGE.parents[1]):
        return modules.versioned(modules.text(path)).encode()
    if path == _frame() / "index.html":
        return path.read_text().replace("</title>", f"</title>{preloads(modules.MAP, base)}", 1).encode()
    return None


def preloads(module: Path, base: str) -> Markup:
    """Links for the head of a page that needs a module: a browser asks for all of its modules at once, and early."""
    files = [modules.START, *modules.needed(module)]
    link = Markup('<link rel="modulepreload" href="{}/{}">')
    return Markup("\n    ").join(link.format(base, modules.address(file)) for file in files)


@cache
def _frame() -> Path:
    """The files of the map's frame. Raises `ModuleNotFoundError` where streamlit-folium is not installed."""
    spec = importlib.util.find_spec("streamlit_folium")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("streamlit-folium is not installed; requirements.txt has it")
    return Path(spec.origin).parent / "frontend" / "build"


class Assets:
    """ASGI middleware for static files, by address. Another address below their folders is refused unread."""

    def __init__(
        self, app: ASGIApp, files: Mapping[str, Asset], base: str = "", packing: Packing | None = None
    ) -> None:
        self._app, self._files = app, files
        self._folders = tuple(f"{base}{folder}" for folder in FOLDERS)
        self._packing = packing or Packing()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file, refuse, or let pass what is none."""
        if scope["type"] != "http" or not scope["path"].startswith(self._folders):
            return await self._app(scope, receive, send)
        # As it was sent: in `path` quoted signs are unquoted, so many addresses come to one.
        asset = self._files.get(scope["raw_path"].decode("latin-1"))
        if asset is None:
            return await PlainTextResponse("Not found.", 404)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD"):
            return await self._app(scope, receive, send)
        if await _has_left(receive):
            return
        response = await self._response(asset, scope["method"], Headers(scope=scope), receive)
        if response is not None:
            await response(scope, receive, send)

    async def _response(self, asset: Asset, method: str, asked: Headers, receive: Receive) -> Response | None:
        """The file in the encoding that is liked best, or as it is; that the browser has it; None if that has gone."""
        try:
            whole = _whole(asset)
        except FileNotFoundError:  # since the start
            return PlainTextResponse("Not found.", 404)
        size = int(whole.headers["content-length"])
        encoding = compression.wanted(asked.get("accept-encoding", ""))
        packable = compression.is_text(whole.headers["content-type"]) and size >= compression.LEAST_BYTES
        known = asked.get("if-none-match", "")
        if encoding is None or "range" in asked or not packable:
            return NotModifiedResponse(whole.headers) if compression.is_known(known, whole.headers["etag"]) else whole
        mark = whole.headers["etag"].strip('"')
        headers = {**whole.headers, "etag": f'"{mark}-{encoding}"'}
        if compression.is_known(known, headers["etag"]):
            return NotModifiedResponse(Headers(headers))
        version = Version(asset.path, encoding, mark)
        body = self._packing.kept(version)
        if body is None:
            if not self._packing.has_room(version, size):
                return whole
            body = await _unless_gone(receive, self._packing.packed(version, size, asset.read))
            if body is None:
                return None
        headers |= {"content-encoding": encoding, "content-length": str(len(body))}
        return Response(b"" if method == "HEAD" else body, headers=headers)


def _whole(asset: Asset) -> Response:
    """A file as it is. Raises `FileNotFoundError`."""
    headers = {**asset.headers, "Vary": "Accept-Encoding"}
    if asset.body is None:
        return FileResponse(asset.path, headers=headers, stat_result=asset.path.stat())
    headers["ETag"] = f'"{hashlib.sha256(asset.body).hexdigest()[:16]}"'
    return Response(asset.body, headers=headers, media_type=mimetypes.guess_type(asset.path)[0])


async def _unless_gone(receive: Receive, packing: Awaitable[bytes]) -> bytes | None:
    """What comes of the packing; None as soon as the browser has hung up."""
    body = None
    async with anyio.create_task_group() as group:

        async def leave() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass
            group.cancel_scope.cancel()

        group.start_soon(leave)
        body = await packing
        group.cancel_scope.cancel()
    return body


async def _has_left(receive: Receive) -> bool:
    """Whether the browser has hung up already."""
    await asyncio.sleep(0)  # for the turn of the loop in which it is heard
    with anyio.move_on_after(0):
        while (await receive())["type"] != "http.disconnect":
            pass
        return True
    return False
