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
from book._ext.render import ON_SCREEN

#: Words of Python that are stop words of English.
_PYTHON_WORDS = frozenset({"and", "as", "for", "from", "if", "in", "is", "not", "or", "with"})

_TERM = re.compile(r"[a-z_][\w.]*(?: [a-z]+)?", re.IGNORECASE)

#: How much a term in such a place says about what its page explains.
_IN_TITLE, _IN_INDEX, _IN_TEXT = 12, 20, 1

_MOST_PAGES = 3


class BookSearch(SearchEnglish):
    """English, without taking Python's words for noise."""

    stopwords = SearchEnglish.stopwords - _PYTHON_WORDS

    def word_filter(self, word: str) -> bool:
        """Return true for a word that is searched for; at the head of a sentence it is no other."""
        return super().word_filter(word.lower())


def count_terms(app: Sphinx, doctree: nodes.document) -> None:
    """Count the code terms of a chapter: in titles, in the index, in the text.

    Pages beside the chapters, such as solutions, explain nothing that their chapter does not:
    the search leaves them out, and stays light.
    """
    if "/" in app.env.docname:
        for section in doctree.findall(nodes.section):
            section["classes"].append("no-search")
        return
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
            yield from _indexed(entry, _IN_INDEX * (5 if main else 1))
    for code in doctree.findall(snippet_code):
        for word in set(re.findall(r"\b[a-z]+_\w+\b", code.astext())):
            yield _IN_TEXT, word


def _indexed(entry: str, weight: int) -> Iterator[tuple[int, str]]:
    """Yield the terms of an index entry; of ``StopIteration; value`` also the dotted name."""
    term, _, detail = (part.strip() for part in entry.partition(";"))
    if not detail:
        yield weight, term
        return
    yield weight // 4, term
    if detail.isidentifier():
        yield weight, f"{term}.{detail}"


def ranking(book: BookDomain) -> dict[str, list[str]]:
    """Return for each term the pages that say most about it, best first.

    A single word that one page has in its text alone needs no rank: the search finds that page.
    """
    counts: dict[str, dict[str, int]] = {}
    for docname, page in book.pages.items():
        for term, count in page.terms.items():
            counts.setdefault(term, {})[docname] = count
    return {
        term: _best(pages)
        for term, pages in sorted(counts.items())
        if len(pages) > 1 or not term.isidentifier() or max(pages.values()) >= _IN_INDEX // 4
    }


def _best(pages: dict[str, int]) -> list[str]:
    return sorted(pages, key=lambda docname: (-pages[docname], docname))[:_MOST_PAGES]


def write_terms(app: Sphinx, error: Exception | None) -> None:
    """Write what the scorer reads in the browser: the pages by number, to be short."""
    if error or app.builder.name not in ON_SCREEN:
        return
    book = book_of(app.env)
    names = sorted(book.pages)
    terms = {term: [names.index(page) for page in best] for term, best in ranking(book).items()}
    data = json.dumps({"pages": names, "terms": terms}, separators=(",", ":"), sort_keys=True)
    target = app.outdir / "_static" / "terms.js"
    target.write_text(f"var BookTerms = {data};\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the language, the scorer and the counting."""
    app.add_search_language(BookSearch)
    app.config.html_search_scorer = str(Path(__file__).with_name("scorer.js"))
    app.connect("doctree-read", count_terms)
    app.connect("build-finished", write_terms)
