"""What sweeps need of the process that the tests run in."""

import sys
from types import ModuleType

import pytest


@pytest.fixture(autouse=True)
def main_module(monkeypatch):
    """A `__main__` without a file: workers begin with that of their parent, and Streamlit's AppTest leaves its own."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
