"""Write again what follows from the table of members, and from that of colours: python data/rebuild_format.py

That is the members in `story.schema.json`, the tables of members in `README.md`, and `static/dateline/make/members.js`,
from which the page Make has its columns; the rule of verdicts in the other `README.md` and on the page; the colours in
the styles of page and map; and `types/wire.d.ts`, the forms of `geo/view/wire.py` for the type checker of the scripts.
What else these files hold stays.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.base import clock  # noqa: E402
from geo.base.colours import COLOURS, TAG_COLOURS  # noqa: E402  (found by the line above)
from geo.gazetteer import suggestions  # noqa: E402
from geo.intake import spreadsheet  # noqa: E402
from geo.intake.dates import words  # noqa: E402
from geo.intake.dates.single import FIRST_SHORT_YEAR  # noqa: E402
from geo.session.article_session import MAX_TEXT  # noqa: E402
from geo.story.members import MAX_FEATURES, PARTS  # noqa: E402
from geo.story.part import Member, Part  # noqa: E402
from geo.story.strict_json import MAX_SIZE  # noqa: E402
from geo.view import basemap, rule, wire  # noqa: E402
from geo.view.link import STORY_PARAMETERS  # noqa: E402

#: How a form stands in the schema: its type, and the definition that it refers to.
_TYPES = {
    "id": ("string", "slug"),
    "link": ("string", "slug"),
    "text": ("string", "text"),
    "date": ("string", "when"),
    "language": ("string", "language"),
    "url": ("string", "url"),
    "country": ("string", None),
    "names": ("object", None),
    "flag": ("boolean", None),
    "quantity": ("object", "quantity"),
    "links": ("array", None),
    "list": ("array", None),
}
#: A choice of more words than this is described below its table.
_MAX_WORDS = 6


def schema(before: dict[str, Any]) -> dict[str, Any]:
    """Give the schema with the members of each part as the table has them."""
    for part in PARTS.values():
        found = before["$defs"][part.name]
        found["required"] = [member.key for member in part.members if not member.optional]
        found["properties"] = {member.key: _member_schema(member) for member in part.members}
    return before


def _member_schema(member: Member) -> dict[str, Any]:
    made: dict[str, Any] = {"title": member.title, "description": member.about}
    if member.form == "object" and member.optional:
        return made | {"anyOf": [{"type": "null"}, {"$ref": f"#/$defs/{member.of}"}]}
    if member.form in ("object", "position"):
        return made | {"$ref": f"#/$defs/{member.of or member.form}"}
    if member.key == "unit":
        return made | {"$ref": "#/$defs/unit"}
    if member.form == "choice":
        return made | {"enum": [*member.options, *([None] if member.optional else [])]}
    if member.form == "amount":
        return made | {"type": "number", "minimum": 0}
    if member.form == "time":
        return made | {"type": ["string", "null"], "pattern": f"^{clock.FORM.pattern}$"}
    if member.form == "number" and member.key == "version":
        return made | {"enum": [*range(member.least, member.most + 1)]}
    if member.form == "number":
        return made | {"type": ["number", "null"] if member.optional else "number", "$ref": "#/$defs/amount"}
    kind, definition = _TYPES[member.form]
    made["type"] = [kind, "null"] if member.optional else kind
    if definition:
        made["$ref"] = f"#/$defs/{definition}"
    match member.form:
        case "text":
            made["maxLength"] = member.most
        case "country":
            made["pattern"] = "^[A-Z]{2}$"
        case "names":
            name = {"type": "string", "$ref": "#/$defs/text", "maxLength": member.most}
            made |= {"propertyNames": {"$ref": "#/$defs/language"}, "additionalProperties": name}
        case "links":
            made |= {"maxItems": member.most, "items": {"type": "string", "$ref": "#/$defs/slug"}}
        case "list":
            least = {"minItems": member.least} if member.least else {}
            made |= least | {"maxItems": member.most, "items": {"$ref": f"#/$defs/{member.of}"}}
    return made


def readme(before: str) -> str:
    """Give the description with the table of each part that has one, after a line `<!-- members: event -->`."""

    def table(found: re.Match[str]) -> str:
        rows = "".join(map(_row, PARTS[found[1]].members))
        return f"<!-- members: {found[1]} -->\n| Member | Value | Example |\n|---|---|---|\n{rows}"

    made = re.sub(r"<!-- members: (\w+) -->\n(?:\|.*\n)*", table, before)
    return _between(made, "hedges", rule.hedges(), _IN_MARKDOWN)


def _row(member: Member) -> str:
    example = "" if member.example is None else f"`{json.dumps(member.example, ensure_ascii=False)}`"
    optional = "optional or null; " if member.optional else ""
    value = f"{_value(member)}. {member.about}" if member.form not in ("link", "links") else member.about
    return f"| `{member.key}` | {optional}{value} | {example} |\n"


def _value(member: Member) -> str:
    """Say in a few words what a value is."""
    match member.form:
        case "text":
            return f"text, {member.most:,}"
        case "choice" if len(member.options) <= _MAX_WORDS:
            return ", ".join(f"`{word}`" for word in member.options)
        case "choice":
            return "one of the words below"
        case "number" if member.key == "version":
            return "1 or 2"
        case "number":
            return f"number from {member.least} to {member.most:,}"
        case "amount":
            return "number from 0 up"
        case "names":
            return f"object of texts by BCP 47 tag, {member.most} each"
        case "list":
            return f"list, {f'{member.least} at least, ' if member.least else ''}{member.most:,} at most"
        case "quantity" | "object":
            return "object"
        case "flag":
            return "`true` or `false`"
        case "position":
            return "[longitude, latitude] in degrees on WGS 84"
        case "language":
            return "BCP 47 tag"
        case "url":
            return "http or https, with a host and no user name"
        case "country":
            return "two capitals"
        case form:
            return form


#: How the editor shows a form; a link by the kind of thing that it names, and others as text.
_CELLS = {
    "id": "id",
    "date": "date",
    "url": "link",
    "choice": "choice",
    "number": "number",
    "amount": "number",
    "names": "names",
    "country": "country",
}
#: The tables of the editor: the part that each shows, and where its members stand in a row.
_TABLES = {
    "places": ("placeProperties", "properties"),
    "events": ("event", ""),
    "claims": ("claim", ""),
    "sources": ("source", ""),
    "tags": ("tag", ""),
    "references": ("reference", ""),
    "story": ("story", "story"),
}


def main_readme(before: str) -> str:
    """Give README with the rule of verdicts."""
    return _between(before, "rule of verdicts", rule.markdown(), _IN_MARKDOWN)


def rule_of_page(before: str) -> str:
    """Give the script that says how claims are judged with the rule of verdicts."""
    told = "\n".join(f"  {json.dumps(paragraph, ensure_ascii=False)}," for paragraph in rule.paragraphs())
    return _between(before, "rule of verdicts", f"const RULE = [\n{told}\n];")


def script() -> str:
    """Give the module with the columns of the editor's tables."""
    tables = {
        table: [column for path in PARTS[part].cells for column in _columns(PARTS[part], path, owner)]
        for table, (part, owner) in _TABLES.items()
    }
    lines = ["// The columns of the editor's tables. Made by data/rebuild_format.py from geo/story/members.py.", ""]
    lines.append("export const COLUMNS = {")
    for table, columns in tables.items():
        shown = (f"    {json.dumps(column, ensure_ascii=False)}," for column in columns)
        lines += [f"  {table}: [", *shown, "  ],"]
    return "\n".join([*lines, "};", ""])


