"""Nowhere to write: no home, a disk that can only be read, a disk that is full."""

import os
import urllib.request

import pytest

from stress.serving import MARKER, SCRIPT, assert_readable, assert_silent, read_by_a_newcomer
from tests.server import Server, serving
from tests.visitor import visiting

#: In a name space of the server's own, all that is mounted can only be read; then, a small disk for temporary files.
_PLACE = """
mount --make-rprivate /
while read -r _ _ _ _ at _; do mount -o remount,bind,ro "$at" 2>/dev/null; done < /proc/self/mountinfo
if touch . 2>/dev/null; then echo "this disk can be written to"; exit 1; fi
{then}
exec "$@"
"""
_READ_ONLY = _PLACE.format(then="")
_FULL = _PLACE.format(then='mount -t tmpfs -o size=1m tmpfs "$TMPDIR"; cat /dev/zero > "$TMPDIR/all" 2>/dev/null')
_NEARLY_FULL = _PLACE.format(then='mount -t tmpfs -o size=1m tmpfs "$TMPDIR"; head -c 1020k /dev/zero > "$TMPDIR/all"')

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount")


def in_a_place(script: str) -> tuple[str, ...]:
    return ("unshare", "--mount", "sh", "-c", script, "sh")


def files_of(server: Server) -> dict[str, str]:
    """What comes of each download: that there is a file, or the sentence for the reader."""
    with visiting(server.address) as visitor:
        assert_readable(visitor)
        found = {}
        for title in ("Story file", "Events as CSV", "Offline page, HTML", "Picture", "KML, for Google Earth and GIS"):
            told = visitor.download(title)
            if told.startswith("/"):
                with urllib.request.urlopen(server.address + told.removeprefix("/"), timeout=30) as answer:
                    told = "a file" if len(answer.read()) > 1000 else "an empty file"
            found[title] = told
        assert_readable(visitor)
        return found


@pytest.mark.needs("env")
def test_no_home_and_no_environment(seen):
    with serving(SCRIPT, under=("env", "-i")) as server:
        assert len(read_by_a_newcomer(server)) == 1
        made = files_of(server)
        assert_silent(server.log())
    assert set(made.values()) == {"a file"}
    seen("the whole page, and all its files")


@needs_root
@pytest.mark.needs("unshare")
@pytest.mark.parametrize("place", [_READ_ONLY, _FULL, _NEARLY_FULL], ids=["read-only", "full", "nearly full"])
def test_disk_that_is(seen, tmp_path, place):
    with serving(SCRIPT, under=in_a_place(place), TMPDIR=str(tmp_path)) as server:
        assert len(read_by_a_newcomer(server)) == 1
        made = files_of(server)
        said = server.log()
    sentence = made.pop("Picture")
    assert sentence == "Failed to generate file for download"
    assert set(made.values()) == {"a file"}
    assert "a picture failed" in said
    assert MARKER not in said
    seen(f"the whole page, and all files but the picture, for which it says: {sentence}")
