"""Texts that would keep the reader of articles busy: as long as one may be, and nothing but one thing."""

import random
import time

import pytest

from geo import claims, reader
from geo.review import TEXT_MAX
from tests.test_claims import HELD_OUT, LABELLED

# None takes 4 s of a core that has nothing else to do.
SECONDS = 12
_DRAWN = random.Random(1)
CAPITALS = "".join(f"{_DRAWN.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')} " for _ in range(TEXT_MAX // 2))
PIECES = (
    *(
        "A ",
        "Aa ",
        "A. ",
        "in A ",
        "Paris ",
        "Paris, ",
        "San ",
        "St. ",
        "Of The ",
        "Road ",
        "Xy Road ",
        "Paris, Texas, ",
    ),
    *(
        "in Sebha, Ubari, ",
        "Sebha and ",
        "Mr. ",
        "U.S. ",
        "u.s.",
        "Mr. A. B. ",
        "John Smith ",
        "French ",
        "𝔘 ",
        "e\u0301",
    ),
    *(
        "1 ",
        "1,",
        "1.1,",
        ".",
        ". ",
        "\n",
        " ",
        "'",
        "a'a",
        '"',
        "(",
        "-",
        "–",
        "://",
        "@ ",
        "aaaa",
        "AAAA",
        "غدامس ",
        "漢",
    ),
    *(
        "10 km ",
        "10 km from Paris ",
        "km ",
        "from ",
        "5 km north of ",
        "ten ",
        "a hundred thousand ",
        "one and ",
        "twenty-",
    ),
    *(
        "half a ",
        "between 5 and ",
        "May ",
        "Monday ",
        "1 May ",
        "May 1, ",
        "2020 ",
        "2020-",
        "1/2/",
        "last ",
        "three days ",
    ),
    *("1–2 May 2020 – ", "was ", "will ", "on ", "A\ufdfa ", "\u200d", "\u202e", "\0", CAPITALS),
)


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: ascii(piece[:20]))
def test_no_text_takes_long(piece):
    text = (piece * (TEXT_MAX // len(piece) + 1))[:TEXT_MAX]
    start = time.process_time()
    reader.read(text)
    assert time.process_time() - start < SECONDS


def test_sentences_with_one_or_two_signs_changed_are_read(seen):
    chance = random.Random(1)
    texts = [labelled["text"] for labelled in LABELLED + HELD_OUT]
    signs = "“”‘’\"'()[].,;:!?-–—−/ \n\t\u00a0\u200b\u202f0123456789½²٣𝟛aAİıKmM°$+~≈\\|\0\ud800غ漢\u0301" + "".join(
        texts
    )
    found = 0
    for _ in range(200_000):
        changed = chance.choice(texts)
        for _ in range(chance.choice((1, 2))):
            at = chance.randrange(len(changed) + 1)
            come, gone = chance.choice((("", 1), (chance.choice(signs), 0), (chance.choice(signs), 1)))
            changed = changed[:at] + come + changed[at + gone :]
        found += len(claims.read(changed))
    seen(f"200,000 sentences, {found:,} claims in them, no exception")
