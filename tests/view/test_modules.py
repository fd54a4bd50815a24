"""The graph of our JavaScript modules, as their imports draw it."""

import re

import pytest

from geo.view import basemap, modules
from geo.view.basemap import STATIC, version

SCRIPTS = sorted((STATIC / "dateline").rglob("*.js"))


@pytest.fixture
def module(tmp_path):
    """Writes a module, by its name."""

    def write(name: str, text: str):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    return write


def test_module_comes_after_those_that_it_needs(module):
    a = module("a.js", 'import { b } from "./b.js";\nimport "./in/c.js";\nconst d = () => import("./d.js");')
    b = module("b.js", 'import { c } from "./in/c.js";')
    c = module("in/c.js", 'const table = new URL("../e.json", import.meta.url);')
    d, e = module("d.js", 'export { b } from "./b.js";'), module("e.json", '{"not": "./read.js"}')
    assert modules.needed(a) == [c, b, a]
    assert modules.reached(a) == [e, c, b, d, a]


@pytest.mark.parametrize("before", ["import { a } from ", "import ", "import(", "export { a } from ", "new URL("])
def test_every_address_of_another_file_gets_the_version(before):
    assert modules.versioned(f'{before}"../in/a.min.js"') == f'{before}"../in/a.min.js?v={version()}"'
    assert modules.versioned(f'{before}"../in/a.json"') == f'{before}"../in/a.json?v={version()}"'
    assert modules.versioned(f'{before}"a.js", "../a.png"') == f'{before}"a.js", "../a.png"'


def test_all_our_scripts_are_reached_from_the_first_one():
    others = {STATIC / "dateline" / "saved" / "saved.js"}
    assert set(SCRIPTS) - others == {file for file in modules.reached(modules.START) if file in SCRIPTS}


def test_pages_load_no_editor_before_it_is_wanted():
    assert not [file for file in modules.needed(modules.PAGE) if file.parent.name in ("make", "read", "map")]
    assert not [file for file in modules.needed(modules.MAP) if "vendor" in file.parts]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_asks_for_a_file_in_another_way(script):
    assert not re.search(
        r"""import\((?!")|from '|import '|require\(""", script.read_text().replace("import(await unpacked", "")
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_comments_that_give_types_stay_at_home(script):
    there = modules.text(script)
    assert not re.search(r"^ *\*", there, re.MULTILINE)
    # Whole lines have gone, each a part of such a comment.
    gone = set(script.read_text().splitlines()) - set(there.splitlines())
    assert all(re.fullmatch(r" *(/\*\*.*|\*.*)", line) for line in gone)


def test_cast_at_the_beginning_of_a_line_takes_no_code_with_it(module):
    text = "  /** @type {A} */ (a).b();\n  c();\n/** What d is. */\nd();\n"
    assert modules.text(module("a.js", text)) == "  /** @type {A} */ (a).b();\n  c();\nd();\n"


def test_address_leads_to_the_file():
    assert modules.address(modules.MAP) == f"app/static/dateline/map/map.js?v={basemap.version()}"
