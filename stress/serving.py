"""What the faults are tried on: the page as it is served to strangers, and what each of them must leave as it is."""

import os
from pathlib import Path

from tests.server import Server
from tests.visitor import Visitor, visiting

SCRIPT = "serve.py"
#: No limit on messages, where a test sends many from one address.
UNLIMITED = {"DATELINE_MESSAGES_PER_SECOND": "0"}
TITLE = "Rivals meet inside Libya: the talks at Ghadames"
#: What a visitor may have typed or pasted, and no log may have.
MARKER = "zyxwv-typed-by-a-visitor"


def assert_readable(visitor: Visitor) -> None:
    """The story is there: its title, its text, its map, its timeline and what is measured; and it answers."""
    assert visitor.title == TITLE
    visitor.pick("geneva")
    assert "Commission meets in Geneva" in visitor.words
    assert visitor.view["event"] == "geneva"
    assert visitor.view["pair"]["distance"] == "465 km"
    kinds = {element.WhichOneof("type") for element in visitor.elements.values()}
    assert "component_instance" in kinds, "no map"
    names = {element.bidi_component.component_name for element in visitor.elements.values()}
    assert {"timeline", "distances", "share"} <= names


def read_by_a_newcomer(server: Server, query: str = f"utm_source={MARKER}&event={MARKER}") -> list[str]:
    """Somebody opens the page and reads; the notices they see."""
    with visiting(server.address, query) as visitor:
        assert_readable(visitor)
        return visitor.notices


def assert_silent(said: str) -> None:
    """The log has nothing that a visitor typed, pasted or sent."""
    assert MARKER not in said, said


def rss_mb(server: Server) -> float:
    """The memory of the server's process, in MB."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) * 1024 / 1e6


def descriptors(server: Server) -> int:
    """How many file descriptors the server has open."""
    return len([*Path(f"/proc/{server.pid}/fd").iterdir()])


def cpu_s(server: Server) -> float:
    """The seconds of CPU that the server's process has used."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
