"""Which story a link opens, on the page: the one it carries, asks for elsewhere or names; else the default, and why."""

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.base import atomic_write
from geo.library import opened as opening
from geo.library.remote import RemoteError
from geo.story import geojson, packed
from tests.conftest import FILE
from tests.story.test_packed import text
from tests.test_page import APP, address, event, opened, words

OWN = "Rivals meet inside Libya: the talks at Ghadames"


def titled(title: str) -> bytes:
    document = json.loads(FILE.read_text())
    document["story"]["title"] = title
    return json.dumps(document).encode()


def data(content: bytes) -> str:
    return packed.pack(geojson.read(content))


def notices(test: AppTest) -> list[str]:
    return [e.proto.body for e in test.get("html") if 'class="dl-notice"' in e.proto.body]


def title(test: AppTest) -> str:
    return next(b for b in words(test).split("<h1>")[1:]).partition("</h1>")[0]


def wire(test: AppTest) -> dict:
    return next(json.loads(c.proto.bytes) for c in test.get("bidi_component") if c.proto.component_name == "wire")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "a.geojson").write_bytes(titled("A"))
    (tmp_path / "b.geojson").write_bytes(titled("B"))
    monkeypatch.setenv("DATELINE_STORY", str(tmp_path))
    return tmp_path


def test_link_that_carries_a_story_opens_it_with_its_view():
    test = opened(data=data(titled("Mine")), event="geneva", from_="geneva")
    assert (title(test), notices(test)) == ("Mine", [])
    assert "Commission meets in Geneva" in event(test)
    assert address(test) == {"event": "geneva", "from": "geneva"}
    assert wire(test)["parameter"] == "data"


def test_no_part_of_the_page_sends_the_carried_story_back():
    carried = data(titled("Mine"))
    test = opened(data=carried)
    assert not any(carried[:60] in str(element.proto) for element in test.main if hasattr(element, "proto"))
    assert carried[:60] not in words(test)
    sent = [c.proto.json.encode() + c.proto.bytes for c in test.get("bidi_component")]
    assert all(carried[:60].encode() not in each for each in sent)


def test_carried_comes_before_elsewhere_and_elsewhere_before_a_name(folder, monkeypatch):
    monkeypatch.setattr(opening.remote, "read", lambda address: titled(f"At {address}"))
    assert title(opened(data=data(titled("Mine")), src="https://x", story="b")) == "Mine"
    assert title(opened(src="https://x", story="b")) == "At https://x"
    assert title(opened(story="b")) == "B"
    assert title(opened()) == "A"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("nothing-of-a-story", "The link carries a story, but it was changed on the way: it does not unpack"),
        (text(b"\x1f\x8b"), "The link carries a story, but it was cut on the way"),
    ],
)
def test_carried_text_that_is_no_story_gives_way_to_the_default(sent, said):
    test = opened(data=sent, event="geneva", from_="elsewhere")
    (notice,) = notices(test)
    assert said in notice
    assert f"; {OWN} is shown instead." in notice
    assert (title(test), address(test), wire(test)["parameter"]) == (OWN, {}, "")


def test_carried_story_that_is_refused_says_how_many_faults_and_the_first():
    document = json.loads(FILE.read_text())
    document["story"]["title"] = "<script>x</script>" * 30
    document["story"]["lang"] = 1
    (notice,) = notices(opened(data=text(gzip.compress(json.dumps(document).encode()))))
    assert "The link carries a story that is refused, with 2 faults, the first at /story/title: " in notice
    assert "<script>" not in notice


def test_story_elsewhere_that_is_not_to_be_had_gives_way_to_the_default(monkeypatch):
    assert "but this page does not read stories from that address; " in notices(opened(src="https://x.example/"))[0]

    def unreachable(address: str) -> bytes:
        raise RemoteError("x.example cannot be reached just now")

    monkeypatch.setattr(opening.remote, "read", unreachable)
    test = opened(src="https://x.example/story")
    assert "The link asks for a story elsewhere, but x.example cannot be reached just now; " in notices(test)[0]
    assert title(test) == OWN
    monkeypatch.setattr(opening.remote, "read", lambda address: b"{")
    assert "The story that the link asks for is refused, with a fault at /: " in notices(opened(src="x"))[0]


@pytest.mark.parametrize("name", ["", "c", "../a", "a.geojson", "<b>", "A"])
def test_name_of_no_story_gives_way_to_the_default(folder, name):
    test = opened(story=name)
    assert "which is not here; A is shown instead." in notices(test)[0]
    assert (title(test), wire(test)["parameter"]) == ("A", "")


