"""Lets pytest collect the corpus: one file, one test, every failure as ``path:line``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from snippets.blocks import Block
from snippets.corpus import ROOT, Corpus
from snippets.interpreters import this_interpreter
from snippets.problems import CorpusError
from snippets.report import failure_lines
from snippets.supervisor import Supervisor


@lru_cache
def _corpus() -> Corpus:
    return Corpus.load()


@lru_cache
def _block_paths() -> dict[Path, Block]:
    return {block.path: block for block in _corpus().blocks.values()}


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the file of a block; its variants are checked with it."""
    if ROOT not in file_path.parents or file_path.parent == ROOT:
        return None
    try:
        known = file_path in _block_paths()
    except CorpusError as error:
        raise pytest.UsageError(str(error)) from None
    return BlockFile.from_parent(parent, path=file_path) if known else None


class BlockFile(pytest.File):
    """A file of the corpus."""

    def collect(self) -> Iterator[pytest.Item]:
        yield BlockItem.from_parent(self, name=_block_paths()[self.path].name)


class BlockFailed(Exception):
    """The block prints something else; the message says where."""


class BlockItem(pytest.Item):
    """A block, run on the interpreter that runs pytest."""

    def runtest(self) -> None:
        block = _block_paths()[self.path]
        (outcome,) = Supervisor(_corpus(), this_interpreter()).run([block])
        if outcome.skipped:
            pytest.skip(outcome.skipped)
        lines = list(failure_lines(outcome))
        if lines:
            raise BlockFailed("\n".join(lines))

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None
    ) -> str:
        if isinstance(excinfo.value, BlockFailed):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"block {_block_paths()[self.path].key}"
