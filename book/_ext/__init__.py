"""The Sphinx extension of the book: its listings, version notes, checks, search and pages."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_PARTS = (
    "domain",
    "lexer",
    "snippet",
    "films",
    "microscope",
    "exercise",
    "solutions",
    "notes",
    "checks",
    "render",
    "render_exercise",
    "numbering",
    "references",
    "terms",
    "places",
    "figures",
    "verified",
    "search",
    "page",
    "scripts",
    "stylesheets",
    "live",
    "practice",
    "loaded",
    "policy",
    "offline",  # last: it lists what the others have written
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register all parts."""
    for part in _PARTS:
        import_module(f"{__name__}.{part}").setup(app)
    return {
        "version": "1",
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
