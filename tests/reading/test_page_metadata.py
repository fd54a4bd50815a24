"""What a page states of itself, where standards have it, and what it does not state."""

import json

import pytest

from geo.base.faults import RefusedError
from geo.reading import page_metadata


def read(head="", body=""):
    return page_metadata.read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def stated(head="", body=""):
    found = read(head, body)
    return (found.published and found.published.text, found.published_from)


def json_ld(value):
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-11-02", "2020-11-02"),
        ("2020-11-02T23:30:00-05:00", "2020-11-02"),
        ("2020-11-02T10:30:00.000Z", "2020-11-02"),
        ("2020-11-02 10:30", "2020-11-02"),
        ("20201102", "2020-11-02"),
        ("2020-11", "2020-11"),
        ("2020", "2020"),
        ("Mon, 02 Nov 2020 10:30:00 GMT", "2020-11-02"),
        ("November 2, 2020", "2020-11-02"),
        ("23/10/2020", "2020-10-23"),
        ("02/11/2020", None),
        ("2020-11-02/2020-11-04", None),
        ("1604313000", None),
        ("yesterday", None),
        ("Monday", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_date_is_as_coarse_as_it_is_stated_and_none_where_it_could_be_two(value, date):
    place = date and "meta article:published_time"
    assert stated(f'<meta property="article:published_time" content="{value}">') == (date, place)


def test_date_of_the_article_counts_before_that_of_the_page_and_what_is_like_it():
    article = {"@type": ["Thing", "NewsArticle"], "datePublished": "2020-11-01", "headline": "H"}
    page = {"@type": "WebPage", "datePublished": "2020-11-02"}
    other = {"@type": "WebSite", "datePublished": "2001"}
    graph = json_ld({"@context": "https://schema.org", "@graph": [other, page, article]})
    meta = '<meta name="date" content="2020-11-04"><meta property="article:published_time" content="2020-11-03">'
    time = '<time itemprop="datePublished" datetime="2020-11-05">yesterday</time>'
    assert stated(graph + meta, time) == ("2020-11-01", "JSON-LD datePublished")
    assert stated(json_ld([other, page]) + meta, time) == ("2020-11-02", "JSON-LD datePublished")
    assert stated(json_ld(other) + meta, time) == ("2020-11-03", "meta article:published_time")
    assert stated('<meta name="DC.date.issued" content="2020-11-04">', time) == ("2020-11-04", "meta dc.date.issued")
    assert stated("", time) == ("2020-11-05", "time element")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="article:modified_time" content="2020-11-02">', ""),
        ('<meta itemprop="copyrightYear" content="2020">', "<footer>Copyright 2020</footer>"),
        ('<link rel="canonical" href="https://a.example/2020/11/02/talks">', ""),
        ('<meta property="og:image" content="https://a.example/2020/11/02/a.jpg">', ""),
        ("<title>Talks of 2 November 2020</title>", "<h1>Talks of 2 November 2020</h1><p>On 2 November 2020.</p>"),
        ("", '<time datetime="2020-11-02">Other news</time><abbr class="published" title="2020-11-02">x</abbr>'),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-11-02"', ""),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", ""),
        ('<script type="application/ld+json">{"@graph": [[], 1, {"@type": {}, "datePublished": 3}]}</script>', ""),
    ],
)
def test_nothing_else_is_taken_for_the_date_of_publication(head, body):
    assert stated(head, body) == (None, None)


def test_title_is_that_of_the_article_before_that_of_the_page():
    head = '<title>T | Paper</title><meta property="og:title" content=" O \n o ">'
    body = "<h1>H <em>h</em></h1><h1>Other</h1><svg><title>S</title></svg>"
    article = json_ld({"@type": "Article", "headline": "J &#8216;j&#8217; &amp; j"})
    assert read(article + head, body).title == "J ‘j’ & j"
    assert read(head, body).title == "O o"
    assert read("<title>T | Paper</title>", body).title == "H h"
    assert read("<title>T | Paper</title>").title == "T | Paper"
    assert read("<title> </title>", "<p>text</p>").title is None
    assert len(read(f"<title>{'x' * 100_000}</title>").title) == 500


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<p>" * 20_001, "20,000 elements"),
        ("<div>" * 101, "100 deep"),
        ("<p " + " ".join(f"a{n}" for n in range(1_001)) + ">", "1,000 attributes"),
        (("<p " + " ".join(f"a{n}" for n in range(900)) + ">") * 112, "1,000 attributes"),
    ],
)
def test_page_larger_or_deeper_than_any_article_is_refused(body, problem):
    with pytest.raises(RefusedError, match=problem):
        read(body=body)