def _columns(part: Part, path: str, owner: str) -> Iterator[dict[str, Any]]:
    """Give the columns that show a member: one, or of a position two."""
    before = [owner] if owner else []
    key, _, inner = path.partition("/")
    if part.name == "placeProperties" and key in ("id", "coordinates"):
        before = [] if key == "id" else ["geometry"]
    if key == "coordinates":
        for index, title in ((1, "Latitude"), (0, "Longitude")):
            yield {"keys": [*before, key, index], "title": title, "kind": "degrees"}
        return
    if part.name == "placeProperties" and key == "id":
        yield {"keys": ["id"], "title": "Id", "kind": "id"}
        return
    member = part.member(key)
    if not inner:
        yield _column(member, [*before, key], member.label)
        return
    within = PARTS[member.of].member(inner)
    title = f"{member.label}, {within.label.lower()}" if member.label else within.label
    yield _column(within, [*before, key, inner], title, optional=member.optional)


def _column(member: Member, keys: list[str], title: str, *, optional: bool = False) -> dict[str, Any]:
    linked = {"link": member.of, "links": f"{member.of}s"}.get(member.form)
    kind = linked or ("long" if member.is_long else _CELLS.get(member.form, "text"))
    found = {"keys": keys, "title": title, "kind": "text" if keys == ["story", "id"] else kind}
    found |= {"options": dict(member.options)} if member.options else {}
    found |= {"hint": member.hint} if member.hint else {}
    return found | {
        name: True for name, is_so in (("optional", optional or member.optional), ("wide", member.is_wide)) if is_so
    }


