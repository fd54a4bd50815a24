"""Which requests are answered, and with which headers."""

import asyncio

import pytest
from starlette.responses import PlainTextResponse

from geo.serving import response_headers
from geo.serving.requests import Requests
from geo.serving.response_headers import is_authority
from geo.serving.settings import Settings
from geo.view.basemap import version
from tests.serving import asked


def ask(app, path="/", method="GET", host="dateline.example", **others):
    return asyncio.run(asked.ask(app, path, method=method, host=host, **others))


def guarded(base="", **settings):
    return Requests(PlainTextResponse("inside"), Settings(**settings), base)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/upload_file/session/file",
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/script-health-check",
        "/_stcore/new-in-a-later-version",
        "/_stcore/stream",  # which is a websocket
        "/auth/login",
        "/oauth2callback",
        # Where Streamlit would answer with its own page.
        "/index.html",
        "/nothing",
        "/make/more",
        "/static/",
        "/unfurl/a",
        "/unfurl/a/b.png",
        "//",
        "/./",
        "/./make",
        "/x/../make",
        "/%2e/make",
        "/./static/js/a.js",
    ],
)
def test_what_no_page_needs_is_shut(path):
    answer = ask(guarded(), path)
    assert (answer.status, answer.body) == (404, b"There is no page at this address. The story is at /")
    answer = ask(guarded("/base"), f"/base{path}")
    assert (answer.status, answer.body) == (404, b"There is no page at this address. The story is at /base/")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "TRACE"])
def test_nothing_is_taken(method):
    answer = ask(guarded(), "/_stcore/upload_file/a/b", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("header", [{"content_length": "1"}, {"transfer_encoding": "chunked"}])
def test_request_that_brings_something_is_refused_and_nothing_more_is_read(header):
    answer = ask(guarded(), "/", **header)
    assert (answer.status, answer.headers["connection"]) == (405, "close")
    assert ask(guarded(), "/", content_length="0").status == 200


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/make", "/read", "/stories", "/unfurl/a.png", "/healthz", "/readyz", "/favicon.png", "/manifest.json"),
        *("/_stcore/health", "/_stcore/host-config", "/static/js/a.js", "/app/static/a/b.js", "/media/a"),
    ],
)
def test_what_a_page_needs_is_answered_with_the_headers(path):
    answer = ask(guarded(), path)
    assert answer.body == b"inside"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in answer.headers["permissions-policy"]
    scripts = answer.headers["content-security-policy"].partition("script-src ")[2].partition(";")[0]
    assert scripts.startswith("'self' blob: 'sha256-")
    assert "unsafe" not in scripts


def test_frame_of_the_map_is_sandboxed_and_may_load_from_the_host_that_was_asked_only():
    answer = ask(guarded(), "/component/streamlit_folium.st_folium/index.html", host="map.example:8501")
    said = answer.headers["content-security-policy"]
    assert said.startswith("sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; ")
    assert "allow-same-origin" not in said
    assert "connect-src http://map.example:8501;" in said


def test_hosts_that_are_not_allowed_get_nothing_but_what_probes_ask():
    app = guarded(allowed_hosts=("map.example", "*.paper.example"))
    for host in ("map.example", "MAP.example:443", "a.paper.example"):
        assert ask(app, host=host).body == b"inside"
    for host in (
        "evil.example",
        "map.example.evil.example",
        "paper.example",
        "a/b",
        "map.example:x",
        "map.example:99999",
        "",
    ):
        answer = ask(app, host=host)
        assert (answer.status, host in answer.body.decode()) == (421, not host)
    assert ask(app, "/healthz", host="10.1.2.3:8501").body == b"inside"


@pytest.mark.parametrize(
    "host",
    [
        *("a:0", "a:65536", "a:99999", "a:080", "a:", ":80", ".", "..", ".a", "a..b", "-a", "a-.b", "a" * 64, "a_b"),
        *(("a" * 49 + ".") * 5 + "abcd", "[1]", "[::1", "[::1%eth0]", "[::1]:65536", "[1::2::3]", "a\n", "[]"),
    ],
)
def test_what_is_no_host_or_no_port_is_answered_to_nobody(host):
    assert not is_authority(host)
    assert is_authority(("a" * 49 + ".") * 5 + "abc")
    assert ask(guarded(), host=host).status == 421


def test_a_host_that_is_none_gets_into_no_header():
    answer = ask(guarded(), "/component/x", host="a; script-src *")
    assert answer.status == 421


def test_only_who_came_by_tls_is_told_to_stay_with_it():
    assert "strict-transport-security" not in ask(guarded()).headers
    assert ask(guarded(), scheme="https").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in ask(guarded(hsts_s=0), scheme="https").headers


def test_frame_ancestors_are_those_of_the_setting_in_page_and_frame():
    app = guarded(frame_ancestors="https://paper.example")
    assert ask(app).headers["content-security-policy"].endswith("frame-ancestors https://paper.example")
    framed = ask(app, "/component/x").headers["content-security-policy"]
    assert framed.endswith("frame-ancestors http://dateline.example https://paper.example")


def test_static_files_are_kept_for_good_under_the_address_of_their_version_only():
    kept = "public, max-age=31536000, immutable"
    assert ask(guarded(), "/app/static/dateline/map/map.js", query=f"v={version()}").headers["cache-control"] == kept
    for query in ("", "v=00000000", f"v={version()}&x=1"):
        assert ask(guarded(), "/app/static/dateline/map/map.js", query=query).headers["cache-control"] == "no-cache"


def test_tiles_of_the_setting_may_be_asked_for(monkeypatch):
    monkeypatch.setenv("DATELINE_TILES_URL", "https://tiles.example:8443/a/{z}/{x}/{y}.png")
    monkeypatch.setenv("DATELINE_TILES_CREDIT", "T")
    monkeypatch.setenv("DATELINE_TILES_LINK", "https://tiles.example/")
    assert "connect-src 'self' https://tiles.example:8443;" in response_headers.of_page(Settings())
