"""The article of one visitor: what the server takes from their browser, and what it answers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.checkpoint import course
from geo.session.article_session import MAX_MENTIONS, MAX_TEXT, ArticleSession
from geo.session.upload import Upload
from geo.story import geojson
from geo.story.draft import Draft
from tests.hostile import CORPUS
from tests.pieces import bring, file

TEXT = (
    "GHADAMES, Libya - The two sides met on Monday in Ghadames, some 465 km southwest of Tripoli. "
    "Nothing was agreed. One came from Cambridge, 20 km from Ely. It is a two-hour drive from Tripoli."
)
TRIPOLI_IN_LEBANON, CAMBRIDGE = 266826, TEXT.index("Cambridge")
DROP_CAMBRIDGE = {"start": CAMBRIDGE, "number": None}


UPLOADS = Upload()


@pytest.fixture(scope="module")
def used():
    return ArticleSession(UPLOADS)


@pytest.fixture
def review(used):
    used.receive({"close": True})
    return used


def said(review: ArticleSession, **others) -> dict:
    message = {"token": "t", "published": "2020-11-03", "about": "", "decided": [], "linked": [], "count": 1}
    review.receive(message | others)
    return review.reply()


def scene(review: ArticleSession) -> dict:
    review.receive({})  # a browser that has nothing yet
    return review.preview()["scene"]


def mention(review: ArticleSession, text: str) -> dict:
    """The first mention of a name, as the browser knows it."""
    drawn = scene(review)
    found = next(each for each in drawn["mentions"] if TEXT[each["start"] : each["end"]] == text)
    return found | {"drawn": drawn}


def told(span: dict) -> str:
    """What the article says there."""
    return TEXT[span["start"] : span["end"]]


def test_before_an_article_there_is_nothing_to_read_and_nothing_to_make(review):
    assert review.reply()["token"] is None
    assert review.document() is None
    assert "mentions" not in scene(review)


def test_article_is_read_with_its_places_claims_dates_and_silent_sentences(review):
    answer = said(review, text=TEXT)
    assert (answer["token"], answer["count"], answer["refused"]) == ("t", 1, [])
    drawn = scene(review)
    assert [name["text"] for name in drawn["names"]] == ["Ghadames", "Libya", "Tripoli", "Cambridge", "Ely"]
    assert {place["id"] for place in drawn["places"]} == {"ghadames", "libya", "tripoli", "cambridge", "ely"}
    first = drawn["stated"][0]
    assert told(first) == "some 465 km southwest of Tripoli"
    assert (TEXT[first["origin"] :][:7], TEXT[first["to"] :][:8]) == ("Tripoli", "Ghadames")
    words = {"verdict": "agrees", "direction": "direction right", "distance": "465 km", "way": "southwest · 230°"}
    assert first["verdict"] | words == first["verdict"]
    assert [stop["key"] for stop in first["verdict"]["stops"]] == ["tripoli", "ghadames"]
    assert [told(each) for each in drawn["placeless"]] == ["Nothing was agreed."]
    dates = [(date["edtf"], date["words"], date["base"]) for date in drawn["dates"]]
    assert dates == [("2020-11-02", "2 November 2020", "2020-11-03")]
    sentences = {event["place"]: told(event["sentence"]) for event in drawn["events"]}
    assert sentences["ghadames"].startswith("GHADAMES, Libya")


def test_claim_that_no_straight_line_answers_says_why(review):
    said(review, text=TEXT)
    drive = scene(review)["stated"][-1]
    says = "It is a travel time, not a distance."
    assert (drive["checkable"], drive["verdict"], drive["reason"]) == (False, None, says)


def test_candidates_tell_kind_country_people_and_the_nearest_other_place(review):
    said(review, text=TEXT)
    places = mention(review, "Tripoli")["drawn"]["names"][2]["places"]
    assert places[0] == {
        **{"number": places[0]["number"], "name": "Tripoli", "kind": "city", "where": "Tripoli, Libya"},
        **{"people": 1302947, "near": {"name": "Ghadames", "distance": "465 km"}},
    }
    lebanon = next(place for place in places if place["number"] == TRIPOLI_IN_LEBANON)
    assert lebanon["where"] == "North Lebanon, Lebanon"


def test_decision_counts_for_each_mention_that_it_names_and_for_no_other(review):
    said(review, text=TEXT)
    first, last = TEXT.index("Tripoli"), TEXT.rindex("Tripoli")
    said(review, decided=[{"start": first, "number": TRIPOLI_IN_LEBANON}])
    by_start = {each["start"]: each for each in scene(review)["mentions"]}
    assert (by_start[first]["trust"], by_start[first]["number"]) == ("confirmed", TRIPOLI_IN_LEBANON)
    assert by_start[last]["trust"] != "confirmed"
    said(review)
    assert mention(review, "Tripoli")["trust"] != "confirmed"


def test_dropped_mention_stays_in_the_text_with_its_candidates_and_leaves_the_map_and_the_story(review):
    said(review, text=TEXT)
    before = mention(review, "Cambridge")
    said(review, decided=[DROP_CAMBRIDGE])
    after = mention(review, "Cambridge")
    assert (after["trust"], after["number"]) == ("dropped", None)
    offered = [[place["number"] for place in each["drawn"]["names"][3]["places"]] for each in (before, after)]
    assert offered[0] == offered[1]
    assert "cambridge" not in [place["id"] for place in after["drawn"]["places"]]
    assert "cambridge" not in [feature["id"] for feature in review.document()["features"]]


def test_place_that_was_no_candidate_is_one_once_it_is_chosen(review):
    said(review, text=TEXT, count=1)
    boston = 4930956
    said(review, decided=[{"start": CAMBRIDGE, "number": boston}])
    after = mention(review, "Cambridge")
    assert (after["trust"], after["number"]) == ("confirmed", boston)
    assert boston in [place["number"] for place in after["drawn"]["names"][3]["places"]]


def test_place_that_the_gazetteer_does_not_have_is_not_taken(review):
    starts = {"start": CAMBRIDGE}
    senseless = [{"start": "x", "number": 1}, starts, {"number": 1}, 3, None, [CAMBRIDGE, None]]
    unknown = [starts | {"number": number} for number in (2**52, 2**99, True, 1.5, "1")]
    said(review, text=TEXT, decided=senseless + unknown)
    assert mention(review, "Cambridge")["trust"] not in ("confirmed", "dropped")


def test_open_end_is_chosen_and_then_measured(review):
    text = "Trucks from Benghazi were seen in Tripoli. They had stood 650 km from there the day before."
    said(review, text=text)
    claim = scene(review)["stated"][0]
    assert claim["verdict"] is None
    ends = {"origin": text.index("Tripoli"), "to": text.index("Benghazi")}
    said(review, linked=[{"start": claim["start"], **ends}])
    claim = scene(review)["stated"][0]
    assert ends.items() <= claim.items()
    assert claim["verdict"]["verdict"] == "agrees"
    said(review, linked=[{"start": claim["start"], **ends, "origin": None}])
    assert scene(review)["stated"][0]["origin"] is None


def test_ends_that_are_one_place_say_so(review):
    said(review, text=TEXT)
    claim = scene(review)["stated"][0]
    said(review, linked=[{"start": claim["start"], "origin": claim["origin"], "to": claim["origin"]}])
    claim = scene(review)["stated"][0]
    assert (claim["verdict"], claim["reason"]) == (None, "Both ends are the same place.")


def test_what_the_article_is_about_ranks_all_anew(review):
    text = "They met in Paris last week."
    said(review, text=text)
    assert {place["country"] for place in scene(review)["places"]} == {"FR"}
    said(review, about="Texas, United States")
    assert {place["country"] for place in scene(review)["places"]} == {"US"}


def test_without_the_day_of_publication_dates_stay_open_and_with_it_they_are_counted(review):
    said(review, text=TEXT, published="")
    (date,) = scene(review)["dates"]
    assert (date["edtf"], date["words"], date["base"]) == (None, None, None)
    assert date["reason"] == "It is counted from the day of publication, which is not known."
    said(review, published="2020-11-03")
    assert scene(review)["dates"][0]["edtf"] == "2020-11-02"


def test_date_that_cannot_be_read_changes_nothing_and_says_so(review):
    said(review, text=TEXT)
    answer = said(review, published="last week")
    assert answer["unread"] == "The date cannot be read: write it as in 2021-07-14, 2021-07 or 2021."
    assert scene(review)["dates"][0]["edtf"] == "2020-11-02"
    assert said(review)["unread"] is None


def test_server_that_does_not_have_the_text_says_that_it_has_none(review):
    assert not said(review)["token"]
    assert said(review, text=TEXT)["token"]
    assert not said(review, **{"token": "another"})["token"]


def test_decision_sends_little_of_an_article_again(review):
    text = "\n".join(TEXT for _ in range(10))
    said(review, text=text)
    number = review.preview()["number"]
    said(review, scene=number, decided=[{"start": text.rindex("Cambridge"), "number": None}])
    changes = review.preview()["changes"]
    assert "mentions" in changes
    assert len(json.dumps(changes)) < 4_000


def test_other_article_is_sent_whole_so_that_the_map_goes_there(review):
    said(review, text=TEXT)
    number = review.preview()["number"]
    said(review, text="A day in Lima.", scene=number)
    assert "scene" in review.preview()


def test_story_made_of_it_is_a_draft_with_an_event_for_each_sentence_that_names_a_place(review):
    said(review, text=TEXT, title="Talks", make=True)
    assert review.is_to_be_made
    document = review.document()
    draft = Draft(json.dumps(document))
    assert draft.reading.faults == ()
    assert geojson.read(json.dumps(document).encode()).title == "Talks"
    assert next(event["text"] for event in document["story"]["events"]) == TEXT[: TEXT.index("Nothing") - 1]
    said(review)
    assert not review.is_to_be_made


def test_name_finds_places_of_the_whole_gazetteer_in_any_script(review):
    review.receive({"find": "غدامس", "count": 3})
    found = review.reply()
    assert (found["count"], found["found"]["text"]) == (3, "غدامس")
    place = found["found"]["places"][0]
    assert (place["name"], place["kind"], place["where"]) == ("Ghadames", "town", "Nalut, Libya")
    review.receive({"count": 4})
    assert review.reply()["found"] is None


def test_file_is_handed_back_as_text_and_not_read_before_it_is_asked_for(review):
    review.receive(file(UPLOADS, TEXT.encode(), "a.txt"))
    assert review.reply()["taken"]["text"].strip() == TEXT
    assert review.reply()["token"] is None
    said(review)
    assert review.reply()["taken"] is None


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x00\x01\x02" * 100, ""),
        (b"x " * 2_500_000, "at most 4,194,304 are read"),
        (b"x " * 150_000, f"{MAX_TEXT:,} characters"),
    ],
)
def test_file_that_cannot_be_taken_is_refused_in_a_sentence(review, content, says):
    review.receive(file(UPLOADS, content, "a.txt"))
    assert review.reply()["taken"] is None
    assert says in review.reply()["refused"][0]["problem"]


def test_long_text_comes_in_pieces_and_is_asked_for_where_it_is_lost(review):
    text = "He was in Rome. " + "é" * 190_000
    assert said(review, text=bring(UPLOADS, text.encode()))["refused"] == []
    assert [(each["start"], each["end"]) for each in scene(review)["mentions"]] == [(10, 14)]
    assert said(review, text={"upload": "another"}, token="other")["token"] is None  # noqa: S106


def test_text_beyond_the_limits_is_refused_in_a_sentence(review):
    answer = said(review, text="x" * (MAX_TEXT + 1))
    assert (answer["token"], answer["refused"][0]["problem"]) == (None, "the text has more than 200,000 characters")
    answer = said(review, text="He was in Rome. " * (MAX_MENTIONS + 1))
    assert (answer["token"], answer["refused"][0]["problem"]) == (None, "the text names more than 3,000 places")
    assert review.document() is None


@pytest.mark.parametrize("text", [*CORPUS, "\ud800 half a sign", "x" * 200_000])
def test_hostile_text_is_read_as_text_and_makes_a_story_or_a_draft_with_faults(review, text):
    whole = f"In Paris on Monday, {text} 20 km from {text}."[:MAX_TEXT]
    said(review, text=whole, about=text[:50], title=text)
    json.dumps(review.preview()).encode()
    Draft(json.dumps(review.document()))


@given(
    st.dictionaries(
        st.sampled_from(["token", "text", "published", "about", "decided", "linked", "find", "file", "scene", "count"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["t", TEXT, "2020-11-03"]),
            lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
            max_leaves=12,
        ),
    )
)
def test_any_message_is_taken_or_passed_over(used, message):
    used.receive(message)
    json.dumps([used.reply(), used.preview()])


def meant(review: ArticleSession) -> dict:
    """The scene with each reason in its place, as their numbers only say which came first."""
    drawn = dict(scene(review))
    reasons = drawn.pop("reasons")
    return drawn | {"mentions": [each | {"reason": reasons[each["reason"]]} for each in drawn["mentions"]]}


class Ended(BaseException):
    """The visitor has left."""


class EndsAt:
    """A course that ends at one of its checkpoints."""

    def __init__(self, last):
        self.left = last

    def checkpoint(self):
        self.left -= 1
        if not self.left:
            raise Ended


@pytest.mark.parametrize(
    "others",
    [
        {"text": TEXT},
        {"decided": [DROP_CAMBRIDGE]},
        {"published": "2021", "decided": [DROP_CAMBRIDGE]},
        {"about": "Lebanon"},
    ],
    ids=["a text", "a decision", "another date", "a subject"],
)
def test_wherever_a_message_is_cut_off_what_comes_after_it_is_answered_as_if_it_had_not_been(others):
    def answered(**message):
        fresh = ArticleSession()
        said(fresh, text=TEXT)
        said(fresh, **message)
        return meant(fresh)

    again = {name: value for name, value in others.items() if name != "text"}
    decision = {"decided": [DROP_CAMBRIDGE]}
    wanted = [(message, answered(**message)) for message in (again, decision)]
    last, is_cut = 1, True
    while is_cut:
        for message, told in wanted:
            review = ArticleSession()
            said(review, text=TEXT)
            token = course.set(EndsAt(last))
            try:
                said(review, **others)
                is_cut = False
            except Ended:
                pass
            finally:
                course.reset(token)
            if said(review, **message)["token"] is None:  # it was cut off before the text was taken
                said(review, text=TEXT, **message)
            assert meant(review) == told
        last += max(1, last // 2)
    assert last > 20
