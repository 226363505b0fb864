"""What comes of running blocks."""

from __future__ import annotations

from typing import NamedTuple

from snippets.blocks import Block, Variant
from snippets.problems import Problem


class Difference(NamedTuple):
    """An output that is not the promised one, or a promise that can't fail.

    `kind` is "differs", "mutant" (a changed promise would pass too), "silent" (no promise) or
    "passes" (what it has to refute bears out all promises).
    """

    kind: str
    problem: Problem
    prompt: int
    want: str
    got: str


class Outcome(NamedTuple):
    """What came of one block on one interpreter."""

    block: Block
    variant: Variant
    skipped: str | None = None
    error: Problem | None = None
    differences: tuple[Difference, ...] = ()
    outputs: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not (self.skipped or self.error or self.differences)

    @property
    def failed(self) -> bool:
        return bool(self.error or self.differences)


class Identity(NamedTuple):
    """What an interpreter says it is."""

    version: str
    release: str
    where: str
    implementation: str

    def __str__(self) -> str:
        candidate = ", a release candidate" if self.release != "final" else ""
        return f"{self.implementation} {self.version}{candidate}, {self.where}"
