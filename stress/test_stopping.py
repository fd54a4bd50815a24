"""The server is stopped, killed and started again: it ends in time, and the address brings the same view back."""

import json
import os
import random
import signal
import time
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

from websockets.exceptions import ConnectionClosed

from geo import geojson
from geo.shelf import files
from geo.view import BASES, UNITS, View
from stress.serving import SCRIPT, UNLIMITED, assert_readable, assert_silent
from tests.browser.serving import Server, serving
from tests.visitor import Visitor, socket, visiting

_READERS, _STATES = 20, 200


def ended(server: Server, patience_s: float) -> int | None:
    """How the server's process has ended: its exit code, or a signal as a negative number; None if it has not."""
    deadline = time.monotonic() + patience_s
    while time.monotonic() < deadline:
        found = os.waitid(os.P_PID, server.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is not None:
            return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status
        time.sleep(0.05)
    return None


def close_code(visitor: Visitor) -> int:
    """The code with which the server has closed a reader's connection."""
    try:
        while True:
            visitor.connection.recv(10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006


def test_sigterm_with_readers_some_of_whom_never_read(seen):
    with serving(SCRIPT, **UNLIMITED) as server, ExitStack() as inside:
        readers = [Visitor(inside.enter_context(socket(server.address))).open() for _ in range(_READERS)]
        for _ in range(3):
            deaf = Visitor(inside.enter_context(socket(server.address, max_queue=1, ping_interval=None))).open()
            for _ in range(100):
                deaf.connection.send(deaf.asking().SerializeToString())
        began = time.monotonic()
        os.kill(server.pid, signal.SIGTERM)
        code = ended(server, 30)
        took = time.monotonic() - began
        codes = {close_code(reader) for reader in readers}
        print(code, took, codes, server.log()[-2000:])
