"""Articles read: sentences of our own, and any text at all."""

import json
import sqlite3
import time
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.base.faults import RefusedError
from geo.gazetteer.places import FILE
from geo.reading import reader, to_json, to_story
from geo.story import geojson

TALKS = (
    "GHADAMES, Libya (AP) — Libya's warring sides met on Monday in the oasis town of Ghadames, some 465 km southwest "
    "of Tripoli, for talks.\n\n"
    "The talks follow rounds in Morocco, Egypt and Switzerland. UN envoy Stephanie Williams said that officers would "
    "meet in Tunisia on 9 November. Tarhuna lies 65 km from the capital, Tripoli. Nobody spoke of elections."
)
PUBLISHED = When.parse("2020-11-03")


def places(text: str, **asked) -> list[tuple[str, str | None, str | None]]:
    """Each name with the kind and the country of the place that it is read as."""
    return [
        (m.text, m.chosen.kind if m.chosen else None, m.chosen.country if m.chosen else None)
        for m in reader.read(text, **asked).mentions
    ]


def test_article_has_all_its_places_and_no_person_among_them():
    assert places(TALKS) == [
        ("GHADAMES", "town", "LY"),
        ("Libya", "country", "LY"),
        ("Libya", "country", "LY"),
        ("Ghadames", "town", "LY"),
        ("Tripoli", "city", "LY"),
        ("Morocco", "country", "MA"),
        ("Egypt", "country", "EG"),
        ("Switzerland", "country", "CH"),
        ("Tunisia", "country", "TN"),
        ("Tarhuna", "town", "LY"),
        ("Tripoli", "city", "LY"),
    ]


def test_claims_are_linked_at_both_ends_and_judged():
    told = to_json.plain(reader.read(TALKS, PUBLISHED))
    names = [mention["text"] for mention in told["mentions"]]
    assert [(names[c["from"]], names[c["to"]], c["verdict"]["distance"]) for c in told["claims"]] == [
        ("Tripoli", "Ghadames", "agrees"),
        ("Tripoli", "Tarhuna", "agrees"),
    ]
    assert told["claims"][0]["verdict"]["direction"] == "agrees"


def test_dates_are_counted_from_the_publication_and_stay_open_without_it():
    assert [date.edtf for date in reader.read(TALKS, PUBLISHED).dates] == ["2020-11-02", "2020-11-09"]
    assert [date.edtf for date in reader.read(TALKS).dates] == [None, None]


def test_sentences_without_a_place_are_listed():
    told = to_json.plain(reader.read(TALKS, PUBLISHED))
    assert [sentence["text"] for sentence in told["placeless"]] == ["Nobody spoke of elections."]


def test_draft_is_a_story_with_an_event_for_each_place_that_a_sentence_is_about():
    story = geojson.read(json.dumps(to_story.draft(reader.read(TALKS, PUBLISHED))).encode())
    assert story.title.startswith("Libya's warring sides met on Monday")
    assert [(event.place, event.when and event.when.text, event.status) for event in story.events] == [
        ("ghadames", "2020-11-02", "happened"),
        ("morocco", "2020-11-03", "happened"),
        ("egypt", "2020-11-03", "happened"),
        ("switzerland", "2020-11-03", "happened"),
        ("tunisia", "2020-11-09", "announced"),
        ("tarhuna", None, "happened"),
    ]
    assert all(event.text in TALKS.replace("\n", " ") for event in story.events)
    assert story.event[story.events[1].id].note
    assert {(claim.origin, claim.to) for claim in story.claims} == {("tripoli", "ghadames"), ("tripoli", "tarhuna")}


