"""An article as the draft of a story: what is there is valid, and what is missing is all that is wrong."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.base.edtf import When
from geo.base.faults import RefusedError
from geo.reading import reader, to_json, to_story, why_not
from geo.story import geojson
from geo.story.members import MAX_PASSAGE
from geo.view import judgement

#: The news item of the default story, told in our own words.
GHADAMES = (Path(__file__).parent / "ghadames.txt").read_text()
PUBLISHED = When.parse("2020-11-02/2020-11-03")

#: Two or more places in each.
ARTICLES = (
    "Flood in Derna\n\nA flood hit Derna on Sunday, 250 km east of Benghazi. Aid came from Egypt and Turkey.",
    "OSLO (AP) — Norway opened a tunnel to Bergen on 3 May 2019. It took six years.",
    "A ferry from Piraeus to Chios turned back on Monday. Greek police said that nobody was hurt in Athens.",
    "Police in London, Ontario, closed the road to Toronto. Windsor, 180 km away, had no rain.",
    "The mayor of Paris, Texas, will fly to Paris on 9 January 2021. The Eiffel Tower is in France.",
    "Talks between Washington and Moscow go on in Geneva. “We have time,” a Swiss diplomat said.",
    "Lima, Peru's capital, lies some 570 km from Cusco. Nobody walks.",
    "A quake of magnitude 6 shook Lombok. It was 30 km off Mataram, Indonesia's weather office said in Jakarta.",
    "They grow wheat near Saskatoon and in Kansas. In 2011 the harvest in Manitoba was poor.",
    "LAGOS, Nigeria — Traders from Kano and Ibadan met last week. They will meet again in June.",
    "Dr. Jordan Smith left Sydney in 1999. Smith now works at a hospital in Perth, 3,300 km away.",
    "From Marseille, the ship went to Algiers, Tunis and Tripoli. It was to reach Malta on Friday.",
    "The road from Dar es Salaam to Dodoma is closed, officials in Tanzania said.",
    "In Seoul and Busan the trains stood still. South Korean unions want more money.",
    "Chile and Argentina share a border in Patagonia. Punta Arenas is 200 km from Rio Gallegos.",
    "Kyiv said on Tuesday that Kharkiv, 40 km from the Russian border, had power again. Odesa had none.",
    "A train from Delhi to Agra hit a truck. India's railways opened an inquiry.\nIt was the third in March.",
    "New York and Boston had snow. Albany, New York, had the most: 40 cm.",
    "Riots spread from Santiago to Valparaíso in October 2019. The president of Chile spoke at night.",
    "طرابلس is Tripoli in Arabic, and Тріполі in Ukrainian. Zuwara, 100 km west of Tripoli, is by the sea.",
)


def load(draft: dict) -> geojson.Story:
    return geojson.read(json.dumps(draft).encode())


def test_default_story_told_as_a_news_item_has_every_place_and_no_other():
    found = reader.read(GHADAMES, PUBLISHED)
    assert [(m.text, m.chosen.name, m.chosen.country) for m in found.mentions] == [
        (said, said.capitalize() if said.isupper() else said, country)
        for said, country in (
            *(("Libya", "LY"), ("GHADAMES", "LY"), ("Libya", "LY"), ("Libya", "LY"), ("Tripoli", "LY")),
            *(("Ghadames", "LY"), ("Tripoli", "LY"), ("Tunisia", "TN"), ("Algeria", "DZ"), ("Libya", "LY")),
            *(("Tripoli", "LY"), ("Egypt", "EG"), ("Russia", "RU"), ("United Arab Emirates", "AE")),
            *(("Tripoli", "LY"), ("Turkey", "TR"), ("Morocco", "MA"), ("Egypt", "EG"), ("Switzerland", "CH")),
            *(("Tunisia", "TN"), ("Ghadames", "LY")),
        )
    ]
    assert {m.chosen.kind for m in found.mentions if m.text == "Tripoli"} == {"city"}


def test_default_story_told_as_a_news_item_has_its_dates():
    dates = [(date.text, date.edtf) for date in reader.read(GHADAMES, PUBLISHED).dates]
    assert dates == [
        ("Monday", "2020-11-02"),
        ("23 October", "2020-10-23"),
        ("2011", "2011"),
        ("April 2019", "2019-04"),
        ("June", "2020-06"),
        ("September", "2020-09"),
        ("9 November", "2020-11-09"),
    ]


def test_default_story_told_as_a_news_item_becomes_a_story_that_opens_on_its_claim():
    found = reader.read(GHADAMES, PUBLISHED)
    story = load(to_story.draft(found))
    (claim,) = story.claims
    assert (claim.quote, claim.origin, claim.to) == ("some 465 km southwest of Tripoli", "tripoli", "ghadames")
    verdict = to_story.verdict(found, 0)
    assert (verdict.distance, verdict.direction) == ("agrees", "agrees")
    assert (story.opening.origin, story.opening.to) == ("tripoli", "ghadames")
    assert story.event[story.opening.event].place == "ghadames"
    told = {(event.when.text, event.place, event.status) for event in story.events}
    assert told >= {
        ("2011", "libya", "happened"),
        ("2019-04", "tripoli", "happened"),
        ("2020-09", "morocco", "happened"),
        ("2020-09", "egypt", "happened"),
        ("2020-09", "switzerland", "happened"),
        ("2020-11-02", "ghadames", "happened"),
        ("2020-11-09", "tunisia", "announced"),
    }


@pytest.mark.parametrize("text", ARTICLES, ids=lambda text: text[:30])
def test_draft_with_a_publication_date_is_a_story(text):
    found = reader.read(text, PUBLISHED)
    story = load(to_story.draft(found, url="https://news.example/1"))
    assert len(story.places) == len({m.chosen.id for m in found.mentions if m.chosen}) >= 2
    for event in story.events:
        assert event.text in " ".join(text.split())
        assert event.said_by == "article"
        assert (event.status == "announced") == bool(event.when and event.when.begin.earliest > PUBLISHED.end.latest)
    for claim in story.claims:
        assert claim.quote in text


@pytest.mark.parametrize("text", ARTICLES[:6], ids=lambda text: text[:30])
def test_draft_without_a_publication_date_lacks_that_and_the_dates_counted_from_it(text):
    with pytest.raises(RefusedError) as refused:
        load(to_story.draft(reader.read(text)))
    assert {problem.path.rpartition("/")[2] for problem in refused.value.faults} <= {"published", "when"}


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Nobody spoke.", {"events"}),
        ("", {"events"}),
    ],
)
def test_draft_without_a_place_lacks_an_event(text, lacking):
    with pytest.raises(RefusedError) as refused:
        load(to_story.draft(reader.read(text, PUBLISHED)))
    assert {problem.path.rpartition("/")[2] for problem in refused.value.faults} == lacking


def test_one_place_is_a_story_that_measures_nothing():
    assert not load(to_story.draft(reader.read("They met in Tripoli.", PUBLISHED))).opening.is_pair


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_text_of_any_kind_beside_two_places_makes_a_story(text):
    story = load(to_story.draft(reader.read(f"{text}\n\nIn Tripoli and in Benghazi they met.\n\n{text}", PUBLISHED)))
    assert {"tripoli", "benghazi"} <= {place.id for place in story.places}


def test_title_is_that_of_the_page_or_the_first_line_without_its_dateline():
    assert to_story.draft(reader.read(ARTICLES[0]))["story"]["title"] == "Flood in Derna"
    assert to_story.draft(reader.read(ARTICLES[1]))["story"]["title"].startswith("Norway opened")
    assert to_story.draft(reader.read(ARTICLES[0]), "  The\nflood ")["story"]["title"] == "The flood"


@pytest.mark.parametrize("title", ["word " * 99, "w" * 500, "w" * 50 + " " + "w" * 500])
def test_a_long_title_is_cut_at_a_word_where_it_has_words(title):
    cut = to_story.draft(reader.read(""), title)["story"]["title"]
    assert 40 < len(cut) <= 90
    assert cut.endswith("w…") or cut.endswith("word…")


def test_source_has_the_address_and_date_where_they_are_known():
    draft = to_story.draft(reader.read(ARTICLES[0], PUBLISHED), url="https://news.example/1")
    (source,) = draft["story"]["sources"]
    assert source == {
        "id": "article",
        "title": "Flood in Derna",
        "url": "https://news.example/1",
        "date": PUBLISHED.text,
    }
    assert set(to_story.draft(reader.read(ARTICLES[0]))["story"]["sources"][0]) == {"id", "title"}


def test_sentence_without_a_date_has_that_of_the_article_and_says_so():
    events = to_story.draft(reader.read("In Derna it rained. In Benghazi it rained on 1 May 2020.", PUBLISHED))[
        "story"
    ]["events"]
    assert [(event["when"], "note" in event) for event in events] == [(PUBLISHED.text, True), ("2020-05-01", False)]


def test_places_of_one_name_have_ids_of_their_own():
    draft = to_story.draft(reader.read("Paris, Texas, is not Paris, France."))
    ids = [feature["id"] for feature in draft["features"]]
    assert len(ids) == len(set(ids))


def test_countries_and_regions_are_no_spots_and_their_distances_are_not_judged():
    features = {
        f["id"]: f["properties"] for f in to_story.draft(reader.read("In Texas and in Libya, in Tripoli."))["features"]
    }
    assert features["texas"]["precision"] == "region"
    assert features["libya"]["precision"] == "country"
    assert "radius_km" not in features["texas"] | features["libya"]
    assert features["tripoli"]["radius_km"] > 0
    assert "GeoNames 2210247" in features["tripoli"]["position_source"]


TWO = "Rain fell all day. The talks were held in Ghadames, some 465 km southwest of Tripoli.\nNothing was signed."


def test_events_and_claims_keep_their_sentence_with_what_stands_beside_it():
    draft = to_story.draft(reader.read(TWO, When.parse("2020-11-03")))
    sentence = "The talks were held in Ghadames, some 465 km southwest of Tripoli."
    passage = {"exact": sentence, "prefix": "Rain fell all day. ", "suffix": "\nNothing was signed."}
    assert [event["passage"] for event in draft["story"]["events"]] == [passage]
    assert [claim["passage"] for claim in draft["story"]["claims"]] == [passage]
    assert load(draft).claims[0].passage._asdict() == passage


def test_sentence_of_any_length_makes_a_passage_of_the_article():
    text = f"In Tripoli {'it rained and ' * 500}it stopped."
    (event,) = to_story.draft(reader.read(text, None))["story"]["events"]
    assert len(event["passage"]["exact"]) <= MAX_PASSAGE
    assert text.startswith(event["passage"]["exact"] + event["passage"]["suffix"])
    assert "prefix" not in event["passage"]


def test_claim_far_off_has_its_verdict_only_once_a_person_has_confirmed_both_places():
    text = "Libya waits. The talks were held in Ghadames, some 46 km southwest of Tripoli."
    reading = reader.read(text, None)
    found = to_story.verdict(reading, 0)
    assert (found.distance, found.obstacle) == ("cannot tell", "far apart")
    assert why_not.reason(reading, 0, found) == judgement.REASONS["far apart"]
    named = {m.text: (m.start, m.chosen.id) for m in reading.mentions}
    one = dict([named["Ghadames"]])
    both = one | dict([named["Tripoli"]])
    assert to_story.verdict(reader.read(text, None, decided=one), 0).distance == "cannot tell"
    confirmed = to_story.verdict(reader.read(text, None, decided=both), 0)
    assert (confirmed.distance, confirmed.obstacle) == ("shorter", None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The camp is a two-hour drive from Tripoli.", "It is a travel time, not a distance."),
        ("Rebels took a post 20 km from Tripoli.", "The words leave open which two places are meant."),
        ("Libya waits. The talks were held in Ghadames, some 46 km from Tripoli.", judgement.REASONS["far apart"]),
    ],
)
def test_wherever_there_is_no_verdict_a_sentence_says_why(text, why):
    (claim,) = to_json.plain(reader.read(text, None))["claims"]
    assert claim["reason"] == why
    assert claim["verdict"] is None or claim["verdict"]["distance"] == "cannot tell"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("In Oslo, the Danish government said help was on its way to Bergen.", ["oslo"]),
        ("In Paris, Texas, police said that a man of Dallas had died.", ["paris"]),
        ("A roof fell in at Graz, the mayor of Vienna said on Monday.", ["graz"]),
        ("The mayor of Vienna said a roof had fallen in at Graz.", ["graz"]),
        ("A roof fell in at Graz, said the mayor of Vienna.", ["graz"]),
        ("According to officials in Vienna, snow buried a road near Graz.", ["graz"]),
        ("Police in Vienna said that nobody was hurt.", ["vienna"]),
        ("“Nobody was hurt,” said the mayor of Vienna.", []),
        ("Kenya's army left Nairobi for Kisumu.", ["nairobi"]),
    ],
)
def test_event_is_at_the_place_that_its_sentence_is_about(text, places):
    events = to_story.draft(reader.read(text, PUBLISHED))["story"]["events"]
    assert [event["place"] for event in events] == places


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("The town of Graz was hit by a storm.", PUBLISHED.text),
        ("The town of Graz lies 200 km from Vienna.", None),
        ("The town of Graz is the second city of Austria.", None),
        ("The town of Graz has long been without rain.", None),
        ("The town of Graz was founded in 1928.", "1928"),
        ("The town of Graz is the safest town, the police said.", PUBLISHED.text),
    ],
)
def test_background_without_a_date_is_left_without_one(text, when):
    (event, *_) = to_story.draft(reader.read(text, PUBLISHED))["story"]["events"]
    assert event.get("when") == when
    assert ("note" in event) == (when == PUBLISHED.text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met in Cologne.", "Cologne"),
        ("A bomb went off in Basra.", "Basra"),
        ("GRAZ, Austria - They met in Graz.", "Graz"),
        ("GRAZ, Austria (AP) - They met.", "Graz"),
        ("They live in Owensboro, Ky.", "Owensboro"),
    ],
)
def test_place_has_the_name_that_the_article_gives_it(text, name):
    features = to_story.draft(reader.read(text, PUBLISHED))["features"]
    assert features[0]["properties"]["name"] == name


def test_place_that_nobody_confirmed_says_so():
    text = "They met in Graz and in Vienna."
    first, second = reader.read(text, PUBLISHED).mentions
    reading = reader.read(text, PUBLISHED, decided={first.start: first.chosen.id})
    features = to_story.draft(reading)["features"]
    assert [feature["properties"].get("checked") for feature in features] == [None, False]
    assert second.chosen


def test_claim_whose_other_end_nobody_names_is_kept_with_its_kind():
    text = "MANILA (AP) - A ferry sank about 15 km off the coast of Calapan. Rebels took a post 20 km from Cebu."
    coast, post = to_story.draft(reader.read(text, PUBLISHED))["story"]["claims"]
    assert (coast["from"], coast["kind"], "to" in coast) == ("calapan", "coast", False)
    assert (post["from"], "kind" in post, "to" in post) == ("cebu", False, False)
