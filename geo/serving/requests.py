"""What is asked by HTTP: which hosts, addresses and methods are answered, and the headers of every answer."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.serving import link_summary, response_headers
from geo.serving.settings import YEAR_S, Settings
from geo.view.basemap import version

_METHODS = ("GET", "HEAD", "OPTIONS")
_FONT_S = 604_800
#: Asked by what looks after the process, by whatever name or number it has for the machine.
PROBES = ("/healthz", "/readyz")
# Streamlit's other routes take uploads, tell figures, or serve programs; and at any address that it does not know it
# answers with its own page, which talks to other sites (`response_headers.PLAIN`).
_OPEN = re.compile(
    rf"{'|'.join(PROBES)}|/?|/({'|'.join(link_summary.PAGES)})/?|/unfurl/[^/]+\.png|/_stcore/(health|host-config)"
    r"|/(static|app/static|component|media)/.+|/favicon\.png|/manifest\.json",
    re.DOTALL,
)


def is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header is one that the server answers to.

    >>> [is_allowed(host, ("a.example", "*.b.example")) for host in ("A.example:80", "b.example", "x.b.example", "a/b")]
    [True, False, True, False]
    """
    if not response_headers.is_authority(host):
        return False
    name = host.lower() if host.endswith("]") else host.lower().rpartition(":")[0] or host.lower()
    return not allowed or any(name.endswith(one[1:]) if one.startswith("*.") else name == one for one in allowed)


def is_open(path: str) -> bool:
    """Whether there is anything for a reader at an address below the base of the page.

    >>> [is_open(path) for path in ("/make", "/static/js/a.js", "/_stcore/metrics", "/_stcore/upload_file/a/b", "/a")]
    [True, True, False, False, False]
    """
    return bool(_OPEN.fullmatch(path))


def has_body(scope: Scope) -> bool:
    """Whether a request brings anything: no page's does."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


class Requests:
    """ASGI middleware around everything: refuses, or lets in and puts headers on the answer."""

    def __init__(self, app: ASGIApp, settings: Settings, base: str = "") -> None:
        self._app, self._settings, self._base = app, settings, base
        self._policy = response_headers.of_page(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or open a websocket."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        path = scope["path"].removeprefix(self._base)
        host = Headers(scope=scope).get("host", "")
        if path not in PROBES and not is_allowed(host, self._settings.allowed_hosts):
            return await PlainTextResponse("This server has no page under that host name.", 421)(scope, receive, send)
        if scope["type"] == "websocket":
            return await self._app(scope, receive, send)

        own = response_headers.headers(self._settings, self._policy, path=path, host=host, scheme=scope["scheme"])

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(own)
                if path.startswith("/app/static/"):
                    headers["Cache-Control"] = _caching(path, scope["query_string"])
            await send(message)

        if scope["method"] not in _METHODS or has_body(scope):
            # Or uvicorn would go on reading what is sent, however long it takes.
            headers = {"Allow": ", ".join(_METHODS), "Connection": "close"}
            return await PlainTextResponse("Nothing is taken here.", 405, headers=headers)(scope, receive, with_headers)
        if not is_open(path):
            missing = f"There is no page at this address. The story is at {self._base}/"
            return await PlainTextResponse(missing, 404)(scope, receive, with_headers)
        return await self._app(scope, receive, with_headers)


def _caching(path: str, query: bytes) -> str:
    """For how long a browser keeps a static file: for good under the address that names this version of it."""
    if query == f"v={version()}".encode():
        return f"public, max-age={YEAR_S}, immutable"
    # Style sheets name them without a version; one that is some days old does no harm.
    return f"public, max-age={_FONT_S}" if path.endswith(".woff2") else "no-cache"
