"""A served page under attack, over real sockets: what gets an answer, what is cut off, and that others read on."""

import contextlib
import os
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn.config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from geo.base.origin import origin
from geo.serving import application, settings
from geo.serving.session_expiry import session_of
from tests.server import Server, serving

# Of the machine that the tests run on, and of the project: neither is anybody's to read.
SECRETS = (b"root:", b"[server]", b"import streamlit", b"geo.serving")
OUT = ("..", "%2e%2e", "%252e%252e", "..%2f", "%2e%2e%5c", "..\\", "....//", "..;", "%c0%ae%c0%ae", ".%00.")
ROOTS = ("app/static", "media", "component/streamlit_folium.st_folium", "static", "_stcore", "story.png", "")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    # Few connections, so that those above are seen.
    with serving("serve.py", DATELINE_ADDRESS_CONNECTIONS="25", DATELINE_ALLOWED_HOSTS="127.0.0.1") as running:
        with _page(running) as line:  # what the first visitor loads is no growth
            _run(line)
        yield running


@pytest.fixture(autouse=True)
def _serves_on(server):
    before = _memory_mb(server)
    yield
    assert _status(server, "GET /healthz HTTP/1.1", "Host: 127.0.0.1") == 200
    assert _memory_mb(server) < before + 60
    log = server.log()
    assert "Traceback" not in log, log


def _memory_mb(server: Server) -> float:
    return int(Path(f"/proc/{server.pid}/statm").read_text().split()[1]) * 4096 / 1e6


def _raw(server: Server, sent: bytes, patience_s: float = 5) -> bytes:
    """All that the server says to these bytes until it hangs up, or to the end of the headers and a first piece."""
    place = urlsplit(server.address)
    heard = b""
    with socket.create_connection((place.hostname, place.port), timeout=patience_s) as line:
        with contextlib.suppress(OSError):
            line.sendall(sent)
        with contextlib.suppress(OSError):
            while piece := line.recv(65_536):
                heard += piece
    return heard


def _get(server: Server, path: str) -> bytes:
    return _raw(server, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())


def _status(server: Server, *lines: str) -> int:
    heard = _raw(server, "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1"))
    return int(heard.split(b" ", 2)[1]) if heard else 0


def test_no_path_leads_out_of_what_is_served(server):
    found = set()
    for root, out in product(ROOTS, OUT):
        for way in (f"{out}/serve.py", f"{out}/{out}/serve.py", f"{'/'.join([out] * 9)}/etc/passwd"):
            heard = _get(server, f"/{root}/{way}")
            assert not any(secret in heard for secret in SECRETS), (root, way)
            found.add(int(heard.split(b" ", 2)[1]))
    assert found <= {200, 400, 403, 404}  # 200 is the page itself, which answers where there is no file


@pytest.mark.parametrize("path", ["/app/static/dateline", "/app/static/", "/app/static/../../serve.py", "//etc/passwd"])
def test_no_folder_is_listed_and_no_absolute_path_opened(server, path):
    heard = _get(server, path)
    assert b"page.js" not in heard
    assert not any(secret in heard for secret in SECRETS)


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        (["GET /?" + "q=" + "x" * 600_000 + " HTTP/1.1", "Host: 127.0.0.1"], {0, 400, 414, 431}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1", "X: " + "x" * 600_000], {0, 400, 431}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1", *(f"X{i}: y" for i in range(50_000))], {0, 400, 431}),
        (["GET /"], {400}),
        (["\0\x16\x03\x01 nothing of HTTP"], {400}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1", "Transfer-Encoding: chunked", "Content-Length: 4"], {400, 405}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1", "Host: evil.example"], {400, 421}),
        (["GET / HTTP/1.1", "Host: evil.example"], {421}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1@evil.example"], {400, 421}),
        (["GET / HTTP/1.1", "Host: 127.0.0.1/x"], {400, 421}),
        (["GET / HTTP/1.1"], {400, 421}),
        (["POST / HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 99999999999"], {405}),
        (["PUT /_stcore/upload_file/a/b HTTP/1.1", "Host: 127.0.0.1", "Content-Length: 5"], {405}),
        (["CONNECT 10.0.0.1:22 HTTP/1.1", "Host: 127.0.0.1"], {400, 405}),
        (["GET http://10.0.0.1/ HTTP/1.1", "Host: 127.0.0.1"], {200, 400, 404}),
        (["GET /x%0d%0aSet-Cookie:%20a=b HTTP/1.1", "Host: 127.0.0.1"], {200, 404}),
    ],
)
def test_oversized_and_malformed_requests_are_refused_and_others_read_on(server, lines, answers):
    assert _status(server, *lines) in answers


def test_metrics_are_not_told_by_any_spelling_of_their_address(server):
    for path in (
        "/_stcore/metrics",
        "/%5fstcore/metrics",
        "//_stcore/metrics",
        "/./_stcore/metrics",
        "/x/../_stcore/metrics",
    ):
        heard = _get(server, path)
        assert b"session_events" not in heard
        assert b"# HELP" not in heard


def test_no_line_break_of_an_address_gets_into_the_headers(server):
    heard = _get(server, "/x%0d%0aX-Own:%20yes?y=%0d%0aX-Own:%20yes")
    assert b"x-own" not in heard.split(b"\r\n\r\n")[0].lower()


# ---- websockets


def _page(server: Server, *said: str, **headers: str) -> ClientConnection:
    """A connection as a page opens it, with what else it says among the subprotocols."""
    address = server.address.replace("http", "ws") + "_stcore/stream"
    protocols = [Subprotocol(each) for each in ("streamlit", *said)]
    return connect(address, subprotocols=protocols, additional_headers=headers, max_size=None, close_timeout=0.2)


