"""Members by name and kind: what `geo.story.geojson` does not show of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.story.fields import Fields, References, kind


@pytest.mark.parametrize(
    ("value", "words"),
    [
        *(({}, "an object"), ([], "a list"), ("", "a text"), (True, "true or false"), (None, "null")),
        *((1, "a number"), (0.5, "a number")),
    ],
)
def test_kind_says_what_a_json_value_is(value, words):
    assert kind(value) == words


@pytest.mark.parametrize(
    "url",
    [
        *("http://a.example", "https://a.example/b?c=d&e=f#g", "HTTPS://A.example", "https://a.example:8443/"),
        *("http://[2001:db8::1]/", "https://غدامس.example/", "https://a.example/b(c)"),
    ],
)
def test_web_address_is_read_as_written(url):
    fields = Fields({"url": url}, "", [])
    assert fields.url("url") == url
    assert fields.faults == []


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://a.example", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example"),
        *("//a.example", "/path", "a.example", "http:", "http://", "https:///path", "http://:80/", "http://[::1"),
        *("https://user@a.example", "https://user:word@a.example", "java\tscript:alert(1)", " https://a.example"),
        *("https://a.example/ b", "https://a.example/\n", 'https://a.example/"', "https://a.example/<b>"),
        *("https://a.example\\@b.example", "https://a.example/\u202e", "https://a.example/\x00", "", "x" * 2001, 5),
        *("http://a.example:0/", "http://a.example:99999/", "http://a.example:port/"),
    ],
)
def test_anything_else_than_a_plain_http_address_is_refused(url):
    faults = []
    assert Fields({"url": url}, "/at", faults).url("url") is None
    assert [fault.path for fault in faults] == ["/at/url"]


def test_address_may_be_left_out():
    fields = Fields({"null": None}, "", [])
    assert fields.url("url") is None
    assert fields.url("null") is None
    assert fields.faults == []


@given(st.text(st.characters(), max_size=40))
def test_any_text_is_an_address_or_one_fault(text):
    faults = []
    read = Fields({"url": text}, "", faults).url("url")
    assert (read == text and not faults) or (read is None and len(faults) == 1)


@pytest.mark.parametrize("tag", ["en", "ar", "pt-BR", "zh-Hant-TW", "de-1996"])
def test_language_tag_is_read(tag):
    assert Fields({"lang": tag}, "", []).language("lang") == tag


@pytest.mark.parametrize("tag", ["e", "en_GB", "en-", "-en", "en us", "12", "en\n", "arabic/ly"])
def test_text_that_is_no_language_tag_is_refused(tag):
    fields = Fields({"lang": tag}, "", [])
    assert fields.language("lang") is None
    assert len(fields.faults) == 1


@pytest.mark.parametrize("value", [0, 5, 5.0, 2.5, 10])
def test_number_within_its_bounds_is_read_with_both_included(value):
    assert Fields({"n": value}, "", []).number("n", 0, 10) == value


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        *((-0.001, "`n` is -0.001"), (10.5, "`n` is 10.5")),
        *(("5", "`n` is a text"), (False, "`n` is true or false"), ([5], "`n` is a list")),
    ],
)
def test_number_out_of_bounds_or_of_another_kind_is_shown(value, problem):
    fields = Fields({"n": value}, "", [])
    assert fields.number("n", 0, 10) is None
    assert [fault.problem for fault in fields.faults] == [problem]


def test_number_that_is_not_finite_is_not_reported_twice():
    # `strict_json` has reported it.
    fields = Fields({"a": float("inf"), "b": float("nan")}, "", [])
    assert (fields.number("a", 0, 10), fields.number("b", 0, 10), fields.faults) == (None, None, [])


def test_null_and_missing_are_told_apart():
    fields = Fields({"a": None}, "", [])
    fields.text("a", 5)
    fields.text("b", 5)
    assert [fault.problem for fault in fields.faults] == ["`a` is null", "the member `b` is missing"]


def test_thing_with_a_fault_is_not_made_and_the_next_one_is():
    faults = []
    bad = Fields({"a": 1}, "/0", faults)
    assert bad.make(dict, a=bad.text("a", 5)) is None
    good = Fields({"a": "x"}, "/1", faults)
    assert good.make(dict, a=good.text("a", 5)) == {"a": "x"}


def test_items_come_with_the_path_of_each():
    assert list(Fields({"a/b": ["x", "y"]}, "/at", []).items("a/b", 2)) == [("/at/a~1b/0", "x"), ("/at/a~1b/1", "y")]


def test_reference_may_come_before_what_it_refers_to():
    references = References([])
    references.want("place", "a", "/0")
    references.want("place", None, "/1")
    references.define("place", "a", "/2")
    references.check()
    assert references.faults == []


def test_reference_to_a_thing_of_another_kind_leads_nowhere():
    references = References([])
    references.define("event", "a", "/0")
    references.want("place", "a", "/1")
    references.check()
    assert [fault.path for fault in references.faults] == ["/1"]


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0\u2003", "\u200b\u200e"])
def test_text_in_which_nothing_is_to_be_seen_is_empty(text):
    fields = Fields({"a": text}, "", [])
    assert fields.text("a", 9) is None
    assert "is empty" in fields.faults[0].problem


def test_of_very_many_unknown_members_a_hundred_are_named_and_the_others_counted():
    fields = Fields({f"m{n}": 0 for n in range(1_234)}, "/at", [])
    fields.no_others(())
    assert [fault.path for fault in fields.faults] == [*(f"/at/m{n}" for n in range(100)), "/at"]
    assert "1,134 more" in fields.faults[-1].problem
