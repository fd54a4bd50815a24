"""What is loaded when, read from the source without running it; `pyproject.toml` says who may import what."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

from tests.conftest import ROOT

FILES = [ROOT / "app.py", ROOT / "serve.py", *sorted((ROOT / "geo").rglob("*.py"))]


def name(file: Path) -> str:
    """The module in a file, as it is imported."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


MODULES = {name(file) for file in FILES}


def imported(tree: ast.AST) -> set[str]:
    """Every module that a piece of code imports, wherever in it, by its full name."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import"
            # `from geo.story import verdict` imports `geo.story.verdict`, `from geo.story.verdict import judge` too.
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & MODULES) or {str(node.module)}
    return found


TREES = {name(file): ast.parse(file.read_text()) for file in FILES}
GRAPH = {module: imported(tree) for module, tree in TREES.items()}


def importers(package: str) -> set[str]:
    """The modules of ours that import a package or anything in it."""
    return {module for module, used in GRAPH.items() if any(u == package or u.startswith(f"{package}.") for u in used)}


def test_modules_are_found():
    assert {"app", "geo.measure.geodesy", "geo.page.state", "geo.__main__"} <= MODULES
    assert "geo.measure.geodesy" in GRAPH["geo.story.verdict"]
    assert "geo.view.measurement" in GRAPH["geo.page.distances"]


def test_only_one_module_shows_html():
    assert [name(file) for file in FILES if re.search(r"\.html\(", file.read_text())] == ["geo.page.element"]


def test_what_draws_pictures_is_imported_by_no_module_that_the_page_or_the_formats_load():
    drawing = {
        "geo.export.picture.lettering",
        "geo.export.picture.paper",
        "geo.export.picture.ground",
        "geo.export.picture.chart",
        "geo.export.picture.shapes",
    }
    assert set.union(*(importers(package) for package in ("matplotlib", "PIL", "fontTools"))) == drawing
    loaded, waiting = set(), {"app", "geo.export.formats", "geo.__main__"}
    while waiting:
        loaded |= waiting
        waiting = set.union(*(GRAPH[module] for module in waiting)) & MODULES - loaded
    assert "geo.export.picture.studio" in loaded
    assert not loaded & (drawing | {"geo.export.picture.__main__"})


def test_nothing_imports_the_app_or_the_command_line():
    assert importers("app") == importers("serve") == importers("geo.__main__") == set()


def test_imports_among_our_modules_have_no_cycle():
    own = {module: used & MODULES - {module} for module, used in GRAPH.items()}
    assert set(TopologicalSorter(own).static_order()) == MODULES


def _is_for_types(node: ast.AST) -> bool:
    """Whether it is `if TYPE_CHECKING:`, which is never run."""
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def test_what_reads_articles_is_loaded_by_no_other_page():
    def at_once(module: str) -> set[str]:
        """The modules of ours that are loaded with a module, and not only when a function of it is called."""
        functions = [
            node for node in ast.walk(TREES[module]) if isinstance(node, ast.FunctionDef) or _is_for_types(node)
        ]
        later = set().union(*(imported(function) for function in functions))
        return (GRAPH[module] & MODULES) - later

    loaded, waiting = set(), {"app"}
    while waiting:
        loaded |= waiting
        waiting = set().union(*map(at_once, waiting)) - loaded
    assert {"geo.page.make", "geo.session.draft_session", "geo.view.scene"} <= loaded
    assert not loaded & {
        "geo.page.read",
        "geo.session.article_session",
        "geo.reading.reader",
        "geo.gazetteer.places",
        "geo.reading.article",
    }
