"""Whose turn it is to have a picture drawn: one at a time, the addresses in turn."""

from contextlib import suppress
from threading import Event, Thread

import pytest

from geo.export.picture import queue
from geo.export.picture.queue import Full, Queue


class Crowd:
    """Those who want a turn, one after the other, and the order in which they had it."""

    def __init__(self):
        self.queue, self.had, self.threads = Queue(), [], []

    def come(self, address):
        def wait():
            with self.queue.turn(address, 30):
                self.had.append(address)

        waiting = sum(map(len, self.queue._waiting.values()))
        self.threads.append(Thread(target=wait))
        self.threads[-1].start()
        while sum(map(len, self.queue._waiting.values())) == waiting:
            Event().wait(0.001)

    def leave(self):
        for thread in self.threads:
            thread.join(30)


@pytest.fixture
def crowd():
    return Crowd()


def test_addresses_take_turns_however_much_each_wants(crowd):
    with crowd.queue.turn("dear", 0):
        for address in ["dear"] * 4 + ["honest", "other", "other"]:
            crowd.come(address)
    crowd.leave()
    assert crowd.had == ["honest", "other", "dear", "other", "dear", "dear", "dear"]


def test_one_has_a_turn_at_a_time_and_whoever_waits_too_long_is_told(crowd):
    with crowd.queue.turn("a", 0):
        with pytest.raises(Full), crowd.queue.turn("b", 0.01):
            pass
        assert not crowd.queue._waiting
    with crowd.queue.turn("b", 0):
        pass


def test_what_fails_gives_its_turn_back(crowd):
    with suppress(ZeroDivisionError), crowd.queue.turn("a", 0):
        _ = 1 / 0
    with crowd.queue.turn("b", 0):
        pass


def test_no_address_fills_the_queue(crowd, monkeypatch):
    monkeypatch.setattr(queue, "WAITING_EACH", 2)
    monkeypatch.setattr(queue, "MAX_WAITING", 3)
    with crowd.queue.turn("a", 0):
        crowd.come("dear")
        crowd.come("dear")
        with pytest.raises(Full), crowd.queue.turn("dear", 30):
            pass
        crowd.come("honest")
        with pytest.raises(Full), crowd.queue.turn("late", 30):
            pass
    crowd.leave()
    assert crowd.had == ["dear", "honest", "dear"]
