"""The distance of a claim as evidence: it breaks ties, leaves open what cannot be meant, and changes nothing else."""

import pytest

from geo.base.edtf import When
from geo.reading import fitting, reader, to_story
from geo.reading.places.choice import Chosen

PUBLISHED = When.parse("2023-05-10")


def ends(text: str, **asked):
    """The mentions at both ends of the first claim, the subject first."""
    reading = reader.read(text, PUBLISHED, **asked)
    _, linked = reading.claims[0]
    return reading.mentions[linked.to], reading.mentions[linked.origin]


@pytest.mark.parametrize(
    "text",
    [
        "Two men died in Springfield, 50 km north of Lusaka.",
        "Shells fell on Fish Lake, 12 km west of Mosul.",
        "They took Baraka, 70 km south of Uvira.",
    ],
)
def test_place_on_another_continent_is_left_open_with_the_reason(text):
    subject, origin = ends(text)
    assert (subject.chosen, subject.trust) == (None, "unsure")
    assert origin.text in subject.reason
    assert subject.candidates
    assert origin.chosen
    reading = reader.read(text, PUBLISHED)
    assert to_story.verdict(reading, 0) is None
    assert len(to_story.draft(reading)["features"]) == 1


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # a slip of ten times, either way, and a distance by road
        ("A flood hit Derna, 2500 km east of Benghazi.", "LY"),
        ("A flood hit Derna, 25 km east of Benghazi.", "LY"),
        ("Tral, 50 km from Srinagar, had no power.", "IN"),
        # it is told of elsewhere
        ("Police in the United States came to Springfield, 50 km north of Lusaka.", "US"),
    ],
)
def test_place_stays_where_its_country_is_spoken_of_or_the_claim_may_be_true(text, country):
    subject, _ = ends(text)
    assert subject.chosen
    assert subject.chosen.country == country


def test_what_a_person_confirmed_stays():
    text = "Two men died in Springfield, 50 km north of Lusaka."
    subject, _ = ends(text)
    number = subject.candidates[0].entry.id
    confirmed, _ = ends(text, decided={subject.start: number})
    assert (confirmed.chosen.id, confirmed.trust) == (number, "confirmed")


def test_claim_chooses_among_tied_candidates_and_leaves_them_likely_at_most():
    text = "A flood hit Derna, 250 km east of Benghazi."
    reading = reader.read(text, PUBLISHED)
    _, linked = reading.claims[0]
    subject, far = reading.mentions[linked.to], reader.read("They met in Springfield.").mentions[0].chosen
    derna = subject.chosen

    def with_shares(wrong: float, right: float):
        candidates = (Chosen(far, wrong, 0.0), Chosen(derna, right, 0.0))
        mentions = list(reading.mentions)
        mentions[linked.to] = fitting.replace(subject, candidates=candidates, trust="likely")
        return fitting.fitted(mentions, reading.claims)[linked.to]

    tied, not_tied = with_shares(0.6, 0.4), with_shares(0.97, 0.03)
    assert (tied.chosen, tied.trust) == (derna, "likely")
    assert not_tied.chosen is None