#: The colours that each style sheet uses.
_ON_PAGE = "paper card ink muted line sea pointed selection measured agrees longer mark".split()
_ON_MAP = "paper card ink muted line sea land selection measured on-measured tint tint-border mark".split()
#: What the map's script draws on a canvas, by the names that it has there.
_DRAWN = {name: name for name in ("land", "border", "tint", "measured", "paper")}
_DRAWN |= {"tintBorder": "tint-border", "shape": "muted"}


def page_colours(before: str) -> str:
    """Give the style sheet of the page with its colours, which follow the theme by `light-dark()`."""
    pairs = [f"--{name}: light-dark({COLOURS[name].light}, {COLOURS[name].dark});" for name in _ON_PAGE]
    return _between(_tag_colours(before), "colours of both themes", "  " + "\n  ".join(map(" ".join, _by(3, pairs))))


def map_colours(before: str) -> str:
    """Give the style sheet of the map with its colours, by theme."""
    for theme in ("light", "dark"):
        each = [f"--{name}: {getattr(COLOURS[name], theme)};" for name in _ON_MAP]
        before = _between(before, f"colours of the {theme} theme", "  " + "\n  ".join(map(" ".join, _by(7, each))))
    return _tag_colours(before)


def _tag_colours(before: str) -> str:
    """Give a style sheet with the colours of tags, by the attribute that names them."""
    hue = '[data-hue="{}"] {{ --hue: light-dark({}, {}); }}'
    return _between(before, "colours of tags", "\n".join(hue.format(name, *one) for name, one in TAG_COLOURS.items()))


def saved_colours(before: str) -> str:
    """Give the style sheet of a saved story with what lies behind it before any script has run."""
    each = [f"--first-{name}: light-dark({COLOURS[name].light}, {COLOURS[name].dark});" for name in ("paper", "sea")]
    return _between(before, "colours until the map's script says which theme it is", "  " + " ".join(each))


def drawn_colours(before: str) -> str:
    """Give the map's script with the colours that it draws in."""
    lines = []
    for theme in ("light", "dark"):
        drawn = (f"    {key}: {json.dumps(getattr(COLOURS[name], theme))}," for key, name in _DRAWN.items())
        lines += [f"  {theme}: {{", *drawn, "  },"]
    return _between(before, "colours of what the map draws", "\n".join(["const COLOURS = {", *lines, "};"]))


def streamlit_colours(before: str) -> str:
    """Give Streamlit's configuration with the colours that it has of its own accord."""
    for theme in ("light", "dark"):
        link, paper = (getattr(COLOURS[name], theme) for name in ("measured", "paper"))
        made = f'[theme.{theme}]\nprimaryColor = "{link}"\nbackgroundColor = "{paper}"\n'
        before = re.sub(rf"\[theme\.{theme}\]\n.*\n.*\n", made, before)
    return before


def _limits(what: str, before: str, **values: Any) -> str:
    """Give a script with constants of the server."""
    lines = [f"const {name} = {json.dumps(value)};" for name, value in values.items()]
    return _between(before, what, "\n".join(lines))


def words_of_dates(before: str) -> str:
    """Give the script that reads typed dates with the names of months, and the words beside them that say nothing."""
    months, passed_over = words.named()
    shown = "\n".join(f"  {json.dumps(names, ensure_ascii=False)}," for names in months)
    lines = [f"const MONTHS = [\n{shown}\n];", f"const PASSED_OVER =\n  {json.dumps(passed_over, ensure_ascii=False)};"]
    return _between(before, "words of dates", "\n".join([*lines, f"const FIRST_SHORT_YEAR = {FIRST_SHORT_YEAR};"]))


