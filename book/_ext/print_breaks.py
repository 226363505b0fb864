"""Where a block of code may go on over the page: between the examples or pieces of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from book._ext.print_markup import add_class, element

#: What has up to this many lines stays on one page.
_KEPT_LINES = 18

#: So many lines of a block at least, not counting empty ones, stand at the foot of a page, and at
#: the head of the next.
_FEW_LINES = 3

#: The room that the name of a version, or of an output, takes between two blocks of a listing.
_NAME_LINES = 2

_PROMPT = ">>> "

Line = list[PageElement]


def keep_together(soup: BeautifulSoup) -> None:
    """Keep short listings on one page, and in long ones what belongs together."""
    for pre in soup.select(".highlight-pycon pre"):
        _group(pre, _is_prompt)
    for pre in soup.select(".highlight-python pre"):
        _group(pre, _is_after_gap)
    for whole in soup.select("figure.snippet, .version-pane, .snippet-output, pre, .piece"):
        blocks = whole.find_all("pre") or [whole]
        lines = sum(_height(block.get_text()) + _NAME_LINES for block in blocks) - _NAME_LINES
        if lines <= _KEPT_LINES:
            add_class(whole, "kept")


def _height(text: str) -> int:
    return text.rstrip("\n").count("\n") + 1


def _group(pre: Tag, begins: Callable[[str, str], bool]) -> None:
    """Put what belongs together into pieces; `begins` tells it by a line and the one before."""
    groups: list[list[Line]] = []
    before = ""
    for line in _lines(pre):
        text = _text(line)
        if not groups or begins(text, before):
            groups.append([])
        groups[-1].append(line)
        before = text
    for group in _without_scraps(groups):
        piece = element("span", class_="piece")
        group[0][0].insert_before(piece)
        for line in group:
            piece.extend(line)


def _is_prompt(line: str, _: str) -> bool:
    return line.startswith(_PROMPT)


def _is_after_gap(line: str, before: str) -> bool:
    return bool(line.strip()) and not before.strip()


def _without_scraps(groups: list[list[Line]]) -> list[list[Line]]:
    """Join the first groups, and the last ones, until there are enough lines of them."""
    joined = list(groups)
    while len(joined) > 1 and _lines_in(joined[0]) < _FEW_LINES:
        joined[:2] = [joined[0] + joined[1]]
    while len(joined) > 1 and _lines_in(joined[-1]) < _FEW_LINES:
        joined[-2:] = [joined[-2] + joined[-1]]
    return joined


def _lines_in(group: Iterable[Line]) -> int:
    return sum(bool(row.strip()) for line in group for row in _text(line).splitlines())


def _text(line: Line) -> str:
    return "".join(piece.get_text() for piece in line)


def _lines(pre: Tag) -> list[Line]:
    """Return the lines of a block; a string of several lines is in the last of them."""
    lines: list[Line] = [[]]
    for piece in list(pre.contents):
        for part in _split(piece):
            lines[-1].append(part)
            if part.get_text().endswith("\n"):
                lines.append([])
    return [line for line in lines if line]


def _split(piece: PageElement) -> list[PageElement]:
    """Split plain text at the ends of its lines."""
    if not isinstance(piece, NavigableString) or "\n" not in piece:
        return [piece]
    parts = [NavigableString(text) for text in piece.splitlines(keepends=True)]
    piece.replace_with(*parts)
    return list(parts)
