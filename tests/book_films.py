"""The recordings in the pages of the built book."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.sites import HTML, pages

FIGURE = re.compile(
    r'<figure class="microscope"[^>]*? id="(?P<id>[^"]+)"(?P<form>.*?)'
    r'<frame-microscope [^>]*film="(?P<film>\w+)"',
    re.DOTALL,
)
SCRIPT = re.compile(r'\(window\.bookFilms\?\?=\{\}\)\["\w+"\]=(?P<film>.*);\n', re.DOTALL)


class Microscope(NamedTuple):
    """A microscope of the book: its page, what names it and its film there, and that as text."""

    page: str
    id: str
    script: str
    text: str

    @property
    def data(self) -> dict[str, Any]:
        film: dict[str, Any] = json.loads(self.text)
        return film


def film_of(name: str, site: Path = HTML) -> str:
    """Return the film that the script with this name holds, as JSON."""
    text = (site / "_static" / "films" / f"{name}.js").read_text("utf-8")
    found = SCRIPT.fullmatch(text)
    assert found is not None
    return found["film"]


@cache
def microscopes() -> dict[str, Microscope]:
    """Return all microscopes of the book, by their ids."""
    found = [
        Microscope(name, match["id"], match["film"], film_of(match["film"]))
        for name in pages()
        for match in FIGURE.finditer((HTML / name).read_text("utf-8"))
    ]
    return {microscope.id: microscope for microscope in found}
