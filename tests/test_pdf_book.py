"""The PDF of the whole book: nothing is lost on paper, and every number leads to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from snippets.corpus import Corpus
from snippets.sessions import BLANK
from tests.printed_books import WHOLE, Pdf, flat, whole_book
from tests.small_books import ROOT

MILLIMETRE = 72 / 25.4
WIDTH, HEIGHT = 170 * MILLIMETRE, 240 * MILLIMETRE
FOOT = 22 * MILLIMETRE
TWO_LINES = 2 * 14.6


@pytest.fixture(scope="module")
def pdf() -> Pdf:
    return whole_book()


@cache
def titles() -> list[str]:
    """Return the titles of the pages that the first page lists."""
    index = (ROOT / "book" / "index.md").read_text("utf-8")
    names = re.findall(
        r"^([a-z-]+)$", "".join(re.findall(r"```{toctree}.*?```", index, re.DOTALL)), re.MULTILINE
    )
    texts = [(ROOT / "book" / f"{name}.md").read_text("utf-8") for name in names]
    return [re.findall(r"^# (.*)$", text, re.MULTILINE)[0].replace("`", "") for text in texts]


def shown_lines() -> Iterator[str]:
    """Yield the lines of every listing and of what it prints, without their white space."""
    for block in Corpus.load(ROOT / "snippets").blocks.values():
        for variant in block.variants:
            for line in f"{variant.text}\n{variant.output or ''}".splitlines():
                if line != BLANK:
                    yield "".join(line.split())


def without_number(title: str) -> str:
    return re.sub(r"^(\d+|[A-Z])\N{EN SPACE}", "", title)


def test_every_page_of_the_book_is_in_the_outline(pdf: Pdf) -> None:
    found = {without_number(title) for _, title, _ in pdf.outline}
    assert [title for title in titles() if title not in found] == []


def test_the_contents_give_the_page_of_every_title(pdf: Pdf) -> None:
    contents = pdf.contents()
    bookmarks = {(flat(title), page) for _, title, page in pdf.outline}
    assert len(contents) > len(titles())
    assert [line for line in contents.items() if line not in bookmarks] == []
    wrong = [line for line in contents.items() if line[0] not in flat(pdf.texts[line[1] - 1])]
    assert wrong == []


def test_an_indexed_attribute_stands_on_each_page_that_the_index_gives_or_overleaf(
    pdf: Pdf,
) -> None:
    names = {
        word: pages for word, pages in pdf.index().items() if re.fullmatch(r"(co|f|gi)_\w+", word)
    }
    assert len(names) > 10
    wrong = [
        (name, page)
        for name, pages in names.items()
        for page in pages
        if name not in pdf.texts[page - 1] + pdf.texts[page]
    ]
    assert wrong == []


def test_every_line_of_every_listing_is_printed(pdf: Pdf) -> None:
    lines = {"".join(line.split()) for text in pdf.texts for line in text.splitlines()}
    whole = "".join("".join(text.split()) for text in pdf.texts)
    assert [line for line in shown_lines() if line not in lines and line not in whole] == []


def test_every_address_that_a_page_links_to_is_printed(pdf: Pdf) -> None:
    whole = "".join("".join(text.split()) for text in pdf.texts)
    sources = [path.read_text("utf-8") for path in (ROOT / "book").rglob("*.md")]
    linked = {url for text in sources for url in re.findall(r"\]\(https?://([^)\s]+?)/?\)", text)}
    assert len(linked) > 10
    assert sorted(url for url in linked if url not in whole) == []


def test_nothing_stands_outside_its_page(pdf: Pdf) -> None:
    outside = [
        (number, run.text)
        for number, runs in enumerate(pdf.runs, 1)
        for run in runs
        if not (run.x > 0 and run.right < WIDTH and 0 < run.y < HEIGHT)
    ]
    assert outside == []


def test_no_heading_stands_at_the_foot_of_a_page(pdf: Pdf) -> None:
    assert [title for title, top in pdf.tops if top < FOOT + TWO_LINES] == []


def test_every_font_is_one_of_the_book_and_is_embedded(pdf: Pdf) -> None:
    ours = re.compile(r"[A-Z]{6}\+(Source-(Serif-4|Sans-3|Code-Pro)|DejaVu-Sans-Mono)\b.*")
    assert pdf.fonts
    wrong = [font for font in pdf.fonts if not (font.is_embedded and ours.match(font.name))]
    assert wrong == []


def test_what_is_drawn_has_words_for_who_does_not_see_it(pdf: Pdf) -> None:
    figures = [tag for tag in pdf.tags if tag.kind == "Figure"]
    assert len(figures) > 10
    assert [figure for figure in figures if not figure.words] == []


def test_a_list_is_tagged_as_its_items_and_nothing_else(pdf: Pdf) -> None:
    found = {(tag.parent, tag.kind) for tag in pdf.tags if tag.parent in ("L", "LI")}
    assert found == {("L", "L"), ("L", "LI"), ("LI", "Lbl"), ("LI", "LBody")}


def test_an_empty_page_only_stands_before_a_right_hand_one(pdf: Pdf) -> None:
    empty = [number for number, text in enumerate(pdf.texts, 1) if not text.strip()]
    assert [number for number in empty if number % 2] == []


def test_the_file_is_of_a_size_to_be_sent(pdf: Pdf) -> None:
    assert 100 < len(pdf.texts) < 1500
    assert WHOLE.stat().st_size < min(9_000 * len(pdf.texts), 15_000_000)  # mail takes 20 MB
