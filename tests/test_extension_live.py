"""What the build puts beside the pages for running their blocks."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from book._ext.live import FILES, LOCK, WORKER
from tests.small_books import LISTING, ROOT, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def with_python(folder: Path) -> SmallBook:
    """Return a small book, and beside it a package of an interpreter and the script of a worker."""
    for name in (*FILES, WORKER):
        (folder / name).write_text(f"{name} as it was")
    (folder / LOCK).write_text(json.dumps({"info": {"python": "3.14.2"}, "packages": {"numpy": 1}}))
    return SmallBook(folder)


def settings(book: SmallBook) -> dict[str, Any]:
    """Return how the book finds them."""
    return {"book_python": str(book.folder), "book_web": str(book.folder)}


def about(book: SmallBook) -> Any:
    """Build the book; return what its pages are told of the interpreter."""
    output = book.build(**settings(book)).output
    text = (output / "_static/python/about.js").read_text()
    return json.loads(text.removeprefix("window.bookPython="))


def test_the_stamp_stays_while_nothing_changes(tmp_path: Path) -> None:
    book = with_python(tmp_path)
    assert about(book) == about(book.write(alpha="# Other"))


@pytest.mark.parametrize("name", [*FILES, WORKER])
def test_the_stamp_changes_with_whatever_a_start_depends_on(tmp_path: Path, name: str) -> None:
    book = with_python(tmp_path)
    before = about(book)["stamp"]
    (tmp_path / name).write_text("as it is now")
    assert about(book)["stamp"] != before


def test_an_interpreter_that_is_older_than_the_one_there_takes_its_place(tmp_path: Path) -> None:
    book = with_python(tmp_path)
    book.build(**settings(book))
    (tmp_path / FILES[0]).write_text("another")
    os.utime(tmp_path / FILES[0], (0, 0))
    output = book.build(**settings(book)).output
    assert (output / "_static/python" / FILES[0]).read_text() == "another"


def digests(book: SmallBook, **more: Any) -> set[str]:
    """Build the book; return the digests under which its pages ask for what they load later."""
    templates: dict[str, Any] = {
        "html_theme": "furo",
        "templates_path": [str(ROOT / "book/_templates")],
    }
    output = book.build(**settings(book), **templates, **more).output
    pages = [(output / f"{name}.html").read_text("utf-8") for name in ("index", "alpha", "search")]
    return {digest for page in pages for digest in re.findall('<html.* data-loaded="(.*?)"', page)}


def test_all_pages_ask_for_the_data_of_their_own_build(tmp_path: Path) -> None:
    book = with_python(tmp_path)
    (first,) = digests(book)
    assert digests(book.write(beta="# Beta\n\nOther words.")) == {first}
    (second,) = digests(book.corpus(LISTING))
    (tmp_path / WORKER).write_text("another worker")
    (third,) = digests(book)
    (fourth,) = digests(book.write(alpha="# Another title"))
    assert len({first, second, third, fourth}) == 4


def test_an_author_who_writes_gets_no_digests(tmp_path: Path) -> None:
    assert digests(with_python(tmp_path), book_published=False) == set()
