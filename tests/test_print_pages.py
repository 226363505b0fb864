"""Page numbers on paper: what a link says is where its target stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from book._ext.print_pages import Press, PrintError, lay_out_settled, say_pages


class Paper:
    """A press for a book of one link; `page` tells from what it says where its target comes."""

    def __init__(self, page: Callable[[int], int]) -> None:
        self.page = page

    def lay_out(self, html: str, _: Path) -> Any:
        """Return pages, of which one has the target."""
        number = self.page(int(html.split('"')[1]))
        pages = [SimpleNamespace(anchors={"a"} if n == number else ()) for n in range(1, 10)]
        return SimpleNamespace(pages=pages, html=html)


def settled(page: Callable[[int], int]) -> str:
    document = lay_out_settled(cast("Press", Paper(page)), '<a href="#a">', Path())
    return str(cast("Any", document).html)


def test_links_within_the_book_say_a_page_and_others_do_not() -> None:
    links = '<a class="far" href="#a">A</a> <a href="#b">B</a> <a href="https://c">C</a>'
    assert say_pages(links, {"a": 7}) == (
        '<a data-page="7" class="far" href="#a">A</a> <a data-page="000" href="#b">B</a>'
        ' <a href="https://c">C</a>'
    )


def test_a_number_that_moves_its_own_target_is_said_anew() -> None:
    assert settled(lambda said: 2 if said == 0 else 3) == '<a data-page="3" href="#a">'


def test_a_number_that_never_holds_is_an_error() -> None:
    with pytest.raises(PrintError, match="do not settle"):
        settled(lambda said: 3 if said == 2 else 2)
