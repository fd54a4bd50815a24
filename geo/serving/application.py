"""All that `serve.py` puts around the page, in its order."""

import gc
import sys
from functools import cache
from typing import Any

import uvicorn.config
from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.http import h11_impl

from geo.export import formats  # noqa: F401
from geo.page import folium_map  # noqa: F401
from geo.serving import assets, frames, health, scripts, unfurl
from geo.serving.assets import Assets
from geo.serving.descriptors import Descriptors
from geo.serving.health import Unanswered, Watched
from geo.serving.messages import Messages
from geo.serving.ownership import Ownership
from geo.serving.requests import Requests
from geo.serving.run_limiter import RunLimiter
from geo.serving.session_expiry import SessionExpiry
from geo.serving.settings import Settings

# Folium, scenes and figures too: what the page takes long to import, or else all who come first wait a second for it.
# Not the page's own modules: their components have to be declared while the page runs.
from geo.session import draft_session  # noqa: F401
from geo.view import measurement  # noqa: F401

#: A request whose head is longer may be refused: room for the longest link, with `data` of 65,536 characters, and the
#: headers. Of its own accord uvicorn reads a link of more than 16 kB only if it happens to arrive in one piece.
HEAD_BYTES = 80_000
#: So long a thread of Python keeps the processor while others wait for it. Within a run of a few milliseconds the
#: threads that share it change some ten times; with Python's own 5 ms each change takes as long beside a dear run.
_SWITCH_S = 0.001
#: Cheap runs of the page's script at once: more of them only take the processor from each other.
_RUNS_AT_ONCE = 4
#: How often Python looks for garbage in circles, in new objects and in passes (see `gc.set_threshold`). With its own
#: 700, 10 and 10 it goes through all drafts of all visitors again and again, a quarter of a second each time in which
#: nobody is answered.
_GARBAGE = 20_000, 10, 20


def middleware(settings: Settings) -> list[Middleware]:
    """From the outermost inwards."""
    _trust(settings)
    scripts.take_turns(_turns())
    sys.setswitchinterval(_SWITCH_S)
    gc.set_threshold(*_GARBAGE)
    h11_impl.DEFAULT_MAX_INCOMPLETE_EVENT_SIZE = HEAD_BYTES  # type: ignore[attr-defined]
    frames.limit()
    base = _base()
    return [
        Middleware(Watched, unanswered=_unanswered(), base=base),
        Middleware(Requests, settings=settings, base=base),
        # Inside, so that its answers get their headers there too, and what is refused is not looked for.
        Middleware(Assets, files=assets.found(base), base=base),
        Middleware(Descriptors),
        Middleware(Messages, settings=settings),
        Middleware(Ownership),
        Middleware(SessionExpiry),
    ]


def routes(settings: Settings) -> list[BaseRoute]:
    """Addresses of our own."""
    return [
        *health.routes(_turns().longest_s, _unanswered().longest_s),
        *unfurl.routes(settings, _base()),
    ]


@cache
def _unanswered() -> Unanswered:
    return Unanswered()


@cache
def _turns() -> RunLimiter:
    return RunLimiter(_RUNS_AT_ONCE)


def _base() -> str:
    """The path below which the page is, without a slash at its end."""
    base = config.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def _trust(settings: Settings) -> None:
    """Let forwarded addresses count from the proxies of the setting only.

    uvicorn believes every process of the same machine, has read its own setting before a file that holds the app is
    imported, and wraps the app only afterwards: here is the one place to tell it.
    """

    # `Any`, as the type that uvicorn has for an app is private.
    def by_setting(app: Any, trusted_hosts: object) -> ProxyHeadersMiddleware:
        return ProxyHeadersMiddleware(app, trusted_hosts=list(settings.trusted_proxies))

    uvicorn.config.ProxyHeadersMiddleware = by_setting  # type: ignore[attr-defined,assignment]
