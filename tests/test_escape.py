"""Text stays text inside an element and inside a quoted attribute."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.escape import markup


class Reader(HTMLParser):
    """What a parser of HTML makes of a page: its tags with attributes, and its text."""

    def __init__(self):
        super().__init__()
        self.tags = []
        self.text = ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append(("comment", data))

    def handle_decl(self, decl):
        self.tags.append(("declaration", decl))

    def handle_pi(self, data):
        self.tags.append(("instruction", data))


def parsed(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


# HTML holds no NUL and no lone surrogate.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.text("<>&\"'/=!-a;#x1 \r\n`")


@given(texts)
def test_any_text_inside_an_element_is_read_as_that_text_and_no_tag(text):
    reader = parsed(f"<p>{markup(text)}</p>")
    assert reader.tags == [("p", [])]
    assert reader.text == text


@given(texts)
def test_any_text_inside_a_quoted_attribute_is_read_as_its_value(text):
    for quote in "\"'":
        assert parsed(f"<p title={quote}{markup(text)}{quote}></p>").tags == [("p", [("title", text)])]


@given(st.text(st.characters(codec="utf-8")))
def test_no_sign_that_could_open_or_close_anything_is_left(text):
    escaped = markup(text)
    assert not set("<>\"'\r\0") & set(escaped)


@pytest.mark.parametrize("text", ["", "Ghadames", "غدامس", "7–9 September", "5+5", "a\nb", "$x$ *b* :smile: [a](b)"])
def test_text_without_signs_of_html_is_unchanged(text):
    assert markup(text) == text


def test_text_that_is_already_escaped_is_shown_as_written():
    assert markup("&lt;b&gt;") == "&amp;lt;b&amp;gt;"


def test_nul_which_html_cannot_hold_is_shown_as_the_sign_for_a_lost_one():
    assert markup("a\0b") == "a\ufffdb"
