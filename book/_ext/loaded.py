"""Has each page ask for the data that it loads later as it was when the page was written.

A browser may keep a script for hours under its address. So that a new page doesn't run the blocks
of an old one, the address has a digest of the data in it: one for all of it, as a page may ask for
the blocks of any chapter. A page is written anew when that changes, but not while an author looks
on: there, each saved block would be another build of the whole book.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.domain import book_of
from book._ext.live import blocks, live_of
from book._ext.practice import items


def _digest(app: Sphinx) -> str:
    live = live_of(app)
    chapters = blocks(book_of(app.env).corpus.blocks.values())
    data = json.dumps([chapters, items(app.env), live.stamp() if live else None])
    return hashlib.sha256(data.encode()).hexdigest()[:8]


def _another(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages to write again, if the data has changed."""
    book = book_of(env)
    book.loaded = _digest(app) if app.config.book_published else ""
    return book.anew("loaded", dict.fromkeys(sorted(env.found_docs), book.loaded))


def _name(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    context["loaded"] = book_of(app.env).loaded


def setup(app: Sphinx) -> None:
    """Look at the data when all pages have been read and numbered."""
    app.connect("env-get-updated", _another, priority=900)
    app.connect("html-page-context", _name)
