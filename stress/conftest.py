"""The table at the end: each fault, what was seen, the result and the seconds it took."""

import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

_SEEN = "seen"
_REPORTS = pytest.StashKey[list[pytest.TestReport]]()


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say in the table what was seen."""
    return lambda what: request.node.user_properties.append((_SEEN, what))


@pytest.fixture(autouse=True)
def _needed(request: pytest.FixtureRequest) -> None:
    """Skip what needs a command that this machine has not."""
    for mark in request.node.iter_markers("needs"):
        for command in mark.args:
            if shutil.which(command) is None:
                pytest.skip(f"there is no {command} here")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*commands): the test runs these commands")
    config.stash[_REPORTS] = []
    config.pluginmanager.register(_Kept(config.stash[_REPORTS]))


class _Kept:
    """Keeps one report of each test: of what went wrong, else of the test itself."""

    def __init__(self, reports: list[pytest.TestReport]) -> None:
        self._reports = reports

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            self._reports.append(report)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = [(_name(r), _what(r), r.outcome, f"{r.duration:.1f}") for r in config.stash[_REPORTS]]
    terminalreporter.section("faults")
    for name, what, outcome, seconds in [("fault", "what was seen", "result", "s"), *rows]:
        left, right = textwrap.wrap(name, 44), textwrap.wrap(what, 70) or [""]
        for index in range(max(len(left), len(right))):
            cells = (left[index : index + 1] or [""])[0], (right[index : index + 1] or [""])[0]
            end = f"{outcome:<8}{seconds:>7}" if index == 0 else ""
            terminalreporter.write_line(f"{cells[0]:<46}{cells[1]:<72}{end}".rstrip())


def _name(report: pytest.TestReport) -> str:
    file = Path(report.nodeid.partition("::")[0]).stem.removeprefix("test_")
    return f"{file}: {report.nodeid.rpartition('::')[2].removeprefix('test_').replace('_', ' ')}"


def _what(report: pytest.TestReport) -> str:
    if report.skipped and isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ")
    return "; ".join(str(value) for name, value in report.user_properties if name == _SEEN)