def _rerun(query: str = "") -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


def _closed_by(line: ClientConnection) -> int:
    try:
        while True:
            line.recv(timeout=20)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (b"x" * 10_000_000, 1009),
        (_rerun("x" * 900_000), 1009),
        (b"\xff" * 1_000, 1007),
        ("text", 1003),
    ],
    ids=["10 MB", "a query of 900 kB", "no message", "text"],
)
def test_message_that_no_page_sends_ends_its_connection_only(server, sent, code):
    with _page(server) as other, _page(server) as line:
        with contextlib.suppress(ConnectionClosed):
            line.send(sent)
        assert _closed_by(line) in (code, 1006)  # the latter where it is cut off while it is sent
        other.send(_rerun())
        assert other.recv(timeout=20)


def test_message_of_200_mb_is_cut_off_at_its_beginning(server):
    with _page(server) as line, contextlib.suppress(ConnectionClosed):
        line.send(b"x" * 200_000_000)
        assert _closed_by(line) in (1006, 1009)


def test_query_of_60_kb_is_a_page_like_any_other(server):
    with _page(server) as line:
        line.send(_rerun("from=" + "%00" * 20_000))
        assert line.recv(timeout=20)


def test_more_connections_of_one_address_than_there_may_be_are_turned_away(server):
    with contextlib.ExitStack() as open_lines:
        for _ in range(25):
            open_lines.enter_context(_page(server))
        with pytest.raises(InvalidStatus) as refused:
            _page(server)
        assert refused.value.response.status_code == 503
        # Whatever it says of itself: nobody is trusted here to speak for others.
        for forged in ("203.0.113.1", "203.0.113.1, 127.0.0.1", "garbage", "'", "::1", "203.0.113.2, " * 20):
            with pytest.raises(InvalidStatus):
                _page(server, **{"X-Forwarded-For": forged, "X-Real-IP": forged, "Forwarded": f"for={forged[:20]}"})


def test_flood_of_one_connection_waits_in_its_own_buffers_and_others_have_their_answers(server):
    """A client that never pauses: the server takes 30 messages and then 6 a second, and TCP holds it up."""
    with _page(server) as honest, _page(server) as flooding:
        quiet = [_run(honest) for _ in range(8)]
        sent, ended = 0, threading.Event()

        def flood() -> None:
            nonlocal sent
            with contextlib.suppress(ConnectionClosed):
                while not ended.is_set():
                    flooding.send(_rerun("event=geneva&x=" + "x" * 16_000))
                    sent += 1

        thread = threading.Thread(target=flood)
        thread.start()
        pressed = [_run(honest) for _ in range(15)]
        while sum(pressed) < 2:
            pressed.append(_run(honest))
        ended.set()
        flooding.socket.shutdown(socket.SHUT_RDWR)
        thread.join()
        assert sent < 1_000
        assert statistics.median(pressed) < statistics.median(quiet) * 3 + 0.1, (quiet, pressed)


def _run(line: ClientConnection) -> float:
    """The seconds that a run of the page takes, as whoever asks for it sees them."""
    start = time.perf_counter()
    line.send(_rerun())
    while ForwardMsg.FromString(line.recv(timeout=20)).WhichOneof("type") != "script_finished":
        pass
    return time.perf_counter() - start


def _session(line: ClientConnection) -> str:
    """The session that a connection has, by the page's first message."""
    line.send(_rerun())
    while not (session := session_of(line.recv(timeout=20))):
        pass
    return session


def test_id_of_a_session_alone_takes_it_from_nobody_and_its_own_browser_gets_it_back(server):
    token, other = os.urandom(16), os.urandom(16)

    def page(token: bytes, session: str = "") -> ClientConnection:
        cookie = f"_streamlit_xsrf={generate_xsrf_token_string(token)}"
        return _page(server, *filter(None, ["token", session]), Cookie=cookie)

    with page(token) as owner:
        session = _session(owner)
        with page(other, session) as thief, _page(server, "token", session) as bare:
            assert session not in (_session(thief), _session(bare))
        assert _session(owner) == session
        with page(token, session) as again:  # the same browser, whose old connection is not known to be gone
            assert _session(again) == session


@pytest.mark.parametrize(
    ("trusted", "forwarded", "counted_as"),
    [
        ("", "203.0.113.9", "127.0.0.1"),
        ("192.0.2.1", "203.0.113.9", "127.0.0.1"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.0/8", "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # the first is what the visitor has made up
        ("127.0.0.1", "198.51.100.7, 127.0.0.1", "198.51.100.7"),
        ("127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
        ("127.0.0.1", "garbage", ""),
    ],
)
def test_forwarded_address_counts_from_trusted_proxies_only(trusted, forwarded, counted_as, monkeypatch):
    """As uvicorn puts it round all of ours: who is counted when a proxy, trusted or not, says who asks."""
    monkeypatch.setattr(uvicorn.config, "ProxyHeadersMiddleware", None)
    application.middleware(settings.read({"DATELINE_TRUSTED_PROXIES": trusted}))
    counted = []

    async def counting(scope, receive, send):
        counted.append(origin(scope["client"][0]))

    async def nothing(*_):
        return {}

    scope = {"type": "websocket", "scheme": "ws", "path": "/", "client": ("127.0.0.1", 40000)}
    scope["headers"] = [(b"x-forwarded-for", forwarded.encode())]
    asked = uvicorn.config.ProxyHeadersMiddleware(counting, "*")(scope, nothing, nothing)
    with pytest.raises(StopIteration):  # it waits for nothing, so it needs no loop
        asked.send(None)
    assert counted == [counted_as]
