"""The corpus: all code blocks of the book."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from snippets.blocks import Block
from snippets.integrity import problems_of
from snippets.problems import CorpusError
from snippets.reading import read_blocks
from snippets.versions import Version, show_version

ROOT = Path(__file__).resolve().parent


class Corpus:
    """All blocks, by ``chapter/name``, in the order of their names."""

    def __init__(self, root: Path, blocks: Iterable[Block] = ()) -> None:
        self.root = root
        self.blocks: Mapping[str, Block] = {block.key: block for block in blocks}

    @classmethod
    def load(cls, root: Path = ROOT, chapters: Collection[str] = ()) -> Corpus:
        """Read the corpus below `root`, or only `chapters` of it.

        Raises `CorpusError` with everything that is wrong there.
        """
        blocks, problems = read_blocks(root, chapters)
        corpus = cls(root, blocks)
        problems = [*problems, *problems_of(corpus.blocks)]
        if problems:
            raise CorpusError(problems)
        return corpus

    def chain(self, block: Block) -> list[Block]:
        """Return the blocks that `block` continues, each once, and `block` itself last."""
        found: dict[str, Block] = {}

        def visit(item: Block) -> None:
            if item.key in found:
                return
            for name in item.needs.after:
                visit(self.blocks[f"{item.chapter}/{name}"])
            found[item.key] = item

        visit(block)
        return list(found.values())

    def refuting(self, block: Block, name: str) -> list[Block]:
        """Return what runs in order to see that `block` refutes `name`: that one, and `block`."""
        return [*self.chain(self.blocks[f"{block.chapter}/{name}"]), block]

    def why_not(self, block: Block, version: Version, native: bool) -> str | None:
        """Return why `block` can't run there, or None."""
        runs = [self.chain(block), *(self.refuting(block, name) for name in block.needs.refutes)]
        for item in (item for run in runs for item in run):
            if item.needs.minimum and version < item.needs.minimum:
                return f"needs Python {show_version(item.needs.minimum)}"
            if item.needs.native and not native:
                return "not in WebAssembly"
        return None

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(block.chapter for block in self.blocks.values()))
