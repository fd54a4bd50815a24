"""The ends of claims: linked where the words leave no doubt, else offered."""

from collections.abc import Sequence

import pytest

from geo.reading.distances import claims
from geo.reading.distances.ends import Place, is_end, link

NAMES = ("Ghadames", "Tripoli", "Benghazi", "Derna", "Libya", "Tarhuna")


def linked(text: str):
    """The names at the ends of the only claim, and those that are offered for each."""
    (claim,) = claims.read(text)
    at = sorted((text.find(name), name) for name in NAMES if name in text)
    places = [Place(start, start + len(name), name != "Libya") for start, name in at]
    ends = link(text, claim, places, (0, len(text)))
    told = [None if index is None else at[index][1] for index in (ends.origin, ends.to)]
    return (*told, [at[index][1] for index in ends.origins], [at[index][1] for index in ends.tos])


@pytest.mark.parametrize(
    "text",
    [
        "They met in Ghadames, some 465 km southwest of Tripoli.",
        "They met in Ghadames, a town some 465 km southwest of Tripoli.",
        "They met in Ghadames, an old oasis town 465 km from Tripoli.",
        "They met in Ghadames (465 km from Tripoli).",
        "Ghadames is 465 km from Tripoli.",
        "Ghadames lies 465 km from Tripoli.",
        "Ghadames, which is located 465 km from Tripoli, is old.",
        "Ghadames is situated some 465 km southwest of Tripoli.",
        "Some 465 km southwest of Tripoli, in Ghadames, they met.",
        "Some 465 km from Tripoli, in the town of Ghadames, they met.",
        "The distance between Tripoli and Ghadames is 465 km.",
        "They met in Ghadames, directly on the border, 465 km southwest of Tripoli.",
        "Some 465 km southwest of Tripoli lies Ghadames, an oasis.",
    ],
)
def test_apposition_and_verbs_of_lying_link_both_ends(text):
    assert linked(text)[:2] == ("Tripoli", "Ghadames")


@pytest.mark.parametrize(
    "text",
    [
        "Forces that had left Benghazi stood 50 km from Tripoli.",
        "After Benghazi and Derna they were 50 km from Tripoli.",
        "Libya, 50 km from Tripoli, is hot.",
        "They came from Benghazi. It is 50 km from Tripoli.",
    ],
)
def test_the_nearest_name_before_is_offered_and_not_linked(text):
    origin, to, origins, tos = linked(text)
    assert (origin, to, origins) == ("Tripoli", None, ["Tripoli"])
    assert tos


def test_what_is_offered_is_of_the_same_sentence_and_the_nearest_first():
    text = "Derna is far. After Benghazi and Tarhuna they were 50 km from Tripoli. Ghadames is far."
    (claim,) = claims.read(text)
    places = [
        Place(text.index(name), text.index(name) + len(name), True)
        for name in ("Derna", "Benghazi", "Tarhuna", "Tripoli", "Ghadames")
    ]
    ends = link(text, claim, places, (text.index("After"), text.index(" Ghadames")))
    assert (ends.origin, ends.to, ends.origins, ends.tos) == (3, None, (3,), (2, 1))


def test_a_claim_without_places_has_no_ends():
    assert linked("They were 50 km from the border.") == (None, None, [], [])


def test_a_claim_from_no_named_place_has_all_offered_as_its_origin():
    assert linked("In Derna, 50 km away, they met.")[2] == ["Derna"]


def test_the_words_of_a_distance_say_that_a_name_is_a_place():
    text = "They met in Nowy, 5 km from Dol. Later Kid spoke."
    found = claims.read(text)

    def asked(name: str) -> bool:
        return is_end(text, found, text.index(name), text.index(name) + len(name))

    assert asked("Nowy")
    assert asked("Dol")
    assert not asked("Kid")
    assert not is_end(text, [], 0, 4)


def test_no_more_than_a_few_are_offered_of_a_long_sentence():
    text = "Derna, " * 500 + "they were 50 km from Tripoli, " + "Derna, " * 500
    (claim,) = claims.read(text)
    starts = [i for i in range(len(text)) if text.startswith(("Derna", "Tripoli"), i)]
    places = [Place(start, start + 5, True) for start in starts]
    ends = link(text, claim, places, (0, len(text)))
    assert text.startswith("Tripoli", starts[ends.origin])
    assert 1 <= len(ends.tos) <= 6
    assert ends.tos[0] in (499, 501)


class Counted(Sequence):
    """Places that count how often one is looked at."""

    def __init__(self, places):
        self._places, self.looks = places, 0

    def __len__(self):
        return len(self._places)

    def __getitem__(self, index):
        self.looks += 1
        return self._places[index]


def test_of_many_places_only_those_near_the_claim_are_looked_at():
    text = "Derna, " * 20_000 + "they were 50 km from Tripoli."
    (claim,) = claims.read(text)
    places = Counted([Place(7 * index, 7 * index + 5, True) for index in range(20_000)])
    link(text, claim, places, (0, len(text)))
    assert places.looks < 200
