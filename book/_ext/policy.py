"""What pages forbid themselves, and the Python in them: to load from elsewhere, to tell anyone.

A page carries its policy, for most hosts let nobody choose headers. Where one does, the file
`_headers` tells it the stricter policy: the worker then comes with it, and not from the page.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from book._ext.render import ON_SCREEN

HEADER = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"
IN_PAGE = f"{HEADER}; worker-src 'self' blob:"

#: On a page from disk the worker, its modules and drawings come from memory.
FROM_DISK = f"{HEADER} blob:; worker-src blob:; img-src 'self' data:"

HEADERS = f"""\
/*
  Content-Security-Policy: {HEADER}
  X-Content-Type-Options: nosniff
"""


def add_policy(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template the policy of a page."""
    if app.builder.name in ON_SCREEN and app.config.book_published:
        context["policy"] = IN_PAGE


def write_headers(app: Sphinx, error: Exception | None) -> None:
    """Write the headers where Cloudflare and Netlify look for them; other hosts look past it."""
    if not error and app.builder.name in ON_SCREEN and app.config.book_published:
        (app.outdir / "_headers").write_text(HEADERS, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register it; the author who watches pages being built anew has it switched off."""
    app.add_config_value("book_published", True, "html", bool)
    app.connect("html-page-context", add_policy)
    app.connect("build-finished", write_headers)
