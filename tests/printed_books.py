"""A small book with all that a printed one can have, and what can be read from a PDF."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import IndirectObject

from tests.small_books import INDEX, LISTING, ROOT, Built, SmallBook

WHOLE = Path(
    os.environ.get("BOOK_PDF") or ROOT / "_build" / "pdf" / "python-generators-a-look-inside.pdf"
)

LONG_LINE = "words = [" + ", ".join(f'"word number {n}"' for n in range(12)) + "]"

#: The width of a character of code, as a part of the size of its font.
_CODE_ADVANCE = 0.6

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


@dataclass(frozen=True)
class Run:
    """A piece of text on a page, where it begins and how wide it is, in points."""

    text: str
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Pdf:
    """A PDF, read. See `whole_book` for the one that takes a minute to read."""

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
        return [_read(page) for page in self.reader.pages]

    @cached_property
    def tops(self) -> list[tuple[str, float]]:
        """Title and height on its page of each bookmark."""
        return [(item.title, float(item.top)) for item in self._bookmarks(self.reader.outline)]

    def _bookmarks(self, items: list[Any]) -> Iterator[Any]:
        for item in items:
            yield from self._bookmarks(item) if isinstance(item, list) else [item]

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, title and page number of each bookmark."""
        return list(self._outline(self.reader.outline, 0))

    def _outline(self, items: list[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from self._outline(item, depth + 1)
            else:
                yield depth, item.title, self._numbers[item.page.idnum]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The numbers of the pages, by those of their objects: pypdf would search all for each."""
        references = [page.indirect_reference for page in self.reader.pages]
        return {found.idnum: number for number, found in enumerate(references, 1) if found}

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

    def fonts(self) -> dict[str, bool]:
        """Return the names of the fonts, and whether each is embedded."""
        found = {}
        for page in self.reader.pages:
            for font in resolved(page["/Resources"])["/Font"].values():
                descendant = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor = descendant["/FontDescriptor"].get_object()
                embedded = any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
                found[str(descendant["/BaseFont"])] = embedded
            break  # All pages share one dictionary of fonts.
        return found

    def elements(self) -> Iterator[dict[str, Any]]:
        """Yield the elements of the tag tree, in the order of reading."""
        waiting: list[Any] = [self.reader.root_object["/StructTreeRoot"]]
        while waiting:
            element = resolved(waiting.pop())
            if isinstance(element, dict):
                yield element
                kids = element.get("/K", [])
                waiting += reversed(kids if isinstance(kids, list) else [kids])


@cache
def whole_book() -> Pdf:
    """Return the PDF that `make pdf` has built, unless another one is named; it is read once."""
    if not WHOLE.is_file():
        pytest.skip(f"there is no {WHOLE.name}; `make pdf` builds it")
    return Pdf(WHOLE)


#: A matrix that leaves everything where it is.
_SAME = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _read(page: PageObject) -> tuple[str, list[Run]]:
    """Return the text of a page, and its pieces; the width of those in code is known."""
    runs: list[Run] = []
    #: Where the drawing lies whose text is read: pypdf counts from its corner.
    drawing: list[tuple[float, ...]] = [_SAME]

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            whole = _after(_after(tuple(tm), tuple(cm)), drawing[-1])
            name = str(font["/BaseFont"]) if font else ""
            advance = _CODE_ADVANCE if "Code" in name or "Mono" in name else 0.0
            width = advance * size * abs(whole[0]) * len(text.strip("\n"))
            runs.append(Run(text, whole[4], whole[5], width))

    def enter(operator: bytes, _: Any, cm: list[float], __: Any) -> None:
        if operator == b"Do":
            drawing.append(_after(tuple(cm), drawing[-1]))

    def leave(operator: bytes, *_: Any) -> None:
        if operator == b"Do":
            drawing.pop()

    text = page.extract_text(
        visitor_text=visit, visitor_operand_before=enter, visitor_operand_after=leave
    )
    return text, runs


def _after(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """Return the matrix that does what `inner` does, and then what `outer` does."""
    a, b, c, d, e, f = outer
    pairs = zip(inner[::2], inner[1::2], (0, 0, 1), strict=True)
    return tuple(
        value
        for x, y, moved in pairs
        for value in (a * x + c * y + moved * e, b * x + d * y + moved * f)
    )


def resolved(value: Any) -> Any:
    """Return what a reference refers to."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def flat(text: str) -> str:
    """Return `text` on one line."""
    return " ".join(text.split())
