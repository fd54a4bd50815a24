"""Every way that a text of somebody's takes out of Dateline, each with a check that it comes out as that very text.

A check takes some hundred hostile texts, and reads what came out as a program would that it is meant for.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lxml import etree, html

from geo.base.markup import Markup
from geo.export import formats
from geo.export.xml_text import legal
from geo.gazetteer.suggestions import suggestions
from geo.serving.requests import is_allowed
from geo.serving.response_headers import headers
from geo.serving.settings import Settings
from geo.session.article_session import ArticleSession
from geo.session.draft_session import DraftSession
from geo.story import geojson, packed
from geo.story.members import MAX_CLAIMS
from geo.story.model import Story
from geo.view import scene
from geo.view.link import FIELDS, View
from geo.view.paragraphs import foot, place_line
from tests.conftest import FILE
from tests.export.reading import Viewed
from tests.hostile import one_in_each_event

_UNSEEN = {
    *map(chr, range(32)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029",
}


def _story(texts: Sequence[str]) -> Story:
    return geojson.read(json.dumps(one_in_each_event(json.loads(FILE.read_text()), texts)).encode())


def _plain(texts: Sequence[str]) -> Story:
    return _story([f"plain {index}" for index in range(len(texts))])


def _written(kind: str, story: Story) -> bytes:
    return formats.FORMATS[kind].write(story, View.opening(story))


def _in_html(text: str) -> str:
    return text.replace("\0", "\ufffd")


def page_elements(texts: Sequence[str]) -> None:
    for text in texts:
        read = Viewed(Markup('<p title="{}">{}</p>').format(text, text))
        assert (read.elements, read.paragraphs) == ({"p"}, [_in_html(text)])
    story = _story(texts)
    for event, text in zip(story.events, texts, strict=True):
        place = Viewed(f"<p>{place_line(story.place[event.place], story)}</p>")
        told = Viewed(foot(event, story, lambda _: "?x"))
        assert place.elements == {"p", "span", "strong", "bdi"}
        assert told.elements <= {"p", "bdi", "a"}
        assert place.paragraphs[0].count(_in_html(text)) >= 2
        assert _in_html(text) in told.paragraphs[1]


def data_for_the_browser(texts: Sequence[str]) -> None:
    read = json.loads(json.dumps(scene.scene(_story(texts))))
    assert [place["name"] for place in read["places"]] == list(texts)
    assert [claim["quote"] for claim in read["claims"]] == list(texts[:MAX_CLAIMS])


def story_file_and_link(texts: Sequence[str]) -> None:
    story = _story(texts)
    assert geojson.read(_written("geojson", story)) == story
    if len(texts) <= 300:
        assert geojson.read(packed.unpack(packed.pack(story))) == story


def table(texts: Sequence[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(_written("csv", _story(texts)).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(texts)
    for row, text in zip(rows, texts, strict=True):
        for column in ("title", "text", "name", "note"):
            cell = row[column]
            assert cell.replace("'", "") == text.replace("'", "")
            assert cell.strip(' \t\r\n"\ufeff;\x0b\x0c\x1c\x85\xa0')[:1] not in {*"=+-@＝＋－＠"}


def one_html_file(texts: Sequence[str]) -> None:
    shapes, stories = [], (_story(texts), _plain(texts))
    for story in stories:
        page = html.fromstring(_written("html", story).decode())
        shapes.append([(element.tag, sorted(element.keys())) for element in page.iter()])
    assert shapes[0] == shapes[1]
    page = html.fromstring(_written("html", stories[0]).decode())
    assert [quote.text_content() for quote in page.xpath("//q")] == [*map(_in_html, texts)]


def kml(texts: Sequence[str]) -> None:
    _xml("kml", texts, "description")


def gpx(texts: Sequence[str]) -> None:
    _xml("gpx", texts, "desc")


def _xml(kind: str, texts: Sequence[str], told: str) -> None:
    root, plain = (etree.fromstring(_written(kind, story)) for story in (_story(texts), _plain(texts)))
    assert {element.tag for element in root.iter()} == {element.tag for element in plain.iter()}
    usual = Viewed("".join(element.text for element in plain.iter("{*}" + told)))
    for element in root.iter():
        viewed = Viewed(element.text or "")
        is_told = element.tag.endswith("}" + told)
        assert viewed.elements <= ({*usual.elements, "br"} if is_told else set())
        assert viewed.attributes <= (usual.attributes if is_told else set())
    names = {(element.text or "").replace("< ", "<") for element in root.iter("{*}name")}
    assert {legal(text).replace("< ", "<").replace("\r", "\n") for text in texts} <= {
        n.replace("\r", "\n") for n in names
    }


def article(texts: Sequence[str]) -> None:
    review, text = (
        ArticleSession(),
        "\n".join(f"In Tripoli, 10 km from {text} and Paris, Texas." for text in texts)[:190_000],
    )
    review.receive(
        {"token": texts[1], "text": text, "title": texts[2], "published": texts[3], "about": texts[4], "count": 1}
    )
    told = json.loads(json.dumps([review.reply(), review.preview()]))
    assert told[0]["refused"] == []
    document = review.document()
    assert document is not None
    sound = text.encode(errors="replace").decode()
    for event in document["story"]["events"]:
        assert event["text"][:80] in " ".join(sound.split())
    review.receive({"find": texts[5]})
    json.dumps(review.reply())


def editor(texts: Sequence[str]) -> None:
    document = one_in_each_event(json.loads(FILE.read_text()), texts)
    for event, text in zip(document["story"]["events"], texts, strict=True):
        event |= {"id": text, "when": text, "status": text, "place": text, "url": text, text: text}
    desk = DraftSession()
    desk.receive({"whole": json.dumps(document), "token": "t", "count": 0}, None)
    desk.receive({"changes": json.dumps([{"op": texts[1], "path": texts[2]}]), "token": "t", "count": 0}, None)
    said = json.loads(json.dumps(desk.reply()))
    assert len(said["faults"]) == 300 <= said["faulty"] or len(texts) < 100
    for fault in [*said["faults"], *said["refused"]]:
        problem, remedy = fault["problem"], fault["remedy"]
        assert not _UNSEEN & {*problem, *remedy}


def notices_of_a_link(texts: Sequence[str]) -> None:
    story = _plain(texts)
    for text in texts:
        view, notices = View.from_query(dict.fromkeys(FIELDS, text), story)
        assert text not in view.to_query(story).values() or text in story.event
        assert not _UNSEEN & {*"".join(notices)}


def search_boxes(texts: Sequence[str]) -> None:
    for text in texts[:: max(1, len(texts) // 100)]:
        json.dumps(suggestions(text))


def headers_of_answers(texts: Sequence[str]) -> None:
    assert not any(is_allowed(text, ("a.example",)) for text in texts)
    for text in filter(lambda text: is_allowed(text, ()), texts):
        for name, value in headers(Settings(), "", path="/component/x", host=text, scheme="http").items():
            assert re.fullmatch("[ -~]*", value), name
            assert value == headers(Settings(), "", path="/component/x", host="HOST", scheme="http")[name].replace(
                "HOST", text
            )


SINKS: Mapping[str, Callable[[Sequence[str]], Any]] = {
    check.__name__: check
    for check in (
        *(page_elements, data_for_the_browser, story_file_and_link, table, one_html_file, kml, gpx),
        *(article, editor, notices_of_a_link, search_boxes, headers_of_answers),
    )
}
