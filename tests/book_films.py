"""The recordings in the pages of the built book."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, NamedTuple

from tests.sites import HTML, pages

FIGURE = re.compile(
    r'<figure class="microscope"[^>]*? id="(?P<id>[^"]+)"(?P<form>.*?)'
    r'<script type="application/json">(?P<film>.*?)</script>',
    re.DOTALL,
)


class Microscope(NamedTuple):
    """A microscope of the book: its page, what names it there, and its film as text."""

    page: str
    id: str
    text: str

    @property
    def data(self) -> dict[str, Any]:
        film: dict[str, Any] = json.loads(self.text)
        return film


@cache
def microscopes() -> dict[str, Microscope]:
    """Return all microscopes of the book, by their ids."""
    found = [
        Microscope(name, match["id"], match["film"])
        for name in pages()
        for match in FIGURE.finditer((HTML / name).read_text("utf-8"))
    ]
    return {microscope.id: microscope for microscope in found}
