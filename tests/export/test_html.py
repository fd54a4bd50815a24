"""The story as one HTML file, read by a parser: what is in it, and that no text gets out of its place."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest
from lxml import html as lxml_html

from geo.export import html
from geo.export.formats import FORMATS
from geo.story import geojson
from geo.view import wording
from geo.view.link import View
from geo.view.measurement import all_judged, measurement
from tests.hostile import CORPUS, in_every_field
from tests.many_places import many_places
from tests.paired import paired_story
from tests.tagged import tagged_story


def written(story, **fields) -> str:
    return html.write(story, replace(View.opening(story), **fields)).decode()


@pytest.fixture(scope="module")
def page(story):
    return written(story)


def parsed(page: str):
    return lxml_html.document_fromstring(page.encode())


def data(page: str) -> str:
    """What the data script holds, up to the first end tag in it."""
    return page.partition('<script type="application/json" id="dateline-story">')[2].partition("</script")[0]


def texts(page: str, path: str) -> list[str]:
    return [found.text_content() for found in parsed(page).xpath(path)]


def of_class(name: str) -> str:
    return f'//*[contains(concat(" ", @class, " "), " {name} ")]'


def test_file_is_one_of_the_formats_and_the_same_bytes_each_time(story):
    view = View.opening(story)
    assert FORMATS["html"].write(story, view) == html.write(story, view)


def test_default_story_takes_less_than_a_megabyte(page):
    assert len(page.encode()) < 1_000_000


def test_ten_thousand_places_take_less_than_twelve_megabytes():
    story = geojson.read(many_places(10_000))
    page = written(story)
    assert len(page.encode()) < 12_000_000
    assert page.count("<article") == 10_000
    line = page.partition('<ol class="dl-line">')[2].partition("</ol>")[0]
    assert (line.count("<li"), line.count(" hidden>")) == (10_000, 9_600)


def test_every_event_is_there_with_its_words_place_and_source(page, story):
    articles = parsed(page).xpath("//article")
    assert [article.get("id") for article in articles] == [f"event-{event.id}" for event in story.events]
    for article, event in zip(articles, story.events, strict=True):
        said = article.text_content()
        for words in (event.title, event.text, wording.date(event.when), wording.standing(event, story.based_on)):
            assert words in said
        assert event.place is None or story.place[event.place].name in said
        assert all(wording.source(story.source[cited]) in said for cited in event.sources)
        assert event.note is None or event.note in said


def test_event_with_a_pair_of_its_own_says_how_far_it_is(document):
    page = written(paired_story(document))
    (line,) = [text for text in texts(page, of_class("dl-small")) if text.startswith("Geneva to Hurghada")]
    assert line == "Geneva to Hurghada: 3,215 km, east-southeast · 121°"


def test_timeline_links_to_every_event_in_order_and_marks_the_selected_one(story):
    links = parsed(written(story, event="geneva")).xpath('//ol[@class="dl-line"]//a')
    assert [link.get("href") for link in links] == [f"#event-{event.id}" for event in story.events]
    assert [link.get("href") for link in links if link.get("aria-current")] == ["#event-geneva"]


def test_every_claim_has_its_quote_and_the_verdict_in_the_words_of_the_page(page, story):
    judged = all_judged(View.opening(story), story)
    assert len(judged) == len(story.claims)
    rows = parsed(page).xpath("//tr[@data-claim]")
    for row, claim in zip(rows, story.claims, strict=True):
        fares = judged[claim.id]
        quote, between, found, reckoning = (cell.text_content() for cell in row)
        assert claim.quote in quote
        assert between == "Tripoli to Ghadames"
        assert found == fares["verdict"]
        assert reckoning == "; ".join(filter(None, (fares["told"], fares["direction"])))


def test_claims_are_judged_between_their_own_places_whatever_the_view_measures(page, story):
    verdicts = of_class("dl-claims-all") + "//strong"
    assert texts(written(story, origin="geneva", to="hurghada"), verdicts) == texts(page, verdicts)


def test_claims_about_the_view_are_held_against_its_reference_points_as_on_the_page(story):
    view = replace(View.opening(story), ref_from="mitiga", ref_to="old-town")
    assert view.moved(story) == view
    wanted = [found["told"] for found in all_judged(view, story).values()]
    rows = parsed(html.write(story, view).decode()).xpath("//tr[@data-claim]")
    assert all(row[3].text_content().startswith(reckoning) for row, reckoning in zip(rows, wanted, strict=True))


def test_pair_and_path_are_measured_in_the_units_and_words_of_the_page(page, story):
    assert texts(page, of_class("dl-figure")) == ["465 km southwest · 230° arriving at 228°"]
    path = written(story, origin="@32.9,13.25", via=("geneva",), unit="mi")
    found = measurement(replace(View.opening(story), origin="@32.9,13.25", via=("geneva",), unit="mi"), story)
    assert texts(path, of_class("dl-figure"))[0].startswith(f"{found['total']} in 2 legs")
    first, second = (f"{leg['distance']} {leg['way']}" for leg in found["legs"])
    assert texts(path, of_class("dl-legs") + "/li") == [
        f"32.9, 13.25 → Geneva{first}",
        f"Geneva → Ghadames{second}",
    ]


def test_story_without_claims_has_no_table_of_them(document):
    document["story"]["claims"] = []
    assert "<table" not in written(geojson.read(json.dumps(document).encode()))


def test_map_is_given_no_tiles_no_geocoder_and_no_open_end(story):
    given = json.loads(data(written(story, base="osm", until="uprising")))
    assert not {"tiles", "geocoder"} & given["scene"].keys()
    assert given["view"]["base"] == "outline"
    assert "until" not in given["view"]


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_in_every_field_stays_text(document, text):
    story = geojson.read(json.dumps(in_every_field(document, text)).encode())
    page = written(story)
    assert not re.search("[<>&\u2028\u2029]", data(page))
    assert json.loads(data(page))["scene"]["events"][0]["text"] == text
    found = parsed(page)
    plain = parsed(written(geojson.read(json.dumps(in_every_field(document, "plain")).encode())))
    shape = [(element.tag, sorted(element.keys())) for element in found.iter()]
    assert shape == [(element.tag, sorted(element.keys())) for element in plain.iter()]


@pytest.mark.parametrize("text", CORPUS)
def test_policy_names_exactly_the_scripts_and_the_style_that_are_there(document, text):
    page = written(geojson.read(json.dumps(in_every_field(document, text)).encode()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    inline = re.findall(r'<(?:script|script type="module"|style)>(.*?)</(?:script|style)>', page, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in inline}
    assert len(hashes) == 3
    assert set(re.findall(r"'sha256-[^']*'", policy)) == hashes
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_nothing_in_the_file_is_fetched_from_anywhere(page):
    found = parsed(page)
    assert found.xpath("//@src | //link | //*[@style] | //@onclick | //iframe | //object") == []
    elsewhere = found.xpath('//a[not(starts-with(@href, "#"))]')
    assert elsewhere
    assert {(link.get("target"), link.get("rel")) for link in elsewhere} == {("_blank", "noopener noreferrer")}
    assert "@import" not in page
    # Leaflet's style names four pictures for controls that this map has not; the policy would refuse them too.
    style = page.partition("</style>")[0]
    named = {address for address in re.findall(r"url\(\"?([^\")]*)", style) if not address.startswith("data:")}
    assert named == {"images/layers.png", "images/layers-2x.png", "images/marker-icon.png", "#default#VML"}


def test_licences_of_the_scripts_are_in_the_file(page):
    held = " ".join(script.text for script in parsed(page).xpath("//script[@data-licence]"))
    for owner in ("Volodymyr Agafonkin", "Charles Karney", "Michael Bostock", "Dateline"):
        assert owner in held


def test_scripts_inside_the_file_cannot_end_the_elements_that_hold_them(page):
    held = re.findall(r'<script type="text/plain" data-file="([^"]*)"', page)
    assert held[-1] == "dateline/map/map.js"
    assert len(held) == 18
    for script in parsed(page).xpath('//script[@type="text/plain"]'):
        assert len(script.text) > 100
        assert "<!--" not in script.text


@pytest.mark.parametrize(("lang", "way"), [("ar-LY", "rtl"), ("he", "rtl"), ("en", "ltr"), ("az-Arab", "rtl")])
def test_language_and_direction_are_those_of_the_story(document, lang, way):
    document["story"]["lang"] = lang
    root = parsed(written(geojson.read(json.dumps(document).encode())))
    assert (root.get("lang"), root.get("dir")) == (lang, way)


def test_arabic_font_is_inside_only_where_the_story_has_arabic(document, page):
    for feature in document["features"]:
        feature["properties"]["names"] = {}
    assert page.count("data:font/woff2") == 4
    assert written(geojson.read(json.dumps(document).encode())).count("data:font/woff2") == 3


def test_tags_are_told_with_their_letters_and_the_hidden_ones_known_to_the_script(document):
    page = written(tagged_story(document), hide=("talks",))
    assert "Talks" in texts(page, of_class("dl-tags"))[0]
    assert "TR" in texts(page, of_class("dl-letters"))
    held = json.loads(data(page))
    assert [tag["letter"] for tag in held["scene"]["tags"]] == ["T", "R"]
    assert held["view"]["hide"] == ["talks"]
    assert "style=" not in page.partition("</style>")[2].partition("<script")[0]
