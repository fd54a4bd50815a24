"""Imports run one way: read from the source, without running it."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

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
            # `from geo import verdict` imports the module `geo.story.verdict`, `from geo.story.verdict import judge` does too.
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


def test_only_the_page_and_what_serves_it_import_streamlit():
    users = importers("streamlit")
    assert {"app", "serve"} <= users
    assert all(module in ("app", "serve") or module.startswith(("geo.page.", "geo.serving.")) for module in users)


def test_only_serve_imports_what_serves_strangers():
    assert all(module == "serve" or module.startswith("geo.serving.") for module in importers("geo.serving"))


def test_only_the_page_map_imports_streamlit_folium():
    assert importers("streamlit_folium") == {"geo.page.map"}


def test_only_one_module_shows_html():
    assert [name(file) for file in FILES if re.search(r"\.html\(", file.read_text())] == ["geo.page.element"]


@pytest.mark.parametrize("package", ["folium", "branca"])
def test_only_the_folium_map_imports_folium_and_branca(package):
    assert importers(package) == {"geo.page.folium_map"}


def test_only_geodesy_measures():
    assert importers("geographiclib") == {"geo.measure.geodesy"}
    # One reads coordinates with it, one asks for places by name.
    assert importers("geopy") == {"geo.measure.geodesy", "geo.view.point", "geo.gazetteer.geocoder"}


def test_only_pairs_measures_on_arrays():
    assert importers("pyproj") == {"geo.measure.pairs"}


def test_only_article_takes_the_text_out_of_pages():
    assert importers("trafilatura") == {"geo.reading.article"}


def test_what_draws_pictures_is_imported_by_no_module_that_the_page_or_the_formats_load():
    drawing = {
        "geo.export.picture.lettering",
        "geo.export.picture.paper",
        "geo.export.picture.ground",
        "geo.export.picture.chart",
    }
    assert set.union(*(importers(package) for package in ("matplotlib", "PIL", "fontTools"))) == drawing
    loaded, waiting = set(), {"app", "geo.export.formats", "geo.__main__"}
    while waiting:
        loaded |= waiting
        waiting = set.union(*(GRAPH[module] for module in waiting)) & MODULES - loaded
    assert "geo.export.picture.studio" in loaded
    assert not loaded & (drawing | {"geo.export.picture"})


def test_only_a_sweep_needs_what_sweeps_need():
    assert importers("dask") == importers("distributed") == importers("tqdm") == {"geo.sweep.run"}
    assert importers("pyarrow") == {"geo.sweep.rows", "geo.sweep.parts"}
    assert importers("geo.sweep.run") == importers("geo.sweep.parts") - {"geo.sweep.run"} == {"geo.commands.sweep"}


def test_only_the_app_and_the_page_import_the_page():
    users = importers("geo.page") - {
        "geo.serving.health",
        "geo.serving.scripts",
        "geo.serving.link_summary",
        "geo.serving.unfurl",
    }  # which open the same stories, or make the same files
    assert all(module == "app" or module.startswith("geo.page.") for module in users)


def test_nothing_imports_the_app_or_the_command_line():
    assert importers("app") == importers("serve") == importers("geo.__main__") == set()


def test_imports_among_our_modules_have_no_cycle():
    own = {module: used & MODULES - {module} for module, used in GRAPH.items()}
    assert set(TopologicalSorter(own).static_order()) == MODULES


def test_imports_run_down_the_list_of_modules_in_contributing():
    house = (ROOT / "CONTRIBUTING.md").read_text().partition("geo/\n")[2].partition("static/")[0]
    listed = [f"geo.{file}" for file in re.findall(r"^  (\w+)\.py", house, re.MULTILINE)]
    assert len(listed) > 20
    for index, module in enumerate(listed):
        below = {used for used in GRAPH[module] if used in listed[index + 1 :]}
        assert not below, f"{module} imports {below}"


def test_types_of_a_story_need_no_input_or_output():
    own = {module for module in GRAPH["geo.story.model"] if module.startswith("geo")}
    assert own == {"geo.base.edtf", "geo.measure.geodesy"}


def test_what_reads_articles_is_loaded_by_no_other_page():
    def at_once(module: str) -> set[str]:
        """The modules of ours that are loaded with a module, and not only when a function of it is called."""
        functions = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.FunctionDef)]
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
