"""The expressions of ``-k``: words with ``and``, ``or``, ``not`` and parentheses."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence

from snippets.selection import SelectionError

_GRAMMAR = (ast.Expression, ast.BoolOp, ast.UnaryOp, ast.Name, ast.And, ast.Or, ast.Not, ast.Load)
_OPERATORS = ("and", "or", "not")


def compile_expression(expression: str) -> Callable[[str], bool]:
    """Return what says whether a key fits; Python's own grammar binds the operators."""
    words: list[str] = []

    def name(match: re.Match[str]) -> str:
        if match[0] in _OPERATORS:
            return match[0]
        words.append(match[0])
        return f"w{len(words) - 1}"

    try:
        tree = ast.parse(re.sub(r"[\w/-]+", name, expression.strip()), mode="eval")
    except SyntaxError:
        tree = None
    if tree is None or not all(isinstance(node, _GRAMMAR) for node in ast.walk(tree)):
        raise SelectionError(f"-k {expression!r}: words with and, or, not and ( )")
    return lambda key: _fits(tree.body, [word in key for word in words])


def _fits(node: ast.expr, found: Sequence[bool]) -> bool:
    match node:
        case ast.Name(id=name):
            return found[int(name[1:])]
        case ast.BoolOp(op=operator, values=values):
            combine = all if isinstance(operator, ast.And) else any
            return combine(_fits(value, found) for value in values)
        case ast.UnaryOp(operand=operand):
            return not _fits(operand, found)
        case _:
            raise AssertionError(node)
