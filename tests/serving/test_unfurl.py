import asyncio
import io
import json
import re
import unicodedata
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from lxml import html
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware

from geo.export.picture import studio
from geo.export.picture.studio import PictureError
from geo.serving import link_summary, response_headers, unfurl
from geo.serving.requests import Requests
from geo.serving.settings import Settings
from geo.story import geojson, packed
from tests.conftest import FILE
from tests.hostile import CORPUS, in_every_field
from tests.serving.asked import ask

HOST = "dateline.example"


@pytest.fixture
def app():
    return served(allowed_hosts=(HOST, "*.other.example"))


def served(base="", **chosen):
    settings = Settings(**chosen)
    return Starlette(
        routes=unfurl.routes(settings, base), middleware=[Middleware(Requests, settings=settings, base=base)]
    )


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of stories that is this deployment's."""
    monkeypatch.setenv("DATELINE_STORY", str(tmp_path))
    (tmp_path / "places.geojson").write_bytes(FILE.read_bytes())
    return tmp_path


def crawl(app, query="", path="/", **more):
    """What somebody without scripts reads: the document, and the contents of its meta elements by name."""
    answer = asyncio.run(ask(app, path, query=query, **{"host": HOST} | more))
    assert answer.status == 200
    root = html.document_fromstring(answer.body.decode())
    said = {e.get("name") or e.get("property"): e.get("content") for e in root.iter("meta") if e.get("content")}
    return root, said | {"title": root.findtext(".//title")} | {e.get("rel"): e.get("href") for e in root.iter("link")}


def elements(root):
    return [e.tag for e in root.iter() if isinstance(e.tag, str)]


def plain(text):
    """A text without controls and marks of direction, its white space as single spaces."""
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(re.sub("[\u202a-\u202e\u2066-\u2069]", "", text).split())


def test_story_of_the_deployment_says_what_it_is_with_its_event_and_its_picture(app, story):
    _, said = crawl(app, "event=geneva&unit=mi&utm_source=x&embed=true", scheme="https")
    assert said["title"] == f"{story.title} · Dateline"
    assert said["og:title"] == story.title
    assert said["description"] == said["og:description"] == f"Commission meets in Geneva · {story.summary}"
    assert (said["og:type"], said["og:site_name"]) == ("article", "Dateline")
    assert said["og:url"] == f"https://{HOST}/?event=geneva&unit=mi"
    assert said["canonical"] == f"https://{HOST}/"
    assert said["og:image"].startswith(f"https://{HOST}/unfurl/places.png?v=")
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"


def test_page_is_streamlits_own_but_for_its_title(app):
    body = asyncio.run(ask(app, "/", host=HOST)).body.decode()
    before, after = response_headers.INDEX.read_text().split("<title>Streamlit</title>")
    assert body.startswith(before)
    assert body.endswith(after)


@pytest.mark.parametrize("page", ["make", "read", "stories"])
def test_other_pages_have_words_of_their_own(app, page):
    _, said = crawl(app, path=f"/{page}")
    assert said["title"] == f"{link_summary.PAGES[page].title} · Dateline"
    assert said["og:url"] == f"http://{HOST}/{page}"
    assert "/app/static/dateline/card.png?v=" in said["og:image"]


@pytest.mark.parametrize("text", CORPUS)
def test_text_of_a_story_is_text_whether_carried_or_shipped(app, shelf, document, text):
    few = elements(crawl(app)[0])
    content = json.dumps(in_every_field(document, text)).encode()
    (shelf / "odd.geojson").write_bytes(content)
    data = packed.pack(geojson.read(content))
    for query in (f"data={data}", "story=odd"):
        root, said = crawl(app, query)
        assert said["og:title"] == plain(text)
        assert said["description"] == plain(text)
        assert elements(root) == few


def test_link_itself_is_text_too(app, shelf):
    few = elements(crawl(app)[0])
    odd = CORPUS[8] + CORPUS[6]
    root, said = crawl(app, f"story={quote(odd)}&from={quote(odd)}")
    assert elements(root) == few
    assert parse_qs(urlsplit(said["og:url"]).query) == {"story": [odd], "from": [odd]}


def test_what_is_elsewhere_or_broken_or_large_gets_the_general_words_and_nobody_is_asked(app, story, monkeypatch):
    monkeypatch.setenv("DATELINE_SOURCES", "a.example")
    monkeypatch.setattr("geo.library.remote.read", lambda address: pytest.fail("a server was asked"))
    large = packed.pack(geojson.read(json.dumps(json.loads(FILE.read_text())).encode()))
    bomb = packed.base64.urlsafe_b64encode(packed.gzip.compress(b" " * 3_000_000)).decode().rstrip("=")
    assert len(bomb) < 8_000
    for query in (
        "src=https://a.example/x",
        "data=nonsense",
        f"data={large[:-9]}",
        f"data={bomb}",
        f"data={'A' * 9000}",
    ):
        _, said = crawl(app, query)
        assert said["title"] == said["og:title"] == "Dateline"
        assert said["og:type"] == "website"
    assert crawl(app, f"data={large}")[1]["og:title"] == story.title


