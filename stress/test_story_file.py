"""The file of the story is replaced, half written, emptied and taken away while people come and read."""

import json
import re
import time
from collections import Counter
from pathlib import Path
from threading import Event, Thread

from geo.base import atomic_write
from geo.base.root import ROOT
from stress.serving import SCRIPT, UNLIMITED, assert_silent
from tests.server import serving
from tests.visitor import visiting

_CHANGES, _COMING = 60, 4
_TITLE = re.compile(r"Version \d+")
_SAID = re.compile(r"The file of this story cannot be read just now; this is its version of .{10,40} UTC\.")


def version(number: int) -> bytes:
    document = json.loads((ROOT / "data" / "places.geojson").read_text())
    document["story"]["title"] = f"Version {number}"
    return json.dumps(document).encode()


def change(file: Path, number: int) -> None:
    """Each in its turn: put in place whole, written in pieces, emptied and written, taken away and put back."""
    content = version(number)
    match number % 4:
        case 0:
            atomic_write.write(file, content)
        case 1:
            with file.open("wb", buffering=0) as out:
                for start in range(0, len(content), 4_000):
                    out.write(content[start : start + 4_000])
                    time.sleep(0.05)
        case 2:
            file.write_bytes(b"")
            time.sleep(0.3)
            file.write_bytes(content)
        case 3:
            file.unlink()
            time.sleep(0.3)
            file.write_bytes(content)


def test_file_that_changes_all_the_time(seen, tmp_path):
    file, stopped = tmp_path / "story.geojson", Event()
    file.write_bytes(version(0))
    seen_titles: Counter[str] = Counter()
    said: Counter[int] = Counter()
    faults: list[BaseException | str] = []

    def come() -> None:
        while not stopped.is_set():
            try:
                with visiting(server.address) as visitor:
                    seen_titles[visitor.title] += 1
                    said[len(visitor.notices)] += 1
                    faults.extend(notice for notice in visitor.notices if not _SAID.fullmatch(notice))
                    visitor.pick("geneva")
                    assert "Commission meets in Geneva" in visitor.words
            except Exception as error:  # noqa: BLE001 - a test that counts them
                faults.append(error)

    with serving(SCRIPT, DATELINE_STORY=str(file), **UNLIMITED) as server:
        with visiting(server.address) as reader:
            comers = [Thread(target=come) for _ in range(_COMING)]
            for comer in comers:
                comer.start()
            for number in range(1, _CHANGES + 1):
                change(file, number)
                assert _TITLE.fullmatch(reader.pick("geneva").title)
                time.sleep(0.2)
            stopped.set()
            for comer in comers:
                comer.join()
            assert reader.open().title == f"Version {_CHANGES}"
            assert reader.notices == []
        log = server.log()
    assert faults == []
    assert all(map(_TITLE.fullmatch, seen_titles))
    assert len(seen_titles) > _CHANGES / 2
    assert said[1] > 5
    assert_silent(log)
    lines = log.count("cannot be read")
    assert lines <= _CHANGES * 10
    seen(
        f"{_CHANGES} changes, {seen_titles.total()} visits: each saw one of {len(seen_titles)} whole versions, "
        f"{said[1]} with a sentence that it is the last good one; {lines} lines in the log"
    )