def _by(count: int, items: list[str]) -> list[list[str]]:
    return [items[first : first + count] for first in range(0, len(items), count)]


#: The comments around what is made.
_IN_SCRIPT, _IN_MARKDOWN = ("/* made: {} */", "/* end of made */"), ("<!-- made: {} -->", "<!-- end of made -->")


def _between(before: str, what: str, made: str, comments: tuple[str, str] = _IN_SCRIPT) -> str:
    """Give a file with what is made between the two comments that say so."""
    begin, end = f"{comments[0].format(what)}\n", comments[1]
    head, _, rest = before.partition(begin)
    indent = rest[: rest.index(end)].rpartition("\n")[2]
    return f"{head}{begin}{made}\n{indent}{rest[rest.index(end) :]}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


#: TypeScript's names of Python's types.
_IN_TYPESCRIPT = {str: "string", int: "number", float: "number", bool: "boolean", object: "unknown", NoneType: "null"}


def wire_types() -> str:
    """Give the form of all that crosses to the browser, for the type checker of the scripts."""
    shapes = [*_shapes(suggestions), *_shapes(basemap), *_shapes(wire)]
    head = "// The form of all that crosses to the browser. Made by data/rebuild_format.py from geo/view/wire.py.\n"
    return "\n".join([head, *map(_interface, shapes)])


def _shapes(module: ModuleType) -> list[type]:
    return [each for each in vars(module).values() if is_typeddict(each) and each.__module__ == module.__name__]


def _interface(shape: type) -> str:
    lines = [f"/** {' '.join((shape.__doc__ or '').split())} */", f"export interface {shape.__name__} {{"]
    for name, hint in get_type_hints(shape, localns=vars(suggestions)).items():
        mark = "" if name in shape.__required_keys__ else "?"
        lines.append(f"  {name}{mark}: {_in_typescript(hint)};")
    return "\n".join([*lines, "}", ""])


def _in_typescript(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(map(json.dumps, inner))
    if origin in (UnionType, Union):
        return " | ".join(map(_in_typescript, inner))
    if origin is list:
        item = _in_typescript(inner[0])
        return f"({item})[]" if "|" in item else f"{item}[]"
    if origin in (dict, Mapping):
        return f"Record<string, {_in_typescript(inner[1])}>"
    return _IN_TYPESCRIPT.get(hint) or hint.__name__


_FILE = {"MAX_FILE_MB": MAX_SIZE // 1024**2}
_WORKBOOK = {"MAX_WORKBOOK_MB": spreadsheet.MAX_SIZE // 1024**2}
#: The files that are made, each with what makes it of what it was.
MADE: dict[str, Callable[[str], str]] = {
    "data/story.schema.json": lambda before: _json(schema(json.loads(before))),
    "data/README.md": readme,
    "README.md": main_readme,
    "static/dateline/page/working.js": rule_of_page,
    "static/dateline/make/members.js": lambda _: script(),
    "types/wire.d.ts": lambda _: wire_types(),
    "static/dateline/page/page.css": page_colours,
    "static/dateline/map/map.css": map_colours,
    "static/dateline/map/map.js": drawn_colours,
    "static/dateline/saved/saved.css": saved_colours,
    ".streamlit/config.toml": streamlit_colours,
    "static/dateline/page/address.js": lambda before: _limits("parameters", before, STORY=list(STORY_PARAMETERS)),
    "static/dateline/base/file.js": lambda before: _limits("limits of a file", before, **_FILE, **_WORKBOOK),
    "static/dateline/base/dates.js": words_of_dates,
    "static/dateline/read/bring.js": lambda before: _limits(
        "limits of an article", before, MAX_FILE_MB=_FILE["MAX_FILE_MB"], MAX_CHARACTERS=MAX_TEXT
    ),
    "static/dateline/make/start.js": lambda before: _limits(
        "limits of a draft", before, **_FILE, **_WORKBOOK, MAX_PLACES=MAX_FEATURES
    ),
}

if __name__ == "__main__":
    for name, make in MADE.items():
        file = ROOT / name
        file.write_text(make(file.read_text() if file.exists() else ""))
