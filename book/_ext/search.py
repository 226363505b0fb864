"""Search that knows Python's words, and puts the page that explains a term first."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from book._ext.domain import BookDomain, book_of
from book._ext.nodes import snippet_code

#: Words of Python that are stop words of English.
_PYTHON_WORDS = frozenset({"and", "as", "for", "from", "if", "in", "is", "not", "or", "with"})

_TERM = re.compile(r"[a-z_][\w.]*(?: [a-z]+)?", re.IGNORECASE)

#: How much a term in such a place says about what its page explains.
_IN_TITLE, _IN_INDEX, _IN_TEXT = 12, 20, 1

_MOST_PAGES = 4


class BookSearch(SearchEnglish):
    """English, without taking Python's words for noise."""

    stopwords = SearchEnglish.stopwords - _PYTHON_WORDS


def count_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Count the code terms of a page: in titles, in the index, in the text."""
    counts: Counter[str] = Counter()
    for weight, term in _terms(doctree):
        counts[term.lower()] += weight
    book_of(app.env).page(app.env.docname).terms = dict(counts)


def _terms(doctree: nodes.document) -> Iterator[tuple[int, str]]:
    for node in doctree.findall(nodes.literal):
        text = node.astext().removesuffix("()").strip()
        if _TERM.fullmatch(text):
            yield (_IN_TITLE if isinstance(node.parent, nodes.title) else _IN_TEXT), text
    for index in doctree.findall(addnodes.index):
        for _kind, entry, _target, main, _key in index["entries"]:
            for term in entry.split("; "):
                yield (_IN_INDEX * 5 if main else _IN_INDEX), term.strip()
    for code in doctree.findall(snippet_code):
        for word in set(re.findall(r"\b[a-z]+_\w+\b", code.astext())):
            yield _IN_TEXT, word


def weights(book: BookDomain) -> dict[str, dict[str, int]]:
    """Return for each term the pages that say most about it, and how much."""
    found: dict[str, dict[str, int]] = {}
    for docname, page in book.pages.items():
        for term, count in page.terms.items():
            found.setdefault(term, {})[docname] = count
    return {term: _most(pages) for term, pages in sorted(found.items())}


def _most(pages: dict[str, int]) -> dict[str, int]:
    ranked = sorted(pages.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:_MOST_PAGES])


def write_terms(app: Sphinx, error: Exception | None) -> None:
    """Write what the scorer reads in the browser."""
    if error or app.builder.format != "html" or app.builder.name not in {"html", "dirhtml"}:
        return
    data = json.dumps(weights(book_of(app.env)), separators=(",", ":"), sort_keys=True)
    target = app.outdir / "_static" / "terms.js"
    target.write_text(f"var BookTerms = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the language, the scorer and the counting."""
    app.add_search_language(BookSearch)
    app.config.html_search_scorer = str(Path(__file__).parents[1] / "_static" / "scorer.js")
    app.connect("doctree-read", count_terms)
    app.connect("build-finished", write_terms)
