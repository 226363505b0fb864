"""The printed book: what a small one says on which page, and how it is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import IndirectObject

from book._ext.print_pages import PrintError, press
from tests.printed_books import LONG_LINE, Pdf, flat, print_small_book

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    folder = tmp_path_factory.mktemp("one")
    built = print_small_book(folder, "pdf")
    assert built.warnings == []
    return Pdf(built.output / "small.pdf")


def resolved(value: Any) -> Any:
    """Return what a reference refers to."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def elements(pdf: Pdf) -> Iterator[dict[str, Any]]:
    """Yield the elements of the tag tree as they stand in the file."""
    waiting: list[Any] = [pdf.reader.root_object["/StructTreeRoot"]]
    while waiting:
        element = resolved(waiting.pop())
        if isinstance(element, dict):
            yield element
            kids = element.get("/K", [])
            waiting += kids if isinstance(kids, list) else [kids]


def test_the_title_page_names_the_book(pdf: Pdf) -> None:
    assert flat(pdf.texts[0]).startswith("A small book inside")


def test_the_second_page_says_on_what_the_book_was_verified(pdf: Pdf) -> None:
    assert "CPython 3.14.2" in pdf.texts[1]
    assert "22 November 2026" in pdf.texts[1]


def test_the_words_of_the_first_page_of_the_site_are_printed(pdf: Pdf) -> None:
    assert pdf.pages_with("Words to begin with.") == [3]


def test_the_outline_has_the_parts_and_in_them_the_chapters_and_sections(pdf: Pdf) -> None:
    assert [(depth, title) for depth, title, _ in pdf.outline] == [
        (0, "Contents"),
        (0, "Part I. Part one"),
        (1, "1. Alpha"),
        (0, "Part II. Part two"),
        (1, "2. Beta"),
        (2, "The end of beta"),
        (0, "Appendices"),
        (1, "A. Gamma"),
        (0, "Index"),
    ]


def test_the_contents_give_the_pages_on_which_the_titles_stand(pdf: Pdf) -> None:
    contents = pdf.contents()
    outline = {title: page for _, title, page in pdf.outline}
    for title in ("1. Alpha", "2. Beta", "The end of beta", "A. Gamma", "Index"):
        assert contents[title] == outline[title]
        assert outline[title] in pdf.pages_with(title)


def test_a_page_has_the_number_that_a_reader_of_the_file_sees(pdf: Pdf) -> None:
    alpha = next(page for _, title, page in pdf.outline if title == "1. Alpha")
    assert pdf.texts[alpha - 1].rstrip().endswith(str(alpha))


def test_a_part_begins_on_a_right_hand_page_and_a_chapter_on_a_new_one(pdf: Pdf) -> None:
    pages = {title: page for _, title, page in pdf.outline}
    assert pages["Part I. Part one"] % 2 == pages["Part II. Part two"] % 2 == 1
    assert flat(pdf.texts[pages["2. Beta"] - 1]).startswith("2. Beta Paragraph 0.")


def test_the_index_gives_each_page_once(pdf: Pdf) -> None:
    pages = [
        *pdf.pages_with("The maker is"),
        *pdf.pages_with("the maker is again"),
        *pdf.pages_with("a maker."),
    ]
    assert pdf.index()["maker"] == pages
    assert pdf.index()["end"] == pdf.pages_with("An end and")


def test_a_link_to_another_chapter_says_on_which_page(pdf: Pdf) -> None:
    (page,) = pdf.pages_with("An end and")
    assert pdf.pages_with(f"the end (page {page})")
    assert pdf.pages_with(f"(see there, page {page})")


def test_a_link_to_a_listing_of_the_same_chapter_gives_its_number_only(pdf: Pdf) -> None:
    assert pdf.pages_with("is in Listing 1.1, and")


def test_an_address_is_said_once_and_not_where_it_can_be_read(pdf: Pdf) -> None:
    text = "".join(pdf.texts)
    assert text.count("example.org/told") == 1
    assert text.count("example.org/shown") == 1


