"""HTML as text: what a reader would see of it, in no time whatever it is."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.intake.markup import has_links, plain


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


def test_links_and_pictures_are_noticed():
    assert has_links("<A HREF='x'>")
    assert has_links("see <img src=x>")
    assert not has_links("<b>a</b> <article>")


@given(st.text() | st.text("<>!/-abp&;#x1 ='\"[]", max_size=60))
def test_any_text_becomes_some_text(text):
    plain(text).encode()


@pytest.mark.parametrize(
    "part", ["<!--", "<![", "</", "<a ", '<a "', "<?", "&#1", "&", "<script>", "</script ", "<", "\n"]
)
def test_a_megabyte_of_anything_takes_a_moment(part):
    began = time.process_time()
    plain(part * (1_000_000 // len(part)))
    assert time.process_time() - began < 1.5
