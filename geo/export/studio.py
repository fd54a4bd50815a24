"""Where pictures are made: a process of its own for each, so that the server never holds what draws them."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from threading import Lock
from typing import Literal, NamedTuple

from geo import geojson
from geo.checkpoint import checkpoint, waiting
from geo.root import ROOT
from geo.story import Story
from geo.view import View

Kind = Literal["png", "svg"]


class Sheet(NamedTuple):
    """What a picture is drawn on: width and height in points of 1/72 inch, and the pixels for each point in a PNG."""

    width: float
    height: float
    pixels: float


#: To be printed or shown large; and 1200 × 630 pixels, as a link's card has it, with letters that are read there.
PAGE, CARD = Sheet(1200.0, 675.0, 2.0), Sheet(960.0, 504.0, 1.25)

#: The most seconds that one picture may take, and that one waits for those before it.
DRAWING_S, WAITING_S = 20.0, 30.0
#: So often it is seen whether anybody still waits for it.
_LOOK_S = 0.4

_one_at_a_time = Lock()


class PictureError(Exception):
    """A picture that could not be made. The message is a sentence for the reader; the log has the reason."""


def picture(story: Story, view: View, kind: Kind, sheet: Sheet = PAGE, seconds: float | None = None) -> bytes:
    """The picture of a view as the bytes of a file. Raises `PictureError`.

    One is made at a time; what waits too long for its turn, or takes more seconds than it may, is given up.
    """
    with waiting():
        until = time.monotonic() + WAITING_S
        while not _one_at_a_time.acquire(timeout=_LOOK_S):
            checkpoint()
            if time.monotonic() > until:
                raise PictureError("Others are having pictures made just now; try again in a minute.")
        try:
            return _made(story, view, kind, sheet, seconds or DRAWING_S)
        finally:
            _one_at_a_time.release()


def _made(story: Story, view: View, kind: Kind, sheet: Sheet, seconds: float) -> bytes:
    # Each in one line: indented, the file of a large story is larger than what is read.
    lines = (json.dumps({"kind": kind, "sheet": sheet, "query": view.to_query(story)}), geojson.compact(story))
    try:
        with tempfile.TemporaryDirectory(prefix="dateline-") as room:
            # matplotlib writes to its directory, which may be the only one that can be written to; looking through the
            # fonts of the whole system would take it seconds on some machines.
            settings = {"MPLCONFIGDIR": room, "MPL_IGNORE_SYSTEM_FONTS": "1", "MPLBACKEND": "agg"}
            return _drawn("\n".join(lines).encode(), seconds, os.environ | settings)
    except subprocess.TimeoutExpired:
        logging.getLogger("dateline").error("a picture was given up after %g seconds", seconds)
        raise PictureError("The picture takes too long to draw; the story may be too large for one.") from None
    except (subprocess.CalledProcessError, OSError) as error:  # the second also where nothing can be written
        said = getattr(error, "stderr", b"") or b""
        logging.getLogger("dateline").error("a picture failed: %s\n%s", error, said.decode(errors="replace"))
        raise PictureError("The picture could not be made; the link shows the same view.") from None


def _drawn(asked: bytes, seconds: float, environment: Mapping[str, str]) -> bytes:
    """What the process answers, which is ended with whoever waits for it. Raises as `subprocess.run` does."""
    until = time.monotonic() + seconds
    with subprocess.Popen(
        [sys.executable, "-m", "geo.export.picture"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
    ) as process:
        told: bytes | None = asked
        try:
            while True:
                try:
                    said, complaint = process.communicate(told, timeout=min(_LOOK_S, seconds))
                    break
                except subprocess.TimeoutExpired:
                    checkpoint()
                    if time.monotonic() > until:
                        raise
                told = None  # it is on its way
        finally:
            process.kill()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, said, complaint)
    return said
