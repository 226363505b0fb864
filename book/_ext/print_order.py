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
    found = []
    for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        pages = [page for name in toctree["includefiles"] for page in _with_pages_under(env, name)]
        if pages:
            found.append(Part(toctree.get("caption") or "", tuple(pages)))
    return found


def _with_pages_under(env: BuildEnvironment, name: str) -> Iterator[str]:
    yield name
    for child in env.toctree_includes.get(name, ()):
        yield from _with_pages_under(env, child)
