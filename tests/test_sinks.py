"""Hostile text through every way out: it comes out as that text. `stress/test_sinks.py` does so with 10,000."""

import pytest

from tests.hostile import many
from tests.sinks import SINKS

TEXTS = many(200)


@pytest.mark.parametrize("sink", SINKS)
def test_hostile_text_comes_out_as_text(sink):
    SINKS[sink](TEXTS)
