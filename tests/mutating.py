"""Small changes to a module, each of which should make some test fail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Break: ast.Continue,
    ast.Continue: ast.Break,
}
#: What the tables of slots are written in.
_KINDS = ("_O", "_N", "_M", "_H")
#: The types in a module make no difference to what it does.
_NOT_RUN = frozenset({"annotation", "bases", "decorator_list", "returns"})


class Mutant(NamedTuple):
    """A module with one change."""

    line: int
    change: str
    tree: ast.Module


class _Site(NamedTuple):
    """A place in a tree, and what may stand there instead."""

    parent: ast.AST
    field: str
    place: int | None
    other: ast.AST

    def swap(self) -> _Site:
        """Put the other there; return what puts back what was there."""
        here = getattr(self.parent, self.field)
        if self.place is None:
            setattr(self.parent, self.field, self.other)
            return self._replace(other=here)
        before, here[self.place] = here[self.place], self.other
        return self._replace(other=before)


def mutants(source: str) -> Iterator[Mutant]:
    """Yield the mutants of a module, one after another: they share most of the tree."""
    tree = ast.parse(source)
    for site in list(_sites(tree)):
        back = site.swap()
        line = getattr(back.other, "lineno", getattr(back.parent, "lineno", 0))
        shown = (
            site.parent if isinstance(site.other, ast.cmpop | ast.boolop | ast.operator) else None
        )
        after = ast.unparse(ast.fix_missing_locations(shown or site.other))
        site_back = back.swap()
        before = ast.unparse(shown or back.other)
        site_back.swap()
        left_out = _left_out(back.other, site.other)
        change = f"without {left_out}" if left_out else f"{_short(before)}  ->  {_short(after)}"
        yield Mutant(line, change, tree)
        back.swap()


def _left_out(before: ast.AST, after: ast.AST) -> str | None:
    """Return the word of a table that is not there any more."""
    match before, after:
        case ast.Constant(value=str(table)), ast.Constant(value=str(rest)) if rest:
            pairs = zip_longest(table.split(), rest.split())
            return next(word for word, other in pairs if word != other)
        case _:
            return None


def _short(text: str) -> str:
    return " ".join(text.split())[:70]


def _sites(parent: ast.AST) -> Iterator[_Site]:
    for field, value in ast.iter_fields(parent):
        if field in _NOT_RUN:
            continue
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, ast.AST) and not _is_docstring(item):
                yield from (_Site(parent, field, index, other) for other in _others(item, parent))
                yield from _sites(item)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _others(node: ast.AST, parent: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of `node`."""
    if type(node) in _OTHER:
        yield ast.copy_location(_OTHER[type(node)](), node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node, parent)
    elif isinstance(node, ast.stmt):
        yield from _statements(node)
    else:
        yield from _expressions(node)
    if isinstance(node, ast.If | ast.IfExp | ast.While) and not isinstance(node.test, ast.UnaryOp):
        test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        yield _with(node, test=test)


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and not _is_none(node.value):
        yield ast.copy_location(ast.Return(ast.Constant(None)), node)
    elif isinstance(node, ast.AugAssign | ast.Expr | ast.Raise | ast.Delete):
        yield ast.copy_location(ast.Pass(), node)


def _expressions(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Name(id=name, ctx=ast.Load()) if name in _KINDS:
            for other in _KINDS:
                if other != name:
                    yield ast.copy_location(ast.Name(other, ast.Load()), node)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BoolOp(op=op, values=values):
            for index in range(len(values)):
                rest = values[:index] + values[index + 1 :]
                yield rest[0] if len(rest) == 1 else ast.copy_location(ast.BoolOp(op, rest), node)
        case ast.comprehension(ifs=[_, *_]):
            yield _with(node, ifs=[])
        case _:
            pass


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of `node` with other fields."""
    values = {**dict(ast.iter_fields(node)), **fields}
    return ast.copy_location(type(node)(**values), node)


def _constants(node: ast.Constant, parent: ast.AST) -> Iterator[ast.Constant]:
    value = node.value
    if isinstance(value, bool):
        yield ast.copy_location(ast.Constant(not value), node)
    elif isinstance(value, int):
        yield ast.copy_location(ast.Constant(value + 1), node)
    elif isinstance(value, str) and not isinstance(parent, ast.JoinedStr | ast.FormattedValue):
        words = value.split()
        for index, word in enumerate(words):
            if word.isupper() or len(words) == 1:  # a table of instructions, or a name
                rest = " ".join(words[:index] + words[index + 1 :])
                yield ast.copy_location(ast.Constant(rest), node)
