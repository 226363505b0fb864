"""The extension for the forms of the book that are read away from the site: PDF and EPUB."""

from __future__ import annotations

from typing import TYPE_CHECKING

from book._ext import edition, epub, pdf

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register both builders, and what names the edition."""
    for part in (edition, pdf, epub):
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
