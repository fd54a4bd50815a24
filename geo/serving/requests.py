"""What is asked by HTTP: which hosts, addresses and methods are answered, and the headers of every answer."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.basemap import version
from geo.serving import policy
from geo.serving.settings import YEAR_S, Settings

#: Of Streamlit's own routes those that a page needs. The others take uploads, tell figures, or serve programs.
_CORE = ("/_stcore/health", "/_stcore/host-config", "/_stcore/stream")
_CLOSED = ("/_stcore/", "/auth/", "/oauth2callback")
_METHODS = ("GET", "HEAD", "OPTIONS")
_FONT_S = 604_800
#: Asked by what looks after the process, by whatever name or number it has for the machine.
PROBES = ("/healthz", "/readyz")


def is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """Whether a Host header is one that the server answers to.

    >>> [is_allowed(host, ("a.example", "*.b.example")) for host in ("A.example:80", "b.example", "x.b.example", "a/b")]
    [True, False, True, False]
    """
    if not policy.is_authority(host):
        return False
    name = host.lower() if host.endswith("]") else host.lower().rpartition(":")[0] or host.lower()
    return not allowed or any(name.endswith(one[1:]) if one.startswith("*.") else name == one for one in allowed)


def is_closed(path: str) -> bool:
    """Whether an address of Streamlit's stays shut.

    >>> [is_closed(path) for path in ("/_stcore/metrics", "/_stcore/upload_file/a/b", "/_stcore/health", "/make")]
    [True, True, False, False]
    """
    return path.startswith(_CLOSED) and path not in _CORE


class Requests:
    """ASGI middleware around everything: refuses, or lets in and puts headers on the answer."""

    def __init__(self, app: ASGIApp, settings: Settings, base: str = "") -> None:
        self._app, self._settings, self._base = app, settings, base
        self._policy = policy.of_page(settings)

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

        own = policy.headers(self._settings, self._policy, path=path, host=host, scheme=scope["scheme"])

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(own)
                if path.startswith("/app/static/"):
                    headers["Cache-Control"] = _caching(path, scope["query_string"])
            await send(message)

        if scope["method"] not in _METHODS:
            refused = PlainTextResponse("Nothing is taken here.", 405, headers={"Allow": ", ".join(_METHODS)})
            return await refused(scope, receive, with_headers)
        if is_closed(path):
            return await PlainTextResponse("Not found.", 404)(scope, receive, with_headers)
        return await self._app(scope, receive, with_headers)


def _caching(path: str, query: bytes) -> str:
    """For how long a browser keeps a static file: for good under the address that names this version of it."""
    if query == f"v={version()}".encode():
        return f"public, max-age={YEAR_S}, immutable"
    # Style sheets name them without a version; one that is some days old does no harm.
    return f"public, max-age={_FONT_S}" if path.endswith(".woff2") else "no-cache"
