"""Archives for the tests of a sweep: articles, and files that are none."""

import os
from pathlib import Path

#: A place, a claim that agrees, and a date that needs one to be counted from.
ARTICLE = "The two sides met in Ghadames, some 465 km southwest of Tripoli, on Monday."
PAGE = f"""<html><head><title>Talks</title><meta property="article:published_time" content="2020-11-04"></head>
<body><article><h1>Talks</h1>{f"<p>{ARTICLE} No more was said of it to the reporters who were there.</p>" * 3}</article>
</body></html>"""


def unreadable(folder: Path) -> dict[str, str]:
    """Makes what cannot be read, of every kind; gives the names, each with what is to be said of it."""
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("none")
    (folder / "device.txt").symlink_to(os.devnull)
    (folder / "folder.txt").mkdir()
    os.mkfifo(folder / "pipe.txt")
    with (folder / "large.txt").open("wb") as large:
        large.truncate(5_000_000)
    return {
        "none.txt": "No such file",
        "gone.txt": "No such file",
        "loop.txt": "symbolic links",
        "folder.txt": "directory",
        "device.txt": "no file, but a device",
        "pipe.txt": "no file, but a device, a pipe",
        "large.txt": "has 5,000,000 bytes; at most",
    }
