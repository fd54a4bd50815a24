"""An update of Dateline's own files under an open page: all that it shows is of one version."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from geo.base.root import ROOT
from tests.server import serving


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what is served."""
    for name in ("geo", "static", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("app.py", "serve.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "data").symlink_to(ROOT / "data")
    return tmp_path


def update(folder: Path) -> None:
    """Another version, of which no module runs with one of the first."""
    scripts = list((folder / "static" / "dateline").rglob("*.js"))
    for script in scripts:
        text = script.read_text().replace("export function element(", "export function built(")
        script.write_text(re.sub(r"(import \{[^}]*)\belement\b(?=[^}]*\} from)", r"\1built as element", text))
    element = folder / "static" / "dateline" / "base" / "element.js"
    element.write_text(element.read_text().replace("= element(", "= built(").replace(", element(", ", built("))
    start = folder / "static" / "dateline" / "make" / "start.js"
    start.write_text(start.read_text().replace("An empty story", "A story of the second version"))


def follow(reader) -> None:
    reader.page.locator("a[data-page]").filter(has_text="Make").click()


def test_files_replaced_under_a_page_have_it_loaded_anew_once(copy, reader):
    loads = []
    with serving(folder=copy) as server:
        reader.open(server.address)
        reader.sees("Officers of both sides sit down in Ghadames")
        reader.page.on("domcontentloaded", lambda _: loads.append(1))
        update(copy)
        follow(reader)
        expect(reader.page.get_by_role("button", name="A story of the second version")).to_be_visible()
        # To another page and back it stays.
        before = len(loads)
        reader.page.locator("a[data-page]").filter(has_text="Story").click()
        reader.sees("Officers of both sides sit down in Ghadames")
        expect(reader.page.locator(".dl-figure")).to_contain_text("465 km")
        assert len(loads) - before <= 1


@pytest.mark.parametrize("script", ["app.py", "serve.py"])
def test_page_of_a_server_that_was_updated_is_loaded_anew_once(copy, reader, script):
    loads = []
    with serving(script, folder=copy) as server:
        reader.open(server.address)
        reader.sees("Officers of both sides sit down in Ghadames")
        reader.page.on("domcontentloaded", lambda _: loads.append(1))
    update(copy)
    with serving(script, port=urlsplit(server.address).port, folder=copy):
        reader.page.wait_for_event("domcontentloaded", timeout=30_000)
        reader.sees("Officers of both sides sit down in Ghadames")
        follow(reader)
        expect(reader.page.get_by_role("button", name="A story of the second version")).to_be_visible()
        assert len(loads) == 2  # anew, and to the other page
