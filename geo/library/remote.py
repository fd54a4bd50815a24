"""A story file from another server, fetched only where the setting `DATELINE_SOURCES` names its host.

The address of such a file comes from a link, that is from anybody. So: https on its own port, to a listed host, whose
every address is on the public internet; the connection goes to the very address that was looked at, whatever the name
stands for a moment later; each redirect is looked at in the same way; and nothing takes longer, or grows larger, than
it may. No proxy, no cookies, nothing of the visitor goes along.
"""

import io
import ipaddress
import logging
import os
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from geo.story.strict_json import MAX_SIZE

_HEADERS = (
    ("User-Agent", "Dateline (a map of a news story)"),
    ("Accept", "application/geo+json, */*;q=0.5"),
    ("Accept-Encoding", "identity"),  # nothing that could grow
    ("Connection", "close"),
)
_PORT = 443
#: From the first look-up to the last byte, redirects included: no visitor waits longer.
_PATIENCE_S = 5.0
_MAX_REDIRECTS = 3
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_ADDRESS = 2_000
#: An answer counts for so long, for all visitors.
_KEPT_S = 60

# Printable ASCII without what browsers and servers read differently.
_ADDRESS = re.compile(r"https://[!#-;=?-\[\]_a-z~]+")
_HOST = re.compile(r"(?=[a-z0-9.-]{1,253}\Z)[a-z0-9-]+(?:\.[a-z0-9-]+)+")
# All of IANA's registries of special-purpose addresses (of IPv6 as of 2024-10-22), whatever Python's release knows of
# them, and also what they call globally reachable: no story is served from a relay or a sink. Of IPv6 what is handed
# out at all is 2000::/3 (RFC 4291), which leaves out loopback, inner, link-local and multicast addresses, IPv4 written
# as IPv6, and NAT64 (RFC 6052, RFC 8215). Within it, 2001::/23 holds Teredo, and 2002::/16 is 6to4: gateways may turn
# both into IPv4. A gateway with a prefix of its own network cannot be known.
_HANDED_OUT = ipaddress.IPv6Network("2000::/3")
_SPECIAL_6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
_SPECIAL_4 = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
    *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"),
    "224.0.0.0/4",  # multicast, which has a registry of its own
    "168.63.129.16/32",  # what each machine in Azure reaches its host by; other clouds use addresses from above
)
_REFUSED = tuple(map(ipaddress.ip_network, (*_SPECIAL_4, *_SPECIAL_6)))

_log = logging.getLogger("dateline")
# The system's look-up cannot be stopped; it can be left alone.
_lookups = ThreadPoolExecutor(max_workers=8, thread_name_prefix="lookup")

Resolver = Callable[[str], list[str]]


class RemoteError(RuntimeError):
    """There is no file to be had. The message can follow "the link asks for a story elsewhere, but"."""


def _resolve(host: str) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, _PORT, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, of one machine, and of no gateway into another network."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    handed_out = ip.version == 4 or ip in _HANDED_OUT
    return handed_out and ip.is_global and not any(ip in network for network in _REFUSED)


def is_listed(host: str, sources: str) -> bool:
    """Whether a host is among those of the setting: a name by itself, or with a leading dot all names below it.

    >>> [is_listed(host, "a.example, .b.example") for host in ("a.example", "x.a.example", "b.example", "x.b.example")]
    [True, False, False, True]
    """
    listed = [source.strip().lower() for source in sources.split(",")]
    return any(host == source or (source[:1] == "." != source and host.endswith(source)) for source in listed if source)


