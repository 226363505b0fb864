"""The builder ``pdf``: the book on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.display import progress_message

from book._ext import print_index
from book._ext.cover_drawing import SEEN, drawing, svg
from book._ext.cover_run import LIMIT, record
from book._ext.edition import edition
from book._ext.print_book import (
    INDEX,
    printed_opening,
    printed_parts,
    templates,
    write_book,
)
from book._ext.print_numbers import pictures
from book._ext.print_pages import collector_off, complaints_heard, press
from book._ext.print_said import make_room, page_numbers, say_pages
from book._ext.print_tags import finish_tags, keep_own_links, pages_listed_once

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from weasyprint import Document

PRINT = Path(__file__).parent.parent / "_print"

CODE_FONT = "source-code-pro/files/source-code-pro-latin-400-normal.woff2"


class PdfBuilder(StandaloneHTMLBuilder):
    """Writes every page as the HTML builder does, then prints them all as one book."""

    name = "pdf"
    epilog = "The book is in %(outdir)s."
    allow_parallel = False
    copysource = False
    search = False
    add_permalinks = False

    def init(self) -> None:
        super().init()
        self.press = press(PRINT / "book.css")
        self.templates = templates(PRINT)
        self.pages: dict[str, str] = {}

    def copy_assets(self) -> None:
        """A book on paper needs no scripts; furo wants the folder to be there all the same."""
        (self.outdir / "_static").mkdir(exist_ok=True)

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        return "all pages"

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        return {"body": body}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *_: Any, **__: Any) -> None:
        """Keep a page for the book instead of writing it to a file of its own."""
        self.pages[pagename] = addctx["body"]

    def finish(self) -> None:
        self.copy_image_files()
        picture = Markup(svg(drawing(record(LIMIT)), SEEN))
        numbers = Markup(pictures(self.pages.values(), Path(self.config.book_fonts) / CODE_FONT))
        facts = {**edition(self._app), "drawing": picture, "limit": LIMIT, "numbers": numbers}
        with complaints_heard(), collector_off():
            with progress_message("laying out the pages"):
                book = self._book(facts)
            with progress_message("laying out the index"):
                index = self._index(book, facts)
            with progress_message("printing"):
                self._print([*book.pages[:-1], *index.pages], book)

    def _book(self, facts: dict[str, Any]) -> Document:
        """Return all pages but the index, and a last one that stands where the index begins."""
        opening = printed_opening(self.pages, self.config.root_doc)
        printed = printed_parts(self.env, self.pages)
        html = write_book(self.templates, opening, printed, facts)
        book = self.press.lay_out(make_room(html), self.outdir)
        say_pages(book)
        return book

    def _index(self, book: Document, facts: dict[str, Any]) -> Document:
        html = self.templates.get_template("index.html").render(
            facts,
            index=INDEX,
            entries=Markup(print_index.write_index(print_index.entries(self), page_numbers(book))),
            first=len(book.pages),
        )
        return self.press.lay_out(html, self.outdir)

    def _print(self, pages: list[Any], book: Document) -> None:
        path = self.outdir / f"{self.config.book_file}.pdf"
        whole = book.copy(pages)
        keep_own_links(whole)
        with pages_listed_once():
            whole.write_pdf(
                path,
                finisher=finish_tags,
                pdf_variant="pdf/ua-1",
                pdf_identifier=self.config.book_identifier.encode(),
            )


def setup(app: Sphinx) -> None:
    """Register the builder."""
    app.add_builder(PdfBuilder)
