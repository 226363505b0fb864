"""The pages of the book with nothing in them but their microscopes.

A chapter takes long to load, and to lay out at each step; its player is the same without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.book_films import microscopes
from tests.sites import HTML, served

PAGE = re.compile(
    r"(?P<before>.*<article\b.*?</h1>)(?P<chapter>.*)(?P<after></article>.*)", re.DOTALL
)
FIGURE = re.compile(r'<figure class="microscope".*?</figure>', re.DOTALL)


@contextmanager
def served_alone() -> Iterator[str]:
    """Serve the site with such pages; yield its address."""
    names = {microscope.page for microscope in microscopes().values()}
    with TemporaryDirectory() as folder:
        pages = {name: Path(folder, name.replace("/", "-")) for name in names}
        for name, path in pages.items():
            path.write_text(cut((HTML / name).read_text("utf-8")), encoding="utf-8")
        with served(instead=pages) as address:
            yield address


def cut(page: str) -> str:
    """Leave out what stands in a chapter around its microscopes."""
    found = PAGE.fullmatch(page)
    assert found is not None
    figures = FIGURE.findall(found["chapter"])
    return f"{found['before']}{''.join(figures)}</section>{found['after']}"
