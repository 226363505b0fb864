"""What is mended of the tags of a PDF costs nothing that a reader could see."""

from __future__ import annotations

import pydyf

from book._ext.print_tags import pages_listed_once


def with_pages(count: int) -> pydyf.PDF:
    pdf = pydyf.PDF()
    for _ in range(count):
        pdf.add_page(pydyf.Dictionary())
    return pdf


def test_the_list_of_pages_is_the_same_when_it_is_made_once() -> None:
    books = [with_pages(3), with_pages(5)]
    expected = [pdf.page_references for pdf in books]
    with pages_listed_once():
        assert [pdf.page_references for pdf in books] == expected
        assert books[0].page_references is books[0].page_references
        books[0].add_page(pydyf.Dictionary())
        assert len(books[0].page_references) == 4
    assert books[0].page_references is not books[0].page_references
