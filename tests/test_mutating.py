"""Each mutant of a module has one change, which makes it another program."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.mutants import MODULES, file_of
from tests.mutating import mutants

SOURCE = '''\
"""What a module says of itself is left alone."""

FEW = "NOP RESUME"

def last(items: "list[int]", at_least: int = 2) -> int | None:
    """This too."""
    if not items or len(items) < at_least:
        return None
    for item in items:
        item += 1
    return [item for item in items if item is not FEW][-1]
'''
CHANGES = [
    ("NOP RESUME", "RESUME"),
    ("NOP RESUME", "NOP"),
    ("at_least: int=2", "at_least: int=3"),
    ("if not items or", "if not (not items or"),
    ("not items or len(items) < at_least", "len(items) < at_least"),
    ("not items or len(items) < at_least", "not items"),
    ("not items or len(items) < at_least", "not items and len(items) < at_least"),
    ("if not items or", "if items or"),
    ("<", "<="),
    ("item += 1", "pass"),
    ("item += 1", "item -= 1"),
    ("item += 1", "item += 2"),
    ("return [item for item in items if item is not FEW][-1]", "return None"),
    (" if item is not FEW]", "]"),
    ("item is not FEW", "item is FEW"),
    ("[-1]", "[1]"),
    ("[-1]", "[-2]"),
]


def test_each_mutant_has_one_change() -> None:
    made = [ast.unparse(mutant.tree) for mutant in mutants(SOURCE)]
    source = ast.unparse(ast.parse(SOURCE))
    expected = [source.replace(before, after) for before, after in CHANGES]
    expected[3] = expected[3].replace("at_least:\n        return", "at_least):\n        return")
    assert sorted(made) == sorted(expected)


def test_a_mutant_says_where_and_what_is_changed() -> None:
    shown = [(mutant.line, mutant.change) for mutant in mutants(SOURCE)]
    assert [change for line, change in shown if line == 3] == ["without NOP", "without RESUME"]
    assert (7, "len(items) < at_least  ->  len(items) <= at_least") in shown
    assert (11, "return [item for item in items if item is not FEW][-1]  ->  return None") in shown


@pytest.mark.parametrize("module", MODULES)
def test_no_mutant_is_the_module_itself(module: str) -> None:
    source = Path(file_of(module)).read_text(encoding="utf-8")
    plain = ast.dump(ast.parse(source))
    for mutant in mutants(source):
        compile(mutant.tree, module, "exec")
        assert ast.dump(mutant.tree) != plain, mutant.change