def test_where_many_addresses_stand_together_they_are_said_in_the_text(pdf: Pdf) -> None:
    assert pdf.pages_with("link 7 (example.org/many/7)")


def test_a_footnote_stands_on_the_page_that_calls_it(pdf: Pdf) -> None:
    assert pdf.pages_with("So says the note.") == pdf.pages_with("stands below.")


def test_the_versions_of_a_block_are_printed_one_below_the_other(pdf: Pdf) -> None:
    text = flat("".join(pdf.texts))
    assert re.search(
        r"Listing 1\.2 Prints what differs .*Python 3\.13, 3\.14.*>>> sum\(\[1\]\) 2"
        r".*Python 3\.11, 3\.12 >>> sum\(\[1\]\) 1 Changed in 3\.13",
        text,
    )


def test_a_long_line_goes_on_below_and_nothing_of_it_is_lost(pdf: Pdf) -> None:
    code = "".join("".join(pdf.texts).split())
    assert "".join(LONG_LINE.split()) in code


def test_a_line_is_not_broken_after_its_first_word(pdf: Pdf) -> None:
    (page,) = pdf.pages_with("other outputs than the variant")
    assert "\nthe variant before it, and a version that can be run." in pdf.texts[page - 1]


def test_every_font_is_one_of_the_book_and_is_embedded(pdf: Pdf) -> None:
    assert pdf.fonts
    assert all(font.is_embedded for font in pdf.fonts)
    assert {re.sub(r"^[A-Z]{6}\+", "", font.name)[:13] for font in pdf.fonts} <= {
        "Source-Serif-",
        "Source-Sans-3",
        "Source-Code-P",
        "DejaVu-Sans-M",
    }


def test_the_file_says_what_it_is(pdf: Pdf) -> None:
    metadata = pdf.reader.metadata
    root: Any = pdf.reader.root_object
    assert metadata is not None
    assert metadata.title == "A small book: inside"
    assert metadata.author == "Its authors"
    assert metadata.subject == "What it is about."
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in resolved(root["/Metadata"]).get_data()


def test_headings_lists_tables_and_the_drawing_are_tagged(pdf: Pdf) -> None:
    assert {"H1", "H2", "P", "L", "LI", "Table", "TH", "TD"} <= {tag.kind for tag in pdf.tags}
    (figure,) = (tag for tag in pdf.tags if tag.kind == "Figure" and tag.words)
    assert figure.words.startswith("A recorded run")


def test_each_link_is_tagged_as_a_link(pdf: Pdf) -> None:
    annotations = [resolved(item) for page in pdf.reader.pages for item in page.get("/Annots", ())]
    tagged = [
        resolved(kid["/Obj"])
        for element in elements(pdf)
        if element.get("/S") == "/Link"
        for kid in map(resolved, element["/K"])
        if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"
    ]
    assert annotations
    assert sorted(a["/StructParent"] for a in annotations) == sorted(
        a["/StructParent"] for a in tagged
    )


def test_running_heads_and_page_numbers_are_no_part_of_what_is_read(pdf: Pdf) -> None:
    contents = pdf.reader.pages[pdf.pages_with("Paragraph 59.")[0] - 1].get_contents()
    assert contents is not None
    assert contents.get_data().count(b"/Artifact\n<</Type /Pagination>>\nBDC") == 2


def test_the_same_book_in_another_folder_is_the_same_to_the_byte(pdf: Pdf, tmp_path: Path) -> None:
    again = print_small_book(tmp_path / "a longer name", "pdf")
    assert (again.output / "small.pdf").read_bytes() == pdf.path.read_bytes()


def test_without_pango_the_reader_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_pango(name: str, *_: object) -> None:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0': not found. Additionally, no.")

    monkeypatch.setattr("builtins.__import__", no_pango)
    with pytest.raises(
        PrintError, match=r"'libpango-1\.0-0': not found\n.*apt-get install libpango"
    ):
        press(Path("book.css"))
