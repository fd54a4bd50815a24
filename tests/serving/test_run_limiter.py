"""Runs of visitors: how many go on at once, in which order, and what ends them."""

import threading
from contextlib import suppress

import pytest
from streamlit.runtime.scriptrunner import StopException

from geo.base.checkpoint import checkpoint, waiting
from geo.serving import run_limiter
from geo.serving.run_limiter import RunLimiter, Visitor

PATIENCE_S = 20


class Run:
    """A run in a thread of its own, which goes from one step to the next when it is told to."""

    def __init__(self, app: RunLimiter, session: str, address: str = "192.0.2.1", *, is_dear: bool = False):
        self.has_left = False
        self.began, self.ended = threading.Event(), threading.Event()
        self._steps, self._took = threading.Semaphore(0), threading.Semaphore(0)
        self._step = lambda: None
        self._is_over = False
        self._visitor = Visitor(session, address, lambda: self.has_left)
        self._thread = threading.Thread(target=self._go, args=(app, is_dear), daemon=True)
        self._thread.start()

    def _go(self, app, is_dear):
        with suppress(StopException), app.run(self._visitor, is_dear=is_dear):
            self.began.set()
            while self._steps.acquire() and not self._is_over:
                self._step()
                self._took.release()
        self.ended.set()

    def does(self, step):
        """Have it take a step, without waiting for its end."""
        self._step = step
        self._steps.release()

    def did(self):
        """Wait until it has taken the step."""
        return self._took.acquire(timeout=PATIENCE_S)

    def ends(self):
        self._is_over = True
        self._steps.release()
        assert self.ended.wait(PATIENCE_S)

    def has_begun(self):
        return self.began.wait(PATIENCE_S)

    def waits(self, app):
        """Whether it is in the queue, and has not begun."""
        while not (self.began.is_set() or any(turn.visitor == self._visitor for turn in app._waiting)):
            self._thread.join(0.001)
        return not self.began.is_set()


@pytest.fixture(autouse=True)
def _looks_at_once(monkeypatch):
    """At each checkpoint, and while it waits, a run looks; and none is taken for stuck."""
    monkeypatch.setattr(run_limiter, "_LOOK_S", 0)
    monkeypatch.setattr(run_limiter, "_WAIT_S", 0.01)
    monkeypatch.setattr(run_limiter, "_STUCK_S", 1_000)


def test_one_more_than_may_run_waits_until_a_run_has_ended():
    app = RunLimiter(2)
    one, two = Run(app, "a"), Run(app, "b")
    assert one.has_begun()
    assert two.has_begun()
    three = Run(app, "c")
    assert three.waits(app)
    two.ends()
    assert three.has_begun()


def test_who_has_used_more_of_late_goes_behind_who_has_used_nothing():
    app = RunLimiter(1)
    app.charge(Visitor("a", "192.0.2.1", bool), 0.3)
    first = Run(app, "x", "192.0.2.9")
    assert first.has_begun()
    used, fresh = Run(app, "a", "192.0.2.1"), None
    assert used.waits(app)
    fresh = Run(app, "b", "192.0.2.2")
    assert fresh.waits(app)
    first.ends()
    assert fresh.has_begun()
    assert used.waits(app)
    fresh.ends()
    assert used.has_begun()


def test_of_one_address_the_connection_that_used_nothing_goes_first():
    app = RunLimiter(1)
    app.charge(Visitor("a", "192.0.2.1", bool), 0.3)
    first = Run(app, "x", "192.0.2.9")
    assert first.has_begun()
    used = Run(app, "a")
    assert used.waits(app)
    fresh = Run(app, "b")
    assert fresh.waits(app)
    first.ends()
    assert fresh.has_begun()
    assert used.waits(app)


def test_dear_runs_go_on_one_at_a_time_and_keep_no_cheap_one_waiting():
    app = RunLimiter(1)
    one = Run(app, "a", is_dear=True)
    assert one.has_begun()
    two, cheap = Run(app, "b", is_dear=True), Run(app, "c")
    assert cheap.has_begun()
    assert two.waits(app)
    one.ends()
    assert two.has_begun()


def test_whose_runs_have_been_dear_is_dear_from_the_beginning():
    app = RunLimiter(1)
    app.charge(Visitor("a", "192.0.2.1", bool), 100)
    one = Run(app, "b", is_dear=True)
    assert one.has_begun()
    assert Run(app, "a").waits(app)
    assert Run(app, "c").has_begun()


