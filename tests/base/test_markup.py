"""Text stays text inside an element and inside a quoted attribute, and nothing else is shown as HTML."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.base.markup import Markup
from tests.conftest import ROOT


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
    reader = parsed(Markup("<p>{}</p>").format(text))
    assert reader.tags == [("p", [])]
    assert reader.text == text


@given(texts)
def test_any_text_inside_a_quoted_attribute_is_read_as_its_value(text):
    for html in (Markup('<p title="{}"></p>'), Markup("<p title='{}'></p>")):
        assert parsed(html.format(text)).tags == [("p", [("title", text)])]


@given(st.text(st.characters(codec="utf-8")))
def test_no_sign_that_could_open_or_close_anything_is_left(text):
    escaped = Markup.escape(text)
    assert not set("<>\"'\r\0") & set(escaped)


@pytest.mark.parametrize("text", ["", "Ghadames", "غدامس", "7–9 September", "5+5", "a\nb", "$x$ *b* :smile: [a](b)"])
def test_text_without_signs_of_html_is_unchanged(text):
    assert Markup.escape(text) == text


def test_text_that_is_already_escaped_is_shown_as_written():
    assert Markup.escape("&lt;b&gt;") == "&amp;lt;b&amp;gt;"


def test_nul_which_html_cannot_hold_is_shown_as_the_sign_for_a_lost_one():
    assert Markup.escape("a\0b") == "a\ufffdb"


@given(texts)
def test_text_is_escaped_by_whatever_puts_it_into_html(text):
    escaped, start, end = Markup.escape(text), Markup("<p>"), Markup("</p>")
    whole = "<p>" + str(escaped) + "</p>"
    assert Markup("<p>{}</p>").format(text) == Markup("<p>{text}</p>").format(text=text) == whole
    assert Markup("<p>%s</p>") % text == start + text + end == Markup().join([start, text, end]) == whole
    assert Markup("<p>-</p>").replace("-", text) == whole
    assert isinstance(text + end, Markup)
    assert text + end == escaped + end


def test_html_in_html_is_not_escaped_again():
    inner = Markup("<b>{}</b>").format("&")
    assert Markup("<p>{}</p>").format(inner) == "<p><b>&amp;</b></p>"
    assert Markup.escape(inner) is inner


_SHOWN = """
from geo.base.markup import Markup
from geo.page.element import show_html
text, html = "<i>", Markup("<b>{}</b>").format("x")
show_html(html + text)
show_html(Markup(", ").join([text, html]))
show_html(text)  # refused
show_html(f"<p>{html}</p>")  # refused
show_html("".join([html, html]))  # refused
show_html("<p>" + text)  # refused
"""


def test_type_checker_refuses_text_that_is_not_escaped(tmp_path):
    (tmp_path / "shown.py").write_text(_SHOWN)
    # Without the types of Streamlit, which take long to read and are not asked about.
    (tmp_path / "mypy.ini").write_text(
        f"[mypy]\nstrict = True\nmypy_path = {ROOT}\nexplicit_package_bases = True\n"
        "[mypy-streamlit.*]\nfollow_imports = skip\n"
    )
    command = [sys.executable, "-m", "mypy", "--config-file=mypy.ini", f"--cache-dir={os.devnull}", "shown.py"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout
    refused = [number for number, line in enumerate(_SHOWN.splitlines(), 1) if line.endswith("# refused")]
    found = re.findall(
        r'^shown\.py:(\d+): error: .* has incompatible type "str"; expected "Markup"', said, re.MULTILINE
    )
    assert [*map(int, found)] == refused, said
    assert said.count(" error: ") == len(refused), said


_MADE = """
from geo.base.markup import Markup
text = "<i>"
Markup("<p>")
Markup(f"<p>{text}</p>")  # refused
Markup(text)  # refused
Markup("<p>" + text)  # refused
"""


def test_lint_refuses_html_that_is_not_made_of_a_literal():
    command = [sys.executable, "-m", "ruff", "check", "--select=S704", "--output-format=concise"]
    command += [f"--config={ROOT / 'pyproject.toml'}", "--stdin-filename=geo/made.py", "-"]
    said = subprocess.run(command, cwd=ROOT, input=_MADE, capture_output=True, text=True, check=False).stdout
    refused = [number for number, line in enumerate(_MADE.splitlines(), 1) if line.endswith("# refused")]
    assert [*map(int, re.findall(r"^geo/made\.py:(\d+):\d+: S704", said, re.MULTILINE))] == refused, said
