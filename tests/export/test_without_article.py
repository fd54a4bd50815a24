"""Of a story that is not based on an article no file speaks of one."""

import html as entities
import json
import re

import pytest

from geo.export.formats import FORMATS
from geo.story import geojson
from geo.view.link import View
from geo.view.scene import scene

OF_AN_ARTICLE = re.compile(r"news item|\bthe item\b|the article|\ban article|what the map adds", re.IGNORECASE)
# Scripts and styles, which are the same in all files and name what they can draw; the story's own data stays.
_SAME = re.compile(r'<style>.*?</style>|<script(?! type="application/json")[^>]*>.*?</script>', re.DOTALL)


@pytest.fixture(params=["sources", "nothing"])
def bare(document, request):
    """The default story without its article, with claims, events that others tell, and one without a place."""
    told = document["story"]
    told |= {"version": 2, "based_on": request.param, "summary": "Six rounds of talks."}
    del told["published"], told["opening"]
    for event in told["events"]:
        event["text"], event["note"] = "They meet.", None
    for source in told["sources"]:
        source["title"] = f"Source {source['id']}"
    return geojson.read(json.dumps(document).encode())


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("png", "geojson")])
def test_no_file_speaks_of_an_article(bare, name):
    written = FORMATS[name].write(bare, View.opening(bare)).decode()
    said = entities.unescape(_SAME.sub("", written))
    assert not OF_AN_ARTICLE.search(said), OF_AN_ARTICLE.search(said)
    assert "dl-diamond" not in said


def test_page_and_map_have_no_word_or_sign_of_an_article(bare):
    drawn = scene(bare)
    assert "added" not in {place["kind"] for place in drawn["places"]}
    assert not any(event["added"] for event in drawn["events"])
    shown = {**drawn, "working": None, "legend": {k: v for k, v in drawn["legend"].items() if k != "added"}}
    assert not OF_AN_ARTICLE.search(json.dumps(shown))