def test_draft_without_a_publication_date_lacks_that():
    with pytest.raises(RefusedError) as refused:
        geojson.read(json.dumps(to_story.draft(reader.read(TALKS))).encode())
    assert {problem.path.rpartition("/")[2] for problem in refused.value.faults} == {"published"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She flew to London, Ontario.", ("London", "city", "CA")),
        ("She flew to London.", ("London", "city", "GB")),
        ("He was born in Paris, Texas.", ("Paris", "town", "US")),
        ("Talks began in Tbilisi; Georgia's army watched.", ("Georgia", "country", "GE")),
        ("Police in Atlanta, Georgia, said so.", ("Georgia", "region", "US")),
        ("From Moscow the envoy flew to Washington.", ("Washington", "city", "US")),
        ("A flood hit Derna, 250 km east of Benghazi.", ("Derna", "city", "LY")),
        ("They met in St. Petersburg, Russia.", ("St. Petersburg", "city", "RU")),
        ("The U.S. sent aid.", ("U.S.", "country", "US")),
        ("A ferry left for the Netherlands.", ("Netherlands", "country", "NL")),
    ],
)
def test_name_means_what_the_words_around_it_say(text, expected):
    assert expected in places(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Henderson scored twice.",
        "Paris Hilton and Chelsea Clinton spoke.",
        "Mr. Lincoln and President Jackson were painted.",
        "Nice work, they said. Reading is fun. Of all things!",
        "In March and May, the Times wrote about the Church.",
        "The University of Washington Press printed it.",
        "He and I went, and so did We The People.",
        "",
        "\n\n",
    ],
)
def test_what_is_no_place_is_none(text):
    assert places(text) == []


def test_what_the_article_is_about_ranks_all_anew():
    text = "Police in London closed the road to Paris on Friday."
    assert [country for *_, country in places(text)] == ["GB", "FR"]
    assert [country for *_, country in places(text, about="Ontario, Canada")] == ["CA", "CA"]


def test_decisions_of_a_person_are_final():
    found = reader.read("Police in London said so. London is large.")
    ontario = next(c.entry for c in found.mentions[0].candidates if c.entry.country == "CA")
    decided = reader.read(found.text, decided={found.mentions[0].start: ontario.id, found.mentions[1].start: None})
    (only,) = decided.mentions
    assert (only.chosen.id, only.trust, only.text) == (ontario.id, "confirmed", "London")
    assert found.mentions[0].chosen.id in {candidate.entry.id for candidate in only.candidates}
    assert list(decided.placeless) == [1]


def test_ends_of_a_claim_may_be_given():
    found = reader.read("Forces had left Tarhuna, and stood 30 km from Tripoli.")
    ((claim, ends),) = found.claims
    by_name = {mention.text: mention.start for mention in found.mentions}
    assert (found.mentions[ends.origin].text, ends.to) == ("Tripoli", None)
    assert "Tarhuna" in {found.mentions[index].text for index in ends.tos}
    linked = reader.read(found.text, linked={claim.start: (by_name["Tripoli"], by_name["Tarhuna"])})
    assert linked.mentions[linked.claims[0][1].to].text == "Tarhuna"
    assert to_json.plain(linked)["claims"][0]["verdict"]["distance"] == "shorter"


def test_what_a_person_says_of_other_positions_counts_for_nothing():
    plain = reader.read(TALKS, PUBLISHED)
    assert reader.read(TALKS, PUBLISHED, decided={1: None, 10**9: 5}, linked={1: (2, 3), -1: (0, 0)}) == plain
    assert reader.read(TALKS, PUBLISHED, about="Nothing of the kind") == plain


def test_ends_given_at_no_name_are_open():
    found = reader.read(TALKS, PUBLISHED)
    start = found.claims[0][0].start
    ends = reader.read(TALKS, PUBLISHED, linked={start: (1, found.mentions[0].start)}).claims[0][1]
    assert (ends.origin, ends.to) == (None, 0)
    assert ends.origins == found.claims[0][1].origins


def test_dropped_name_leaves_its_sentence_without_a_place_and_its_claim_without_an_end():
    found = reader.read(TALKS, PUBLISHED)
    tarhuna = next(index for index, mention in enumerate(found.mentions) if mention.text == "Tarhuna")
    dropped = reader.read(TALKS, PUBLISHED, decided={found.mentions[tarhuna].start: None})
    assert [m.start for m in dropped.mentions] == [m.start for i, m in enumerate(found.mentions) if i != tarhuna]
    assert dropped.claims[1][1].to is None
    both = {mention.start: None for mention in found.mentions[tarhuna:]}
    assert len(reader.read(TALKS, PUBLISHED, decided=both).placeless) == len(found.placeless) + 1


