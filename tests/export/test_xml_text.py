"""Text in files of XML: every text can be written, and none is markup to whoever takes it for HTML."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from geo.export.xml_text import address, degrees, html, legal, plain
from tests.export.reading import Viewed
from tests.hostile import CORPUS

any_text = st.one_of(st.text(), st.sampled_from(CORPUS), st.text("<>/!?ab &;$[]\n\r\0\ufffe"))


def through_xml(text):
    """The text after a way through a file."""
    element = etree.Element("text")
    element.text = text
    return etree.fromstring(etree.tostring(element)).text or ""


@given(any_text)
def test_plain_text_reads_back_but_for_spaces_after_what_would_begin_markup(text):
    read = through_xml(plain(text))
    assert read == plain(text)
    assert re.sub(r"< (?=[A-Za-z/!?])", "<", read) == re.sub(r"< (?=[A-Za-z/!?])", "<", legal(text))


@given(any_text)
def test_plain_text_taken_for_html_has_no_element(text):
    assert not Viewed(through_xml(plain(text))).elements


@given(any_text)
@example("$[name] $$[description]")
def test_text_in_html_is_read_as_written_and_brings_no_element_of_its_own(text):
    found = Viewed(through_xml(f"<p>{html(text)}</p>"))
    assert found.elements <= {"p", "br"}
    assert found.paragraphs == [legal(text)]
    assert "$[" not in html(text)


@pytest.mark.parametrize(
    "text", ["R&D < 5 <3", "غدامس", "a\rb\r\nc\td", " spaced ", "👩\u200d👧 \ud7ff\ue000\ufffd", "&lt;b&gt;"]
)
def test_ordinary_text_stays_as_it_is(text):
    assert through_xml(plain(text)) == text


def test_characters_that_xml_cannot_hold_are_replaced_each_by_one():
    assert legal("a\0b\x1bc\ufffed\uffff\ud800") == "a\ufffdb\ufffdc\ufffdd\ufffd\ufffd"
    assert legal("\t\n\r \x7f\x85\U0010ffff") == "\t\n\r \x7f\x85\U0010ffff"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/?x=1&y=%20#z", "https://a.example/?x=1&y=%20#z"),
        ("http://a.example/100%/%zz", "http://a.example/100%25/%25zz"),
        ("http://a.example/{x}|`^'", "http://a.example/%7Bx%7D%7C%60%5E'"),
    ],
)
def test_address_keeps_its_meaning_in_the_signs_of_rfc_3986(url, written):
    assert address(url) == written
    assert unquote(address(url)) == unquote(url)


@given(st.floats(-180, 180))
def test_degrees_have_no_exponent_and_are_right_to_a_tenth_of_a_millimetre(angle):
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]{1,9})?", degrees(angle))
    assert float(degrees(angle)) == pytest.approx(angle, abs=5.1e-10)
    assert not degrees(angle).startswith("-0") or float(degrees(angle)) < 0
