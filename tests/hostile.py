"""Texts that try to be more than text, and a story that has one of them in every place where a file may have text."""

import random
import string
from collections.abc import Sequence
from typing import Any

from geo.story.members import MAX_CLAIMS, MAX_CLAIMS_OF_PAIR

#: Each tries to set `hit`, to ask an outside server, to run on the server, to crash a template, or to look different.
CORPUS = (
    "{{ 7 * 7 }}{{ cycler.__init__.__globals__.os.environ.update(HIT='1') }}",
    "{% for x in range(9) %}{{ x",
    "{{ it's }} {# note",
    "${window.hit = 1} `${parent.hit = 1}`",
    "a lone ` backtick",
    "<script>window.hit = parent.hit = 1</script>",
    "</script><script>parent.hit = 1</script><!-- <script>",
    "<img src=http://outside.example/img onerror='hit = parent.hit = 1'>",
    "\"><svg onload=parent.hit=1> ' onfocus='parent.hit=1' autofocus x='",
    "<a href='javascript:parent.hit=1'>click</a><style>*{display:none}</style>",
    "</textarea></title></style></p></div><h1>out</h1>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &copy",
    "![x](http://outside.example/md) [y](javascript:parent.hit=1)",
    "# head **bold** _it_ ~~no~~ | a | - [ ] > q",
    "1. list * star + plus",
    "$\\frac{1}{2}$ $$x^2$$ $HOME",
    ":smile: :red[colour] :material/home: :shortcode_none:",
    "-> <- <-> -- --- ... (c) >= <= ~=",
    "C:\\users\\new \\u0041 \\",
    "http://outside.example/auto www.outside.example a@outside.example",
    '=HYPERLINK("http://outside.example","x")',
    "tab\there and\nnew line",
    "nul\x00bell\x07escape\x1b[31m del\x7f c1\x85",
    "rlo \u202eabc lri \u2066def zwj \u200d bom \ufeff nbsp \xa0 ls \u2028 ps \u2029",
    "مرحبا (abc) 12 — שלום",
    "é ǆ 𝔘 👩\u200d👩\u200d👧 \ud7ff \ufffe",
    "constructor",
    "__proto__",
)


def in_every_field(document: dict[str, Any], text: str) -> dict[str, Any]:
    """The document of a story with `text` wherever it has free text."""
    told = document["story"]
    told["title"] = told["summary"] = text
    for source in told["sources"]:
        source |= {"title": text, "publisher": text}
    for event in told["events"]:
        event |= {"title": text, "text": text, "note": text}
    for claim in told["claims"]:
        claim["quote"] = text
    for feature in document["features"]:
        properties = feature["properties"]
        properties |= {"name": text, "position_source": text, text: text}
        properties["names"] = dict.fromkeys(properties["names"], text)
    return document


def _pair(claim: int) -> int:
    """The first place of the pair that a claim is about: as many as there may be are about one."""
    return claim // MAX_CLAIMS_OF_PAIR * 2


