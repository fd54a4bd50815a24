"""What a browser is told about the page: the content security policies and the other headers, and why.

The page's own policy lets scripts come from this server only, besides Streamlit's one inline script, named by its
hash. `blob:` is there because Streamlit imports the few words of each of our components from such an address. Styles
may stand in the page: Streamlit and Leaflet write them there; a style runs nothing.
"""

import base64
import hashlib
import ipaddress
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import streamlit

from geo.base.markup import Markup
from geo.serving.settings import Settings
from geo.view.basemap import tiles

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"

#: A script for the head of each page, before any other. A part of Streamlit's bundle would try WebAssembly, which the
#: policy refuses and reports, and does without where there is none. Another tells the page around, whosever that is, of
#: the title, each press and the height (by iframe-resizer), and does what it bids: for it there is no page around. And
#: of Back and Forward `static/dateline/page/address.js` hears first: for each, Streamlit would run the whole page.
PLAIN = Markup(
    "delete self.WebAssembly;self.parent=self;"
    'addEventListener("popstate",event=>{if(event.isTrusted&&'
    '!dispatchEvent(new Event("dateline-return",{cancelable:true})))event.stopImmediatePropagation()})'
)

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
#: As the Host header may have it, and a policy or an address may repeat it: labels as in RFC 1123, of 63 characters at
#: most and 253 in all, or an IPv6 address in brackets.
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_AUTHORITY = re.compile(
    rf"(?:(?=[^:]{{1,253}}(?:\Z|:)){_LABEL}(?:\.{_LABEL})*+\.?|\[(?P<ip>[0-9a-f:.]+)\])(?::(?P<port>[1-9][0-9]{{0,4}}))?",
    re.IGNORECASE | re.ASCII,
)
_MAX_PORT = 65_535

# Nothing of it is needed, so no script that got in could use it.
_PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "midi=(), payment=(), usb=(), clipboard-write=(self), fullscreen=(self)"
)


def is_authority(host: str) -> bool:
    """Whether a text is a host, with or without a port, and nothing else.

    >>> [is_authority(host) for host in ("a.example:8501", "[::1]", "a.example:65536", "a..example", "[::1::2]", "a/b")]
    [True, True, False, False, False, False]
    """
    match = _AUTHORITY.fullmatch(host)
    return match is not None and int(match["port"] or 1) <= _MAX_PORT and (match["ip"] is None or _is_ipv6(match["ip"]))


def _is_ipv6(address: str) -> bool:
    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return False
    return True


@cache
def _hashes() -> str:
    scripts = [PLAIN, *_INLINE.findall(INDEX.read_text())]
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _joined(**directives: str) -> str:
    return "; ".join(f"{name.replace('_', '-')} {value}".strip() for name, value in directives.items())


def of_page(settings: Settings) -> str:
    """The policy of everything but the map's frame."""
    provider = urlsplit(tiles().url)
    return _joined(
        default_src="'none'",
        script_src=f"'self' blob: {_hashes()}",
        style_src="'self' 'unsafe-inline'",
        img_src="'self' data: blob:",
        font_src="'self' data:",
        # The page fetches the tiles for the map's frame, whose requests would carry no Referer.
        connect_src=f"'self' {provider.scheme}://{provider.netloc}",
        frame_src="'self'",
        manifest_src="'self'",
        media_src="'self'",
        base_uri="'self'",
        form_action="'none'",
        frame_ancestors=settings.frame_ancestors,
    )


def of_frame(settings: Settings, host: str, scheme: str) -> str:
    """The policy of the map's frame: a sandbox, so an origin of its own, which 'self' does not match.

    streamlit-folium runs the map's script as an inline one. It is a constant (`geo.page.folium_map`).
    """
    own = f"{scheme}://{host}"
    return _joined(
        sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox",
        default_src="'none'",
        script_src=f"{own} 'unsafe-inline'",
        style_src=f"{own} 'unsafe-inline'",
        img_src=f"{own} data: blob:",
        font_src=f"{own} data:",
        connect_src=own,
        base_uri="'none'",
        form_action="'none'",
        frame_ancestors=f"{own} {settings.frame_ancestors}" if settings.frame_ancestors != "'none'" else own,
    )


def headers(settings: Settings, page: str, *, path: str, host: str, scheme: str) -> dict[str, str]:
    """The headers of an answer, by the path below the page's base, the host that was asked, and http or https.

    `page` is the policy of the page, which is the same for every answer.
    """
    framed = path.startswith("/component/")
    found = {
        "Content-Security-Policy": of_frame(settings, host, scheme) if framed else page,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": _PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if scheme == "https" and settings.hsts_s:
        found["Strict-Transport-Security"] = f"max-age={settings.hsts_s}"
    return found
