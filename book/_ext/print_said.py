"""What links within the book say on paper: the pages on which their targets stand.

Which pages these are is known only when all are laid out, and that takes minutes. So it is done
once, with room for a long number in each link, and the numbers are written into the finished
lines: what follows in a line moves up, and nothing else. (WeasyPrint can count pages for links
too, but lays out again what has such a link, and keeps some numbers of an earlier layout.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

#: As wide as any number of a page.
ROOM = "0000"

_OWN_LINK = re.compile(r'<a\b(?=[^>]*\shref="#)')


def make_room(html: str) -> str:
    """Give each link within the book room for the number of a page."""
    return _OWN_LINK.sub(f'<a data-page="{ROOM}"', html)


def page_numbers(document: Document) -> dict[str, int]:
    """Return the page on which each anchor stands."""
    return {
        name: number
        for number, page in reversed(list(enumerate(document.pages, start=1)))
        for name in page.anchors
    }


def say_pages(document: Document) -> None:
    """Write into each link of a document for which there is room the page of its target."""
    numbers = page_numbers(document)
    for place, page in enumerate(document.pages):
        saved = [_write_line(line, numbers) for line in _lines(page._page_box)]
        if any(saved):
            # Made anew, as it notes where on it the links are.
            document.pages[place] = type(page)(page._page_box)


def _lines(page: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure.boxes import LineBox

    return (box for box in page.descendants() if isinstance(box, LineBox))


def _write_line(box: Any, numbers: Mapping[str, int]) -> float:
    """Write the numbers in a line, or in a part of it; return by how much it is narrower now."""
    from weasyprint.formatting_structure.boxes import InlineBox, LineBox, TextBox

    if isinstance(box, TextBox):
        return _write(box, numbers)
    if not isinstance(box, InlineBox | LineBox):
        return 0
    saved = 0.0
    for child in box.children:
        if child.is_in_normal_flow():
            child.translate(dx=-saved)
        saved += _write_line(child, numbers)
    if any(child.is_leader for child in box.children):
        # Dots lead to the number at the edge of the page: it stays there.
        box.children[-1].translate(dx=saved)
        return 0
    box.width -= saved
    return saved


def _write(text: Any, numbers: Mapping[str, int]) -> float:
    from weasyprint.text.line_break import line_size

    if not (text.element_tag == "a::after" and ROOM in text.text):
        return 0
    before, layout = text.width, text.pango_layout
    page = numbers.get(text.element.get("href")[1:], ROOM)
    text.text = layout.text = text.text.replace(ROOM, str(page))
    layout.reactivate(text.style)
    text.width, _ = line_size(layout.get_first_line()[0], text.style)
    layout.deactivate()
    return float(before - text.width)
