"""Which blocks a command means."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from pathlib import Path

from snippets.blocks import Block
from snippets.corpus import Corpus


class SelectionError(ValueError):
    """A path or an expression that selects nothing that could be run."""


def select(corpus: Corpus, paths: Sequence[str], expression: str = "") -> list[Block]:
    """Return the blocks in or at `paths` (all if there are none) that `expression` fits.

    An expression is made of words that stand in a block's ``chapter/name``, with ``and``, ``or``,
    ``not`` and parentheses.
    """
    chosen = list(corpus.blocks.values())
    if paths:
        wanted = [_in_path(corpus, path) for path in paths]
        chosen = [block for block in chosen if any(block in blocks for blocks in wanted)]
    if expression:
        fits = _compile(expression)
        chosen = [block for block in chosen if fits(block.key)]
        if not chosen:
            raise SelectionError(f"-k {expression!r} fits no block")
    return chosen


def chapters_of(root: Path, paths: Sequence[str]) -> set[str]:
    """Return the chapters that `paths` lie in; the empty set means all of them."""
    found = set()
    for text in paths:
        path = Path(text).resolve()
        inside = path.relative_to(root).parts if path.is_relative_to(root) else ()
        named = Path(text).parts[:1] if (root / text).parent.is_dir() and not inside else inside[:1]
        if not named:
            return set()
        found.add(named[0])
    return found


def _in_path(corpus: Corpus, text: str) -> list[Block]:
    path = Path(text).resolve()
    found = [block for block in corpus.blocks.values() if _stands_at(block, path)]
    if not found and text in corpus.blocks:
        found = [corpus.blocks[text]]
    if not found and path != corpus.root:
        raise SelectionError(f"{text}: no block of the corpus there")
    return found


def _stands_at(block: Block, path: Path) -> bool:
    return path in block.path.parents or path in {block.path, *(v.path for v in block.variants)}


def _compile(expression: str) -> Callable[[str], bool]:
    try:
        tree = ast.parse(expression.replace("/", "__in__").replace("-", "__dash__"), mode="eval")
    except SyntaxError:
        raise SelectionError(f"-k {expression!r}: words with and, or, not and ( )") from None
    return lambda key: _evaluate(tree.body, key, expression)


def _evaluate(node: ast.expr, key: str, expression: str) -> bool:
    match node:
        case ast.Name(id=word):
            return word.replace("__in__", "/").replace("__dash__", "-") in key
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _evaluate(operand, key, expression)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_evaluate(value, key, expression) for value in values)
        case ast.BoolOp(op=ast.Or(), values=values):
            return any(_evaluate(value, key, expression) for value in values)
        case _:
            raise SelectionError(f"-k {expression!r}: words with and, or, not and ( )")