def test_named_story_that_is_refused_gives_way_and_its_faults_are_for_the_log(folder, caplog):
    (folder / "b.geojson").write_bytes(titled(""))
    (notice,) = notices(opened(story="b"))
    assert "The story “b” cannot be shown just now; A is shown instead." in notice
    assert "/story/title" in caplog.text


OUTDATED = "The file of this story cannot be read just now; this is its version of 28 November 2026, 17:40 UTC."
WRITTEN = datetime(2026, 11, 28, 17, 40, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(titled("B")[:5_000])])
@pytest.mark.parametrize("query", [{}, {"story": "b"}])
def test_story_whose_file_is_gone_or_broken_is_shown_as_it_was_and_said_so_until_it_is_good_again(
    folder, caplog, spoil, query
):
    file = folder / f"{query.get('story', 'a')}.geojson"
    os.utime(file, (0, WRITTEN))
    view = {"event": "geneva", "from_": "geneva"}
    reader = opened(**query, **view)
    before = title(reader)
    spoil(file)
    reader.run()
    newcomer = opened(**query, **view)
    for test in (reader, newcomer):
        (notice,) = notices(test)
        assert OUTDATED in notice
        assert (title(test), address(test)) == (before, {"event": "geneva", "from": "geneva"})
        assert wire(test)["parameter"] == "".join(query)
    assert len([record for record in caplog.records if str(file) in record.message]) == 1
    atomic_write.write(file, titled("New"))
    for test in (reader.run(), opened(**query, **view)):
        assert (title(test), notices(test)) == ("New", [])
        assert address(test) == {"event": "geneva", "from": "geneva"}


def test_stories_of_a_folder_that_is_empty_or_gone_are_shown_as_they_were(folder):
    opened()
    opened(story="b")
    for file in folder.iterdir():
        file.unlink()
    assert title(opened()) == "A"
    folder.rmdir()
    assert [title(opened()), title(opened(story="b"))] == ["A", "B"]
    assert "which is not here; A is shown instead." in notices(opened(story="c"))[0]
    assert "cannot be read just now" in notices(opened(story="c"))[0]


def test_story_that_was_never_good_is_one_sentence_and_one_line_of_the_log(folder, caplog):
    opening.log_refusal.cache_clear()  # another test may have had the same fault
    for file in folder.iterdir():
        file.write_bytes(b"{")
    assert [words(opened()).count("The story cannot be shown just now") for _ in range(3)] == [1, 1, 1]
    assert len([record for record in caplog.records if "no story is shown" in record.message]) == 1
    assert len([record for record in caplog.records if "cannot be read" in record.message]) == 1


def test_other_story_in_the_same_session_is_opened_with_its_own_view(folder):
    test = opened(story="b", event="geneva")
    assert "Commission meets in Geneva" in event(test)
    test.query_params.clear()
    test.run()
    assert (title(test), address(test)) == ("A", {})


def gallery():
    from geo.page.gallery import gallery_section

    gallery_section()


def test_gallery_lists_what_can_be_opened_each_as_a_link(folder):
    (folder / "b.geojson").write_bytes(titled("<b>B</b>"))
    (folder / "bad.geojson").write_bytes(b"{")
    (folder / "c d&e.geojson").write_bytes(titled("C"))
    test = AppTest.from_function(gallery, default_timeout=30).run()
    assert not test.exception
    text = words(test)
    assert '<a href="./" target="_self">A</a>' in text
    assert '<a href="./?story=b" target="_self">&lt;b&gt;B&lt;/b&gt;</a>' in text
    assert '<a href="./?story=c%20d%26e" target="_self">C</a>' in text
    assert text.count("<li ") == 3
    assert "2011 – 15 November 2020 · 12 places · 14 events" in text


def test_header_leads_to_the_stories_only_where_there_are_several(folder):
    assert '<a href="stories" target="_self" data-page>Stories</a>' in words(opened())
    (folder / "b.geojson").unlink()
    assert "Stories" not in words(opened())


def test_page_in_a_frame_of_another_site_is_the_story_and_a_link_to_it():
    test = AppTest.from_file(APP, default_timeout=30)
    test.context["is_embedded"] = True
    test.run()
    assert not test.exception
    names = [c.proto.component_name for c in test.get("bidi_component")]
    assert "fullPage" in names
    assert not {"share", "copyLink"} & set(names)
    assert not any(part in words(test) for part in ("dl-header", "dl-foot", "dl-words"))
    assert "Officers of both sides sit down in Ghadames" in words(test)
