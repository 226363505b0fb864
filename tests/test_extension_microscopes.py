"""A microscope on a page: recorded once, drawn as a strip, played on screen; its mistakes told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from bs4 import Tag

from book._ext import recordings
from tests.book_films import film_of
from tests.small_books import ROOT, Built, SmallBook

WEB = ROOT / "_build" / "web"

BLOCKS = {
    "alpha/maker.py": "def maker():\n    received = yield 'first'\n    yield received\n",
    "alpha/taking.pycon": (
        "#: after maker\n>>> taken = maker()\n>>> next(taken)\n'first'\n"
        ">>> taken.send('<b>')\n'<b>'\n"
    ),
    "alpha/failing.pycon": ">>> def fail():\n...     yield\n...     1 / 0\n...\n>>> next(fail())\n"
    ">>> 1\n1\n",
}
PAGE = """\
# Alpha

See {numref}`alpha-taking-run`.

```{snippet} maker
:caption: A maker
```

```{snippet} taking
:caption: Taking
```

```{snippet} failing
:caption: Failing
```

"""
MICROSCOPE = """\
```{microscope} taking
:follow: maker
:caption: It takes `one`
```
"""


# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = [
    pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning"),
    pytest.mark.skipif(not WEB.is_dir(), reason="`make player` builds what draws"),
]


class MicroscopeBook(SmallBook):
    """A book with one page that may have microscopes, and a folder for its recordings."""

    def __init__(self, folder: Path, films: Path) -> None:
        super().__init__(folder)
        self.films = films

    def build(self, builder: str = "html", processes: int = 1, **settings: Any) -> Built:
        films = {"book_films": str(self.films), "book_web": str(WEB)}
        return super().build(builder, processes, **films | settings)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the recordings of all these tests: to start the interpreter takes long."""
    return tmp_path_factory.mktemp("films")


@pytest.fixture
def book(tmp_path: Path, films: Path) -> MicroscopeBook:
    book = MicroscopeBook(tmp_path, films)
    book.corpus(BLOCKS).write(alpha=PAGE + MICROSCOPE)
    return book


def one(page: Tag, selector: str) -> Tag:
    """Return the first element that fits."""
    found = page.select_one(selector)
    assert found is not None, selector
    return found


def wrong(book: SmallBook, microscope: str) -> str:
    """Return the only warning of a build of the page with this microscope."""
    page = PAGE.replace("See {numref}`alpha-taking-run`.", "")
    (warning,) = book.write(alpha=page + microscope).build().warnings
    return warning


#: The line of the microscope.
AT = PAGE.count("\n") + 1


def test_a_microscope_is_a_numbered_figure_with_a_strip_and_a_film(book: SmallBook) -> None:
    built = book.build()
    assert built.warnings == []
    page = built.page("alpha")
    assert one(page, "#alpha-taking-run .caption-number").get_text().strip() == "Figure 1.1"
    assert one(page, "p a[href='#alpha-taking-run']").get_text() == "Figure 1.1"
    player = one(page, "#alpha-taking-run frame-microscope")
    assert player["level"] == "transfer"
    assert len(player.select(".film .panels > li")) == 5
    film = json.loads(film_of(str(player["film"]), built.output))
    assert film["trace"]["python"].startswith("3.14")
    assert film["labels"] == ["the caller", "maker"]


def test_a_strip_is_well_formed_and_escapes_what_the_block_says(book: MicroscopeBook) -> None:
    book.build()
    strip = next(book.films.glob("*.html"))
    ET.fromstring(strip.read_text(encoding="utf-8"))
    assert "<b>" not in strip.read_text(encoding="utf-8")


def test_only_the_panels_that_print_are_shown_and_the_others_are_told(book: SmallBook) -> None:
    book.write(alpha=PAGE + MICROSCOPE.replace(":caption", ":print: 1,4-5\n:caption"))
    film = one(book.build().page("alpha"), ".film")
    assert len(film.select(".panels > li[id]")) == 3
    assert "2" in one(film, ".fm-left-out").get_text()


