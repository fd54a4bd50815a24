"""The memory that drafts, articles and links of all visitors may take: bounded, and given back by itself."""

import json
from threading import Thread

import pytest

from geo.base import memory_budget
from geo.base.memory_budget import MemoryBudget, MemoryBudgetError
from geo.library import opened
from geo.session.article_session import ArticleSession
from geo.session.draft_session import DraftSession
from geo.session.upload import Upload
from geo.story import geojson, packed
from tests.pieces import bring, file
from tests.session.test_draft_session import changes, title

FULL = "the server holds as much for its visitors as it can just now"


class Keeper:
    pass


@pytest.fixture
def room(monkeypatch):
    """Sets how much more all visitors may have than they have."""

    def more(amount: int, of: MemoryBudget = memory_budget.VISITORS) -> None:
        monkeypatch.setenv(memory_budget.VARIABLE, str(of.reserved + amount))

    return more


def refused(said: dict) -> list[str]:
    return [fault["problem"] for fault in said["refused"]]


def test_what_goes_away_is_given_back_and_what_is_replaced_counts_once():
    room = MemoryBudget(most=100)
    one, other = Keeper(), Keeper()
    room.reserve(one, 60)
    room.reserve(one, 50)
    with pytest.raises(MemoryBudgetError):
        room.reserve(other, 51)
    room.reserve(other, 50)
    with pytest.raises(MemoryBudgetError):
        room.reserve(other, 51)
    assert room.reserved == 100
    room.reserve(other, 10)
    del one
    assert room.reserved == 10
    room.reserve(other, 100)


def test_zero_lifts_the_limit_and_less_is_taken_even_where_there_is_too_much():
    keeper, room = Keeper(), MemoryBudget(most=0)
    room.reserve(keeper, 10**12)
    room._most = 5
    room.reserve(keeper, 7)
    assert room.reserved == 7


def test_nothing_is_lost_count_of_among_threads():
    room = MemoryBudget(most=1_000_000)

    def visit() -> None:
        for amount in range(500):
            keeper = Keeper()
            room.reserve(keeper, amount)
            room.reserve(keeper, amount // 2)

    threads = [Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert room.reserved == 0


TABLE = b"name,lat,lon\nTunis,36.8,10.18\n"


@pytest.mark.parametrize(
    "said", [lambda _: {"open": "empty"}, lambda _: {"open": "story"}, lambda uploads: file(uploads, TABLE, "a.csv")]
)
def test_draft_that_there_is_no_room_for_is_refused_in_one_sentence_until_there_is(room, story, said):
    uploads = Upload()
    desk = DraftSession(uploads)
    room(100)
    desk.receive(said(uploads), story)
    assert refused(desk.reply()) == [FULL]
    assert desk.reply()["token"] is None
    room(1_000_000)
    desk.receive(said(uploads), story)
    assert refused(desk.reply()) == []
    assert desk.reply()["token"]


def test_draft_that_outgrows_the_room_is_let_go_and_taken_up_again_from_the_browser(room, story):
    desk = DraftSession()
    room(150_000)
    desk.receive({"open": "empty"}, story)
    begun = desk.reply()
    message = changes(desk, title("x" * 20_000))
    desk.receive(message, story)
    assert refused(desk.reply()) == [FULL]
    assert desk.reply()["token"] is None  # so the browser hands over the whole, again and again
    room(1_000_000)
    document = json.loads(begun["document"])
    document["story"]["title"] = "x" * 20_000
    desk.receive({"whole": json.dumps(document), "token": begun["token"], "count": 1}, story)
    assert (refused(desk.reply()), desk.reply()["token"], desk.reply()["count"]) == ([], begun["token"], 1)


def test_upload_that_there_is_no_room_for_is_refused_as_it_grows_and_let_go(room):
    uploads, other = Upload(), Upload()
    before = memory_budget.VISITORS.reserved
    room(600_000)
    bring(other, b"x" * 300_000, "u")
    bring(uploads, b"x" * 400_000)
    assert uploads.reply()["refused"]["problem"] == FULL
    assert memory_budget.VISITORS.reserved == before + 300_000
    assert other.take("u") == b"x" * 300_000
    assert memory_budget.VISITORS.reserved == before
    bring(uploads, b"x" * 400_000, "again")
    assert uploads.take("again") == b"x" * 400_000


def test_closed_or_forgotten_draft_makes_room_for_others(room, story):
    room(int(len(geojson.compact(story).encode()) * memory_budget.DRAFT * 1.5))
    first, second = DraftSession(), DraftSession()
    for _ in range(3):
        first.receive({"open": "story"}, story)
        second.receive({"open": "story"}, story)
        assert (first.title, second.title) == (story.title, None)
        first.receive({"close": True}, story)
        second.receive({"open": "story"}, story)
        assert second.title == story.title
        second = DraftSession()


def test_article_that_there_is_no_room_for_is_refused_and_the_browser_told_to_keep_it(room):
    review = ArticleSession()
    message = {"token": "t", "text": "Talks in Ghadames and Tripoli, Libya.", "published": "", "about": "", "count": 1}
    room(1_000)
    review.receive(message)
    assert (refused(review.reply()), review.reply()["full"], review.reply()["token"]) == ([FULL], True, None)
    room(100_000)
    review.receive(message)
    assert (refused(review.reply()), review.reply()["full"], review.reply()["token"]) == ([], False, "t")


def test_story_of_a_link_that_there_is_no_room_for_gives_way_with_a_notice(room, story, document):
    document["story"]["title"] = "Carried"
    text = packed.pack(geojson.read(json.dumps(document).encode()))
    room(1_000, memory_budget.LINKS)
    asked = opened.asked({"data": text})
    assert asked.opened.story.title == story.title
    assert asked.notices == (
        f"The link carries a story, but the server holds as many as it can just now; {story.title} is shown instead.",
    )
    room(10_000_000, memory_budget.LINKS)
    assert opened.asked({"data": text}).opened.story.title == "Carried"
