"""Files packed once and kept: how many at once, how many wait, how much is kept, and for whom."""

import asyncio
import threading

import brotli
import pytest

from geo.serving import compression
from geo.serving.packing import Packing, Version

TEXT = b"const a = 'some script';\n" * 400
PACKED = len(compression.packed(TEXT, "br"))


@pytest.fixture
def version(tmp_path):
    """Makes a version of a file by its name."""

    def made(name, encoding="br", mark="1"):
        path = tmp_path / name
        path.write_bytes(TEXT)
        return Version(path, encoding, mark)

    return made


class _Held:
    """Packing that waits until it is let go."""

    def __init__(self, real):
        self._real, self._free, self._lock = real, threading.Event(), threading.Lock()
        self.begun, self.at_once, self.most = 0, 0, 0

    def packed(self, body, encoding):
        with self._lock:
            self.begun, self.at_once = self.begun + 1, self.at_once + 1
            self.most = max(self.most, self.at_once)
        self._free.wait(20)
        with self._lock:
            self.at_once -= 1
        return self._real(body, encoding)

    def let_go(self):
        self._free.set()

    async def has_begun(self):
        while not self.begun:
            await asyncio.sleep(0.001)


@pytest.fixture
def held(monkeypatch):
    holding = _Held(compression.packed)
    monkeypatch.setattr(compression, "packed", holding.packed)
    yield holding
    holding.let_go()


async def packed(packing, version):
    return await packing.packed(version, len(TEXT), version.path.read_bytes)


async def wanting(packing, *versions):
    """A task for each, all of which wait."""
    tasks = [asyncio.create_task(packed(packing, version)) for version in versions]
    await asyncio.sleep(0)
    return tasks


def test_one_is_packed_at_a_time_and_kept_in_each_encoding(version, held):
    async def many():
        packing = Packing()
        versions = [version(f"{number}.js", encoding) for number in range(4) for encoding in ("br", "gzip")]
        tasks = await wanting(packing, *versions, *versions)
        await held.has_begun()
        held.let_go()
        await asyncio.gather(*tasks)
        return [packing.kept(each) for each in versions]

    assert {brotli.decompress(body) for body in asyncio.run(many())[::2]} == {TEXT}
    assert (held.begun, held.most) == (8, 1)


def test_what_nobody_waits_for_any_more_is_not_begun(version, held):
    async def leaving():
        packing = Packing()
        first, *others = await wanting(packing, version("a.js"), *[version("b.js")] * 3, version("c.js"))
        await held.has_begun()
        for task in others[:2] + others[3:]:  # of those who want b, one stays
            task.cancel()
        await asyncio.sleep(0)
        assert packing.has_room(version("d.js"), 5_000_000 - 2 * len(TEXT))
        held.let_go()
        await asyncio.gather(first, others[2])
        # Who comes when it was given up starts anew.
        again = await packed(packing, version("c.js"))
        return packing, again

    packing, again = asyncio.run(leaving())
    assert held.begun == 3
    assert brotli.decompress(again) == TEXT
    assert packing.kept(version("b.js"))


def test_what_has_begun_is_kept_though_who_wanted_it_has_left(version, held):
    async def leaving():
        packing = Packing()
        (task,) = await wanting(packing, version("a.js"))
        await held.has_begun()
        task.cancel()
        await asyncio.sleep(0)
        held.let_go()
        while packing.kept(version("a.js")) is None:
            await asyncio.sleep(0.001)
        return await packed(packing, version("b.js"))

    assert asyncio.run(asyncio.wait_for(leaving(), 20))


def test_so_much_may_wait_and_who_wants_the_same_may_always(version, held):
    async def waiting():
        packing = Packing(waiting_bytes=2 * len(TEXT))
        tasks = await wanting(packing, version("a.js"), version("b.js"))
        room = [packing.has_room(version(name), len(TEXT)) for name in ("a.js", "b.js", "c.js")]
        held.let_go()
        await asyncio.gather(*tasks)
        return room, packing.has_room(version("c.js"), len(TEXT)), packing.has_room(version("d.js"), 2 * len(TEXT) + 1)

    assert asyncio.run(waiting()) == ([True, True, False], True, False)


def test_what_was_not_asked_for_lately_makes_room(version):
    async def asked():
        packing = Packing(kept_bytes=2 * PACKED)
        for name in ("a.js", "b.js", "a.js", "c.js"):
            if packing.kept(version(name)) is None:
                await packed(packing, version(name))
        return [packing.kept(version(name)) is not None for name in ("a.js", "b.js", "c.js")]

    assert asyncio.run(asked()) == [True, False, True]


def test_a_new_version_takes_the_place_of_the_old_one(version):
    async def asked():
        packing = Packing(kept_bytes=2 * PACKED)
        for mark in "123":
            await packed(packing, version("a.js", mark=mark))
        await packed(packing, version("b.js"))
        return [packing.kept(version("a.js", mark=mark)) is not None for mark in "123"]

    assert asyncio.run(asked()) == [False, False, True]


def test_a_file_that_is_gone_is_told_to_who_waits_and_nothing_stays_of_it(version):
    async def asked():
        packing = Packing()
        gone = version("a.js")
        gone.path.unlink()
        with pytest.raises(FileNotFoundError):
            await packed(packing, gone)
        return packing.kept(gone), packing.has_room(gone, 5_000_000)

    assert asyncio.run(asked()) == (None, True)
