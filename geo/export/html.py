"""The story as one HTML file that opens from a disk without a network: map, text, timeline, distances and verdicts.

All text is in the file as HTML, so that it is read, searched and printed without a script too. The map is the page's
own, with its scripts and outlines inside the file. A policy in its head lets nothing else run and nothing be asked for.
"""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from string import Template

from geo.base.markup import Markup
from geo.story.model import Claim, Event, Story
from geo.view import judgement, modules, paragraphs, stop, wire, wording
from geo.view.basemap import STATIC
from geo.view.link import View
from geo.view.measurement import all_judged, measurement
from geo.view.scene import scene

_OWN = STATIC / "dateline"
_VENDOR = STATIC / "vendor"

_LICENCES = (
    *("leaflet/LICENSE", "geographiclib/LICENSE", "topojson-client/LICENSE"),
    *("supercluster/LICENSE", "supercluster/LICENSE-kdbush"),
)
#: What the map needs of a scene; the rest is for the panel of distances and for the timeline, which are HTML here.
_OF_PLACE = ("id", "number", "name", "names", "lon", "lat", "kind", "spot", "precision", "country")
_OF_EVENT = ("id", "place", "when", "standing", "title", "text", "tags")
_OF_CLAIM = ("id", "origin", "ring", "wedge")
_OF_PAIR = ("stops", "distance", "total", "legs")

_FONT_FACE = re.compile(r"@font-face \{[^}]*\}\n")
_FONT = re.compile(r'url\("[^"]*/fonts/([\w-]+\.woff2)"\)')
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]")

#: With more events than a few a browser lays out only those in sight; the line shows so many around the selected one.
_EVENTS_FEW = 300
_MAX_LINE = 400

_REL = "noopener noreferrer"
_HEADS = Markup().join(
    Markup('<th scope="col">{}</th>').format(head) for head in ("Claim", "Between", "Verdict", "Judged by")
)
_TONES: dict[str, str] = {"agrees": "dl-agrees", "cannot tell": "dl-muted"}


def write(story: Story, view: View) -> bytes:
    """The file, UTF-8; the same bytes for the same story and view.

    It opens with the view's event selected and its pair or path measured, in its unit. It always holds the whole story,
    on its own outlines, whatever the view has of that.
    """
    drawn = scene(story)
    found = measurement(view, story) if view.measures(story) else None
    text = {
        "lang": story.lang,
        "many": " dl-many" if len(story.events) > _EVENTS_FEW else "",
        "dir": paragraphs.direction(story.lang),
        "title": story.title,
        "outlet": paragraphs.outlet(story, _REL),
        "summary": story.summary,
        "timeline": _timeline(drawn["events"], story, view.event),
        "distance": _distance(found, view, story) if found else "",
        "events": Markup("\n").join(_event(event, story, event.id == view.event) for event in story.events),
        "claims": _claims(drawn["claims"], view, story),
        "story": _json(_data(drawn, found, view)),
    }
    arabic = any(_ARABIC.search(part) for part in text.values())
    leaflet, script = (_VENDOR / "leaflet" / "leaflet.js").read_text(), modules.text(_OWN / "saved" / "saved.js")
    style = _style(arabic)
    escaped = {name: Markup.escape(part) for name, part in text.items()}
    page = Template((_OWN / "saved" / "saved.html").read_text()).substitute(
        escaped, policy=_policy(style, leaflet, script), style=style, leaflet=leaflet, script=script, files=_files()
    )
    return page.encode()


# ---- text


def _address(event: Event) -> str:
    return f"#event-{event.id}"


def _event(event: Event, story: Story, current: bool) -> Markup:
    return Markup(
        '<article class="dl-event" id="event-{id}"{selected}><p class="dl-eyebrow" lang="en" dir="ltr">{eyebrow}</p>'
        '<h2 dir="auto">{title}</h2>{tags}{where}<p class="dl-text" dir="auto">{text}</p>{pair}{foot}</article>'
    ).format(
        id=event.id,
        selected=Markup(' aria-current="true"') if current else "",
        eyebrow=paragraphs.eyebrow(event, story),
        title=event.title,
        tags=paragraphs.tags(event, story),
        where=paragraphs.where(event, story),
        text=event.text,
        pair=Markup('<p class="dl-small" dir="auto">{}</p>').format(pair)
        if (pair := wording.pair(event, story))
        else "",
        foot=paragraphs.foot(event, story, _address, _REL),
    )


