"""Change the code in small ways, one at a time, and see whether the tests notice: `make mutants`.

It copies the project, makes 300 seeded changes (mutants) in the modules below, and runs for each the tests of its
module, then those that use it most. What no test notices is listed, to be given one, or to be put with a reason among
`EQUIVALENT` where it changes nothing that can be seen.
"""

import argparse
import ast
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple

from geo.base.root import ROOT

#: The modules that are changed, each with the tests that are to notice, the quickest first.
MODULES = {
    "geo/base/edtf.py": "tests/base/test_edtf.py tests/reading/dates",
    "geo/measure/geodesy.py": "tests/measure/test_geodesy.py tests/measure/test_arc.py tests/measure/test_engines.py",
    "geo/story/interval.py": "tests/story/test_interval.py tests/story/test_verdict.py",
    "geo/story/verdict.py": "tests/story/test_verdict.py tests/view/test_measurement.py tests/reading/test_to_story.py",
    "geo/story/geojson.py": "tests/story/test_geojson.py tests/story/test_features.py tests/story/test_draft.py",
    "geo/story/packed.py": "tests/story/test_packed.py tests/library/test_opened.py",
    "geo/view/link.py": "tests/view/test_link.py tests/page/test_state.py",
    "geo/library/remote.py": "tests/library/test_remote.py tests/library/test_opened.py tests/test_default_story.py",
    "geo/reading/distances/claims.py": "tests/reading/distances/test_claims.py",
    "geo/reading/distances/links.py": "tests/reading/distances/test_links.py tests/reading/distances/test_claims.py",
    "geo/session/draft_session.py": "tests/session/test_draft_session.py tests/base/test_memory_budget.py",
    "geo/serving/messages.py": "tests/serving/test_messages.py tests/test_security.py tests/serving/test_attacks.py",
    "geo/serving/response_headers.py": "tests/serving/test_requests.py tests/serving/test_unfurl.py",
}
COUNT, SEED, PATIENCE_S = 300, 1, 240
_NEEDED = (
    *("geo", "tests", "data", "static", "app.py", "serve.py", "pyproject.toml", ".streamlit", "deploy", "stress"),
    *("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs", "Makefile", "requirements.txt"),
)
_OTHER = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip

#: Changes that nobody can see, as `file: what it was -> what it is`, each with the reason.
EQUIVALENT = {
    "geo/story/geojson.py: len(given) <= MAX_FEATURES -> len(given) < MAX_FEATURES": "looked up one by one instead",
    "geo/story/geojson.py: len(content) <= strict_json.MAX_SIZE -> len(content) < strict_json.MAX_SIZE": "of exactly "
    "the most bytes a file is read back with its indents and without",
    "geo/measure/geodesy.py: 8192 -> 8193": "how many pairs are known again",
    "geo/reading/distances/claims.py: start < floor -> start <= floor": "a length never begins where a claim ends",
    "geo/story/verdict.py: means.low > measured.high -> means.low >= measured.high": "where they touch they meet",
    "geo/serving/messages.py: size > _USUAL -> size >= _USUAL": "reckoned a byte sooner",
}


class Mutant(NamedTuple):
    """A change: in which file and line, what it says, and the whole file with it."""

    file: str
    line: int
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}: {self.change}"


def mutants(file: str) -> Iterator[Mutant]:
    """Every change that is made of a file, one operator, number, truth value or condition each."""
    tree = ast.parse((ROOT / file).read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) and ast.get_docstring(node, clean=False):
            node.body[0] = ast.Pass(lineno=node.body[0].lineno)  # no change in a docstring
    for statement in (node for node in ast.walk(tree) if isinstance(node, ast.stmt)):
        if isinstance(statement, ast.If):
            was, test = ast.unparse(statement.test), statement.test
            statement.test = ast.UnaryOp(ast.Not(), test)
            yield Mutant(file, statement.lineno, f"if {was} -> if not {was}", ast.unparse(tree))
            statement.test = test
        # Not what decorates it: whether a class is frozen is held by mypy.
        decorators = getattr(statement, "decorator_list", [])
        inner = [
            child
            for child in ast.iter_child_nodes(statement)
            if not isinstance(child, ast.stmt) and child not in decorators
        ]
        for node in (found for child in inner for found in ast.walk(child)):
            for was, is_now, undo in _changes(node):
                yield Mutant(file, getattr(node, "lineno", statement.lineno), f"{was} -> {is_now}", ast.unparse(tree))
                undo()


def _changes(node: ast.AST):
    """Make each change of a node in turn, with what takes it back."""

    def change(name: str, new: object, index: int | None = None):
        was, old = ast.unparse(node), getattr(node, name)
        if index is None:
            setattr(node, name, new)
        else:
            setattr(node, name, [*old[:index], new, *old[index + 1 :]])
        return was, ast.unparse(node), lambda: setattr(node, name, old)

    match node:
        case ast.Compare():
            for index, operator in enumerate(node.ops):
                yield change("ops", _OTHER[type(operator)](), index)
        case ast.BoolOp() | ast.BinOp() if type(node.op) in _OTHER:
            yield change("op", _OTHER[type(node.op)]())
        case ast.UnaryOp(op=ast.Not()):
            yield change("operand", ast.UnaryOp(ast.Not(), node.operand))
        case ast.IfExp():
            yield change("test", ast.UnaryOp(ast.Not(), node.test))
        case ast.Constant(value=bool() as value):
            yield change("value", not value)
        case ast.Constant(value=int() | float() as value):
            yield change("value", value + 1)


def killed(mutant: Mutant, copy: Path) -> bool:
    """Whether a test notices, in a copy of the project."""
    file = copy / mutant.file
    before = file.read_text()
    file.write_text(mutant.source)
    try:
        for tests in MODULES[mutant.file].split():
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", tests]
            done = subprocess.run(command, cwd=copy, capture_output=True, timeout=PATIENCE_S, check=False)
            if done.returncode == 1 or done.returncode == 2:  # a test failed, or could not be begun
                return True
    except subprocess.TimeoutExpired:
        return True
    finally:
        file.write_text(before)
    return False


def main() -> int:
    """Print how many of the mutants were noticed, and which were not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many changes, %(default)s")
    parser.add_argument("--seed", type=int, default=SEED, help="which of them, %(default)s")
    parser.add_argument("--only", default="", help="files with this in their name only")
    parser.add_argument("--at-once", type=int, default=2, help="processes, %(default)s")
    asked = parser.parse_args()
    files = [file for file in MODULES if asked.only in file]
    chance = random.Random(asked.seed)
    possible = [mutant for file in files for mutant in mutants(file) if str(mutant) not in EQUIVALENT]
    chosen = sorted(chance.sample(possible, min(asked.count, len(possible))))
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(asked.at_once) as pool:
        copies: SimpleQueue[Path] = SimpleQueue()
        for number in range(asked.at_once):
            copy = Path(room, str(number))
            for part in _NEEDED:
                if (ROOT / part).is_dir():
                    shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / part, copy / part)
            copies.put(copy)

        def tried(mutant: Mutant) -> bool:
            copy = copies.get()
            found = killed(mutant, copy)
            copies.put(copy)
            print("." if found else f"\nnot noticed: {mutant.file}:{mutant.line}: {mutant.change}", end="", flush=True)
            return found

        found = list(pool.map(tried, chosen))
    print(f"\n{sum(found)} of {len(found)} changes were noticed, {sum(found) / max(len(found), 1):.1%}.")
    return 0 if sum(found) >= 0.95 * len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
