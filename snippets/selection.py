"""Which blocks a command means."""

from __future__ import annotations

from collections.abc import Sequence
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
    if not chosen:
        raise SelectionError(f"{corpus.root}: no block of a corpus there")
    if expression:
        chosen = _fitting(chosen, expression)
    return chosen


def _fitting(blocks: Sequence[Block], expression: str) -> list[Block]:
    # Imported here, as most runs do without; a short run is half start.
    from snippets.expressions import compile_expression  # noqa: PLC0415

    fits = compile_expression(expression)
    found = [block for block in blocks if fits(block.key)]
    if not found:
        raise SelectionError(f"-k {expression!r} fits no block")
    return found


def chapters_of(root: Path, paths: Sequence[str]) -> set[str]:
    """Return the chapters that `paths` lie in; the empty set means all of them."""
    found = set()
    for text in paths:
        path = _resolved(text)
        inside = path.relative_to(root).parts if path.is_relative_to(root) else ()
        named = Path(text).parts[:1] if (root / text).parent.is_dir() and not inside else inside[:1]
        if not named:
            return set()
        found.add(named[0])
    return found


def _resolved(text: str) -> Path:
    try:
        return Path(text).resolve()
    except (OSError, RuntimeError) as error:  # up to 3.12 a loop of links is a RuntimeError
        raise SelectionError(f"{text}: {error}") from None


def _in_path(corpus: Corpus, text: str) -> list[Block]:
    path = _resolved(text)
    found = [block for block in corpus.blocks.values() if _stands_at(block, path)]
    if not found and text in corpus.blocks:
        found = [corpus.blocks[text]]
    if not found and path != corpus.root:
        raise SelectionError(f"{text}: no block of the corpus there")
    return found


def _stands_at(block: Block, path: Path) -> bool:
    return path in block.path.parents or path in {block.path, *(v.path for v in block.variants)}
