"""The order of the printed book: its parts, and the pages of each part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sphinx import addnodes
from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that stand together; without a title they need no page that says so."""

    title: str
    pages: tuple[str, ...]


def parts(env: BuildEnvironment) -> list[Part]:
    """Return the parts as the contents of the first page name them."""
    return [
        Part(toctree.get("caption") or "", tuple(toctree["includefiles"]))
        for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree)
        if toctree["includefiles"]
    ]


def pages_under(env: BuildEnvironment, page: str) -> Iterator[str]:
    """Yield the pages that a page lists, and those that they list."""
    for child in env.toctree_includes.get(page, ()):
        yield child
        yield from pages_under(env, child)
