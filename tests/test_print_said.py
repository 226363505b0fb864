"""Page numbers on paper: what a link says is where its target stands, and lines stay whole."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from book._ext.print_pages import Press, press
from book._ext.print_said import ROOM, make_room, say_pages
from book._ext.print_tags import keep_own_links

if TYPE_CHECKING:
    from weasyprint import Document

STYLE = """
@page { size: 700px 300px; margin: 40px }
body { margin: 0; font: 16px/20px monospace }
h1 { break-before: page; font-size: 16px }
a::after { content: " (page " attr(data-page) ")" }
nav a { display: block }
nav a::after { content: leader(dotted) attr(data-page) }
"""
TEXT = '<nav><a href="#b">B</a></nav><p><a href="#b">B</a> and <a href="#c">C</a> then.</p>'
BOOK = f'{TEXT}<h1 id="b">B</h1><h1 id="c">C</h1><p>See <a href="https://d">D</a>.</p>'


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Press:
    style = tmp_path_factory.mktemp("style") / "small.css"
    style.write_text(STYLE, encoding="utf-8")
    return press(style)


def said(paper: Press, html: str = BOOK) -> Document:
    document = paper.lay_out(make_room(html), Path.cwd())
    say_pages(document)
    return document


def texts(document: Document, number: int) -> list[Any]:
    """Return the boxes of text of a page, dots and empty ones left out."""
    boxes = document.pages[number - 1]._page_box.descendants()
    return [box for box in boxes if getattr(box, "text", ".").strip(" .")]


def edges(document: Document) -> list[tuple[str, float, float]]:
    """Return the texts of the first page, and from where to where each stands, in pixels."""
    return [
        (box.text, round(box.position_x, 3), round(box.position_x + box.width, 3))
        for box in texts(document, 1)
    ]


def test_links_within_the_book_are_given_room_and_others_are_not() -> None:
    links = '<a class="far" href="#a">A</a> <a href="https://c">C</a> <a id="d">D</a>'
    assert make_room(links) == links.replace("<a ", f'<a data-page="{ROOM}" ', 1)


def test_each_link_says_the_page_of_its_target(paper: Press) -> None:
    assert [box.text for box in texts(said(paper), 1)] == [
        *("B", "2"),
        *("B", " (page 2)", " and ", "C", " (page 3)", " then."),
    ]


def test_what_follows_in_a_line_moves_up_to_where_a_layout_with_the_numbers_has_it(
    paper: Press,
) -> None:
    known = BOOK.replace('<a href="#b"', '<a data-page="2" href="#b"')
    known = known.replace('<a href="#c"', '<a data-page="3" href="#c"')
    assert edges(said(paper)) == edges(paper.lay_out(known, Path.cwd()))


def test_a_link_is_pressed_where_it_stands(paper: Press) -> None:
    document = said(paper)
    keep_own_links(document)
    lefts = [box[0] for _, target, box, _ in document.pages[0].links if target == "c"]
    assert lefts == [pytest.approx(x, abs=0.001) for text, x, _ in edges(document) if text == "C"]


def test_a_link_that_leads_nowhere_is_complained_of(
    paper: Press, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    with caplog.at_level(logging.ERROR, logger="weasyprint"):
        said(paper, '<p><a href="#nowhere">N</a></p>').write_pdf(tmp_path / "a.pdf")
    assert "nowhere" in caplog.text