def test_long_texts_are_cut(app, shelf, document):
    document["story"] |= {"title": "long " * 30, "summary": "word " * 100}
    (shelf / "long.geojson").write_text(json.dumps(document))
    _, said = crawl(app, "story=long")
    assert len(said["og:title"]) <= 120
    assert len(said["description"]) <= 300
    assert said["description"].endswith("…")


def test_addresses_are_of_allowed_hosts_only(app):
    for forged in ({"x_forwarded_host": "evil.example"}, {"forwarded": "host=evil.example"}):
        answer = asyncio.run(ask(app, "/", host=f"{HOST}:8443", x_forwarded_proto="https", **forged))
        assert b"evil" not in answer.body
        assert f'content="http://{HOST}:8443/"'.encode() in answer.body
    assert asyncio.run(ask(app, "/", host="evil.example")).status == 421
    anywhere = asyncio.run(ask(served(), "/", host="evil.example"))
    assert anywhere.status == 200
    assert not [word for word in (b"evil", b"og:url", b"og:image", b"canonical") if word in anywhere.body]


def test_base_path_is_in_every_address():
    _, said = crawl(served("/maps", allowed_hosts=(HOST,)), path="/maps/", query="story=places")
    assert said["og:url"] == f"http://{HOST}/maps/?story=places"
    assert said["og:image"].startswith(f"http://{HOST}/maps/unfurl/places.png")


def test_page_that_the_browser_has_is_not_sent_again(app):
    first = asyncio.run(ask(app, "/", host=HOST, accept_encoding="gzip"))
    assert first.headers["content-encoding"] == "gzip"
    again = asyncio.run(ask(app, "/", host=HOST, accept_encoding="gzip", if_none_match=first.headers["etag"]))
    assert (again.status, again.body) == (304, b"")


# ---- pictures


@pytest.fixture
def drawings(monkeypatch):
    """A stand-in for the process that draws; what it was asked for."""
    asked = []

    def picture(story, view, kind, sheet, seconds):
        asked.append((story.id, kind, sheet, seconds))
        return b"picture"

    monkeypatch.setattr(studio, "picture", picture)
    return asked


def test_twenty_at_once_draw_once_whatever_version_they_ask_for(app, shelf, drawings):
    async def asked():
        return await asyncio.gather(*(ask(app, "/unfurl/places.png", query=f"v={n}", host=HOST) for n in range(20)))

    answers = asyncio.run(asked())
    assert {(answer.body, answer.headers["cache-control"]) for answer in answers} == {(b"picture", "no-cache")}
    assert drawings == [("ghadames-talks", "png", studio.CARD, 15)]


def test_picture_under_its_own_version_stays_for_good_until_the_story_changes(app, shelf, drawings, document):
    def address():
        found = urlsplit(crawl(app)[1]["og:image"])
        return {"path": found.path, "query": found.query}

    first = asyncio.run(ask(app, **address(), host=HOST))
    assert "immutable" in first.headers["cache-control"]
    before = address()
    document["story"]["title"] += " and more"
    (shelf / "places.geojson").write_text(json.dumps(document))
    assert address() != before
    assert asyncio.run(ask(app, **before, host=HOST)).headers["cache-control"] == "no-cache"
    assert len(drawings) == 2


def test_picture_that_cannot_be_drawn_is_the_general_one_and_is_not_tried_again_at_once(app, shelf, monkeypatch):
    tried = []

    def late(*_):
        tried.append(1)
        raise PictureError("too late")

    monkeypatch.setattr(studio, "picture", late)
    version = link_summary.shown("places").version
    for _ in range(3):
        answer = asyncio.run(ask(app, "/unfurl/places.png", query=f"v={version}", host=HOST))
        assert Image.open(io.BytesIO(answer.body)).size == (1200, 630)
        assert answer.headers["cache-control"] == "no-cache"
    assert len(tried) == 1


def test_a_drawing_that_takes_too_long_is_ended(shelf, caplog, monkeypatch):
    monkeypatch.setattr(unfurl, "_PICTURE_S", 0.01)
    app = served()
    answer = asyncio.run(ask(app, "/unfurl/places.png", host=HOST))
    assert answer.body == unfurl._GENERAL.read_bytes()
    assert "given up after 0.01 seconds" in caplog.text


def test_only_stories_of_the_deployment_have_pictures(app, shelf, drawings):
    (shelf / "broken.geojson").write_text("{}")
    for name in ("none", "broken", "..", "%2e%2e%2fplaces"):
        assert asyncio.run(ask(app, f"/unfurl/{name}.png", host=HOST)).status == 404
    assert drawings == []


def test_general_picture_is_small():
    assert unfurl._GENERAL.stat().st_size < 60_000
