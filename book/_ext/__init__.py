"""The Sphinx extension of the book: its listings, version notes, checks, search and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from book._ext import (
    addresses,
    checks,
    domain,
    edition,
    notes,
    numbering,
    page,
    pdf,
    references,
    render,
    search,
    snippet,
    verified,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    domain,
    snippet,
    notes,
    checks,
    render,
    addresses,
    numbering,
    references,
    verified,
    search,
    page,
    edition,
    pdf,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register all of it."""
    for part in _PARTS:
        part.setup(app)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
