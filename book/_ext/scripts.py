"""Leaves the comments out of the scripts that pages load; their sources keep them."""

from __future__ import annotations

import re

from sphinx.application import Sphinx

from book._ext.render import ON_SCREEN

#: The scripts of every page, and those of the search.
SCRIPTS = ("book", "doctools", "language_data", "searchtools", "sphinx_highlight", "theme")

_LEFT_OUT = re.compile(
    r"^[ \t]*/\*[\s\S]*?\*/[ \t]*\n"  # a comment that begins a line and ends one
    r"|^[ \t]*//.*\n"
    r"|^[ \t]+",
    re.MULTILINE,
)


def without_comments(script: str) -> str:
    """Return a script without the lines that are comments, and without indentation."""
    return _LEFT_OUT.sub("", script)


def lighten(app: Sphinx, error: Exception | None) -> None:
    """Rewrite the scripts of a finished build."""
    if error or app.builder.name not in ON_SCREEN:
        return
    for name in SCRIPTS:
        path = app.outdir / "_static" / f"{name}.js"
        if path.exists():
            path.write_text(without_comments(path.read_text("utf-8")), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Rewrite last."""
    app.connect("build-finished", lighten, priority=900)
