"""A file from another server: what is never asked for, and each way for an answer to be slow, large or unsafe."""

import gzip
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from geo.library import remote
from geo.library.remote import Fetcher, RemoteError, is_public
from geo.story.strict_json import MAX_SIZE

CERTIFICATE = Path(__file__).with_name("server.pem")  # for good.example and elsewhere.example
FILE = b'{"type": "FeatureCollection"}'


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.names = sorted(self.headers.keys())  # each as often as it came
        kind, _, rest = self.path.partition("?")[0].strip("/").partition("/")
        getattr(self, f"send_{kind}", self.send_nothing)(rest)

    def answer(self, status: int = 200, body: bytes = FILE, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Length": str(len(body))} | headers).items():
            if value:
                self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def send_story(self, _: str) -> None:
        self.answer(Set_Cookie="a=b")

    def send_nothing(self, _: str) -> None:
        self.answer(404, b"")

    def send_to(self, address: str) -> None:
        self.answer(302, b"", Location=address.replace("~", "/"))

    def send_moved(self, status: str) -> None:
        self.answer(int(status), b"", Location="/story")

    def send_loop(self, count: str) -> None:
        self.answer(302, b"", Location=f"/loop/{int(count) - 1}" if int(count) else "/story")

    def send_announced(self, _: str) -> None:
        self.answer(body=b"", Content_Length=str(MAX_SIZE + 1))

    def send_endless(self, _: str) -> None:
        self.answer(body=b"", Content_Length="")
        for _ in range(MAX_SIZE // 65_536 + 1):
            self.wfile.write(b" " * 65_536)

    def send_full(self, _: str) -> None:
        self.answer(body=b" " * MAX_SIZE)

    def send_bomb(self, _: str) -> None:
        self.answer(body=gzip.compress(b" " * MAX_SIZE), Content_Encoding="gzip")

    def send_short(self, _: str) -> None:
        self.answer(Content_Length=str(len(FILE) + 1))

    def send_drip(self, where: str) -> None:
        if where == "body":
            self.answer(body=b"", Content_Length="1000")
        for _ in range(20):
            time.sleep(0.1)
            self.wfile.write(b" " if where == "body" else b"H")
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.names: list[str] = []
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, *_: object) -> None:
        """Who hangs up on these answers does so on purpose."""


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def server(running: Server) -> Server:
    running.asked.clear()
    return running


PUBLIC, INNER = "127.0.0.1", "127.0.0.2"  # here: all but the first is taken for what it is


def fetcher(server: Server, **options: object) -> Fetcher:
    """One that finds good.example at the server here, inner.example in an inner network, and takes nothing else."""
    addresses = {"good.example": [PUBLIC], "elsewhere.example": [PUBLIC], "wrong.example": [PUBLIC]}
    addresses |= {"inner.example": [INNER], "mixed.example": [PUBLIC, INNER], "empty.example": []}
    plain: dict[str, object] = {
        "sources": "good.example, elsewhere.example, wrong.example, inner.example, mixed.example, empty.example",
        "resolve": addresses.__getitem__,
        "is_public": lambda address: address == PUBLIC or is_public(address),
        "port": server.server_port,
        "context": ssl.create_default_context(cafile=CERTIFICATE),
    }
    return Fetcher(**plain | options)


def test_file_of_a_listed_host_is_fetched_with_nothing_of_the_visitor(server):
    assert fetcher(server).fetch("https://good.example/story?v=1#part") == FILE
    ((path, headers),) = server.asked
    assert path == "/story?v=1"
    assert server.names == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert (headers["Host"], headers["Accept-Encoding"]) == ("good.example", "identity")


def test_proxy_of_the_environment_is_not_used(server, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetcher(server).fetch("https://good.example/story") == FILE


@pytest.mark.parametrize(
    "address",
    [
        *("", "story", "http://good.example/story", "file:///etc/passwd", "//good.example/story", "https:good.example"),
        *("https://unlisted.example/story", "https://good.example.unlisted.example/", "https://xgood.example/"),
        *("https://good.example:8443/story", "https://good.example:0/", "https://good.example:x/"),
        *("https://me@good.example/", "https://me:word@good.example/", "https://good.example@unlisted.example/"),
        *(
            "https://good.example\\@unlisted.example/",
            "https://unlisted.example\\.good.example/",
            "https://good.example./",
        ),
        *("https://127.0.0.1/", "https://[::1]/", "https://2130706433/", "https://0x7f.1/", "https://localhost/"),
        *(
            "https://good.example/a b",
            "https://good.example/a\r\nHost: x",
            "https://good.example/ä",
            "https://göod.example/",
        ),
        *(" https://good.example/story", "https://good.example/" + "x" * 2000, "https://[good.example/", "https://"),
    ],
)
def test_address_that_is_not_plainly_one_of_a_listed_host_is_not_asked_for(server, address):
    with pytest.raises(RemoteError, match="does not read stories from that address"):
        fetcher(server, resolve=pytest.fail).fetch(address)
    assert server.asked == []


def test_no_host_is_listed_unless_the_setting_lists_it():
    with pytest.raises(RemoteError, match="does not read stories from that address"):
        remote.read("https://good.example/story", {})


@pytest.mark.parametrize(
    "address",
    [
        *(
            "0.0.0.0",  # noqa: S104
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.2.1",
            "192.168.1.1",
        ),
        *(
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "fe80::1",
            "fe80::1%eth0",
        ),
        *("fc00::1", "fd12::1", "ff02::1", "fec0::1", "2001:db8::1", "::ffff:10.0.0.1", "::ffff:8.8.8.8"),
        *(
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
            "64:ff9b:1::1",
            "2002:7f00:1::",
            "2001:0:4136:e378::",
            "",
            "good.example",
        ),
        *("192.0.0.8", "192.0.0.9", "192.0.0.192", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1"),
        *("168.63.129.16", "100.100.100.200", "fd00:ec2::254", "3fff::1", "3fff:fff::1", "5f00::1", "100::1"),
        *("2001:2::1", "2001:1::1", "2001:20::1", "2620:4f:8000::1", "100:0:0:1::1", "4000::1", "::8.8.8.8"),
    ],
)
def test_address_of_an_inner_network_or_of_a_gateway_to_one_is_not_public(address):
    assert not is_public(address)


def test_address_of_the_internet_is_public():
    assert is_public("8.8.8.8")
    assert is_public("2606:4700::1111")
    assert is_public("192.0.1.1")
    assert is_public("168.63.129.17")
    assert is_public("2001:4860:4860::8888")


@pytest.mark.parametrize("host", ["inner.example", "mixed.example", "empty.example"])
def test_host_with_any_inner_address_cannot_be_reached_and_nobody_is_told_why(server, host):
    with pytest.raises(RemoteError) as refused:
        fetcher(server).fetch(f"https://{host}/story")
    assert str(refused.value) == f"{host} cannot be reached just now"
    assert server.asked == []


def test_name_is_looked_up_once_and_the_connection_goes_to_the_address_that_was_looked_at(server):
    answers = iter([[PUBLIC], [INNER]])
    assert fetcher(server, resolve=lambda host: next(answers)).fetch("https://good.example/story") == FILE
    assert next(answers) == [INNER]


def test_next_address_is_tried_where_the_first_does_not_answer(server):
    trying = fetcher(server, resolve=lambda host: [INNER, PUBLIC], is_public=lambda address: True)
    assert trying.fetch("https://good.example/story") == FILE


@pytest.mark.parametrize("address", ["/story", "https://elsewhere.example/story"])
def test_redirect_to_a_listed_host_is_followed(server, address):
    assert fetcher(server).fetch(f"https://good.example/to/{address.replace('/', '~')}") == FILE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_each_status_that_names_another_address_is_followed(server, status):
    assert fetcher(server).fetch(f"https://good.example/moved/{status}") == FILE


@pytest.mark.parametrize("status", [300, 304, 305, 309])
def test_no_other_status_is(server, status):
    with pytest.raises(RemoteError):
        fetcher(server).fetch(f"https://good.example/moved/{status}")


def test_address_has_2000_characters_at_most(server):
    address = "https://good.example/story?".ljust(2_000, "x")
    assert fetcher(server).fetch(address) == FILE
    with pytest.raises(RemoteError, match="does not read stories from that address"):
        fetcher(server).fetch(f"{address}x")


def test_nobody_waits_longer_than_five_seconds():
    assert Fetcher("good.example")._patience_s == 5


@pytest.mark.parametrize(
    "address",
    [
        *("http://good.example/story", "https://unlisted.example/", "https://127.0.0.1/", "https://good.example:8443/"),
        *("file:///etc/passwd", "https://me@good.example/", "//unlisted.example/"),
    ],
)
def test_redirect_is_held_to_the_same_rules(server, address):
    with pytest.raises(RemoteError, match="does not read stories from that address"):
        fetcher(server).fetch(f"https://good.example/to/{address.replace('/', '~')}")
    assert len(server.asked) == 1


def test_redirect_into_an_inner_network_is_not_followed(server):
    with pytest.raises(RemoteError, match=r"inner\.example cannot be reached"):
        fetcher(server).fetch("https://good.example/to/https:~~inner.example~story")
    assert len(server.asked) == 1


def test_three_redirects_are_followed_and_no_more(server):
    assert fetcher(server).fetch("https://good.example/loop/2") == FILE
    with pytest.raises(RemoteError, match="too many others"):
        fetcher(server).fetch("https://good.example/loop/3")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("announced", "sends more than 4,194,304 bytes"),
        ("endless", "sends more than 4,194,304 bytes"),
        ("bomb", "sends it compressed, which was not asked for"),
        ("short", "cannot be reached just now"),
        ("missing", "has no such file"),
    ],
)
def test_answer_that_is_no_whole_file_of_four_megabytes_at_most_is_refused(server, path, said):
    with pytest.raises(RemoteError, match=rf"^good\.example {said}"):
        fetcher(server).fetch(f"https://good.example/{path}")


def test_file_may_have_four_megabytes(server):
    assert len(fetcher(server).fetch("https://good.example/full")) == MAX_SIZE


@pytest.mark.parametrize("where", ["head", "body"])
def test_slow_drip_is_given_up_in_time(server, where):
    began = time.monotonic()
    with pytest.raises(RemoteError, match="cannot be reached just now"):
        fetcher(server, patience_s=0.4).fetch(f"https://good.example/drip/{where}")
    assert time.monotonic() - began < 1.0


def test_slow_look_up_is_given_up_in_time(server):
    began = time.monotonic()
    with pytest.raises(RemoteError, match="cannot be reached just now"):
        fetcher(server, patience_s=0.2, resolve=lambda host: time.sleep(0.6)).fetch("https://good.example/story")
    assert time.monotonic() - began < 0.5


def test_certificate_must_be_trusted_and_be_for_the_host(server):
    for options, host in (({}, "wrong.example"), ({"context": ssl.create_default_context()}, "good.example")):
        with pytest.raises(RemoteError, match="cannot be reached just now"):
            fetcher(server, **options).fetch(f"https://{host}/story")
    assert server.asked == []


def test_answer_is_kept_for_a_while_and_so_is_a_refusal(server, monkeypatch):
    here = fetcher(server)
    monkeypatch.setattr(remote, "_shared", lambda sources: here)
    monkeypatch.setattr(remote, "_KEPT_S", 10**9)
    setting = {"DATELINE_SOURCES": "good.example"}
    for _ in range(2):
        assert remote.read("https://good.example/story", setting) == FILE
        with pytest.raises(RemoteError, match="has no such file"):
            remote.read("https://good.example/missing", setting)
    assert [path for path, _ in server.asked] == ["/story", "/missing"]
