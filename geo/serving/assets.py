"""Static files: those that exist, each by the one spelling of its address, and packed once for all who ask for it.

Streamlit would look on the disk for whatever an address comes to, send its own scripts, three megabytes of a first
visit, as they are, and pack ours and those of the map's frame anew for each who asks.
"""

import asyncio
import importlib.util
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import anyio
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import NotModifiedResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.serving import compression, response_headers
from geo.serving.packing import Packing, Version
from geo.serving.settings import YEAR_S
from geo.view import basemap

FOLDERS = ("/static/", "/app/static/", "/component/")


class Asset(NamedTuple):
    """A file, and the headers of its own."""

    path: Path
    headers: Mapping[str, str]


def found(base: str = "") -> dict[str, Asset]:
    """All static files that a page needs, by their addresses as a browser sends them."""
    forever = {"Cache-Control": f"public, max-age={YEAR_S}, immutable"}  # their names have digests
    folders = (
        ("/static/", response_headers.INDEX.parent / "static", forever),
        ("/app/static/", basemap.STATIC, {"Access-Control-Allow-Origin": "*"}),  # for the frame, whose origin is null
        ("/component/streamlit_folium.st_folium/", _frame(), {"Cache-Control": "no-cache"}),
    )
    return {
        quote(f"{base}{address}{path.relative_to(folder).as_posix()}"): Asset(path, headers)
        for address, folder, headers in folders
        for path in folder.rglob("*")
        if path.is_file()
    }


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
            stat = asset.path.stat()
        except FileNotFoundError:  # since the start
            return PlainTextResponse("Not found.", 404)
        whole = FileResponse(asset.path, headers={**asset.headers, "Vary": "Accept-Encoding"}, stat_result=stat)
        encoding = compression.wanted(asked.get("accept-encoding", ""))
        packable = compression.is_text(whole.headers["content-type"]) and stat.st_size >= compression.LEAST_BYTES
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
            if not self._packing.has_room(version, stat.st_size):
                return whole
            body = await _unless_gone(receive, self._packing.packed(version, stat.st_size))
            if body is None:
                return None
        headers |= {"content-encoding": encoding, "content-length": str(len(body))}
        return Response(b"" if method == "HEAD" else body, headers=headers)


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
