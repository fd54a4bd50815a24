"""Where pictures are made: a process of its own for each, so that the server never holds what draws them."""

import json
import logging
import os
import subprocess
import sys
import tempfile
from threading import Lock
from typing import Literal, NamedTuple

from geo import geojson
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

_one_at_a_time = Lock()


class PictureError(Exception):
    """A picture that could not be made. The message is a sentence for the reader; the log has the reason."""


def picture(story: Story, view: View, kind: Kind, sheet: Sheet = PAGE, seconds: float | None = None) -> bytes:
    """The picture of a view as the bytes of a file. Raises `PictureError`.

    One is made at a time; what waits too long for its turn, or takes more seconds than it may, is given up.
    """
    if not _one_at_a_time.acquire(timeout=WAITING_S):
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
            done = subprocess.run(
                [sys.executable, "-m", "geo.export.picture"],
                input="\n".join(lines).encode(),
                capture_output=True,
                check=True,
                timeout=seconds,
                cwd=ROOT,
                env=os.environ | settings,
            )
    except subprocess.TimeoutExpired:
        logging.getLogger("dateline").error("a picture was given up after %g seconds", seconds)
        raise PictureError("The picture takes too long to draw; the story may be too large for one.") from None
    except (subprocess.CalledProcessError, OSError) as error:  # the second also where nothing can be written
        said = getattr(error, "stderr", b"") or b""
        logging.getLogger("dateline").error("a picture failed: %s\n%s", error, said.decode(errors="replace"))
        raise PictureError("The picture could not be made; the link shows the same view.") from None
    return done.stdout
