"""Ten thousand hostile texts through every way out."""

import pytest

from tests.hostile import many
from tests.sinks import SINKS

TEXTS = many(10_000)
AT_ONCE = 500


@pytest.mark.parametrize("sink", SINKS)
def test_10_000_hostile_texts_come_out_as_text(sink):
    for begin in range(0, len(TEXTS), AT_ONCE):
        SINKS[sink](TEXTS[begin : begin + AT_ONCE])
