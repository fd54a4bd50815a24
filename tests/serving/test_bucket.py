"""Token buckets: what they grant over any time, and who shares one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.origin import origin
from geo.serving.bucket import Bucket, Buckets


@given(st.lists(st.floats(0, 10), min_size=1, max_size=60), st.floats(0.1, 50), st.integers(1, 20))
def test_no_stretch_of_time_holds_more_than_the_burst_and_what_the_rate_earns(pauses, rate, burst):
    bucket, now, due = Bucket(rate, burst), 100.0, []
    for pause in pauses:
        now += pause
        due.append(now + bucket.reserve(now))
    assert due == sorted(due)
    for i, start in enumerate(due):
        for j in range(i, len(due)):
            assert j - i + 1 <= burst + rate * (due[j] - start) + 1e-6


def test_who_pauses_has_the_whole_burst_again_and_no_more():
    bucket = Bucket(rate=1, burst=3)
    assert [bucket.reserve(0) for _ in range(4)] == [0, 0, 0, 1]
    assert [bucket.reserve(1_000) for _ in range(4)] == [0, 0, 0, 1]


def test_larger_amounts_wait_longer_and_a_rate_of_0_grants_everything():
    assert Bucket(rate=10, burst=100).reserve(0, 150) == 5
    assert Bucket(rate=0, burst=0).reserve(0, 1e12) == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::"),
        ("2001:db8::ffff:1", "2001:db8::"),
        ("2001:db8:0:1::1", "2001:db8:0:1::"),
        ("not an address", ""),
    ],
)
def test_addresses_of_one_customer_are_counted_together(address, counted):
    assert origin(address) == counted


def test_a_flood_of_addresses_is_forgotten_from_the_oldest(monkeypatch):
    monkeypatch.setattr("geo.serving.bucket._KEPT", 3)
    buckets = Buckets(1, 1)
    first = buckets.of("a")
    for name in "bcabd":
        buckets.of(name)
    assert buckets.of("a") is first
    assert buckets.of("b").reserve(0) == 0
