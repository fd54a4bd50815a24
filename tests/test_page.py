"""The page's logic, without a browser: what a link, a button and a widget do to the view and the words."""

import json
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from geo.view.link import FIELDS

APP = str(Path(__file__).resolve().parent.parent / "app.py")


def opened(**query: str) -> AppTest:
    test = AppTest.from_file(APP, default_timeout=30)
    for name, value in query.items():
        test.query_params[name.rstrip("_")] = value
    test.run()
    assert not test.exception
    return test


def words(test: AppTest) -> str:
    """All HTML of the page."""
    return "\n".join(element.proto.body for element in test.get("html"))


def panel(test: AppTest) -> dict:
    """What the wires of the page carry: the parts of the view, and what is measured."""
    wires = [json.loads(c.proto.bytes) for c in test.get("bidi_component") if c.proto.component_name == "wire"]
    return {name: value for wire in wires for name, value in wire["view"].items()}


def address(test: AppTest) -> dict[str, str]:
    """The query of the view, which the wires bring to the browser for the address; all bring the same."""
    wires = [json.loads(c.proto.bytes) for c in test.get("bidi_component") if c.proto.component_name == "wire"]
    (query,) = {wire["query"] for wire in wires}
    return dict(parse_qsl(query))


def event(test: AppTest) -> str:
    """The HTML of the event: its head, and its foot where it has one."""
    bodies = [element.proto.body for element in test.get("html")]
    head = next(index for index, body in enumerate(bodies) if "dl-eyebrow" in body)
    return bodies[head] + next(body for body in bodies[head + 1 :] if "dl-small" in body or "<h2>" in body)


def test_opening_shows_the_measured_pair_and_all_five_verdicts():
    pair = panel(opened())["pair"]
    assert (pair["distance"], pair["way"]) == ("465 km", "southwest · 230°")
    assert [claim["verdict"] for claim in pair["claims"].values()] == [
        *("agrees", "agrees", "17 % longer", "18 % longer", "59 % longer")
    ]


def test_link_parameters_choose_event_pair_unit_base_and_end():
    query = {"event": "geneva", "from": "geneva", "to": "hurghada", "unit": "mi", "base": "osm", "until": "tunisia"}
    test = opened(**query)
    assert "Commission meets in Geneva" in event(test)
    assert [stop["key"] for stop in panel(test)["pair"]["stops"]] == ["geneva", "hurghada"]
    assert panel(test)["pair"]["distance"] == "1,998 mi"
    assert address(test) == query


def test_default_parameters_leave_no_trace_in_the_address():
    assert address(opened(event="ghadames", from_="tripoli", unit="km", base="outline")) == {}


@pytest.mark.parametrize("name", FIELDS)
def test_unknown_value_falls_back_with_a_notice_that_shows_it_as_written(name):
    test = opened(**{name: "<script>x</script>"})
    notices = [e.proto.body for e in test.get("html") if 'class="dl-notice"' in e.proto.body]
    assert len(notices) == 1
    assert "&lt;script&gt;x&lt;/script&gt;" in notices[0]
    assert "<script>" not in words(test)
    assert address(test) == {}


def test_foreign_parameters_are_passed_over_in_silence():
    test = opened(utm_source="mail")
    assert 'class="dl-notice"' not in words(test)
    assert address(test) == {}


def test_link_carries_a_path_a_point_of_the_readers_own_and_reference_points():
    query = {"from": "@32.9,13.25", "via": "geneva~@27.3,33.8", "ref_to": "old-town"}
    test = opened(**query)
    stops = panel(test)["pair"]["stops"]
    assert [tuple(stop.values()) for stop in stops] == [
        ("@32.9,13.25", 13.25, 32.9),
        ("geneva", 6.14569, 46.20222),
        ("@27.3,33.8", 33.8, 27.3),
        ("ghadames", 9.5, 30.1333),
    ]
    assert address(test) == query


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ceasefire", "The article names no place"),
        ("talks-egypt", ">September 2020 "),
        ("talks-egypt", "country only; exact place not given"),
        ("tunisia", "· announced<"),
        ("geneva", "happened · not in the article"),
        ("ghadames", "Reports differ"),
        ("ghadames", 'lang="ar" dir="auto" class="dl-own">غدامس'),
        ("repelled", "Also here: <a "),
    ],
)
def test_event_says_what_is_known_and_what_is_not(name, said):
    assert said in event(opened(event=name))


def test_words_alone_hold_every_event_place_and_text(story):
    text = words(opened())
    for place in story.places:
        assert place.name in text
    for told in story.events:
        assert told.text in text
    assert opened().text[0].value == story.event["ghadames"].text


def test_map_is_sent_no_text_and_the_same_arguments_for_every_view(story):
    first, second = (opened(event=e).get("component_instance")[0].proto.json_args for e in ("ghadames", "geneva"))
    assert first == second
    for place in story.places:
        assert place.name not in first


@pytest.mark.parametrize("content", [b"", b"{", b'{"type": "FeatureCollection", "features": []}', b"\xff"])
def test_corrupt_story_file_gives_one_plain_sentence(tmp_path, monkeypatch, content):
    file = tmp_path / "story.geojson"
    file.write_bytes(content)
    monkeypatch.setenv("DATELINE_STORY", str(file))
    text = words(opened())
    assert "The story cannot be shown just now" in text
    assert "Traceback" not in text


def test_missing_story_file_gives_the_same_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_STORY", str(tmp_path / "none.geojson"))
    assert "The story cannot be shown just now" in words(opened())


@pytest.mark.parametrize("name", ["DATELINE_TILES_URL", "DATELINE_NOMINATIM"])
def test_wrong_setting_gives_the_same_sentence(tmp_path, monkeypatch, name):
    file = tmp_path / "story.geojson"  # a story that was not opened before
    file.write_bytes((Path(APP).parent / "data" / "places.geojson").read_bytes())
    monkeypatch.setenv("DATELINE_STORY", str(file))
    monkeypatch.setenv(name, "nonsense")
    assert "The story cannot be shown just now" in words(opened())


def test_mended_story_file_is_read_again(tmp_path, monkeypatch):
    file = tmp_path / "story.geojson"
    file.write_bytes(b"{")
    monkeypatch.setenv("DATELINE_STORY", str(file))
    test = opened()
    file.write_bytes((Path(APP).parent / "data" / "places.geojson").read_bytes())
    test.run()
    assert panel(test)["pair"]["distance"] == "465 km"
