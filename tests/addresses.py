"""Queries of links, right, nearly right and wrong in every way, from the grammar of ours; and what each must do."""

import random
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, urlencode

from geo.library import opened
from geo.story import packed
from geo.story.model import Story
from geo.view import stop
from geo.view.link import BASES, FIELDS, MAX_VIA, UNITS, View

_PARAMETERS = (*FIELDS, "data", "src", "story")
_SIGNS = "\0\x07\x1b\u202e\u2028\ufeff\ufffd\ud800\udfff𝔘غ名é\n\t '\"<>&%+#;=?/\\{}$`~@(),.-_0aA"
_ODD = (
    *(
        "",
        " ",
        "null",
        "nan",
        "inf",
        "-0",
        "1e999",
        "0" * 5000,
        "9" * 400,
        "٣٢٫٨",
        "../../etc/passwd",
        "..\\..",
        "/etc",
    ),
    *("@", "@,", "@1", "@1,2,3", "@91,0", "@0,181", "@nan,0", "@inf,inf", "@1e1,1_0", "@٣,٤", "@ 1 , 2 ", "@-0,-0.0"),
    *("@1,2(", "@1,2()", "@1,2(x)y", "@1,2((~))", "@1,2(\u202e)", "@1,2(" + "x" * 9000 + ")", "@0x10,1", "@+1,+2"),
    *("%", "%00", "%zz", "%ff%fe", "%ed%a0%80", "%25%32%35", "{{ 7 * 7 }}", "<script>x</script>", "javascript:1"),
    *("https://127.0.0.1/", "https://[::1]/", "file:///etc/passwd", "https://a@b.example:99999/", "http://x", "//x"),
    *("constructor", "__proto__", "__class__", "mine", "places", "PLACES", "places.geojson", "x" * 70_000),
)


def _values(story: Story) -> dict[str, list[str]]:
    """Right values of each parameter."""
    stops = [*story.place, "@32.9,13.25", "@27.03766,14.42832(Sabha)", "@-0.0,180", "@90,-180(غدامس)"]
    references = [reference.id for place in story.places for reference in place.references]
    own = packed.pack(story)
    return {
        "event": list(story.event),
        "until": list(story.event),
        "from": stops,
        "to": stops,
        "via": ["~".join(stops[:n]) for n in (1, 2, 5)] + ["~".join([stops[0]] * n) for n in (MAX_VIA, MAX_VIA + 1)],
        "ref_from": references,
        "ref_to": references,
        "unit": list(UNITS),
        "base": list(BASES),
        "hide": [*(tag.id for tag in story.tags), "no-such-tag"],
        "data": [own, own[:-1], own[:99], own + "A", own.swapcase(), "H4sIAAAAAAAA", "A" * 70_000],
        "src": ["https://stories.example/a.geojson"],
        "story": ["places", "mine"],
    }


def _mutated(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    sign = chance.choice(_SIGNS) if chance.random() < 0.7 else chr(chance.randrange(0x110000))
    match chance.randrange(6):
        case 0:
            return text[:at] + sign + text[at:]
        case 1:
            return text[:at] + text[at + 1 :]
        case 2:
            return text[:at] + sign + text[at + 1 :]
        case 3:
            return text.swapcase()
        case 4:
            return text * chance.choice((2, 3, 50)) if len(text) < 2000 else text[:at]
        case _:
            return text + chance.choice(_ODD)


def maker(story: Story, seed: int) -> Callable[[], str]:
    """What makes one query after the other, always the same ones."""
    chance = random.Random(seed)
    right = _values(story)

    def value(name: str) -> str:
        kind = chance.random()
        if kind < 0.45:
            return chance.choice(right[name])
        if kind < 0.6:
            return chance.choice(right[chance.choice(_PARAMETERS)])
        if kind < 0.75:
            return chance.choice(_ODD)
        text = chance.choice(right[name]) if chance.random() < 0.7 else ""
        for _ in range(chance.randrange(1, 4)):
            text = _mutated(text, chance)
        return text

    def one() -> str:
        parts = []
        for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 12))):
            # Those that bring a story seldom: it is opened again for each.
            name = chance.choice(_PARAMETERS if chance.random() < 0.15 else [*FIELDS])
            text = value(name)
            if chance.random() < 0.05:
                name = _mutated(name, chance)
            if chance.random() < 0.1:  # as somebody else would have encoded it, or nobody
                parts.append(f"{name}={text}")
            else:
                parts.append(
                    f"{quote(name, errors='surrogatepass')}={quote(text, safe='~@,()', errors='surrogatepass')}"
                )
        query = chance.choice("&&&&&&;?").join(parts)
        return _mutated(query, chance) if chance.random() < 0.1 else query

    return one


def assert_total(query: str) -> tuple[View, Story]:
    """The view and the story that a link opens, both valid, with printable notices and one address for them."""
    # As Streamlit reads the query of an address; of a parameter that comes more than once the last counts.
    wanted = dict(parse_qsl(query, keep_blank_values=True))
    asked = opened.asked(wanted)
    story = asked.opened.story
    assert asked.parameter in ("", "data", "src", "story")
    # What a link asks for in a story that it does not open means nothing.
    view, notices = View.from_query({} if asked.notices else wanted, story)
    for notice in (*asked.notices, *notices):
        assert notice.encode()
        assert notice.isprintable()
        assert len(notice) < 1_200  # with signs that are written as \U0010ffff
    assert view.event in story.event
    assert all(stop.place(name, story) for name in (view.origin, *view.via, view.to))
    address = urlencode(view.to_query(story))
    again, none = View.from_query(dict(parse_qsl(address)), story)
    assert (again, none) == (view, ())
    assert urlencode(again.to_query(story)) == address
    return view, story
