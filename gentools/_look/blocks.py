"""The blocks of the source that an instruction is inside of: try, with, for and while.

>>> [Block("for", 2, "body")]
[Block(kind='for', lineno=2, part='body')]
"""

import ast
from collections.abc import Iterator
from dis import Positions
from functools import lru_cache
from types import CodeType
from typing import Any, Final, NamedTuple, cast

from gentools._look.source import lines_of


class Block(NamedTuple):
    """A statement around a place in the source, and the part of it where the place is."""

    #: ``"try"``, ``"with"``, ``"for"``, ``"while"``, ``"async with"`` or ``"async for"``.
    kind: str
    #: The first line of the statement.
    lineno: int
    #: ``"body"``, ``"except"``, ``"else"`` or ``"finally"``.
    part: str


_Function = ast.FunctionDef | ast.AsyncFunctionDef
_KINDS: Final[dict[type[ast.AST], str]] = {
    ast.Try: "try",
    ast.TryStar: "try",
    ast.With: "with",
    ast.AsyncWith: "async with",
    ast.For: "for",
    ast.AsyncFor: "async for",
    ast.While: "while",
}
_PARTS: Final = {
    "body": "body",
    "handlers": "except",
    "orelse": "else",
    "finalbody": "finally",
}
#: What has code of its own: a place in there isn't a place of the function around it.
_OTHER_CODE: Final = (*_Function.__args__, ast.Lambda, ast.ClassDef)


def enclosing(code: CodeType, where: Positions) -> tuple[Block, ...] | None:
    """Return the blocks of *code* around *where*, outermost first.

    :returns: None if the source is not known, or is not that of *code*.
    """
    tree = _tree("".join(lines_of(code)))
    root = None if tree is None else _root(tree, code)
    return None if root is None or where.lineno is None else tuple(_around(root, where))


@lru_cache(maxsize=8)
def _tree(source: str) -> ast.Module | None:
    try:
        return ast.parse(source) if source else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _root(tree: ast.Module, code: CodeType) -> ast.AST | None:
    """Return the node that *code* was made from."""
    if code.co_name == "<module>":
        return tree
    if code.co_name in {"<genexpr>", "<lambda>"}:
        return ast.Pass()  # an expression: there are no blocks in it
    made = [node for node in ast.walk(tree) if _made(node, code)]
    return made[0] if len(made) == 1 else None


def _made(node: ast.AST, code: CodeType) -> bool:
    if not isinstance(node, _Function) or node.name != code.co_name:
        return False
    first = min(part.lineno for part in (node, *node.decorator_list))
    return first == code.co_firstlineno


def _around(root: ast.AST, where: Positions) -> Iterator[Block]:
    node = root
    while (inner := _part_around(node, where)) is not None:
        field, part = inner
        kind = _KINDS.get(type(node))
        if kind is not None and field in _PARTS:
            yield Block(kind, node.lineno, _PARTS[field])  # type: ignore[attr-defined]
        node = part


def _part_around(node: ast.AST, where: Positions) -> tuple[str, ast.AST] | None:
    return next((part for part in _parts(node) if _holds(part[1], where)), None)


def _parts(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Yield the nodes just inside of *node*, each with the name of the field that it is in."""
    for name, value in ast.iter_fields(node):
        for part in cast("list[object]", value) if isinstance(value, list) else [value]:
            if isinstance(part, ast.AST) and not isinstance(part, _OTHER_CODE):
                yield name, part


def _holds(node: ast.AST, where: Positions) -> bool:
    """Is *where* inside of *node*? Nodes without a position hold what their parts hold."""
    span = _span(node)
    if span is None:
        return any(_holds(part, where) for _, part in _parts(node))
    begin = (where.lineno, where.col_offset or 0)
    end = (where.end_lineno, where.end_col_offset or 0)
    return span[0] <= begin and end <= span[1]


def _span(node: Any) -> tuple[tuple[int, int], tuple[int, int]] | None:
    if not hasattr(node, "lineno"):
        return None
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)
