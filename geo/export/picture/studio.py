"""Where pictures are made: a process of its own for each, so that the server never holds what draws them."""

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Literal, NamedTuple

from geo.base.checkpoint import checkpoint, waiting
from geo.base.root import ROOT
from geo.export.picture.queue import Full, Queue
from geo.story import geojson
from geo.story.model import Story
from geo.view.link import View

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

#: So often it is seen whether somebody still waits for the picture that is being drawn.
_LOOK_S = 0.5
_FAILED = "The picture could not be made; the link shows the same view."
_LOG = logging.getLogger("dateline")
_queue = Queue()


#: Whose turns those are that pictures are drawn in here; nobody's are those of the cards of links.
_address: ContextVar[str] = ContextVar("address", default="")


class PictureError(Exception):
    """A picture that could not be made. The message is a sentence for the reader; the log has the reason."""


@contextmanager
def wanted_by(address: str) -> Iterator[None]:
    """Within this, pictures are drawn in the turns of an address."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def picture(story: Story, view: View, kind: Kind, sheet: Sheet = PAGE, seconds: float | None = None) -> bytes:
    """The picture of a view as the bytes of a file. Raises `PictureError`.

    One is made at a time; what waits too long for its turn, or takes more seconds than it may, is given up.
    """
    try:
        with waiting(), _queue.turn(_address.get(), WAITING_S):
            return _made(story, view, kind, sheet, seconds or DRAWING_S)
    except Full:
        raise PictureError("Others are having pictures made just now; try again in a minute.") from None
    except subprocess.TimeoutExpired:
        _LOG.error("a picture was given up after %g seconds", seconds or DRAWING_S)
        raise PictureError("The picture takes too long to draw; the story may be too large for one.") from None
    except OSError as error:  # also where nothing can be written
        _LOG.error("a picture failed: %s", error)
        raise PictureError(_FAILED) from None


def _made(story: Story, view: View, kind: Kind, sheet: Sheet, seconds: float) -> bytes:
    # Each in one line: indented, the file of a large story is larger than what is read.
    lines = (json.dumps({"kind": kind, "sheet": sheet, "query": view.to_query(story)}), geojson.compact(story))
    with tempfile.TemporaryDirectory(prefix="dateline-") as room:
        # matplotlib writes to its directory, which may be the only one that can be written to; looking through the
        # fonts of the whole system would take it seconds on some machines.
        settings = {"MPLCONFIGDIR": room, "MPL_IGNORE_SYSTEM_FONTS": "1", "MPLBACKEND": "agg"}
        # A file, as what is not sent yet when one looks whether somebody still waits would never be.
        asked = Path(room, "asked")
        asked.write_text("\n".join(lines), "utf-8")
        with (
            asked.open("rb") as file,
            subprocess.Popen(
                [sys.executable, "-m", "geo.export.picture"],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=ROOT,
                env=os.environ | settings,
            ) as drawing,
        ):
            try:
                drawn, said = _answer(drawing, seconds)
            finally:
                drawing.kill()  # where it has not ended
    if drawing.returncode:
        last = said.decode(errors="replace").rstrip().rpartition("\n")[2]
        _LOG.error("a picture failed with status %d: %s", drawing.returncode, last)
        raise PictureError(_FAILED)
    return drawn


def _answer(drawing: "subprocess.Popen[bytes]", seconds: float) -> tuple[bytes, bytes]:
    """What the process writes, as long as anybody waits for it. Raises `TimeoutExpired`."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            return drawing.communicate(timeout=min(_LOOK_S, max(0.0, deadline - time.monotonic())))
        except subprocess.TimeoutExpired:
            checkpoint()
            if time.monotonic() >= deadline:
                raise
