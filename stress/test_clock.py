"""The clock of the machine jumps, forwards and back, while people read."""

import time
from pathlib import Path

import pytest

from stress.serving import SCRIPT, assert_readable, assert_silent, read_by_a_newcomer
from tests.server import serving
from tests.visitor import visiting

#: Where Debian's package `faketime` has it.
_LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"), None)
#: It refuses to sleep until a moment of the clock that it leaves alone, which is how Python sleeps.
_SLEEP = "import select, time; time.sleep = lambda seconds: select.select([], [], [], seconds) and None"


@pytest.mark.skipif(_LIBRARY is None, reason="there is no libfaketime here (on Debian and Ubuntu: faketime)")
def test_jumps_of_a_year_forwards_and_ten_years_back(seen, tmp_path):
    offset = tmp_path / "offset"
    offset.write_text("+0")
    (tmp_path / "sitecustomize.py").write_text(_SLEEP)
    settings = {
        "PYTHONPATH": str(tmp_path),
        "LD_PRELOAD": str(_LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(offset),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with serving(SCRIPT, **settings) as server, visiting(server.address) as reader:
        assert_readable(reader)
        for jump in ("+365d", "-3650d", "+0"):
            offset.write_text(jump)
            assert_readable(reader.open())
            began = time.monotonic()
            assert len(read_by_a_newcomer(server)) == 1
            assert time.monotonic() - began < 10
        with visiting(server.address, "data=x") as last:
            last.connection.send(last.telling("measured", ask={"from": "1000, 1000"}).SerializeToString())
            assert "from" in last.read().view["unread"]
        said = server.log()
    assert_silent(said)
    assert "Traceback" not in said
    seen("who reads goes on, newcomers read, nothing is logged")
