"""Hostile text through every field of a file and of a link, into every element that the server sends."""

import json
import os

import pytest

from geo.story.strict_json import printable
from geo.view.link import FIELDS
from tests.hostile import CORPUS, in_every_field
from tests.markup import Markup
from tests.test_page import opened


class Read(Markup):
    """The text in each element too."""

    def __init__(self, html: str) -> None:
        self.text: list[str] = []
        super().__init__(html)

    def handle_starttag(self, tag, attrs):
        super().handle_starttag(tag, attrs)
        self.text.append("")

    def handle_endtag(self, tag):
        self.text.append("")

    def handle_data(self, data):
        self.text = [*self.text[:-1], (self.text or [""])[-1] + data]


def read_page(test) -> Read:
    return Read("\n".join(element.proto.body for element in test.get("html")))


@pytest.fixture(scope="module")
def usual() -> Read:
    return read_page(opened())


def nothing_but_text(found: Read, usual: Read) -> bool:
    schemes = ("?", "https://", "http://", "mailto:")
    return (
        found.elements <= usual.elements | {"p"}
        and found.attributes <= usual.attributes | {"role"}
        and all(url.startswith(schemes) for url in {*found.addresses} - {*usual.addresses})
    )


@pytest.mark.parametrize("text", CORPUS)
def test_text_of_a_file_is_shown_as_written_and_never_more_than_text(text, document, usual, tmp_path, monkeypatch):
    file = tmp_path / "story.geojson"
    file.write_text(json.dumps(in_every_field(document, text)))
    monkeypatch.setenv("DATELINE_STORY", str(file))
    test = opened()
    shown = text.replace("\0", "\ufffd")
    found = read_page(test)
    assert nothing_but_text(found, usual)
    # Title, texts, names and notes of the first view are all there; "as written" is to the last character.
    assert sum(shown == piece for piece in found.text) > 20
    (scene,) = [json.loads(c.proto.bytes) for c in test.get("bidi_component") if c.proto.component_name == "timeline"]
    assert [place["name"] for place in scene["places"]] == [text] * 12
    assert [claim["quote"] for claim in scene["claims"]] == [text] * 5
    assert "HIT" not in os.environ


@pytest.mark.parametrize("text", CORPUS)
def test_text_of_a_link_is_shown_in_the_notices_and_nowhere_else(text, usual):
    found = read_page(opened(**dict.fromkeys(FIELDS, text)))
    assert nothing_but_text(found, usual)
    assert sum(f"“{printable(text)}”" in piece for piece in found.text) == len(FIELDS)
    assert sum(text in piece for piece in found.text) in (0, len(FIELDS))


def test_map_gets_the_same_arguments_whatever_the_texts(document, tmp_path, monkeypatch):
    def arguments() -> dict:
        sent = json.loads(opened().get("component_instance")[0].proto.json_args)
        return {name: value for name, value in sent.items() if name != "key"}

    before = arguments()
    file = tmp_path / "story.geojson"
    file.write_text(json.dumps(in_every_field(document, CORPUS[0])))
    monkeypatch.setenv("DATELINE_STORY", str(file))
    assert arguments() == before
