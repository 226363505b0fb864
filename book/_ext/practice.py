"""Writes beside the pages what there is to do in each chapter: to read, to predict, to solve."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from book._ext.domain import book_of
from book._ext.render import ON_SCREEN

Json = dict[str, Any]


def chapters(env: BuildEnvironment) -> Iterator[str]:
    """Yield the pages that are chapters, in their order: those whose number is no letter."""
    for docname, numbers in env.toc_secnumbers.items():
        if isinstance(numbers.get("", ("",))[0], int):
            yield docname


def items(env: BuildEnvironment) -> list[Json]:
    """Return what there is to do in each chapter."""
    return [
        {
            "page": docname,
            "title": _title(env, docname),
            "predictions": list(_predictions(env, docname)),
            "exercises": list(_exercises(env, docname)),
        }
        for docname in chapters(env)
    ]


def _title(env: BuildEnvironment, docname: str) -> str:
    number = ".".join(map(str, env.toc_secnumbers[docname][""]))
    return f"{number} {env.titles[docname].astext()}"


def _predictions(env: BuildEnvironment, docname: str) -> Iterator[Json]:
    numbers = env.toc_fignumbers.get(docname, {}).get("listing", {})
    for item in book_of(env).page(docname).predictions:
        number = ".".join(map(str, numbers.get(item.anchor, ())))
        yield {
            "key": item.key,
            "print": item.print,
            "anchor": item.anchor,
            "title": f"Listing {number}",
        }


def _exercises(env: BuildEnvironment, docname: str) -> Iterator[Json]:
    for item in book_of(env).page(docname).exercises:
        yield {name: getattr(item, name) for name in ("key", "print", "anchor", "title")}


def add_chapter(
    app: Sphinx,
    pagename: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the template the name of a page whose reading counts."""
    context["chapter"] = pagename if pagename in set(chapters(app.env)) else ""


def write_items(app: Sphinx, error: Exception | None) -> None:
    """Write the list for the page of the reader's progress."""
    if error or app.builder.name not in ON_SCREEN:
        return
    content = {"book": app.config.project, "chapters": items(app.env)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path = app.outdir / "_static" / "items.js"
    path.write_text(f"window.bookItems={text}\n", encoding="utf-8", newline="\n")


def setup(app: Sphinx) -> None:
    """Register what is written with the pages and after them."""
    app.connect("html-page-context", add_chapter)
    app.connect("build-finished", write_items)