def _timeline(events: Sequence[wire.Event], story: Story, current: str) -> Markup:
    """The events of a scene as links, as on the page; in a long story only those around the current one are shown."""
    position = next(index for index, event in enumerate(events) if event["id"] == current)
    first = max(0, min(position - _MAX_LINE // 2, len(events) - _MAX_LINE))
    item = Markup(
        '<li{attributes}>{year}<a href="#event-{id}"{selected}><span class="dl-dot{kind}"></span>{letters}'
        '<span class="dl-when">{when}</span><span class="dl-what">{what}</span>{title}</a></li>'
    )
    items = []
    year = None
    for index, event in enumerate(events):
        begins = event["year"] is not None and event["year"] != year
        year = event["year"]
        # Read out, but seen only where there is room.
        title = Markup('<span class="dl-title">{}</span>').format(event["title"]) if event["where"] else ""
        items.append(
            item.format(
                attributes=(" class=dl-new-year" if begins else "")
                + ("" if 0 <= index - first < _MAX_LINE else " hidden"),
                year=Markup('<span class="dl-year" aria-hidden="true">{}</span>').format(year) if begins else "",
                id=event["id"],
                selected=" aria-current=true" if event["id"] == current else "",
                kind=(" dl-diamond" if event["added"] else "") + (" dl-span" if event["span"] else ""),
                when=event["short"],
                what=event["where"] or event["title"],
                title=title,
                letters=_letters(story.event[event["id"]], story),
            )
        )
    return Markup("\n").join(items)


def _letters(event: Event, story: Story) -> Markup:
    """The letters of an event's tags; empty where it has none."""
    if not event.tags:
        return Markup()
    shown = Markup().join(paragraphs.letter(tag, story) for tag in story.tags_of(event))
    return Markup('<span class="dl-letters">{}</span>').format(shown)


def _distance(found: wire.Measurement, view: View, story: Story) -> Markup:
    """What the view measures: its ends, the figure, the legs of a path, and what to beware of."""
    references = (view.ref_from, *(None for _ in view.via), view.ref_to)
    keys = (view.origin, *view.via, view.to)
    names = [
        Markup("<bdi>{}</bdi>").format(stop.place(key, story, reference).name)
        for key, reference in zip(keys, references, strict=True)
    ]
    lines = [Markup("<h2>Distance: {} to {}</h2>").format(names[0], names[-1])]
    if view.via:
        straight = f"straight: {found['distance']}" + (f" {found['way']}" if view.origin != view.to else "")
        figure = Markup('<b>{}</b> in {} legs <span class="dl-small">{}</span>').format(
            found["total"], len(found["legs"]), straight
        )
    else:
        arriving = found["arriving"]
        small = Markup(' <span class="dl-small">arriving at {}°</span>').format(arriving)
        figure = Markup("<b>{}</b> {}{}").format(found["distance"], found["way"], "" if arriving is None else small)
    lines.append(Markup('<p class="dl-figure">{}</p>').format(figure))
    if view.via:
        leg = Markup("<li><span>{} → {}</span><span>{} {}</span></li>")
        legs = (
            leg.format(*ends, figure["distance"], figure["way"])
            for ends, figure in zip(pairwise(names), found["legs"], strict=True)
        )
        lines.append(Markup('<ol class="dl-legs">{}</ol>').format(Markup().join(legs)))
    cautions = list(found["cautions"])
    if found["points"]:
        cautions.append(f"Between the points that may be meant: {found['points']['span']}.")
    lines += (Markup('<p class="dl-small">{}</p>').format(caution) for caution in cautions)
    if story.claims:
        count = len(story.claims)
        many = f"{count} published claims, and how they fare" if count > 1 else "A published claim, and how it fares"
        lines.append(Markup('<p class="dl-small"><a href="#claims">{}</a></p>').format(many))
    return Markup().join(lines)


def _claims(drawn: Sequence[wire.Claim], view: View, story: Story) -> Markup:
    """Every claim of the story with its verdict and the numbers that decided it; empty where there is none."""
    if not story.claims:
        return Markup()
    judged = all_judged(view, story)
    row = Markup(
        '<tr data-claim="{id}"><th scope="row"><q lang="{lang}" dir="auto">{quote}</q> <small>{cited}</small></th>'
        '<td>{pair}</td><td><strong class="{tone}">{verdict}</strong></td>'
        "<td>{numbers}</td></tr>"
    )
    rows = []
    for claim, shown in zip(story.claims, drawn, strict=True):
        fares = judged[claim.id]
        rows.append(
            row.format(
                id=claim.id,
                lang=story.lang,
                quote=claim.quote,
                cited=paragraphs.outside(shown["url"], Markup("<bdi>{}</bdi>").format(shown["cited"]), _REL),
                pair=_pair(claim, story),
                tone=_TONES.get(fares["finding"], "dl-off") if "odd" not in fares else "dl-off",
                verdict=fares["verdict"],
                numbers="; ".join(filter(None, (fares["told"], fares["direction"]))),
            )
        )
    occurring = {fares["finding"] for fares in judged.values()}
    meanings = Markup(" ").join(
        Markup("<b>{}</b>: {}").format(name, text) for name, text in judgement.MEANINGS.items() if name in occurring
    )
    return Markup(
        '<section class="stHtml dl-claims-all" id="claims" lang="en" dir="ltr"><h2>Published claims of distance</h2>'
        '<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table><p class="dl-small">{}</p></section>'
    ).format(_HEADS, Markup().join(rows), meanings)


def _pair(claim: Claim, story: Story) -> Markup:
    origin = story.place[claim.origin].name
    if claim.to is None:
        return Markup("from <bdi>{}</bdi>").format(origin)
    return Markup("<bdi>{}</bdi> to <bdi>{}</bdi>").format(origin, story.place[claim.to].name)


# ---- what the scripts read


def _data(drawn: wire.Scene, found: wire.Measurement | None, view: View) -> dict[str, object]:
    """The story and the view as the map's script takes them; no tiles and no geocoder, as there is no server."""
    measured = found["claims"] if found else ()
    claims = [claim for claim in drawn["claims"] if claim["id"] in measured and claim["ring"]]
    return {
        "scene": {
            **_only(drawn, ("lang", "legend", "measures", "tags", "shapes")),
            "places": [_only(place, _OF_PLACE) for place in drawn["places"]],
            "events": [_only(event, _OF_EVENT) for event in drawn["events"]],
            "claims": [_only(claim, _OF_CLAIM) for claim in drawn["claims"]],
        },
        "view": {
            "event": view.event,
            "pair": _only(found, _OF_PAIR) if found else None,
            "claim": _only(claims[0], _OF_CLAIM) if claims else None,
            "base": "outline",
            "hide": list(view.hide),
        },
    }


def _only(one: Mapping[str, object], names: Iterable[str]) -> dict[str, object]:
    return {name: one[name] for name in names}


def _json(value: object) -> Markup:
    r"""JSON that no text in it can end the script element of, or make a comment in.

    >>> print(_json("</script><!-- &"))
    "\u003c/script\u003e\u003c!-- \u0026"
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # In a script element nothing but its end is read as markup, and no "<" is left.
    return Markup(re.sub("[<>&\u2028\u2029]", lambda sign: f"\\u{ord(sign[0]):04x}", text))  # noqa: S704


# ---- what is the same in every file


@cache
def _files() -> str:
    """The files that the map's script loads, and their licences, each in an element that is data to a browser."""
    # Who hands on the scripts hands on their licences.
    licences = [STATIC.parent / "LICENSE", *(_VENDOR / name for name in _LICENCES)]
    told = [f'<script type="text/plain" data-licence>{path.read_text()}</script>' for path in licences]
    return "\n".join([*told, *(_file(path) for path in modules.reached(modules.MAP))])


def _file(path: Path) -> str:
    """A file as an element, by its address; data, of which there is much, packed."""
    name = path.relative_to(STATIC).as_posix()
    if path.suffix == ".js":
        return f'<script type="text/plain" data-file="{name}">{modules.text(path)}</script>'
    # A third of its size; the date that gzip would note is left out.
    packed = base64.b64encode(gzip.compress(path.read_bytes(), mtime=0)).decode()
    return f'<script type="text/plain" data-file="{name}" data-packed>{packed}</script>'


@cache
def _style(arabic: bool) -> str:
    """All styles, with the fonts in them; the Arabic one, a twelfth of the file, only where it is needed."""
    leaflet = (_VENDOR / "leaflet" / "leaflet.css").read_text()
    # The two sheets name the same fonts.
    own = _FONT_FACE.sub("", (_OWN / "map" / "map.css").read_text()) + (_OWN / "page" / "page.css").read_text()
    if not arabic:
        own = _FONT_FACE.sub(lambda face: "" if "arabic" in face[0] else face[0], own)
    fonts = _FONT.sub(lambda name: f'url("data:font/woff2;base64,{_base64(name[1])}")', own)
    return leaflet + fonts + (_OWN / "saved" / "saved.css").read_text()


def _base64(font: str) -> str:
    return base64.b64encode((_VENDOR / "fonts" / font).read_bytes()).decode()


def _policy(style: str, *scripts: str) -> str:
    """The policy: these scripts and this style, what they make of the file's own parts, and nothing else."""
    style_hash, *script_hashes = (
        f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'" for part in (style, *scripts)
    )
    return (
        f"default-src 'none'; script-src {' '.join(script_hashes)} blob:; style-src {style_hash}; "
        "connect-src blob:; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
