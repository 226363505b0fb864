"""A small book with all that a printed one can have, and what can be read from a PDF."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

from tests.printed_tags import Tag, tags_of
from tests.small_books import INDEX, LISTING, ROOT, Built, SmallBook

WHOLE = Path(
    os.environ.get("BOOK_PDF") or ROOT / "_build" / "pdf" / "python-generators-a-look-inside.pdf"
)

LONG_LINE = "words = [" + ", ".join(f'"word number {n}"' for n in range(12)) + "]"

#: How it is told that a word goes on in the next line: in the text of a page, and of a piece.
_HYPHENS = dict.fromkeys(map(ord, "\ufffe\x02"), "-\n")

OPENING = INDEX.replace("# A small book\n", "# A small book\n\nWords to begin with.\n")

ALPHA = """\
# Alpha

```{snippet} maker
:caption: Makes `1`
:emphasize: 2
```

The {index}`maker` is in {numref}`maker`, and [the end](#beta-end) is far away
(see [there](#beta-end)). It is told on [a page elsewhere](https://example.org/told) and once
more on [a page elsewhere](https://example.org/told), and at <https://example.org/shown>.
A note[^1] stands below.

[^1]: So says the note.

```{snippet} sum
:caption: Prints what differs
```

:::{version-note} 3.13
:blocks: sum
It became `2`.
:::

```{snippet} long
:caption: Has a long line
```

| name | meaning |
| ---- | ------- |
| `f`  | a frame |

Here the {index}`maker` is again, and {index}`once <single: maker; twice>` more.
"""

#: WeasyPrint would break the second line of this after its first word.
BROKEN = """\
A variant must have the same prompts as the first file, other outputs than the variant before it,
and a version that can be run. Variants are written by `make accept`, which runs the listings.

"""

GAMMA = f"# Gamma\n\n{BROKEN}" + " ".join(
    f"[link {n}](https://example.org/many/{n})" for n in range(9)
)

BETA = (
    "# Beta\n\n"
    + "\n\n".join(f"Paragraph {n}." for n in range(60))
    + """

(beta-end)=
## The end of `beta`

An {index}`end` and a {index}`maker`.
"""
)

CORPUS = {
    **LISTING,
    "alpha/sum.pycon": ">>> sum([1])\n1\n",
    "alpha/sum.3.13.pycon": ">>> sum([1])\n2\n",
    "alpha/long.py": f"{LONG_LINE}\nassert words\n",
}


SETTINGS: dict[str, Any] = {
    "extensions": ["myst_parser", "sphinx.ext.intersphinx", "book._ext", "book._ext.paper"],
    "project": "A small book: inside",
    "author": "Its authors",
    "book_fonts": str(ROOT / "node_modules" / "@fontsource"),
    "book_file": "small",
    "book_identifier": "urn:uuid:00000000-0000-4000-8000-000000000000",
    "book_date": "2026-11-22",
    "book_description": "What it is about.",
    "book_rights": "Free",
    "version": "1.0",
    "release": "1.0",
    "language": "en",
}


def print_small_book(folder: Path, builder: str) -> Built:
    """Build the small book in a folder for paper."""
    folder.mkdir(exist_ok=True)
    return print_once_more(SmallBook(folder).corpus(CORPUS), builder)


def print_once_more(book: SmallBook, builder: str) -> Built:
    """Build the small book where it is, for paper."""
    book.write(index=OPENING, alpha=ALPHA, beta=BETA, gamma=GAMMA)
    return book.build(builder, **SETTINGS)


class Font(NamedTuple):
    """The font of a piece of text."""

    name: str
    is_embedded: bool


@dataclass(frozen=True)
class Run:
    """A piece of text on a page, where its base line begins and its last letter ends, in points."""

    text: str
    x: float
    y: float
    right: float
    font: Font

    @property
    def is_code(self) -> bool:
        return "Code" in self.font.name or "Mono" in self.font.name


@dataclass(frozen=True)
class Pdf:
    """A PDF, read by PDFium, which takes seconds for a book; single objects are read by pypdf."""

    path: Path

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page."""
        return [text for text, _ in self._pages]

    @cached_property
    def runs(self) -> list[list[Run]]:
        """The pieces of text of each page."""
        return [runs for _, runs in self._pages]

    @cached_property
    def _pages(self) -> list[tuple[str, list[Run]]]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [_read(page) for page in document]

    @cached_property
    def tops(self) -> list[tuple[str, float]]:
        """Title and height on its page of each bookmark."""
        return [(title, top) for _, title, _, top in self._bookmarks]

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, title and page number of each bookmark."""
        return [(depth, title, page) for depth, title, page, _ in self._bookmarks]

    @cached_property
    def _bookmarks(self) -> list[tuple[int, str, int, float]]:
        with pypdfium2.PdfDocument(self.path) as document:
            return [_bookmark(item) for item in document.get_toc()]

    def pages_with(self, words: str) -> list[int]:
        """Return the numbers of the pages that say `words`."""
        return [number for number, text in enumerate(self.texts, 1) if words in flat(text)]

    def contents(self) -> dict[str, int]:
        """Return the lines of the contents: a title and the page number behind it."""
        start = next(n for n, text in enumerate(self.texts) if text.startswith("Contents"))
        found: dict[str, int] = {}
        for text in self.texts[start:]:
            lines = re.findall(r"^(.*?)\s*\.{3,}\s*(\d+)$", text, re.MULTILINE)
            if not lines:
                break
            found |= {flat(title): int(number) for title, number in lines}
        return found

    def index(self) -> dict[str, list[int]]:
        """Return the entries of the index that have page numbers."""
        start = next(page for _, title, page in self.outline if title == "Index")
        text = "\n".join(self.texts[start - 1 :])
        found = re.findall(r"^(.+?), ((?:\d+, )*\d+)$", text, re.MULTILINE)
        return {words: [int(number) for number in pages.split(", ")] for words, pages in found}

    @property
    def fonts(self) -> set[Font]:
        """The fonts of what stands on the pages."""
        return {run.font for runs in self.runs for run in runs}

    @cached_property
    def tags(self) -> list[Tag]:
        """The tags of each page."""
        with pypdfium2.PdfDocument(self.path) as document:
            return [tag for page in document for tag in tags_of(page)]


@cache
def whole_book() -> Pdf:
    """Return the PDF that `make pdf` has built, unless another one is named; it is read once."""
    if not WHOLE.is_file():
        pytest.skip(f"there is no {WHOLE.name}; `make pdf` builds it")
    return Pdf(WHOLE)


def _bookmark(item: Any) -> tuple[int, str, int, float]:
    place = item.get_dest()
    _, (_, top, _) = place.get_view()
    return item.level, item.get_title(), place.get_index() + 1, top


def _read(page: Any) -> tuple[str, list[Run]]:
    """Return the text of a page, and its pieces."""
    text = page.get_textpage()
    found = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=text)
    runs = [_run(piece) for piece in found if piece.extract().strip()]
    return text.get_text_range().translate(_HYPHENS).replace("\r\n", "\n"), runs


def _run(piece: Any) -> Run:
    start, (_, _, right, top) = piece.get_matrix(), piece.get_bounds()
    drawing = piece.container
    while drawing is not None:
        placed = drawing.get_matrix()
        start, (right, top) = start.multiply(placed), placed.on_point(right, top)
        drawing = drawing.container
    font = piece.get_font()
    text = piece.extract().translate(_HYPHENS)
    return Run(text, start.e, start.f, right, Font(font.get_base_name(), font.is_embedded))


def flat(text: str) -> str:
    """Return `text` on one line."""
    return " ".join(text.split())
