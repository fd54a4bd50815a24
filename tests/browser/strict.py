"""The page under the policies that a hardened server would send; `streamlit run` serves it for the browser tests."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware

_INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
_INLINE = [
    f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    for script in re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", _INDEX, re.DOTALL)
]


class Policy:
    """Adds the policies: a strict one to the page, a sandbox to the map's frame."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        host = dict(scope["headers"])[b"host"].decode()
        if scope["path"].startswith("/component/"):
            # The sandbox gives the frame an origin of its own, which 'self' does not match.
            policy = (
                "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; "
                f"script-src http://{host} 'unsafe-inline'"
            )
        else:
            policy = f"script-src 'self' blob: {' '.join(_INLINE)}; object-src 'none'; base-uri 'self'"

        async def with_policy(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = policy
            await send(message)

        return await self.app(scope, receive, with_policy)


app = st.App(str(Path(__file__).resolve().parents[2] / "app.py"), middleware=[Middleware(Policy)])