def test_a_run_that_becomes_dear_lets_a_cheap_one_begin(monkeypatch):
    app = RunLimiter(1)
    monkeypatch.setattr(run_limiter, "_CHEAP_S", -1)
    run = Run(app, "a")
    assert run.has_begun()
    run.does(checkpoint)
    assert run.did()
    assert Run(app, "b").has_begun()


def test_dear_runs_go_on_by_turns(monkeypatch):
    app = RunLimiter(1)
    monkeypatch.setattr(run_limiter, "_SLICE_S", -1)
    one = Run(app, "a", is_dear=True)
    assert one.has_begun()
    app.charge(Visitor("a", "192.0.2.1", bool), 1)
    two = Run(app, "b", "192.0.2.2", is_dear=True)
    assert two.waits(app)
    one.does(checkpoint)
    assert two.has_begun()
    two.ends()
    assert one.did()


def test_no_more_than_two_dear_runs_have_begun(monkeypatch):
    app = RunLimiter(1)
    monkeypatch.setattr(run_limiter, "_SLICE_S", -1)
    one = Run(app, "a", is_dear=True)
    assert one.has_begun()
    app.charge(Visitor("a", "192.0.2.1", bool), 1_000)
    two, three = Run(app, "b", "192.0.2.2", is_dear=True), None
    assert two.waits(app)
    one.does(checkpoint)
    assert two.has_begun()
    three = Run(app, "c", "192.0.2.3", is_dear=True)
    two.does(checkpoint)
    assert two.did()
    two.does(checkpoint)
    assert three.waits(app)
    two.ends()
    assert three.has_begun()


def test_a_connection_has_one_run_at_a_time_also_while_that_waits_for_a_further_turn(monkeypatch):
    app = RunLimiter(4)
    one = Run(app, "a")
    assert one.has_begun()
    two = Run(app, "a")
    assert two.waits(app)
    one.ends()
    assert two.has_begun()


def test_what_waits_for_something_else_leaves_its_turn_to_others():
    app = RunLimiter(1)
    run, is_there = Run(app, "a"), threading.Event()
    assert run.has_begun()

    def waits():
        with waiting():
            is_there.wait(PATIENCE_S)

    run.does(waits)
    other = Run(app, "b")
    assert other.has_begun()
    is_there.set()
    other.ends()
    assert run.did()


@pytest.mark.parametrize("is_dear", [False, True])
def test_a_run_whose_visitor_has_left_ends_at_its_next_checkpoint(is_dear):
    app = RunLimiter(1)
    run = Run(app, "a", is_dear=is_dear)
    assert run.has_begun()
    run.does(checkpoint)
    assert run.did()
    run.has_left = True
    run.does(checkpoint)
    assert run.ended.wait(PATIENCE_S)
    assert Run(app, "b", is_dear=is_dear).has_begun()


def test_one_who_leaves_while_waiting_takes_no_turn():
    app = RunLimiter(1)
    first, gone = Run(app, "a"), None
    assert first.has_begun()
    gone = Run(app, "b")
    assert gone.waits(app)
    gone.has_left = True
    assert gone.ended.wait(PATIENCE_S)
    first.ends()
    assert not gone.began.is_set()
    assert Run(app, "c").has_begun()


def test_what_is_stuck_holds_up_nobody(monkeypatch):
    app = RunLimiter(1)
    assert Run(app, "a").has_begun()
    monkeypatch.setattr(run_limiter, "_STUCK_S", 0)
    assert Run(app, "b").has_begun()


def test_without_a_limit_all_run_at_once():
    app = RunLimiter(0)
    assert all(Run(app, name, is_dear=True).has_begun() for name in "abc")


def test_how_long_somebody_waits_counts_only_where_they_do_not_wait_for_their_own():
    app = RunLimiter(1)
    assert app.longest_s() == 0
    run = Run(app, "a")
    assert run.has_begun()
    assert app.longest_s() > 0
    app.charge(Visitor("b", "192.0.2.1", bool), 100)
    assert app.longest_s() == 0
    run.ends()


def test_without_a_server_a_checkpoint_does_nothing():
    checkpoint()
    with waiting():
        checkpoint()
