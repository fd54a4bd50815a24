"""Pictures: what is in the files, that no text gets out of being text, and that the server never loads what draws."""

import io
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from streamlit.runtime.scriptrunner import StopException

from geo.base.checkpoint import course
from geo.base.root import ROOT
from geo.export.formats import FORMATS
from geo.export.picture import studio
from geo.export.picture.studio import PictureError
from geo.story import geojson
from geo.view.link import View
from tests.hostile import CORPUS, one_in_each_event
from tests.many_places import many_places

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def draw(tmp_path_factory):
    """`draw` itself, in this process: what it draws with is set up once for all tests of this file."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
        patched.setenv("MPL_IGNORE_SYSTEM_FONTS", "1")
        from geo.export.picture import __main__

        yield __main__.draw


def image(content):
    """A PNG file as an array of rows, columns and colours."""
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def near(pixels, colour):
    """How many pixels have a colour, given as six hexadecimal digits, or nearly so."""
    return (np.abs(pixels - list(bytes.fromhex(colour))).max(axis=2) < 12).sum()


def text_of(root, name):
    return root.find(f"{SVG}{name}").text


@pytest.fixture(scope="module")
def png(draw, story):
    return draw(story, View.opening(story), "png")


@pytest.fixture(scope="module")
def svg(draw, story):
    return draw(story, View.opening(story), "svg")


def test_png_has_two_pixels_for_each_point_and_says_so(png):
    opened = Image.open(io.BytesIO(png))
    assert opened.size == (2400, 1350)
    assert opened.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert len(png) < 250_000


def test_png_shows_land_sea_tint_the_measured_line_and_the_selection(png):
    pixels = image(png)
    least = {"F6F3EA": 300_000, "DDE6EA": 300_000, "EFE0BF": 100_000, "0B5394": 3_000, "B3261E": 1_000}
    assert {colour for colour, count in least.items() if near(pixels, colour) < count} == set()


def test_png_carries_title_and_description_and_no_date_or_program(png):
    told = Image.open(io.BytesIO(png)).text
    assert set(told) == {"Title", "Description"}
    assert told["Title"] == "Rivals meet inside Libya: the talks at Ghadames"
    assert "465 km southwest · 230°" in told["Description"]


def test_svg_says_in_words_what_it_shows(svg):
    root = ElementTree.fromstring(svg)
    assert root.attrib["role"] == "img"
    assert text_of(root, "title") == "Rivals meet inside Libya: the talks at Ghadames"
    told = text_of(root, "desc")
    assert told.startswith("From a news item of 2–3 November 2020. This map adds positions")
    for part in (
        "2–4 November 2020 · event 12 of 14 · happened. Officers of both sides sit down in Ghadames.",
        "From Tripoli to Ghadames. 465 km southwest · 230°, arriving at 228°.",
        "“some 465 km southwest of Tripoli”, the article: agrees; direction right.",
        "“543 kilometers southwest of Tripoli”, Libya Observer: 17 % longer; direction right.",
        "Natural Earth · GeoNames · straight line, not a route.",
    ):
        assert part in told


def test_svg_has_no_script_style_sheet_font_document_type_or_reference_to_elsewhere(svg):
    root = ElementTree.fromstring(svg)
    used = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert used <= set("svg title desc defs style g path use clipPath".split())
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert "url(" not in value or "url(#" in value
            if name.endswith("href"):
                assert value.startswith("#")
    for sign in (b"<!DOCTYPE", b"<!--", b"<text", b"<metadata", b"@import", b"@font-face"):
        assert sign not in svg


def test_a_view_is_the_same_bytes_whenever_it_is_drawn(draw, story, png, svg):
    assert draw(story, View.opening(story), "png") == png
    assert draw(story, View.opening(story), "svg") == svg


@pytest.fixture(scope="module")
def hostile(draw):
    document = one_in_each_event(json.loads((ROOT / "data" / "places.geojson").read_text()))
    return geojson.read(json.dumps(document).encode())


# Warnings are errors here, and so would be one of matplotlib's about a character that no font has.
@pytest.mark.parametrize("text", [*CORPUS, "北京 한국 ไทย", "a" * 200, "\u200d", "\ud7ff\ufffe", "$", "$x_{$"])
def test_any_text_has_lines_that_fit_and_can_be_drawn(draw, text):
    from geo.export.picture import lettering
    from geo.export.picture.extent import Point
    from geo.export.picture.paper import Paper

    font = lettering.sans(12.0)
    lines = lettering.lines(text, font, 120.0, 3)
    assert len(lines) <= 3
    assert all(font.width(line) <= 120.0 for line in lines)
    paper = Paper(140.0, 20.0, 2.0)
    paper.text(text, Point(4.0, 14.0), font, halo="#FFFFFF")
    root = ElementTree.fromstring(paper.file("svg", text, text))
    assert text_of(root, "desc") == (lettering.plain(text) or None)


def test_hostile_text_is_only_ever_text(draw, hostile):
    content = draw(hostile, View.opening(hostile), "svg")
    root = ElementTree.fromstring(content)
    assert text_of(root, "title") == CORPUS[5]
    assert b"<script" not in content
    assert b"<img" not in content
    assert CORPUS[0] in text_of(root, "desc")


def test_dollars_make_no_formula(draw):
    from geo.export.picture.extent import Point
    from geo.export.picture.lettering import sans
    from geo.export.picture.paper import Paper

    def ink(text):
        paper = Paper(200.0, 20.0, 2.0)
        paper.text(text, Point(4.0, 14.0), sans(12.0))
        return (image(paper.file("png", "", "")) < 128).all(axis=2).sum()

    assert ink("$x^2$") > ink("x^2") > 0


def test_arabic_is_joined_and_runs_from_the_right(draw):
    from geo.export.picture.lettering import is_right_to_left, sans

    font = sans(20.0)
    # Letters that join are narrower than the same letters each on its own.
    assert font.width("بيت") < 0.8 * sum(font.width(letter) for letter in "بيت")
    assert is_right_to_left("«غدامس» 2020")
    assert is_right_to_left("12 — שלום")
    assert not is_right_to_left("Ghadames غدامس")


def test_characters_that_cannot_be_shown_are_one_sign_and_what_cannot_be_seen_is_gone(draw):
    from geo.export.picture.lettering import legible, plain

    assert legible("北京 Peking") == "\ufffd Peking"
    assert plain("nul\x00 rlo\u202e bom\ufeff tab\t\tend\n") == "nul rlo bom tab end"


def test_later_places_are_hidden_until_the_story_comes_to_them(draw, story):
    from geo.export.picture.chart import Chart
    from geo.export.picture.extent import Box

    box = Box(0.0, 0.0, 780.0, 530.0)
    view = replace(View.opening(story), event="offensive", until="offensive", origin="tripoli", to="tripoli")
    early, whole = Chart.of(story, view, box), Chart.of(story, replace(view, until=None), box)
    assert {mark.place.id for mark in early.marks} == {"libya", "tripoli"}
    assert len(whole.marks) == len(story.places)
    assert early.extent == whole.extent
    assert [mark.place.id for mark in early.marks if mark.selected] == ["tripoli"]
    assert early.lines == []


def test_path_has_a_line_for_each_leg_and_its_total_in_the_unit_of_the_view(draw, story):
    view, _ = View.from_query({"via": "geneva~@30,31.2", "unit": "mi"}, story)
    told = text_of(ElementTree.fromstring(draw(story, view, "svg")), "desc")
    assert "From Tripoli to Ghadames by way of 2 stops. 4,041 mi straight 289 mi, southwest · 230°." in told


def test_line_over_the_180th_meridian_is_one_between_its_marks(draw, story):
    from geo.export.picture.chart import Chart
    from geo.export.picture.extent import Box

    places = tuple(
        replace(place, at=place.at._replace(lon=lon))
        for place, lon in zip(story.places[:2], (178.0, -172.0), strict=True)
    )
    pair = {"origin": places[0].id, "to": places[1].id}
    ours = replace(story, places=places, events=(replace(story.events[0], place=places[0].id),), claims=(), shapes=())
    chart = Chart.of(ours, View(event=ours.events[0].id, **pair), Box(0.0, 0.0, 780.0, 530.0))
    (line,) = chart.lines
    ends = [chart.extent.point(place.at) for place in places]
    assert line[0] == pytest.approx(ends[0])
    assert line[-1] == pytest.approx(ends[1])
    assert ends[1].x - ends[0].x < 780.0


def test_card_has_the_size_that_cards_of_links_have_and_keeps_room_for_the_figure(draw, story):
    long = replace(
        story,
        title=story.title * 3,
        summary=story.summary * 3,
        events=tuple(replace(e, title=e.title * 3, text=e.text * 9) for e in story.events),
    )
    pixels = image(draw(long, View.opening(long), "png", studio.CARD))
    assert pixels.shape == (630, 1200, 3)
    figure, legend = pixels[390:440, 745:860], pixels[480:600, 745:860]
    assert near(figure, "0B5394") > 500
    assert near(legend, "0B5394") < near(figure, "0B5394") / 2


def test_ten_thousand_places_are_dots_within_the_time(draw):
    story = geojson.read(many_places(10_000))
    pixels = image(draw(story, View.opening(story), "png"))
    assert near(pixels, "2B2A27") > 20_000
    assert near(pixels, "DDE6EA") > 300_000


def test_server_gets_the_same_picture_and_never_loads_what_draws_it(svg):
    program = (
        "import hashlib, os, sys\n"
        "from geo.story import geojson; from geo.export.formats import FORMATS; from geo.view.link import View\n"
        "story = geojson.read(open('data/places.geojson', 'rb').read())\n"
        "made = FORMATS['svg'].write(story, View.opening(story))\n"
        "assert not {'matplotlib', 'PIL', 'fontTools'} & set(sys.modules)\n"
        "sys.stdout.buffer.write(made)\n"
    )
    home = {"HOME": "/nonexistent", "XDG_CACHE_HOME": "/proc", "XDG_CONFIG_HOME": "/proc"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT, env=os.environ | home)
    assert done.stderr == b""
    assert done.stdout == svg


def test_formats_name_both_pictures():
    assert {(f.suffix, f.media_type) for f in FORMATS.values()} >= {("png", "image/png"), ("svg", "image/svg+xml")}


def test_picture_that_takes_too_long_is_given_up_with_a_sentence(story, monkeypatch, caplog):
    monkeypatch.setattr(studio, "DRAWING_S", 0.01)
    with pytest.raises(PictureError, match="takes too long"):
        studio.picture(story, View.opening(story), "png")
    assert "given up" in caplog.text
    with studio._queue.turn("", 0):
        pass


def test_picture_that_fails_is_a_sentence_and_the_log_has_the_reason(story, monkeypatch, caplog, tmp_path):
    monkeypatch.setattr(studio, "ROOT", tmp_path)
    with pytest.raises(PictureError, match=r"could not be made; the link shows the same view\.\Z"):
        studio.picture(story, View.opening(story), "png")
    assert "No module named 'geo'" in caplog.text
    assert len(caplog.records) == 1
    assert "\n" not in caplog.messages[0]


def test_only_one_is_made_at_a_time_and_waiting_has_an_end(story, monkeypatch):
    monkeypatch.setattr(studio, "WAITING_S", 0.01)
    with studio._queue.turn("", 0), pytest.raises(PictureError, match="try again in a minute"):
        studio.picture(story, View.opening(story), "png")


class Leaving:
    """The course of a run whose visitor leaves after so many checkpoints."""

    def __init__(self, after: int) -> None:
        self.left = after

    def checkpoint(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise StopException

    def waiting(self):
        return nullcontext()


def test_drawing_ends_when_whoever_waits_has_left(story, monkeypatch, tmp_path):
    program = tmp_path / "draws-for-ever"
    program.write_text("#!/bin/sh\nexec sleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(studio.sys, "executable", str(program))
    token = course.set(Leaving(after=2))
    try:
        with pytest.raises(StopException):
            studio.picture(story, View.opening(story), "png")
    finally:
        course.reset(token)


def test_who_has_left_waits_for_no_turn(story):
    token = course.set(Leaving(after=1))
    try:
        with studio._queue.turn("", 0), pytest.raises(StopException):
            studio.picture(story, View.opening(story), "png")
    finally:
        course.reset(token)
    assert not studio._queue._waiting
