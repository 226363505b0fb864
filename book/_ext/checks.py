"""What must hold between pages and corpus: each breach is one warning with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._ext.domain import BookDomain, Page, book_of
from book._ext.nodes import snippet_code
from snippets.versions import show_version

logger = logging.getLogger(__name__)

#: What a fence on a page may hold beside the blocks of the corpus: what is typed in a shell.
FREE = frozenset({"console"})

_ADVICE = "code stands in the corpus and is shown by {snippet}; only `console` fences are free"


def check_fences(app: Sphinx, doctree: nodes.document) -> None:
    """Find code on a page that no interpreter has run."""
    for node in doctree.findall(_is_code):
        problem = _bypass(node)
        if problem:
            book_of(app.env).warn(app.env.docname, get_source_line(node)[1] or 1, problem)


def _is_code(node: nodes.Node) -> bool:
    kinds = (nodes.literal_block, nodes.doctest_block, nodes.raw)
    if not isinstance(node, kinds) or isinstance(node, snippet_code):
        return False
    return not _from_docstring(node)


def _from_docstring(node: nodes.Node) -> bool:
    """Docstrings are run by their own doctests."""
    return ":docstring of " in (get_source_line(node)[0] or "")


def _bypass(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.raw):
        return f"raw HTML with code: {_ADVICE}" if "<pre" in node.astext().lower() else None
    if isinstance(node, nodes.literal_block):
        if node.get("corpus"):
            return None
        if node.get("language") in FREE:
            typed = any(line.startswith(">>>") for line in node.astext().splitlines())
            return f"a Python session as `console`: {_ADVICE}" if typed else None
        return f"a code block of language '{node.get('language', 'none')}': {_ADVICE}"
    return f"a Python session: {_ADVICE}"


def check_corpus(app: Sphinx, env: BuildEnvironment) -> None:
    """Compare the whole book with the whole corpus."""
    book = book_of(env)
    for docname, page in book.pages.items():
        for line, message in [*_missing_notes(book, page), *_stale_notes(book, page)]:
            book.warn(docname, line, message)
    if book.corpus_is_whole:
        shown = {key for page in book.pages.values() for key in page.shown}
        _warn_of_orphans(book, shown)


def _warn_of_orphans(book: BookDomain, shown: set[str]) -> None:
    for key, block in book.corpus.blocks.items():
        if key not in shown:
            message = "no page shows this block; show it or delete it"
            logger.warning(message, location=f"{block.path}:1", type="book")


def _missing_notes(book: BookDomain, page: Page) -> Iterator[tuple[int, str]]:
    noted = Counter((note.since, key) for note in page.notes for key in note.keys)
    for key, shown in page.shown.items():
        block = book.corpus.blocks.get(key)
        for since in block.boundaries if block else ():
            version = show_version(since)
            if not noted[since, key]:
                message = f"the output of '{key}' changes in {version}: the page needs a "
                yield shown.line, message + f"{{version-note}} {version} with ':blocks: {key}'"
            elif noted[since, key] > 1:
                yield shown.line, f"two version notes tell of '{key}' in {version}; one is enough"


def _stale_notes(book: BookDomain, page: Page) -> Iterator[tuple[int, str]]:
    for note in page.notes:
        version = show_version(note.since)
        for key in note.keys:
            block = book.corpus.blocks.get(key)
            if key not in page.shown:
                yield note.line, f"a version note about '{key}', which this page does not show"
            elif block and note.since not in block.boundaries:
                yield (
                    note.line,
                    f"a stale version note: the output of '{key}' does not change in {version}",
                )


def setup(app: Sphinx) -> None:
    """Check each page when it is read, and the book when all of it is."""
    app.connect("doctree-read", check_fences)
    app.connect("env-updated", check_corpus)
