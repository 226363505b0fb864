"""The microscopes on paper and in the EPUB: nothing of them is lost, cut or only drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup, Tag

from tests.printed_books import Pdf, Run, whole_book
from tests.sites import HTML, ROOT
from tests.test_epub import PATH as EPUB
from tests.test_pdf_book import MILLIMETRE

STATES = {"created", "running", "waiting", "suspended", "closed"}

#: A generator that waits in its delegate still runs, says Python; a function is not closed.
ALSO_SAID = {"waiting": ("running",), "closed": ("ended",)}

#: The narrower margin of a page at its sides.
MARGIN = 20 * MILLIMETRE

#: How far a letter may reach into the margin, or into the next piece of text, in points.
A_HAIR = 0.5


def made(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"there is no {path.name}; `make test` builds it")
    return path


@pytest.fixture(scope="module")
def pdf() -> Pdf:
    return whole_book()


@pytest.fixture(scope="module")
def said(pdf: Pdf) -> str:
    """The text of the PDF without white space."""
    return dense("".join(pdf.texts))


@pytest.fixture(scope="module")
def on_screen() -> dict[str, Tag]:
    """The microscopes of the site, by the labels of their figures."""
    folder = made(HTML)
    return figures(path.read_text("utf-8") for path in sorted(folder.glob("*.html")))


@pytest.fixture(scope="module")
def in_epub() -> dict[str, Tag]:
    """The microscopes of the EPUB, by the labels of their figures."""
    with ZipFile(made(EPUB)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return figures(archive.read(name).decode() for name in names)


def figures(pages: Iterable[str]) -> dict[str, Tag]:
    soups = (BeautifulSoup(page, "html.parser") for page in pages if "fm-frame" in page)
    return {
        str(figure["id"]): figure for soup in soups for figure in soup.select("figure.microscope")
    }


def dense(text: str) -> str:
    return "".join(text.split())


def texts(figure: Tag, selector: str) -> list[str]:
    return [dense(found.get_text()) for found in figure.select(selector)]


def all_texts(films: dict[str, Tag], selector: str) -> list[str]:
    return [text for figure in films.values() for text in texts(figure, selector)]


WHAT = [
    ".caption-text",
    ".fm-source-name",
    ".fm-listing code",
    ".fm-panel-name",
    ".fm-at code",
    ".fm-label",
    ".fm-sentence",
    ".fm-left-out",
    ".fm-end",
]


@pytest.mark.parametrize("what", WHAT)
def test_what_a_microscope_says_on_screen_is_printed(
    on_screen: dict[str, Tag], said: str, what: str
) -> None:
    expected = all_texts(on_screen, what)
    assert len(expected) >= len(on_screen) / 2
    assert [text for text in expected if text not in said] == []


@pytest.mark.parametrize("what", WHAT)
def test_what_a_microscope_says_on_screen_is_in_the_epub(
    on_screen: dict[str, Tag], in_epub: dict[str, Tag], what: str
) -> None:
    assert len(on_screen) > 10
    assert {name: texts(figure, what) for name, figure in in_epub.items()} == {
        name: texts(figure, what) for name, figure in on_screen.items()
    }


def test_every_microscope_of_the_sources_is_there(in_epub: dict[str, Tag]) -> None:
    sources = (ROOT / "book").rglob("*.md")
    asked = sum(
        len(re.findall(r"^`{3,}{microscope}", path.read_text("utf-8"), re.MULTILINE))
        for path in sources
    )
    assert len(in_epub) == asked


def test_the_numbers_of_panels_are_those_that_are_not_left_out(in_epub: dict[str, Tag]) -> None:
    for figure in in_epub.values():
        shown = {int(number) for number in texts(figure, ".fm-panel-number")}
        hidden = {number for text in texts(figure, ".fm-left-out") for number in numbers(text)}
        assert shown.isdisjoint(hidden)
        assert shown | hidden == set(range(1, max(shown | hidden) + 1))


def numbers(sentence: str) -> range:
    found = [int(number) for number in re.findall(r"\d+", sentence)]
    return range(found[0], found[-1] + 1)


def test_a_frame_says_its_state_by_a_word_and_a_sign_besides_its_outline(
    in_epub: dict[str, Tag],
) -> None:
    for frame in (frame for figure in in_epub.values() for frame in figure.select(".fm-frame")):
        (outline,) = (str(name)[3:] for name in frame["class"] if name[3:] in STATES)
        word = frame.select_one(".fm-state")
        assert word is not None
        assert word.select_one("svg path, svg circle") is not None
        assert word.text.strip().startswith((outline, *ALSO_SAID.get(outline, ())))


def test_the_words_for_states_are_printed(pdf: Pdf, said: str, on_screen: dict[str, Tag]) -> None:
    words = Counter(word for word in all_texts(on_screen, ".fm-state"))
    printed = Counter(dense(run.text) for runs in pdf.runs for run in runs)
    for word in words:
        if "," in word:  # in which frame it runs is a piece of its own, which may go on below
            printed[word] = said.count(word)
    assert words.keys() >= STATES
    assert {word: count for word, count in words.items() if printed[word] < count} == {}


def test_no_film_is_in_the_pdf_or_in_the_epub(said: str) -> None:
    with ZipFile(made(EPUB)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "replace"
        )
    assert "gentools-film" not in whole
    assert '"levels":{' not in said


@pytest.fixture(scope="module")
def code(pdf: Pdf, on_screen: dict[str, Tag]) -> list[tuple[int, list[Run]]]:
    """The code on each page that has panels."""
    sentences = all_texts(on_screen, ".fm-sentence")
    pages = [n for n, text in enumerate(pdf.texts) if any(one in dense(text) for one in sentences)]
    return [(n + 1, [run for run in pdf.runs[n] if run.is_code]) for n in pages]


def test_no_code_in_a_panel_reaches_into_the_margin(code: list[tuple[int, list[Run]]]) -> None:
    right = 170 * MILLIMETRE - MARGIN + A_HAIR
    outside = [
        (number, run.text)
        for number, runs in code
        for run in runs
        if run.x < MARGIN - A_HAIR or run.right > right
    ]
    assert len(code) > 10
    assert outside == []


def test_no_code_in_a_panel_runs_into_what_stands_beside_it(
    code: list[tuple[int, list[Run]]],
) -> None:
    clashes = [
        (number, one.text, other.text)
        for number, runs in code
        for one in runs
        for other in runs
        if abs(one.y - other.y) < 1 and one.x < other.x < one.right - A_HAIR
    ]
    assert clashes == []
