"""A code block of the book, and what it prints on each version."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from snippets.needs import Needs
from snippets.versions import Version


class Variant(NamedTuple):
    """What a block prints from one version on; `since` is None for the file without a version."""

    since: Version | None
    path: Path
    text: str
    output: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        """The text of the page and what stands under it."""
        return self.text, self.output


class Block(NamedTuple):
    """A code block of the book."""

    chapter: str
    name: str
    kind: str
    path: Path
    header: int
    needs: Needs
    variants: tuple[Variant, ...]

    @property
    def key(self) -> str:
        return f"{self.chapter}/{self.name}"

    @property
    def filename(self) -> str:
        """The name that a traceback gives to this block."""
        return self.path.name

    @property
    def source(self) -> str:
        """What a page shows of the block on the oldest version."""
        return self.variants[0].text

    @property
    def boundaries(self) -> tuple[Version, ...]:
        """The versions at which the output changes, oldest first."""
        return tuple(item.since for item in self.variants if item.since is not None)

    def variant_for(self, version: Version) -> Variant:
        """Return the nearest variant that is not above `version`."""
        fitting = (item for item in self.variants if item.since is None or item.since <= version)
        return list(fitting)[-1]
