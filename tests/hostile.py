"""Texts that try to be more than text, and a story that has one of them in every place where a file may have text."""

from typing import Any

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


def one_in_each_event(document: dict[str, Any]) -> dict[str, Any]:
    """The document of a story that has an event and a place, side by side, for every text of the corpus."""
    event, place = document["story"]["events"][0], document["features"][0]
    document["features"] = [
        place
        | {"id": f"p{index}", "geometry": {"type": "Point", "coordinates": [5 + index % 7 * 2, 20 + index // 7 * 2]}}
        | {"properties": place["properties"] | {"name": text, "names": {"ar": text}, "country": None, text: text}}
        for index, text in enumerate(CORPUS)
    ]
    document["story"] |= {
        "title": CORPUS[5],
        "summary": CORPUS[7],
        "opening": {"event": "e0", "from": "p0", "to": "p1"},
        "events": [
            event
            | {"id": f"e{index}", "place": f"p{index}", "when": "2020", "sources": [f"s{index}"]}
            | {"title": text, "text": text, "note": text}
            for index, text in enumerate(CORPUS)
        ],
        "sources": [{"id": f"s{index}", "title": text, "publisher": text} for index, text in enumerate(CORPUS)],
        "claims": [
            document["story"]["claims"][0] | {"id": f"c{i}", "from": "p0", "to": "p1", "source": f"s{i}", "quote": text}
            for i, text in enumerate(CORPUS)
        ],
    }
    return document
