"""SECURITY.md: each test that it names is there, and so is each figure."""

import ast
import re
from dataclasses import fields

import pytest

from geo.serving import messages, settings
from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text()
NAMED = re.findall(r"`([a-z0-9_/]+\.py)::(test_\w+)`", TEXT)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_each_test_that_holds_a_promise_is_there(file, test):
    tree = ast.parse((ROOT / file).read_text())
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_promise_is_without_a_test():
    rows = [line for line in TEXT.partition("## Promises")[2].partition("\n## ")[0].splitlines() if line[:1] == "|"]
    assert len(rows) - 2 == len(NAMED) > 20


def test_figures_are_those_of_the_settings():
    usual = settings.Settings()
    limits = messages.ADDRESS_MESSAGES_PER_SECOND, messages.ADDRESS_MESSAGES_AT_ONCE
    for figure in (usual.address_connections, *limits):
        assert f"{figure:,}" in TEXT
    assert f"{usual.connections:,} connections in all" in TEXT
    assert f"{usual.kept_bytes // 1_000_000} MB" in TEXT


def test_each_variable_that_is_named_is_one():
    known = {settings.variable(setting) for setting in fields(settings.Settings)} | {"DATELINE_REPORT"}
    assert set(re.findall(r"DATELINE_[A-Z_]+", TEXT)) <= known


def test_vendored_versions_are_those_that_are_fetched():
    fetched = (ROOT / "data" / "rebuild.py").read_text()
    for name, version in re.findall(r'"(?:@fontsource/)?([a-z0-9-]+)@([0-9.]+)"', fetched):
        if name != "world-atlas":
            assert version in TEXT, name
