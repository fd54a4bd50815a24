"""Texts that would keep the reader of articles busy: as long as one may be, and nothing but one thing."""

import random
import time

import pytest

from geo.base.edtf import When
from geo.reading import reader
from geo.reading.dates.find import find_dates
from geo.reading.distances import claims
from geo.session.article_session import MAX_TEXT
from tests.reading.distances.test_claims import HELD_OUT, LABELLED

# None takes 4 s of a core that has nothing else to do.
SECONDS = 12
#: A core that is shared takes so many times as long.
BUSY = 3
_DRAWN = random.Random(1)
CAPITALS = "".join(f"{_DRAWN.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')} " for _ in range(MAX_TEXT // 2))
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
    text = (piece * (MAX_TEXT // len(piece) + 1))[:MAX_TEXT]
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


@pytest.mark.parametrize(
    "piece",
    [
        *("Monday ", "in 2011, ", "May ", "2-", "2020-", "November 2-", "a", "would be ", "agreed to to ", "last "),
        *(
            "weeks ago ",
            "a few hundred and ",
            "between March and ",
            "March to ",
            "from ",
            "10/12/",
            " \n",
            "Mon., Nov. ",
        ),
        *("moved from 3 May to ", "of 2000 People ", "1600 Aa Aa Aa ", "in two weeks' time ", "early ", "x. ", "said "),
    ],
)
def test_dates_of_a_repetitive_text_of_100_kb(piece):
    began = time.process_time()
    find_dates(piece * (100_000 // len(piece)), When.parse("2020-11-03"))
    assert time.process_time() - began < 1 * BUSY


def test_dates_of_an_article_of_500_words():
    filler = "The delegates spoke of water and roads, and the old port was rebuilt with great care and little money. "
    article = (
        "".join(
            f"{filler}{sentence} {filler}"
            for sentence in (
                "They met on Monday.",
                "They will meet again on 12 November.",
                "The town was taken in October 2019.",
                "It fell from 3 to 5 March 2011.",
                "Prices rose last week.",
                "The road was shut two weeks ago.",
                "He came in 2014.",
                "She left in early May.",
                "The vote of 2 November 2018 was lost.",
                "It begins tomorrow.",
            )
        )
        + filler * 3
    )
    assert 490 <= len(article.split()) <= 520
    published, least = When.parse("2020-11-03"), 1.0
    assert len(find_dates(article, published)) == 10
    for _ in range(20):
        began = time.process_time()
        find_dates(article, published)
        least = min(least, time.process_time() - began)
    # Measured: 0.7 ms.
    assert least < 0.001 * BUSY
