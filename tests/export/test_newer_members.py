"""What is not checked, has no other end or leads to a passage is so in every file."""

from dataclasses import replace

import pytest

from geo.export import gpx, html, kml
from geo.export.picture import studio
from geo.export.table import events_csv
from geo.story.model import Passage
from geo.view.judgement import REASONS
from geo.view.link import View
from geo.view.measurement import measurement

PASSAGE = Passage("Both sides signed it.", "ok place in Ghadames. ", " They left soo")
LEADS = "https://example.org/a#:~:text=Both%20sides%20signed%20it."


@pytest.fixture
def odd(story):
    """The default story, its subject not checked, its first claim without an end, its second from a coast."""
    cited = replace(story.source["news-item"], url="https://example.org/a")
    sources = tuple(cited if source.id == cited.id else source for source in story.sources)
    places = tuple(replace(place, checked=place.id != "ghadames") for place in story.places)
    open_, coast, *others = story.claims
    claims = (replace(open_, to=None, passage=PASSAGE), replace(coast, kind="coast"), *others)
    events = tuple(replace(event, passage=PASSAGE) if event.id == "ghadames" else event for event in story.events)
    return replace(story, sources=sources, places=places, claims=claims, events=events)


def test_files_say_that_a_position_is_not_checked_and_lead_to_the_passage(odd):
    files = {
        "kml": kml.write(odd).decode(),
        "gpx": gpx.write(odd).decode(),
        "html": html.write(odd, View.opening(odd)).decode(),
    }
    for name, told in files.items():
        assert "position not checked" in told, name
        assert LEADS in told, name
    assert LEADS in events_csv(odd).decode("utf-8-sig")


def test_files_say_why_there_is_no_verdict(odd):
    for told in (kml.write(odd).decode(), html.write(odd, View.opening(odd)).decode()):
        assert REASONS["open end"].removesuffix(".") in told
        assert REASONS["coast"].removesuffix(".") in told


def test_claim_without_its_other_end_is_told_with_the_pair_that_it_counts_from(odd):
    told = measurement(View.opening(odd), odd)["claims"]["news-465"]
    assert told["finding"] == "cannot tell"
    assert told["told"].startswith(REASONS["open end"].removesuffix("."))
    elsewhere = replace(View.opening(odd), origin="geneva", to="hurghada")
    assert "news-465" not in measurement(elsewhere, odd)["claims"]


def test_picture_tells_of_a_claim_without_its_other_end(odd):
    assert "cannot tell" in studio.picture(odd, View.opening(odd), "svg").decode()
