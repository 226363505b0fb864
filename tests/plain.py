"""Names the tests that need no packages but pytest and hypothesis: ``python tests/plain.py``.

They are the tests of gentools and of the runner. A public CI runs them on machines where the
packages that make the book have no place. Those of gentools alone run on every interpreter.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = {*sys.stdlib_module_names, "gentools", "hypothesis", "pytest"}
PLAIN = {*LIBRARY, "snippets"}


def plain_tests() -> list[str]:
    """Return the paths of the tests that import nothing else, by themselves or through helpers."""
    return [name for name, needs in all_tests() if needs <= PLAIN]


def library_tests() -> list[str]:
    """Return the paths of those that are about gentools and need nothing else of this project."""
    return [name for name, needs in all_tests() if "gentools" in needs <= LIBRARY]


def all_tests() -> Iterator[tuple[str, set[str]]]:
    """Yield the path of each test and the packages that it needs."""
    for path in sorted(ROOT.glob("tests/test_*.py")):
        yield path.relative_to(ROOT).as_posix(), _needs(path)


@cache
def _needs(path: Path) -> set[str]:
    found: set[str] = set()
    for module in _imports(ast.parse(path.read_text(encoding="utf-8"))):
        helper = ROOT.joinpath(*module.split(".")).with_suffix(".py")
        is_helper = module.startswith("tests.") and helper.exists()
        found |= _needs(helper) if is_helper else {module.partition(".")[0]}
    return found


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "tests":
            yield from (f"tests.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


if __name__ == "__main__":
    print(*plain_tests())