def test_in_print_there_is_no_film(book: SmallBook) -> None:
    built = book.build("epub")
    page = (built.output / "alpha.xhtml").read_text(encoding="utf-8")
    assert "gentools-film" not in page
    assert 'class="film"' in page


def test_nothing_is_recorded_twice(book: SmallBook, monkeypatch: pytest.MonkeyPatch) -> None:
    book.build()
    monkeypatch.setattr(recordings, "find_node", lambda: None)
    built = book.write(alpha=PAGE + "More text.\n\n" + MICROSCOPE).build()
    assert built.warnings == []
    assert built.page("alpha").select_one(".film") is not None


def test_a_block_that_changes_is_recorded_again(book: SmallBook) -> None:
    book.build()
    maker = BLOCKS["alpha/maker.py"].replace("'first'", "'other'")
    taking = BLOCKS["alpha/taking.pycon"].replace("'first'", "'other'")
    changed = book.corpus({"alpha/maker.py": maker, "alpha/taking.pycon": taking})
    (changed.folder / "verified.json").unlink()
    assert "other" in one(changed.build().page("alpha"), ".film").get_text()


def test_what_another_builder_had_redrawn_is_written_again(
    book: MicroscopeBook, tmp_path: Path
) -> None:
    web = tmp_path / "web"
    web.mkdir()
    drawing = (WEB / "film.mjs").read_text(encoding="utf-8")
    (web / "film.mjs").write_text(drawing, encoding="utf-8")
    book.build(book_web=str(web))
    (web / "film.mjs").write_text(drawing.replace("fm-panel-title", "fm-other"), encoding="utf-8")
    book.build("epub", book_web=str(web))
    assert book.build(book_web=str(web)).page("alpha").select_one(".fm-other") is not None


def test_without_node_the_build_says_what_it_lacks(
    book: MicroscopeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.films = tmp_path / "nothing recorded yet"
    monkeypatch.setattr(recordings, "find_node", lambda: None)
    assert book.build().warnings == [
        "WARNING: no recordings: there is no Node to run the pinned interpreter with [book]"
    ]


@pytest.mark.parametrize(
    ("microscope", "said"),
    [
        (
            MICROSCOPE.replace("} taking", "} takign"),
            "there is no block 'alpha/takign' in the corpus; did you mean 'alpha/taking'?",
        ),
        (
            MICROSCOPE.replace("maker", "nobody"),
            "the microscope over 'alpha/taking': the program has no function 'nobody' to follow; "  # noqa: ISC004
            "it has maker",
        ),
        (
            MICROSCOPE.replace(":follow: maker\n", ""),
            "say which functions of 'alpha/taking' to step through: ':follow: first, second'",
        ),
        (
            MICROSCOPE.replace(":caption: It takes `one`\n", ""),
            "the microscope over 'alpha/taking' has no caption; say with ':caption:' what to see",
        ),
        (
            MICROSCOPE.replace(":caption", ":level: opcode\n:caption"),
            "':level: opcode' is none of transfer, line, instruction",
        ),
        (
            MICROSCOPE.replace(":caption", ":print: 1,x\n:caption"),
            "':print: 1,x': 'x' is no transfer and no range of transfers",
        ),
        (
            MICROSCOPE.replace(":caption", ":print: 1,9\n:caption"),
            "the microscope over 'alpha/taking': there is no panel 9; it has the panels 1 to 5",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(book: SmallBook, microscope: str, said: str) -> None:
    warning = wrong(book, microscope)
    assert warning == f"book/alpha.md:{AT}: WARNING: {said} [book]"


def test_a_second_microscope_over_one_block_is_refused(book: SmallBook) -> None:
    warning = wrong(book, MICROSCOPE + "\n" + MICROSCOPE)
    assert "there is a microscope over 'alpha/taking' above already" in warning


def test_what_was_wrong_is_mended_by_the_next_build(book: SmallBook) -> None:
    assert wrong(book, MICROSCOPE.replace("maker", "nobody"))
    assert book.write(alpha=PAGE + MICROSCOPE).build().warnings == []
