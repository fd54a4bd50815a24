"""Faults of the whole server that are quick to cause; `make stress` has the others."""

import os
import signal
from contextlib import suppress

from websockets.exceptions import ConnectionClosed

from tests.server import serving
from tests.visitor import closed_with, socket, visiting

TYPED = "zyxwv-typed-by-a-visitor"


def test_frames_that_make_no_sense_end_their_connection_and_a_stopped_server_tells_its_readers():
    with serving("serve.py") as server, visiting(server.address, f"event={TYPED}") as reader:
        for sent in (TYPED, TYPED.encode(), bytes(7_000_000)):
            with socket(server.address) as connection:
                with suppress(ConnectionClosed):  # before all of it was sent
                    connection.send(sent)
                assert closed_with(connection) is not None
        odd = reader.telling("measured", ask={"from": TYPED, "find to": TYPED, TYPED: [TYPED]})
        odd.rerun_script.page_name = TYPED
        reader.connection.send(odd.SerializeToString())
        assert TYPED in reader.read().view["unread"]["from"]["typed"]
        odd.rerun_script.fragment_id = TYPED
        reader.connection.send(odd.SerializeToString())
        assert "Commission meets in Geneva" in reader.pick("geneva").words
        os.kill(server.pid, signal.SIGTERM)
        assert closed_with(reader.connection) == 1012  # the service restarts (RFC 6455)
        assert server.ended(20) == -signal.SIGTERM
        assert TYPED not in server.log()
