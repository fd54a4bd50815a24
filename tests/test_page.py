"""The page's logic, without a browser: what a link, a button and a widget do to the view and the words."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

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


def address(test: AppTest) -> dict[str, str]:
    """The query parameters, each with its one value."""
    return {n: v if isinstance(v, str) else v[0] for n, v in test.query_params.items()}


def event(test: AppTest) -> str:
    return next(element.proto.body for element in test.get("html") if "dl-eyebrow" in element.proto.body)


def test_opening_shows_the_measured_pair_and_all_five_verdicts():
    text = words(opened())
    assert "<b>465 km</b> southwest · 230°" in text
    for verdict in ("agrees</strong>", "17 % longer", "18 % longer", "59 % longer"):
        assert verdict in text


def test_link_parameters_choose_event_pair_unit_base_and_end():
    query = {"event": "geneva", "from": "geneva", "to": "hurghada", "unit": "mi", "base": "osm", "until": "tunisia"}
    test = opened(**query)
    assert "Commission meets in Geneva" in event(test)
    assert test.selectbox(key="from").value == "geneva"
    assert test.selectbox(key="to").value == "hurghada"
    assert "1,998 mi" in words(test)
    assert address(test) == query


def test_default_parameters_leave_no_trace_in_the_address():
    assert address(opened(event="ghadames", from_="tripoli", unit="km", base="outline")) == {}


@pytest.mark.parametrize("name", ["event", "from", "to", "unit", "base", "until"])
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


def test_swap_turns_the_line_round_but_not_what_the_claims_meant():
    test = opened()
    test.button(key="swap").click().run()
    assert address(test) == {"from": "ghadames", "to": "tripoli"}
    text = words(test)
    assert "northeast · 48°" in text
    assert text.count("southwest agrees") == 4


def test_readers_unit_changes_figures_but_no_verdict():
    test = opened()
    before = [part.split("</strong>")[0] for part in words(test).split("<strong class=")[1:]]
    test.segmented_control(key="unit").set_value("nmi").run()
    text = words(test)
    assert "251 nmi" in text
    assert [part.split("</strong>")[0] for part in text.split("<strong class=")[1:]] == before


def test_choosing_a_country_says_that_its_distance_is_for_orientation_only():
    test = opened()
    test.selectbox(key="to").set_value("libya").run()
    assert "Libya</bdi> is a country: measured to a point inside it" in words(test)
    assert "No published claim about this pair." in words(test)


def test_one_place_twice_is_no_distance_and_no_direction():
    assert "<b>0 km</b> one point, so no direction" in words(opened(to="tripoli"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ceasefire", "The article names no place"),
        ("talks-egypt", ">September 2020 "),
        ("talks-egypt", "only a country is named"),
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


def test_mended_story_file_is_read_again(tmp_path, monkeypatch):
    file = tmp_path / "story.geojson"
    file.write_bytes(b"{")
    monkeypatch.setenv("DATELINE_STORY", str(file))
    test = opened()
    file.write_bytes((Path(APP).parent / "data" / "places.geojson").read_bytes())
    test.run()
    assert "465 km" in words(test)
