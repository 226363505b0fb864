"""What the build puts beside the pages for running their blocks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from book._ext.live import FILES, LOCK, WORKER
from tests.small_books import SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def with_python(folder: Path) -> SmallBook:
    """Return a small book, and beside it a package of an interpreter and the script of a worker."""
    for name in (*FILES, WORKER):
        (folder / name).write_text(f"{name} as it was")
    (folder / LOCK).write_text(json.dumps({"info": {"python": "3.14.2"}, "packages": {"numpy": 1}}))
    return SmallBook(folder)


def about(book: SmallBook) -> Any:
    """Build the book; return what its pages are told of the interpreter."""
    settings = {"book_python": str(book.folder), "html_static_path": [str(book.folder / WORKER)]}
    output = book.build(**settings).output
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