def test_the_day_of_reading_never_counts():
    text = (
        "On Monday they met. Last week they left. Yesterday it rained. In March it snowed. On 3 May all ended. In 2011."
    )
    assert [date.edtf for date in reader.read(text).dates] == [None] * 5 + ["2011"]


PIECES = st.sampled_from(
    [
        *(
            "San ",
            "Paris",
            ", ",
            "New York ",
            "St. ",
            "U.S. ",
            "’s ",
            "\n",
            "of ",
            "465 km from ",
            "“",
            "(AP) — ",
            "in ",
        ),
        *(
            "John ",
            "and ",
            "said",
            ". ",
            "www.",
            "@",
            "French ",
            "Road ",
            "\ud800",
            "\x00",
            "\u202e",
            "Monday ",
            "Texas",
        ),
    ]
)
DECISIONS = st.dictionaries(st.integers(0, 60), st.one_of(st.none(), st.integers(), st.just(2210247)), max_size=4)


@settings(max_examples=60)
@given(
    st.one_of(st.text(max_size=200), st.text(st.characters(), max_size=99), st.lists(PIECES, max_size=60).map("".join)),
    DECISIONS,
)
def test_any_text_is_read_and_every_position_is_in_it(text, decided):
    found = reader.read(text, PUBLISHED, decided=decided)
    last = 0
    for mention in found.mentions:
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert len({each.entry.id for each in mention.candidates}) == len(mention.candidates)
        assert decided.get(mention.start, 0) is not None
        last = mention.end
    for _, ends in found.claims:
        assert {ends.origin, ends.to, *ends.origins, *ends.tos} <= {None, *range(len(found.mentions))}
    with_place = {found.sentence_at(mention.start) for mention in found.mentions}
    assert sorted([*with_place, *found.placeless]) == list(range(len(found.sentences)))
    json.dumps(to_json.plain(found))
    assert reader.read(text, PUBLISHED, decided=decided) == found


def seconds(text: str) -> float:
    """How long it takes to read a text, and to tell what was found."""
    begin = time.process_time()
    to_json.plain(reader.read(text, PUBLISHED))
    return time.process_time() - begin


@pytest.mark.parametrize(
    "unit",
    [
        *("A ", "San ", "New York, ", "(((((", "St. St. ", "Road ", "AAAA", "a.b.c. ", "'s ", "–", "x@", "Paris's "),
        *(
            "Mr. X Y Z ",
            "5 km from ",
            "Elm Road, Paris, ",
            "Rome, Texas, ",
            "In Derna on Monday. ",
            "Derna, 5 km away, ",
        ),
    ],
)
def test_time_of_hostile_text_grows_no_faster_than_its_length(unit):
    def text(length: int) -> str:
        return (unit * length)[:length]

    seconds(unit)
    assert any(seconds(text(8_000)) < 20 * seconds(text(1_000)) + 0.1 for _ in range(3))


def test_time_of_many_different_names_grows_no_faster_than_their_number():
    with closing(sqlite3.connect(f"{FILE.as_uri()}?mode=ro", uri=True)) as file:
        names = [
            row[0] for row in file.execute("select name from place where population > 90000 order by id limit 2000")
        ]
    assert len(names) == 2000
    assert any(seconds(", ".join(names)) < 20 * seconds(", ".join(names[:250])) + 0.1 for _ in range(3))


def test_a_long_hostile_text_takes_no_more_than_seconds():
    assert seconds("San " * 10_000) < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AGADEZ, Niger (AP) - The mayor spoke. The base is 12 km from here.", ["AGADEZ"]),
        ("AGADEZ, Niger (AP) - Rebels hold a hill 20 miles from this city.", ["AGADEZ"]),
        ("Envoys flew from Niamey to Agadez. The dam is 100 km north of the capital.", ["Niamey"]),
    ],
)
def test_here_and_the_capital_are_offered_and_never_settled(text, expected):
    found = reader.read(text)
    ((_, ends),) = found.claims
    assert ends.origin is None
    assert [found.mentions[index].text for index in ends.origins][:1] == expected


def test_two_claims_in_a_row_are_about_one_place():
    found = reader.read("Sebha is 660 km south of Tripoli and 230 km north of Murzuq.")
    (_, one), (_, other) = found.claims
    assert found.mentions[one.to].text == found.mentions[other.to].text == "Sebha"