def one_in_each_event(document: dict[str, Any], texts: Sequence[str] = CORPUS) -> dict[str, Any]:
    """The document of a story that has an event and a place, side by side, for each of the texts."""
    event, place = document["story"]["events"][0], document["features"][0]
    document["features"] = [
        place
        | {
            "id": f"p{index}",
            "geometry": {"type": "Point", "coordinates": [5 + index % 7 * 2, 20 + index // 7 * 2 % 60]},
        }
        | {"properties": place["properties"] | {"name": text, "names": {"ar": text}, "country": None, text: text}}
        for index, text in enumerate(texts)
    ]
    document["story"] |= {
        "title": texts[5],
        "summary": texts[7],
        "opening": {"event": "e0", "from": "p0", "to": "p1"},
        "events": [
            event
            | {"id": f"e{index}", "place": f"p{index}", "when": "2020", "sources": [f"s{index}"]}
            | {"title": text, "text": text, "note": text}
            for index, text in enumerate(texts)
        ],
        "sources": [{"id": f"s{index}", "title": text, "publisher": text} for index, text in enumerate(texts)],
        "claims": [
            document["story"]["claims"][0]
            | {"id": f"c{i}", "from": f"p{_pair(i)}", "to": f"p{_pair(i) + 1}", "source": f"s{i}", "quote": text}
            for i, text in enumerate(texts[:MAX_CLAIMS])
        ],
    }
    return document


#: A place's name has so many characters at most.
MAX_NAME = 120

#: What texts of `many` are put together from: what opens and closes something in the languages that a text could get
#: into, what it would do there, and what looks different from what it is.
_OPENERS = (
    *("{{ ", "{% ", "{# ", " }}", " %}", "${", "`", "#{", "<%= ", "%>", "[[", "]]", "$(", "@@"),
    *(
        "<script>",
        "</script>",
        "</style>",
        "</title>",
        "</textarea>",
        "<!--",
        "-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?xml ",
    ),
    *(
        "<svg onload=",
        "<math><mtext><mglyph>",
        "<iframe srcdoc='",
        "<img src=x onerror=",
        "<base href=",
        "<form action=",
    ),
    *(
        "<template>",
        "<noscript><p title='</noscript>",
        "<object data=",
        "<a href=",
        "<meta http-equiv=refresh content=0;url=",
    ),
    *(
        '"',
        "'",
        '">',
        "'>",
        "' ",
        '" ',
        "=",
        "/>",
        "\\",
        "\\\\",
        "\\'",
        '\\"',
        '",',
        "]}",
        "}]",
        '":',
        "&",
        "&#",
        "&lt;",
        "&#x3c;",
    ),
    *(
        "![",
        "](",
        "[",
        "**",
        "__",
        "~~",
        "# ",
        "> ",
        "| ",
        "```",
        "$",
        "$$",
        "\\(",
        ":red[",
        ":material/",
        ":smile:",
        "<br>",
    ),
    *("=", "+", "-", "@", "\t=", "\r=", "|", ";", ",", "\r\n", "\n\n", "\r", "\n", "\x0b", "\x0c", "\x1c", "\x85"),
    *(
        "<!DOCTYPE x [<!ENTITY a 'b'>]>",
        "&a;",
        "&nbsp;",
        "%",
        "%0d%0a",
        "%3Cscript%3E",
        "%00",
        "?",
        "#",
        "/",
        "../",
        "//",
    ),
    *(
        "\0",
        "\x07",
        "\x1b[31m",
        "\x7f",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u2028",
        "\u2029",
        "\ufffe",
        "\u00ad",
    ),
)
_DEEDS = (
    *(
        "parent.hit = window.hit = 1",
        "alert(1)",
        "fetch('http://outside.example/')",
        "7 * 7",
        "cycler.__init__.__globals__",
    ),
    *(
        "javascript:parent.hit=1",
        "data:text/html,<script>parent.hit=1</script>",
        "http://outside.example/x",
        "vbscript:hit",
    ),
    *(
        'HYPERLINK("http://outside.example")',
        "cmd|' /C calc'!A0",
        "onmouseover=parent.hit=1",
        "style=position:fixed;inset:0",
    ),
    *(
        "__proto__",
        "constructor",
        "toString",
        "null",
        "NaN",
        "1e999",
        "-0",
        "Set-Cookie: a=b",
        "X-Own: yes",
        "import os",
    ),
    *("مرحبا", "𝔘👩\u200d👧", "e\u0301\u0301\u0301", "İı", "ﷺ", "ß", "\ud7ff", "x" * 60, "<" * 60, "{" * 60),
)


def many(count: int, seed: int = 6) -> list[str]:
    """So many texts, other than empty and blank ones, no two alike: of the corpus, changed, and put together anew."""
    drawn = random.Random(seed)
    found = dict.fromkeys(CORPUS)
    while len(found) < count:
        pieces = [drawn.choice(_OPENERS if drawn.random() < 0.65 else _DEEDS) for _ in range(drawn.randint(1, 7))]
        text = "".join(pieces) if drawn.random() < 0.7 else drawn.choice(CORPUS)
        for _ in range(drawn.randint(0, 2)):
            at = drawn.randint(0, len(text))
            text = drawn.choice(
                [
                    text[:at] + drawn.choice(_OPENERS) + text[at:],
                    text[:at] + text[at + 1 :],
                    text[at:] + text[:at],
                    text.swapcase(),
                    text[:at],
                ]
            )
        text = text[:MAX_NAME]
        if any(sign.isalnum() or sign in string.punctuation for sign in text):  # else it is refused as empty
            found[text] = None
    return list(found)[:count]