class Fetcher:
    """Fetches files from the listed hosts. A test gives it another network, other certificates and less patience."""

    def __init__(
        self,
        sources: str,
        *,
        resolve: Resolver = _resolve,
        is_public: Callable[[str], bool] = is_public,
        port: int = _PORT,
        context: ssl.SSLContext | None = None,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self._sources, self._resolve, self._is_public, self._port = sources, resolve, is_public, port
        self._context = context or ssl.create_default_context()
        self._patience_s = patience_s

    def fetch(self, address: str) -> bytes:
        """The file at an https address, of 4 MB at most. Raises `RemoteError`."""
        until = time.monotonic() + self._patience_s
        for _ in range(_MAX_REDIRECTS + 1):
            parts = self._checked(address)
            try:
                answer = self._get(parts, until)
            except (OSError, HTTPException, UnicodeError) as error:
                _log.warning("%s is not read: %r", parts.hostname, error)
                raise RemoteError(f"{parts.hostname} cannot be reached just now") from None
            if isinstance(answer, bytes):
                return answer
            address = urljoin(address, answer)
        raise RemoteError("its address leads on to too many others")

    def _checked(self, address: str) -> SplitResult:
        """The parts of an address that may be asked for. Raises `RemoteError`."""
        refusal = RemoteError("this page does not read stories from that address")
        address = address.partition("#")[0]
        if len(address) > _MAX_ADDRESS or not _ADDRESS.fullmatch(address):
            raise refusal
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise refusal from None
        host = parts.hostname or ""
        plain = port in (None, _PORT) and parts.username is None and parts.password is None
        if not (plain and _HOST.fullmatch(host) and is_listed(host, self._sources)):
            raise refusal
        return parts

    def _get(self, parts: SplitResult, until: float) -> bytes | str:
        """What is there: a file, or the address that it leads on to."""
        host = str(parts.hostname)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with self._connect(host, until) as secured:
            connection = HTTPConnection(host)
            # Set here, so that the connection neither looks the name up again nor knows of a proxy.
            connection.sock = _Timed(secured, until)
            connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
            for name, value in (*_HEADERS, ("Host", host)):
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            if answer.status in _REDIRECTS and answer.headers["Location"]:
                return str(answer.headers["Location"])
            return _content(host, answer)

    def _connect(self, host: str, until: float) -> ssl.SSLSocket:
        """A connection to a public address of the host, which has shown its certificate."""
        looked_up = _lookups.submit(self._resolve, host)
        addresses = list(dict.fromkeys(looked_up.result(_left(until))))
        if not addresses or not all(map(self._is_public, addresses)):
            raise OSError(f"not an address of the public internet: {addresses}")
        for index, address in enumerate(addresses):
            try:
                plain = socket.create_connection((address, self._port), _left(until))
            except OSError:
                if index + 1 == len(addresses):
                    raise
            else:
                break
        try:
            plain.settimeout(_left(until))
            return self._context.wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("no time is left")
    return left


class _Timed:
    """A socket, as far as an HTTP connection needs one, that gives up at one moment however slowly pieces come."""

    def __init__(self, secured: ssl.SSLSocket, until: float) -> None:
        self._secured, self._until = secured, until

    def sendall(self, data: bytes) -> None:
        self._secured.settimeout(_left(self._until))
        self._secured.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._secured, self._until))

    def close(self) -> None:
        """Leave it open: the connection closes its socket before the answer is read to its end."""


class _Reading(io.RawIOBase):
    """What such a socket receives."""

    def __init__(self, secured: ssl.SSLSocket, until: float) -> None:
        self._secured, self._until = secured, until

    def readable(self) -> bool:
        return True

    # `Any`: Python 3.11 has no name yet for the type of a buffer.
    def readinto(self, buffer: Any) -> int:
        self._secured.settimeout(_left(self._until))
        return self._secured.recv_into(buffer)


def _content(host: str, answer: HTTPResponse) -> bytes:
    """The body of an answer. Raises `RemoteError` where it is no file that may be read."""
    if answer.status != 200:
        raise RemoteError(f"{host} has no such file")
    if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise RemoteError(f"{host} sends it compressed, which was not asked for")
    content = bytearray()
    while len(content) + (answer.length or 0) <= MAX_SIZE:  # with what is announced to come
        piece = answer.read1(65_536)
        if not piece:
            if answer.length:
                raise HTTPException("the answer breaks off")
            return bytes(content)
        content += piece
    raise RemoteError(f"{host} sends more than {MAX_SIZE:,} bytes, which is too large for a story")


@lru_cache(maxsize=1)
def _shared(sources: str) -> Fetcher:
    return Fetcher(sources)


@lru_cache(maxsize=8)
def _kept(address: str, sources: str, period: int) -> bytes | RemoteError:
    """What came of asking, for as long as `period` stays the same; a refusal too, so that nobody asks again at once."""
    try:
        return _shared(sources).fetch(address)
    except RemoteError as error:
        return error


def read(address: str, environment: Mapping[str, str] = os.environ) -> bytes:
    """The file at an address, as it was in this minute. Raises `RemoteError`."""
    found = _kept(
        address[: _MAX_ADDRESS + 1], environment.get("DATELINE_SOURCES", ""), int(time.monotonic() // _KEPT_S)
    )
    if isinstance(found, RemoteError):
        raise RemoteError(str(found))
    return found
