"""The list of what there is to do, which the page of the reader's progress counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from tests.small_books import Built, SmallBook

# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


EXERCISE = {
    "alpha/double.py": "def double(number):\n    return 2 * number\n",
    "alpha/double_start.py": "def double(number):\n    return number + 2\n",
    "alpha/double_checks.pycon": "#: after double\n#: refutes double_start\n>>> double(3)\n6\n",
}


def chapters(book: Built) -> Any:
    """Return what the pages are told of the chapters."""
    text = (book.output / "_static" / "items.js").read_text("utf-8")
    name, _, value = text.partition("=")
    assert name == "window.bookItems"
    return json.loads(value)["chapters"]


def test_the_chapters_are_listed_with_their_predictions(tmp_path: Path) -> None:
    page = "# Alpha\n\n```{snippet} one\n:caption: It prints\n:predict:\n```\n"
    book = SmallBook(tmp_path).corpus({"alpha/one.pycon": ">>> 1\n1\n"}).write(alpha=page).build()
    alpha, beta = chapters(book)
    (prediction,) = alpha["predictions"]
    figure = book.figure("alpha", "alpha/one")
    assert (alpha["page"], alpha["title"]) == ("alpha", "1 Alpha")
    assert prediction == {
        "key": "alpha/one",
        "print": figure["data-predict"],
        "anchor": figure["id"],
        "title": "Listing 1.1",
    }
    assert (beta["page"], beta["predictions"], beta["exercises"]) == ("beta", [], [])


def test_the_exercises_of_a_chapter_are_listed_as_its_page_has_them(tmp_path: Path) -> None:
    page = "# Alpha\n\n::::{exercise} double\n:title: Twice as `much`\n\nWrite it.\n::::\n"
    book = SmallBook(tmp_path).corpus(EXERCISE).write(alpha=page).build()
    alpha, beta = chapters(book)
    found = book.page("alpha").find(class_="exercise")
    assert isinstance(found, Tag)
    assert alpha["exercises"] == [
        {
            "key": "alpha/double",
            "print": found["data-print"],
            "anchor": found["id"],
            "title": "Twice as much",
        }
    ]
    assert beta["exercises"] == []
