"""The dearest stories that the format allows: how long one takes to open, to measure and to write."""

import json
import logging
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo.base.root import ROOT
from geo.export import table
from geo.export.formats import FORMATS
from geo.story import geojson, packed
from geo.story.model import Story
from geo.view.link import View
from geo.view.measurement import all_judged, measurement, pairs_of
from stress import dear_stories

#: CPU seconds on a core that has nothing else to do; one that is shared takes up to three times as long.
OPENING_S, EXPORT_S, MEASURING_S = 1.0, 3.0, 0.3
BUSY = 3
#: What one measurement brings to the browser at most, in bytes.
MAX_MEASURED = 150_000


def cpu_s(work: Callable[[], Any]) -> float:
    """The seconds of all processors that it takes, in processes of its own too."""

    def taken() -> float:
        others = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + others.ru_utime + others.ru_stime

    begin = taken()
    work()
    return taken() - begin


def opened(**query: str) -> None:
    """A full run of the page."""
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    assert not any("dl-refusal" in element.proto.body for element in test.get("html"))


def dearest(taken: dict[str, float]) -> str:
    """The three that take longest, in words."""
    first = sorted(taken.items(), key=lambda each: -each[1])[:3]
    return ", ".join(f"{name.replace('_', ' ')} {seconds:.2f} s" for name, seconds in first)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """The largest file of each kind, all of them read without a fault."""
    logging.getLogger("dateline").setLevel(logging.CRITICAL)
    return {name: dear_stories.file(make) for name, make in dear_stories.MAKERS.items()}


@pytest.fixture(scope="module")
def stories(files) -> dict[str, Story]:
    return {name: geojson.read(content) for name, content in files.items()}


def test_files_open(files, seen, tmp_path, monkeypatch):
    opened()
    taken = {}
    for name, content in files.items():
        file = Path(tmp_path / f"{name}.geojson")
        file.write_bytes(content)
        monkeypatch.setenv("DATELINE_STORY", os.fspath(file))
        taken[name] = cpu_s(opened)
    seen(f"{len(taken)} files of up to 4 MB, CPU to open: {dearest(taken)}")
    assert {name: s for name, s in taken.items() if s > OPENING_S * BUSY} == {}


def test_links_open(seen):
    opened()
    taken = {}
    for name, make in dear_stories.MAKERS.items():
        text = dear_stories.link(make)
        assert len(text) <= packed.MAX_LENGTH
        taken[name] = cpu_s(lambda text=text: opened(data=text))
    seen(f"{len(taken)} links of up to 65,536 characters, CPU to open: {dearest(taken)}")
    assert {name: s for name, s in taken.items() if s > OPENING_S * BUSY} == {}


def test_measurements_are_small(stories, seen):
    pairs_of("a", stories["claims_of_one_pair"])  # which imports what measures them
    taken, sizes = {}, {}
    for name, story in stories.items():
        view = View.opening(story)
        taken[name] = cpu_s(lambda view=view, story=story: (measurement(view, story), pairs_of(view.origin, story)))
        sizes[name] = len(json.dumps(measurement(view, story), ensure_ascii=False).encode())
    seen(f"CPU to measure: {dearest(taken)}; {max(sizes.values()):,} bytes at most")
    assert {name: s for name, s in taken.items() if s > MEASURING_S * BUSY} == {}
    assert max(sizes.values()) <= MAX_MEASURED


def test_all_claims_are_judged(stories, seen):
    taken = {name: cpu_s(lambda s=story: all_judged(View.opening(s), s)) for name, story in stories.items()}
    seen(f"CPU to judge all claims: {dearest(taken)}")
    assert max(taken.values()) <= MEASURING_S * BUSY


@pytest.mark.parametrize("kind", [*FORMATS, "pairs"])
def test_export_is_written(stories, seen, kind):
    taken = {}
    for name, story in stories.items():
        if kind != "pairs":
            taken[name] = cpu_s(lambda story=story: FORMATS[kind].write(story, View.opening(story)))
        elif len(story.places) <= 300:  # the page offers no more
            taken[name] = cpu_s(lambda story=story: table.pairs_csv(story))
    seen(f"{kind}, CPU to write: {dearest(taken)}")
    assert {name: s for name, s in taken.items() if s > EXPORT_S * BUSY} == {}
