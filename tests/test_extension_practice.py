"""The list of what there is to do, which the page of the reader's progress counts."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from book._ext.domain import Page, Prediction
from book._ext.practice import items
from tests.small_books import SmallBook

# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def test_the_chapters_are_listed_with_their_predictions(tmp_path: Path) -> None:
    page = "# Alpha\n\n```{snippet} one\n:caption: It prints\n:predict:\n```\n"
    book = SmallBook(tmp_path).corpus({"alpha/one.pycon": ">>> 1\n1\n"}).write(alpha=page).build()
    text = (book.output / "_static" / "items.js").read_text("utf-8")
    name, _, value = text.partition("=")
    alpha, beta = json.loads(value)["chapters"]
    (prediction,) = alpha["predictions"]
    figure = book.figure("alpha", "alpha/one")
    assert name == "window.bookItems"
    assert (alpha["page"], alpha["title"]) == ("alpha", "1 Alpha")
    assert prediction == {
        "key": "alpha/one",
        "print": figure["data-predict"],
        "anchor": figure["id"],
        "title": "Listing 1.1",
    }
    assert (beta["page"], beta["predictions"], beta["exercises"]) == ("beta", [], [])


class _Title:
    def astext(self) -> str:
        return "Alpha"


def test_exercises_are_listed_where_a_page_has_them() -> None:
    exercise = SimpleNamespace(key="alpha/sum", print="p", anchor="sum", title="Exercise 1")
    page: Any = Page(predictions=[Prediction("alpha/one", "q", "one")])
    page.exercises = [exercise]
    env: Any = SimpleNamespace(
        toc_secnumbers={"alpha": {"": (1,)}, "gamma": {"": ("A",)}},
        toc_fignumbers={},
        titles={"alpha": _Title()},
        domains={"book": SimpleNamespace(page=lambda _: page)},
    )
    (chapter,) = items(env)
    assert chapter["exercises"] == [vars(exercise)]
