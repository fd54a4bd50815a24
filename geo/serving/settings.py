"""The limits and the headers of the server, each a named setting with its reason, changed by an environment variable.

`MESSAGES_PER_SECOND` is changed by `DATELINE_MESSAGES_PER_SECOND`, and so on. docs/deploy.md lists them.
"""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, TypeAlias

from geo.base import memory_budget

_PREFIX = "DATELINE_"
_HOST = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\]")
# As a header has them, so nothing that could end the list or the line: https://www.w3.org/TR/CSP3/#directive-frame-ancestors
_ANCESTOR = re.compile(r"\*|'self'|'none'|https?:(//[a-z0-9*.:\[\]-]+)?", re.IGNORECASE)

#: How long a browser keeps what never changes under its address. A year, as RFC 9111 and its forerunners advise.
YEAR_S = 31_536_000


class SettingsError(ValueError):
    """Settings that cannot be. The message has a line for each of them, with what may stand there."""


def _amount(text: str) -> float:
    value = float(text)
    if not 0 <= value < float("inf"):
        raise ValueError("not an amount")
    return value


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise ValueError("not a count")
    return value


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace(",", " ").split() if word)


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(word.lower() for word in _words(text))
    if not all(_HOST.fullmatch(host) for host in hosts):
        raise ValueError("not host names")
    return hosts


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ipaddress.ip_network(word)) for word in _words(text))


def _ancestors(text: str) -> str:
    words = _words(text)
    if not words or not all(_ANCESTOR.fullmatch(word) for word in words):
        raise ValueError("not a list of sources")
    return " ".join(words)


#: What stands for the default of a field of any type, as in `dataclasses`.
_Field: TypeAlias = Any


def _setting(default: object, read: Callable[[str], object], kind: str, why: str) -> _Field:
    return field(default=default, metadata={"read": read, "kind": kind, "why": why})


def _number(default: float, why: str) -> _Field:
    return _setting(default, _amount, "a number from 0", why)


def _whole(default: int, why: str) -> _Field:
    return _setting(default, _count, "a whole number from 0", why)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the server grants one visitor, one address, and all of them. 0 lifts a limit."""

    messages_per_second: float = _number(
        6,
        "of one connection, over time: a reader who walks through a story acts some three times a second; "
        "0 lifts that of an address too",
    )
    connections: int = _whole(1500, "in all: each takes 0.3 MB and four file descriptors")
    address_connections: int = _whole(
        600, "of one address: 400 readers behind one office's, each with a second tab now and then"
    )
    bytes_per_second: float = _number(500_000, "of one connection, over time: edits and articles take a few thousand")
    kept_bytes: int = _whole(
        memory_budget.USUAL,
        "of memory for the drafts and articles of all visitors, and as much for stories in links: 6 of 4 MB each",
    )
    trusted_proxies: tuple[str, ...] = _setting(
        (), _networks, "addresses or networks", "whose word on the address of a visitor, and on TLS, counts"
    )
    allowed_hosts: tuple[str, ...] = _setting(
        (),
        _hosts,
        "host names, `*.` before one for all below it",
        "that the server answers to, and builds addresses from; without any it answers to each and builds none",
    )
    frame_ancestors: str = _setting(
        "*", _ancestors, "as in a content security policy", "who may show the page in a frame: anybody, for the snippet"
    )
    hsts_s: int = _whole(YEAR_S, "seconds for which a browser that came by TLS comes by nothing else")


def variable(setting: "Field[object]") -> str:
    """The environment variable of a setting."""
    return _PREFIX + setting.name.upper()


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an environment. Raises `SettingsError` with all that cannot be read."""
    values, faults = {}, []
    for setting in fields(Settings):
        text = environment.get(variable(setting), "").strip()
        if not text:
            continue
        try:
            values[setting.name] = setting.metadata["read"](text)
        except ValueError:
            faults.append(f"{variable(setting)} is {text!r}; it takes {setting.metadata['kind']}.")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)
