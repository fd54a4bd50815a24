"""HTML as text: what a reader would see of it, in no time whatever it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.markup import has_pictures, is_html, links, plain


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("no markup,  kept\n as it is ", "no markup,  kept\n as it is"),
        ("<p>One</p><p>Two <b>bold</b></p>", "One\n\nTwo bold"),
        ("a<br/>b\n  c<BR>d", "a\nb c\nd"),
        ("a &amp;\nb", "a &\nb"),
        ("<table><tr><td>k</td><td>v</td></tr></table>", "k v"),
        ("&lt;b&gt; &amp; &eacute; &#8211; &nbsp;&unknown;", "<b> & é – &unknown;"),
        ("x<script>alert('<b>')</script>y<style>*{}</style>z<!-- <p> -->!", "xyz!"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<a href='http://a.example'>link</a><img src=x>", "link"),
        ("unclosed <b", "unclosed"),
        ("&#99999999999;&#xfffffffff;", "\ufffd\ufffd"),
    ],
)
def test_tags_go_and_entities_become_signs(html, text):
    assert plain(html) == text


def test_links_are_taken_out_with_their_texts():
    html = "See <a class=x HREF='https://a.example/?b=1&amp;c'>the <i>report</i></a>, <a href=https://b.example></a>"
    assert links(html) == [("the report", "https://a.example/?b=1&c"), ("https://b.example", "https://b.example")]
    assert links("<a href='javascript:alert(1)'>x</a> <a href='/here'>y</a> https://c.example") == []


def test_pictures_are_noticed():
    assert has_pictures("see <img src=x>")
    assert not has_pictures("<b>a</b> <article>")


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("<b>a</b>", True),
        ("a &amp; b", True),
        ("a<br>b", True),
        ("1 < 2 & 3 > 2", False),
        ("<Gate 4>", False),
        ("R&D", False),
    ],
)
def test_html_is_told_from_text(text, is_so):
    assert is_html(text) == is_so


@given(st.text() | st.text("<>!/-abp&;#x1 ='\"[]", max_size=60))
def test_any_text_becomes_some_text(text):
    plain(text).encode()
    links(text)
    is_html(text)


@pytest.mark.parametrize(
    "part", ["<!--", "<![", "</", "<a ", '<a "', "<?", "&#1", "&", "<script>", "</script ", "<", "\n"]
)
def test_a_megabyte_of_anything_takes_a_moment(part):
    began = time.process_time()
    links(part * (1_000_000 // len(part)))
    is_html(part * (1_000_000 // len(part)))
    plain(part * (1_000_000 // len(part)))
    assert time.process_time() - began < 1.5
